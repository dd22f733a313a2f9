"""Leg uit: five verdicts that add up to one."""

import pytest

from etl import exact
from tests.marts import build_marts

ZAKEN = """
    1 | a | GM0034 | 2025-09-01 | 16_uur | R1   | R1   | onbekend | onbekend | null | null | null
    2 | b | GM0034 | 2025-09-01 | 16_uur | R1   | R2   | ja       | ja       | null | null | null
    3 | c | GM0034 | 2025-09-01 | 16_uur | R1   | R2   | nee      | nee      | null | null | null
    4 | d | GM0034 | 2025-09-01 | 16_uur | null | R2   | ja       | onbekend | null | null | null
    5 | e | GM0034 | 2025-09-01 | 16_uur | null | R1   | onbekend | onbekend | null | null | null
    6 | f | GM0034 | 2025-09-01 | 16_uur | R1   | null | ja       | ja       | null | null | null
"""


def test_each_verdict_has_its_share_of_the_zaken_with_a_choice(con):
    build_marts(con, zaken=ZAKEN)

    rows = exact.rows(con, "leg_uit", niveau="regio", gebied="MC18", schooljaar="2025-2026")

    assert [(row["oordeel"], row["zaken"], row["aandeel"]) for row in rows] == [
        ("conform", 1, 0.2),
        ("afwijking_met_uitleg", 1, 0.2),
        ("afwijking_zonder_uitleg", 1, 0.2),
        ("afwijking_uitleg_onbekend", 1, 0.2),
        ("niet_te_beoordelen", 1, 0.2),
    ]
    assert sum(row["aandeel"] for row in rows) == pytest.approx(1)


def test_without_any_choice_there_is_no_share(con):
    build_marts(
        con,
        zaken="1 | a | GM0034 | 2025-09-01 | 16_uur | R1 | null | ja | ja | null | null | null",
    )
    rows = exact.rows(con, "leg_uit", niveau="land")
    assert [(row["zaken"], row["aandeel"]) for row in rows] == [(0, None)] * 5
