/* The print button: the browser's own print window, from which a pdf can be kept too. */
(function () {
    "use strict";

    document.addEventListener("click", (event) => {
        if (event.target.closest("[data-print]")) {
            window.print();
        }
    });
})();
