"""Read a file of an unknown system to see what it is like: its encoding, header and cells.

Only for a draft of a profile, of which a person reads every line; taking in never guesses.
"""

from __future__ import annotations

import codecs
import csv
import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from etl.domain.fields import TABLES, Field, Kind, Table
from etl.errors import Unreadable, UsageError
from etl.ingest import other_forms, parquet_file, xes_file, xlsx_file
from etl.ingest.csv_bytes import DELIMITERS
from etl.ingest.csv_header import delimiter_of, too_long
from etl.ingest.file_names import check_file_name
from etl.ingest.profile import Reading
from etl.ingest.recognise import Column, guesses
from etl.ingest.text_copy import as_found

MOST_ROWS = 100_000
"""Rows that are looked at; a draft says so when a file has more."""

_FEWEST_CELLS = 3
"""A row with fewer filled cells above the header is a title."""

_LOOKED_FOR_A_HEADER = 20

_MOST_NAMES = 100
"""Cells of a row by which a header is told from what stands above it."""

_DELIMITERS = (*DELIMITERS, "|")
"""The last one needs a profile: nobody means it by accident."""

_TOTALS = ("totaal", "totalen", "eindtotaal", "subtotaal", "total")
"""What a row begins with that counts the others."""

_OF_GROUP = tuple(f"{word} " for word in _TOTALS)
"""What a row begins with that counts those of a group, which is named behind it."""

_RULED = re.compile("[-=_]{3,}")
"""What a row begins with that is a line under the header."""

_EMPTY = (
    *("null", "(null)", "nan", "none", "#n/a", "#n/b", "n/a", "n.v.t.", "nvt", "\\n"),
    *("-", "--", "–", "—", "(leeg)", "(blank)"),
)
"""How programs write that a cell is empty."""

_NOTHING = Field("geen kolom", Kind.CODE, "")


@dataclass(frozen=True)
class Sample:
    columns: Sequence[Column]
    rows: int
    encoding: str | None = None
    """None: not a text file."""

    delimiter: str | None = None
    title_lines: int = 0
    sheet: str | None = None
    """The sheet that was read, when there are more."""

    totals: tuple[str, ...] = ()
    """What rows begin with that count the others; their cells are not in the columns."""

    has_nameless: bool = False
    """One column has no name, as of a delimiter at the end of each line."""

    empty: tuple[str, ...] = ()
    """Words that stand in cells that are empty; they are not in the columns."""


def sample(path: Path) -> Sample:
    """Read the beginning of a file, or raise with what can be read."""
    if not path.is_file():
        raise UsageError(f"{path.name} is geen bestand. Geef één bestand uit de export.")
    check_file_name(path)
    match path.suffix.casefold():
        case ".csv" | ".txt" | ".tsv":
            return _text(path)
        case ".xlsx":
            return _workbook(path)
        case ".parquet" | ".xes":
            return _landed(path)
        case suffix if suffix in other_forms.SUFFIXES:
            raise other_forms.unreadable(path)
        case _:
            raise Unreadable(
                f"{path.name}: alleen .csv, .txt, .tsv, .xlsx, .parquet en .xes. "
                "Sla het bestand in het programma waar het uit komt op als een van deze."
            )


def _text(path: Path) -> Sample:
    as_found(path, Reading())
    data = path.read_bytes()
    encoding = _encoding(data)
    text = data.decode("utf-8-sig" if encoding == "utf-8" else encoding, errors="replace")
    lines = text.splitlines()[:_LOOKED_FOR_A_HEADER]
    if not any(line.strip() for line in lines):
        raise Unreadable(f"{path.name} is leeg.")
    widest = max(lines, key=lambda line: len(line.split(delimiter_of(line, _DELIMITERS))))
    delimiter = delimiter_of(widest, _DELIMITERS)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    try:
        rows = list(islice(reader, MOST_ROWS))
    except csv.Error:
        raise too_long(path.name, line=reader.line_num) from None
    above = _title_lines(rows)
    below, totals = _without_totals(rows[above + 1 :], header=rows[above])
    return Sample(
        columns=_columns(rows[above], below),
        rows=len(rows) - above - 1,
        encoding=encoding,
        delimiter=delimiter,
        # the line `sep=;` is passed over in any file, and other tables need not have it
        title_lines=0 if above == 1 and text[:4].lower() == "sep=" else above,
        totals=totals,
        has_nameless=sum(not cell.strip() for cell in rows[above]) == 1,
        empty=_empty_words(below),
    )


def _encoding(data: bytes) -> str:
    if data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) or b"\0" in data[:100]:
        return "utf-16"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "windows-1252"
    return "utf-8"


