"""The documents, read back by other readers than wrote them."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from xml.etree import ElementTree

import docx
import openpyxl
import pypdf
import pytest
from icalendar import Calendar

from dashboard.exhibits import Table
from dashboard.verslag import content, files
from dashboard.verslag.model import Entry, Evaluation, Point
from tests.verslag.evaluations import EVALUATION, ROUTES, SECRET

WARNED = "Niet getoetst – niet delen"
HEADINGS = [
    "Evaluatie MAS Oosterland, najaar 2026",
    "Wat we hebben afgesproken",
    "Hoe het staat met eerdere afspraken",
    "Wat er is besproken",
    "1. Minder zaken naar Halt",
    "Figuur 1. Welke route nemen zaken?",
    "Wat eruit kwam",
    "Opmerkingen",
    "Waar we het niet over eens zijn",
    "Afgesproken",
    "2. Terugkeer naar onderwijs",
    "Figuur 2. Hoeveel zaken eindigen binnen 90 dagen met terugkeer?",
    "Afgesproken",
    "Waar de cijfers vandaan komen",
    "Bij figuur 1: Welke route nemen zaken?",
    "Bij figuur 2: Hoeveel zaken eindigen binnen 90 dagen met terugkeer?",
]
SAID = [
    "De daling is echt.",
    "Ze begon in maart, met de wachtlijst.",
    "Scholen merken dat het langer duurt.",
    "Wij zien geen daling: we tellen <anders> & later.",
    "Sinds maart is er een wachtlijst bij Halt.",
    "Het verschil is groter dan toeval kan verklaren.",
    "Er zijn nieuwere cijfers, met peildatum 31 oktober 2026.",
    "Elke zaak heeft precies één categorie.",
    "2026-08-01-1a2b3c",
    "9f86d081884c7d65",
    WARNED,
    content.CONFIDENTIAL,
]
EXTENSIONS = [each.extension for each in files.FORMATS]


def made(extension: str, evaluation: Evaluation = EVALUATION) -> bytes:
    return files.make(evaluation, extension).content


def document() -> docx.document.Document:
    return docx.Document(io.BytesIO(made("docx")))


def pdf(evaluation: Evaluation = EVALUATION) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(made("pdf", evaluation)))


def pdf_text(evaluation: Evaluation = EVALUATION) -> str:
    # a line of the page may break anywhere
    text = " ".join(page.extract_text() for page in pdf(evaluation).pages)
    return " ".join(text.replace("-\n", "").split())


class Page(HTMLParser):
    """What a page says, and its elements with their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.text, self.elements = "", []
        self.feed(made("html").decode())

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        self.text += " "

    def handle_data(self, data):
        self.text += data

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]


