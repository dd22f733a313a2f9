"""Land a Parquet file: dates as JJJJ-MM-DD, whole numbers without a decimal, all else as text."""

from pathlib import Path

import duckdb

from etl.domain.fields import Table
from etl.duckdb_paths import to_read
from etl.errors import Unreadable
from etl.ingest.profile import Reading
from etl.ingest.source import Landed, chosen, identifier, normalised

_PLAIN = Reading()


def land(
    con: duckdb.DuckDBPyConnection,
    path: Path,
    *,
    table: Table,
    workdir: Path,
    reading: Reading = _PLAIN,
) -> Landed:
    """Land the known columns of a Parquet file."""
    source = {"path": to_read(path)}
    try:
        described = con.execute("describe from read_parquet($path)", source).fetchall()
    except duckdb.Error:
        raise _unreadable(path.name) from None
    columns = normalised([row[0] for row in described], known=table.columns)
    at = chosen(columns, known=table.columns)
    cells = ", ".join(
        f"{_as_text(*described[at[name]][:2]) if name in at else 'null::varchar'} "
        f"as {identifier(name)}"
        for name in table.columns
    )
    try:
        con.execute(
            f"create table landing.{table.name} as from read_parquet($path) select {cells}", source
        )
    except duckdb.Error:
        raise _unreadable(path.name) from None
    [(rows,)] = con.execute(f"from landing.{table.name} select count(*)").fetchall()
    return Landed(columns=columns, rows=rows)


def _as_text(name: str, kind: str) -> str:
    column = '"' + name.replace('"', '""') + '"'
    if kind.startswith("TIMESTAMP"):
        return rf"regexp_replace({column}::varchar, ' 00:00:00(\+00)?$', '')"
    if kind in ("DOUBLE", "FLOAT") or kind.startswith("DECIMAL"):
        return rf"regexp_replace({column}::varchar, '\.0+$', '')"
    return f"{column}::varchar"


def _unreadable(name: str) -> Unreadable:
    return Unreadable(f"{name} is geen leesbaar Parquet-bestand. Exporteer het opnieuw.")
