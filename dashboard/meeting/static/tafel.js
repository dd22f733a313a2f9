/* The table of a meeting: fields that are saved as typed, parts that are added, points that move. */
import { Verbinding, keyOf, newId } from "./verbinding.js";
import { leave, notSent, wasTypedIn } from "./verwijderd.js";
import { GEWORDEN, WOORDEN } from "./woorden.js";
import { draw } from "./tekening.js";
import { printing } from "./afdrukken.js";
import { dragging } from "./slepen.js";

const begin = JSON.parse(document.getElementById("stand").textContent);
const verbinding = new Verbinding(begin);
const isLeider = begin.rol === "leider";
const punten = document.getElementById("punten");

const fieldsOf = (object, naam) =>
    document.querySelectorAll(`[data-object="${object}"][data-naam="${naam}"]`);
const puntVan = (id) => document.querySelector(`[data-punt="${id}"]`);
const valueOf = (field) => (field.type === "checkbox" ? (field.checked ? "ja" : "") : field.value);

function fill(field, tekst) {
    if (field.type === "checkbox") {
        field.checked = tekst === "ja";
    } else if (field.value !== tekst) {
        const place = field === document.activeElement && field.selectionStart;
        field.value = field.tagName === "SELECT" && !tekst ? field.options[0].value : tekst;
        if (typeof place === "number" && field.type !== "date") {
            field.setSelectionRange(place, place);
        }
    }
}

function fromTemplate(name, id) {
    const holder = document.createElement("template");
    const source = document.getElementById(`sjabloon-${name}`).innerHTML;
    holder.innerHTML = source.replaceAll("__ID__", id);
    return holder.content.firstElementChild;
}

function message(field, text, name) {
    const block = field.closest(".invoer, .vink") ?? field.parentElement;
    block.querySelector(".fout")?.remove();
    field.removeAttribute("aria-invalid");
    field.removeAttribute("aria-describedby");
    if (text) {
        const note = document.createElement("p");
        note.className = "fout";
        note.id = `fout-${name}`;
        note.setAttribute("role", "alert");
        note.textContent = text;
        block.append(note);
        field.setAttribute("aria-invalid", "true");
        field.setAttribute("aria-describedby", note.id);
    }
}

/* ---- what comes in ---- */

verbinding.addEventListener("veld", ({ detail }) => {
    fieldsOf(detail.object, detail.naam).forEach((field) => fill(field, detail.tekst));
    show(detail.object, detail.naam, detail.tekst);
});

function show(object, naam, tekst) {
    document.querySelectorAll(`[data-toon="${keyOf(object, naam)}"]`).forEach((place) => {
        place.textContent = tekst || place.dataset.anders || "";
    });
    if (naam === "titel") {
        agenda();
    }
}

verbinding.addEventListener("onderdeel", ({ detail }) => {
    if (!detail.eerder) {
        place(detail);
    }
});

function place({ id, punt, soort, pin, weg }) {
    let part = document.querySelector(`[data-onderdeel="${id}"]`);
    if (!part) {
        const holder = pin
            ? document.querySelector(`[data-van-pin="${pin}"]`)
            : puntVan(punt)?.querySelector(`[data-lijst="${soort}"]:not([data-van-pin])`);
        if (!holder) {
            return null;
        }
        part = fromTemplate(soort, id);
        part.querySelectorAll("[data-naam]").forEach((field) => {
            const mine = isLeider || soort !== "afspraak";
            const closed = !begin.open && !["status", "reden"].includes(field.dataset.naam);
            if (!mine || closed) {
                field.disabled = field.tagName === "SELECT" || field.type === "checkbox";
                field.readOnly = true;
            }
        });
        if (!begin.open || (!isLeider && soort === "afspraak")) {
            part.querySelector("[data-doe=onderdeel-weg]").remove();
        }
        holder.append(part);
        part.querySelectorAll("[data-naam]").forEach((field) => {
            const key = keyOf(id, field.dataset.naam);
            fill(field, verbinding.fields.get(key)?.tekst ?? "");
        });
    }
    if (weg && !part.hidden && wasTypedIn(part, verbinding)) {
        leave(part);
    } else {
        part.hidden = weg;
    }
    return part;
}

verbinding.addEventListener("punt", ({ detail }) => {
    let punt = puntVan(detail.id);
    if (!punt) {
        punt = fromTemplate("punt", detail.id);
        punten.append(punt);
    }
    punt.dataset.plaats = detail.plaats;
    punt.hidden = detail.weg;
    const here = [...punt.querySelectorAll("[data-pin]")];
    here.forEach((pin) => { pin.hidden = !detail.pinnen.includes(pin.dataset.pin); });
    if (detail.pinnen.some((id) => here.every((pin) => pin.dataset.pin !== id))) {
        notice("Er is een figuur vastgepind.");
    }
});

