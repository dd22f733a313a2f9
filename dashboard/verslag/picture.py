"""A drawing as SVG: our own few shapes, so that no browser is needed to make a picture.

Names stand above their bars and values beside them: the picture reads the same in print, on a
phone and without colour. The numbers in it are all in the table that stands with it.
"""

import math
from dataclasses import dataclass
from html import escape

from dashboard import theme
from dashboard.exhibits import Kind, Table
from dashboard.verslag.drawing import Bar, Drawing, drawing_of
from etl.released import dutch

WIDTH = 540
"""Units of the drawing; the documents scale it to the width of the text."""

TALLEST = 1000
"""A higher drawing does not fit on a page; its table does."""

_FONT = "Lato, system-ui, sans-serif"
_LEFT, _RIGHT, _TOP, _BOTTOM = 2, 62, 8, 30
_LEGEND_LINE, _LETTER = 18, 6.3
_NAME, _BAR, _BETWEEN = 19, 14, 11
_TICKS = 5
_LIGHTER = ("#0b5b6b", "#7fb0b9", "#d3e5e8", "#eef4f5", "#ffffff")
"""Series from dark to light, with an outline: they differ on a black and white printer too."""


@dataclass(frozen=True)
class Picture:
    """An SVG and what it says to whoever does not see it."""

    svg: str
    width: int
    height: int
    description: str


def picture_of(table: Table, *, sentence: str) -> Picture | None:
    """Draw a table; None when it is better read than seen.

    Args:
        table: sealed rows.
        sentence: what the figure says, for the description.
    """
    drawing = drawing_of(table)
    picture = _picture(drawing, sentence=sentence) if drawing else None
    return picture if picture and picture.height <= TALLEST else None


def _picture(drawing: Drawing, *, sentence: str) -> Picture:
    many = len(drawing.series)
    slot = _NAME + many * _BAR + _BETWEEN
    legend = _legend(drawing)
    top = _TOP + (len(legend) * _LEGEND_LINE + 8 if legend else 0)
    height = top + len(drawing.names) * slot + _BOTTOM
    ticks = ticks_upto(drawing.highest, kind=drawing.kind)
    scale = (WIDTH - _LEFT - _RIGHT) / max(ticks[-1], drawing.highest)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
        f'width="{WIDTH}" height="{height}" font-family="{_FONT}" font-size="13" '
        f'fill="{theme.INK}">',
        *(_tick(tick, kind=drawing.kind, scale=scale, top=top, height=height) for tick in ticks),
        *(part for line in legend for part in line),
    ]
    for row, name in enumerate(drawing.names):
        y = top + row * slot
        # our font has no arrow, and one strange letter would change the font of the whole name
        parts.append(_text(_LEFT, y + 14, name.replace("→", "–"), weight="bold"))
        for place, series in enumerate(drawing.series):
            at = y + _NAME + place * _BAR
            parts += _bar(series.bars[row], fill=_LIGHTER[place], y=at, scale=scale)
    parts.append("</svg>")
    return Picture("".join(parts), WIDTH, height, _description(drawing, sentence=sentence))


def ticks_upto(highest: float, *, kind: Kind) -> list[float]:
    """Return round numbers from 0 to at least the highest, about five steps.

    >>> ticks_upto(0.44, kind=Kind.SHARE)
    [0.0, 0.1, 0.2, 0.3, 0.4, 0.5]
    >>> ticks_upto(119, kind=Kind.DAYS)
    [0.0, 50.0, 100.0, 150.0]
    """
    if highest <= 0:
        return [0.0, 1.0]
    rough = highest / _TICKS
    size = 10.0 ** math.floor(math.log10(rough))
    step = next(size * m for m in (1, 2, 5, 10) if size * m >= rough * 0.85)
    step = max(step, 0.01 if kind is Kind.SHARE else 1.0)
    count = math.ceil(highest / step - 1e-9)
    ticks = [round(step * place, 10) for place in range(count + 1)]
    return [tick for tick in ticks if kind is not Kind.SHARE or tick <= 1.0]


def _tick(tick: float, *, kind: Kind, scale: float, top: int, height: int) -> str:
    x = _LEFT + tick * scale
    words = dutch.percentage(tick) if kind is Kind.SHARE else dutch.count(round(tick))
    anchor = "start" if tick == 0 else "middle"
    unit = " dagen" if kind is Kind.DAYS and tick else ""
    return (
        f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{top}" y2="{height - _BOTTOM + 4}" '
        f'stroke="{theme.LINE}"/>'
        + _text(x, height - 10, words + unit, anchor=anchor, colour=theme.QUIET, size=12)
    )


