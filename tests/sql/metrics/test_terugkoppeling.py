"""Feedback (step 9) after the end of a zaak and of handovers: how often, and how soon."""

from tests.marts import build_marts
from tests.sql.metrics.rows import asked, zaken

COLUMNS = ("partner", "n", "teruggekoppeld", "aandeel", "binnen_30", "mediaan_dagen")
ENDED = {"uitkomst": "terug_naar_school", "einde": "2025-10-01"}


def test_zaken_and_handovers_each_count_from_their_own_end(con):
    build_marts(
        con,
        zaken=zaken(ENDED, ENDED, ENDED, {}),
        stappen="""
            1 | 9 | 2025-10-11 | null
            1 | 9 | 2025-12-01 | null
            2 | 9 | 2025-11-01 | null
        """,
        keten="""
            1 | halt | 2025-09-05 | null | 2025-10-21
            2 | om   | 2025-09-05 | null | 2025-10-02
            4 | om   | 2025-09-05 | null | 2025-10-02
            4 | rvdk | 2025-09-05 | null | null
        """,
        peildatum="2025-11-10",
    )
    rows = {row[0]: row[1:] for row in asked(con, "terugkoppeling", COLUMNS)}
    # zaken: fed back after 10 and 31 days, the third has no step 9: half at 1/3 + 1/3 on day 31
    assert rows["zaak"] == (3, 2, 2 / 3, 1 / 3, 31)
    # Halt ended 10 days after the feedback: day 0; it ended 20 days before the peildatum, too short
    assert rows["halt"] == (0, 0, None, None, 0)
    # 30 days, and never: the half is reached on day 30
    assert rows["om"] == (2, 1, 0.5, 0.5, 30)
    assert rows["rvdk"] == (0, 0, None, None, None)
    assert list(rows) == ["zaak", "halt", "om", "rvdk", "jeugdhulp", "gemeente"]
