"""What is called the largest is so, whatever is held back: else it is the largest of what is shown."""

from dataclasses import replace

import pytest

from dashboard.exhibits.comply_explain_kinds import KINDS
from dashboard.exhibits.deviations import PHASES
from dashboard.exhibits.handovers import TIMES
from dashboard.exhibits.report import SCHOOLS
from dashboard.exhibits.routes import ROUTES
from dashboard.exhibits.steps import STEPS as PICTURE
from dashboard.exhibits.throughput import STEPS
from dashboard.pages import overview
from etl.domain.codes import MOTIVERING, ONDERWIJSSOORT
from etl.domain.steps import BOXES, OVERGANGEN
from etl.released import cubes
from etl.released import mas_cubes as mas
from etl.released.cubes import AF, DOORLOOPTIJD, KETEN, LEG_UIT, MET_KEUZE, ROUTE
from etl.released.reader import Release
from tests.dashboard.handmade import GEBIED, STATE, YEAR, one_area, shown
from tests.dashboard.releases import SmallRelease

FAST, SLOW = {AF: {7: 90, 14: 100}}, {AF: {30: 35, 60: 65}}
"""Half of 100 is done within a week, or after six."""


def steps(done: dict[str, dict[str, dict[int, int]]]) -> Release:
    return one_area(
        {DOORLOOPTIJD: dict.fromkeys(done, 100)},
        {(DOORLOOPTIJD, code): ends for code, ends in done.items()},
    )


EVERY_STEP = dict.fromkeys([box.code for box in BOXES], FAST)


@pytest.mark.parametrize(
    ("done", "told"),
    [
        (EVERY_STEP | {"8": SLOW}, "Het langst duurt stap 8 (Uitvoeren van de route): na 6 weken"),
        ({"1": FAST, "8": SLOW}, "Van de stappen die we kunnen tonen, duurt stap 8 "),
        ({"8": SLOW}, "Alleen van stap 8 (Uitvoeren van de route) kunnen we dit tonen: na 6 weken"),
    ],
    ids=["every step", "some steps", "one step"],
)
@pytest.mark.parametrize("exhibit", [STEPS, PICTURE], ids=lambda each: each.id)
def test_a_step_is_only_called_the_longest_of_those_that_are_shown(exhibit, done, told):
    assert shown(exhibit, steps(done)).sentence.startswith(told)


@pytest.mark.parametrize(
    "done", [EVERY_STEP | {"B6": SLOW, "8": SLOW}, {"A6": SLOW, "8": SLOW}, {"A6": SLOW}]
)
def test_the_picture_and_the_page_of_throughput_say_the_same(done):
    release = steps(done)
    assert shown(PICTURE, release).sentence == shown(STEPS, release).sentence


def test_one_handover_of_nine_is_not_called_the_longest():
    code = OVERGANGEN[0].code
    release = one_area({KETEN: {code: 100}}, {(KETEN, code): SLOW})
    assert shown(TIMES, release).sentence == (
        f"Alleen van ‘{OVERGANGEN[0].label}’ kunnen we dit tonen: na 6 weken is de helft klaar."
    )


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        # 15 of 100 are not shown: no route among them can be larger than 25
        (
            {"R1": 60, "geen_route": 25, MET_KEUZE: 100},
            "De meest gekozen route is Vrijwillige (jeugd)hulp: ongeveer 6 op de 10 zaken met een "
            "keuze (60%), daarna Geen route nodig (25%).",
        ),
        # 25 are not shown: together they may be more than 15
        (
            {"R1": 60, "geen_route": 15, MET_KEUZE: 100},
            "De meest gekozen route is Vrijwillige (jeugd)hulp: ongeveer 6 op de 10 zaken met een "
            "keuze (60%). Van de andere routes die we kunnen tonen, is Geen route nodig (15%) het "
            "meest gekozen.",
        ),
        # 45 are not shown
        (
            {"R1": 30, "geen_route": 25, MET_KEUZE: 100},
            "Van de routes die we kunnen tonen, is Vrijwillige (jeugd)hulp het meest gekozen: "
            "ongeveer 3 op de 10 zaken met een keuze (30%), daarna Geen route nodig (25%).",
        ),
        # as far as numbers in fives tell
        (
            {"R1": 40, "geen_route": 40, MET_KEUZE: 100},
            "De meest gekozen routes zijn Geen route nodig en Vrijwillige (jeugd)hulp: elk ongeveer 4 "
            "op de 10 zaken met een keuze (40%).",
        ),
        # 60 are not shown
        (
            {"R1": 20, "geen_route": 20, MET_KEUZE: 100},
            "Van de routes die we kunnen tonen, zijn Geen route nodig en Vrijwillige (jeugd)hulp het "
            "meest gekozen: elk ongeveer 2 op de 10 zaken met een keuze (20%).",
        ),
        (
            {"R1": 40, MET_KEUZE: 100},
            "Alleen van Vrijwillige (jeugd)hulp kunnen we dit tonen: ongeveer 4 op de 10 zaken met "
            "een keuze (40%).",
        ),
    ],
)
def test_a_route_is_only_called_the_most_chosen_where_no_hidden_one_can_be_larger(cells, told):
    assert shown(ROUTES, one_area({ROUTE: cells})).sentence == told


