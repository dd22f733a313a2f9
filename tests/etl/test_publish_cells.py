"""What a release shows, from marts made by hand: every expected number was worked out on paper."""

import re

import pytest

import sql
from etl.released import answers, cubes
from etl.released.reader import Checked, Completeness, Coverage
from etl.released.rows import Question
from tests.etl.released.marts import Marts, of_regio, published

YEAR = "2024-2025"
AMSTERDAM = "GM0363"


def cells(release, kubus, gebied=AMSTERDAM, filters=()):
    return dict(release.cells(kubus, gebied=gebied, schooljaar=YEAR, filters=filters))


def of_size(n, tmp_path, **values):
    marts = Marts()
    marts.zaken(n, **values)
    return published(marts, tmp_path)


def test_a_total_is_rounded_to_five(tmp_path):
    assert cells(of_size(112, tmp_path), "omvang") == {"zaken": 110, "leerlingen": 110}


def test_an_area_with_a_released_total_of_15_shows_nothing(tmp_path):
    assert of_size(17, tmp_path).areas["gemeente"] == ()  # 17 is released as 15


def test_an_area_with_a_released_total_of_15_shows_no_uitvoeringen_either(tmp_path):
    marts = Marts()
    zaken = marts.zaken(17)
    marts.stappen([*zaken, *zaken], "2", dagen=3)  # 34 of them
    marts.zaken(20, "GM0358")
    release = published(marts, tmp_path)
    assert {gebied for _, gebied, *_ in release._cells} == {"GM0358"}


def test_an_area_with_a_released_total_of_20_shows_its_own_dimension_without_a_filter(tmp_path):
    release = of_size(18, tmp_path, route="R1", gekozen_route="R1", oordeel="conform")
    assert cells(release, "omvang") == {"zaken": 20, "leerlingen": 20}
    assert cells(release, "route") == {"R1": 20, "met_keuze": 20}
    assert cells(release, "route", filters=(("onderwijssoort", "vo"),)) == {}


def test_omvang_has_no_dimension_of_its_own_and_takes_one_filter_from_20(tmp_path):
    release = of_size(18, tmp_path)
    assert cells(release, "omvang", filters=(("onderwijssoort", "vo"),))["zaken"] == 20
    assert (
        cells(release, "omvang", filters=(("geslacht", "onbekend"), ("onderwijssoort", "vo"))) == {}
    )


def test_below_a_released_total_of_300_there_is_no_further_filter(tmp_path):
    release = of_size(297, tmp_path, route="R1")  # 297 is released as 295
    assert cells(release, "route") == {"R1": 295}
    assert cells(release, "route", filters=(("onderwijssoort", "vo"),)) == {}


def test_from_a_released_total_of_300_there_is_one_further_filter_and_for_omvang_two(tmp_path):
    release = of_size(298, tmp_path, route="R1")  # 298 is released as 300
    assert cells(release, "route", filters=(("onderwijssoort", "vo"),)) == {"R1": 300}
    two = (("geslacht", "onbekend"), ("onderwijssoort", "vo"))
    assert cells(release, "omvang", filters=two)["zaken"] == 300
    assert cells(release, "route", filters=two) == {}


def test_seven_zaken_are_hidden_and_eight_are_shown_as_ten(tmp_path):
    marts = Marts()
    marts.zaken(30, route="R1")
    marts.zaken(7, route="R2")
    marts.zaken(8, route="R3")
    assert cells(published(marts, tmp_path), "route") == {"R1": 30, "R3": 10}


def test_zaken_of_seven_pupils_are_hidden_however_many(tmp_path):
    marts = Marts()
    marts.zaken(100, route="R1")
    marts.zaken(21, route="R2", leerlingen=7)
    marts.zaken(24, route="R3", leerlingen=8)
    assert cells(published(marts, tmp_path), "route") == {"R1": 100, "R3": 25}


def test_a_cell_of_which_one_pupil_has_more_than_a_third_is_hidden(tmp_path):
    marts = Marts()
    marts.zaken(100, route="R1")
    marts.zaken(9, route="R2", leerlingen=1)
    marts.zaken(17, route="R2")  # 9 of 26 is more than a third
    marts.zaken(9, route="R3", leerlingen=1)
    marts.zaken(18, route="R3")  # 9 of 27 is a third
    assert cells(published(marts, tmp_path), "route") == {"R1": 100, "R3": 25}


