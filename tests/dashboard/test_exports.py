"""A file holds what the page shows, and what a reader must know about it."""

import csv
import io

import openpyxl
import pytest

from dashboard import exports
from dashboard.exhibits import Column, Kind, Shown, Table
from dashboard.exhibits.routes import ROUTES
from dashboard.state import State
from etl.domain.disclosure import RULE
from tests.dashboard.releases import release

STATE = State("GM0363", "2024-2025", (("onderwijssoort", "vo"),))
TABLE = Table(
    "Gekozen routes",
    (Column("Route"), Column("Zaken", Kind.COUNT), Column("Aandeel", Kind.SHARE)),
    (("Halt", 1250, 0.125), ("=1+1", None, None)),
)
SHOWN = Shown("Ongeveer 1 op de 10.", TABLE)


def about(**kind: bool) -> exports.Notes:
    return exports.notes(ROUTES, shown=SHOWN, release=release(**kind), state=STATE)


def sheets(**kind: bool) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(exports.xlsx_bytes(TABLE, about=about(**kind))))


def test_csv_opens_in_a_dutch_spreadsheet():
    text = exports.csv_bytes(TABLE, about=about())
    assert text.startswith(b'\xef\xbb\xbf"Route";"Zaken";"Aandeel"\r\n"Halt";"1250";"0,125"\r\n')


def test_csv_shows_hidden_as_a_dash_and_defuses_a_formula():
    assert '"\'=1+1";"–";"–"\r\n' in exports.csv_bytes(TABLE, about=about()).decode("utf-8-sig")


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize(
    "typed",
    [
        *("=1+1", "+1", "-1", "@som", "\t=1+1", "\r=1+1", "\n=1+1", '"=1+1', " =1+1"),
        *("Bespreek,=HYPERLINK(1)", "Bespreek, =1+1,", "x;=1+1;", "x\t=1+1", "x\r\n=1+1\n"),
        *('x,"=1+1",y', "x,\n,=1+1", "x,-1,+1,@a"),
    ],
)
def test_no_typed_text_becomes_a_formula_wherever_a_spreadsheet_cuts(typed: str, delimiter: str):
    table = Table("Afspraken", (Column("Wie"), Column("Afspraak")), (("Halt", typed),))
    text = exports.csv_bytes(table).decode("utf-8-sig")
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
        for cell in row:
            assert not cell.lstrip(' "\t\r\n').startswith(("=", "+", "-", "@"))


def test_words_with_a_comma_and_a_stroke_stay_as_they_were_typed():
    table = Table("Afspraken", (Column("Afspraak"),), (("Halt, leerplicht - en 2-wekelijks",),))
    assert '"Halt, leerplicht - en 2-wekelijks"' in exports.csv_bytes(table).decode()


def test_csv_says_what_must_not_get_lost():
    text = exports.csv_bytes(TABLE, about=about()).decode("utf-8-sig")
    for words in ("Niet getoetst – niet delen", "Voorbeeldgegevens", RULE, "Amsterdam (GM0363)"):
        assert words in text


def test_workbook_holds_numbers_as_numbers_and_text_as_text():
    rows = list(sheets()["Gegevens"].values)
    assert ("Halt", 1250, 0.125) in rows
    assert ("=1+1", "–", "–") in rows
    cell = next(c for row in sheets()["Gegevens"] for c in row if c.value == "=1+1")
    assert cell.data_type == "s"


def test_a_ratio_keeps_its_two_decimals_in_every_file():
    ratios = Table(
        "Geteld en verwacht", (Column("Regio"), Column("Minstens", Kind.RATIO)), (("A", 1.04),)
    )
    assert ratios.columns[1].written(1.04) == "1,04"
    assert b'"A";"1,04"\r\n' in exports.csv_bytes(ratios)
    book = openpyxl.load_workbook(io.BytesIO(exports.xlsx_bytes(ratios, about=about())))
    [cell] = [cell for row in book["Gegevens"] for cell in row if cell.value == 1.04]
    assert cell.number_format == "#,##0.00"


def test_workbook_explains_itself_on_its_second_sheet():
    notes = {word: text for word, text, *_ in sheets()["Toelichting"].values if word and text}
    assert notes["Schooljaar"] == "2024-2025"
    assert notes["Selectie"] == "Voortgezet onderwijs"
    assert notes["Regel"] == RULE
    assert notes["Eenheid"] == "zaak"
    assert notes["Vrijgave"] == release().id
    assert notes["Peildatum"] == "1 november 2026"


def test_warnings_go_only_when_they_no_longer_hold():
    assert about(is_sample=False, is_audited=True).warnings == ()
    assert about(is_sample=True, is_audited=True).warnings == (exports.INVENTED,)
    assert about(is_sample=False, is_audited=False).warnings == (exports.NOT_AUDITED,)


def test_the_same_table_gives_the_same_bytes():
    assert exports.xlsx_bytes(TABLE, about=about()) == exports.xlsx_bytes(TABLE, about=about())
