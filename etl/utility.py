"""How useful a release is: which part of the cells and of the zaken it shows, per level.

What is hidden is known to the case store alone, so this is asked beside it, as `--exact` is. A
change of a rule is measured by asking before and after it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb

import sql
from etl.duckdb_paths import database, quoted
from etl.publish import counted
from etl.said import Say, nothing

TOGETHER = "gemeente, twee schooljaren"
"""As a level: gemeenten that have two schooljaren together, of both."""

COLUMNS = (
    "niveau",
    "uitsplitsing",
    "filters",
    "cellen",
    "cellen_voor",
    "zaken_voor",
    "cellen_na",
    "zaken_na",
)


def rows(
    con: duckdb.DuckDBPyConnection, release: Path, *, is_audited: bool, say: Say = nothing
) -> list[dict[str, Any]]:
    """Return the shares shown before the audit (the gate alone) and after it (the release).

    Args:
        con: the marts that the release was made of.
        release: the file of the release.
        is_audited: whether the release passed its audit; else what comes after it is unknown.
        say: is told what is being done.
    """
    with con.cursor() as work:
        counted(work, say=say)
        work.execute("create or replace temp table voor as from temp.cellen")
        work.execute(f"attach {quoted(database(release))} as vrijgave (read_only)")
        try:
            work.execute("create or replace temp table na as from vrijgave.cellen")
        finally:
            work.execute("detach vrijgave")
        given = {"is_audited": is_audited, "samen": TOGETHER}
        answer = work.execute(sql.folder("utility")["bruikbaarheid"], given)
        return [dict(zip(COLUMNS, values, strict=True)) for values in answer.fetchall()]
