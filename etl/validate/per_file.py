"""Give each file of a table that stands in several its own part of the receipt.

Lines of such a table hold the number of their file (`etl.ingest.parts`). What is said of the table
as a whole (too many rows set aside, a comparison with last time) stands once, under all of them.
"""

from collections.abc import Sequence
from dataclasses import replace

import duckdb

from etl.ingest.parts import by_part, part_of, spans, within
from etl.ingest.source import Landed
from etl.validate.receipt import FileReceipt, Finding


def per_file(
    con: duckdb.DuckDBPyConnection,
    table: str,
    file: FileReceipt,
    *,
    landed: Landed,
    names: Sequence[str],
) -> list[FileReceipt]:
    """Return the receipt of each file of a table: the one that it is, or one for each part."""
    if not landed.parts:
        return [file]
    found: dict[int, list[Finding]] = {}
    together: list[Finding] = []
    for finding in file.bevindingen:
        for number, one in _divided(finding):
            (together if number is None else found.setdefault(number, [])).append(one)
    receipts = []
    for number, (name, (first, end)) in enumerate(zip(names, spans(landed), strict=True)):
        broken = sum(part_of(line) == number for line in landed.broken)
        [(loads,)] = con.execute(
            f"from loading.{table} select count(*) where rij >= {first} and rij < {end}"
        ).fetchall()
        read = end - first + broken
        own = tuple(found.get(number, ()))
        receipts.append(FileReceipt(name, read, int(loads), read - int(loads), own))
    if together:
        name = f"{table} ({len(names)} bestanden samen)"
        receipts.append(FileReceipt(name, 0, 0, 0, tuple(together)))
    return receipts


def name_files_apart(con: duckdb.DuckDBPyConnection, bestand: str, *, names: Sequence[str]) -> None:
    """Give the rows that were set aside of a table in several files the name of their own."""
    con.execute(
        "update apart set bestand = ($names::varchar[])[(regel >> 40) + 1], "
        "regel = regel & ((1::bigint << 40) - 1) where bestand = $bestand",
        {"names": list(names), "bestand": bestand},
    )


def _divided(finding: Finding) -> list[tuple[int | None, Finding]]:
    """Return a finding per file, with the lines of that file; what has no line is of all."""
    groups = by_part(finding.regels)
    if not groups:
        return [(None, finding)]
    if finding.is_of_one_file or (len(groups) == 1 and finding.aantal <= len(groups[0])):
        [lines] = groups
        return [(part_of(lines[0]), _with_lines(finding, lines, finding.aantal))]
    found: list[tuple[int | None, Finding]] = [
        (part_of(lines[0]), _with_lines(finding, lines, len(lines))) for lines in groups
    ]
    rest = finding.aantal - len(finding.regels)
    if rest > 0:
        # lines of which only the first are known: of the others the file is not
        found.append((None, replace(finding, aantal=rest, regels=())))
    return found


def _with_lines(finding: Finding, lines: Sequence[int], count: int) -> Finding:
    return replace(finding, aantal=count, regels=tuple(map(within, lines)))
