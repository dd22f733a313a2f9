/* Says so when there is a newer release than the one on the screen. Asks once a minute. */
(function () {
    "use strict";

    const EVERY = 60 * 1000;

    function notice() {
        if (document.querySelector(".nieuwe-cijfers")) {
            return;
        }
        const box = document.createElement("div");
        box.className = "nieuwe-cijfers";
        box.setAttribute("role", "status");
        const text = document.createElement("p");
        text.textContent = "Er zijn nieuwe cijfers. Ververs de pagina.";
        const button = document.createElement("button");
        button.type = "button";
        button.className = "knop";
        button.textContent = "Ververs";
        button.addEventListener("click", () => window.location.reload());
        box.append(text, button);
        document.body.append(box);
    }

    async function ask() {
        const shown = document.querySelector("[data-vrijgave]");
        if (!shown || document.hidden) {
            return;
        }
        try {
            const answer = await fetch("/vrijgave.json", { cache: "no-store" });
            const current = answer.ok ? (await answer.json()).vrijgave : null;
            if (current && current !== shown.dataset.vrijgave) {
                notice();
            }
        } catch {
            /* no connection: the next minute asks again */
        }
    }

    window.setInterval(ask, EVERY);
})();
