"""Return and throughput beside conform and deviating zaken."""

from tests.marts import build_marts
from tests.sql.metrics.rows import asked, zaken

COLUMNS = ("groep", "zaken", "gevolgd", "terug_90", "klaar_90", "mediaan_dagen")
CONFORM = {"advies": "R1", "keuze": "R1"}
HEAVIER = {"advies": "R1", "keuze": "R2", "gemotiveerd": "ja"}
LIGHTER = {"advies": "R2", "keuze": "R1", "gemotiveerd": "nee"}


def test_groups_stand_side_by_side_over_zaken_that_were_followed_90_days(con):
    build_marts(
        con,
        zaken=zaken(
            CONFORM | {"uitkomst": "terug_naar_school", "einde": "2025-11-30"},  # day 90
            CONFORM | {"uitkomst": "terug_naar_school", "einde": "2025-12-01"},  # day 91
            CONFORM | {"uitkomst": "werk", "einde": "2025-09-11"},  # day 10
            CONFORM,  # open
            CONFORM | {"melding": "2026-01-01"},  # reported 31 days ago
            CONFORM | {"uitkomst": "overleden", "einde": "2025-09-11"},
            HEAVIER | {"uitkomst": "terug_naar_school", "einde": "2025-09-21"},  # day 20
            LIGHTER,
            {"keuze": "R1"},  # cannot be judged
        ),
        peildatum="2026-02-01",
    )
    rows = {row[0]: row[1:] for row in asked(con, "afwijking_en_terugkeer", COLUMNS)}
    # conform: 1/5 on day 10; the one of 31 days is censored; 1/5 + 4/5 * 1/3 on day 90: 0.4667;
    # day 91: + 4/5 * 2/3 * 1/2 = 0.7333
    assert rows["conform"] == (5, 4, 0.25, 0.5, 91)
    assert rows["afwijking"] == (2, 2, 0.5, 0.5, 20)
    assert rows["afwijking_met_uitleg"] == (1, 1, 1.0, 1.0, 20)
    assert rows["lichter"] == (1, 1, 0.0, 0.0, None)
    assert rows["zwaarder"] == (1, 1, 1.0, 1.0, 20)
