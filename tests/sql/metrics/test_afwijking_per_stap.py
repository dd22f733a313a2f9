"""At which step a deviation shows."""

from tests.marts import build_marts
from tests.sql.metrics.rows import asked, zaken

COLUMNS = ("waar", "zaken", "aandeel")


def test_a_deviation_counts_wherever_it_shows(con):
    build_marts(
        con,
        zaken=zaken(
            {"advies": "R1", "keuze": "R2"},  # another choice than advised
            {"keuze": "R3"},  # heavy, steps on record: only 8
            {"keuze": "R4", "advies": "R1"},  # another choice, and no step 7
            {"keuze": "R1", "afwijking": "ja"},  # recorded, nothing else shows
            {"keuze": "R1", "advies": "R1", "afwijking": "nee"},
        ),
        stappen="""
            2 | 8 | 2025-09-10 | null
            3 | 4 | 2025-09-02 | null
        """,
    )
    assert asked(con, "afwijking_per_stap", COLUMNS) == [
        ("advies", 2, 0.5),
        ("zonder_3_tot_6", 1, 0.25),
        ("zonder_7", 2, 0.5),
        ("alleen_vastgelegd", 1, 0.25),
    ]


def test_without_deviations_there_is_no_share(con):
    build_marts(con, zaken=zaken({"keuze": "R1", "advies": "R1"}))
    assert asked(con, "afwijking_per_stap", ("zaken", "aandeel")) == [(0, None)] * 4
