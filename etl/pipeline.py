"""The job, in reading order: open, check, keep, build, publish.

Everything is prepared beside what is there: the files of each accepted delivery, then the marts
over all current deliveries. Replacing the register makes it count, in one step. The release is
built after that; when a crash comes between the two, the next run sees it and publishes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from etl import publish
from etl.errors import Exit, MasError
from etl.ingest.delivery import Delivery, open_delivery
from etl.register import Loaded, Register
from etl.settings import Settings
from etl.store import Store
from etl.validate.inspection import Inspection, inspect
from etl.validate.receipt import Besluit, Receipt

OLDER_THAN_LOADED = "L004"
INVENTED_AMONG_REAL = "L006"

Say = Callable[[str], None]
"""Tells a person what is being done now."""


@dataclass(frozen=True)
class Options:
    """What the command line says about every delivery of a run."""

    leverancier: str | None = None
    peildatum: date | None = None
    replace_newer: bool = False
    """Accept a delivery that is older than the one that is loaded."""


@dataclass(frozen=True)
class Taken:
    """What became of one PATH."""

    path: Path
    exit_code: Exit
    receipt: Receipt | None = None
    """None when nothing was read: the path is no delivery, or it was loaded before."""

    message: str = ""
    """What to say when there is no receipt."""


@dataclass(frozen=True)
class Intake:
    """What every delivery of a run is taken in with."""

    secret: bytes
    workdir: Path
    settings: Settings
    today: date
    options: Options


def run(
    paths: Sequence[Path],
    *,
    warehouse: Path,
    settings: Settings,
    today: date,
    options: Options,
    say: Say,
) -> list[Taken]:
    """Take in deliveries, build the marts and publish a release.

    Each path stands alone: one that is refused leaves the others as they are. Raises MasError
    when the build or the release fails; what was there before is then still there.
    """
    store = Store.of(warehouse, settings)
    with store.locked():
        intake = Intake(store.secret(), store.workdir(), settings, today, options)
        before = register = store.registered.read()
        taken = []
        for place, path in enumerate(paths, start=1):
            say(f"Levering {place} van {len(paths)} controleren: {path.name}")
            one, register = _take(path, store=store, register=register, intake=intake)
            taken.append(one)
        if register.current:
            say("Tabellen bouwen")
            register = replace(register, marts=store.build_marts(register))
        if register != before:
            store.registered.write(register)
        if register.marts and register.published != register.marts:
            say("Vrijgave bouwen")
            with store.marts(register) as con:
                publish.build(con, warehouse / "release", is_sample=bool(register.is_sample))
            store.registered.write(replace(register, published=register.marts))
        store.tidy()
    return taken


def check(
    path: Path, *, warehouse: Path, settings: Settings, today: date, options: Options
) -> Receipt:
    """Return the receipt that `run` would give; nothing is kept or changed."""
    register = Store.of(warehouse, settings).registered.read()
    with TemporaryDirectory(prefix="mas-") as workdir:
        # pseudonyms are keyed and thrown away with the rest: any secret will do
        intake = Intake(b"", Path(workdir), settings, today, options)
        with _opened(path, intake) as delivery, _inspected(delivery, intake) as inspection:
            if _is_loaded(register, delivery):
                return inspection.receipt.unchanged()
            return _judged(inspection.receipt, delivery, register=register, options=options)


def _take(
    path: Path, *, store: Store, register: Register, intake: Intake
) -> tuple[Taken, Register]:
    """Take in one path: what became of it, and the register with it."""
    try:
        with _opened(path, intake) as delivery:
            if _is_loaded(register, delivery):
                message = f"{delivery.leverancier}: ongewijzigd, dit was al geladen."
                return Taken(path, Exit.DONE, message=message), register
            with _inspected(delivery, intake) as inspection:
                receipt = _judged(
                    inspection.receipt, delivery, register=register, options=intake.options
                )
                taken = Taken(path, receipt.exit_code, receipt)
                if receipt.besluit is not Besluit.AANGENOMEN:
                    return taken, register
                nr = register.next_nr
                store.write_delivery(nr, inspection.con, receipt=_stored(receipt, inspection))
                return taken, register.with_delivery(
                    _loaded(delivery, nr), is_sample=delivery.is_sample
                )
    except MasError as error:
        return Taken(path, error.exit_code, message=f"{path.name}: {error}"), register


@contextmanager
def _opened(path: Path, intake: Intake) -> Iterator[Delivery]:
    with open_delivery(
        path,
        leverancier=intake.options.leverancier,
        peildatum=intake.options.peildatum,
        workdir=intake.workdir,
    ) as delivery:
        yield delivery


@contextmanager
def _inspected(delivery: Delivery, intake: Intake) -> Iterator[Inspection]:
    with inspect(
        delivery, secret=intake.secret, today=intake.today, max_apart=intake.settings.max_apart
    ) as inspection:
        yield inspection


def _is_loaded(register: Register, delivery: Delivery) -> bool:
    loaded = register.of(delivery.leverancier)
    return loaded is not None and loaded.digest == delivery.digest


def _judged(
    receipt: Receipt, delivery: Delivery, *, register: Register, options: Options
) -> Receipt:
    """Return the receipt with what only the store can say about a delivery."""
    loaded = register.of(delivery.leverancier)
    if loaded and delivery.peildatum < loaded.peildatum and not options.replace_newer:
        receipt = receipt.refuse(OLDER_THAN_LOADED)
    if register.is_sample not in (None, delivery.is_sample):
        receipt = receipt.refuse(INVENTED_AMONG_REAL)
    return receipt


def _stored(receipt: Receipt, inspection: Inspection) -> dict[str, Any]:
    """Return what is kept of a receipt: as the contract writes it, and the formal verdict."""
    return receipt.as_json() | {"keuringen": [asdict(verdict) for verdict in inspection.quality]}


def _loaded(delivery: Delivery, nr: int) -> Loaded:
    return Loaded(
        nr=nr,
        leverancier=delivery.leverancier,
        bronsysteem=delivery.bronsysteem,
        peildatum=delivery.peildatum,
        digest=delivery.digest,
        loaded_at=datetime.now(UTC).isoformat(timespec="seconds"),
    )
