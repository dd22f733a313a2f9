"""Land one sheet of a workbook: dates as JJJJ-MM-DD, whole numbers without a decimal.

The sheet is the one that the profile names, or that has the table's name, or else the first that
can be seen and holds something; other sheets with content are counted, so that nobody thinks that
they were read. Rows without any content are no rows; a row with content beyond the header has too
many fields.
"""

from array import array
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from pathlib import Path

import duckdb
import pandas as pd
from openpyxl.utils import get_column_letter

from etl.domain.fields import Table
from etl.errors import Unreadable
from etl.ingest.profile import Reading
from etl.ingest.source import Landed, chosen, identifier, normalised
from etl.ingest.workbook import NOT_CALCULATED, Sheet, opened, unreadable

_PLAIN = Reading()

_EXACT_UPTO = 10**15
"""Excel keeps fifteen digits of a number: a longer one, such as an id, is no longer what it was.

It is written so that it has the shape of nothing, and its row is set aside.
"""


def land(
    con: duckdb.DuckDBPyConnection,
    path: Path,
    *,
    table: Table,
    workdir: Path,
    reading: Reading = _PLAIN,
) -> Landed:
    """Land the known columns of a sheet."""
    sheet, others = _sheet(path, asked=reading.sheet, named=table.name)
    numbered = rows(path, sheet=sheet, after=reading.title_lines)
    header_line, header = next(numbered, (reading.title_lines + 1, ()))
    columns = normalised(_without_tail(header), known=table.columns)
    at = chosen(columns, known=table.columns)
    texts: dict[str, list[str | None]] = {name: [] for name in table.columns}
    lines = array("Q")
    surplus: list[int] = []
    for line, cells in numbered:
        if len(_without_tail(cells)) > len(columns):
            surplus.append(len(lines))
        lines.append(line)
        for name, column in texts.items():
            cell = cells[at[name]] if name in at and at[name] < len(cells) else None
            column.append(as_text(cell))
    frame = pd.DataFrame(dict(enumerate(texts.values())), dtype=object)
    con.register("werkblad", frame)
    cells_as_text = ", ".join(
        f'"{place}"::varchar as {identifier(name)}' for place, name in enumerate(texts)
    )
    con.execute(f"create table landing.{table.name} as from werkblad select {cells_as_text}")
    con.unregister("werkblad")
    return Landed(
        columns=columns,
        rows=len(lines),
        surplus=tuple(surplus),
        lines=lines,
        header_line=header_line,
        sheet=sheet,
        other_sheets=others,
    )


def as_text(cell: object) -> str | None:
    """Write a cell as it would stand in a CSV.

    >>> as_text(datetime(2026, 8, 1)), as_text(16.0), as_text(None)
    ('2026-08-01', '16', None)
    """
    if cell is None:
        return None
    if isinstance(cell, (int, float)) and abs(cell) >= _EXACT_UPTO:
        return f"{cell:.15g}"
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def sheets(path: Path) -> dict[str, bool]:
    """Return whether each sheet that holds anything can be seen, by its name."""
    with opened(path) as found:
        return {sheet.title: sheet.is_visible for sheet in found if _holds_something(sheet)}


def _sheet(path: Path, *, asked: str | None, named: str) -> tuple[str, frozenset[str]]:
    """Return the sheet to read, and the others that hold something."""
    with opened(path) as inside:
        found = {sheet.title: _holds_something(sheet) for sheet in inside}
        hidden = {sheet.title for sheet in inside if not sheet.is_visible}
    by_name = {name.strip().casefold(): name for name in found}
    if asked is not None and asked.strip().casefold() not in by_name:
        raise Unreadable(
            f"{path.name} heeft geen werkblad met de naam die het profiel noemt. Pas de naam van "
            "het werkblad aan, of de regel `werkblad` in het profiel."
        )
    if not found:
        raise unreadable(path)
    seen_first = sorted((name for name, holds in found.items() if holds), key=hidden.__contains__)
    sheet = by_name.get((asked or named).strip().casefold(), [*seen_first, *found][0])
    return sheet, frozenset(name for name, holds in found.items() if holds and name != sheet)


def rows(path: Path, *, sheet: str, after: int) -> Iterator[tuple[int, tuple[object, ...]]]:
    """Yield line and cells of every row that holds something, below the title lines.

    Raises Unreadable for a formula without an outcome: it would be taken for an empty cell.
    """
    with opened(path) as found:
        chosen_sheet = next(one for one in found if one.title == sheet)
        for line, cells in chosen_sheet.rows():
            if line > after and any(_has_content(cell) for cell in cells):
                if NOT_CALCULATED in cells:
                    column = get_column_letter(cells.index(NOT_CALCULATED) + 1)
                    raise Unreadable(
                        f"{path.name}: in cel {column}{line} staat een formule zonder uitkomst, "
                        "en misschien in meer cellen. Het programma dat het bestand maakte, heeft "
                        "haar niet uitgerekend. Open het bestand in Excel, sla het op en lever "
                        "het opnieuw aan."
                    )
                yield line, cells


def _holds_something(sheet: Sheet) -> bool:
    return any(_has_content(cell) for _, cells in sheet.rows() for cell in cells)


def _without_tail(cells: Sequence[object]) -> Sequence[object]:
    end = len(cells)
    while end and not _has_content(cells[end - 1]):
        end -= 1
    return cells[:end]


def _has_content(cell: object) -> bool:
    return cell is not None and (not isinstance(cell, str) or bool(cell.strip()))
