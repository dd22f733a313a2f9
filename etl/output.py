"""Print rows on stdout as CSV, JSON or a table. stdout is data: words go to stderr."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from babel.numbers import format_decimal
from rich import box
from rich.console import Console
from rich.table import Table

from etl.domain.disclosure import HIDDEN
from etl.released.rows import Bound

FORMATS = ("table", "csv", "json")


def plain(*, stderr: bool = False) -> Console:
    """Return a console that writes text as it stands: a supplier's name is no markup."""
    return Console(stderr=stderr, markup=False, emoji=False, highlight=False)


def text_of(
    rows: Sequence[Mapping[str, Any]],
    *,
    columns: Sequence[str],
    form: str,
    sentences: Collection[str] = (),
) -> str:
    """Return rows as text.

    A clipped share is no fraction that a program may count with: in CSV and JSON it is unknown, and
    a column beside those of the contract, `aandeel_grens`, says `>0.9` or `<0.1`.

    Args:
        rows: one mapping a row, with the keys `columns`.
        columns: the columns, in order; also what an empty answer shows.
        form: `csv` (comma, decimal point, empty for unknown), `json` (one array of objects) or
            `table` (for people: Dutch numbers, a dash for what is not known or not shown).
        sentences: columns that take more lines of a table where one is too short.
    """
    if form == "table":
        return _table(rows, columns, sentences)
    rows, columns = _limits_apart(rows, columns)
    if form == "json":
        return json.dumps([dict(row) for row in rows], ensure_ascii=False, indent=1, default=str)
    lines = io.StringIO()
    writer = csv.DictWriter(lines, fieldnames=columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return lines.getvalue().rstrip("\n")


def _limits_apart(
    rows: Sequence[Mapping[str, Any]], columns: Sequence[str]
) -> tuple[Sequence[Mapping[str, Any]], Sequence[str]]:
    """Return rows in which a clipped share is unknown and its limit a column of its own."""
    clipped = [name for name in columns if any(isinstance(row[name], Bound) for row in rows)]
    apart = []
    for row in rows:
        limits = {f"{name}_grens": _limit(row[name]) for name in clipped}
        known = {name: None if isinstance(row[name], Bound) else row[name] for name in row}
        apart.append(known | limits)
    return apart, [*columns, *(f"{name}_grens" for name in clipped)]


def _limit(value: object) -> str | None:
    if not isinstance(value, Bound):
        return None
    return f"{'>' if value > 0.5 else '<'}{float(value)}"


def _table(
    rows: Sequence[Mapping[str, Any]], columns: Sequence[str], sentences: Collection[str]
) -> str:
    numeric = {
        column for column in columns if any(isinstance(row[column], int | float) for row in rows)
    }
    table = Table(box=box.SIMPLE_HEAD)
    for column in columns:
        table.add_column(
            column,
            justify="right" if column in numeric else "left",
            no_wrap=column not in sentences,
        )
    for row in rows:
        table.add_row(*(_cell(row[column]) for column in columns))
    console = Console(
        file=io.StringIO(), width=200, force_terminal=False, markup=False, emoji=False
    )
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
