/* The print button: the browser's own print window, from which a pdf can be kept too. And charts
   that fit: a chart is drawn as wide as the screen, and paper would cut it off. */
(function () {
    "use strict";

    /* A4 upright within its margins, in CSS pixels */
    const PAPER = 680;

    document.addEventListener("click", (event) => {
        if (event.target.closest("[data-print]")) {
            window.print();
        }
    });

    window.addEventListener("beforeprint", () => {
        document.querySelectorAll(".tekening").forEach((drawing) => {
            const width = drawing.getBoundingClientRect().width;
            if (width > PAPER) {
                drawing.style.zoom = String(PAPER / width);
            }
        });
    });

    window.addEventListener("afterprint", () => {
        document.querySelectorAll(".tekening").forEach((drawing) => {
            drawing.style.zoom = "";
        });
    });
})();
