/* What was typed and is in the meeting no more: it stays on the page, to be read and copied. That goes
   for a remark that another removes, and for all that was not sent when a link is refused. */
import { keyOf } from "./verbinding.js";

const GONE = "Een ander heeft dit verwijderd. Wat u typte, staat niet meer in de vergadering. "
    + "Wilt u het houden? Kopieer dan de tekst.";
const typed = new Set();

document.addEventListener("input", ({ target }) => {
    if (target.dataset.object) {
        typed.add(target.dataset.object);
    }
});

/* Says whether somebody here is in a part, typed in it, or has words of it in the outbox. */
export function wasTypedIn(part, verbinding) {
    const id = part.dataset.onderdeel;
    const fields = [...part.querySelectorAll("[data-naam]")];
    return typed.has(id) || part.contains(document.activeElement)
        || fields.some((field) => verbinding.waiting(keyOf(id, field.dataset.naam)));
}

/* Leaves a part on the page with its texts, which can be chosen but not changed; the focus stays. */
export function leave(part) {
    if (part.classList.contains("verwijderd")) {
        return;
    }
    part.classList.add("verwijderd");
    part.querySelectorAll("[data-naam]").forEach((field) => {
        field.readOnly = true;
        field.disabled = field.tagName === "SELECT" || field.type === "checkbox";
    });
    part.querySelector("[data-doe=onderdeel-weg]")?.remove();
    const note = document.createElement("p");
    note.className = "fout";
    note.setAttribute("role", "alert");
    note.textContent = GONE;
    const hide = document.createElement("button");
    hide.type = "button";
    hide.className = "knop stil";
    hide.textContent = "Verberg dit";
    hide.addEventListener("click", () => {
        const head = part.closest("[data-punt]").querySelector("h2");
        part.hidden = true;
        head.focus();
    });
    part.prepend(note);
    part.append(hide);
}

const CHOICES = ["vertrouwelijk", "status", "richting", "cijfer", "wanneer", "scherm"];

/* Makes the block with what was not sent; undefined when that is nothing. */
export function notSent(handelingen) {
    const last = new Map(handelingen
        .filter((act) => act.soort === "veld" && act.tekst && !CHOICES.includes(act.naam))
        .map((act) => [keyOf(act.object, act.naam), act.tekst]));
    if (!last.size) {
        return undefined;
    }
    const block = document.createElement("div");
    block.className = "melding invoer";
    const label = document.createElement("label");
    label.htmlFor = "niet-verzonden";
    label.textContent = "Dit is niet meer verzonden. Kopieer het nu: als u de pagina sluit, is het weg.";
    const texts = document.createElement("textarea");
    texts.id = label.htmlFor;
    texts.readOnly = true;
    texts.value = [...last.values()].join("\n\n");
    block.append(label, texts);
    return block;
}
