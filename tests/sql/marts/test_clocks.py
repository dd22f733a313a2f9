"""The clocks of steps and handovers: what stops them, and what only censors them."""

import pytest

from tests.marts import build_marts

OPEN = "1 | a | GM0034 | 2026-01-01 | {type} | null | {keuze} | onbekend | onbekend | null | null | null"
CLOSED = (
    "1 | a | GM0034 | 2026-01-01 | {type} | null | {keuze} | onbekend | onbekend | null | "
    "terug_naar_school | 2026-03-01"
)


def build(con, zaak, *, type_="16_uur", keuze="null", **tables):
    build_marts(con, zaken=zaak.format(type=type_, keuze=keuze), peildatum="2026-08-01", **tables)


@pytest.mark.parametrize(
    ("zaak", "start", "einde", "dagen", "uitkomst"),
    [
        (OPEN, "2026-01-10", "2026-01-20", 10, 1),
        (OPEN, "2026-01-10", "2026-01-10", 0, 1),
        (OPEN, "2026-07-02", "null", 30, 0),
        (CLOSED, "2026-02-19", "null", 10, 2),
        (CLOSED, "2026-03-01", "null", 0, 2),
        (CLOSED, "2026-07-02", "null", 30, 0),
        (CLOSED, "2026-07-02", "2026-07-04", 2, 1),
    ],
    ids=[
        "finished",
        "finished on the day it began",
        "open in an open zaak",
        "open when its zaak ended",
        "begun on the day its zaak ended",
        "begun after its zaak ended, open",
        "begun after its zaak ended, finished",
    ],
)
def test_a_step_ends_by_itself_by_its_zaak_or_not_yet(con, zaak, start, einde, dagen, uitkomst):
    build(con, zaak, stappen=f"1 | 9 | {start} | {einde}")
    assert con.execute("select dagen, uitkomst from marts.stappen").fetchall() == [
        (dagen, uitkomst)
    ]


@pytest.mark.parametrize(
    ("type_", "stap", "vak"),
    [
        ("16_uur", 3, "3"),
        ("16_uur", 4, "A4"),
        ("luxe", 4, "B4"),
        ("luxe", 7, "B7"),
        ("lrv", 8, "8"),
    ],
)
def test_steps_4_to_7_lie_in_the_box_of_their_spoor(con, type_, stap, vak):
    build(con, OPEN, type_=type_, stappen=f"1 | {stap} | 2026-01-10 | null")
    assert con.execute("select vak from marts.stappen").fetchall() == [(vak,)]


def clock(con, overgang):
    rows = con.execute(
        "select dagen, uitkomst from marts.keten where overgang = $overgang", {"overgang": overgang}
    ).fetchall()
    [row] = rows
    return row


@pytest.mark.parametrize(
    ("zaak", "start", "einde", "to_start", "to_end"),
    [
        (OPEN, "2026-02-11", "2026-03-01", (10, 1), (28, 1)),
        (OPEN, "2026-02-11", "null", (10, 1), (181, 0)),
        (OPEN, "null", "null", (181, 0), (181, 0)),
        (OPEN, "null", "2026-02-06", (5, 2), (5, 1)),
        (CLOSED, "null", "null", (28, 2), (28, 2)),
        (CLOSED, "null", "2026-02-06", (5, 2), (5, 1)),
        (CLOSED, "null", "2026-04-02", (28, 2), (60, 1)),
    ],
    ids=[
        "done",
        "busy",
        "waiting",
        "never started",
        "its zaak ended",
        "never started, then its zaak ended",
        "never started, after its zaak ended",
    ],
)
def test_a_handover_runs_from_referral_to_start_and_to_end(
    con, zaak, start, einde, to_start, to_end
):
    build(con, zaak, keten=f"1 | halt | 2026-02-01 | {start} | {einde}")
    assert clock(con, "halt_start") == to_start
    assert clock(con, "halt_einde") == to_end


def test_report_to_om_runs_until_the_referral(con):
    build(con, OPEN, keten="1 | om | 2026-02-01 | null | null")
    assert clock(con, "melding_om") == (31, 1)


def test_a_referral_from_before_the_report_counts_as_day_0(con):
    build(con, OPEN, keten="1 | om | 2025-12-30 | null | null")
    assert clock(con, "melding_om") == (0, 1)


@pytest.mark.parametrize(
    ("keuze", "counts"), [("R4", True), ("R1+R4", True), ("PV", True), ("R3", False)]
)
def test_the_norm_of_the_raad_counts_only_with_r4_or_pv(con, keuze, counts):
    build(con, OPEN, keuze=keuze, keten="1 | rvdk | 2026-02-01 | null | null")
    rows = con.execute(
        "select overgang, telt_voor_norm from marts.keten order by overgang"
    ).fetchall()
    assert rows == [("rvdk_einde", counts), ("rvdk_start", True)]
