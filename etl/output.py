"""Print rows on stdout as CSV, JSON or a table. stdout is data: words go to stderr."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

from babel.numbers import format_decimal
from rich import box
from rich.console import Console
from rich.table import Table

from etl.domain.disclosure import HIDDEN
from etl.released.rows import Bound

FORMATS = ("table", "csv", "json")


def text_of(rows: Sequence[Mapping[str, Any]], *, columns: Sequence[str], form: str) -> str:
    """Return rows as text.

    Args:
        rows: one mapping a row, with the keys `columns`.
        columns: the columns, in order; also what an empty answer shows.
        form: `csv` (comma, decimal point, empty for unknown), `json` (one array of objects) or
            `table` (for people: Dutch numbers, a dash for what is not known or not shown).
    """
    if form == "json":
        return json.dumps([dict(row) for row in rows], ensure_ascii=False, indent=1, default=str)
    if form == "csv":
        lines = io.StringIO()
        writer = csv.DictWriter(lines, fieldnames=columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        return lines.getvalue().rstrip("\n")
    return _table(rows, columns)


def _table(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> str:
    numeric = {
        column for column in columns if any(isinstance(row[column], int | float) for row in rows)
    }
    table = Table(box=box.SIMPLE_HEAD)
    for column in columns:
        table.add_column(column, justify="right" if column in numeric else "left", no_wrap=True)
    for row in rows:
        table.add_row(*(_cell(row[column]) for column in columns))
    console = Console(file=io.StringIO(), width=200, force_terminal=False)
    console.print(table)
    written = console.file
    assert isinstance(written, io.StringIO)
    return "\n".join(line.rstrip() for line in written.getvalue().splitlines()).strip("\n")


def _cell(value: object) -> str:
    if value is None:
        return HIDDEN
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, Bound):
        return f"{'>' if value > 0.5 else '<'} {_cell(float(value))}"
    if isinstance(value, float):
        return format_decimal(value, format="#,##0.####", locale="nl")
    if isinstance(value, int):
        return format_decimal(value, locale="nl")
    return str(value)
