/* Draws the charts that a page carries in its own attributes: the figure as it was kept. */
const CONFIG = { displayModeBar: false, showSendToCloud: false, locale: "nl", responsive: true };

export function draw(root = document) {
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
        window.Plotly.newPlot(place, figure.data, figure.layout, CONFIG);
    });
}
