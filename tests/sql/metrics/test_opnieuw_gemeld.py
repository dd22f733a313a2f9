"""Reported again: a new zaak of the same leerling within 90 days of a return."""

from tests.marts import build_marts
from tests.sql.metrics.rows import asked, zaken

COLUMNS = ("teruggekeerd", "gevolgd", "opnieuw", "aandeel")
BACK = {"uitkomst": "terug_naar_school", "einde": "2025-10-01"}


def test_a_new_zaak_counts_from_day_1_to_day_90(con):
    build_marts(
        con,
        zaken=zaken(
            {"leerling": "a", **BACK},
            {"leerling": "a", "melding": "2025-12-30"},  # day 90
            {"leerling": "b", **BACK},
            {"leerling": "b", "melding": "2025-12-31"},  # day 91
            {"leerling": "c", **BACK},
            {"leerling": "c", "melding": "2025-10-01"},  # the day itself
            {"leerling": "d", **BACK},
            {"leerling": "d", "melding": "2025-10-02"},  # day 1
        ),
    )
    assert asked(con, "opnieuw_gemeld", COLUMNS) == [(4, 4, 2, 0.5)]


def test_a_return_that_is_not_followed_90_days_is_not_judged_even_when_reported_again(con):
    build_marts(
        con,
        zaken=zaken(
            {"leerling": "a", **BACK},
            {"leerling": "a", "melding": "2025-10-10"},
            {"leerling": "b", **BACK, "einde": "2025-09-30"},
        ),
        peildatum="2025-12-29",  # 89 and 90 days
    )
    assert asked(con, "opnieuw_gemeld", COLUMNS) == [(2, 1, 0, 0.0)]
