/* Draws the charts of the agreements, each when it is unfolded. */
import { printing } from "./afdrukken.js";
import { draw } from "./tekening.js";

document.addEventListener("toggle", (event) => draw(event.target), true);
printing({ open: () => draw() });
window.addEventListener("load", () => draw());
if (document.readyState === "complete") {
    draw();
}
