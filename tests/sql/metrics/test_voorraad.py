"""The stock of open zaken by age on the peildatum."""

from tests.marts import build_marts
from tests.sql.metrics.rows import asked, zaken

COLUMNS = ("schooljaar", "ouderdom", "zaken", "aandeel")


def test_open_zaken_fall_in_the_group_of_their_days_since_the_report(con):
    build_marts(
        con,
        zaken=zaken(
            {"melding": "2026-03-31"},  # day 0
            {"melding": "2026-03-01"},  # 30
            {"melding": "2026-02-28"},  # 31
            {"melding": "2025-12-31"},  # 90
            {"melding": "2025-12-30"},  # 91
            {"melding": "2025-10-02"},  # 180
            {"melding": "2025-10-01"},  # 181
            {"melding": "2025-10-01", "uitkomst": "werk", "einde": "2025-10-02"},
            {"melding": "2025-10-01", "type": "doorstroompunt_18plus"},
        ),
        peildatum="2026-03-31",
    )
    assert asked(con, "voorraad", COLUMNS) == [
        ("2025-2026", "0_30", 2, 2 / 7),
        ("2025-2026", "31_90", 2, 2 / 7),
        ("2025-2026", "91_180", 2, 2 / 7),
        ("2025-2026", "181_plus", 1, 1 / 7),
    ]


def test_without_open_zaken_there_is_no_share(con):
    build_marts(con, zaken=zaken({"uitkomst": "werk", "einde": "2025-10-02"}))
    assert [row[2:] for row in asked(con, "voorraad", COLUMNS)] == [(0, None)] * 4
