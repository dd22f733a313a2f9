"""The tile map: every region a place of its own, roughly where it lies."""

from itertools import permutations

import pytest

from dashboard.components.tile_map import (
    OF_ANOTHER,
    OF_THE_TILE,
    SHADES,
    Scale,
    Tile,
    scale_of,
    tile_map,
)
from dashboard.components.tile_positions import COLUMNS, PLACES, ROWS
from etl.domain.areas import regios

CLEARLY = 0.3
"""Degrees: about 20 km from west to east, 33 km from north to south."""


def test_every_region_has_a_cell_of_its_own_inside_the_grid():
    assert list(PLACES) == list(regios())
    cells = {(place.kolom, place.rij) for place in PLACES.values()}
    assert len(cells) == len(PLACES)
    assert all(1 <= column <= COLUMNS and 1 <= row <= ROWS for column, row in cells)


def test_who_lies_clearly_further_west_or_north_does_so_on_the_map():
    for one, other in permutations(regios().values(), 2):
        here, there = PLACES[one.code], PLACES[other.code]
        if one.lengtegraad + CLEARLY < other.lengtegraad:
            assert here.kolom <= there.kolom, (one.naam, other.naam)
        if one.breedtegraad - CLEARLY > other.breedtegraad:
            assert here.rij <= there.rij, (one.naam, other.naam)


@pytest.mark.parametrize(
    ("shares", "scale"),
    [
        ([0.52, 0.71], Scale(50, 5)),
        ([0.5], Scale(50, 5)),
        ([0.98, 1.0], Scale(75, 5)),
        # 75% would be the first of a sixth step
        ([0.52, 0.75], Scale(50, 10)),
        ([0.1, 0.55], Scale(10, 10)),
        ([0.0, 1.0], Scale(0, 20)),
        ([], Scale(0, 5)),
    ],
)
def test_the_finest_scale_that_holds_all_shares(shares, scale):
    assert scale_of(shares) == scale
    assert all(1 <= scale.step(share) <= SHADES for share in shares)


def test_a_step_ends_where_its_label_says():
    scale = Scale(50, 5)
    assert [scale.step(share) for share in (0.50, 0.54, 0.55, 0.70, 0.74)] == [1, 1, 2, 5, 5]
    assert scale.labels[0] == "50–54%"
    # nothing lies above all
    assert Scale(75, 5).labels[-1] == "95–100%"
    assert scale.labels[-1] == "70–74%"


def test_the_value_stands_on_the_tile_and_a_hidden_one_is_a_dash():
    tiles = {
        "MC21": Tile("Agglomeratie Amsterdam", 0.62, "/a", is_chosen=True),
        "MC22": Tile("West-Friesland", None, "/b", remark="Te klein om te tonen"),
    }
    text = str(tile_map(tiles, label="Kaart", unknown="te klein").to_plotly_json())
    assert "62%" in text
    # 62% alone: the finest scale starts at 60%
    assert "tegel tint-1 gekozen" in text
    assert "tegel tegel-leeg" in text
    assert ". Te klein om te tonen" in text


def test_a_region_that_may_not_be_compared_keeps_its_value_and_has_no_shade():
    tiles = {
        "MC21": Tile("Agglomeratie Amsterdam", 0.62, "/a"),
        "MC22": Tile("West-Friesland", 0.31, "/b", is_grey=True, remark="Niet te vergelijken"),
    }
    text = str(tile_map(tiles, label="Kaart", unknown="te klein").to_plotly_json())
    assert "31%" in text
    assert "tegel tegel-leeg" in text
    # the scale is of the regions that are compared: 62% alone
    assert "tegel tint-1" in text
    assert "tegel tint-2" not in text


def test_the_legend_says_of_which_figure_the_shade_is():
    plain = Tile("Twente", 0.31, "/a")
    drawn_in = Tile("Oost-Groningen", 0.31, "/b", tint=0.36)
    for tiles, title in (((plain,), OF_THE_TILE), ((plain, drawn_in), OF_ANOTHER)):
        held = dict(zip(("MC12", "MC01"), tiles, strict=False))
        drawn = tile_map(held, label="Kaart", unknown="te klein")
        _, above, legend = drawn.children
        assert above.children == title
        assert legend.to_plotly_json()["props"]["aria-labelledby"] == above.id
