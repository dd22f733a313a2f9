"""Land a CSV file with DuckDB, and know the file line of every row.

DuckDB counts records, not lines, and lets a surplus empty field at the end of a line pass. A file
is regular when its lines, delimiters and landed rows add up: then row r stands on line r + 2. Any
other file (quoted line ends, blank lines, broken lines) is walked once more with Python's csv
reader, which knows lines. Where the two disagree the quotes are broken, and nobody could say which
row is which: such a file is not readable.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from etl.domain.fields import ZAKEN, Table
from etl.duckdb_paths import quoted, to_read
from etl.full_disk import NO_ROOM
from etl.ingest.csv_bytes import CHUNK, LINE_END, Shape, shape_of
from etl.ingest.csv_header import header_of
from etl.ingest.csv_records import Walk, broken_quotes, walked
from etl.ingest.profile import Reading
from etl.ingest.source import Landed, chosen, create_empty, identifier, normalised
from etl.ingest.text_copy import as_found, in_utf8, needs_copy, without_bare_lines

_PLAIN = Reading()

MOST_REJECTS = 20_000
"""Broken records that DuckDB may report: each takes six kilobytes until the file has been read."""


@dataclass(frozen=True)
class CsvStream:
    """A CSV file whose header was read, and whose rows are read once, by whoever types them."""

    header: Landed
    path: Path
    readable: Path
    """The file itself, or the copy that DuckDB can read."""

    table: Table
    delimiter: str
    shape: Shape
    rough: Walk | None = None
    """Of a file in which so many records are broken that DuckDB cannot report each of them."""

    @property
    def select(self) -> str:
        """The select of the known columns, as text; null where the file lacks one."""
        # DuckDB never sees a name that we don't know: positions stand in for all of them
        columns = self.header.columns
        names = [f"k{position}" for position in range(len(columns))]
        at = chosen(columns, known=self.table.columns)
        cells = ", ".join(
            f"{names[at[name]] if name in at else 'null::varchar'} as {identifier(name)}"
            for name in self.table.columns
        )
        types = ", ".join(f"{name}: 'varchar'" for name in names)
        broken = "store_rejects = true, rejects_limit = 0"
        if self.rough:
            broken = "ignore_errors = true"
        return (
            f"from read_csv({quoted(to_read(self.readable))}, auto_detect = false, header = true, "
            f"columns = {{{types}}}, delim = {quoted(self.delimiter)}, quote = '\"', "
            f"escape = '\"', null_padding = false, {broken}) "
            f"select {cells}"
        )

    @contextmanager
    def reading(self, con: duckdb.DuckDBPyConnection) -> Iterator[None]:
        """Turn DuckDB's error about quotes into ours, which quotes no row."""
        for rejects in ("reject_errors", "reject_scans"):
            con.execute(f"drop table if exists {rejects}")
        try:
            yield
        except (*NO_ROOM, duckdb.ParserException, duckdb.BinderException):
            raise
        except duckdb.Error:
            columns = len(self.header.columns)
            raise broken_quotes(self.path, delimiter=self.delimiter, columns=columns) from None

    def landed(self, con: duckdb.DuckDBPyConnection, *, rows: int) -> Landed:
        """Return what landed, and on which lines."""
        if self.rough:
            return self._with_lines(self.rough, rows=rows)
        rejected = _rejected(con, with_text=self.table.name == ZAKEN.name)
        columns = len(self.header.columns)
        is_regular = (
            not rejected
            and self.shape.lines == rows + 1
            and self.shape.marks[self.delimiter] == (columns - 1) * self.shape.lines
        )
        if is_regular:
            return replace(self.header, rows=rows)
        walk = walked(
            self.path,
            delimiter=self.delimiter,
            columns=columns,
            is_broken=lambda number, cells: number in rejected,
        )
        return self._with_lines(
            replace(walk, texts=tuple(filter(None, rejected.values()))), rows=rows
        )

    def _with_lines(self, walk: Walk, *, rows: int) -> Landed:
        if len(walk.lines) != rows:
            columns = len(self.header.columns)
            raise broken_quotes(self.path, delimiter=self.delimiter, columns=columns)
        return replace(
            self.header,
            rows=rows,
            broken=walk.broken,
            surplus=walk.surplus,
            lines=walk.lines,
            loose_texts=walk.texts,
        )


