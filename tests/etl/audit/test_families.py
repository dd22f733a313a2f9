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
