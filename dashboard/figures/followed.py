"""One share over school years or quarters, with a line at the day something was agreed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dashboard import theme
from dashboard.theme import Chart
from etl.domain.schooljaren import begun_in
from etl.released import dutch


@dataclass(frozen=True)
class Point:
    """One period; a share of None is hidden and leaves a gap."""

    label: str
    begin: date
    years: float
    """How long it is: a whole year, or a quarter of one."""

    share: float | None
    low: float | None = None
    high: float | None = None
    is_running: bool = False
    usual: tuple[float, float] | None = None
    """Between which shares it usually lies, where that is known."""

    has_label: bool = True
    """Its name stands on the axis; of many points a few are enough."""


def since_decision(points: Sequence[Point], *, decided: date) -> Chart:
    """Draw a dot in the middle of each period, and a line where the decision fell."""
    highest = max(
        max(point.share or 0, point.high or 0, point.usual[1] if point.usual else 0)
        for point in points
    )
    middles = [_place(point.begin) + point.years / 2 for point in points]
    line = _place(decided)
    first, last = min([*middles, line]) - 0.6, max([*middles, line]) + 0.9
    return {
        "data": [
            *_usual(points, middles),
            {
                "type": "scatter",
                "mode": "lines+markers+text",
                "x": middles,
                "y": [point.share for point in points],
                "text": [
                    f"<b>{dutch.percentage(point.share)}</b>"
                    if point.share is not None and point.high is not None
                    else ""
                    for point in points
                ],
                "textposition": "middle right",
                "textfont": {"color": theme.INK, "size": 14},
                "line": {"color": theme.ACCENT_SOFT, "width": 2},
                "marker": {
                    "size": 11,
                    # an open dot is a year that is not over yet
                    "color": [
                        theme.PAPER if point.is_running else theme.ACCENT for point in points
                    ],
                    "line": {"color": theme.ACCENT, "width": 2},
                },
                "error_y": {
                    "type": "data",
                    "symmetric": False,
                    "array": [_distance(point.share, point.high) for point in points],
                    "arrayminus": [_distance(point.low, point.share) for point in points],
                    "color": theme.INK,
                    "thickness": 1.2,
                    "width": 4,
                },
                "hovertext": [
                    f"{point.label}: {dutch.percentage(point.share)}" for point in points
                ],
                "hoverinfo": "text",
                "connectgaps": False,
                "cliponaxis": False,
            },
        ],
        "layout": theme.layout(
            height=280,
            xaxis={
                "tickvals": [
                    place for place, point in zip(middles, points, strict=True) if point.has_label
                ],
                "ticktext": [point.label for point in points if point.has_label],
                "range": [first, last],
                "showgrid": False,
            },
            yaxis={"tickformat": ".0%", "range": [0, min(1.0, 1.15 * highest)]},
            shapes=[
                {
                    "type": "line",
                    "x0": line,
                    "x1": line,
                    "y0": 0,
                    "y1": 1,
                    "yref": "paper",
                    "line": {"color": theme.INK, "width": 2, "dash": "dash"},
                }
            ],
            annotations=[
                {
                    "x": line,
                    "y": 1,
                    "yref": "paper",
                    "yanchor": "bottom",
                    # away from the nearest side: on a small screen the words would be cut there
                    "xanchor": "left" if line < (first + last) / 2 else "right",
                    "text": f"afgesproken:<br>{dutch.day(decided)}",
                    "showarrow": False,
                    "font": {"color": theme.INK, "size": 13},
                }
            ],
        )
        | {"margin": {"l": 8, "r": 16, "t": 52, "b": 8}},
    }


def _usual(points: Sequence[Point], middles: Sequence[float]) -> list[Chart]:
    """Draw where the share usually lies: a thin line under and one above."""
    known = [(x, point.usual) for x, point in zip(middles, points, strict=True) if point.usual]
    if not known:
        return []
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": [x for x, _ in known],
            "y": [usual[side] for _, usual in known],
            "line": {"color": theme.QUIET, "width": 1, "dash": "dot", "shape": "hvh"},
            "hoverinfo": "skip",
        }
        for side in (0, 1)
    ]


def _place(day: date) -> float:
    """Return a day as a number of school years, which begin on 1 August."""
    begin = date(begun_in(day), 8, 1)
    return begin.year + (day - begin).days / 365.25


def _distance(low: float | None, high: float | None) -> float | None:
    return None if low is None or high is None else high - low