def stream(
    con: duckdb.DuckDBPyConnection,
    path: Path,
    *,
    table: Table,
    workdir: Path,
    reading: Reading = _PLAIN,
) -> CsvStream | Landed:
    """Open a CSV file as the view `landing.<table>`; without a header, there is nothing to read."""
    opened = _opened(path, table=table, workdir=workdir, reading=reading)
    if isinstance(opened, Landed):
        create_empty(con, table)
        return opened
    with opened.reading(con):
        con.execute(f"create view landing.{table.name} as {opened.select}")
    return opened


def land(
    con: duckdb.DuckDBPyConnection,
    path: Path,
    *,
    table: Table,
    workdir: Path,
    reading: Reading = _PLAIN,
) -> Landed:
    """Land the known columns of a CSV file, as the table `landing.<table>`."""
    opened = _opened(path, table=table, workdir=workdir, reading=reading)
    if isinstance(opened, Landed):
        create_empty(con, table)
        return opened
    with opened.reading(con):
        con.execute(f"create table landing.{table.name} as {opened.select}")
    [(rows,)] = con.execute(f"from landing.{table.name} select count(*)").fetchall()
    return opened.landed(con, rows=rows)


def _opened(path: Path, *, table: Table, workdir: Path, reading: Reading) -> CsvStream | Landed:
    reading = as_found(path, reading)
    if needs_copy(reading):
        path = in_utf8(path, reading=reading, workdir=workdir)
    shape = shape_of(path, delimiter=reading.delimiter)
    found = header_of(path, delimiter=reading.delimiter)
    if shape.starts_with_mark:
        path = without_bare_lines(path, delimiter=found.delimiter, workdir=workdir)
        shape = shape_of(path, delimiter=found.delimiter)
    columns = normalised(found.cells, known=table.columns)
    if not columns:
        return Landed(columns=(), rows=0, header_line=1)
    off = shape.marks[found.delimiter] - (len(columns) - 1) * shape.lines
    is_untidy = shape.has_mixed_line_ends or found.skipped
    return CsvStream(
        header=Landed(columns=columns, rows=0, header_line=found.skipped + 1),
        path=path,
        readable=_tidied(path, workdir=workdir) if is_untidy else path,
        table=table,
        delimiter=found.delimiter,
        shape=shape,
        rough=_rough(path, table=table, delimiter=found.delimiter, columns=len(columns))
        if abs(off) > MOST_REJECTS
        else None,
    )


def _rough(path: Path, *, table: Table, delimiter: str, columns: int) -> Walk | None:
    """Return the walk over a file with too many broken records for DuckDB to report."""

    def is_broken(number: int, cells: list[str]) -> bool:
        # as DuckDB has it: empty fields too many at the end are none
        return bool(cells) and (len(cells) < columns or any(cells[columns:]))

    walk = walked(
        path,
        delimiter=delimiter,
        columns=columns,
        is_broken=is_broken,
        with_texts=table.name == ZAKEN.name,
    )
    return walk if len(walk.broken) > MOST_REJECTS else None


def _tidied(path: Path, *, workdir: Path) -> Path:
    """Copy a file that starts with blank lines, or whose lines end in several ways.

    DuckDB takes a blank line for the header, and stops at a file with several line ends.
    """
    copy = workdir / f"regels-{path.name}"
    with path.open("rb") as source, copy.open("wb") as target:
        kept = b""
        while chunk := source.read(CHUNK):
            text = kept + (chunk if target.tell() else chunk.removeprefix(codecs.BOM_UTF8).lstrip())
            kept = text[-1:] if text.endswith(b"\r") else b""
            target.write(LINE_END.sub(b"\n", text[: len(text) - len(kept)]))
        target.write(LINE_END.sub(b"\n", kept))
    return copy


def _rejected(con: duckdb.DuckDBPyConnection, *, with_text: bool) -> dict[int, str]:
    """Return the text of each rejected record by its number; the header is record 1."""
    text = "any_value(csv_line)" if with_text else "''"
    rows = con.execute(
        f"from reject_errors select line, {text} group by line order by line"
    ).fetchall()
    return {int(line): text for line, text in rows}
