"""Why something is not shown: too few only where the release shows that they are too few."""

from dataclasses import replace

import pytest

from dashboard.exhibits import Empty, Exhibit, Shown
from dashboard.exhibits.afterwards import LASTING
from dashboard.exhibits.compare import FUNNEL
from dashboard.exhibits.compare_map import MAP
from dashboard.exhibits.compare_years import YEARS
from dashboard.exhibits.comply_explain import EXPLAINED, LEDGER
from dashboard.exhibits.comply_explain_kinds import KINDS
from dashboard.exhibits.deviations import BESIDE, HEAVY, INSTRUMENT, MATRIX, PHASES, WHERE
from dashboard.state import State
from etl.released import cubes
from etl.released import mas_cubes as mas
from etl.released.rows import Hidden
from etl.released.withheld import FOLLOWED, RULE
from tests.dashboard.handmade import GEBIED, YEAR, one_area
from tests.dashboard.releases import SmallRelease
from tests.dashboard.test_compare import RELEASE
from tests.dashboard.test_compare import state as comparing

NOT_SHOWN = f"Dit is niet te tonen. {RULE}"
FEW_PARTS = "Er zijn te weinig zaken om te verdelen."


def why(exhibit: Exhibit, cells: dict[str, dict[str, int]], zaken: int = 20_540) -> str:
    content = exhibit.make(one_area(cells, zaken=zaken), State(GEBIED, YEAR))
    assert isinstance(content, Empty)
    return content.sentence


@pytest.mark.parametrize(
    ("exhibit", "cells"),
    [
        *((each, {cubes.LEG_UIT: {cubes.AFWIJKING: 4200}}) for each in (*KINDS, WHERE)),
        (LEDGER, {cubes.LEG_UIT: {cubes.MET_KEUZE: 18_000}}),
        (EXPLAINED, {cubes.LEG_UIT: {cubes.MET_KEUZE: 18_000}}),
        (INSTRUMENT, {mas.INSTRUMENT: {mas.TOTAAL: 17_000}}),
        (PHASES, {}),
        (HEAVY, {}),
        (MATRIX, {}),
    ],
    ids=lambda each: each.id if isinstance(each, Exhibit) else None,
)
def test_of_many_nothing_is_called_small_and_no_part_is_said_to_be_anything(exhibit, cells):
    assert why(exhibit, cells) == NOT_SHOWN


@pytest.mark.parametrize("exhibit", [BESIDE, LASTING], ids=lambda each: each.id)
def test_what_is_followed_says_that_it_may_be_too_short(exhibit):
    assert why(exhibit, {}) == f"{NOT_SHOWN} {FOLLOWED}"


@pytest.mark.parametrize(
    ("exhibit", "cells", "zaken", "told"),
    [
        (WHERE, {cubes.LEG_UIT: {cubes.AFWIJKING: 15}}, 1000, FEW_PARTS),
        (INSTRUMENT, {mas.INSTRUMENT: {mas.TOTAAL: 15}}, 1000, FEW_PARTS),
        (MATRIX, {}, 295, "Er zijn te weinig zaken: de matrix is er vanaf 300 zaken."),
        (BESIDE, {}, 295, "Er zijn te weinig zaken: dit cijfer is er vanaf 300."),
    ],
    ids=lambda each: each.id if isinstance(each, Exhibit) else None,
)
def test_of_a_whole_that_is_shown_and_small_it_is_said_that_there_are_few(
    exhibit, cells, zaken, told
):
    assert why(exhibit, cells, zaken) == told


def without_choice(gebied: str, *, also: int | None = None) -> SmallRelease:
    """Of an area of many zaken the release does not show how many have a choice, or a few."""
    views = dict(RELEASE.views)
    views[cubes.ROUTE, gebied, YEAR, ()] = {} if also is None else {cubes.MET_KEUZE: also}
    return replace(RELEASE, views=views)


@pytest.mark.parametrize(("also", "told"), [(None, "Niet te tonen"), (15, "Te weinig zaken")])
def test_a_region_of_many_zaken_is_not_listed_as_too_small(also, told):
    # West-Friesland has 1000 zaken
    held = without_choice("MC22", also=also)
    funnel = FUNNEL["route_R2"].make(held, comparing("MC21"))
    assert isinstance(funnel, Shown)
    [row] = [row for row in funnel.table.rows if row[0] == "West-Friesland"]
    assert row[-1] == told
    beside = MAP["route_R2"].make(held, comparing("MC21"))
    assert isinstance(beside, Shown)
    [row] = [row for row in beside.table.rows if row[0] == "MC22 West-Friesland"]
    assert row[-1] == told


def test_the_sentence_about_a_chosen_region_of_many_zaken_does_not_call_them_few():
    content = FUNNEL["route_R2"].make(without_choice("MC22"), comparing("MC22"))
    assert isinstance(content, Shown)
    assert content.sentence.startswith("West-Friesland is hier niet te tonen. In heel Nederland")


def test_a_year_of_the_whole_country_is_not_said_to_be_about_small_numbers():
    content = YEARS["route_R2"].make(without_choice("NL"), comparing("NL"))
    assert isinstance(content, Shown)
    assert content.sentence == f"Over {YEAR} is dit niet te tonen. {RULE}"
    few = YEARS["route_R2"].make(without_choice("NL", also=15), comparing("NL"))
    assert isinstance(few, Shown)
    assert few.sentence == f"Over {YEAR} zijn er te weinig zaken om dit te tonen."


def test_a_view_of_many_zaken_without_cells_gives_the_rule_and_no_reason():
    assert Hidden.UITSPLITSING.sentence == f"{NOT_SHOWN} Zo is niemand herkenbaar."
