"""Carry out a profile: from the tables as they were delivered to the landing tables of ours.

Each file lands first under the supplier's own names (`landing.geleverd_<table>`); from there every
table is one select. Columns that the profile leaves out land there too, and go no further: they
are searched for personal data and dropped. `bron` remembers the delivered row, so that each row,
also one of a step that stood in columns of its zaak, still knows its line in the supplier's file.
An id that is replaced keeps its original beside it (`<column>_geleverd`) until that search is done.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from etl.domain.fields import TABLES, Field, Kind, Table
from etl.ingest.cells import Parameters, filled, plain, spread_routes, value
from etl.ingest.profile import Block, Profile, Reading, TableMap
from etl.ingest.source import Landed, create_empty, identifier

Read = Callable[[Path, Table, Reading], Landed]
"""Lands the columns of a table from a file."""

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


def land_tables(
    con: duckdb.DuckDBPyConnection,
    profile: Profile,
    *,
    files: Mapping[str, Path],
    read: Read,
    pads: Mapping[str, bytes],
) -> dict[str, Landed]:
    """Fill the landing tables that a profile makes from tables."""
    landed: dict[str, Landed] = {}
    sources: dict[str, Source] = {}
    for name, made in profile.tables.items():
        if name not in files:
            create_empty(con, TABLES[name])
            landed[name] = Landed(columns=(), rows=0, filled=frozenset(TABLES[name].columns))
        elif made.blocks:
            landed[name] = _from_blocks(
                con, name, made, zaken=profile.tables["zaken"], source=sources["zaken"], pads=pads
            )
        else:
            wanted, left_out = dict(_wanted(name, profile)), _left_out(name, profile)
            sources[name] = read_source(
                con, files[name], name, made.reading, wanted={*wanted, *left_out}, read=read
            )
            landed[name] = _from_file(con, name, made, source=sources[name], pads=pads)
            landed[name] = with_header(landed[name], wanted=wanted, left_out=left_out)
    return landed


def read_source(
    con: duckdb.DuckDBPyConnection,
    path: Path,
    name: str,
    reading: Reading,
    *,
    wanted: Iterable[str],
    read: Read,
) -> Source:
    """Land columns of a file under the supplier's own names.

    Args:
        con: the database of this delivery.
        path: of the file.
        name: of the table that it becomes.
        reading: how the file is read.
        wanted: the columns that are used, and those that are only looked at.
        read: lands columns from a file.
    """
    fields = tuple(Field(column, Kind.CODE, "") for column in sorted(wanted))
    table = Table(name, name, "", needed=False, fields=fields)
    landed = read(path, table, reading)
    con.execute(f"alter table landing.{name} rename to {DELIVERED}{name}")
    is_typed = path.suffix.casefold() in TYPED_FILES
    return Source(f"landing.{DELIVERED}{name}", landed, reading, is_typed)


def with_header(landed: Landed, *, wanted: Mapping[str, str], left_out: frozenset[str]) -> Landed:
    """Return what landed with what may stand in its header, and what is missing there."""
    return replace(
        landed,
        known=frozenset(wanted) | left_out,
        left_out=tuple(sorted(left_out.intersection(landed.columns).difference(wanted))),
        absent={name: ours for name, ours in wanted.items() if name not in landed.columns},
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
    words = p.texts(reading.totals)
    return " and ".join(
        f"not coalesce(list_contains({words}, {plain(identifier(column))}), false)"
        for column in columns
    )


def lines_kept(con: duckdb.DuckDBPyConnection, table: str, *, source: Landed) -> Landed:
    """Return what landed after a select, with the lines and faults of the rows it came from."""
    [brons] = con.execute(f"from landing.{table} select bron order by rowid").fetchnumpy().values()
    lines = array("Q", (source.line(int(bron)) for bron in brons))
    surplus = con.execute(
        f"from landing.{table} select rowid where bron in (from unnest($rows::bigint[])) "
        "order by rowid",
        {"rows": list(source.surplus)},
    ).fetchall()
    return replace(
        source, rows=len(lines), lines=lines, surplus=tuple(int(row) for (row,) in surplus)
    )


def _from_file(
    con: duckdb.DuckDBPyConnection,
    name: str,
    made: TableMap,
    *,
    source: Source,
    pads: Mapping[str, bytes],
) -> Landed:
    p = Parameters(pads)
    cells = table_cells(TABLES[name], made, None, source=source, p=p)
    where = is_a_row(sorted(made.used), reading=source.reading, p=p)
    con.execute(
        f"create table landing.{name} as from {source.name} "
        f"select rowid as bron, {', '.join(cells)} where {where}",
        p.values,
    )
    landed = source.landed
    if source.reading.totals:
        landed = lines_kept(con, name, source=landed)
    here = frozenset(landed.columns)
    filled_columns = {
        *made.constants,
        *(ours for ours, theirs in made.columns.items() if theirs in here),
        *(ours for ours, spread in made.routes.items() if here.issuperset(spread.values())),
    }
    loose = () if source.reading.keyed_ids else landed.loose_texts
    return replace(landed, filled=frozenset(filled_columns), loose_texts=loose)


def _from_blocks(
    con: duckdb.DuckDBPyConnection,
    name: str,
    made: TableMap,
    *,
    zaken: TableMap,
    source: Source,
    pads: Mapping[str, bytes],
) -> Landed:
    """Fill a table from columns of the zaken file: a block of columns is a row when one is filled.

    What is wrong with the file itself (its header, its broken lines) is said where it is zaken.
    """
    p = Parameters(pads)
    id_column = {"zaak_id": zaken.columns["zaak_id"]} if "zaak_id" in zaken.columns else {}
    with_id = replace(made, columns={**made.columns, **id_column})
    is_row = is_a_row(sorted(zaken.used), reading=source.reading, p=p)
    selects = []
    for place, block in enumerate(made.blocks):
        cells = table_cells(TABLES[name], with_id, block, source=source, p=p)
        read = [filled(identifier(one), source.reading, p) for one in block.columns.values()]
        selects.append(
            f"from {source.name} select rowid as bron, {place} as plek, {', '.join(cells)} "
            f"where coalesce({', '.join(read)}) is not null and {is_row}"
        )
    con.execute(
        f"create table landing.{name} as from ({' union all '.join(selects)}) order by bron, plek",
        p.values,
    )
    landed = lines_kept(con, name, source=source.landed)
    return replace(
        landed,
        columns=(),
        broken=(),
        loose_texts=(),
        other_sheets=frozenset(),
        filled=frozenset({*with_id.columns, *made.filled}),
    )


def _wanted(name: str, profile: Profile) -> Iterable[tuple[str, str]]:
    """Yield the supplier's columns that a file must have, each with the column of ours."""
    made = profile.tables[name]
    for ours, theirs in made.columns.items():
        yield theirs, ours
    for ours, spread in made.routes.items():
        yield from ((theirs, ours) for theirs in spread.values())
    if name == "zaken":
        for other in profile.tables.values():
            for block in other.blocks:
                yield from ((theirs, ours) for ours, theirs in block.columns.items())


def _left_out(name: str, profile: Profile) -> frozenset[str]:
    others = [made.left_out for made in profile.tables.values() if made.blocks]
    return profile.tables[name].left_out.union(*(others if name == "zaken" else []))
