"""Write down which areas a removal takes back, for whoever still shows an older release.

A removed supplier's zaken leave the store and every release in the folder, but a sealed meeting may
hold numbers of a release that is gone. `herroepen.json` beside the releases tells it which areas it
must show no longer. The file names no supplier, and no area with too few of its pupils to show.
"""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import duckdb

import sql
from etl import transform
from etl.publish import lists
from etl.publish.files import replace_public
from etl.released.recall import RECALLS, Recall, recalls


def areas_of(con: duckdb.DuckDBPyConnection, leverancier: str) -> tuple[str, ...]:
    """Return the areas that a supplier's zaken are visible in.

    Args:
        con: the marts with this supplier still in them.
        leverancier: who is about to be removed.
    """
    with con.cursor() as work:
        transform.create_macros(work, "poort")
        lists.create(work)
        text = sql.folder("recall")["gebieden"]
        rows = work.execute(text, {"leverancier": leverancier}).fetchall()
    return tuple(gebied for (gebied,) in rows)


def recall(folder: Path, areas: Sequence[str], *, on: date) -> None:
    """Take areas back from every release so far; does nothing without areas."""
    if areas:
        folder.mkdir(parents=True, exist_ok=True)
        _write(folder, (*recalls(folder), Recall(on, frozenset(areas), frozenset())))


def published(folder: Path, release_id: str) -> None:
    """Say of a release that it was made after every recall so far."""
    before = recalls(folder)
    if any(release_id not in each.later for each in before):
        _write(
            folder,
            tuple(Recall(each.on, each.areas, each.later | {release_id}) for each in before),
        )


def _write(folder: Path, found: Sequence[Recall]) -> None:
    stored = [
        {"op": each.on.isoformat(), "gebieden": sorted(each.areas), "na": sorted(each.later)}
        for each in found
    ]
    replace_public(folder / RECALLS, json.dumps(stored, ensure_ascii=False, indent=1) + "\n")
