"""Pas toe of leg uit: which zaken deviated, who says so, and which way."""

import pytest

from tests.marts import build_marts


def verdicts(con, *columns):
    rows = con.execute(f"select zaak_nr, {', '.join(columns)} from marts.afwijkingen").fetchall()
    return {nr: tuple(values) for nr, *values in rows}


def one_zaak(
    con, *, advies, keuze, afwijking="onbekend", gemotiveerd="onbekend", motief="null", stappen=()
):
    build_marts(
        con,
        zaken=f"1 | a | GM0034 | 2025-09-01 | 16_uur | {advies} | {keuze} | {afwijking} | {gemotiveerd} | {motief} | null | null",
        stappen="\n".join(f"1 | {stap} | 2025-09-02 | null" for stap in stappen),
    )
    return verdicts(con, "oordeel", "bron", "richting").get(1)


@pytest.mark.parametrize(
    ("afwijking", "gemotiveerd", "motief", "oordeel"),
    [
        ("ja", "ja", "null", "afwijking_met_uitleg"),
        ("ja", "nee", "wachtlijst", "afwijking_met_uitleg"),
        ("ja", "nee", "null", "afwijking_zonder_uitleg"),
        ("ja", "onbekend", "null", "afwijking_uitleg_onbekend"),
        ("nee", "onbekend", "null", "conform"),
        ("onbekend", "onbekend", "null", "niet_te_beoordelen"),
    ],
)
def test_a_recorded_deviation_is_judged_by_its_explanation(
    con, afwijking, gemotiveerd, motief, oordeel
):
    found = one_zaak(
        con, advies="null", keuze="R1", afwijking=afwijking, gemotiveerd=gemotiveerd, motief=motief
    )
    assert found[0] == oordeel


def test_a_choice_equal_to_the_advice_is_conform_also_when_nobody_recorded_it(con):
    assert one_zaak(con, advies="R1+R2", keuze="R1+R2") == ("conform", None, "gelijk")


def test_another_choice_than_advised_is_a_derived_deviation(con):
    assert one_zaak(con, advies="R2", keuze="R1") == (
        "afwijking_uitleg_onbekend",
        "afgeleid",
        "lichter",
    )


def test_recorded_and_derived_together_are_both(con):
    found = one_zaak(con, advies="R1", keuze="R3", afwijking="ja", gemotiveerd="ja", stappen=(4, 7))
    assert found == ("afwijking_met_uitleg", "beide", "zwaarder")


def test_a_recorded_no_does_not_undo_a_derived_deviation(con):
    found = one_zaak(con, advies="R1", keuze="R2", afwijking="nee")
    assert found == ("afwijking_uitleg_onbekend", "afgeleid", "zwaarder")


@pytest.mark.parametrize("keuze", ["R3", "R4", "PV"])
@pytest.mark.parametrize(
    ("stappen", "oordeel"),
    [
        ((), "niet_te_beoordelen"),
        ((1, 2, 7), "afwijking_uitleg_onbekend"),
        ((1, 5), "afwijking_uitleg_onbekend"),
        ((3, 7), "niet_te_beoordelen"),
        ((6, 7), "niet_te_beoordelen"),
    ],
    ids=["no step on record", "none of 3 to 6", "no 7", "3 and 7", "6 and 7"],
)
def test_a_heavy_choice_needs_its_grounds_on_record(con, keuze, stappen, oordeel):
    assert one_zaak(con, advies="null", keuze=keuze, stappen=stappen)[0] == oordeel


def test_a_light_choice_needs_no_grounds_on_record(con):
    assert one_zaak(con, advies="null", keuze="R2", stappen=(1,))[0] == "niet_te_beoordelen"


@pytest.mark.parametrize(
    ("advies", "keuze", "richting"),
    [
        ("R1", "R1+R4", "zwaarder"),
        ("R3", "LOD", "gelijk"),
        ("R4", "GEEN", "lichter"),
        ("null", "R1", "onbekend"),
        ("GEEN_PV", "PV", "zwaarder"),
    ],
)
def test_the_direction_goes_by_the_heaviest_code(con, advies, keuze, richting):
    assert one_zaak(con, advies=advies, keuze=keuze)[2] == richting


def test_a_zaak_without_a_choice_has_no_verdict(con):
    assert one_zaak(con, advies="R1", keuze="null", afwijking="ja") is None
