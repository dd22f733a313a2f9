"""What a reader of one file format hands over after its rows have landed."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import duckdb

from etl.domain.fields import Table
from etl.ingest.profile import Reading


@dataclass(frozen=True)
class Difference:
    """A column of which rows of one zaak say different things."""

    column: str
    zaken: int
    lines: tuple[int, ...]
    """Per zaak its first line and the first that differs; not of every zaak when there are many."""


@dataclass(frozen=True)
class Landed:
    """What is known of a table after landing, besides its rows."""

    columns: tuple[str, ...]
    """The header as delivered, trimmed and in lower case."""

    rows: int
    """Rows that landed."""

    broken: tuple[int, ...] = ()
    """File lines that did not land: too few or too many fields, or quotes that don't match."""

    surplus: tuple[int, ...] = ()
    """`rowid` of rows that landed although they had a field too many."""

    lines: array[int] | None = field(default=None, repr=False)
    """File line of each landed row; None when row r stands on line r + 2."""

    header_line: int = 1
    """File line of the header: below title lines and blank lines."""

    known: frozenset[str] = frozenset()
    """Names that a header may have: those that are read, and those that are left out."""

    filled: frozenset[str] = frozenset()
    """Our columns that the header gives something for."""

    left_out: tuple[str, ...] = ()
    """Columns that the profile leaves out: they landed as delivered, to be looked at."""

    absent: Mapping[str, str] = field(default_factory=dict)
    """Columns that the profile names and the header lacks, with our column that needed each."""

    differences: tuple[Difference, ...] = ()
    """Where rows of one zaak contradict each other; see `landing.tegenstrijdig`."""

    of_rows: int | None = None
    """Rows of the file that these were made of, where that is another number; None elsewhere."""

    said_again: tuple[int, ...] = ()
    """Lines with what another line of the same zaak says already: they count once."""

    completed: int = 0
    """Rows that got the zaak of the row above: `etl.ingest.filled_down`."""

    doubtful: tuple[int, ...] = ()
    """Lines by which it shows that rows were sorted or filtered before they were completed."""

    sheet: str | None = field(default=None, repr=False)
    """The sheet of a workbook that was read. Its name is never shown."""

    other_sheets: frozenset[str] = field(default=frozenset(), repr=False)
    """Sheets of the same workbook with content that were passed over; only counted."""

    loose_texts: tuple[str, ...] = field(default=(), repr=False)
    """The text of broken lines of zaken: only to recognise whose steps follow. Never shown."""

    parts: tuple[Landed, ...] = field(default=(), repr=False)
    """What is known of each file, where the table stands in several: `etl.ingest.parts`."""

    again_elsewhere: tuple[int, ...] = ()
    """Lines with what another file of the table says as well."""

    @property
    def gelezen(self) -> int:
        """Rows in the file: those that landed and those that could not."""
        return self.rows + len(self.broken)

    def line(self, row: int) -> int:
        """Return the file line of a landed row; the header is line 1."""
        return row + 2 if self.lines is None else self.lines[row]

    def lines_of(self, rows: Iterable[int]) -> tuple[int, ...]:
        """Return the file lines of landed rows."""
        return tuple(self.line(row) for row in rows)


Read = Callable[[Path, Table, Reading], Landed]
"""Lands the columns of a table from a file."""


class Stream(Protocol):
    """A file that is open but not yet read: its rows come by the view `landing.<table>`."""

    @property
    def header(self) -> Landed:
        """What its header says; of its rows nothing is known yet."""

    def reading(self, con: duckdb.DuckDBPyConnection) -> AbstractContextManager[None]:
        """Stand around the one select that reads the view."""

    def landed(self, con: duckdb.DuckDBPyConnection, *, rows: int) -> Landed:
        """Return what landed, after so many rows were read."""


_NO_NAMES = ("", "rowid")
"""Headers that DuckDB has no column for: it needs a name, and counts rows under the other one."""


def create_empty(con: duckdb.DuckDBPyConnection, table: Table) -> None:
    """Create the landing table of a file without rows."""
    columns = ", ".join(f"{identifier(name)} varchar" for name in table.columns)
    con.execute(f"create table landing.{table.name} ({columns})")


def normalised(header: Iterable[object], *, known: Sequence[str] = ()) -> tuple[str, ...]:
    """Return column names as they are compared: in lower case, without spaces around them.

    >>> normalised([" Zaak  ID", None], known=["zaak_id"])
    ('zaak_id', '')
    """
    names = [" ".join(str(name or "").lower().split()) for name in header]
    ours = {name.replace("_", " "): name for name in known}
    return tuple(name if name in known else ours.get(name, name) for name in names)


def identifier(name: str) -> str:
    """Quote the name of a column in `landing` for SQL."""
    if name in _NO_NAMES:
        # names are trimmed, so that this is no other column's
        name = f"{name} "
    return '"' + name.replace('"', '""') + '"'


def chosen(columns: Sequence[str], *, known: Sequence[str]) -> dict[str, int]:
    """Return the position in a file of each known column that it has."""
    return {name: columns.index(name) for name in known if name in columns}
