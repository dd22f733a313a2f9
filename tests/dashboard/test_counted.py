"""Where a total is hidden and its parts are not, a figure has the counts and no percentages."""

from dataclasses import replace

import pytest
from dash import html

from dashboard.exhibits import Exhibit, Shown
from dashboard.exhibits.afterwards import STOCK
from dashboard.exhibits.comply_explain import LEDGER
from dashboard.exhibits.comply_explain_kinds import KINDS
from dashboard.exhibits.curves_return import GROUPS
from dashboard.exhibits.deviations import INSTRUMENT, MATRIX, PHASES
from dashboard.exhibits.evaluation import PARTS, brief
from dashboard.exhibits.routes import ROUTES
from dashboard.exhibits.steps import STEPS
from dashboard.pages import data, overview, throughput
from dashboard.pages import routes as routes_page
from dashboard.state import State
from etl.domain.steps import BOXES
from etl.released import answers, cubes
from etl.released import mas_cubes as mas
from etl.released.reader import Release
from etl.released.rows import Hidden, Question
from etl.released.views import filters_allowed
from etl.released.withheld import RULE
from tests.dashboard.handmade import GEBIED, STATE, YEAR, one_area, shown

ONLY_COUNTS = "Het totaal is niet te tonen. Daarom staan hier aantallen en geen percentages"
NO_TOTAL = {cubes.OMVANG: {}}
OF_MBO = (("onderwijssoort", "mbo"),)


@pytest.mark.parametrize(
    ("exhibit", "cells", "told"),
    [
        (
            ROUTES,
            {cubes.ROUTE: {"geen_route": 55, "R1": 85}},
            ": Geen route nodig (55) en Vrijwillige (jeugd)hulp (85).",
        ),
        (
            LEDGER,
            {cubes.LEG_UIT: {"conform": 135, "niet_te_beoordelen": 20}},
            ": Volgens de MAS (135) en Niet te beoordelen (20).",
        ),
        (KINDS[0], {cubes.BRON: {"beide": 30}}, ": Beide (30)."),
        (INSTRUMENT, {mas.INSTRUMENT: {"ja": 75, "nee": 30}}, ": Ja (75) en Nee (30)."),
        (STOCK, {mas.VOORRAAD: {"0_30": 55}}, ": 0 t/m 30 dagen (55)."),
        (MATRIX, {mas.ADVIES_KEUZE: {"R1:R1": 40}}, None),
        (
            PHASES,
            {
                mas.FASEN: {
                    "alle:analyseren": 25,
                    "alle:plannen": 70,
                    "alle:handelen": 15,
                    "alle:evalueren": 215,
                    "alle:een_of_meer": 265,
                }
            },
            # of five the four largest
            ", zoals Analyseren (25), Plannen (70), Evalueren (215) en Minstens één fase (265).",
        ),
    ],
    ids=lambda each: each.id if isinstance(each, Exhibit) else None,
)
def test_parts_of_a_hidden_total_are_told_as_counts(exhibit, cells, told):
    content = shown(exhibit, one_area(cells))
    assert content.sentence.startswith(ONLY_COUNTS)
    assert told is None or content.sentence == ONLY_COUNTS + told
    assert content.chart is None
    counts = {cell for row in content.table.rows for cell in row if isinstance(cell, int)}
    assert counts == {count for numbers in cells.values() for count in numbers.values()}


def test_a_total_that_is_shown_and_small_gives_no_counts():
    content = ROUTES.make(one_area({cubes.ROUTE: {cubes.MET_KEUZE: 15, "R1": 10}}), STATE)
    assert not isinstance(content, Shown)
    assert content.sentence == "Er zijn te weinig zaken met een keuze om te verdelen."


def test_a_group_of_which_few_are_shown_is_called_small():
    content = GROUPS[2].make(one_area({cubes.TERUGKEER: {cubes.ALL: 140, "luxe": 15}}), STATE)
    assert not isinstance(content, Shown)
    few = "Er zijn te weinig zaken over luxeverzuim: dit cijfer is er vanaf 20."
    assert content.sentence == few


def test_without_a_chart_the_table_stands_open():
    page = str(routes_page.layout(one_area({cubes.ROUTE: {"R1": 85}}), STATE))
    assert "open=True" in page
    page = str(routes_page.layout(one_area({cubes.ROUTE: {cubes.MET_KEUZE: 100, "R1": 85}}), STATE))
    assert "open=True" not in page


def test_the_paper_for_step_10_says_why_it_has_no_percentages():
    [routes] = [part for part in PARTS if part.exhibit is ROUTES]
    told = brief(routes, one_area({cubes.ROUTE: {"R1": 85}}), STATE)
    assert told.sentences == (f"{ONLY_COUNTS}: Vrijwillige (jeugd)hulp (85).",)
    assert told.table is not None
    assert ("Vrijwillige (jeugd)hulp", 85, None, None) in told.table.rows


