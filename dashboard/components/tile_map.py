"""The map of the 40 regions as tiles of one size: a small region is as easy to see as a large one.

A list of links in a grid, so that it can be walked by keyboard and heard. The value stands on the
tile in figures; the shade only repeats it. The list runs as the eye does, row by row.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import floor

from dash import html

from dashboard.components.attributes import attributes
from dashboard.components.tile_positions import PLACES
from etl.released import dutch

LEGEND_TITLE = "kop-tinten"

SHADES = 5
"""Steps of one hue, each with enough contrast for the figures on it."""

_WIDTHS = (5, 10, 20)
"""Percentage points that a step can span; 20 always covers everything."""

_ALL = 100

OF_THE_TILE = "De tint is van het cijfer op de tegel."
OF_ANOTHER = (
    "De tint is van het cijfer dat naar het gemiddelde is geschoven; op de tegel staat het cijfer "
    "zelf."
)


@dataclass(frozen=True)
class Tile:
    """What stands on one region. A share of None is hidden."""

    name: str
    share: float | None
    href: str
    is_chosen: bool = False
    remark: str = ""
    """Said after the value to who hears the map, such as why there is none."""

    tint: float | None = None
    """The share that the shade stands for, where that is not the value itself."""

    is_grey: bool = False
    """Has a value that may not be held beside the others: the tile has no shade."""

    @property
    def shaded_by(self) -> float | None:
        if self.is_grey:
            return None
        return self.share if self.tint is None else self.tint


@dataclass(frozen=True)
class Scale:
    """Steps of equal width over the shares that occur, in whole percentages."""

    start: int
    width: int

    def step(self, share: float) -> int:
        """Return the shade of a share, 1 (lightest) to `SHADES`."""
        return min(max(int((round(100 * share) - self.start) // self.width) + 1, 1), SHADES)

    @property
    def labels(self) -> tuple[str, ...]:
        edges = [self.start + self.width * place for place in range(SHADES + 1)]
        # a step goes up to the next one, but for that of all
        return tuple(
            f"{low}–{high if high == _ALL else high - 1}%"
            for low, high in zip(edges, edges[1:], strict=False)
        )


def scale_of(shares: Sequence[float]) -> Scale:
    """Return the finest scale that holds all shares.

    >>> scale_of([0.52, 0.71]).labels
    ('50–54%', '55–59%', '60–64%', '65–69%', '70–74%')
    """
    percentages = [round(100 * share) for share in shares] or [0]
    for width in _WIDTHS:
        start = min(floor(min(percentages) / width) * width, _ALL - SHADES * width)
        end = start + SHADES * width
        if max(percentages) < end or end == _ALL:
            return Scale(start, width)
    return Scale(0, _WIDTHS[-1])


def tile_map(tiles: Mapping[str, Tile], *, label: str, unknown: str) -> html.Div:
    """Build the map.

    Args:
        tiles: by the code of the region; a region that is left out is drawn without a link.
        label: what the map is of.
        unknown: what a hatched tile means, in a few words.
    """
    scale = scale_of([by for tile in tiles.values() if (by := tile.shaded_by) is not None])
    in_rows = sorted(PLACES, key=lambda code: (PLACES[code].rij, PLACES[code].kolom))
    return html.Div(
        [
            html.Ul(
                [_tile(code, tiles[code], scale=scale) for code in in_rows if code in tiles],
                className="tegels",
                **attributes(aria_label=label),
            ),
            html.P(
                OF_THE_TILE if all(tile.tint is None for tile in tiles.values()) else OF_ANOTHER,
                id=LEGEND_TITLE,
                className="legendatitel",
            ),
            _legend(scale, unknown=unknown),
        ],
        className="tegelkaart",
    )


def _tile(code: str, tile: Tile, *, scale: Scale) -> html.Li:
    place = PLACES[code]
    by = tile.shaded_by
    shade = "tegel-leeg" if by is None else f"tint-{scale.step(by)}"
    chosen = " gekozen" if tile.is_chosen else ""
    remark = f". {tile.remark}" if tile.remark else ""
    return html.Li(
        html.A(
            [
                html.Span(
                    place.kort,
                    className="tegelnaam",
                    **attributes(aria_hidden="true"),
                ),
                html.Span(code[2:], className="tegelnummer", **attributes(aria_hidden="true")),
                html.Span(f"{tile.name}: ", className="alleen-voorlezen"),
                html.Span(dutch.percentage(tile.share), className="tegelwaarde"),
                html.Span(remark, className="alleen-voorlezen"),
            ],
            href=tile.href,
            title=tile.name,
            className=f"tegel {shade}{chosen}",
            **attributes(data_nav="ja", aria_current="true" if tile.is_chosen else None),
        ),
        style={"gridColumn": str(place.kolom), "gridRow": str(place.rij)},
    )


def _legend(scale: Scale, *, unknown: str) -> html.Ul:
    shades = [(f"tint-{step}", label) for step, label in enumerate(scale.labels, start=1)]
    return html.Ul(
        [
            html.Li(
                [html.Span(className=f"staal {shade}", **attributes(aria_hidden="true")), label]
            )
            for shade, label in (*shades, ("tegel-leeg", f"{dutch.count(None)} {unknown}"))
        ],
        className="legenda",
        **attributes(aria_labelledby=LEGEND_TITLE),
    )
