"""Counts that more than one cube gives, or gives a part of, are attacked together."""

import duckdb

from tests.etl.audit.attacker import YEAR
from tests.etl.released.marts import Marts, with_evidence

AMSTERDAM = "GM0363"


def shown(release):
    """What is shown, by cube, filters and code."""
    with duckdb.connect(str(release), read_only=True) as con:
        rows = con.execute(
            "select kubus, filters, code, v from cellen where gebied = $gebied",
            {"gebied": AMSTERDAM},
        ).fetchall()
    return {tuple(row[:3]): row[3] for row in rows}


def ended(uitkomst, terugkeer):
    return {
        "uitkomst": uitkomst,
        "zaak_dagen": 40,
        "zaak_uitkomst": 1,
        "terugkeer_uitkomst": terugkeer,
    }


def test_who_is_open_is_not_what_all_zaken_are_more_than_those_that_ended(tmp_path):
    """Of 108 zaken (110: 108 or more) 107 ended (105: 107 or less): 1 or more is open.

    Terugkeer is of 107 (105: 107 or less), of whom 103 came back (105: 103 or more): 4 or less.
    """
    told = {
        ("omvang", "", "zaken"): 110,
        ("in_vakantie", "", "totaal"): 105,
        ("terugkeer", "", "alle"): 105,
        ("uitkomst", "", "terug_naar_school"): 105,
    }
    made = Marts()
    made.zaken(103, schooljaar=YEAR, **ended("terug_naar_school", 1))
    made.zaken(3, schooljaar=YEAR, **ended("werk", 2))
    made.zaken(1, schooljaar=YEAR, **ended("langdurig_ziek", None))
    made.zaken(1, schooljaar=YEAR)
    for attacks in (False, True):
        cells = shown(with_evidence(tmp_path / str(attacks), made, attacks=attacks))
        is_told = {key: cells.get(key) for key in told} == told
        assert is_told is not attacks


def test_who_has_no_route_yet_is_not_what_spoor_a_has_more_than_the_instrument(tmp_path):
    """Of spoor A are 73 zaken (75: 73 or more), of which 71 have a choice (70: 72 or less).

    So 1 or more has none. Of all 82 zaken (80: 82 or less) 80 have one (80: 78 or more): 4 or less.
    """
    told = {
        ("omvang", "spoor=A", "zaken"): 75,
        ("signaleringsinstrument", "", "totaal"): 70,
        ("omvang", "", "zaken"): 80,
        ("route", "", "met_keuze"): 80,
    }
    made = Marts()
    chosen = {"schooljaar": YEAR, "route": "R1", "gekozen_route": "R1", "oordeel": "conform"}
    made.zaken(71, **chosen)
    made.zaken(9, verzuimtype="luxe", **chosen | {"route": "GEEN_PV", "gekozen_route": "GEEN_PV"})
    made.zaken(2, schooljaar=YEAR)
    for attacks in (False, True):
        cells = shown(with_evidence(tmp_path / str(attacks), made, attacks=attacks))
        is_told = {key: cells.get(key) for key in told} == told
        assert is_told is not attacks
        # the count that everybody looks at stays
        assert ("omvang", "", "zaken") in cells
