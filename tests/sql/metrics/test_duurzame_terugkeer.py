"""Lasting return: no new zaak in 56 days, among returns that were followed so long."""

from tests.marts import build_marts
from tests.sql.metrics.rows import asked, zaken

COLUMNS = ("schooljaar", "teruggekeerd", "gevolgd", "duurzaam", "aandeel")
BACK = {"uitkomst": "terug_naar_school", "einde": "2025-10-01"}


def test_a_new_zaak_within_56_days_undoes_a_return_and_on_day_57_it_does_not(con):
    build_marts(
        con,
        zaken=zaken(
            {"leerling": "a", **BACK},
            {"leerling": "a", "melding": "2025-11-26"},  # day 56
            {"leerling": "b", **BACK},
            {"leerling": "b", "melding": "2025-11-27"},  # day 57
            {"leerling": "c", **BACK},
            {"leerling": "d", "uitkomst": "werk", "einde": "2025-10-01"},
        ),
    )
    assert asked(con, "duurzame_terugkeer", COLUMNS) == [("2025-2026", 3, 3, 2, 2 / 3)]


def test_a_return_that_is_not_followed_56_days_is_counted_but_not_judged(con):
    build_marts(con, zaken=zaken(BACK, BACK | {"einde": "2025-10-02"}), peildatum="2025-11-26")
    assert asked(con, "duurzame_terugkeer", COLUMNS) == [("2025-2026", 2, 1, 1, 1.0)]


def test_without_any_followed_return_there_is_no_share(con):
    build_marts(con, zaken=zaken({}))
    assert asked(con, "duurzame_terugkeer", COLUMNS) == [("2025-2026", 0, 0, 0, None)]
