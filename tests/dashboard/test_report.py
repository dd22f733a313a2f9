"""The report of a gemeente: its table and the sentence above it give the same numbers."""

from dataclasses import replace

from dashboard.exhibits import size
from dashboard.exhibits.report import NO_RATE, REPORT
from etl.released import cubes
from tests.dashboard.handmade import GEBIED, STATE, YEAR, one_area, shown

BEFORE = "2023-2024"
SIZE = {cubes.OMVANG: {cubes.ZAKEN: 30, cubes.LEERLINGEN: 25}}
SMALLER = {cubes.OMVANG: {cubes.ZAKEN: 25, cubes.LEERLINGEN: 20}}


def test_the_total_is_in_the_table_also_of_a_year_that_shows_nothing_else():
    release = one_area(
        {**SIZE, cubes.RAPPORT_ZAKEN: {"totaal": 30, "relatief": 20}}, before={BEFORE: SMALLER}
    )
    content = shown(REPORT, release)
    assert content.sentence == (
        f"In {YEAR} zijn in Amsterdam 30 zaken gemeld, over 25 leerlingen. Het waren er 25 in "
        f"{BEFORE}."
    )
    heads = [column.title for column in content.table.columns]
    assert heads[1:5] == [f"{what} {y}" for what in ("Zaken", "Leerlingen") for y in (BEFORE, YEAR)]
    rows = {row[0]: row[1:5] for row in content.table.rows}
    assert rows["Zaken in totaal"] == (25, 30, 20, 25)
    assert rows["Relatief verzuim"] == (None, 20, None, None)


def test_the_report_says_why_its_routes_are_not_those_of_the_page_of_routes():
    content = shown(REPORT, one_area({**SIZE, cubes.RAPPORT_ZAKEN: {"halt": 20}}))
    assert any("Op de pagina Routes staan daarom andere aantallen." in n for n in content.notes)


def test_a_total_that_is_hidden_is_not_told_and_the_rest_is_said_to_be_in_the_table():
    hidden = {cubes.OMVANG: {}, cubes.ROUTE: {"R1": 85}}
    content = shown(REPORT, one_area({**hidden, cubes.RAPPORT_ZAKEN: {"halt": 20}}))
    assert content.sentence == (
        f"Hoeveel zaken er in {YEAR} zijn, is niet te tonen. Wat wel te tonen is, staat in de tabel."
    )


def test_leerlingen_that_are_hidden_are_left_out_of_the_sentence():
    held = one_area({cubes.OMVANG: {cubes.ZAKEN: 30}, cubes.RAPPORT_ZAKEN: {"halt": 20}})
    assert shown(REPORT, held).sentence == f"In {YEAR} zijn in Amsterdam 30 zaken gemeld."
    assert size.SIZE.make(held, STATE).sentence == f"In schooljaar {YEAR} zijn er 30 zaken gemeld."


def test_without_zaken_per_thousand_in_any_year_the_report_says_why():
    held = one_area({**SIZE, cubes.RAPPORT_ZAKEN: {"halt": 20}})
    assert NO_RATE not in shown(REPORT, held).notes
    # zaken of vo are shown, and not how many pupils vo has
    of_vo = {(cubes.OMVANG, GEBIED, YEAR, (("onderwijssoort", "vo"),)): {cubes.ZAKEN: 20}}
    assert NO_RATE in shown(REPORT, replace(held, views=held.views | of_vo)).notes
