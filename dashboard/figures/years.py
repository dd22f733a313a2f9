"""One share over the school years, with its interval: an area against itself."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard import theme
from dashboard.figures.ribbons import ROOM_FOR_RIBBONS, Ribbon, drawn, stretches
from dashboard.theme import Chart
from etl.released import dutch


@dataclass(frozen=True)
class Year:
    """One school year. A share of None is hidden: its place stays empty."""

    label: str
    share: float | None
    low: float | None
    high: float | None
    n: int | None
    is_now: bool = False
    x: int | None = None
    """Of the n so many are counted."""


def over_years(
    years: Sequence[Year], *, unit: str, axis: str, ribbons: Sequence[Ribbon] = ()
) -> Chart:
    """Draw a dot a year with its 95% interval; the year that the page is about is filled.

    Across a ribbon that cannot be crossed no line joins the dots.
    """
    highest = max((year.high or 0 for year in years), default=1)
    labels = [_narrow(year.label) for year in years]
    return {
        "data": [
            *_joined(years, labels=labels, ribbons=ribbons),
            {
                "type": "scatter",
                "mode": "markers+text",
                "x": labels,
                "y": [_plain(year.share) for year in years],
                "text": [
                    "" if year.share is None else f"<b>{dutch.percentage(year.share)}</b>"
                    for year in years
                ],
                "textposition": "middle right",
                "textfont": {"color": theme.INK, "size": 14},
                "marker": {
                    "size": [14 if year.is_now else 10 for year in years],
                    "symbol": ["diamond" if year.is_now else "circle" for year in years],
                    "color": [theme.ACCENT if year.is_now else theme.PAPER for year in years],
                    "line": {"color": theme.ACCENT, "width": 2},
                },
                "error_y": {
                    "type": "data",
                    "symmetric": False,
                    "array": [_distance(year.share, year.high) for year in years],
                    "arrayminus": [_distance(year.low, year.share) for year in years],
                    "color": theme.INK,
                    "thickness": 1.2,
                    "width": 4,
                },
                "hovertext": [_hover(year, unit=unit) for year in years],
                "hoverinfo": "text",
                "cliponaxis": False,
            },
        ],
        "layout": theme.layout(
            height=260 + ROOM_FOR_RIBBONS * bool(ribbons),
            margin={"l": 8, "r": 48, "t": 20 + ROOM_FOR_RIBBONS * bool(ribbons), "b": 8},
            **drawn(ribbons),
            xaxis={
                "type": "category",
                "tickfont": {"size": 12},
                # on a phone they turn before they run into each other
                "autotickangles": [0, -40],
                "range": [-0.4, len(years) - 0.6],
            },
            yaxis={
                "range": [0, min(1.0, highest * 1.15 + 0.02)],
                "tickformat": ".0%",
                "nticks": 5,
                "title": {"text": axis},
            },
        ),
    }


def _joined(
    years: Sequence[Year], *, labels: Sequence[str], ribbons: Sequence[Ribbon]
) -> list[Chart]:
    """Return a line for each stretch of years without a ribbon that cannot be crossed."""
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": list(labels[first:last]),
            "y": [year.share for year in years[first:last]],
            "line": {"color": theme.ACCENT_SOFT, "width": 2},
            "connectgaps": False,
            "hoverinfo": "skip",
        }
        for first, last in stretches(len(years), ribbons)
    ]


def _narrow(label: str) -> str:
    """Put what is said of a school year under it, and leave the year whole."""
    return label.replace(" (", "<br>(")


def _hover(year: Year, *, unit: str) -> str:
    share = f"{dutch.about(year.share, of=year.n)} van {dutch.count(year.n)} {unit}"
    interval = dutch.between(year.low, year.high)
    return "<br>".join(filter(None, (f"<b>{year.label}</b>", share, interval)))


def _distance(low: float | None, high: float | None) -> float:
    return 0.0 if low is None or high is None else max(0.0, high - low)


def _plain(share: float | None) -> float | None:
    """Return a share as a number to draw; what is only a bound is drawn at it."""
    return None if share is None else float(share)
