"""Read the header of a CSV file: a record, which a line end inside quotes spreads over lines."""

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from etl.errors import Unreadable
from etl.ingest.csv_bytes import DELIMITERS

LONGEST = 100_000
"""Characters of a header, and of a cell of which a draft is made: more is no name of a column."""

_MOST_LINES = 100


@dataclass(frozen=True)
class Header:
    cells: tuple[str, ...]
    delimiter: str
    skipped: int
    """Blank lines before it."""


def header_of(path: Path, *, delimiter: str | None) -> Header:
    """Return the header of a file in UTF-8; raises Unreadable when it is too long for one."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        skipped = 0
        while line := file.readline(LONGEST + 1):
            if line.strip():
                break
            skipped += 1
        if len(line) > LONGEST:
            raise too_long(path.name, line=skipped + 1)
        text = _record(line, file)
    if not text:
        return Header((), DELIMITERS[0], 0)
    mark = delimiter or delimiter_of(text)
    [cells] = csv.reader([text.strip("\r\n")], delimiter=mark)
    return Header(tuple(cells), mark, skipped)


def delimiter_of(text: str, among: Sequence[str] = DELIMITERS) -> str:
    """Return the delimiter of a header: what stands most often outside its quotes."""
    outside = re.sub(r'"[^"]*"', "", text)
    return max(among, key=outside.count)


def too_long(name: str, *, line: int) -> Unreadable:
    return Unreadable(
        f"{name}, regel {line}: een cel of kopregel van meer dan {LONGEST} tekens. Kijk of "
        "daar een aanhalingsteken ontbreekt, of exporteer het bestand opnieuw."
    )


def _record(line: str, following: Iterable[str]) -> str:
    """Return the lines of one record, or the first when its quotes never match."""
    text = line
    for more in islice(following, _MOST_LINES):
        if text.count('"') % 2 == 0 or len(text) > LONGEST:
            break
        text += more
    return text if text.count('"') % 2 == 0 and len(text) <= LONGEST else line