verbinding.addEventListener("klaar", ({ detail }) => {
    if (detail.punten.length) {
        const order = [...punten.children].sort((a, b) => a.dataset.plaats - b.dataset.plaats);
        if (order.some((punt, index) => punten.children[index] !== punt)) {
            const focus = document.activeElement;
            order.forEach((punt) => punten.append(punt));
            focus?.focus({ preventScroll: true });
        }
        agenda();
    }
});

function agenda() {
    const list = document.getElementById("agenda");
    const dropped = document.getElementById("gevallen-punten");
    const rows = [];
    const gone = [];
    [...punten.children].forEach((punt) => {
        const title = punt.querySelector("h2 [data-toon]").textContent;
        const item = document.createElement("li");
        if (punt.hidden) {
            const button = document.createElement("button");
            button.type = "button";
            button.className = "knop stil";
            button.dataset.doe = "punt-terug";
            button.dataset.van = punt.dataset.punt;
            button.textContent = `Zet terug: ${title}`;
            item.append(button);
            gone.push(item);
        } else {
            const link = document.createElement("a");
            link.href = `#${punt.id}`;
            link.textContent = title;
            item.append(link);
            item.dataset.van = punt.dataset.punt;
            const handle = punt.querySelector(".greep")?.cloneNode(true);
            if (handle) {
                item.append(handle);
            }
            rows.push(item);
            punt.querySelector(".nummer").textContent = String(rows.length);
        }
    });
    list.replaceChildren(...rows);
    if (dropped) {
        dropped.replaceChildren(...gone);
        document.getElementById("gevallen").hidden = !gone.length;
    }
}

verbinding.addEventListener("stand", ({ detail }) => {
    const line = document.getElementById("verbinding");
    line.textContent = WOORDEN[detail.stand];
    line.dataset.stand = detail.stand;
});

verbinding.addEventListener("weg", ({ detail }) => {
    document.getElementById("meldingen").replaceChildren(notSent(detail.handelingen) ?? "");
});

verbinding.addEventListener("status", ({ detail }) => notice(GEWORDEN[detail.status]));

/* Says that the page as a whole changed; what was typed stays, whenever the reader comes back. */
function notice(text) {
    const note = document.createElement("p");
    const again = document.createElement("a");
    note.className = "melding";
    again.href = window.location.pathname;
    again.textContent = "Ververs de pagina";
    note.append(`${text} `, again, ".");
    document.getElementById("meldingen").replaceChildren(note);
}

verbinding.addEventListener("bewaard", ({ detail }) => {
    fieldsOf(detail.object, detail.naam).forEach((field) => message(field, ""));
    // an agreement that could not be dropped for want of a reason, is dropped now
    if (detail.naam === "reden" && verbinding.refused.has(keyOf(detail.object, "status"))) {
        const tekst = valueOf(fieldsOf(detail.object, "status")[0]);
        verbinding.put({ soort: "veld", object: detail.object, naam: "status", tekst });
    }
});

verbinding.addEventListener("geweigerd", ({ detail }) => {
    const fields = detail.soort === "veld" ? fieldsOf(detail.object, detail.naam) : [];
    fields.forEach((field) =>
        message(field, `Niet bewaard. ${detail.reden}`, `${detail.object}-${detail.naam}`));
    if (!fields.length) {
        const note = document.createElement("p");
        note.className = "melding";
        note.textContent = detail.reden;
        document.getElementById("meldingen").replaceChildren(note);
    }
});

verbinding.addEventListener("botsing", ({ detail }) => {
    fieldsOf(detail.object, detail.naam).forEach((field) => clash(field, detail.anders));
});

/* Says a value as the page shows it: of a choice the words, and not its code. */
function worded(field, tekst) {
    if (field.type === "checkbox") {
        return tekst === "ja" ? "aangevinkt" : "niet aangevinkt";
    }
    const option = [...(field.options ?? [])].find((each) => each.value === tekst);
    return (option ? option.textContent : tekst) || "(leeg)";
}

/* Shows both texts of a field that two people changed, and lets one choose. */
function clash(field, other) {
    const { object, naam } = field.dataset;
    const name = `botsing-${object}-${naam}`;
    document.getElementById(name)?.remove();
    const box = document.createElement("div");
    box.className = "botsing";
    box.id = name;
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", "Twee teksten voor hetzelfde veld");
    const head = document.createElement("p");
    head.textContent = "Iemand anders schreef hier intussen iets anders. Uw tekst staat in het veld; de andere is:";
    const text = document.createElement("blockquote");
    text.textContent = worded(field, other);
    const button = (label, choose) => {
        const made = document.createElement("button");
        made.type = "button";
        made.className = "knop stil";
        made.textContent = label;
        made.addEventListener("click", () => {
            box.remove();
            choose();
            field.focus();
        });
        return made;
    };
    const row = document.createElement("p");
    row.className = "knoppen";
    row.append(
        button("Houd wat in het veld staat", () =>
            verbinding.settle(object, naam, { keep: true, tekst: valueOf(field) })),
        button("Neem de andere tekst", () => verbinding.settle(object, naam, { keep: false })),
    );
    if (field.tagName === "TEXTAREA") {
        row.append(button("Zet de andere tekst eronder", () => {
            fill(field, `${field.value}\n${other}`);
            verbinding.settle(object, naam, { keep: true, tekst: field.value });
        }));
    }
    box.append(head, text, row);
    (field.closest(".invoer, .vink") ?? field).after(box);
}

