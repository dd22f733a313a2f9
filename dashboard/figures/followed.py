"""The years of one share, with a line at the day on which something was agreed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dashboard import dutch, theme
from dashboard.theme import Chart


@dataclass(frozen=True)
class Point:
    """One school year; a share of None is hidden and leaves a gap."""

    label: str
    begin: date
    share: float | None
    low: float | None
    high: float | None
    is_running: bool


def since_decision(points: Sequence[Point], *, decided: date) -> Chart:
    """Draw a dot in the middle of each school year, and a line where the decision fell."""
    highest = max((point.high or 0 for point in points), default=1)
    middles = [_place(point.begin) + 0.5 for point in points]
    line = _place(decided)
    return {
        "data": [
            {
                "type": "scatter",
                "mode": "lines+markers+text",
                "x": middles,
                "y": [point.share for point in points],
                "text": [
                    "" if point.share is None else f"<b>{dutch.percentage(point.share)}</b>"
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
            }
        ],
        "layout": theme.layout(
            height=280,
            xaxis={
                "tickvals": middles,
                "ticktext": [point.label for point in points],
                "range": [min([*middles, line]) - 0.6, max([*middles, line]) + 0.9],
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
                    "text": f"afgesproken: {dutch.day(decided)}",
                    "showarrow": False,
                    "font": {"color": theme.INK, "size": 13},
                }
            ],
        )
        | {"margin": {"l": 8, "r": 16, "t": 36, "b": 8}},
    }


def _place(day: date) -> float:
    """Return a day as a number of school years, which begin on 1 August."""
    begin = date(day.year if day.month >= 8 else day.year - 1, 8, 1)
    return begin.year + (day - begin).days / 365.25


def _distance(low: float | None, high: float | None) -> float | None:
    return None if low is None or high is None else high - low
