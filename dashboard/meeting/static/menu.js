/* The menu of a small screen: what 60-navigate.js does on the pages of the dashboard. */
document.querySelector(".menuknop")?.addEventListener("click", (event) => {
    const open = document.body.classList.toggle("menu-open");
    event.currentTarget.setAttribute("aria-expanded", String(open));
});