@pytest.mark.parametrize(
    ("most", "told"),
    [(60, "De meest gekozen route (60%"), (40, "De meest gekozen route die we kunnen tonen (40%")],
)
def test_the_tile_of_routes_is_as_careful(most, told):
    release = one_area({ROUTE: {"R1": most, MET_KEUZE: 100}})
    assert told in str(overview.layout(release, STATE))


def test_the_tile_names_routes_that_are_chosen_as_often():
    page = str(overview.layout(one_area({ROUTE: {"R1": 40, "R2": 40, MET_KEUZE: 100}}), STATE))
    assert "Vrijwillige (jeugd)hulp en Halt: elk ongeveer 4 op de 10" in page
    assert "De meest gekozen routes (elk 40% van de zaken met een keuze)." in page


@pytest.mark.parametrize(
    ("evaluating", "told"),
    [
        # a phase lacks in no more zaken than at least one phase does
        (50, "Het vaakst ontbreekt een stap bij evalueren (50%)."),
        (
            40,
            "Van de fasen die we kunnen tonen, ontbreekt het vaakst een stap bij evalueren (40%).",
        ),
    ],
)
def test_a_phase_that_is_not_shown_may_lack_more_often(evaluating, told):
    numbers = {mas.TOTAAL: 100, "evalueren": evaluating, "een_of_meer": 50}
    cells = {mas.pair("alle", code): count for code, count in numbers.items()}
    assert shown(PHASES, one_area({mas.FASEN: cells})).sentence.endswith(told)


def test_reasons_are_called_the_most_given_where_all_are_shown():
    reason = KINDS[-1]
    every = dict.fromkeys(MOTIVERING.values, 10) | {"wachtlijst": 40}
    cells = {LEG_UIT: {cubes.AFWIJKING: 200}, cubes.MOTIVERING: every}
    assert shown(reason, one_area(cells)).sentence.startswith("De meest gegeven redenen (van 200")


@pytest.mark.parametrize(
    ("zaken", "told"),
    [
        ({"vo": 60, "po": 20}, "De meeste zaken in 2024-2025 komen uit: Voortgezet onderwijs (60"),
        (
            {"vo": 40, "po": 40},
            "De meeste zaken in 2024-2025 komen uit: Basisonderwijs en Voortgezet "
            "onderwijs (elk 40 zaken).",
        ),
        ({"vo": 30, "po": 20}, "De meeste zaken die we over 2024-2025 kunnen tonen, komen uit: "),
        (
            {"vo": 30},
            "Over 2024-2025 kunnen we alleen dit aantal tonen: Voortgezet onderwijs (30 z",
        ),
        (dict.fromkeys(ONDERWIJSSOORT.values, 10) | {"vo": 20}, "De meeste zaken in 2024-2025"),
    ],
)
def test_a_kind_of_school_is_only_said_to_have_the_most_where_that_is_so(zaken, told):
    release = one_area({}, zaken=100)
    assert isinstance(release, SmallRelease)
    views = {
        (cubes.OMVANG, GEBIED, YEAR, (("onderwijssoort", code),)): {cubes.ZAKEN: count}
        for code, count in zaken.items()
    }
    release = replace(release, views={**release.views, **views})
    assert shown(SCHOOLS, release).sentence.startswith(told)
