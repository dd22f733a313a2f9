/* The screen for the room: one point at a time, by arrow keys, with a clock for the point. */
import { Verbinding } from "./verbinding.js";
import { printing } from "./afdrukken.js";
import { down, hasMore, up } from "./bladeren.js";
import { fit } from "./passend.js";
import { draw, undraw } from "./tekening.js";

const begin = JSON.parse(document.getElementById("stand").textContent);
const verbinding = new Verbinding({ ...begin, alleenLezen: true });
const dias = () => [...document.querySelectorAll(".dia")];
const words = { status: { loopt: "loopt nog", gedaan: "gedaan", vervallen: "vervallen", "": "loopt nog" } };
const RICHTING = { omhoog: "omhoog", omlaag: "omlaag", gelijk: "gelijk blijven" };
let current = 0;

function showAt(index, { focus = true } = {}) {
    const all = dias();
    current = Math.max(0, Math.min(index, all.length - 1));
    document.querySelectorAll(".dia").forEach((dia) => { dia.hidden = dia !== all[current]; });
    const shown = all[current];
    document.getElementById("plek").textContent = current ? `Punt ${current} van ${all.length - 1}` : "Agenda";
    if (window.location.hash !== `#${shown.id}`) {
        history.replaceState(null, "", `#${shown.id}`);
    }
    if (focus) {
        shown.querySelector("h1").focus({ preventScroll: true });
    }
    window.scrollTo(0, 0);
    resetClock();
    drawLarge(shown);
}

const drawLarge = (root) => draw(root, { fit });

/* A window that is put on the projector, or turned, has another size than it was drawn for. */
let drawnFor = window.innerWidth;
let later;
window.addEventListener("resize", () => {
    clearTimeout(later);
    later = setTimeout(() => {
        const isPhone = window.innerWidth < 1200 && window.innerWidth === drawnFor;
        // the bar of a phone's browser comes and goes: that is no other size
        if (!isPhone && !window.matchMedia("print").matches) {
            drawnFor = window.innerWidth;
            undraw();
            drawLarge(dias()[current]);
        }
    }, 150);
});

const fromHash = () => Math.max(0, dias().findIndex((dia) => `#${dia.id}` === window.location.hash));

const KEYS = {
    ArrowRight: () => showAt(current + 1),
    PageDown: () => down(dias()[current]) || showAt(current + 1),
    ArrowLeft: () => showAt(current - 1),
    PageUp: () => up() || showAt(current - 1),
    Home: () => showAt(0),
    End: () => showAt(dias().length - 1),
    Escape: () => showAt(0),
};

document.addEventListener("keydown", (event) => {
    const own = event.altKey || event.ctrlKey || event.metaKey || event.shiftKey;
    // a table that scrolls sideways keeps the arrows to itself
    if (!own && KEYS[event.key] && !event.target.closest(".tabelrand")) {
        event.preventDefault();
        KEYS[event.key]();
    }
});

const DOE = {
    agenda: () => showAt(0),
    terug: () => showAt(current - 1),
    verder: () => showAt(current + 1),
    meer: () => down(dias()[current]),
    klok: () => toggleClock(),
};

document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-doe]");
    if (button) {
        event.preventDefault();
        DOE[button.dataset.doe]();
    }
});
window.addEventListener("hashchange", () => showAt(fromHash()));
document.addEventListener("toggle", (event) => drawLarge(event.target), true);

/* On paper every point goes along, each drawn as it would be shown. */
function showAll() {
    const all = dias();
    all.forEach((dia) => {
        all.forEach((each) => { each.hidden = each !== dia; });
        drawLarge(dia);
    });
    all.forEach((dia) => { dia.hidden = false; });
}

printing({
    open: showAll,
    close: () => dias().forEach((dia, index) => { dia.hidden = index !== current; }),
});

/* ---- the clock ---- */

let since = null;
let before = 0;
const seconds = () => Math.floor((before + (since === null ? 0 : Date.now() - since)) / 1000);

function toggleClock() {
    const button = document.querySelector("[data-doe=klok]");
    if (since === null) {
        since = Date.now();
    } else {
        before += Date.now() - since;
        since = null;
    }
    button.setAttribute("aria-pressed", String(since !== null));
    button.textContent = since === null ? "Start de klok" : "Stop de klok";
}

