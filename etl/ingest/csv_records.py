"""Walk the records of a CSV file and know their lines; a cell without end is said with its line."""

from __future__ import annotations

import csv
from array import array
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import TextIO

from etl.errors import Unreadable

LONGEST_CELL = 1_000_000
"""Characters. DuckDB takes records of up to two million bytes; whoever looks for the end of a cell
that has none should not walk a whole file for it."""

Record = tuple[int, int, list[str]]
"""First line, last line and cells; a blank line has no cells."""


def records(path: Path, *, delimiter: str) -> Iterator[Record]:
    """Yield the records of a file in UTF-8; raises Unreadable at a cell that does not end."""
    with path.open(encoding="utf-8-sig", newline="") as file, _cells_of_any_sensible_length():
        reader = csv.reader(_lines(file), delimiter=delimiter)
        start = 1
        while True:
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error:
                raise _without_end(path.name, line=start) from None
            yield start, reader.line_num, cells
            start = reader.line_num + 1


@dataclass(frozen=True)
class Walk:
    """Where the records of a file stand; the header is no record, nor is a blank line."""

    lines: array[int]
    """First line of each record that lands."""

    surplus: tuple[int, ...]
    """Which of those have another number of cells than the header."""

    broken: tuple[int, ...]
    """Lines of records that do not land."""

    texts: tuple[str, ...] = field(default=(), repr=False)
    """The text of those records, as far as it was asked for."""


def walked(
    path: Path,
    *,
    delimiter: str,
    columns: int,
    is_broken: Callable[[int, list[str]], bool],
    with_texts: bool = False,
) -> Walk:
    """Walk a file.

    Args:
        path: of the file, in UTF-8.
        delimiter: of its cells.
        columns: that its header has.
        is_broken: whether a record, by its number (the header is 1) and cells, does not land.
        with_texts: keep the text of records that do not.
    """
    lines = array("Q")
    broken, surplus, texts = array("Q"), array("Q"), []
    number = 0
    for start, end, cells in records(path, delimiter=delimiter):
        if not number:
            number = int(bool(cells))
            continue
        number += 1
        if is_broken(number, cells):
            # a quote that is never closed swallows the lines after it: each of them counts
            broken.extend(range(start, end + 1))
            if with_texts:
                texts.append(delimiter.join(cells))
        elif cells:
            if len(cells) != columns:
                surplus.append(len(lines))
            lines.append(start)
    return Walk(lines, tuple(surplus), tuple(broken), tuple(texts))


def broken_quotes(path: Path, *, delimiter: str, columns: int) -> Unreadable:
    """Return what to say of a file whose quotes don't match, with the line where that begins."""
    try:
        line = next(
            (
                start
                for start, end, cells in records(path, delimiter=delimiter)
                if end > start and len(cells) != columns
            ),
            None,
        )
    except Unreadable as error:
        return error
    where = f"{path.name}, regel {line}" if line else path.name
    return Unreadable(
        f"{where}: de aanhalingstekens kloppen niet, zodat niet te zien is waar een regel eindigt. "
        'Zet een cel met een aanhalingsteken of regeleinde tussen " en verdubbel elke " daarin.'
    )


def _lines(file: TextIO) -> Iterator[str]:
    for number in count(1):
        line = file.readline(LONGEST_CELL + 1)
        if len(line) > LONGEST_CELL:
            raise csv.Error(f"line {number} is too long")
        if not line:
            return
        yield line


@contextmanager
def _cells_of_any_sensible_length() -> Iterator[None]:
    before = csv.field_size_limit(LONGEST_CELL)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _without_end(name: str, *, line: int) -> Unreadable:
    return Unreadable(
        f"{name}, regel {line}: hier begint een cel die niet eindigt. Meestal opent daar een "
        'aanhalingsteken dat nergens sluit. Sluit de cel met " of exporteer het bestand opnieuw. '
        f"(Een cel van meer dan {LONGEST_CELL} tekens lezen wij niet.)"
    )
