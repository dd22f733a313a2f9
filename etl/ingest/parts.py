"""Several files of one table: they land one after another, and every line knows its file.

The number of the file stands in the line itself, above what a line can be: so whatever finds a
line, finds the file. `etl.validate.per_file` takes the two apart again. Of a table in one file,
which is nearly every table, a line is a line.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path

import duckdb
import numpy as np

from etl.domain.fields import Table
from etl.errors import Refused
from etl.ingest.profile import Reading
from etl.ingest.source import Landed, Read

_SHIFT = 40
"""Bits of a line within its file; the number of the file stands above them."""

Span = tuple[int, int]
"""The first row and the one after the last."""


def part_of(line: int) -> int:
    """Return the number of the file that a line is in, from 0."""
    return line >> _SHIFT


def within(line: int) -> int:
    """Return a line as its own file counts it."""
    return line & ((1 << _SHIFT) - 1)


def by_part(lines: Iterable[int]) -> list[tuple[int, ...]]:
    """Return lines per file; all in one when there is one.

    >>> by_part([2, 3, (1 << 40) + 2])
    [(2, 3), (1099511627778,)]
    """
    return [tuple(group) for _, group in groupby(sorted(lines), key=part_of)]


def spans(landed: Landed) -> list[Span]:
    """Return the rows of each file; nothing of a table in one file."""
    if not landed.parts:
        return []
    lines = np.frombuffer(landed.lines or array("Q"), dtype=np.uint64)
    marks = np.arange(len(landed.parts) + 1, dtype=np.uint64) << np.uint64(_SHIFT)
    edges = [int(place) for place in np.searchsorted(lines, marks)]
    return list(zip(edges, edges[1:], strict=False))


def each_file(landed: Landed) -> list[Span | None]:
    """Return the rows of each file; of a table in one file, all rows."""
    return [*spans(landed)] or [None]


def land_parts(
    con: duckdb.DuckDBPyConnection,
    paths: Sequence[Path],
    table: Table,
    reading: Reading,
    *,
    read: Read,
) -> Landed:
    """Land the files of a table as one, in order; one file lands as it always does."""
    if len(paths) == 1:
        return read(paths[0], table, reading)
    parts: list[Landed] = []
    for path in paths:
        parts.append(read(path, table, reading))
        if len(parts) == 1:
            con.execute(f"alter table landing.{table.name} rename to alle_delen")
        else:
            # one after another, so that rows keep their order
            con.execute(f"insert into landing.alle_delen by name from landing.{table.name}")
            con.execute(f"drop table landing.{table.name}")
    con.execute(f"alter table landing.alle_delen rename to {table.name}")
    return _together(parts)


def check_parts(table: str, paths: Sequence[Path], *, digests: Mapping[Path, bytes]) -> None:
    """Raise Refused for files that cannot be one table together."""
    if len(paths) == 1:
        return
    if len({path.suffix.casefold() for path in paths}) > 1:
        raise Refused(
            f"De bestanden van de tabel {table} zijn niet van één soort "
            f"({', '.join(sorted({path.suffix.casefold() for path in paths}))}). Lever ze allemaal "
            "als .csv, of allemaal als .xlsx aan. Staat dezelfde tabel er twee keer, haal er dan "
            "één weg."
        )
    seen: dict[bytes, Path] = {}
    for path in paths:
        first = seen.setdefault(digests[path], path)
        if first != path:
            raise Refused(
                f"{first.name} en {path.name} zijn precies hetzelfde bestand. Haal er één weg; "
                "ontbreekt er nu een deel van de tabel, exporteer dat dan opnieuw."
            )


def _together(parts: Sequence[Landed]) -> Landed:
    lines = array("Q")
    surplus: list[int] = []
    for number, part in enumerate(parts):
        surplus += [len(lines) + row for row in part.surplus]
        own = array("Q", range(2, part.rows + 2)) if part.lines is None else part.lines
        marked = np.frombuffer(own, dtype=np.uint64) + np.uint64(number << _SHIFT)
        lines.frombytes(marked.tobytes())
    return Landed(
        columns=tuple(dict.fromkeys(name for part in parts for name in part.columns)),
        rows=len(lines),
        broken=tuple((n << _SHIFT) + line for n, one in enumerate(parts) for line in one.broken),
        surplus=tuple(surplus),
        lines=lines,
        loose_texts=tuple(text for part in parts for text in part.loose_texts),
        sheet=parts[0].sheet,
        other_sheets=frozenset().union(*(part.other_sheets for part in parts)),
        parts=tuple(
            replace(part, lines=None, header_line=(number << _SHIFT) + part.header_line)
            for number, part in enumerate(parts)
        ),
    )


def again_elsewhere(
    con: duckdb.DuckDBPyConnection, table: str, *, landed: Landed
) -> tuple[int, ...]:
    """Return the lines with a step or handover that another file of the table has as well."""
    key = _KEYS.get(table)
    found = spans(landed)
    if key is None or not found:
        return ()
    starts = [first for first, _ in found]
    rows = con.execute(
        f"from (from landing.{table} select rowid as rij, lower(trim(zaak_id)) as zaak_id, {key}, "
        "len(list_filter($starts::bigint[], lambda eerste: eerste <= rowid)) as deel) "
        "select rij where zaak_id <> '' "
        f"qualify min(deel) over (partition by zaak_id, {key}) < deel order by rij",
        {"starts": starts},
    ).fetchall()
    return landed.lines_of(row for (row,) in rows)


_KEYS = {"stappen": "stap, startdatum", "keten": "partner, verwijsdatum"}
"""What makes a row of a zaak the same one, whatever else is said of it later."""
