"""Open a workbook that a stranger made, and walk through the rows of its sheets.

openpyxl reads, since DuckDB's own reader is an extension that downloads itself. It is kept from
four things: it warns with the value of a cell, it fails on parts that hold no rows (charts,
properties), it yields every row up to a row number that Excel doesn't have, and it expands entities
and unpacks without a limit.
"""

import warnings
import zipfile
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from lzma import LZMAError
from pathlib import Path
from struct import error as StructError  # noqa: N812
from typing import IO, Any
from xml.etree.ElementTree import iterparse
from xml.parsers import expat
from zlib import error as ZlibError  # noqa: N812

from openpyxl.reader.excel import ExcelReader
from openpyxl.utils.datetime import from_excel
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._reader import ROW_TAG, WorkSheetParser

from etl.errors import Refused, Unreadable
from etl.ingest import other_forms
from etl.ingest.unpack import MAX_RATIO, grows_too_much

LAST_ROW = 1_048_576
"""Of a sheet in Excel."""

DAMAGED = (
    *(
        zipfile.BadZipFile,
        ZlibError,
        LZMAError,
        EOFError,
        OSError,
        NotImplementedError,
        StructError,
    ),
    # RuntimeError: a password, or XML nested without end; SyntaxError: how both readers of XML say
    # that it is broken; the rest is how openpyxl takes XML that is sound and no workbook
    *(RuntimeError, SyntaxError, InvalidFileException, expat.ExpatError, ArithmeticError),
    *(LookupError, ValueError, TypeError, AttributeError),
)
"""What reading a damaged or invented workbook raises."""

_CHUNK = 64 * 1024


class NotCalculated:
    """Stands for a formula without an outcome: whoever wrote the file never worked it out."""


NOT_CALCULATED = NotCalculated()


@dataclass(frozen=True)
class Sheet:
    title: str
    is_visible: bool
    path: Path
    """Of the workbook."""

    parts: Any
    """openpyxl's worksheet."""

    def rows(self) -> Iterator[tuple[int, tuple[object, ...]]]:
        """Yield number and cells of every row that is in the file."""
        with _damage_said(self.path), self.parts._get_source() as source:
            book = self.parts.parent
            parser = _Rows(
                source,
                self.parts._shared_strings,
                data_only=True,
                epoch=book.epoch,
                date_formats=book._date_formats,
                timedelta_formats=book._timedelta_formats,
            )
            yield from parser.parse()


@contextmanager
def opened(path: Path) -> Iterator[list[Sheet]]:
    """Open a workbook and hand over its sheets; raises Unreadable or Refused for what is none."""
    with _damage_said(path):
        _check(path)
        reader = _Reader(path, read_only=True, data_only=True, keep_links=False)
    with closing(reader.archive):
        with _damage_said(path), warnings.catch_warnings(action="ignore"):
            reader.read()
        yield [
            Sheet(sheet.title, sheet.sheet_state == "visible", path, sheet)
            for sheet in reader.wb.worksheets
        ]


def unreadable(path: Path) -> Unreadable:
    if not _is_a_workbook(path):
        return other_forms.unreadable(path)
    return Unreadable(
        f"{path.name} is geen leesbaar Excel-bestand (.xlsx): het is beschadigd. Open het in "
        "Excel, kies Opslaan als en dan Excel-werkmap (.xlsx), zonder wachtwoord, of maak de "
        "export opnieuw."
    )


def _is_a_workbook(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            return "xl/workbook.xml" in archive.namelist()
    except DAMAGED:
        return False


class _Reader(ExcelReader):
    """Reads what rows need, and passes over the rest."""

    def read_chartsheet(self, sheet: object, rel: object) -> None: ...

    def read_properties(self) -> None: ...

    def read_custom(self) -> None: ...

    def read_theme(self) -> None: ...


class _Rows(WorkSheetParser):
    """Reads the rows of a sheet, and passes over what stands around them."""

    def parse(self) -> Generator[tuple[int, tuple[object, ...]], None, None]:
        element: Any
        for _, element in iterparse(self.source):
            if element.tag != ROW_TAG:
                continue
            line, cells = self.parse_row(element)
            element.clear()
            if not 1 <= line <= LAST_ROW:
                raise ValueError("no row of a sheet")
            yield line, _in_place(cells)

    def parse_cell(self, element: Any) -> dict[str, Any]:
        if element.get("t", "n") == "n" and int(element.get("s", 0)) in self.date_formats:
            self._without_a_day_that_is_none(element)
        cell: dict[str, Any] = super().parse_cell(element)
        if cell["value"] is None and _is_formula_without_outcome(element):
            cell["value"] = NOT_CALCULATED
        return cell

    def _without_a_day_that_is_none(self, element: Any) -> None:
        """Let a number be a number that is formatted as a day and is too large for one."""
        text = next((child.text for child in element if child.tag.endswith("}v")), None)
        try:
            from_excel(float(text or 0), self.epoch)
        except (OverflowError, ValueError):
            del element.attrib["s"]


def _is_formula_without_outcome(element: Any) -> bool:
    """Say so; the outcome of one that comes to an empty text is a text."""
    return element.get("t") != "str" and any(child.tag.endswith("}f") for child in element)


def _in_place(cells: Iterable[dict[str, Any]]) -> tuple[object, ...]:
    """Return the values of cells, each at its column."""
    by_column = {cell["column"]: cell["value"] for cell in cells}
    return tuple(by_column.get(column) for column in range(1, max(by_column, default=0) + 1))


def _check(path: Path) -> None:
    """Raise for a workbook that unpacks without end, or that declares a document type."""
    with zipfile.ZipFile(path) as archive:
        members = archive.infolist()
        if grows_too_much(members):
            raise Refused(
                f"{path.name} is geen gewone werkmap: uitgepakt wordt zij meer dan {MAX_RATIO} "
                "keer zo groot. Open haar in Excel, kopieer alleen de tabel naar een nieuwe "
                "werkmap en lever die aan."
            )
        for member in members:
            with archive.open(member) as part:
                if _declares_a_document_type(part):
                    raise unreadable(path)


def _declares_a_document_type(part: IO[bytes]) -> bool:
    """Say whether XML has a DOCTYPE, which stands before everything else; no workbook needs one."""
    parser = expat.ParserCreate()
    found: list[bool] = []
    parser.StartDoctypeDeclHandler = lambda *declared: found.append(True)
    parser.StartElementHandler = lambda *element: found.append(False)
    try:
        while chunk := part.read(_CHUNK):
            parser.Parse(chunk, False)
            if found:
                return found[0]
    except expat.ExpatError:
        # a picture, or something else that is no XML; what should be will not be read either
        return bool(found) and found[0]
    return False


@contextmanager
def _damage_said(path: Path) -> Iterator[None]:
    try:
        yield
    except DAMAGED:
        raise unreadable(path) from None
