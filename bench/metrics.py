"""Each exact metric, against one bare group-by of the columns that it reads.

All regions and ten school years at once, over a case store that is invented by arithmetic: two
million zaken take a minute to make, and look like a case store in shape.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import duckdb

import sql
from bench import invent
from bench.measure import Fact, Section, compared, take_turns
from etl import exact, memory, transform
from etl.domain.areas import Niveau
from etl.domain.metrics import METRICS
from etl.settings import Settings

BASELINE = "one bare group-by"
BARE = Path(__file__).parent / "bare"

GOAL_CURVE = 6.0
GOAL_COUNT = 2.0


def measure(scratch: Path, *, zaken: int, rounds: int) -> Section:
    """Ask every metric for all regions and school years, baseline and product by turns."""
    begun = perf_counter()
    settings = Settings()
    with duckdb.connect(
        str(scratch / "metrics.duckdb"),
        config={"memory_limit": memory.limit(None, ()), "threads": settings.threads},
    ) as con:
        invent.loaded(con, zaken=zaken)
        transform.build(con, "marts")
        con.execute("drop schema loaded cascade")
        con.execute("checkpoint")
        transform.create_macros(con, "aalen_johansen", "zaken_van")
        made = Fact(
            f"Inventing {zaken:,} zaken and building their marts", perf_counter() - begun, "s"
        )
        return Section(
            "Exact metrics, 40 regions and 10 school years",
            tuple(
                compared(
                    metric.name,
                    _pairs(con, metric.name, rounds=rounds),
                    baseline=BASELINE,
                    unit="ms",
                    goal=GOAL_CURVE if is_curve(metric.name) else GOAL_COUNT,
                )
                for metric in METRICS
            ),
            (made,),
        )


def is_curve(name: str) -> bool:
    """Return whether a metric estimates a curve, or counts."""
    return "aalen_johansen(" in sql.folder("metrics")[name]


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
