"""The job, in reading order: open, check, keep, build, publish.

Everything is prepared beside what is there: the files of each accepted delivery, then the marts
over all current deliveries. Replacing the register makes it count, in one step. The release is
built after that; when a crash comes between the two, the next run sees it and publishes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from etl import publish
from etl.errors import Exit, MasError
from etl.ingest.delivery import Delivery, open_delivery
from etl.register import Loaded, Register
from etl.settings import Settings
from etl.store import Store
from etl.validate.receipt import Besluit, Receipt

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
    receipt: Receipt | None
    """None when the path could not be read as a delivery at all."""

    exit_code: Exit
    message: str = ""


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
        before = register = store.registered.read()
        taken = []
        for place, path in enumerate(paths, start=1):
            say(f"Levering {place} van {len(paths)} controleren: {path.name}")
            one, register = _take(
                path, store=store, register=register, today=today, options=options, say=say
            )
            taken.append(one)
        if register.current:
            say("Tabellen bouwen")
            register = replace(register, marts=store.build_marts(register))
        if register != before:
            store.registered.write(register)
        if register.marts and register.published != register.marts:
            _publish(store, register, warehouse=warehouse, say=say)
        store.tidy()
    return taken


def check(
    path: Path, *, warehouse: Path, settings: Settings, today: date, options: Options, say: Say
) -> Receipt:
    """Return the receipt that `run` would give; nothing is kept or changed."""
    from tempfile import TemporaryDirectory

    register = Store.of(warehouse, settings).registered.read()
    with (
        TemporaryDirectory(prefix="mas-") as workdir,
        _opened(path, Path(workdir), options) as delivery,
    ):
        return _receipt(
            delivery, register=register, settings=settings, today=today, options=options, say=say
        )


def _take(
    path: Path, *, store: Store, register: Register, today: date, options: Options, say: Say
) -> tuple[Taken, Register]:
    return Taken(path, None, Exit.DONE), register


def _publish(store: Store, register: Register, *, warehouse: Path, say: Say) -> None:
    say("Vrijgave bouwen")
    with store.marts(register) as con:
        publish.build(con, warehouse / "release", is_sample=bool(register.is_sample), say=say)
    store.registered.write(replace(register, published=register.marts))
