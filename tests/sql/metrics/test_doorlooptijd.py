"""Doorlooptijd: median and p90 of Aalen–Johansen curves, with open and otherwise ended steps."""

from etl import exact
from tests.marts import build_marts

OPEN_ZAAK = (
    "1 | a | GM0034 | 2026-01-01 | 16_uur | null | null | onbekend | onbekend | null | null | null"
)
CLOSED_ZAAK = "2 | b | GM0034 | 2026-01-01 | 16_uur | null | null | onbekend | onbekend | null | werk | 2026-03-01"


def answer(con, *, zaken=OPEN_ZAAK, stappen="", **asked):
    build_marts(con, zaken=zaken, stappen=stappen)
    rows = exact.rows(con, "doorlooptijd", niveau="gemeente", **asked)
    return {row["stap"]: tuple(row.values())[3:] for row in rows}


def test_the_median_of_four_finished_steps_is_the_first_day_with_two(con):
    stappen = """
        1 | 2 | 2026-01-01 | 2026-01-02
        1 | 2 | 2026-01-01 | 2026-01-03
        1 | 2 | 2026-01-01 | 2026-01-04
        1 | 2 | 2026-01-01 | 2026-01-05
    """
    assert answer(con, stappen=stappen)["2"] == (4, 0, 2, 4)


def test_an_open_step_keeps_counting_until_the_peildatum(con):
    # day 3: one of three done, 1/3; day 212: the others still open. Never half.
    stappen = """
        1 | 2 | 2026-01-01 | 2026-01-04
        1 | 2 | 2026-01-01 | null
        1 | 2 | 2026-01-01 | null
    """
    assert answer(con, stappen=stappen)["2"] == (3, 2, None, None)


def test_a_step_that_its_zaak_ended_competes_and_is_not_open(con):
    # day 10: one of two finished, 1/2; day 49 (20 Jan - 1 Mar is 40): the other left otherwise
    stappen = """
        2 | 8 | 2026-01-01 | 2026-01-11
        2 | 8 | 2026-01-20 | null
    """
    assert answer(con, zaken=CLOSED_ZAAK, stappen=stappen)["8"] == (2, 0, 10, None)


def test_the_zaak_runs_from_report_to_outcome(con):
    # closed on day 59; the other open: at risk 2, so 1/2 on day 59
    assert answer(con, zaken=f"{OPEN_ZAAK}\n{CLOSED_ZAAK}")["zaak"] == (2, 1, 59, None)


def test_every_step_is_there_also_without_an_uitvoering(con):
    found = answer(con)
    assert list(found) == ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "zaak"]
    assert found["10"] == (0, 0, None, None)
