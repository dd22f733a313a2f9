/* On paper everything goes along: what is folded is unfolded for it, with its chart, and folded again.
   65-print.js then makes the charts fit. */

/* Calls `open` for every closed fold of a figure before printing; `close` puts back what it did. */
export function printing({ open, close = () => undefined }) {
    let unfolded = [];
    window.addEventListener("beforeprint", () => {
        unfolded = [...document.querySelectorAll("details.tabelblok:has([data-grafiek]):not([open])")];
        unfolded.forEach((each) => { each.open = true; });
        open();
    });
    window.addEventListener("afterprint", () => {
        unfolded.forEach((each) => { each.open = false; });
        close();
    });
}