def test_pupils_are_counted_once_and_through_the_gate(tmp_path):
    marts = Marts()
    marts.zaken(60, leerlingen=33)
    assert cells(published(marts, tmp_path), "omvang") == {"zaken": 60, "leerlingen": 35}


def test_doorstroompunt_18plus_counts_only_where_it_is_asked_for(tmp_path):
    marts = Marts()
    marts.zaken(100)
    marts.zaken(50, verzuimtype="doorstroompunt_18plus", leeftijdsgroep="18_plus")
    release = published(marts, tmp_path)
    asked = (("verzuimtype", "doorstroompunt_18plus"),)
    assert cells(release, "omvang")["zaken"] == 100
    assert cells(release, "omvang", filters=asked)["zaken"] == 50
    assert cells(release, "omvang", filters=(("leeftijdsgroep", "18_plus"),)) == {}


def test_the_verdicts_come_with_their_denominators(tmp_path):
    marts = Marts()
    for oordeel, count in (
        ("conform", 40),
        ("afwijking_met_uitleg", 20),
        ("afwijking_zonder_uitleg", 12),
        ("afwijking_uitleg_onbekend", 9),
    ):
        marts.zaken(count, oordeel=oordeel, bron="afgeleid", richting="lichter", route="R1")
    marts.zaken(30)  # no choice yet
    release = published(marts, tmp_path)
    assert cells(release, "leg_uit") == {
        "conform": 40,
        "afwijking_met_uitleg": 20,
        "afwijking_zonder_uitleg": 10,
        "afwijking_uitleg_onbekend": 10,
        "met_keuze": 80,  # 81
        "met_of_zonder": 30,  # 32
        "afwijking": 40,  # 41
    }
    assert cells(release, "bron") == {"afgeleid": 40}
    assert cells(release, "richting") == {"lichter": 40}


def test_the_report_counts_zaken_and_pupils_by_what_was_chosen(tmp_path):
    marts = Marts()
    marts.zaken(20, verzuimtype="luxe", route="PV", gekozen_route="PV")
    marts.zaken(30, verzuimtype="lrv", route="combinatie", gekozen_route="R1+R2", leerlingen=15)
    marts.zaken(10, verzuimtype="absoluut", route="R4", gekozen_route="R4", uitkomst="vrijstelling")
    marts.zaken(15, uitkomst="terug_naar_school", terugkeer_uitkomst=1)
    marts.zaken(10, verzuimtype="luxe")
    marts.zaken(10, verzuimtype="absoluut")
    release = published(marts, tmp_path)
    zaken, leerlingen = cells(release, "rapport_zaken"), cells(release, "rapport_leerlingen")
    assert zaken == {
        "totaal": 95,
        "absoluut": 20,
        "relatief": 45,
        "lrv": 30,
        "luxe": 30,
        "herhaald": 30,
        "halt": 30,
        "pv": 30,
        "pv_absoluut": 10,
        "pv_luxe": 20,
        "vrijwillige_hulp": 30,
        "vrijstelling": 10,
        "teruggekeerd": 15,
        "nog_open": 70,
    }
    assert leerlingen["herhaald"] == 15
    assert leerlingen["halt"] == 15
    assert leerlingen["relatief"] == 30


def test_uitvoeringen_climb_the_ladder_by_their_own_total(tmp_path):
    marts = Marts()
    zaken = marts.zaken(150)
    marts.stappen(zaken[:18], "1", dagen=3)
    marts.stappen(zaken[:17], "2", dagen=3)
    marts.stappen([*zaken, *zaken], "3", dagen=3)
    release = published(marts, tmp_path)
    assert cells(release, "doorlooptijd") == {"zaak": 150, "1": 20, "3": 300}
    assert cells(release, "doorlooptijd", filters=(("onderwijssoort", "vo"),)) == {"3": 300}
    assert cells(release, "doorlooptijd_open") == {"zaak": 150}


