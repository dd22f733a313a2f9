"""The matrix of advice against choice."""

from tests.marts import build_marts
from tests.sql.metrics.rows import asked, zaken

COLUMNS = ("advies", "keuze", "zaken", "aandeel")


def test_each_zaak_with_advice_and_choice_is_in_one_cell(con):
    build_marts(
        con,
        zaken=zaken(
            {"advies": "R1", "keuze": "R1"},
            {"advies": "R1", "keuze": "R1"},
            {"advies": "R1", "keuze": "R2"},
            {"advies": "R1", "keuze": "R1+R4"},
            {"advies": "R3", "keuze": "GEEN"},
            {"advies": "R3"},
            {"keuze": "R3"},
        ),
    )
    rows = asked(con, "advies_keuze", COLUMNS)
    assert len(rows) == 81
    cells = {(advies, keuze): rest for advies, keuze, *rest in rows}
    assert [pair for pair, (count, _) in cells.items() if count] == [
        ("R1", "R1"),
        ("R1", "R2"),
        ("R1", "combinatie"),
        ("R3", "geen_route"),
    ]
    assert cells["R1", "R1"] == [2, 0.5]
    assert cells["R1", "combinatie"] == [1, 0.25]
    assert cells["R1", "PV"] == [0, 0.0]
    assert cells["R3", "geen_route"] == [1, 1.0]
    assert cells["R2", "R2"] == [0, None]