def test_an_area_of_which_the_number_of_zaken_is_hidden_shows_the_rest():
    held = one_area(
        NO_TOTAL
        | {
            cubes.ROUTE: {cubes.MET_KEUZE: 150, "R1": 75},
            cubes.DOORLOOPTIJD: {"1": 165},
        }
    )
    answer = answers.routeverdeling(held, Question(GEBIED, YEAR))
    assert [row.aandeel for row in answer.rows if row.code == "R1"] == [0.5]
    assert isinstance(STEPS.make(held, STATE), Shown)
    assert answers.omvang(held, Question(GEBIED, YEAR)).hidden is Hidden.GEEN_LEVERING
    # what stands beside it was delivered
    tiles = str(overview.layout(held, STATE)).split("In het kort")[0]
    assert tiles.count(RULE) == 3
    assert overview.NOTHING not in tiles


def test_a_filter_of_which_the_number_of_zaken_is_hidden_shows_the_rest():
    views = {(cubes.ROUTE, GEBIED, YEAR, OF_MBO): {cubes.MET_KEUZE: 150, "R1": 75}}
    held = _with(one_area({}), views)
    answer = answers.routeverdeling(held, Question(GEBIED, YEAR, OF_MBO))
    assert (answer.hidden, answer.totaal) == (None, None)
    assert [row.aandeel for row in answer.rows if row.code == "R1"] == [0.5]
    # of what has no cell either, the filter is told as the reason
    verdicts = answers.leg_uit(held, Question(GEBIED, YEAR, OF_MBO))
    assert verdicts.hidden is Hidden.FILTER_VERBORGEN


def test_steps_that_are_hidden_for_all_zaken_can_be_asked_for_by_a_filter():
    # of 1,000 zaken no step is shown without a filter: the ladder goes by the zaken then
    views = {(cubes.DOORLOOPTIJD, GEBIED, YEAR, OF_MBO): {"1": 165}}
    views |= {(cubes.OMVANG, GEBIED, YEAR, OF_MBO): {cubes.ZAKEN: 160}}
    held = _with(one_area({}), views)
    assert answers.doorlooptijd(held, Question(GEBIED, YEAR, OF_MBO)).hidden is None
    ladder = {"gebied": GEBIED, "schooljaar": YEAR, "metric": throughput.PAGE.ladder}
    assert filters_allowed(held, **ladder) == 1
    assert filters_allowed(one_area({}, zaken=295), **ladder) == 0


def test_a_hidden_total_is_at_least_the_largest_number_that_is_shown():
    ladder = {"gebied": GEBIED, "schooljaar": YEAR, "metric": "routeverdeling"}
    few = one_area(NO_TOTAL | {cubes.ROUTE: {cubes.MET_KEUZE: 295}})
    many = one_area(NO_TOTAL | {cubes.ROUTE: {cubes.MET_KEUZE: 300}})
    assert [filters_allowed(held, **ladder) for held in (few, many)] == [0, 1]


def _with(held: Release, views: dict[tuple[object, ...], dict[str, int]]) -> Release:
    return replace(held, views=held.views | views)


def test_a_tile_tells_counts_where_the_total_is_hidden():
    held = one_area({cubes.ROUTE: {"R1": 85}, mas.VOORRAAD: {"0_30": 55}})
    page = str(overview.layout(held, State(GEBIED, YEAR)))
    assert page.count(overview.ONLY_COUNTS) == 2
    assert f"{ONLY_COUNTS}: Vrijwillige (jeugd)hulp (85)." in page
    assert f"{ONLY_COUNTS}: 0 t/m 30 dagen (55)." in page


def test_a_step_that_is_not_shown_keeps_its_place_beside_the_picture():
    rows = shown(STEPS, one_area({cubes.DOORLOOPTIJD: {"1": 40, "A4": 30}})).table.rows
    assert [str(row[0]).split(" ")[0] for row in rows] == [box.code for box in BOXES]
    assert [row[2] for row in rows[:5]] == [40, None, None, 30, None]


def test_what_is_for_looking_things_up_stays_folded_without_a_chart():
    page = data.layout(one_area({}), STATE)
    folded = {each.id for each in data.EXHIBITS} - {each.id for each in data.OPEN}
    tables = {
        str(details.id).removeprefix("tabel-"): details.open
        for card in page
        for details in card._traverse()
        if isinstance(details, html.Details) and str(details.id).startswith("tabel-")
    }
    assert {name for name, is_open in tables.items() if not is_open} == folded & set(tables)
    assert folded & set(tables)