def _legend(drawing: Drawing) -> list[list[str]]:
    """Return the legend, line by line: names that are too long for one line flow to the next.

    One series needs no name of its own; what a mark means is always said.
    """
    series = drawing.series if len(drawing.series) > 1 else ()
    entries = [(each.name, _LIGHTER[place]) for place, each in enumerate(series)]
    entries += [(_target(drawing), "")] if drawing.targets else []
    lines: list[list[str]] = [[]] if entries else []
    x = float(_LEFT)
    for name, fill in entries:
        width = 19 + len(name) * _LETTER + 22
        if lines[-1] and x + width > WIDTH:
            lines.append([])
            x = float(_LEFT)
        y = _TOP + (len(lines) - 1) * _LEGEND_LINE
        lines[-1].append(
            f'<rect x="{x + 0.5:.1f}" y="{y + 0.5}" width="13" height="11" '
            f'fill="{fill}" stroke="{theme.ACCENT}"/>'
            if fill
            else _diamond(x + 7, y=y + 6)
        )
        lines[-1].append(_text(x + 19, y + 11, name, size=12))
        x += width
    return lines


def _target(drawing: Drawing) -> str:
    """Say what the mark is, with its share where it is the same everywhere."""
    targets = drawing.targets
    return f"Doel: {dutch.percentage(targets[0])}" if len(targets) == 1 else "Doel"


def _diamond(x: float, *, y: float) -> str:
    return (
        f'<path d="M{x:.1f} {y - 5:.1f}l5 5l-5 5l-5 -5z" fill="{theme.PAPER}" '
        f'stroke="{theme.INK}" stroke-width="1.8"/>'
    )


def _bar(bar: Bar, *, fill: str, y: int, scale: float) -> list[str]:
    middle = y + _BAR / 2 - 0.5
    end = max(end or 0.0 for end in (bar.value, bar.high, bar.norm, bar.target))
    beside = _LEFT + end * scale + (10 if bar.target == end else 6)
    parts = []
    if bar.value is not None:
        parts.append(
            f'<rect x="{_LEFT}" y="{y}" width="{bar.value * scale:.1f}" height="{_BAR - 2}" '
            f'fill="{fill}" stroke="{theme.ACCENT}" stroke-width="0.8"/>'
        )
    if bar.low is not None and bar.high is not None:
        parts.append(_whisker(_LEFT + bar.low * scale, _LEFT + bar.high * scale, y=middle))
    if bar.norm is not None:
        x = _LEFT + bar.norm * scale
        parts.append(
            f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{y - 3}" y2="{y + _BAR + 1}" '
            f'stroke="{theme.SERIES[1]}" stroke-width="3"/>'
        )
    if bar.target is not None:
        parts.append(_diamond(_LEFT + bar.target * scale, y=middle))
    parts.append(_text(beside, y + _BAR - 3, bar.written, size=12))
    return parts


def _whisker(left: float, right: float, *, y: float) -> str:
    # a light line under the dark one keeps it visible on a dark bar
    return "".join(
        f'<path d="M{left:.1f} {y - 3}v6m0 -3H{right:.1f}m0 -3v6" fill="none" '
        f'stroke="{colour}" stroke-width="{width}"/>'
        for colour, width in ((theme.PAPER, 3), (theme.INK, 1.2))
    )


def _text(
    x: float,
    y: float,
    words: str,
    *,
    size: int = 13,
    weight: str = "normal",
    anchor: str = "start",
    colour: str = theme.INK,
) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" font-weight="{weight}" '
        f'text-anchor="{anchor}" fill="{colour}">{escape(words)}</text>'
    )


def _description(drawing: Drawing, *, sentence: str) -> str:
    kind = {Kind.SHARE: "aandelen", Kind.DAYS: "aantallen dagen"}.get(drawing.kind, "aantallen")
    names = dutch.listed([series.name for series in drawing.series])
    parts = [
        f"Staafdiagram met {kind}: {names}.",
        sentence,
        "Het streepje op een balk is de ruimte voor toeval." if drawing.has_intervals else "",
        "Het oranje streepje is de norm." if drawing.has_norms else "",
        f"Het ruitje is het doel. {_target(drawing)}." if drawing.targets else "",
        "Alle getallen staan in de tabel hieronder.",
    ]
    return " ".join(filter(None, parts))
