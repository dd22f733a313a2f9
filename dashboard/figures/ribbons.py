"""Ribbons on a time axis: where a figure came to mean something else, or was counted otherwise."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard import theme
from dashboard.theme import Chart

ROOM_FOR_RIBBONS = 28
"""Height above a chart for the words of its ribbons, in pixels."""


@dataclass(frozen=True)
class Ribbon:
    """A break before one place on the axis."""

    place: int
    """Of the first point after it, from 0."""

    words: str
    is_cut: bool
    """Nothing is compared across it."""


LEGEND_ABOVE = {"y": 1.14}
"""Where a legend stands clear of the letters."""

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
"""Above each ribbon, from left to right: words would run into each other on a narrow screen."""


def drawn(ribbons: Sequence[Ribbon]) -> Chart:
    """Return the shapes and annotations of a layout; breaks at one place share a letter."""
    words: dict[int, list[str]] = {}
    for ribbon in ribbons:
        words.setdefault(ribbon.place, []).append(ribbon.words)
    cuts = {ribbon.place for ribbon in ribbons if ribbon.is_cut}
    return {
        "shapes": [
            {
                "type": "line",
                "xref": "x",
                "yref": "paper",
                "x0": place - 0.5,
                "x1": place - 0.5,
                "y0": 0,
                "y1": 1,
                "line": {
                    "color": theme.QUIET,
                    "width": 2 if place in cuts else 1,
                    "dash": "dash" if place in cuts else "dot",
                },
            }
            for place in words
        ],
        "annotations": [
            {
                "x": place - 0.5,
                "y": 1,
                "xref": "x",
                "yref": "paper",
                "yanchor": "bottom",
                "xanchor": "center",
                "showarrow": False,
                "text": f"<b>{letter}</b>",
                "hovertext": "<br>".join(said),
                "font": {"color": theme.QUIET, "size": 14},
            }
            for letter, (place, said) in zip(LETTERS, sorted(words.items()), strict=False)
        ],
    }


def stretches(size: int, ribbons: Sequence[Ribbon]) -> list[tuple[int, int]]:
    """Return first and past-the-last place of every stretch that no ribbon cuts."""
    cuts = sorted({0, size, *(ribbon.place for ribbon in ribbons if ribbon.is_cut)})
    return list(zip(cuts, cuts[1:], strict=False))