@pytest.mark.parametrize(("gemeenten", "shown"), [(3, {}), (4, {"zaken": 80, "leerlingen": 80})])
def test_a_region_has_a_total_from_four_shown_gemeenten(tmp_path, gemeenten, shown):
    marts = Marts()
    for code in of_regio("MC21")[:gemeenten]:
        marts.zaken(20, code)
    for code in of_regio("MC21")[gemeenten:]:
        marts.zaken(0, code)
    assert cells(published(marts, tmp_path), "omvang", "MC21") == shown


def test_a_gemeente_of_seven_zaken_does_not_carry_a_region(tmp_path):
    marts = Marts()
    for code in of_regio("MC21")[:3]:
        marts.zaken(20, code)
    marts.zaken(7, of_regio("MC21")[3])
    assert cells(published(marts, tmp_path), "omvang", "MC21") == {}


def test_neighbours_of_two_and_three_gemeenten_have_one_total_together(tmp_path):
    marts = Marts()
    for code in (*of_regio("MC02"), *of_regio("MC03")):
        marts.zaken(20, code)
    release = published(marts, tmp_path)
    assert cells(release, "omvang", "MC02+MC03")["zaken"] == 100
    assert cells(release, "omvang", "MC02") == {}
    assert cells(release, "omvang", "MC03") == {}


@pytest.mark.parametrize(("regios", "shown"), [(3, None), (4, 320)])
def test_the_country_has_a_total_from_four_regions(tmp_path, regios, shown):
    marts = Marts()
    for regio in ("MC18", "MC19", "MC21", "MC22")[:regios]:
        for code in of_regio(regio)[:4]:
            marts.zaken(20, code)
    assert cells(published(marts, tmp_path), "omvang", "NL").get("zaken") == shown


def test_coverage_tells_how_many_gemeenten_of_a_region_delivered(tmp_path):
    marts = Marts()
    amstelland = of_regio("MC21")
    for code in amstelland[:4]:
        marts.zaken(20, code)
    release = published(marts, tmp_path)
    assert release.coverage("MC21", YEAR) == Coverage(4, len(amstelland))
    assert release.coverage(amstelland[0], YEAR) == Coverage(1, 1)
    assert release.coverage(amstelland[-1], YEAR) == Coverage(0, 1)


def test_pupils_per_area_need_every_gemeente_that_delivered(tmp_path):
    marts = Marts()
    amstelland = of_regio("MC21")[:4]
    for code in amstelland:
        marts.zaken(20, code)
        marts.noemers_rows += [
            {
                "gemeentecode": code,
                "schooljaar": YEAR,
                "onderwijssoort": soort,
                "leerlingen": 1000,
            }
            for soort in ("po", "vo")
        ]
    complete = published(marts, tmp_path / "complete")
    assert complete.noemer(gebied="MC21", schooljaar=YEAR) == 8000
    assert complete.noemer(gebied="MC21", schooljaar=YEAR, onderwijssoort="vo") == 4000
    del marts.noemers_rows[:2]
    incomplete = published(marts, tmp_path / "incomplete")
    assert incomplete.noemer(gebied="MC21", schooljaar=YEAR) is None
    assert incomplete.noemer(gebied=amstelland[1], schooljaar=YEAR) == 2000


def test_what_is_left_of_a_forgotten_schooljaar_is_not_released(tmp_path):
    marts = Marts()
    marts.zaken(40)
    marts.zaken(40, schooljaar="2015-2016", is_volledig=False)
    release = published(marts, tmp_path)
    assert release.schooljaren == (YEAR,)
    assert release.total(gebied=AMSTERDAM, schooljaar=YEAR) == 40
    assert release.total(gebied=AMSTERDAM, schooljaar="2015-2016") is None


def noemer(gemeentecode, leerlingen, onderwijssoort="vo"):
    return {
        "gemeentecode": gemeentecode,
        "schooljaar": YEAR,
        "onderwijssoort": onderwijssoort,
        "leerlingen": leerlingen,
    }


def test_pupils_are_those_of_the_gemeenten_that_delivered(tmp_path):
    """400 zaken of four of them, 4,000 pupils each: 25 per 1,000, not what fourteen would make."""
    marts = Marts()
    amstelland = of_regio("MC21")
    for code in amstelland[:4]:
        marts.zaken(100, code)
    marts.noemers_rows = [noemer(code, 4000) for code in amstelland]
    release = published(marts, tmp_path)
    assert release.coverage("MC21", YEAR).delivered == 4
    assert release.noemer(gebied="MC21", schooljaar=YEAR) == 16_000
    [row] = answers.omvang(release, Question("MC21", YEAR)).rows
    assert row.per_1000 == 25.0


