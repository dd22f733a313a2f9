/* Pages within a point: what lies below the screen comes before the next point. */
const EDGE = 8;

/* A page of words goes on a little before it ended. */
const PAGE = 0.85;

/* Returns the height of the screen above the buttons. */
export function view() {
    const bar = document.querySelector(".bediening");
    const covers = getComputedStyle(bar).position === "sticky";
    return window.innerHeight - (covers ? bar.offsetHeight : 0);
}

/* Returns where a part ends; a table that is folded is there for who wants it. */
function end(part) {
    const ends = [...part.querySelectorAll("h2, p, li, .grafiek, dd, tr")]
        .filter((each) => !each.closest("details:not([open])"))
        .map((each) => each.getBoundingClientRect())
        .filter((each) => each.height > 0)
        .map((each) => each.bottom);
    return Math.max(...ends, 0);
}

export const hasMore = (point) => end(point) > view() + EDGE;

/* Shows what is below, from the top of the next figure; false when there is nothing more. */
export function down(point) {
    if (!hasMore(point)) {
        return false;
    }
    const next = [...point.querySelectorAll("[data-pin]")]
        .find((each) => each.getBoundingClientRect().top > 2 * EDGE && end(each) > view() + EDGE);
    const most = PAGE * view();
    const step = next ? Math.min(next.getBoundingClientRect().top - EDGE, most) : most;
    const before = window.scrollY;
    window.scrollBy(0, step);
    return window.scrollY > before;
}

/* Shows what is above; false at the top. */
export function up() {
    const before = window.scrollY;
    window.scrollBy(0, -PAGE * view());
    return window.scrollY < before;
}
