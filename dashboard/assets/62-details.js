/* Keeps what a reader unfolded open, and what he folded closed, when he makes another choice on the
   same page: its content comes anew then. Another page starts as it was made. */
(function () {
    "use strict";

    const used = new Map();
    let path = window.location.pathname;

    document.addEventListener("click", (event) => {
        const summary = event.target.closest("summary");
        const details = summary && summary.parentElement;
        if (details && details.id) {
            // the click itself turns it round, after this
            used.set(details.id, !details.open);
        }
    });

    new MutationObserver(() => {
        if (window.location.pathname !== path) {
            path = window.location.pathname;
            used.clear();
        }
        used.forEach((open, id) => {
            const details = document.getElementById(id);
            if (details && details.open !== open) {
                details.open = open;
            }
        });
    }).observe(document.documentElement, { subtree: true, childList: true });
})();
