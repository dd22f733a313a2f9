/* A chart for the room: whole above the buttons, with letters that the back of the room reads too.

   A chart is enlarged as a whole, so that nothing in it comes to lie over anything else. Names that
   stand above their bars cost height, of which a wide screen has the least: there they stand beside
   them, and bars become as thin as they must. What does not fit even then is scrolled to. */
import { view } from "./bladeren.js";

const LARGEST = 1.35;
const FLATTEST = 0.8;
const LETTER = 14;
const LINE = 1.4 * LETTER;
const BAR = 15;
const THINNEST = 8;
const BETWEEN = 6;

/* Of the width: longer names leave the bars too little. A row with room for it has two lines. */
const WIDEST_NAME = 0.55;
const FOLDED = 0.7;

/* Of the screen: longer notes under a chart are scrolled to. */
const FOR_NOTES = 0.2;

/* What stands around the rows of bars: the axis with its title, and a line of the legend. */
const AXIS = 86;
const LEGEND = 21;
const SYMBOL = 45;

const isWide = () => window.matchMedia("(width >= 75rem)").matches;
const within = (least, value, most) => Math.max(least, Math.min(value, most));

/* Fits a chart to its place, and returns the element to draw it in. */
export function fit(place, { data, layout }) {
    if (!isWide()) {
        return place;
    }
    const bars = barsOf(data, layout);
    const times = bars && beside(bars, layout, place);
    return enlarged(place, layout, times || free(place, layout, data));
}

/* Gives a chart the height that is there; returns how much larger it can be. Rows of bars would come
   over each other in less than their own, and so would names at the ends of lines; other lines and
   dots become flatter before they are scrolled to. */
function free(place, layout, data) {
    const isFlexible = data.every((trace) => trace.type === "scatter") && !layout.annotations?.length;
    const least = (isFlexible ? FLATTEST : 1) * layout.height;
    const room = roomFor(place, least);
    layout.height = within(least, room, layout.height);
    return within(1, room / layout.height, LARGEST);
}

/* Returns the height that a chart may have, beside what is told above and under it: here if it is whole
   here, and otherwise on a screen of its own, after scrolling. */
function roomFor(place, least) {
    const group = place.closest("[data-pin]");
    const at = place.getBoundingClientRect();
    const notes = [...group.querySelectorAll(".grafiek ~ .noot")];
    const under = notes.length ? notes.at(-1).getBoundingClientRect().bottom - at.bottom : 0;
    const whole = view() - Math.min(under, FOR_NOTES * view()) - BETWEEN;
    const here = whole - at.top - window.scrollY;
    return here >= least ? here : whole - (at.top - group.getBoundingClientRect().top);
}

/* Returns the rows of a chart whose names all stand above its lying bars; nothing for another chart. */
function barsOf(data, layout) {
    const names = layout.annotations ?? [];
    const rows = layout.yaxis?.categoryarray ?? [];
    const isAbove = (name) => name.yref === "y" && name.xref === "x" && name.x === 0 && name.yanchor === "bottom";
    const lying = data.filter((trace) => trace.type === "bar" && trace.orientation === "h");
    if (!lying.length || layout.barmode === "stack" || names.length !== rows.length || !names.every(isAbove)) {
        return null;
    }
    const legend = layout.showlegend ? data.map((trace) => trace.name) : [];
    return { rows, names: names.map((name) => name.text), many: lying.length, legend };
}

/* Puts names beside their bars; returns how much larger the chart can be, or 0 where names are too long. */
function beside(bars, layout, place) {
    const least = Math.max(bars.many * THINNEST + BETWEEN, LINE);
    const plan = (lines) => {
        const around = AXIS + lines * LEGEND;
        const smallest = around + bars.rows.length * least;
        const room = roomFor(place, smallest);
        const times = within(1, room / smallest, LARGEST);
        const widest = (WIDEST_NAME * place.clientWidth) / times;
        const slot = within(least, (room / times - around) / bars.rows.length, bars.many * BAR + 2 * BETWEEN);
        const most = slot < 2 * LINE ? widest : FOLDED * widest;
        const names = bars.names.map((name) => (lengthOf(name) > most ? folded(name) : name));
        const longest = Math.max(...names.map(lengthOf));
        return { around, times, slot, names, longest, isWithin: longest <= widest };
    };
    const first = plan(Math.min(bars.legend.length, 1));
    const lines = linesOf(bars.legend, place.clientWidth / first.times - first.longest - SYMBOL);
    const { around, times, slot, names, isWithin } = plan(lines);
    if (!isWithin) {
        return 0;
    }
    layout.height = around + bars.rows.length * slot;
    layout.bargap = 1 - Math.min(bars.many * BAR, slot - BETWEEN) / slot;
    layout.annotations = [];
    // the last name may have two lines, and comes near the numbers under it
    layout.xaxis.ticklabelstandoff = BETWEEN;
    Object.assign(layout.yaxis, {
        showticklabels: true,
        tickmode: "array",
        tickvals: bars.rows,
        ticktext: names,
        tickfont: { size: LETTER },
        automargin: true,
        ticklabelstandoff: BETWEEN,
    });
    return times;
}

/* Returns in how many lines a legend stands: what does not fit in one is put in columns. */
function linesOf(legend, width) {
    const wide = legend.map((name) => SYMBOL + lengthOf(name));
    if (wide.reduce((sum, each) => sum + each, 0) <= width) {
        return Math.min(wide.length, 1);
    }
    return Math.ceil(wide.length / Math.max(1, Math.floor(width / Math.max(...wide))));
}

/* Breaks a name in two at the space nearest to its middle. */
function folded(name) {
    const spaces = [...name.matchAll(/ +/g)];
    const far = ({ index }) => Math.abs(index - name.length / 2);
    const [middle] = spaces.sort((one, other) => far(one) - far(other));
    return middle ? `${name.slice(0, middle.index)}<br>${name.slice(middle.index).trimStart()}` : name;
}

function lengthOf(name) {
    const pen = document.createElement("canvas").getContext("2d");
    pen.font = `bold ${LETTER}px ${getComputedStyle(document.body).fontFamily}`;
    const lines = name.split("<br>").map((line) => line.replace(/<[^>]+>/g, ""));
    return Math.max(...lines.map((line) => pen.measureText(line).width));
}

/* Makes a place for a chart that is drawn at its own size and shown larger. */
function enlarged(place, layout, times) {
    const drawn = document.createElement("div");
    drawn.style.width = `${100 / times}%`;
    drawn.style.height = `${layout.height}px`;
    drawn.style.transformOrigin = "0 0";
    drawn.style.transform = `scale(${times})`;
    place.replaceChildren(drawn);
    place.style.height = `${layout.height * times}px`;
    return drawn;
}
