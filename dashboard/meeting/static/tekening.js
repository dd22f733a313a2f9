/* Draws the charts that a page carries in its own attributes: the figure as it was kept. */
const CONFIG = { displayModeBar: false, showSendToCloud: false, locale: "nl", responsive: true };

/* Draws what is not drawn yet. `fit` may change a layout to its place, and says where to draw. */
export function draw(root = document, { fit = (place) => place } = {}) {
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
        window.Plotly.newPlot(fit(place, figure), figure.data, figure.layout, CONFIG);
    });
}

/* Takes what was drawn away, so that it can be drawn for another size of the window. */
export function undraw(root = document) {
    root.querySelectorAll("[data-getekend]").forEach((place) => {
        place.querySelectorAll(".js-plotly-plot").forEach((plot) => window.Plotly.purge(plot));
        if (place.matches(".js-plotly-plot")) {
            window.Plotly.purge(place);
        }
        place.replaceChildren();
        place.style.height = `${JSON.parse(place.dataset.grafiek).layout.height}px`;
        delete place.dataset.getekend;
    });
}
