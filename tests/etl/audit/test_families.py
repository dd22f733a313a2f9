"""Counts that more than one cube gives, or gives a part of, are held to each other."""

import duckdb

from tests.etl.audit.attacker import YEAR
from tests.etl.released.marts import Marts, with_evidence

AMSTERDAM = "GM0363"
UNITS = ("zaken", "leerlingen")


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
        ("terugkeer", "", "alle"): 105,
        ("uitkomst", "", "terug_naar_school"): 105,
    }
    ended_by = [("in_vakantie", "", "totaal"), ("fasen", "", "alle:totaal")]
    made = Marts()
    made.zaken(103, schooljaar=YEAR, fasen=1, **ended("terug_naar_school", 1))
    made.zaken(3, schooljaar=YEAR, fasen=1, **ended("werk", 2))
    made.zaken(1, schooljaar=YEAR, fasen=1, **ended("langdurig_ziek", None))
    made.zaken(1, schooljaar=YEAR)
    for attacks in (False, True):
        cells = shown(with_evidence(tmp_path / str(attacks), made, attacks=attacks))
        for ends in ended_by:
            of_both = told | {ends: 105}
            is_told = {key: cells.get(key) for key in of_both} == of_both
            assert is_told is not attacks


def test_luxe_is_not_what_all_who_may_come_back_are_more_than_the_other_groups(tmp_path):
    """Of 43 (45: 43 or more) 32 are of schoolverzuim (30: 32 or less), 7 at home (hidden).

    So 11 or more are luxe or at home, and 4 or more luxe; as it is hidden, 7 or less.
    """
    made = Marts()
    for verzuimtype, count in (("16_uur", 32), ("absoluut", 7), ("luxe", 4)):
        back = ended("terug_naar_school", 1)
        made.zaken(count, verzuimtype=verzuimtype, schooljaar=YEAR, **back)
    # who could not come back
    made.zaken(100, schooljaar=YEAR, **ended("langdurig_ziek", None))
    told = {"alle": 45, "schoolverzuim": 30}
    for attacks in (False, True):
        cells = shown(with_evidence(tmp_path / str(attacks), made, attacks=attacks))
        is_told = {code: cells.get(("terugkeer", "", code)) for code in told} == told
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


def test_a_second_proces_verbaal_is_not_what_zaken_are_more_than_pupils(tmp_path):
    """With luxeverzuim 13 zaken (15: 13 or more) of 12 pupils (10: 12 or less): 1 or more again.

    Of all proces-verbaal 20 zaken (20: 22 or less) are of 19 pupils (20: 18 or more): 4 or less.
    """
    made = Marts()
    pv = {"schooljaar": YEAR, "route": "PV", "gekozen_route": "PV", "oordeel": "conform"}
    made.zaken(13, leerlingen=12, verzuimtype="luxe", **pv)
    made.zaken(7, **pv | {"route": "R4", "gekozen_route": "R4"})
    for verzuimtype in ("luxe", "16_uur"):
        made.zaken(60, schooljaar=YEAR, verzuimtype=verzuimtype)
    pairs = [(f"rapport_{unit}", "", code) for code in ("pv_luxe", "pv") for unit in UNITS]
    for attacks in (False, True):
        cells = shown(with_evidence(tmp_path / str(attacks), made, attacks=attacks))
        is_told = [cells.get(key) for key in pairs] == [15, 10, 20, 20]
        assert is_told is not attacks
        # pupils alone would be missed for this reason only
        assert len({("rapport_" + unit, "", "pv_luxe") in cells for unit in UNITS}) == 1
        assert ("rapport_leerlingen", "", "totaal") in cells


def test_two_filters_do_not_tell_of_few_pupils_what_one_filter_leaves_open(tmp_path):
    """Of vo 400 zaken of 398 pupils (400 both): at most 402 - 398 = 4 are of one who has another.

    Of boys in it 203 (205: 203 or more) of 202 pupils (200: 202 or less): one or more.
    """
    made = Marts()
    made.zaken(203, leerlingen=202, schooljaar=YEAR, geslacht="m")
    made.zaken(197, leerlingen=196, schooljaar=YEAR, geslacht="v")
    made.zaken(60, leerlingen=40, schooljaar=YEAR, onderwijssoort="mbo", geslacht="v")
    boys, vo = "geslacht=m,onderwijssoort=vo", "onderwijssoort=vo"
    pairs = [("omvang", filters, unit) for filters in (boys, vo) for unit in UNITS]
    for attacks in (False, True):
        cells = shown(with_evidence(tmp_path / str(attacks), made, attacks=attacks))
        is_told = [cells.get(key) for key in pairs] == [205, 200, 400, 400]
        assert is_told is not attacks
        assert len({("omvang", boys, unit) in cells for unit in UNITS}) == 1


def test_who_is_done_but_not_back_ended_otherwise(tmp_path):
    """Lighter than advised: 33 done (35: 33 or more), 32 of them back (30: 32 or less): 1 or more.

    Of all who deviate 52 are done (50: 52 or less), 51 of them back (50: 48 or more): 4 or less.
    """
    made = Marts()
    deviates = {"schooljaar": YEAR, "oordeel": "afwijking_met_uitleg", "bron": "afgeleid"}
    for richting, back, otherwise in (("lichter", 32, 1), ("zwaarder", 19, 0)):
        made.zaken(back, richting=richting, **deviates, **ended("terug_naar_school", 1))
        made.zaken(otherwise, richting=richting, **deviates, **ended("werk", 2))
        made.zaken(20, richting=richting, **deviates)
    made.zaken(300, schooljaar=YEAR, oordeel="conform", **ended("terug_naar_school", 1))
    pairs = [
        ("afwijking_en_terugkeer", "", f"{group}:{what}_90")
        for group in ("lichter", "afwijking")
        for what in ("klaar", "terug")
    ]
    for attacks in (False, True):
        cells = shown(with_evidence(tmp_path / str(attacks), made, attacks=attacks))
        is_told = [cells.get(key) for key in pairs] == [35, 30, 50, 50]
        assert is_told is not attacks
