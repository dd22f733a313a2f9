"""Take in, check and build: `python -m bench.take_in FOLDER WAREHOUSE [publish]`.

The stations of `etl.pipeline.run`, with a clock between them and within a delivery. Prints
the seconds per stage and the peak of memory.
"""

from __future__ import annotations

import importlib
import os
import sys
from dataclasses import asdict, replace
from datetime import UTC, date, datetime
from pathlib import Path

from bench.child import answer, peak_mb
from bench.measure import Stopwatch
from etl import publish
from etl.ingest.delivery import Delivery, deliveries_in, open_delivery
from etl.register import Loaded, Register
from etl.settings import Settings
from etl.store import Store
from etl.validate.inspection import inspect

PUBLISH = "publish"
"""The argument that asks for a release too."""


def main(folder: Path, warehouse: Path, *, publishes: bool) -> None:
    # seconds, once per process: not what is measured
    importlib.import_module("etl.validate.suites")
    importlib.import_module("holidays.countries")
    clock = Stopwatch()
    store = Store.of(warehouse, Settings.from_environment(os.environ))
    with store.locked():
        register = Register()
        for path in deliveries_in(folder):
            register = _taken_in(path, store=store, register=register, clock=clock)
        clock("Tabellen bouwen")
        register = replace(register, marts=store.build_marts(register))
        store.registered.write(register)
        if publishes:
            clock("Vrijgave bouwen")
            with store.marts(register) as con:
                publish.build(con, warehouse / "release", is_sample=True)
        clock.stop()
        store.tidy()
    answer({"seconds": clock.seconds, "peak_mb": peak_mb()})


def _taken_in(path: Path, *, store: Store, register: Register, clock: Stopwatch) -> Register:
    clock("Levering openen")
    with (
        open_delivery(path, leverancier=None, peildatum=None, workdir=store.workdir()) as delivery,
        inspect(
            delivery,
            secret=store.secret(),
            today=date.today(),
            say=clock,
            memory_limit=store.settings.memory_limit,
            threads=store.settings.threads,
        ) as inspection,
    ):
        clock("Levering bewaren")
        verdicts = [asdict(verdict) for verdict in inspection.quality]
        receipt = inspection.receipt.as_json() | {"keuringen": verdicts}
        store.write_delivery(register.next_nr, inspection.con, receipt=receipt)
        clock.stop()
        return register.with_delivery(_loaded(delivery, register.next_nr), is_sample=True)


def _loaded(delivery: Delivery, nr: int) -> Loaded:
    return Loaded(
        nr=nr,
        leverancier=delivery.leverancier,
        bronsysteem=delivery.bronsysteem,
        peildatum=delivery.peildatum,
        digest=delivery.digest,
        loaded_at=datetime.now(UTC).isoformat(timespec="seconds"),
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), publishes=PUBLISH in sys.argv)
