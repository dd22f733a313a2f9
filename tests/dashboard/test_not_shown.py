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
from dashboard.exhibits.curves_return import GROUPS
from dashboard.exhibits.deviations import BESIDE, HEAVY, INSTRUMENT, MATRIX, PHASES, WHERE
from dashboard.exhibits.handovers import TIMES, WITHIN_NORM
from dashboard.exhibits.report import REPORT, SCHOOLS
from dashboard.exhibits.throughput import CASE, STEPS
from dashboard.pages import comply_explain, overview
from dashboard.state import State, parse
from etl.released import answers, cubes
from etl.released import mas_cubes as mas
from etl.released.reader import Coverage
from etl.released.rows import Hidden, Question
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
        (CASE, {cubes.DOORLOOPTIJD: {"1": 900}}),
        (STEPS, {cubes.DOORLOOPTIJD: {cubes.ZAAK: 900}}),
        *((each, {cubes.TERUGKEER: {cubes.ALL: 900}}) for each in GROUPS),
        (REPORT, {}),
        (SCHOOLS, {}),
    ],
    ids=lambda each: each.id if isinstance(each, Exhibit) else None,
)
def test_of_many_nothing_is_called_small_and_no_part_is_said_to_be_anything(exhibit, cells):
    assert why(exhibit, cells) == NOT_SHOWN


@pytest.mark.parametrize(
    ("exhibit", "cells"),
    [(BESIDE, {}), (LASTING, {}), (WITHIN_NORM, {cubes.KETEN: {"jeugdhulp_start": 40}})],
    ids=lambda each: each.id if isinstance(each, Exhibit) else None,
)
def test_what_is_followed_says_that_it_may_be_too_short(exhibit, cells):
    assert why(exhibit, cells) == f"{NOT_SHOWN} {FOLLOWED}"


def test_handovers_that_are_not_there_may_also_not_have_been_delivered():
    assert why(TIMES, {}) == f"Overdrachten zijn niet geleverd, of niet te tonen. {RULE}"


@pytest.mark.parametrize(
    ("exhibit", "cells", "zaken", "told"),
    [
        (WHERE, {cubes.LEG_UIT: {cubes.AFWIJKING: 15}}, 1000, FEW_PARTS),
        (INSTRUMENT, {mas.INSTRUMENT: {mas.TOTAAL: 15}}, 1000, FEW_PARTS),
        (MATRIX, {}, 295, "Er zijn te weinig zaken: de matrix is er vanaf 300 zaken."),
        (BESIDE, {}, 295, "Er zijn te weinig zaken: dit cijfer is er vanaf 300."),
        (REPORT, {}, 15, "Er zijn te weinig zaken om dit te tonen."),
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


@pytest.mark.parametrize(
    ("total", "points", "told"),
    [
        (None, {}, RULE),
        (25, {30: 15}, "Er zijn te weinig zaken: dit cijfer is er vanaf 30."),
        # 60 of 200 after a year: followed that long, and not half of them
        (200, {30: 20, 365: 60}, "De helft van de zaken is nog niet klaar."),
        (200, {}, f"{RULE} {FOLLOWED}"),
    ],
)
def test_the_tile_of_throughput_gives_the_reason_only_where_it_is_known(total, points, told):
    cells = {"1": 900} | ({} if total is None else {cubes.ZAAK: total})
    held = one_area(
        {cubes.DOORLOOPTIJD: cells}, {(cubes.DOORLOOPTIJD, cubes.ZAAK): {cubes.AF: points}}
    )
    text = str(overview.layout(held, State(GEBIED, YEAR)))
    _, tile = text.split("Hoe lang duurt een zaak?", 1)
    assert tile.split("Blijven leerlingen terug?")[0].count(f"'{told}'") == 1


def test_a_gemeente_that_delivered_and_shows_nothing_is_not_called_small():
    class Delivered(SmallRelease):
        def coverage(self, gebied: str, schooljaar: str) -> Coverage:
            return Coverage(1, 1)

    held = one_area({})
    views = {view: cells for view, cells in held.views.items() if view[1] != GEBIED}
    held = Delivered(**{**vars(held), "views": views})
    assert answers.omvang(held, Question(GEBIED, YEAR)).hidden is Hidden.UITSPLITSING


def test_what_a_filter_leaves_is_called_little_only_where_its_number_is_shown():
    of_vo = (("onderwijssoort", "vo"),)
    held = one_area({})
    for number, hidden in ((None, Hidden.FILTER_VERBORGEN), (15, Hidden.FILTER_TE_WEINIG)):
        cells = {} if number is None else {cubes.ZAKEN: number}
        narrowed = replace(held, views=held.views | {(cubes.OMVANG, GEBIED, YEAR, of_vo): cells})
        assert answers.routeverdeling(narrowed, Question(GEBIED, YEAR, of_vo)).hidden is hidden


def test_a_gemeente_that_is_not_in_the_release_is_not_called_small():
    state = parse({"gebied": "GM1680"}, release=RELEASE)
    assert state.notices[0].startswith(
        "Over Aa en Hunze staat niets in deze vrijgave: er is niets geleverd, of er is niets van "
        "te tonen."
    )


def test_a_view_of_many_zaken_without_cells_gives_the_rule_and_no_reason():
    assert Hidden.UITSPLITSING.sentence == NOT_SHOWN


def test_figures_that_are_not_shown_stand_under_their_reason_and_it_is_told_once():
    # of 295 zaken: deviations are hidden, and the last figure is there from 300
    page = str(comply_explain.layout(one_area({}, zaken=295), State(GEBIED, YEAR)))
    assert page.count(NOT_SHOWN) == 1
    first, second = (page.index(each) for each in (NOT_SHOWN, "dit cijfer is er vanaf 300"))
    assert first < page.index("Is een afwijking uitgelegd?") < second
    assert second < page.index("Hoe gaat het met zaken die afwijken")


def test_a_tile_does_not_say_twice_that_its_figure_is_not_shown():
    page = str(overview.layout(one_area({}), State(GEBIED, YEAR)))
    assert "Niet te tonen" in page
    assert (
        "Dit is niet te tonen." not in page.split("In het kort")[1].split("stappen van de MAS")[0]
    )
