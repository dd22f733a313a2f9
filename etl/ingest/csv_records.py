"""Walk the records of a CSV file and know their lines; a cell without end is said with its line."""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
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
