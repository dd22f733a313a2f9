"""Take in, check, build and publish deliveries: `python -m bench.take_in FOLDER WAREHOUSE`.

The stations of `etl.pipeline.run`, with a clock between them: the pipeline has no ear for the
stages within a delivery. Prints the seconds per stage, and the peak of memory without publishing.
"""

from __future__ import annotations

import importlib
import sys
from dataclasses import replace
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

OPEN = "Levering openen"
KEEP = "Levering bewaren"
BUILD = "Tabellen bouwen"
PUBLISH = "Vrijgave bouwen"


def main(folder: Path, warehouse: Path) -> None:
    # seconds, once per process: not what is measured
    importlib.import_module("etl.validate.suites")
    clock = Stopwatch()
    store = Store.of(warehouse, Settings())
    with store.locked():
        register = Register()
        for path in deliveries_in(folder):
            register = _taken_in(path, store=store, register=register, clock=clock)
        clock(BUILD)
        register = replace(register, marts=store.build_marts(register))
        store.registered.write(register)
        clock.stop()
        peak = peak_mb()
        clock(PUBLISH)
        with store.marts(register) as con:
            publish.build(con, warehouse / "release", is_sample=True)
        clock.stop()
        store.tidy()
    answer({"seconds": clock.seconds, "peak_mb": peak})


def _taken_in(path: Path, *, store: Store, register: Register, clock: Stopwatch) -> Register:
    clock(OPEN)
    with (
        open_delivery(path, leverancier=None, peildatum=None, workdir=store.workdir()) as delivery,
        inspect(delivery, secret=store.secret(), today=date.today(), progress=clock) as inspection,
    ):
        clock(KEEP)
        receipt = inspection.receipt.as_json() | {"keuringen": []}
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
    main(Path(sys.argv[1]), Path(sys.argv[2]))
