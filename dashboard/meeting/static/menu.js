/* The menu of a small screen: what 60-navigate.js does on the pages of the dashboard. */
const button = document.querySelector(".menuknop");
const isOpen = () => document.body.classList.contains("menu-open");

function showMenu(open) {
    document.body.classList.toggle("menu-open", open);
    button.setAttribute("aria-expanded", String(open));
}

button?.addEventListener("click", () => showMenu(!isOpen()));
document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && isOpen()) {
        showMenu(false);
        button.focus();
    }
});
