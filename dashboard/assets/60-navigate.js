/* Moves between pages without a reload: the URL is the only state, and Dash's router reads it.

   Dash listens to the event below (dcc.Link sends the same one). After a page has come: a select
   gets the value that the server says it has, the focus stays on the control that was used, and
   after a link it goes to the heading of the new page. What the page is about after a choice is told
   to who does not see it change. A page that does not come, because the server is out of reach,
   leaves everything as it was, and that is said. */
(function () {
    "use strict";

    const ROUTER_EVENT = "_dashprivate_pushstate";
    const ROUTER = "/_dash-update-component";
    const FAILED =
        "De server is niet bereikbaar. U ziet nog de cijfers van uw vorige keuze. Probeer het zo nog eens.";
    let focusOn = null;
    let shown = window.location.href;
    let puttingBack = false;

    function go(url, focus) {
        focusOn = focus;
        window.history.pushState({}, "", url);
        window.dispatchEvent(new CustomEvent(ROUTER_EVENT));
    }

    function say(text) {
        document.querySelector(".niet-gelukt")?.remove();
        if (text) {
            const note = document.createElement("p");
            note.className = "melding niet-gelukt";
            note.setAttribute("role", "alert");
            note.textContent = text;
            document.querySelector("main")?.prepend(note);
        }
    }

    /* Puts address and choices back to the page that is on the screen. */
    function putBack() {
        if (puttingBack) {
            puttingBack = false;
            return;
        }
        focusOn = null;
        if (window.location.href !== shown) {
            // Dash has to know too, or it takes the same choice for no change; that request may fail
            puttingBack = true;
            window.history.replaceState({}, "", shown);
            window.dispatchEvent(new CustomEvent(ROUTER_EVENT));
        }
        settle();
        say(FAILED);
    }

    const ask = window.fetch.bind(window);
    window.fetch = async (address, options) => {
        const isRouter = new URL(address.url ?? address, window.location).pathname === ROUTER;
        if (!isRouter) {
            return ask(address, options);
        }
        const wanted = window.location.href;
        try {
            const answer = await ask(address, options);
            if (answer.ok) {
                shown = wanted;
                // after a failure this is the old page again: what was said of it stays
                if (!puttingBack) {
                    say("");
                }
                puttingBack = false;
            } else {
                putBack();
            }
            return answer;
        } catch (error) {
            putBack();
            throw error;
        }
    };

    function addressOf(form) {
        const asked = new URLSearchParams(window.location.search);
        const columns = form.dataset.kolommen.split(" ");
        const selects = Array.from(form.querySelectorAll("select"));
        if (selects.some((select) => select.name.startsWith("filter"))) {
            columns.forEach((column) => asked.delete(column));
        }
        selects.forEach((select) => {
            if (!select.name.startsWith("filter")) {
                asked.set(select.name, select.value);
            } else if (select.value && !select.disabled) {
                const [column, code] = select.value.split(":");
                asked.set(column, code);
            }
        });
        return window.location.pathname + "?" + asked.toString();
    }

    /* Stands outside what Dash replaces: only what stays is listened to. */
    const told = document.createElement("p");
    told.className = "alleen-voorlezen";
    told.setAttribute("aria-live", "polite");
    document.body.append(told);

    function tell() {
        const about = document.querySelectorAll(".paginakop p, .melding[role=status]");
        const words = Array.from(about, (each) => each.textContent).join(". ");
        told.textContent = words && `Bijgewerkt: ${words}`;
    }

    function settle() {
        document.querySelectorAll("select[data-waarde]").forEach((select) => {
            if (select.value !== select.dataset.waarde) {
                select.value = select.dataset.waarde;
            }
        });
        if (focusOn === null) {
            return;
        }
        const hash = decodeURIComponent(window.location.hash.slice(1));
        const target =
            document.getElementById(focusOn || hash) || document.querySelector("main h1");
        if (target) {
            if (focusOn) {
                tell();
            } else {
                target.setAttribute("tabindex", "-1");
                if (hash) {
                    target.scrollIntoView();
                } else {
                    window.scrollTo(0, 0);
                }
            }
            target.focus({ preventScroll: true });
        }
        focusOn = null;
    }

    /* Opens or closes the menu of a small screen; returns its button. */
    function showMenu(open) {
        const button = document.querySelector(".menuknop");
        document.body.classList.toggle("menu-open", open);
        button?.setAttribute("aria-expanded", String(open));
        return button;
    }

    document.addEventListener("change", (event) => {
        const form = event.target.closest("form#filters");
        if (form) {
            go(addressOf(form), event.target.id);
        }
    });

    window.addEventListener("popstate", () => {
        const used = document.activeElement;
        focusOn = used && used.closest("form#filters") ? used.id : "";
    });

    document.addEventListener("submit", (event) => {
        if (event.target.id === "filters") {
            event.preventDefault();
        }
    });

    document.addEventListener("click", (event) => {
        const link = event.target.closest("a[data-nav]");
        const own = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
        if (!link || own || event.button !== 0) {
            return;
        }
        event.preventDefault();
        showMenu(false);
        if (link.href === window.location.href) {
            window.scrollTo(0, 0);
        } else {
            go(link.href, "");
        }
    });

    document.addEventListener("click", (event) => {
        if (event.target.closest(".menuknop")) {
            showMenu(!document.body.classList.contains("menu-open"));
        }
    });

    document.addEventListener("keydown", (event) => {
        if (event.key === "Escape" && document.body.classList.contains("menu-open")) {
            showMenu(false).focus();
        }
    });

    new MutationObserver((changes) => {
        const ofPage = (change) =>
            change.target.closest && change.target.closest("#_pages_content") &&
            !change.target.closest(".tekening");
        if (changes.some(ofPage)) {
            settle();
        }
    }).observe(document.documentElement, {
        subtree: true,
        childList: true,
        attributes: true,
        attributeFilter: ["data-waarde"],
    });
})();
