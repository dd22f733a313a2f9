"""Land the tables of a delivery: every known column as text, every row in the file's order.

`landing.<table>` always has all columns of `etl.domain.fields`, null where the file lacks one, and
`rowid` counts the file's rows from 0. A column that we don't know never lands: its name is all
that is kept of it. DuckDB's own errors quote the row they stumble on, so none is ever passed on.
"""

from pathlib import Path

import duckdb

from etl.domain.fields import TABLES, Table
from etl.ingest import csv_file, parquet_file, xlsx_file
from etl.ingest.delivery import Delivery
from etl.ingest.source import Landed, create_empty

READERS = {".csv": csv_file.land, ".parquet": parquet_file.land, ".xlsx": xlsx_file.land}


def connect(workdir: Path, *, memory_limit: str) -> duckdb.DuckDBPyConnection:
    """Open the in-memory database of one delivery; what spills to disk is encrypted."""
    return duckdb.connect(
        config={
            "memory_limit": memory_limit,
            "temp_directory": str(workdir / "tijdelijk"),
            "temp_file_encryption": "true",
            # without it, encrypting asks for an extension that downloads itself, and a spill stops;
            # "unsafe" is about its random numbers: good enough for a file that lives for minutes
            "force_mbedtls_unsafe": "true",
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "allow_community_extensions": "false",
        }
    )


def land(con: duckdb.DuckDBPyConnection, delivery: Delivery) -> dict[str, Landed]:
    """Fill the schema `landing`; a table without a file is there, empty."""
    con.execute("create schema landing")
    return {name: _land(con, table, delivery=delivery) for name, table in TABLES.items()}


def _land(con: duckdb.DuckDBPyConnection, table: Table, *, delivery: Delivery) -> Landed:
    path = delivery.files.get(table.name)
    if path is None:
        create_empty(con, table)
        return Landed(columns=table.columns, rows=0)
    return READERS[path.suffix.casefold()](con, path, table=table, workdir=delivery.workdir)