def unpacked(content: bytes) -> bytes:
    """Return everything that a file holds, without its compression."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return b"".join(archive.read(name) for name in archive.namelist())
    if content.startswith(b"%PDF"):
        return content + pdf_text().encode()
    # a calendar folds its lines
    return content.replace(b"\r\n ", b"")


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_what_is_confidential_is_nowhere_in_the_bytes(extension):
    content = unpacked(made(extension))
    assert b"Halt" in content
    for part in (SECRET, *SECRET.split()):
        assert part.lower().encode() not in content.lower()


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_the_same_evaluation_gives_the_same_bytes(extension):
    assert made(extension) == made(extension)


def test_a_file_is_named_after_the_day_of_the_meeting():
    assert [files.make(EVALUATION, each).name for each in EXTENSIONS] == [
        "verslag_2026-10-08.docx",
        "verslag_2026-10-08.pdf",
        "verslag_2026-10-08.html",
        "cijfers_2026-10-08.xlsx",
        "cijfers_2026-10-08.ods",
        "afspraken_2026-10-08.csv",
        "afspraken_2026-10-08.ics",
    ]


def test_docx_has_real_headings_in_the_order_of_reading():
    told = [p for p in document().paragraphs if p.style.name.startswith(("Title", "Heading"))]
    assert [paragraph.text for paragraph in told] == HEADINGS
    levels = [0 if p.style.name == "Title" else int(p.style.name[-1]) for p in told]
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))


def test_docx_says_everything_that_was_said():
    written = document()
    text = "\n".join(paragraph.text for paragraph in written.paragraphs)
    assert [words for words in SAID if words not in text] == []
    assert "Gemeente Oosterland" in text


def test_docx_tables_have_a_header_row_that_repeats():
    tables = document().tables
    assert [[cell.text for cell in table.rows[0].cells] for table in tables] == [
        ["Afspraak", "Wie", "Klaar op", "Te zien aan"],
        ["Afspraak", "Wie", "Klaar op", "Stand"],
        [
            "Route",
            "Zaken 2025-2026",
            "Aandeel 2025-2026",
            "Zaken 2024-2025",
            "Aandeel 2024-2025",
            "Aandeel 2025-2026: minstens",
            "Aandeel 2025-2026: hoogstens",
        ],
        ["Groep", "Zaken", "Terug", "Minstens", "Hoogstens"],
    ]
    assert all(table.rows[0]._tr.xpath("./w:trPr/w:tblHeader") for table in tables)
    halt = [cell.text for cell in tables[2].rows[2].cells]
    assert halt == ["Halt", "125", "5%", "240", "10%", "4%", "6%"]


def test_docx_pictures_say_what_they_show_and_the_language_is_dutch():
    written = document()
    described = [each.get("descr") for each in written.element.xpath("//wp:docPr")]
    assert len(described) == 2
    assert all("Staafdiagram" in text for text in described)
    languages = written.styles.element.xpath("//w:docDefaults//w:lang/@w:val")
    assert languages == ["nl-NL"]
    assert written.core_properties.title == HEADINGS[0]
    assert written.core_properties.created.isoformat() == "2026-10-08T07:30:00+00:00"


def test_docx_takes_what_xml_cannot_hold():
    odd = replace(EVALUATION.points[0], outcomes=(Entry("bel\x07 en \x00nul"),))
    changed = replace(EVALUATION, points=(odd,))
    text = "\n".join(p.text for p in docx.Document(io.BytesIO(made("docx", changed))).paragraphs)
    assert "bel en nul" in text


def tags(element, found=None) -> list[tuple[str, dict]]:
    """Walk the tree of tags: name of the tag, and its dictionary."""
    found = [] if found is None else found
    element = element.get_object()
    if isinstance(element, pypdf.generic.DictionaryObject):
        if "/S" in element:
            found.append((element["/S"], element))
        kids = element.get("/K", [])
        tags(kids, found)
    elif isinstance(element, pypdf.generic.ArrayObject):
        for kid in element:
            tags(kid, found)
    return found


def test_pdf_is_tagged_titled_and_dutch():
    root = pdf().trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "nl-NL"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf().metadata.title == HEADINGS[0]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    assert pdf().metadata.creation_date_raw == "D:20261008073000Z"


def test_pdf_tags_headings_tables_and_pictures():
    tree = tags(pdf().trailer["/Root"]["/StructTreeRoot"])
    names = [name for name, _ in tree]
    levels = [int(name[2:]) for name in names if re.fullmatch(r"/H\d", name)]
    assert len(levels) == len(HEADINGS)
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))
    assert names.count("/Table") == 4
    assert names.count("/TH") == 4 + 4 + 7 + 5
    described = [element["/Alt"] for name, element in tree if name == "/Figure"]
    assert len(described) == 2
    assert all("Staafdiagram" in text for text in described)


def test_pdf_says_everything_that_was_said():
    text = pdf_text()
    assert [words for words in (*HEADINGS, *SAID) if words not in text] == []


def test_pdf_shows_a_mark_for_a_character_that_it_has_no_letter_for():
    odd = replace(EVALUATION.points[0], outcomes=(Entry("Goed 👍 gedaan, Zoë → Łódź"),))
    assert "Goed ? gedaan, Zoë → Łódź" in pdf_text(replace(EVALUATION, points=(odd,)))


def test_html_stands_alone_and_says_everything():
    page = Page()
    assert [words for words in (*HEADINGS, *SAID) if words not in page.text] == []
    assert page.all("html") == [{"lang": "nl"}]
    assert page.all("script") == page.all("img") == page.all("link") == []
    assert re.findall(r'(?:src|href)="', made("html").decode()) == []
    assert all("Staafdiagram" in svg["aria-label"] for svg in page.all("svg"))
    assert len(page.all("svg")) == 2


def test_workbook_has_a_sheet_a_figure_with_numbers_as_numbers():
    book = openpyxl.load_workbook(io.BytesIO(made("xlsx")))
    assert book.sheetnames == ["Figuur 1", "Figuur 2", "Afspraken", "Toelichting"]
    assert ("Halt", 125, 0.05, 240, 0.1, 0.042, 0.059) in list(book["Figuur 1"].values)
    assert ("Jeugdhulp in verplicht kader", "–", "–", 60, 0.025, "–", "–") in list(
        book["Figuur 1"].values
    )
    notes = [(word, text) for word, text, *_ in book["Toelichting"].values if word and text]
    assert ("Let op", WARNED) in notes
    assert ("Let op", "Er zijn nieuwere cijfers, met peildatum 31 oktober 2026.") in notes
    assert ("Kenmerk van de cijfers", "60303ae22b998861") in notes
    # of each figure once, and the agreements have none
    assert [word for word, _ in notes].count("Wat zegt dit?") == 2


def test_opendocument_holds_the_same_numbers_and_no_formula():
    office, table = (
        "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}",
        ("{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"),
    )
    with zipfile.ZipFile(io.BytesIO(made("ods"))) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        content = ElementTree.fromstring(archive.read("content.xml"))
    assert [sheet.get(f"{table}name") for sheet in content.iter(f"{table}table")] == [
        "Figuur 1",
        "Figuur 2",
        "Afspraken",
        "Toelichting",
    ]
    rows = [
        [cell.get(f"{office}value") or "".join(cell.itertext()) for cell in row]
        for row in content.iter(f"{table}table-row")
    ]
    assert ["Halt", "125", "0.05", "240", "0.1", "0.042", "0.059"] in rows
    assert ["Jeugdhulp in verplicht kader", "–", "–", "60", "0.025", "–", "–"] in rows
    assert any(row[0].startswith("=SOM(A1)") for row in rows)
    assert ["Let op", WARNED] in rows
    assert not [cell for cell in content.iter() if cell.get(f"{table}formula")]


def test_list_of_agreements_opens_in_a_dutch_spreadsheet_and_holds_no_formula():
    content = made("csv")
    assert content.startswith(b'\xef\xbb\xbf"Afspraak";"Wie";"Gemaakt op";"Klaar op";')
    rows = content.decode("utf-8-sig").split("\r\n")
    assert rows[1] == (
        '"Halt en leerplicht bellen binnen een week na elke verwijzing; wie belt, spreken ze af.";'
        '"Halt";"2026-10-08";"2026-12-15";"Welke route nemen zaken? (omhoog)";"Loopt.";'
        '"Evaluatie MAS Oosterland, najaar 2026"'
    )
    assert rows[2].startswith('"\'=SOM(A1) laten zien; scholen vertellen over de MAS";"Scholen";')
    assert rows[3].startswith(
        '"De brief aan ouders in gewone taal";"Leerplicht";"2026-03-12";"2026-06-01"'
    )
    assert rows[3].split(";")[5] == '"Gedaan. Nog te vroeg om iets te zeggen."'
    assert rows[4:] == ["", f'"Let op";"{WARNED}"', ""]


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_every_file_carries_the_warnings_of_its_figures(extension: str):
    assert WARNED.encode() in unpacked(made(extension))


def test_agreements_carry_the_warnings_on_their_own_sheet():
    book = openpyxl.load_workbook(io.BytesIO(made("xlsx")))
    assert book["Afspraken"]["A2"].value == WARNED
    with zipfile.ZipFile(io.BytesIO(made("ods"))) as archive:
        sheets = archive.read("content.xml").decode().split("<table:table ")
    [agreed] = [sheet for sheet in sheets if sheet.startswith('table:name="Afspraken"')]
    assert WARNED in agreed


def test_every_appointment_carries_the_warnings():
    calendar = Calendar.from_ical(made("ics"))
    entries = [*calendar.walk("VEVENT"), *calendar.walk("VTODO")]
    assert len(entries) == 2
    assert all(str(each["description"]).endswith(f"\n{WARNED}") for each in entries)


def test_calendar_has_a_day_for_each_agreement_and_invites_nobody():
    calendar = Calendar.from_ical(made("ics"))
    [event] = calendar.walk("VEVENT")
    assert event.decoded("dtstart") == date(2026, 12, 15)
    assert event.decoded("dtend") == date(2026, 12, 16)
    assert event["summary"] == (
        "Afspraak Halt: Halt en leerplicht bellen binnen een week na elke verwijzing; wie belt, "
        "spreken ze af."
    )
    [task] = calendar.walk("VTODO")
    assert "=SOM(A1)" in task["summary"]
    assert b"@" not in made("ics")
    assert b"ATTENDEE" not in made("ics")


def test_an_appointment_of_nobody_yet_names_nobody():
    point = EVALUATION.points[1]
    open_to_all = replace(point, agreements=(replace(point.agreements[0], organisation=""),))
    calendar = Calendar.from_ical(made("ics", replace(EVALUATION, points=(open_to_all,))))
    [task] = calendar.walk("VTODO")
    assert task["summary"] == "Afspraak: =SOM(A1) laten zien; scholen vertellen over de MAS"
    assert "Wie:" not in task["description"]


def test_an_agreement_is_the_same_appointment_in_the_next_file():
    later = replace(EVALUATION, title="Nog eens gemaakt")
    uids = [
        [str(each["uid"]) for each in Calendar.from_ical(made("ics", one)).walk("VEVENT")]
        for one in (EVALUATION, later)
    ]
    assert uids[0] == uids[1]


def test_points_without_a_word_or_figure_are_only_named():
    quiet = replace(
        EVALUATION, points=(*EVALUATION.points[:2], Point("Rondvraag", question="Wie?"))
    )
    text = pdf_text(quiet)
    assert "Ook op de agenda, zonder aantekeningen" in text
    assert "3. Rondvraag" in text
    assert "Wie?" not in text


def test_a_figure_that_had_nothing_to_show_says_why():
    reason = "Er zijn te weinig zaken om dit te tonen."
    empty = replace(ROUTES, sentence=reason, table=Table("Routes", (), ()))
    changed = replace(EVALUATION, points=(replace(EVALUATION.points[0], figures=(empty,)),))
    assert reason in pdf_text(changed)
    for extension in EXTENSIONS:
        assert made(extension, changed)


def test_a_meeting_without_figures_or_agreements_has_a_verslag_too():
    bare = replace(EVALUATION, points=(), earlier=(), warnings=(), organisations=())
    for extension in EXTENSIONS:
        assert made(extension, bare)
    assert content.NO_AGREEMENTS in pdf_text(bare)
