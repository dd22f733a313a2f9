"""The funnel: areas by their size, between the limits of chance."""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from dashboard import theme
from dashboard.theme import Chart
from etl.released import dutch

ROOM = 0.02
"""Space above and below what is drawn, as a share; there is no share below 0 or above 1."""

ACROSS = 18
"""Letters of a name beside its dot that fit within the frame on a small screen."""

HALO = ", ".join([f"0 0 2px {theme.PAPER}"] * 6)
"""Around the letters of a name: a limit that runs behind them does not cross them out."""


@dataclass(frozen=True)
class Dot:
    """One area: a share out of n."""

    label: str
    n: int
    share: float
    detail: str
    """The verdict in a few words, for the hover text."""

    is_chosen: bool = False
    is_grey: bool = False
    """It registers in another way: it is no part of the comparison."""


@dataclass(frozen=True)
class Edge:
    """The limits at one n: 95% and 99.8%."""

    n: int
    low: float
    high: float
    lowest: float
    highest: float


@dataclass(frozen=True)
class Whole:
    """What the areas are compared with, in words after `in`, and its share."""

    label: str
    share: float


def funnel(
    dots: Sequence[Dot], *, edges: Sequence[Edge], whole: Whole | None, unit: str, axis: str
) -> Chart:
    """Draw every area as the same open circle, and the chosen one as a named diamond.

    Args:
        dots: in the order of their codes.
        edges: ascending by n; empty where there is nothing to compare with, or it is clipped.
        whole: None where there is nothing to compare with.
        unit: what n counts, such as `zaken`.
        axis: what the share is of.
    """
    others = [dot for dot in dots if not dot.is_chosen and not dot.is_grey]
    grey = [dot for dot in dots if dot.is_grey and not dot.is_chosen]
    chosen = [dot for dot in dots if dot.is_chosen]
    widest = max(dot.n for dot in dots)
    seen = [edge for edge in edges if edge.n >= min(dot.n for dot in dots)] or list(edges)
    drawn = [dot.share for dot in dots] + ([whole.share] if whole else [])
    low = min(drawn + [edge.lowest for edge in seen]) - ROOM
    high = max(drawn + [edge.highest for edge in seen]) + ROOM
    return {
        "data": [
            *_across(whole, smallest=min(dot.n for dot in dots), widest=widest),
            *_lines(edges),
            *(
                [_dots(grey, unit=unit, name="Niet te vergelijken", marker=_GREY, size=9)]
                if grey
                else []
            ),
            _dots(others, unit=unit, name="Andere gebieden", marker=_OTHER, size=11),
            *([_named(chosen, unit=unit, widest=widest)] if chosen else []),
        ],
        "layout": theme.layout(
            height=440,
            showlegend=True,
            hovermode="closest",
            margin={"l": 8, "r": 16, "t": 72, "b": 8},
            xaxis={
                "range": [0, widest * 1.08],
                "title": {"text": dutch.capitalised(f"aantal {unit}")},
                "tickformat": ",d",
                "nticks": 6,
            },
            yaxis={
                "range": [max(low, 0.0), min(high, 1.0)],
                "tickformat": ".0%",
                "title": {"text": axis},
            },
        ),
    }


_OTHER: Chart = {
    "symbol": "circle",
    "color": theme.PAPER,
    "line": {"color": theme.INK, "width": 1.5},
}
_GREY: Chart = {
    "symbol": "x-thin-open",
    "color": theme.QUIET,
    "line": {"color": theme.QUIET, "width": 1.5},
}
_CHOSEN: Chart = {
    "symbol": "diamond",
    "color": theme.ACCENT,
    "line": {"color": theme.INK, "width": 1.5},
}


def _dots(dots: Sequence[Dot], *, unit: str, name: str, marker: Chart, size: int) -> Chart:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": [dot.n for dot in dots],
        "y": [float(dot.share) for dot in dots],
        "marker": {**marker, "size": size},
        # one on the edge of the frame is drawn whole
        "cliponaxis": False,
        "hovertext": [
            f"<b>{dot.label}</b><br>{dutch.about(dot.share, of=dot.n)} van "
            f"{dutch.count(dot.n)} {unit}<br>{dot.detail}"
            for dot in dots
        ],
        "hoverinfo": "text",
    }


def _named(chosen: Sequence[Dot], *, unit: str, widest: int) -> Chart:
    name = dutch.listed([dot.label for dot in chosen])
    return {
        **_dots(chosen, unit=unit, name=name, marker=_CHOSEN, size=16),
        "mode": "markers+text",
        "text": [f"<b>{'<br>'.join(wrap(dot.label, ACROSS))}</b>" for dot in chosen],
        # a name reads towards the middle, so that it stays inside the frame
        "textposition": ["top left" if 2 * dot.n > widest else "top right" for dot in chosen],
        "textfont": {"color": theme.INK, "size": 14, "shadow": HALO},
    }


def _across(whole: Whole | None, *, smallest: int, widest: int) -> list[Chart]:
    if whole is None:
        return []
    style = {"color": theme.ACCENT, "width": 2}
    label = dutch.capitalised(whole.label)
    return [_line([smallest, widest], [float(whole.share)] * 2, style, label)]


def _lines(edges: Sequence[Edge]) -> list[Chart]:
    if not edges:
        return []
    sizes = [edge.n for edge in edges]
    outer = {"color": theme.QUIET, "width": 1.5}
    inner = {**outer, "dash": "dash"}
    return [
        _line(sizes, [edge.low for edge in edges], inner, "95%-grens"),
        _line(sizes, [edge.high for edge in edges], inner),
        _line(sizes, [edge.lowest for edge in edges], outer, "99,8%-grens"),
        _line(sizes, [edge.highest for edge in edges], outer),
    ]


def _line(x: list[int], y: list[float], line: Chart, name: str = "") -> Chart:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": x,
        "y": y,
        "line": line,
        "name": name,
        "showlegend": bool(name),
        "hoverinfo": "skip",
    }
