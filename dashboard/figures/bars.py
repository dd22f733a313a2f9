"""Bars: shares with their interval, one bar a category."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard import theme
from dashboard.theme import Chart
from etl.released import dutch

LABEL_HEIGHT = 26
BAR_HEIGHT = 15
BETWEEN = 14
"""Pixels: the name above its bars, one bar, and the space to the next name."""


@dataclass(frozen=True)
class Bar:
    """One bar. A share of None is hidden: its place stays, with a dash."""

    label: str
    zaken: int | None
    share: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Group:
    """The bars of one school year, or of another comparison."""

    name: str
    bars: tuple[Bar, ...]


def shares(
    groups: Sequence[Group], *, unit: str = "zaken", axis: str = "Aandeel", in_time: bool = False
) -> Chart:
    """Draw shares as lying bars with their 95% interval, the name of a bar above it.

    Names stand above and not beside their bars, so that a long name leaves a small screen its bars.

    Args:
        groups: at most six, the one that is read first in front; all with the same labels in the
            same order. The first is filled, the others are patterned.
        unit: what is counted, for the hover text.
        axis: what the share is of.
        in_time: the groups are years, from new to old: they fade instead of changing colour.
    """
    labels = [bar.label for bar in groups[0].bars]
    highest = max((bar.high or bar.share or 0 for group in groups for bar in group.bars), default=1)
    thick = BAR_HEIGHT * len(groups)
    slot = LABEL_HEIGHT + thick + BETWEEN
    colours = theme.YEARS if in_time else theme.SERIES
    return {
        "data": [
            _trace(group, colour=colours[place], pattern=theme.PATTERNS[place], unit=unit)
            for place, group in enumerate(groups)
        ],
        "layout": theme.layout(
            height=90 + len(labels) * slot,
            barmode="group",
            bargap=1 - thick / slot,
            margin={"l": 16, "r": 28, "t": 20, "b": 8},
            bargroupgap=0.06,
            showlegend=len(groups) > 1,
            annotations=[_name(bar, above=thick / 2) for bar in groups[0].bars],
            xaxis={
                "range": [0, max(0.05, min(1.0, highest * 1.1 + 0.01))],
                "tickformat": ".0%",
                "tickangle": 0,
                "nticks": 6,
                "title": {"text": axis},
            },
            yaxis={
                "type": "category",
                "categoryorder": "array",
                "categoryarray": labels,
                "autorange": "reversed",
                "showticklabels": False,
                "showgrid": False,
            },
        ),
    }


def _trace(group: Group, *, colour: str, pattern: str, unit: str) -> Chart:
    bars = group.bars
    return {
        "type": "bar",
        "orientation": "h",
        "name": group.name,
        "y": [bar.label for bar in bars],
        "x": [_plain(bar.share) for bar in bars],
        "marker": {
            "color": colour,
            "line": {"width": 1, "color": theme.ACCENT},
            "pattern": {
                "shape": pattern,
                "fillmode": "overlay",
                "fgcolor": theme.PAPER,
                "size": 6,
                "solidity": 0.25,
            },
        },
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": [_distance(bar.share, bar.high) for bar in bars],
            "arrayminus": [_distance(bar.low, bar.share) for bar in bars],
            "color": theme.INK,
            "thickness": 1.2,
            "width": 3,
        },
        "hovertext": [_hover(bar, group=group.name, unit=unit) for bar in bars],
        "hoverinfo": "text",
    }


def _name(bar: Bar, *, above: float) -> Chart:
    return {
        "text": f"<b>{bar.label}</b>  {dutch.percentage(bar.share)}",
        "x": 0,
        "y": bar.label,
        "xref": "x",
        "yref": "y",
        "xanchor": "left",
        "yanchor": "bottom",
        "yshift": above + 2,
        "showarrow": False,
        "align": "left",
        # a long name and its percentage fit on a small screen
        "font": {"size": 13},
    }


def _hover(bar: Bar, *, group: str, unit: str) -> str:
    interval = dutch.between(bar.low, bar.high) if bar.low is not None and bar.share else ""
    share = f"{dutch.about(bar.share, of=None)} ({dutch.count(bar.zaken)} {unit})"
    return "<br>".join(filter(None, (f"<b>{bar.label}</b> · {group}", share, interval)))


def _distance(low: float | None, high: float | None) -> float:
    return 0.0 if low is None or high is None else max(0.0, high - low)


def _plain(share: float | None) -> float | None:
    """Return a share as a number to draw; what is only a bound is drawn at it."""
    return None if share is None else float(share)
