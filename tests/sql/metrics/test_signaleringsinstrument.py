"""Use of the signaleringsinstrument, in zaken of spoor A with a choice."""

from tests.marts import build_marts
from tests.sql.metrics.rows import asked, zaken

COLUMNS = ("gebruik", "zaken", "aandeel")


def test_only_zaken_of_spoor_a_with_a_choice_count_and_unknown_stays_beside(con):
    build_marts(
        con,
        zaken=zaken(
            {"keuze": "R1"},
            {"keuze": "R1"},
            {"keuze": "R1+R2"},
            {"keuze": "GEEN"},
            {},
            {"keuze": "PV", "type": "luxe"},
        ),
        signaleringsinstrument="2 | nee\n3 | onbekend",
    )
    assert asked(con, "signaleringsinstrument", COLUMNS) == [
        ("ja", 2, 0.5),
        ("nee", 1, 0.25),
        ("onbekend", 1, 0.25),
    ]
