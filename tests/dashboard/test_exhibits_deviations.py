"""Phases of the MAS: what the sentence says is what the table holds, clipped and hidden alike."""

import pytest

from dashboard.exhibits import Empty, Shown
from dashboard.exhibits.deviations import HEAVY, MATRIX, PHASES
from dashboard.state import State
from etl.released.mas_cubes import ADVIES_KEUZE, FASEN, TOTAAL, pair
from etl.released.reader import Release
from tests.dashboard.handmade import GEBIED, YEAR, one_area, shown

STATE = State(GEBIED, YEAR)


def phases(ingreep: str, *, total: int, without: int) -> Release:
    """A release that counts zaken, and those of them that lack a step in a phase."""
    return one_area({FASEN: {pair(ingreep, TOTAAL): total, pair(ingreep, "een_of_meer"): without}})


@pytest.mark.parametrize(
    ("total", "without", "said"),
    [
        (200, 50, "Van de 200 afgeronde zaken heeft 25% in minstens één fase geen stap"),
        (50, 20, "Van de 50 afgeronde zaken heeft ongeveer 40% in minstens één fase geen stap"),
        # of fewer than a hundred nothing is said beyond 90%, and of the rest nothing below 10%
        (50, 50, "Van de 50 afgeronde zaken heeft meer dan 90% in minstens één fase geen stap"),
    ],
)
def test_phases_are_told_by_the_share_that_the_table_shows(total, without, said):
    content = PHASES.make(phases("alle", total=total, without=without), STATE)
    assert isinstance(content, Shown)
    assert content.sentence == f"{said} in de gegevens."


@pytest.mark.parametrize("without", [20, 25])
def test_zaken_with_every_phase_are_hidden_below_ten(without):
    content = HEAVY.make(phases("zwaar", total=25, without=without), STATE)
    assert isinstance(content, Empty)


def test_zaken_with_every_phase_are_those_left_of_all():
    content = HEAVY.make(phases("zwaar", total=50, without=20), STATE)
    assert isinstance(content, Shown)
    # 50 - 20 = 30 of 50
    [row] = [row for row in content.table.rows if row[0] == "Zwaar ingegrepen"]
    assert row[2:5] == (30, 50, 0.6)


def test_the_name_of_an_organisation_keeps_its_capital_in_the_middle_of_a_sentence():
    pairs = {pair("R2", TOTAAL): 100, pair("R2", "R2"): 60}
    content = shown(MATRIX, one_area({ADVIES_KEUZE: pairs}))
    assert content.sentence == "Gekozen zoals geadviseerd, naar advies: Halt 60%."
