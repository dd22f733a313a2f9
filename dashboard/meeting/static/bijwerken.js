/* A part of a page that others change: asked again every two seconds. Only what differs is replaced, so
   that the focus stays where it is, and what its first paragraph says now is announced. */
const part = document.querySelector("[data-adres]");

function put(text) {
    const made = document.createElement("template");
    made.innerHTML = text;
    const fresh = [...made.content.children];
    const held = [...part.children];
    fresh.forEach((each, place) => {
        if (!held[place]) {
            part.append(each);
        } else if (!held[place].isEqualNode(each)) {
            held[place].replaceWith(each);
        }
    });
    held.slice(fresh.length).forEach((each) => each.remove());
}

async function refresh(said) {
    const answer = await fetch(part.dataset.adres, { headers: { Accept: "text/html" } });
    if (answer.ok) {
        put(await answer.text());
        const now = part.firstElementChild?.textContent ?? "";
        if (said.textContent !== now) {
            said.textContent = now;
        }
    }
}

async function follow(said) {
    if (!document.hidden) {
        // a connection that is gone comes back by itself
        await refresh(said).catch(() => undefined);
    }
    window.setTimeout(() => follow(said), 2000);
}

if (part) {
    const said = document.createElement("p");
    said.className = "alleen-voorlezen";
    said.setAttribute("role", "status");
    part.after(said);
    follow(said);
}
