"""Routeverdeling: every zaak in one category, shares over the zaken with a choice."""

from etl import exact
from tests.marts import build_marts


def build(con, *choices):
    rows = [
        f"{nr} | l{nr} | GM0034 | 2025-09-01 | 16_uur | null | {choice} | onbekend | onbekend | null | null | null"
        for nr, choice in enumerate(choices, start=1)
    ]
    build_marts(con, zaken="\n".join(rows))
    return {
        row["route"]: (row["zaken"], row["aandeel"])
        for row in exact.rows(con, "routeverdeling", niveau="land")
    }


def test_shares_are_over_zaken_with_a_choice(con):
    found = build(con, "R1", "R1", "GEEN", "R1+R2", "null")
    assert {route: found[route] for route in ("R1", "geen_route", "combinatie")} == {
        "R1": (2, 2 / 4),
        "geen_route": (1, 1 / 4),
        "combinatie": (1, 1 / 4),
    }


def test_no_choice_yet_is_counted_but_has_no_share(con):
    assert build(con, "R1", "null", "null")["nog_geen_keuze"] == (2, None)


def test_a_category_without_zaken_says_so(con):
    assert build(con, "R1")["R4"] == (0, 0)


def test_without_any_choice_nobody_has_a_share(con):
    assert {share for _, share in build(con, "null").values()} == {None}


def test_the_order_is_that_of_the_code_list(con):
    assert list(build(con, "PV", "R3")) == [
        "nog_geen_keuze", "geen_route", "R1", "R2", "R3", "R4", "LOD", "combinatie", "PV", "GEEN_PV",
    ]  # fmt: skip
