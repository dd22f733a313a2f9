"""Land a CSV file with DuckDB, and know the file line of every row.

DuckDB counts records, not lines, and lets a surplus empty field at the end of a line pass. A file
is regular when its lines, delimiters and landed rows add up: then row r stands on line r + 2. Any
other file (quoted line ends, blank lines, broken lines) is walked once more with Python's csv
reader, which knows lines. Where the two disagree the quotes are broken, and nobody could say which
row is which: such a file is not readable.
"""

import codecs
import csv
import re
import sys
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from etl.domain.fields import ZAKEN, Table
from etl.errors import Unreadable
from etl.ingest.profile import Reading
from etl.ingest.source import Landed, chosen, create_empty, identifier, normalised
from etl.ingest.text_copy import as_found, in_utf8, needs_copy

DELIMITERS = (",", ";", "\t")

_PLAIN = Reading()
_CHUNK = 4 * 1024**2
_LINE_END = re.compile(rb"\r\n?|\n")


@dataclass(frozen=True)
class Shape:
    """What one pass over the bytes tells."""

    lines: int
    delimiters: int
    has_mixed_line_ends: bool


def land(
    con: duckdb.DuckDBPyConnection,
    path: Path,
    *,
    table: Table,
    workdir: Path,
    reading: Reading = _PLAIN,
) -> Landed:
    """Land the known columns of a CSV file."""
    reading = as_found(path, reading)
    if needs_copy(reading):
        path = in_utf8(path, reading=reading, workdir=workdir)
    _check_text(path)
    header, delimiter, skipped = _header(path, delimiter=reading.delimiter)
    columns = normalised(header, known=table.columns)
    if not columns:
        create_empty(con, table)
        return Landed(columns=(), rows=0, header_line=skipped + 1)
    shape = _shape(path, delimiter=delimiter)
    is_untidy = shape.has_mixed_line_ends or skipped
    readable = _tidied(path, workdir=workdir) if is_untidy else path
    _read(con, readable, table=table, columns=columns, delimiter=delimiter)
    [(rows,)] = con.execute(f"from landing.{table.name} select count(*)").fetchall()
    rejected = _rejected(con, with_text=table.name == ZAKEN.name)
    is_regular = (
        not rejected
        and shape.lines == rows + 1
        and shape.delimiters == (len(columns) - 1) * shape.lines
    )
    if is_regular:
        return Landed(columns=columns, rows=rows)
    walked = _walked(path, columns=columns, delimiter=delimiter, rows=rows, rejected=rejected)
    return replace(walked, header_line=skipped + 1)


def _check_text(path: Path) -> None:
    decoder = codecs.getincrementaldecoder("utf-8")()
    line = 1
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            try:
                if "\0" in decoder.decode(chunk):
                    raise Unreadable(
                        f"{path.name} is geen tekstbestand in UTF-8 (het bevat nul-tekens). "
                        "Sla het op als CSV UTF-8."
                    )
            except UnicodeDecodeError as error:
                line += error.object[: error.start].count(b"\n")
                raise _not_utf8(path, line=line) from None
            line += chunk.count(b"\n")
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        raise _not_utf8(path, line=line) from None


def _not_utf8(path: Path, *, line: int) -> Unreadable:
    return Unreadable(
        f"{path.name}, regel {line}: geen UTF-8. Sla het bestand op als CSV UTF-8, of gebruik een "
        "profiel met de codering van het bronsysteem."
    )