def _workbook(path: Path) -> Sample:
    found = xlsx_file.sheets(path)
    if not found:
        raise Unreadable(f"{path.name} heeft geen werkblad met inhoud.")
    seen = [name for name, is_visible in found.items() if is_visible]
    # the first may say what the export is
    sheet = max(seen or found, key=lambda name: _known(path, name))
    lines, cells = _sheet(path, sheet, most=MOST_ROWS)
    above = _title_lines(cells)
    below, totals = _without_totals(cells[above + 1 :], header=cells[above])
    return Sample(
        columns=_columns(cells[above], below),
        rows=len(cells) - above - 1,
        title_lines=lines[above] - 1,
        sheet=sheet if len(found) > 1 else None,
        totals=totals,
        has_nameless=sum(not cell.strip() for cell in cells[above]) == 1,
        empty=_empty_words(below),
    )


def _sheet(path: Path, name: str, *, most: int) -> tuple[list[int], list[list[str]]]:
    """Return lines and cells of the first rows of a sheet that hold something."""
    numbered = list(islice(xlsx_file.rows(path, sheet=name, after=0), most))
    cells = [[xlsx_file.as_text(cell) or "" for cell in row] for _, row in numbered]
    return [line for line, _ in numbered], cells


def _known(path: Path, sheet: str) -> int:
    """Return of how many columns of a sheet the name says something to us."""
    _, cells = _sheet(path, sheet, most=_LOOKED_FOR_A_HEADER)
    columns = _columns(cells[_title_lines(cells)], ())
    return max(sum(bool(guesses(column, table)) for column in columns) for table in TABLES)


def _landed(path: Path) -> Sample:
    """Land a typed file twice: once for its header, once for its cells."""
    reader = xes_file.land if path.suffix.casefold() == ".xes" else parquet_file.land
    names: tuple[str, ...] = ()
    with TemporaryDirectory(prefix="mas-") as folder, duckdb.connect() as con:
        for _ in range(2):
            con.execute("drop schema if exists landing cascade")
            con.execute("create schema landing")
            fields = tuple(Field(name, Kind.CODE, "") for name in names)
            table = Table("proef", "", "", needed=False, fields=fields or (_NOTHING,))
            names = reader(con, path, table=table, workdir=Path(folder)).columns
        rows = con.execute(f"from landing.proef limit {MOST_ROWS}").fetchall()
    return Sample(columns=_columns(names, rows), rows=len(rows), empty=_empty_words(rows))


def _title_lines(rows: Sequence[Sequence[str]]) -> int:
    """Return how many rows stand above the header.

    That is the first row that is as wide as those below, or a next one that names more columns that
    we know: above it may stand what groups of columns are about.
    """
    first = rows[:_LOOKED_FOR_A_HEADER]
    widths = [sum(bool(cell.strip()) for cell in row) for row in first]
    enough = min(_FEWEST_CELLS, max(widths))
    wide = [place for place, width in enumerate(widths) if width >= enough]
    return max(wide, key=lambda place: (_names(first[place]), -place))


def _names(row: Sequence[str]) -> int:
    """Return how many cells of a row are names of columns that we know."""
    columns = [Column(cell, ()) for cell in row[:_MOST_NAMES] if cell.strip()]
    return max(sum(bool(guesses(column, table)) for column in columns) for table in TABLES)


def _without_totals(
    rows: Sequence[Sequence[str]], *, header: Sequence[str]
) -> tuple[list[Sequence[str]], tuple[str, ...]]:
    """Return the rows that are no total or second header, and what the others begin with."""
    begins = [next((cell.strip() for cell in row if cell.strip()), "") for row in rows]
    totals = [begin for begin in begins if begin.casefold() in _TOTALS]
    of_groups = {begin for begin in begins if begin.casefold().startswith(_OF_GROUP)}
    totals += [row[0].strip() for row in rows if row and row[0].strip() and row == header][:1]
    totals += [begin for begin in begins[:1] if _RULED.fullmatch(begin)]
    kept = [
        row
        for row, begin in zip(rows, begins, strict=True)
        if begin not in totals and begin not in of_groups
    ]
    # what the total is of may be somebody
    words = [f"{begin.split()[0]} *" for begin in sorted(of_groups)]
    return kept, tuple(dict.fromkeys([*totals, *words]))


def _columns(header: Sequence[object], rows: Sequence[Sequence[object]]) -> tuple[Column, ...]:
    names = [" ".join(str(name or "").split()) for name in header]
    found = []
    for place, name in enumerate(names):
        if name:
            filled = list(_filled(rows, place))
            cells, numbers = (
                tuple(cell for _, cell in filled),
                array("I", (row for row, _ in filled)),
            )
            found.append(Column(name, cells, numbers))
    return tuple(found)


def _filled(rows: Sequence[Sequence[object]], place: int) -> Iterator[tuple[int, str]]:
    for number, row in enumerate(rows):
        cell = str(row[place]).strip() if place < len(row) and row[place] is not None else ""
        if cell and cell.casefold() not in _EMPTY:
            yield number, cell


def _empty_words(rows: Sequence[Sequence[object]]) -> tuple[str, ...]:
    """Return the words that say of cells that they are empty, each once."""
    cells = {str(cell).strip() for row in rows for cell in row if cell is not None}
    return tuple(sorted(cell for cell in cells if cell.casefold() in _EMPTY))
