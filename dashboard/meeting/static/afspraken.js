/* Draws the charts of the agreements, each when it is unfolded. */
import { draw } from "./tekening.js";

document.addEventListener("toggle", (event) => draw(event.target), true);
window.addEventListener("load", () => draw());
if (document.readyState === "complete") {
    draw();
}
