"""Durations: lying bars with the name of a bar above it, in sections, each with a second mark."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard import theme
from dashboard.theme import Chart

SLOT = 48
BAR_HEIGHT = 14
"""Pixels: a name with its bar, and the bar alone."""

FEW_UNITS = 6
"""Up to here every unit has its own tick: half a week is not a number of the release."""


@dataclass(frozen=True)
class Duration:
    """One bar. A length of None is not shown: its place stays, with the text alone."""

    code: str
    label: str
    length: float | None
    text: str
    """What stands beside the name, such as `4 weken`."""

    mark: float | None = None
    hover: str = ""
    is_grey: bool = False
    """It says something of this area, and may not be held beside another's."""


@dataclass(frozen=True)
class Section:
    """Bars under one heading; an empty title has none."""

    title: str
    bars: tuple[Duration, ...]


def durations(sections: Sequence[Section], *, bar: str, mark: str, axis: str) -> Chart:
    """Draw durations.

    Args:
        sections: in the order in which they are read.
        bar: what the length of a bar is, for the legend.
        mark: what the second mark is, for the legend.
        axis: the unit, such as `Weken`.
    """
    rows: list[Duration | str] = []
    for section in sections:
        rows += [section.title] if section.title else []
        rows += section.bars
    bars = [row for row in rows if isinstance(row, Duration)]
    marked = [row for row in bars if row.mark is not None]
    longest = max((value for row in bars for value in (row.length or 0, row.mark or 0)), default=0)
    return {
        "data": [
            {
                "type": "bar",
                "orientation": "h",
                "name": bar,
                "y": [row.code for row in bars],
                "x": [row.length for row in bars],
                "marker": {"color": [theme.QUIET if row.is_grey else theme.ACCENT for row in bars]},
                "hovertext": [row.hover for row in bars],
                "hoverinfo": "text",
            },
            {
                "type": "scatter",
                "mode": "markers",
                "name": mark,
                "y": [row.code for row in marked],
                "x": [row.mark for row in marked],
                "marker": {
                    "symbol": "diamond",
                    "size": 11,
                    "color": theme.PAPER,
                    "line": {"width": 2, "color": theme.INK},
                },
                "hovertext": [row.hover for row in marked],
                "hoverinfo": "text",
            },
        ],
        "layout": theme.layout(
            height=80 + len(rows) * SLOT,
            showlegend=True,
            bargap=1 - BAR_HEIGHT / SLOT,
            margin={"l": 16, "r": 16, "t": 20, "b": 8},
            annotations=[
                _heading(row, place) if isinstance(row, str) else _name(row, place)
                for place, row in enumerate(rows)
            ],
            xaxis={
                "rangemode": "tozero",
                "tickangle": 0,
                **({"dtick": 1} if longest <= FEW_UNITS else {"nticks": 6}),
                "title": {"text": axis},
            },
            yaxis={
                "type": "category",
                "categoryorder": "array",
                "categoryarray": [row if isinstance(row, str) else row.code for row in rows],
                "range": [len(rows) - 0.5, -0.5],
                "showticklabels": False,
                "showgrid": False,
            },
        ),
    }


def _name(row: Duration, place: int) -> Chart:
    return _above(place, f"<b>{row.label}</b>  {row.text}", shift=BAR_HEIGHT / 2 + 1)


def _heading(title: str, place: int) -> Chart:
    heading = _above(place, f"<b>{title}</b>", shift=-SLOT / 4)
    return heading | {"font": {"size": 15, "color": theme.ACCENT}}


def _above(place: int, text: str, *, shift: float) -> Chart:
    return {
        "text": text,
        "x": 0,
        # by its place: plotly reads the category "8" as the ninth one
        "y": place,
        "xref": "x",
        "yref": "y",
        "xanchor": "left",
        "yanchor": "bottom",
        "yshift": shift,
        "showarrow": False,
        "align": "left",
        "font": {"size": 13},
    }