function resetClock() {
    before = 0;
    since = since === null ? null : Date.now();
    tick();
}

function tick() {
    const now = seconds();
    document.getElementById("klok").textContent =
        `${Math.floor(now / 60)}:${String(now % 60).padStart(2, "0")}`;
    document.querySelector("[data-doe=meer]").hidden = !hasMore(dias()[current]);
}
setInterval(tick, 500);

const CLOCK = "mas-klok";

/* Shows the agenda as it is now; the point and its clock stay. */
function again() {
    sessionStorage.setItem(CLOCK, JSON.stringify({ bij: window.location.hash, since, before }));
    window.location.reload();
}

function resumeClock() {
    const held = JSON.parse(sessionStorage.getItem(CLOCK) ?? "{}");
    sessionStorage.removeItem(CLOCK);
    if (held.bij === window.location.hash && held.since) {
        toggleClock();
        since = held.since;
    }
    before = held.bij === window.location.hash ? held.before : 0;
    tick();
}

/* ---- what is typed at the table ---- */

const typed = new Map();
const parts = new Map();

verbinding.addEventListener("veld", ({ detail }) => {
    const { object, naam, tekst } = detail;
    typed.set(`${object}.${naam}`, tekst);
    document.querySelectorAll(`[data-toon="${object}.${naam}"]`).forEach((place) => {
        place.textContent = words[place.dataset.woord]?.[tekst] ?? (tekst || place.dataset.anders || "");
    });
    if (naam === "scherm" && object === begin.vergadering && verbinding.status) {
        const index = dias().findIndex((dia) => dia.dataset.punt === tekst);
        if (index > 0 && index !== current) {
            showAt(index);
        }
    }
    if (parts.has(object)) {
        part(parts.get(object));
    }
});

verbinding.addEventListener("onderdeel", ({ detail }) => {
    parts.set(detail.id, detail);
    part(detail);
});

/* A point that came, went or moved, or got another figure, and a meeting that began or was closed. */
verbinding.addEventListener("punt", () => {
    if (verbinding.status) {
        again();
    }
});
verbinding.addEventListener("status", again);

/* Writes an agreement or explanation as it reads; one without words is not shown yet. */
function part({ id, punt, soort, pin, weg }) {
    const holder = pin
        ? document.querySelector(`[data-van-pin="${pin}"]`)
        : document.querySelector(`[data-punt="${punt}"] [data-lijst="${soort}"]:not([data-van-pin])`);
    const name = `deel-${id}`;
    const of = (naam) => typed.get(`${id}.${naam}`) ?? "";
    const text = of(soort === "afspraak" ? "wat" : "tekst");
    const hidden = weg || !text.trim() || of("vertrouwelijk") === "ja";
    let line = document.getElementById(name);
    if (hidden || !holder) {
        line?.remove();
        return;
    }
    if (!line) {
        line = document.createElement("p");
        line.id = name;
        holder.append(line);
    }
    const label = soort === "afspraak" ? "Afspraak" : `Uitleg${of("organisatie") ? ` van ${of("organisatie")}` : ""}`;
    const strong = document.createElement("strong");
    strong.textContent = `${label}: `;
    const day = of("wanneer") && new Date(`${of("wanneer")}T12:00`).toLocaleDateString("nl-NL", { dateStyle: "long" });
    const rest = soort !== "afspraak" ? "" : [of("organisatie"), day && `uiterlijk ${day}`,
        RICHTING[of("richting")] && `${begin.cijfers[of("cijfer")] ?? "cijfer"} ${RICHTING[of("richting")]}`].filter(Boolean).join(", ");
    line.replaceChildren(strong, text, rest ? ` (${rest})` : "");
}

verbinding.addEventListener("stand", ({ detail }) => {
    document.getElementById("verbinding").textContent =
        { kwijt: "Geen verbinding met de tafel.", weg: "De link werkt niet meer." }[detail.stand] ?? "";
});

verbinding.start();
showAt(fromHash(), { focus: false });
resumeClock();
window.addEventListener("load", () => drawLarge(dias()[current]));
