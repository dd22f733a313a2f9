"""A share over the quarters, between the limits of what is usual for the area itself."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard import theme
from dashboard.figures.ribbons import LEGEND_ABOVE, ROOM_FOR_RIBBONS, Ribbon, drawn, stretches
from dashboard.theme import Chart
from etl.released import dutch


@dataclass(frozen=True)
class Point:
    """One quarter. A share of None is hidden or not followed long enough: its place is empty."""

    label: str
    schooljaar: str
    share: float | None
    n: int | None
    low: float | None
    high: float | None
    centre: float | None
    """What is usual; None without limits."""

    stands_out: bool = False


def over_quarters(
    points: Sequence[Point], *, centre: str, unit: str, ribbons: Sequence[Ribbon] = ()
) -> Chart:
    """Draw a dot a quarter; a filled diamond is part of what stands out.

    Args:
        centre: what the line between the limits is called.
    """
    has_limits = any(point.low is not None for point in points)
    places = list(range(len(points)))
    stands_out = [point.stands_out for point in points]
    starts = [
        place
        for place in places
        if place == 0 or points[place].schooljaar != points[place - 1].schooljaar
    ]
    heights = [height for point in points for height in (point.share, point.high) if height]
    return {
        "data": [
            *(
                [*_limits(points, places=places), _centre(points, places, centre)]
                if has_limits
                else []
            ),
            *(
                {
                    "type": "scatter",
                    "mode": "lines",
                    "x": places[first:last],
                    "y": [point.share for point in points[first:last]],
                    "line": {"color": theme.ACCENT_SOFT, "width": 2},
                    "showlegend": False,
                    "connectgaps": False,
                    "hoverinfo": "skip",
                }
                for first, last in stretches(len(points), ribbons)
            ),
            {
                "type": "scatter",
                "mode": "markers",
                "x": places,
                "y": [point.share for point in points],
                "name": "Kwartaal",
                "showlegend": False,
                "marker": {
                    "size": [13 if special else 9 for special in stands_out],
                    "symbol": ["diamond" if special else "circle" for special in stands_out],
                    "color": [theme.ACCENT if special else theme.PAPER for special in stands_out],
                    "line": {"color": theme.ACCENT, "width": 2},
                },
                "hovertext": [_hover(point, unit=unit) for point in points],
                "hoverinfo": "text",
                "cliponaxis": False,
            },
        ],
        "layout": theme.layout(
            height=320,
            showlegend=has_limits,
            **({"legend": LEGEND_ABOVE} if ribbons else {}),
            margin={"l": 8, "r": 16, "t": 36 + ROOM_FOR_RIBBONS * bool(ribbons), "b": 8},
            xaxis={
                "tickmode": "array",
                "tickvals": starts,
                "ticktext": [points[place].schooljaar[:4] for place in starts],
                "range": [-0.6, len(points) - 0.4],
                "tickangle": 0,
                "zeroline": False,
                "title": {"text": "Schooljaar dat begint in"},
            },
            yaxis={
                "range": [0, min(1.0, max(heights, default=1.0) * 1.15 + 0.02)],
                "tickformat": ".0%",
                "nticks": 5,
                "title": {"text": "Aandeel"},
            },
            **drawn(ribbons),
        ),
    }


def _limits(points: Sequence[Point], *, places: Sequence[int]) -> list[Chart]:
    line = {"color": theme.QUIET, "width": 1.5, "dash": "dash", "shape": "hvh"}
    shared: Chart = {"type": "scatter", "mode": "lines", "x": list(places), "line": line}
    return [
        {
            **shared,
            "y": [point.low for point in points],
            "name": "Gewoonlijk hiertussen",
            "hoverinfo": "skip",
        },
        {**shared, "y": [point.high for point in points], "showlegend": False, "hoverinfo": "skip"},
    ]


def _centre(points: Sequence[Point], places: Sequence[int], name: str) -> Chart:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": list(places),
        "y": [point.centre for point in points],
        "name": name,
        "line": {"color": theme.ACCENT, "width": 2, "shape": "hvh"},
        "hoverinfo": "skip",
    }


def _hover(point: Point, *, unit: str) -> str:
    return (
        f"<b>{point.label}</b><br>{dutch.about(point.share, of=point.n)} van "
        f"{dutch.count(point.n)} {unit}"
    )
