"""Carry out a profile: from the tables as they were delivered to the landing tables of ours.

Each file lands first under the supplier's own names (`landing.geleverd_<table>`); from there every
table is one select. Columns that the profile leaves out land there too, and go no further: they
are searched for personal data and dropped. `bron` remembers the delivered row, so that each row,
also one of a step that stood in columns of its zaak, still knows its line in the supplier's file.
An id that is replaced keeps its original beside it (`<column>_geleverd`) until that search is done.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb
import numpy as np

from etl.domain.fields import Field, Kind, Table
from etl.ingest.cells import Parameters, plain, spread_routes, value
from etl.ingest.parts import land_parts
from etl.ingest.profile import Block, Reading, TableMap
from etl.ingest.source import Landed, Read, identifier

TYPED_FILES = (".xlsx", ".parquet")

DELIVERED = "geleverd_"
"""Before the name of a table in `landing`: as it was delivered."""


@dataclass(frozen=True)
class Source:
    """A table as it was delivered, and the way its cells are written."""

    name: str
    """In the schema `landing`."""

    landed: Landed
    reading: Reading
    is_typed: bool


def read_source(
    con: duckdb.DuckDBPyConnection,
    paths: Sequence[Path],
    name: str,
    reading: Reading,
    *,
    wanted: Iterable[str],
    read: Read,
) -> Source:
    """Land columns of a file, or of several, under the supplier's own names.

    Args:
        con: the database of this delivery.
        paths: of the files.
        name: of the table that it becomes.
        reading: how the file is read.
        wanted: the columns that are used, and those that are only looked at.
        read: lands columns from a file.
    """
    fields = tuple(Field(column, Kind.CODE, "") for column in sorted(wanted))
    table = Table(name, name, "", needed=False, fields=fields)
    landed = land_parts(con, paths, table, reading, read=read)
    con.execute(f"alter table landing.{name} rename to {DELIVERED}{name}")
    is_typed = paths[0].suffix.casefold() in TYPED_FILES
    return Source(f"landing.{DELIVERED}{name}", landed, reading, is_typed)


def with_header(landed: Landed, *, wanted: Mapping[str, str], left_out: frozenset[str]) -> Landed:
    """Return what landed with what may stand in its header, and what is missing there."""
    return replace(
        landed,
        known=frozenset(wanted) | left_out,
        left_out=tuple(sorted(left_out.intersection(landed.columns).difference(wanted))),
        absent={name: ours for name, ours in wanted.items() if name not in landed.columns},
        parts=tuple(
            with_header(replace(part, filled=landed.filled), wanted=wanted, left_out=left_out)
            for part in landed.parts
        ),
    )


def table_cells(
    table: Table, made: TableMap, block: Block | None, *, source: Source, p: Parameters
) -> list[str]:
    """Return an expression for every column of a table, named."""
    columns = {**made.columns, **(block.columns if block else {})}
    constants = {**made.constants, **(block.constants if block else {})}
    cells = []
    for field in table.fields:
        name = field.name
        if name in columns:
            cell = identifier(columns[name])
            text = value(
                cell,
                field,
                codes=made.codes.get(name, {}),
                dates=made.dates.get(name, source.reading.dates),
                reading=source.reading,
                is_typed=source.is_typed,
                p=p,
            )
            if field.kind is Kind.PSEUDONYM and source.reading.keyed_ids:
                cells.append(f"{cell} as {name}_geleverd")
        elif name in made.routes:
            text = spread_routes(
                {code: identifier(column) for code, column in made.routes[name].items()},
                reading=source.reading,
                no_route=made.no_route.get(name),
                p=p,
            )
        else:
            text = f"{p.add(constants[name])}::varchar" if name in constants else "null::varchar"
        cells.append(f"{text} as {name}")
    return cells


def is_a_row(columns: Iterable[str], *, reading: Reading, p: Parameters) -> str:
    """Return the condition of a row that is not a total."""
    if not reading.totals:
        return "true"
    words = p.texts([word for word in reading.totals if not word.endswith("*")])
    begins = [p.add(word[:-1]) for word in reading.totals if word.endswith("*")]
    conditions = []
    for cell in (plain(identifier(column)) for column in columns):
        is_total = [f"list_contains({words}, {cell})"]
        is_total += [f"starts_with({cell}, {begin}::varchar)" for begin in begins]
        conditions += [f"not coalesce({one}, false)" for one in is_total]
    return " and ".join(conditions)


def lines_kept(con: duckdb.DuckDBPyConnection, table: str, *, source: Landed) -> Landed:
    """Return what landed after a select, with the lines and faults of the rows it came from."""
    [brons] = con.execute(f"from landing.{table} select bron order by rowid").fetchnumpy().values()
    lines = _lines(brons, source)
    surplus = con.execute(
        f"from landing.{table} select rowid where bron in (from unnest($rows::bigint[])) "
        "order by rowid",
        {"rows": list(source.surplus)},
    ).fetchall()
    return replace(
        source, rows=len(lines), lines=lines, surplus=tuple(int(row) for (row,) in surplus)
    )


def _lines(brons: np.ndarray, source: Landed) -> array[int]:
    """Return the file line of each delivered row: of millions, so without a loop."""
    if source.lines is None:
        found = brons + 2
    else:
        found = np.frombuffer(source.lines, dtype=np.uint64)[brons]
    lines = array("Q")
    lines.frombytes(found.astype(np.uint64).tobytes())
    return lines


def filled_by(made: TableMap, header: Iterable[str]) -> frozenset[str]:
    """Return the columns of ours that get something from a file with this header."""
    here = frozenset(header)
    return frozenset(
        {
            *made.constants,
            *(ours for ours, theirs in made.columns.items() if theirs in here),
            *(ours for ours, spread in made.routes.items() if here.issuperset(spread.values())),
        }
    )
