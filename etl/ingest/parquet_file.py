"""Land a Parquet file: dates as JJJJ-MM-DD, whole numbers without a decimal, all else as text.

A column that holds moments, counted from universal time, is read by the clock in the Netherlands,
wherever the machine stands: in our own layout as the day, in a supplier's as day and time.
"""

from pathlib import Path

import duckdb

from etl.domain.fields import Field, Kind, Table
from etl.duckdb_paths import to_read
from etl.errors import Unreadable
from etl.ingest.cells import HOME
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
        f"{_cell(one, described[at[one.name]] if one.name in at else None)} "
        f"as {identifier(one.name)}"
        for one in table.fields
    )
    try:
        con.execute(
            f"create table landing.{table.name} as from read_parquet($path) select {cells}", source
        )
    except duckdb.Error:
        raise _unreadable(path.name) from None
    [(rows,)] = con.execute(f"from landing.{table.name} select count(*)").fetchall()
    return Landed(columns=columns, rows=rows)


def _cell(field: Field, described: tuple[str, ...] | None) -> str:
    """Return the text of a column, of which DuckDB described the name and type."""
    if described is None:
        return "null::varchar"
    column, kind = identifier(described[0]), described[1]
    if kind == "TIMESTAMP WITH TIME ZONE":
        column = f"timezone('{HOME}', {column})"
        if field.kind is Kind.DATE:
            return f"{column}::date::varchar"
    if kind.startswith("TIMESTAMP"):
        return f"regexp_replace(date_trunc('second', {column})::varchar, ' 00:00:00$', '')"
    if kind in ("DOUBLE", "FLOAT") or kind.startswith("DECIMAL"):
        return rf"regexp_replace({column}::varchar, '\.0+$', '')"
    return f"{column}::varchar"


def _unreadable(name: str) -> Unreadable:
    return Unreadable(f"{name} is geen leesbaar Parquet-bestand. Exporteer het opnieuw.")
