/* A part of a page that others change: asked again every two seconds, replaced when it differs. */
const part = document.querySelector("[data-adres]");
let shown;

async function refresh() {
    const answer = await fetch(part.dataset.adres, { headers: { Accept: "text/html" } });
    const text = answer.ok ? await answer.text() : shown;
    if (text !== shown) {
        part.innerHTML = text;
        shown = text;
    }
}

async function follow() {
    if (!document.hidden) {
        // a connection that is gone comes back by itself
        await refresh().catch(() => undefined);
    }
    window.setTimeout(follow, 2000);
}

if (part) {
    follow();
}
