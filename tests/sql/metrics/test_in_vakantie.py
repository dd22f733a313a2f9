"""Zaken from report to outcome within one school holiday of their gemeente's region."""

from tests.marts import build_marts
from tests.sql.metrics.rows import asked, zaken

COLUMNS = ("zaken", "in_vakantie", "aandeel")


def ended(gemeente, melding, einde):
    return {
        "gemeente": gemeente,
        "melding": melding,
        "uitkomst": "terug_naar_school",
        "einde": einde,
    }


def test_a_zaak_lies_in_a_holiday_of_its_own_region_only(con):
    build_marts(
        con,
        zaken=zaken(
            # Christmas, everywhere from 21 December 2024 up to 5 January 2025
            ended("GM0363", "2024-12-21", "2025-01-05"),
            ended("GM0363", "2024-12-21", "2025-01-06"),
            ended("GM0363", "2024-12-20", "2025-01-05"),
            # autumn: Amsterdam (noord) from 26 October 2024, Maastricht (zuid) from the 19th
            ended("GM0363", "2024-10-21", "2024-10-25"),
            ended("GM0935", "2024-10-21", "2024-10-25"),
            {"melding": "2024-12-24"},
        ),
    )
    assert asked(con, "in_vakantie", COLUMNS) == [(5, 2, 0.4)]
