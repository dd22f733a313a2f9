"""A table as a file: CSV or XLSX. Pure: the same table gives the same bytes.

Both hold exactly what the page shows. The workbook carries a sheet with the definition, the
selection and the rule; the CSV ends with the few of those words that must not get lost.
"""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import xlsxwriter

from dashboard.exhibits import Cell, Column, Exhibit, Kind, Shown, Table
from dashboard.exhibits.curves import year_name
from dashboard.state import State
from etl.domain.disclosure import DO_NOT_ADD_UP, RULE
from etl.released import dutch
from etl.released.reader import Release
from etl.released.rows import Bound

NOT_AUDITED = "Niet getoetst – niet delen"
INVENTED = "Voorbeeldgegevens: alle zaken zijn verzonnen"
BOM = "\ufeff"

_FORMULA = re.compile(r"""(?:^|(?<=[,;|\t\r\n]))(?=[\s"]*[=+@-])|^(?=[\t\r\n])""")
"""Where a formula could begin, for whoever takes one of these for the end of a cell."""

_CREATED = datetime(2020, 1, 1)
"""A fixed moment: a workbook must not differ from itself because of the clock."""

_FORMATS = {
    Kind.SHARE: "0%",
    Kind.COUNT: "#,##0",
    Kind.DAYS: "#,##0",
    Kind.NUMBER: "#,##0.0",
    Kind.RATIO: "#,##0.00",
}


@dataclass(frozen=True)
class Notes:
    """What goes with a table when it leaves the house: pairs of a word and its text."""

    title: str
    pairs: tuple[tuple[str, str], ...]

    @property
    def warnings(self) -> tuple[str, ...]:
        return tuple(text for word, text in self.pairs if word == WARNING)


WARNING = "Let op"
SENTENCE = "Wat zegt dit?"


@dataclass(frozen=True)
class Sheet:
    """A table on a sheet of its own."""

    name: str
    table: Table
    about: Notes


def warnings(release: Release) -> tuple[str, ...]:
    """Return what every page and file must say about a release, most pressing first."""
    return tuple(
        text
        for text, holds in ((NOT_AUDITED, not release.is_audited), (INVENTED, release.is_sample))
        if holds
    )


def notes(exhibit: Exhibit, *, shown: Shown, release: Release, state: State) -> Notes:
    """Gather what a reader of the file needs to know."""
    metric = exhibit.definition
    return Notes(
        title=exhibit.title(state),
        pairs=(
            *((WARNING, text) for text in warnings(release)),
            (SENTENCE, shown.sentence),
            ("Gebied", f"{state.gebied_naam} ({state.gebied})"),
            ("Schooljaar", year_name(release, state.schooljaar, state.gebied)),
            ("Selectie", state.selection),
            *((f"Keuze: {question}", answer) for question, answer in state.told),
            ("Definitie", metric.definition),
            ("Eenheid", metric.unit),
            ("Teller", metric.numerator),
            ("Noemer", metric.denominator),
            ("Telt niet mee", metric.left_out),
            ("Rekenwijze", metric.estimator),
            ("Bron", metric.source),
            *(("Opmerking", note) for note in shown.notes),
            *(("Leeswijzer", text) for text in shown.reading),
            ("Regel", RULE),
            ("Optellen", DO_NOT_ADD_UP),
            ("Vrijgave", release.id),
            ("Peildatum", dutch.day(release.counted_at(state.gebied, state.schooljaar))),
        ),
    )


def csv_bytes(table: Table, *, about: Notes | None = None) -> bytes:
    """Write a table for a Dutch spreadsheet: semicolons, decimal commas, UTF-8 with a mark."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerow([column.title for column in table.columns])
    for row in table.rows:
        writer.writerow(
            [_csv_cell(cell, column) for cell, column in zip(row, table.columns, strict=True)]
        )
    told = [pair for pair in about.pairs if pair[0] in _IN_CSV] if about else []
    if told:
        writer.writerow([])
        writer.writerows([word, _harmless(words)] for word, words in told)
    return (BOM + text.getvalue()).encode("utf-8")


_IN_CSV = (WARNING, "Gebied", "Schooljaar", "Selectie", "Regel", "Vrijgave", "Peildatum")


def xlsx_bytes(table: Table, *, about: Notes) -> bytes:
    """Write a workbook: the sheet `Gegevens` with the table, `Toelichting` with the notes."""
    return book_bytes([Sheet("Gegevens", table, about)], title=about.title)


def book_bytes(sheets: Sequence[Sheet], *, title: str) -> bytes:
    """Write a workbook of several tables; the notes of all stand on one last sheet."""
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        book.set_properties({"title": title, "created": _CREATED})
        for each in sheets:
            _write_table(book, each.table, name=each.name, about=each.about)
        _write_notes(book, [each.about for each in sheets if each.about.pairs])
    return file.getvalue()


def _write_table(book: xlsxwriter.Workbook, table: Table, *, name: str, about: Notes) -> None:
    sheet = book.add_worksheet(name)
    bold = book.add_format({"bold": True})
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    formats = {kind: book.add_format({"num_format": text}) for kind, text in _FORMATS.items()}
    sheet.write_string(0, 0, table.caption, bold)
    top = 1
    for text in about.warnings:
        sheet.write_string(top, 0, text, bold)
        top += 1
    top += 1
    for index, column in enumerate(table.columns):
        sheet.write_string(top, index, column.title, head)
        sheet.set_column(index, index, 14 if column.is_number else 38)
    for number, row in enumerate(table.rows, start=top + 1):
        for index, (cell, column) in enumerate(zip(row, table.columns, strict=True)):
            if isinstance(cell, str | Bound):
                sheet.write_string(number, index, column.written(cell))
            elif cell is None:
                sheet.write_string(number, index, dutch.count(None))
            else:
                sheet.write_number(number, index, cell, formats.get(column.kind))
    sheet.freeze_panes(top + 1, 1)
    sheet.repeat_rows(top)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _write_notes(book: xlsxwriter.Workbook, every: Sequence[Notes]) -> None:
    sheet = book.add_worksheet("Toelichting")
    bold = book.add_format({"bold": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 90)
    row = 0
    for about in every:
        sheet.write_string(row, 0, about.title, bold)
        for number, (word, text) in enumerate(about.pairs, start=row + 2):
            sheet.write_string(number, 0, word, bold)
            sheet.write_string(number, 1, text, wrapped)
        row += len(about.pairs) + 4


def _csv_cell(cell: Cell, column: Column) -> str:
    if cell is None:
        return dutch.count(None)
    if isinstance(cell, str | Bound):
        return _harmless(column.written(cell))
    if column.kind in (Kind.SHARE, Kind.NUMBER, Kind.RATIO):
        return f"{cell:.4f}".rstrip("0").rstrip(".").replace(".", ",")
    return str(int(cell))


def _harmless(text: str) -> str:
    """Keep a spreadsheet from reading a text as a formula, also one that splits on commas."""
    return _FORMULA.sub("'", text)
