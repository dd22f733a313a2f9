"""Land the first sheet of a workbook: dates as JJJJ-MM-DD, whole numbers without a decimal.

openpyxl reads, since DuckDB's own reader is an extension that downloads itself. Rows without any
content are no rows; a row with content beyond the header has too many fields.
"""

import zipfile
from array import array
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from pathlib import Path

import duckdb
import openpyxl
import pandas as pd
from openpyxl.utils.exceptions import InvalidFileException

from etl.domain.fields import Table
from etl.errors import Unreadable
from etl.ingest.source import Landed, chosen, normalised


def land(con: duckdb.DuckDBPyConnection, path: Path, *, table: Table, workdir: Path) -> Landed:
    """Land the known columns of a workbook's first sheet."""
    rows = _rows(path)
    header = _without_tail(next((cells for _, cells in rows), ()))
    columns = normalised(header)
    at = chosen(columns, known=table.columns)
    texts: dict[str, list[str | None]] = {name: [] for name in table.columns}
    lines = array("Q")
    surplus: list[int] = []
    for line, cells in rows:
        if len(_without_tail(cells)) > len(columns):
            surplus.append(len(lines))
        lines.append(line)
        for name, column in texts.items():
            cell = cells[at[name]] if name in at and at[name] < len(cells) else None
            column.append(as_text(cell))
    frame = pd.DataFrame(texts, columns=list(table.columns), dtype=object)
    con.register("werkblad", frame)
    cells_as_text = ", ".join(f"{name}::varchar as {name}" for name in table.columns)
    con.execute(f"create table landing.{table.name} as from werkblad select {cells_as_text}")
    con.unregister("werkblad")
    return Landed(columns=columns, rows=len(lines), surplus=tuple(surplus), lines=lines)


def as_text(cell: object) -> str | None:
    """Write a cell as it would stand in a CSV.

    >>> as_text(datetime(2026, 8, 1)), as_text(16.0), as_text(None)
    ('2026-08-01', '16', None)
    """
    if cell is None:
        return None
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _rows(path: Path) -> Iterator[tuple[int, tuple[object, ...]]]:
    """Yield line and cells of every row that holds something."""
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        try:
            sheet = book.worksheets[0]
            # some writers state a size that is too small; without it the rows themselves are read
            sheet.reset_dimensions()
            for line, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
                if any(_has_content(cell) for cell in cells):
                    yield line, cells
        finally:
            book.close()
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, IndexError, OSError):
        raise Unreadable(
            f"{path.name} is geen leesbaar Excel-bestand (.xlsx). Sla het opnieuw op, zonder "
            "wachtwoord."
        ) from None


def _without_tail(cells: Sequence[object]) -> Sequence[object]:
    end = len(cells)
    while end and not _has_content(cells[end - 1]):
        end -= 1
    return cells[:end]


def _has_content(cell: object) -> bool:
    return cell is not None and (not isinstance(cell, str) or bool(cell.strip()))
