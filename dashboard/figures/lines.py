"""Lines: curves over days since the start, with a band for chance."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard import dutch, theme
from dashboard.theme import Chart


@dataclass(frozen=True)
class Line:
    """One curve: the share per day. None is a day that is not shown: the line stops there."""

    label: str
    days: tuple[int, ...]
    share: tuple[float | None, ...]
    low: tuple[float | None, ...] = ()
    high: tuple[float | None, ...] = ()


def curves(lines: Sequence[Line], *, axis: str, event: str) -> Chart:
    """Draw shares over days, a stepped line each, named at its end as well as in the legend.

    Args:
        lines: at most six.
        axis: what the share is of, such as `Aandeel terug in onderwijs`.
        event: what has happened, for the hover text, such as `terug`.
    """
    last_day = max((max(line.days) for line in lines if line.days), default=365)
    return {
        "data": [
            *(_band(line, place=place) for place, line in enumerate(lines) if line.low),
            *(_trace(line, place=place, event=event) for place, line in enumerate(lines)),
        ],
        "layout": theme.layout(
            height=400,
            showlegend=len(lines) > 1,
            hovermode="closest",
            xaxis={
                "range": [0, last_day],
                "tickvals": [day for day in (0, 30, 60, 90, 120, 180, 270, 365) if day <= last_day],
                "title": {"text": "Dagen sinds het begin"},
            },
            yaxis={"range": [0, 1], "tickformat": ".0%", "title": {"text": axis}},
        ),
    }


def _trace(line: Line, *, place: int, event: str) -> Chart:
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": line.label,
        "x": list(line.days),
        "y": list(line.share),
        "line": {
            "color": theme.SERIES[place],
            "dash": theme.DASHES[place],
            "width": 2.5,
            "shape": "hv",
        },
        "marker": {"size": 7, "symbol": _SYMBOLS[place]},
        "hovertext": [
            f"<b>{line.label}</b><br>{dutch.percentage(share)} {event} binnen {dutch.days(day)}"
            for day, share in zip(line.days, line.share, strict=True)
        ],
        "hoverinfo": "text",
        "connectgaps": False,
    }


_SYMBOLS = ("circle", "square", "diamond", "triangle-up", "cross", "x")


def _band(line: Line, *, place: int) -> Chart:
    known = [
        (day, low, high)
        for day, low, high in zip(line.days, line.low, line.high, strict=True)
        if low is not None and high is not None
    ]
    forward = [(day, high) for day, _, high in known]
    back = [(day, low) for day, low, _ in reversed(known)]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [day for day, _ in (*forward, *back)],
        "y": [share for _, share in (*forward, *back)],
        "fill": "toself",
        "fillcolor": _soft(theme.SERIES[place]),
        "line": {"width": 0},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _soft(colour: str) -> str:
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.12)"
