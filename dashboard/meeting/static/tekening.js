/* Draws the charts that a page carries in its own attributes: the figure as it was kept. */
const CONFIG = { displayModeBar: false, showSendToCloud: false, locale: "nl", responsive: true };

const LEAST = 0.75;

/* Lowers a chart to what is left of the screen, as far as it stays readable. */
function lower(place, layout) {
    const left = window.innerHeight - place.getBoundingClientRect().top - 72;
    layout.height = Math.max(LEAST * layout.height, Math.min(layout.height, left));
    place.style.height = `${layout.height}px`;
}

/* Makes every letter of a chart larger: those at the back of the room read it too. */
function enlarge(part, times) {
    Object.entries(part ?? {}).forEach(([name, value]) => {
        if (name.endsWith("font") && typeof value.size === "number") {
            value.size *= times;
        } else if (value && typeof value === "object") {
            enlarge(value, times);
        }
    });
}

export function draw(root = document, { times = 1 } = {}) {
    if (!window.Plotly) {
        return;
    }
    root.querySelectorAll("[data-grafiek]").forEach((place) => {
        // a chart in a hidden part has no width yet; it is drawn when it is shown
        if (place.dataset.getekend || place.offsetWidth === 0) {
            return;
        }
        place.dataset.getekend = "ja";
        const figure = JSON.parse(place.dataset.grafiek);
        if (times !== 1) {
            enlarge(figure, times);
            lower(place, figure.layout);
        }
        window.Plotly.newPlot(place, figure.data, figure.layout, CONFIG);
    });
}
