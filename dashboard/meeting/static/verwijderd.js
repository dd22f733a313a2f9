/* A remark that another removes while somebody types in it: it stays, to be read and copied. */
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
