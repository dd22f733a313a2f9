"""Terugkeer: return, another outcome and still open at each landmark, where enough were followed."""

import pytest

from etl import exact
from tests.marts import build_marts


def zaken(*ends, melding="2025-09-01"):
    return "\n".join(
        f"{nr} | l{nr} | GM0034 | {melding} | 16_uur | null | null | onbekend | onbekend | null | {end}"
        for nr, end in enumerate(ends, start=1)
    )


def answer(con, *ends, peildatum="2027-08-01", melding="2025-09-01"):
    build_marts(con, zaken=zaken(*ends, melding=melding), peildatum=peildatum)
    rows = exact.rows(con, "terugkeer", niveau="gemeente")
    return {row["dagen"]: tuple(row.values())[3:] for row in rows}


def test_without_open_zaken_the_curve_is_the_plain_share(con):
    found = answer(
        con,
        "terug_naar_school | 2025-10-01",  # day 30
        "andere_opleiding | 2025-11-30",  # day 90
        "verhuisd | 2025-10-11",  # day 40
        "werk | 2026-08-01",  # day 334
    )
    shares = {day: (terug, anders, open_) for day, (_, terug, _, anders, open_) in found.items()}
    assert shares == {
        30: (0.25, 0, 0.75),
        60: (0.25, 0.25, 0.5),
        90: (0.5, 0.25, 0.25),
        180: (0.5, 0.25, 0.25),
        365: (0.5, 0.5, 0),
    }


def test_the_standard_error_without_censoring_is_the_binomial_one(con):
    found = answer(con, *["terug_naar_school | 2025-09-11"] * 3, *["werk | 2025-09-21"] * 7)
    assert found[30][2] == pytest.approx((0.3 * 0.7 / 10) ** 0.5)


def test_outcomes_that_say_there_was_no_truancy_are_not_in_the_denominator(con):
    found = answer(
        con,
        "terug_naar_school | 2025-09-11",
        "overleden | 2025-09-11",
        "langdurig_ziek | 2025-09-11",
        "legitiem_afwezig | 2025-09-11",
    )
    assert found[30][:2] == (1, 1.0)


def test_open_zaken_count_until_the_peildatum(con):
    # day 10: 1 of 4 back. Two open zaken are censored on day 45, the last returns on day 50 out of
    # 1 at risk: 1/4 + 3/4 * 1/1
    build_marts(
        con,
        zaken=zaken(
            "terug_naar_school | 2025-09-11",
            "terug_naar_school | 2025-10-21",
        )
        + "\n"
        + "\n".join(
            f"{nr} | o{nr} | GM0034 | 2025-09-06 | 16_uur | null | null | onbekend | onbekend "
            "| null | null | null"
            for nr in (3, 4)
        ),
        peildatum="2025-10-21",
    )
    [day_30, day_60, *_] = exact.rows(con, "terugkeer", niveau="land")
    assert (day_30["terug"], day_30["nog_open"]) == (0.25, 0.75)
    # just before day 60 only 1 of 3 was followed on: no figure, but the zaken stay
    assert (day_60["zaken"], day_60["terug"], day_60["terug_se"]) == (4, None, None)


def test_a_landmark_on_the_very_day_of_censoring_is_still_followed(con):
    found = answer(con, "null | null", "null | null", peildatum="2025-10-01")  # day 30
    assert found[30] == (2, 0, 0, 0, 1)
    assert found[60] == (2, None, None, None, None)


def test_exactly_half_followed_is_enough(con):
    # four zaken; two are censored before day 60, none returned: G = 1/2
    build_marts(
        con,
        zaken="\n".join(
            f"{nr} | l{nr} | GM0034 | {day} | 16_uur | null | null | onbekend | onbekend | null | null | null"
            for nr, day in enumerate(
                ["2026-05-01", "2026-05-01", "2026-07-01", "2026-07-01"], start=1
            )
        ),
        peildatum="2026-08-01",
    )
    rows = {row["dagen"]: row["terug"] for row in exact.rows(con, "terugkeer", niveau="land")}
    assert (rows[60], rows[90], rows[180]) == (0, 0, None)


def test_only_zaken_without_truancy_leave_a_denominator_of_zero(con):
    assert answer(con, "overleden | 2025-09-11")[30] == (0, None, None, None, None)
