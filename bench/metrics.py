"""Each exact metric, against one bare group-by of the columns that it reads."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import duckdb

from bench.measure import Section, compared, take_turns
from etl import exact
from etl.domain.areas import Niveau
from etl.domain.metrics import METRICS
from etl.settings import Settings
from etl.store import Store

BASELINE = "one bare group-by"
BARE = Path(__file__).parent / "bare"


def measure(warehouse: Path, *, rounds: int) -> Section:
    """Ask every metric for all regions and school years, baseline and product by turns."""
    store = Store.of(warehouse, Settings())
    with store.marts(store.registered.read()) as con:
        return Section(
            "Exact metrics, per region and school year",
            tuple(
                compared(
                    metric.name,
                    _pairs(con, metric.name, rounds=rounds),
                    baseline=BASELINE,
                    unit="ms",
                )
                for metric in METRICS
            ),
        )


def _pairs(con: duckdb.DuckDBPyConnection, name: str, *, rounds: int) -> list[tuple[float, float]]:
    """Return milliseconds per round; the round before the first warms up and is not kept."""
    bare = (BARE / f"{name}.sql").read_text(encoding="utf-8")
    return take_turns(
        lambda: _milliseconds(lambda: con.execute(bare).fetchall()),
        lambda: _milliseconds(lambda: exact.rows(con, name, niveau=Niveau.REGIO)),
        rounds=rounds + 1,
    )[1:]


def _milliseconds(work: Callable[[], object]) -> float:
    begun = perf_counter()
    work()
    return 1000 * (perf_counter() - begun)