/* ---- what goes out ---- */

document.addEventListener("input", ({ target }) => {
    const { object, naam } = target.dataset;
    if (!object || target.readOnly) {
        return;
    }
    const tekst = valueOf(target);
    fieldsOf(object, naam).forEach((field) => field !== target && fill(field, tekst));
    show(object, naam, tekst);
    verbinding.put({ soort: "veld", object, naam, tekst });
});

const visible = () => [...punten.children].filter((punt) => !punt.hidden);

function move(punt, to) {
    const order = visible().filter((each) => each !== punt);
    const index = Math.max(0, Math.min(to, order.length));
    if (visible().indexOf(punt) === index) {
        return;
    }
    order.splice(index, 0, punt);
    order.forEach((each) => punten.append(each));
    agenda();
    verbinding.put({ soort: "verplaats", object: punt.dataset.punt, naar: index });
    say(`Punt staat nu op plaats ${index + 1} van ${order.length}.`);
}

function say(text) {
    document.getElementById("gezegd").textContent = text;
}

const DOE = {
    omhoog: (button, punt) => step(button, punt, -1),
    omlaag: (button, punt) => step(button, punt, 1),
    "punt-weg": (_button, punt) => {
        punt.hidden = true;
        verbinding.put({ soort: "punt_weg", object: punt.dataset.punt, weg: true });
        agenda();
        document.getElementById("kop-agenda").setAttribute("tabindex", "-1");
        document.getElementById("kop-agenda").focus();
    },
    "punt-terug": (button) => {
        const punt = puntVan(button.dataset.van);
        punt.hidden = false;
        verbinding.put({ soort: "punt_weg", object: punt.dataset.punt, weg: false });
        agenda();
        punt.querySelector("h2").focus();
    },
    "nieuw-punt": () => {
        const id = newId();
        const punt = fromTemplate("punt", id);
        punten.append(punt);
        punt.dataset.plaats = String(punten.children.length);
        verbinding.put({ soort: "punt", object: id });
        agenda();
        fieldsOf(id, "titel")[0].focus();
    },
    "pin-weg": (button) => {
        const pin = button.closest("[data-pin]");
        verbinding.put({ soort: "pin_weg", object: pin.dataset.pin, weg: true });
        const head = pin.closest("[data-punt]").querySelector("h2");
        pin.remove();
        head.focus();
    },
    "voeg-toe": (button, punt) => {
        const id = newId();
        const act = { soort: "onderdeel", object: id, punt: punt.dataset.punt, onderdeel: button.dataset.soort };
        if (button.dataset.pinVan) {
            act.pin = button.dataset.pinVan;
        }
        verbinding.put(act);
        const part = place({ id, punt: act.punt, soort: act.onderdeel, pin: act.pin, weg: false });
        part.querySelector("textarea").focus();
    },
    "onderdeel-weg": (button, punt) => {
        const part = button.closest("[data-onderdeel]");
        part.hidden = true;
        verbinding.put({ soort: "onderdeel_weg", object: part.dataset.onderdeel, weg: true });
        punt.querySelector("h2").focus();
    },
    "op-scherm": (_button, punt) => {
        verbinding.put({ soort: "veld", object: begin.vergadering, naam: "scherm", tekst: punt.dataset.punt });
        say("Dit punt staat op het scherm.");
    },
};

function step(button, punt, by) {
    move(punt, visible().indexOf(punt) + by);
    button.focus();
}

document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-doe]");
    if (button && DOE[button.dataset.doe]) {
        DOE[button.dataset.doe](button, button.closest("[data-punt]"));
    }
});

document.addEventListener("keydown", (event) => {
    const punt = event.target.closest?.("[data-punt]");
    if (event.altKey && punt && isLeider && begin.open && ["ArrowUp", "ArrowDown"].includes(event.key)) {
        event.preventDefault();
        move(punt, visible().indexOf(punt) + (event.key === "ArrowUp" ? -1 : 1));
        event.target.focus();
    }
});

dragging((id, over) => move(puntVan(id), visible().indexOf(puntVan(over))));

const said = document.createElement("p");
said.id = "gezegd";
said.className = "alleen-voorlezen";
said.setAttribute("role", "status");
document.querySelector("main").append(said);

document.addEventListener("toggle", (event) => draw(event.target), true);

printing({ open: () => draw() });

verbinding.start();
window.addEventListener("load", () => draw());
if (document.readyState === "complete") {
    draw();
}
