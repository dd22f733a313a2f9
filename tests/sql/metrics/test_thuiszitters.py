"""Thuiszitters over the lines of 4 weeks and 3 months, among zaken followed that long."""

from tests.marts import build_marts
from tests.sql.metrics.rows import asked, zaken

COLUMNS = ("grens", "dagen", "zaken", "gevolgd", "langer", "aandeel", "nog_open")


def lrv(**rest):
    return {"type": "lrv"} | rest


def test_a_zaak_that_ends_on_the_line_is_not_over_it_and_one_that_is_open_that_day_is(con):
    build_marts(
        con,
        zaken=zaken(
            lrv(uitkomst="terug_naar_school", einde="2025-09-29"),  # day 28
            lrv(uitkomst="terug_naar_school", einde="2025-09-30"),  # day 29
            lrv(uitkomst="werk", melding="2025-08-31", einde="2025-11-30", type="absoluut"),  # 91
            lrv(),  # open, day 90 on the peildatum
            lrv(melding="2025-11-03"),  # open, day 27
            lrv(melding="2025-11-02"),  # open, day 28
            lrv(uitkomst="langdurig_ziek", einde="2025-11-01"),
            {"type": "16_uur"},
        ),
        peildatum="2025-11-30",
    )
    assert asked(con, "thuiszitters", COLUMNS) == [
        ("4_weken", 28, 6, 5, 4, 0.8, 2),
        ("3_maanden", 90, 6, 4, 2, 0.5, 1),
    ]
