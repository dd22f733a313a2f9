"""Count the closed cube of one schooljaar, and put it through the gate.

Every file of `sql/release` makes a table of that name in `temp`, of those that were made before it.
"""

from typing import Any

import duckdb

import sql
from etl import transform
from etl.domain import disclosure
from etl.full_disk import NO_ROOM
from etl.released import cubes

_PER_YEAR = (
    "plekken",
    "tijden",
    "mas",
    "kenmerken",
    "per_leerling",
    "per_profiel",
    "treden",
    "tellingen",
    "getoond",
    "niet_terug",
    "eenzijdig",
    "standaard",
)
_PER_CURVE = ("gevallen", "herhaald", "incidentie", "herkomst")
"""Files of `sql/release` that become a table, each after the ones that it reads."""

COLUMNS = {
    "cellen": "kubus varchar, gebied varchar, schooljaar varchar, filters varchar, code varchar, "
    "v integer",
    "curven": "kubus varchar, gebied varchar, schooljaar varchar, filters varchar, code varchar, "
    "uitkomst varchar, dagen integer[], v integer[]",
}


def count(work: duckdb.DuckDBPyConnection, schooljaar: str) -> None:
    """Count a schooljaar, or two together; the gate adds to the cells and the curves."""
    # those of the schooljaar before, all of them before the first is made: together they are large
    drop(work, *_PER_YEAR)
    for name in _PER_YEAR:
        create(work, name, schooljaar=schooljaar)
        if name == "treden":
            append(work, "treden_van_delen", into=name, schooljaar=schooljaar)
    append(work, "cellen")
    append(work, "verwacht", into="cellen", schooljaar=schooljaar)
    for kubus in (cubes.TERUGKEER, cubes.DOORLOOPTIJD, cubes.KETEN):
        for name in _PER_CURVE:
            create(work, name, kubus=kubus, most_filters=cubes.CUBE[kubus].most_filters)
        append(work, "curven")
        drop(work, *_PER_CURVE)


def _parameters(text: str, given: dict[str, Any]) -> dict[str, Any]:
    """Return the parameters that a query names: the rule's numbers and what the caller gives."""
    known = {
        "own": disclosure.LADDER_OWN_DIMENSION,
        "one_filter": disclosure.LADDER_ONE_FILTER,
        "frozen_after": disclosure.FROZEN_AFTER,
        "min_changed": disclosure.MIN_CHANGED,
        "min_areas": disclosure.MIN_AREAS,
        "min_followed": disclosure.MIN_FOLLOWED,
        "together_below": disclosure.TOGETHER_BELOW,
        "one_sided_below": disclosure.ONE_SIDED_BELOW,
        "rounding": disclosure.ROUNDING,
        "share_high": disclosure.SHARE_HIGH,
        "threshold": disclosure.THRESHOLD,
        "delen": disclosure.EXPECTED_PARTS,
        "grid": list(disclosure.GRID_DAYS),
        **given,
    }
    return {name: value for name, value in known.items() if f"${name}" in text}


def create(
    work: duckdb.DuckDBPyConnection, name: str, *, into: str | None = None, **given: Any
) -> None:
    """Make a file of `sql/release` a table of its name or another; raises BuildFailed.

    Args:
        given: the parameters that it names, besides the numbers of the rule.
    """
    text = sql.folder("release")[name]
    try:
        work.execute(
            f"create or replace temp table {into or name} as {text}", _parameters(text, given)
        )
    except NO_ROOM:
        raise
    except duckdb.Error as error:
        raise transform.failed("De cijfers", f"release.{name}", error) from error


def drop(work: duckdb.DuckDBPyConnection, *names: str) -> None:
    """Drop tables that may be there."""
    for name in names:
        work.execute(f"drop table if exists temp.{name}")


def append(
    work: duckdb.DuckDBPyConnection, name: str, *, into: str | None = None, **given: Any
) -> None:
    """Add the rows of a file of `sql/release` to the table of its name, or to another one."""
    text = sql.folder("release")[name]
    try:
        work.sql(text, params=_parameters(text, given)).insert_into(into or name)
    except NO_ROOM:
        raise
    except duckdb.Error as error:
        raise transform.failed("De cijfers", f"release.{name}", error) from error
