"""Omvang: zaken, different leerlingen, and per 1,000 pupils only where that is fair."""

import duckdb
import pytest

from etl import exact
from tests.marts import build_marts
from tests.sql.metrics.rows import zaken

# Almere twice the same leerling, once another; Urk (same region) one; Groningen elsewhere
ZAKEN = """
    1 | a | GM0034 | 2025-09-01 | 16_uur | null | null | onbekend | onbekend | null | null | null
    2 | a | GM0034 | 2025-10-01 | luxe   | null | null | onbekend | onbekend | null | null | null
    3 | b | GM0034 | 2025-10-01 | lrv    | null | null | onbekend | onbekend | null | null | null
    4 | c | GM0184 | 2025-10-01 | 16_uur | null | null | onbekend | onbekend | null | null | null
    5 | d | GM0014 | 2025-10-01 | 16_uur | null | null | onbekend | onbekend | null | null | null
    6 | e | GM0034 | 2025-10-01 | doorstroompunt_18plus | null | null | onbekend | onbekend | null | null | null
"""
NOEMERS = """
    GM0034 | 2025-2026 | vo | 1500
    GM0034 | 2025-2026 | po | 500
    GM0184 | 2025-2026 | vo | 400
"""


def answer(con, *, rows=ZAKEN, noemers=NOEMERS, **asked):
    build_marts(con, zaken=rows, noemers=noemers)
    return [tuple(row.values()) for row in exact.rows(con, "omvang", **asked)]


def test_counts_zaken_and_different_leerlingen_per_gemeente(con):
    assert answer(con, niveau="gemeente") == [
        ("GM0014", "2025-2026", 1, 1, None),
        ("GM0034", "2025-2026", 3, 2, 1000 * 3 / 2000),
        ("GM0184", "2025-2026", 1, 1, 1000 * 1 / 400),
    ]


def test_a_region_adds_its_gemeenten(con):
    assert answer(con, niveau="regio", gebied="MC18") == [
        ("MC18", "2025-2026", 4, 3, pytest.approx(1000 * 4 / 2400))
    ]


def test_per_1000_is_unknown_when_one_gemeente_gave_no_number_of_pupils(con):
    assert answer(con, niveau="land") == [("NL", "2025-2026", 5, 4, None)]


def test_pupils_of_a_gemeente_that_delivered_no_zaken_do_not_count(con):
    ten = zaken(*[{"gemeente": "GM0363"}] * 10)
    noemers = "GM0363 | 2025-2026 | vo | 1000\nGM0384 | 2025-2026 | vo | 9000"
    for niveau, gebied in (("land", "NL"), ("regio", "MC21"), ("gemeente", "GM0363")):
        assert answer(duckdb.connect(), rows=ten, noemers=noemers, niveau=niveau) == [
            (gebied, "2025-2026", 10, 10, 10.0)
        ]


def test_pupils_count_where_a_gemeente_delivered_but_had_no_such_zaak(con):
    # Urk has one zaak and no luxe: 1 on the pupils of both
    filters = {"spoor": "B"}
    assert answer(con, niveau="regio", filters=filters) == [
        ("MC18", "2025-2026", 1, 1, pytest.approx(1000 / 2400))
    ]


def test_pupils_of_another_onderwijssoort_than_the_zaken_say_nothing(con):
    noemers = "GM0034 | 2025-2026 | mbo | 100"
    [row] = answer(con, niveau="gemeente", gebied="GM0034", noemers=noemers)
    assert row == ("GM0034", "2025-2026", 3, 2, None)


def test_pupils_of_a_gemeente_that_took_in_another_are_those_of_both(con):
    # Weesp went up in Amsterdam in March 2022
    grown = zaken(
        *[{"gemeente": code, "melding": "2020-09-01"} for code in ("GM0457", "GM0363")] * 10
    )
    one = "GM0363 | 2020-2021 | vo | 1000"
    both = f"{one}\nGM0457 | 2020-2021 | vo | 250"
    for noemers, per_1000 in ((one, None), (both, 16.0)):
        assert answer(duckdb.connect(), rows=grown, noemers=noemers, niveau="gemeente") == [
            ("GM0363", "2020-2021", 20, 20, per_1000)
        ]


def test_a_filter_on_onderwijssoort_cuts_the_pupils_too(con):
    [row] = answer(con, niveau="gemeente", gebied="GM0034", filters={"onderwijssoort": "vo"})
    assert row == ("GM0034", "2025-2026", 3, 2, 1000 * 3 / 1500)


def test_a_filter_that_cannot_cut_the_pupils_leaves_per_1000_out(con):
    [row] = answer(con, niveau="gemeente", gebied="GM0034", filters={"leeftijdsgroep": "12_15"})
    assert row == ("GM0034", "2025-2026", 3, 2, None)


def test_18plus_is_outside_the_mas_but_can_be_asked_for(con):
    filters = {"verzuimtype": "doorstroompunt_18plus"}
    [row] = answer(con, niveau="gemeente", noemers="", filters=filters)
    assert row == ("GM0034", "2025-2026", 1, 1, None)


def test_filters_go_together(con):
    filters = {"spoor": "A", "verzuimtype": "lrv", "geslacht": "v"}
    assert answer(con, niveau="gemeente", noemers="", filters=filters) == [
        ("GM0034", "2025-2026", 1, 1, None)
    ]


def test_nothing_in_that_year_is_no_row(con):
    assert answer(con, niveau="land", schooljaar="2020-2021") == []
