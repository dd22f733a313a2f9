/* Dragging a point by its handle, in the short list of the agenda or at its card. */
const OF = "[data-punt], #agenda li";

/* Calls `move(id, over)` with the ids of the point and of the one it was dropped on. */
export function dragging(move) {
    const idOf = (place) => place?.dataset.punt ?? place?.dataset.van;
    let dragged = null;
    let target = null;

    function aim(place) {
        target?.classList.remove("sleepdoel");
        target = place;
        target?.classList.add("sleepdoel");
    }

    document.addEventListener("dragstart", (event) => {
        if (event.target.classList?.contains("greep")) {
            dragged = idOf(event.target.closest(OF));
            event.dataTransfer.effectAllowed = "move";
            event.dataTransfer.setData("text/plain", dragged);
        }
    });
    document.addEventListener("dragover", (event) => {
        const over = event.target.closest?.(OF);
        if (dragged && over) {
            event.preventDefault();
            aim(over);
        }
    });
    document.addEventListener("drop", (event) => {
        const over = idOf(event.target.closest?.(OF));
        if (dragged && over) {
            event.preventDefault();
            move(dragged, over);
        }
    });
    document.addEventListener("dragend", () => {
        dragged = null;
        aim(null);
    });
}
