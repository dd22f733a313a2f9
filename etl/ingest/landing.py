"""Land the tables of a delivery: every known column as text, every row in the file's order.

A table that the delivery's profile makes lands as delivered first, and is translated from there.

`landing.<table>` always has all columns of `etl.domain.fields`, null where the file lacks one, and
`rowid` counts the file's rows from 0. A column that we don't know never lands: its name is all
that is kept of it. DuckDB's own errors quote the row they stumble on, so none is ever passed on.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import duckdb

from etl.domain.fields import TABLES, Table
from etl.duckdb_paths import to_write
from etl.ingest import csv_file, parquet_file, xes_file, xlsx_file
from etl.ingest.delivery import Delivery
from etl.ingest.log_mapping import land_log
from etl.ingest.profile import Reading
from etl.ingest.source import Landed, Stream, create_empty
from etl.ingest.tables import land_tables

READERS = {
    ".csv": csv_file.land,
    ".txt": csv_file.land,
    ".tsv": csv_file.land,
    ".parquet": parquet_file.land,
    ".xlsx": xlsx_file.land,
    ".xes": xes_file.land,
}


STREAMED = (".csv",)
"""Files that are read only once, by whoever types their rows."""


def connect(
    workdir: Path, *, memory_limit: str, threads: int | None = None
) -> duckdb.DuckDBPyConnection:
    """Open the in-memory database of one delivery; what spills to disk is encrypted."""
    con = duckdb.connect(
        config={
            "memory_limit": memory_limit,
            **({"threads": str(threads)} if threads else {}),
            "temp_directory": to_write(workdir / "tijdelijk"),
            "temp_file_encryption": "true",
            # without it, encrypting asks for an extension that downloads itself, and a spill stops;
            # "unsafe" is about its random numbers: good enough for a file that lives for minutes
            "force_mbedtls_unsafe": "true",
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "allow_community_extensions": "false",
        }
    )
    # by default that of the machine, in which DuckDB reads moments an hour off in Auckland
    con.execute("set TimeZone = 'UTC'")
    return con


def land(
    con: duckdb.DuckDBPyConnection, delivery: Delivery, *, pads: Mapping[str, bytes]
) -> dict[str, Landed | Stream]:
    """Fill the schema `landing`; a table without a file is there, empty.

    A CSV file in our own layout is a view: it is read when its rows are typed.

    Args:
        pads: of the key under which ids of another shape are replaced.
    """
    con.execute("create schema landing")

    def read(path: Path, table: Table, reading: Reading) -> Landed:
        reader = READERS[path.suffix.casefold()]
        return reader(con, path, table=table, workdir=delivery.workdir, reading=reading)

    profile, files = delivery.profile, delivery.files
    if profile.log and "zaken" in files:
        made: dict[str, Landed | Stream] = {
            **land_log(con, profile, profile.log, path=files["zaken"], read=read, pads=pads)
        }
        rest = {name: one for name, one in profile.tables.items() if name not in made}
        profile = replace(profile, tables=rest)
    else:
        made = {}
    made |= land_tables(con, profile, files=delivery.parts, read=read, pads=pads)
    for name, table in TABLES.items():
        if name not in made:
            made[name] = _own(con, delivery, table)
    return {name: _passed_over(name, made, files=files) for name in made}


def _passed_over(
    name: str, made: Mapping[str, Landed | Stream], *, files: Mapping[str, Path]
) -> Landed | Stream:
    """Return a table with the sheets beside it that no table is made of, told once a workbook."""
    landed = made[name]
    if isinstance(landed, Landed) and landed.other_sheets:
        same = [one for one in made if name in files and files.get(one) == files[name]]
        read = {one.sheet for one in map(made.get, same) if isinstance(one, Landed)}
        rest = landed.other_sheets - read if name == same[0] else frozenset()
        return replace(landed, other_sheets=rest)
    return landed


def _own(con: duckdb.DuckDBPyConnection, delivery: Delivery, table: Table) -> Landed | Stream:
    """Land a table that is delivered in our own layout, or not at all."""
    ours = frozenset(table.columns)
    path = delivery.files.get(table.name)
    if path is None:
        create_empty(con, table)
        return Landed(columns=table.columns, rows=0, known=ours, filled=ours)
    if path.suffix.casefold() in STREAMED:
        opened = csv_file.stream(con, path, table=table, workdir=delivery.workdir)
        if not isinstance(opened, Landed):
            return replace(opened, header=_known(opened.header, ours))
        return _known(opened, ours)
    reader = READERS[path.suffix.casefold()]
    landed = reader(con, path, table=table, workdir=delivery.workdir, reading=Reading())
    return _known(landed, ours)


def _known(landed: Landed, ours: frozenset[str]) -> Landed:
    return replace(landed, known=ours, filled=ours.intersection(landed.columns))
