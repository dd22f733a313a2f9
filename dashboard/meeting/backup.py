"""Keep the meetings elsewhere and put them back: one file, the same for SQLite and PostgreSQL.

The file is gzipped JSON: every row of every table, the form of the database they came from, and a
SHA-256 over the rows. So a backup can also carry meetings from a file to PostgreSQL. Restoring is
all or nothing, and replaces meetings only when that is asked for.
"""

import gzip
import hashlib
import json
import os
import zlib
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Date, Table, delete, func, insert, select, text, update

from dashboard.meeting.database import Base, Database, Utc, now
from dashboard.meeting.models import Toegang, Vergadering
from etl.errors import Unreadable, UsageError

FORMAT = "mas-vergaderingen 1"
_NOT_THE_MEETINGS = frozenset({"teller"})
"""Filled by the first migration: a database with only these is empty."""


def backup(database: Database, file: Path) -> int:
    """Write all meetings to a file and return how many; an interrupted write leaves no file."""
    with database.connection() as connection:
        if not database.is_sqlite:
            connection.execute(text("set transaction isolation level repeatable read"))
        tables = {
            table.name: [
                {
                    column.name: _written(value)
                    for column, value in zip(table.columns, row, strict=True)
                }
                for row in connection.execute(select(table).order_by(*table.primary_key.columns))
            ]
            for table in Base.metadata.sorted_tables
        }
        content = {
            "soort": FORMAT,
            "stand": _heads(connection),
            "som": _sum(tables),
            "tabellen": tables,
        }
    _write(file, gzip.compress(json.dumps(content).encode(), mtime=0))
    return len(tables["vergadering"])


def _write(file: Path, content: bytes) -> None:
    if file.is_dir():
        raise UsageError(f"{file} is een map. Noem een bestand, zoals {file / 'vergaderingen.gz'}.")
    half = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        try:
            descriptor = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "wb") as raw:
                raw.write(content)
                raw.flush()
                os.fsync(raw.fileno())
            half.replace(file)
        finally:
            half.unlink(missing_ok=True)
    except OSError as error:
        raise UsageError(
            f"{file} is niet te schrijven ({type(error).__name__}). Is er schijfruimte, en mag "
            "hier geschreven worden? Kies anders een andere plek."
        ) from None


def restore(
    database: Database, file: Path, *, replace: bool = False, with_links: bool = False
) -> int:
    """Put meetings back from a file and return how many.

    Links end, unless they are asked for: the file may be older than the day on which one was
    withdrawn, and its sum keeps nobody from writing links of his own into it.

    Raises:
        Unreadable: the file is no backup, is damaged, or is of another form of the database.
        UsageError: there are meetings already, and `replace` was not asked.
    """
    content = _read(file)
    tables: dict[str, list[dict[str, Any]]] = content["tabellen"]
    order = Base.metadata.sorted_tables
    with database.connection() as connection:
        if content["stand"] != _heads(connection):
            raise Unreadable(
                f"{file} komt van een andere versie van de MAS-monitor. Zet de reservekopie terug "
                "met die versie, en werk daarna bij."
            )
        if not replace and any(_count(connection, table) for table in order):
            raise UsageError(
                "Er staan al vergaderingen. Maak er eerst een reservekopie van, en vervang ze dan "
                "met --vervang."
            )
        for table in reversed(order):
            connection.execute(delete(table))
        for table in order:
            rows = [_row(table, row) for row in tables[table.name]]
            if table.name == Toegang.__tablename__ and not with_links:
                rows = [row | {"ingetrokken_op": row["ingetrokken_op"] or now()} for row in rows]
            if rows:
                connection.execute(insert(table), _alone(table, rows))
        _follow_on(connection, tables["vergadering"])
    return len(tables["vergadering"])


def _alone(table: Table, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Leave out which meeting another follows on: that one may not be there yet."""
    if table.name != Vergadering.__tablename__:
        return rows
    return [row | {"vorige_id": None} for row in rows]


def _follow_on(connection: Connection, meetings: list[dict[str, Any]]) -> None:
    for row in meetings:
        if row["vorige_id"]:
            connection.execute(
                update(Vergadering)
                .where(Vergadering.id == row["id"])
                .values(vorige_id=row["vorige_id"])
            )


def _read(file: Path) -> dict[str, Any]:
    try:
        content = json.loads(gzip.decompress(file.read_bytes()))
    except (OSError, EOFError, ValueError, RecursionError, zlib.error):
        raise Unreadable(
            f"{file} is niet te lezen als reservekopie. Kies een ander bestand."
        ) from None
    if not isinstance(content, dict) or content.get("soort") != FORMAT:
        raise Unreadable(f"{file} is geen reservekopie van vergaderingen.")
    if _missing(content) or content["som"] != _sum(content["tabellen"]):
        raise Unreadable(f"{file} is beschadigd: de controlesom klopt niet. Kies een oudere kopie.")
    return content


def _missing(content: dict[str, Any]) -> bool:
    tables = content.get("tabellen")
    known = {table.name for table in Base.metadata.sorted_tables}
    return not (
        {"som", "stand"} <= content.keys() and isinstance(tables, dict) and known <= tables.keys()
    )


def _sum(tables: dict[str, list[dict[str, Any]]]) -> str:
    return hashlib.sha256(json.dumps(tables, sort_keys=True).encode()).hexdigest()


def _heads(connection: Connection) -> list[str]:
    rows = connection.execute(text("select version_num from alembic_version")).scalars()
    return sorted(rows)


def _count(connection: Connection, table: Table) -> int:
    if table.name in _NOT_THE_MEETINGS:
        return 0
    return connection.execute(select(func.count()).select_from(table)).scalar_one()


def _written(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value


def _row(table: Table, row: dict[str, Any]) -> dict[str, Any]:
    return {column.name: _moment(column.type, row.get(column.name)) for column in table.columns}


def _moment(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(kind, Utc):
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if isinstance(kind, Date) else value
