"""Ketenoverdracht: waiting for a partner, beside the norm."""

import pytest

from etl import exact
from tests.marts import build_marts

ZAKEN = """
    1 | a | GM0034 | 2026-01-01 | 16_uur | null | R2 | onbekend | onbekend | null | null | null
    2 | b | GM0034 | 2026-01-01 | 16_uur | null | R4 | onbekend | onbekend | null | null | null
    3 | c | GM0034 | 2026-01-01 | 16_uur | null | R3 | onbekend | onbekend | null | null | null
"""


def answer(con, keten, peildatum="2026-08-01", zaken=ZAKEN):
    build_marts(con, zaken=zaken, keten=keten, peildatum=peildatum)
    rows = exact.rows(con, "ketenoverdracht", niveau="gemeente")
    return {row["overgang"]: tuple(row.values())[3:] for row in rows}


def test_a_start_on_the_day_of_the_norm_is_within_it(con):
    found = answer(
        con,
        """
        1 | halt | 2026-02-01 | 2026-03-03 | null
        1 | halt | 2026-02-01 | 2026-03-04 | null
        """,
    )
    assert found["halt_start"] == (2, 0, 30, 30, 0.5)


def test_waiting_handovers_are_open_and_count_in_the_denominator(con):
    found = answer(
        con, "1 | halt | 2026-06-01 | null | null\n1 | halt | 2026-06-01 | 2026-06-11 | null"
    )
    assert found["halt_start"] == (2, 1, 10, 30, 0.5)
    assert found["halt_einde"] == (2, 2, None, None, None)


def test_the_norm_of_the_raad_looks_at_r4_and_pv_only(con):
    found = answer(
        con,
        """
        2 | rvdk | 2026-02-01 | 2026-02-02 | 2026-02-21
        3 | rvdk | 2026-02-01 | 2026-02-02 | 2026-06-01
        """,
    )
    # both count in n and the median; only the zaak with R4 for the norm
    assert found["rvdk_einde"] == (2, 0, 20, 42, 1.0)


def test_a_handover_that_never_started_leaves_on_the_day_that_its_zaak_ended(con):
    # the first leaves on day 15, not on day 60 when the partner was done; the second is followed
    # 20 days; the third starts on day 30 with nobody else at risk: 1/3 left, the other 2/3 started
    closed = ZAKEN.replace("null | null\n    2", "werk | 2026-02-16\n    2")
    found = answer(
        con,
        """
        1 | halt | 2026-02-01 | null | 2026-04-02
        2 | halt | 2026-07-12 | null | null
        3 | halt | 2026-02-01 | 2026-03-03 | null
        """,
        zaken=closed,
    )
    assert found["halt_start"] == (3, 1, 30, 30, pytest.approx(2 / 3))


def test_a_handover_that_nobody_made_has_no_figures(con):
    assert answer(con, "")["om_einde"] == (0, 0, None, 90, None)


def test_report_to_om_within_two_months(con):
    found = answer(con, "2 | om | 2026-03-02 | null | null\n2 | om | 2026-03-03 | null | null")
    assert found["melding_om"] == (2, 0, 60, 60, 0.5)