@pytest.mark.parametrize("few", [0, 5])
def test_pupils_do_not_tell_whether_a_gemeente_had_a_few_zaken_or_none(tmp_path, few):
    marts = Marts()
    for zaken, code in zip((30, 30, 30, 30, few), of_regio("MC21"), strict=False):
        marts.zaken(zaken, code)
        marts.noemers_rows.append(noemer(code, 1000))
    assert published(marts, tmp_path).noemer(gebied="MC21", schooljaar=YEAR) == 4000


def test_an_onderwijssoort_that_one_gemeente_did_not_give_has_no_pupils(tmp_path):
    marts = Marts()
    amstelland = of_regio("MC21")[:4]
    for code in amstelland:
        marts.zaken(100, code)
    marts.noemers_rows = [noemer(code, 1000, "po") for code in amstelland]
    marts.noemers_rows += [noemer(code, 1000) for code in amstelland[:3]]
    release = published(marts, tmp_path)
    assert release.noemer(gebied="MC21", schooljaar=YEAR, onderwijssoort="po") == 4000
    assert release.noemer(gebied="MC21", schooljaar=YEAR, onderwijssoort="vo") is None
    # all zaken are of vo: the 7,000 that are known are other pupils
    [row] = answers.omvang(release, Question("MC21", YEAR)).rows
    assert (row.zaken, row.per_1000) == (400, None)


def test_delivery_counts_pass_the_gate_too(tmp_path):
    marts = Marts()
    marts.zaken(20)
    marts.bestanden_rows.append(
        {
            "leverancier": "gemeente-x",
            "bestand": "zaken.csv",
            "gelezen": 27,
            "geladen": 24,
            "apart": 3,
        }
    )
    marts.bevindingen_rows += [
        {
            "leverancier": "gemeente-x",
            "bestand": "zaken.csv",
            "code": code,
            "kolom": "melddatum",
            "gevolg": "apart",
            "aantal": aantal,
        }
        for code, aantal in (("Z001", 3), ("Z002", 14))
    ]
    release = published(marts, tmp_path)
    [file] = release.files
    assert (file.gelezen, file.geladen, file.apart) == (25, 25, None)
    assert [(one.code, one.aantal) for one in release.findings] == [("Z002", 15)]


def test_the_formal_verdict_hides_how_few_rows_broke_a_rule(tmp_path):
    marts = Marts()
    marts.zaken(20)
    marts.keuringen_rows += [
        {
            "leverancier": "gemeente-x",
            "bestand": "zaken.csv",
            "code": code,
            "gekeurd": aantal == 0,
            "aantal": aantal,
        }
        for code, aantal in (("Z001", 0), ("Z002", 3), ("Z003", 14))
    ]
    assert published(marts, tmp_path).checks == (
        Checked("gemeente-x", "zaken.csv", "Z001", True, None),
        Checked("gemeente-x", "zaken.csv", "Z002", True, None),
        Checked("gemeente-x", "zaken.csv", "Z003", False, 15),
    )


def test_completeness_is_told_in_bands_from_a_hundred_zaken(tmp_path):
    marts = Marts()
    marts.zaken(60, geslacht="m")
    marts.zaken(37)
    assert published(marts, tmp_path / "95").completeness == ()
    marts.zaken(1)
    bands = published(marts, tmp_path / "100").completeness
    assert Completeness("gemeente-x", "geslacht", 6) in bands  # 60 of 98
    assert Completeness("gemeente-x", "onderwijssoort", 9) in bands
    assert Completeness("gemeente-x", "advies_route", 0) in bands


def test_the_sql_names_every_code_of_the_report_and_no_other():
    named = re.findall(
        r"\['rapport_zaken', .*?'(\w+)'(?: end)?\]", sql.folder("release")["kenmerken"]
    )
    assert tuple(named) == cubes.CUBE[cubes.RAPPORT_ZAKEN].codes
