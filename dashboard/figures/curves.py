"""Curves: how a group goes on, by the day since its start.

Released points joined by straight lines, from day 0. A point that is not shown is stepped over, and
a line stops at its last point: the figure claims no more than the release does.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard import theme
from dashboard.theme import Chart
from etl.released import dutch

HEIGHT = 400
LABEL_PIXELS = 19
"""How far two labels at the end of their lines stay apart."""

MARK_PIXELS = 15
"""Height of the name of a marked day."""

_PLOT_PIXELS = 290
_LAST_BESIDE = 180
"""A line that stops by this day leaves room for its name to the right."""

_DAYS = (0, 30, 90, 180, 270, 365)
_MARKERS = ("circle", "square", "diamond", "triangle-up")
_SIGNS = ("●", "■", "◆", "▲")


@dataclass(frozen=True)
class Line:
    """One curve. A share of None is not shown."""

    label: str
    days: tuple[int, ...]
    share: tuple[float | None, ...]
    low: tuple[float | None, ...] = ()
    high: tuple[float | None, ...] = ()
    begin: float = 0.0
    """The share on day 0."""

    short: str = ""
    """What stands at the end of the line, where that is not the label."""

    @property
    def points(self) -> list[tuple[int, float]]:
        pairs = zip(self.days, self.share, strict=True)
        return [(day, share) for day, share in pairs if share is not None]


@dataclass(frozen=True)
class Mark:
    """A day that means something, such as four weeks."""

    day: int
    label: str


def ends(lines: Sequence[Line], *, axis: str, marks: Sequence[Mark] = ()) -> Chart:
    """Draw the ways in which one group goes on, each named at the end of its line."""
    return _chart(lines, axis=axis, marks=marks, annotations=_end_labels(lines))


def years(lines: Sequence[Line], *, axis: str) -> Chart:
    """Draw the same curve for a few school years, the one that is read first in front."""
    return _chart(lines, axis=axis, showlegend=len(lines) > 1)


def _chart(
    lines: Sequence[Line],
    *,
    axis: str,
    marks: Sequence[Mark] = (),
    annotations: Sequence[Chart] = (),
    showlegend: bool = False,
) -> Chart:
    # what lies in front comes last; the legend keeps the order of reading
    drawn = reversed(list(enumerate(lines)))
    return {
        "data": [
            *(_band(line, place=place) for place, line in enumerate(lines) if line.low),
            *(_trace(line, place=place) for place, line in drawn),
        ],
        "layout": theme.layout(
            height=HEIGHT,
            showlegend=showlegend,
            legend={"traceorder": "reversed", "orientation": "h", "x": 0, "y": 1.02},
            hovermode="closest",
            margin={
                "l": 8,
                "r": 16,
                "t": max(30, 14 + MARK_PIXELS * len(marks)),
                "b": 8,
            },
            annotations=[
                *annotations,
                # one above the other: on a small screen they would meet
                *(
                    _mark_label(mark, above=(len(marks) - place - 1) * MARK_PIXELS)
                    for place, mark in enumerate(marks)
                ),
            ],
            shapes=[_mark_line(mark) for mark in marks],
            xaxis={
                "range": [0, _DAYS[-1]],
                "tickvals": list(_DAYS),
                "tickangle": 0,
                "title": {"text": "Dagen"},
            },
            yaxis={
                "range": [0, 1],
                "tickformat": ".0%",
                "nticks": 6,
                "title": {"text": axis},
            },
        ),
    }


def _trace(line: Line, *, place: int) -> Chart:
    colour = theme.SERIES[place]
    days, shares = zip(*[(0, line.begin), *line.points], strict=True)
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": line.label,
        "x": list(days),
        "y": list(shares),
        "line": {"color": colour, "dash": theme.DASHES[place], "width": 2 if place else 3},
        # day 0 is where the clock starts, not a released point
        "marker": {
            "color": colour,
            "size": [0, *(7 for _ in line.points)],
            "symbol": _MARKERS[place],
        },
        "hovertext": ["", *(_hover(line, day) for day, _ in line.points)],
        "hoverinfo": "text",
    }


def _hover(line: Line, day: int) -> str:
    place = line.days.index(day)
    text = f"<b>{line.label}</b><br>na {dutch.days(day)}: {dutch.percentage(line.share[place])}"
    if not line.low or line.low[place] is None:
        return text
    return "<br>".join(filter(None, (text, dutch.between(line.low[place], line.high[place]))))


def _band(line: Line, *, place: int) -> Chart:
    known = [
        (day, low, high)
        for day, low, high in zip(line.days, line.low, line.high, strict=True)
        if low is not None and high is not None
    ]
    edge = [(0, line.begin)] if known else []
    upper = [(day, high) for day, _, high in known]
    lower = [(day, low) for day, low, _ in reversed(known)]
    outline = [*edge, *upper, *lower, *edge]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [day for day, _ in outline],
        "y": [share for _, share in outline],
        "fill": "toself",
        "fillcolor": _soft(theme.SERIES[place]),
        "line": {"width": 0},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _end_labels(lines: Sequence[Line]) -> list[Chart]:
    """Name each line at its last point; labels that would meet move up.

    A line that goes on to the right has its name above it, one that stops early beside it.
    """
    last = [
        (line.points[-1], place, line.short or line.label)
        for place, line in enumerate(lines)
        if line.points
    ]
    labels = []
    free_from = 0.0
    for (day, share), place, label in sorted(last, key=lambda each: each[0][1]):
        beside = day <= _LAST_BESIDE
        height = max(share * _PLOT_PIXELS + (-LABEL_PIXELS / 2 if beside else 8), free_from)
        free_from = height + LABEL_PIXELS
        sign = f'<span style="color:{theme.SERIES[place]}">{_SIGNS[place]}</span>'
        labels.append(
            {
                "text": f"{sign} {label} {dutch.percentage(share)}",
                "x": day,
                "y": share,
                "xanchor": "left" if beside else "right",
                "xshift": 8 if beside else 0,
                "yanchor": "bottom",
                "yshift": round(height - share * _PLOT_PIXELS),
                "showarrow": False,
                "bgcolor": "rgba(255,255,255,0.85)",
                "borderpad": 1,
            }
        )
    return labels


def _mark_line(mark: Mark) -> Chart:
    return {
        "type": "line",
        "x0": mark.day,
        "x1": mark.day,
        "y0": 0,
        "y1": 1,
        "yref": "paper",
        "layer": "below",
        "line": {"color": theme.QUIET, "width": 1, "dash": "dot"},
    }


def _mark_label(mark: Mark, *, above: int) -> Chart:
    return {
        "text": mark.label,
        "x": mark.day,
        "y": 1,
        "yref": "paper",
        "xanchor": "left",
        "yanchor": "bottom",
        "xshift": -3,
        "yshift": above,
        "showarrow": False,
        "font": {"size": 12, "color": theme.QUIET},
    }


def _soft(colour: str) -> str:
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.14)"