def _header(path: Path, *, delimiter: str | None) -> tuple[list[str], str, int]:
    """Return the header's cells, the delimiter, and how many blank lines stand before it."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        for skipped, line in enumerate(file):
            if line.strip():
                mark = delimiter or delimiter_of(line)
                [header] = csv.reader([line.strip("\r\n")], delimiter=mark)
                return header, mark, skipped
    return [], DELIMITERS[0], 0


def delimiter_of(line: str) -> str:
    """Return the delimiter of a header line: what stands most often outside its quotes."""
    outside = re.sub(r'"[^"]*"', "", line)
    return max(DELIMITERS, key=outside.count)


def _shape(path: Path, *, delimiter: str) -> Shape:
    newlines = returns = pairs = delimiters = 0
    last = b""
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            newlines += chunk.count(b"\n")
            delimiters += chunk.count(delimiter.encode())
            if b"\r" in chunk or last == b"\r":
                returns += chunk.count(b"\r")
                pairs += chunk.count(b"\r\n") + (last == b"\r" and chunk.startswith(b"\n"))
            last = chunk[-1:]
    return Shape(
        lines=newlines + returns - pairs + (last not in (b"", b"\n", b"\r")),
        delimiters=delimiters,
        has_mixed_line_ends=returns > 0 and newlines > 0 and not newlines == returns == pairs,
    )


def _tidied(path: Path, *, workdir: Path) -> Path:
    """Copy a file that starts with blank lines, or whose lines end in several ways.

    DuckDB takes a blank line for the header, and stops at a file with several line ends.
    """
    copy = workdir / f"regels-{path.name}"
    with path.open("rb") as source, copy.open("wb") as target:
        kept = b""
        while chunk := source.read(_CHUNK):
            text = kept + (chunk if target.tell() else chunk.removeprefix(codecs.BOM_UTF8).lstrip())
            kept = text[-1:] if text.endswith(b"\r") else b""
            target.write(_LINE_END.sub(b"\n", text[: len(text) - len(kept)]))
        target.write(_LINE_END.sub(b"\n", kept))
    return copy


def _read(
    con: duckdb.DuckDBPyConnection,
    path: Path,
    *,
    table: Table,
    columns: tuple[str, ...],
    delimiter: str,
) -> None:
    # DuckDB never sees a name that we don't know: positions stand in for all of them
    names = [f"k{position}" for position in range(len(columns))]
    at = chosen(columns, known=table.columns)
    cells = ", ".join(
        f"{identifier(names[at[name]]) if name in at else 'null::varchar'} as {identifier(name)}"
        for name in table.columns
    )
    for rejects in ("reject_errors", "reject_scans"):
        con.execute(f"drop table if exists {rejects}")
    try:
        con.execute(
            f"""
            create table landing.{table.name} as
            from read_csv(
                $path, auto_detect = false, header = true, columns = $columns,
                delim = $delimiter, quote = '"', escape = '"', null_padding = false,
                store_rejects = true, rejects_limit = 0
            )
            select {cells}
            """,
            {
                "path": str(path),
                "columns": dict.fromkeys(names, "varchar"),
                "delimiter": delimiter,
            },
        )
    except duckdb.Error:
        raise _broken_quotes(path.name) from None


def _rejected(con: duckdb.DuckDBPyConnection, *, with_text: bool) -> dict[int, str]:
    """Return the text of each rejected record by its number; the header is record 1."""
    text = "any_value(csv_line)" if with_text else "''"
    rows = con.execute(
        f"from reject_errors select line, {text} group by line order by line"
    ).fetchall()
    return {int(line): text for line, text in rows}


def _walked(
    path: Path, *, columns: tuple[str, ...], delimiter: str, rows: int, rejected: dict[int, str]
) -> Landed:
    lines = array("Q")
    broken: list[int] = []
    surplus: list[int] = []
    with path.open(encoding="utf-8-sig", newline="") as file, _fields_of_any_length():
        header_seen = False
        number = 0
        for start, end, cells in _records(file, delimiter=delimiter):
            if not header_seen:
                header_seen = bool(cells)
                number = int(header_seen)
                continue
            number += 1
            if number in rejected:
                # a quote that is never closed swallows the lines after it: each of them counts
                broken.extend(range(start, end + 1))
            elif cells:
                if len(cells) != len(columns):
                    surplus.append(len(lines))
                lines.append(start)
    if len(lines) != rows:
        raise _broken_quotes(path.name)
    return Landed(
        columns=columns,
        rows=rows,
        broken=tuple(broken),
        surplus=tuple(surplus),
        lines=lines,
        loose_texts=tuple(rejected.values()),
    )


def _records(file: Iterator[str], *, delimiter: str) -> Iterator[tuple[int, int, list[str]]]:
    """Yield first line, last line and cells of every record; a blank line has no cells."""
    reader = csv.reader(file, delimiter=delimiter)
    start = 1
    for cells in reader:
        yield start, reader.line_num, cells
        start = reader.line_num + 1


@contextmanager
def _fields_of_any_length() -> Iterator[None]:
    before = csv.field_size_limit(sys.maxsize)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _broken_quotes(name: str) -> Unreadable:
    return Unreadable(
        f"{name}: de aanhalingstekens kloppen niet, zodat niet te zien is waar een regel eindigt. "
        'Zet een cel met een aanhalingsteken of regeleinde tussen " en verdubbel elke " daarin.'
    )
