"""Do other suppliers deliver the same gemeenten? Then the same zaken may well count twice.

A gemeente that leaves its bureau and delivers for itself is loaded beside what the bureau delivered
of it. Nothing in the rows says so: the two key their pseudonyms in different ways.
"""

from collections.abc import Sequence
from pathlib import Path

import duckdb

import sql
from etl.domain.rule import Gevolg
from etl.duckdb_paths import to_read
from etl.ingest.source import Landed
from etl.validate.receipt import MAX_LINES, Finding

MIN_ZAKEN = 10
"""Of both suppliers in one gemeente and schooljaar: fewer may be pupils who moved."""


def others_findings(
    con: duckdb.DuckDBPyConnection, others: Sequence[Path], *, landed: Landed
) -> list[Finding]:
    """Return whether another supplier has zaken of the same gemeente and schooljaar.

    Args:
        others: the folder with the Parquet files of what is loaded of each other supplier.
    """
    if not others:
        return []
    con.execute("create schema others")
    con.execute("set variable zaken_of_others = $files", {"files": [_zaken(one) for one in others]})
    con.execute(
        "create view others.zaken as from read_parquet(getvariable('zaken_of_others')) "
        "select levering_nr as leverancier, gemeentecode, melddatum"
    )
    con.execute(
        f"create table others.hier_ook as {sql.folder('receipt')['ook_van_anderen']}",
        {"least": MIN_ZAKEN},
    )
    [(count,)] = con.execute("from others.hier_ook select count(*)").fetchall()
    if not count:
        return []
    rows = con.execute(f"from others.hier_ook order by rij limit {MAX_LINES}").fetchall()
    where = landed.lines_of(row for (row,) in rows)
    return [Finding("V107", "gemeentecode", Gevolg.WAARSCHUWING, count, where)]


def _zaken(folder: Path) -> str:
    return to_read(folder / "zaken.parquet")
