"""The job, in reading order: open, check, keep, build, publish.

Everything is prepared beside what is there: the files of each accepted delivery, then the marts
over all current deliveries. Replacing the register makes it count, in one step. The release is
built after that; when a crash comes between the two, the next run sees it and publishes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from etl import machine, publish, recipe, retention
from etl.errors import Exit, MasError, UsageError
from etl.full_disk import writing
from etl.ingest.delivery import Delivery, open_delivery
from etl.machine import check_writable
from etl.publish import recall
from etl.publish.refresh import Memory
from etl.register import Loaded, Register, not_loaded
from etl.released.dutch import count
from etl.released.places import release_folder
from etl.said import Say, nothing
from etl.scratch import scratch, temporary_files_in
from etl.settings import Settings
from etl.store import Store
from etl.validate.inspection import Inspection, inspect
from etl.validate.previous import Previous
from etl.validate.receipt import Besluit, Receipt

OLDER_THAN_LOADED = "L004"
INVENTED_AMONG_REAL = "L006"

Tell = Callable[[str], None]
"""Hears what a person should know afterwards."""

Took = Callable[["Taken"], None]
"""Hears what became of a path."""


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

    def not_loaded(self) -> Taken:
        """Return what became of it when the build failed: what was accepted does not count."""
        if self.receipt is None or self.receipt.besluit is not Besluit.AANGENOMEN:
            return self
        message = f"{self.path.name}: goedgekeurd, maar niet geladen, want het bouwen mislukte."
        return Taken(self.path, Exit.BUILD_FAILED, message=message)


@dataclass(frozen=True)
class Intake:
    """What every delivery of a run is taken in with."""

    secret: bytes
    workdir: Path
    settings: Settings
    today: date
    options: Options
    say: Say


def run(
    paths: Sequence[Path],
    *,
    warehouse: Path,
    settings: Settings,
    today: date,
    options: Options,
    say: Say,
    took: Took = lambda taken: None,
    tell: Tell = lambda words: None,
) -> list[Taken]:
    """Take in deliveries, build the marts and publish a release.

    `say` hears what is being done now; `took` what became of each path and `tell` what a person
    should know afterwards, both as soon as it counts: the release can still fail.

    Each path stands alone: one that is refused leaves the others as they are. Raises MasError
    when the build or the release fails; what was there before is then still there.
    """
    store = Store.of(warehouse, settings)
    with store.locked(), temporary_files_in(store.workdir()) as workdir:
        _check_release_can_be_written(warehouse)
        intake = Intake(store.secret(), workdir, settings, today, options, say)
        before = register = store.registered.read()
        taken: list[Taken] = []
        for place, path in enumerate(paths, start=1):
            say(f"Levering {place} van {len(paths)} controleren: {path.name}")
            one, register = _take(path, store=store, register=register, intake=intake)
            taken.append(one)
        try:
            store.check_whole(register.current)
            register, forgotten = _without_what_is_too_old(store, register)
            register = _built(store, register, before=before, say=say)
        except BaseException:
            taken = [one.not_loaded() for one in taken]
            raise
        finally:
            for one in taken:
                took(one)
        for words in forgotten:
            tell(words)
        _publish(store, register, folder=release_folder(warehouse), say=say)
        _forget_receipts(store, register, tell=tell)
        store.tidy()
    return taken


def remove(leverancier: str, *, warehouse: Path, settings: Settings, say: Say) -> bool:
    """Forget a supplier: its cases, receipts and releases. Returns whether a release remains.

    Raises UsageError when nothing of this supplier is loaded.
    """
    store = Store.of(warehouse, settings)
    register = store.registered.read()
    if register.of(leverancier) is None:
        raise UsageError(not_loaded(leverancier, register, warehouse=warehouse))
    with store.locked(), temporary_files_in(store.workdir()):
        _check_release_can_be_written(warehouse)
        before = store.registered.read()
        register = before.without(leverancier, removed_at=_now().isoformat(timespec="seconds"))
        # before it takes effect: after a crash an area is blank too early, never too late
        _recall(store, before, leverancier, folder=release_folder(warehouse))
        register = _built(store, register, before=before, say=say)
        # the rows go first: what follows may fail for lack of room
        store.tidy()
        # that took the folder of temporary files too
        with temporary_files_in(store.workdir()):
            _publish(store, register, folder=release_folder(warehouse), say=say)
        store.tidy()
    return bool(register.current)


def check(
    path: Path,
    *,
    warehouse: Path,
    settings: Settings,
    today: date,
    options: Options,
    say: Say = nothing,
) -> Receipt:
    """Return the receipt that `run` would give; nothing is kept or changed.

    Great Expectations is not asked: its verdict is kept with a delivery, and no receipt shows it.
    """
    store = Store.of(warehouse, settings)
    with store.reading(), scratch() as workdir:
        register = store.registered.read()
        # without a previous delivery to compare with, any secret will do
        intake = Intake(store.known_secret(), workdir, settings, today, options, say)
        with _opened(path, intake) as delivery:
            previous = _previous(store, register, delivery)
            others = _others(store, register, delivery)
            with _inspected(
                delivery, intake, previous=previous, others=others, with_quality=False
            ) as inspection:
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
            previous = _previous(store, register, delivery)
            others = _others(store, register, delivery)
            with _inspected(delivery, intake, previous=previous, others=others) as inspection:
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
        said = error
    except OSError as error:
        said = machine.told(error)
    return Taken(path, said.exit_code, message=f"{path.name}: {said}"), register


def _without_what_is_too_old(store: Store, register: Register) -> tuple[Register, list[str]]:
    """Return the register without what may be kept no longer, and what to tell of what goes."""
    settings = store.settings
    limit = _now() - timedelta(days=settings.receipt_days)
    register = retention.without_old_history(register, before=limit)
    first = retention.first_day_kept(register, schooljaren=settings.schooljaren)
    if first is None:
        return register, []
    register, zaken = retention.expired(store, register, first=first)
    if not zaken:
        return register, []
    day = first.isoformat()
    which = (
        f"1 zaak die voor {day} is afgerond, is"
        if zaken == 1
        else f"{count(zaken)} zaken die voor {day} zijn afgerond, zijn"
    )
    unit = "schooljaar" if settings.schooljaren == 1 else "schooljaren"
    return register, [
        f"{which} niet langer bewaard (bewaartermijn: {settings.schooljaren} {unit}, "
        "MAS_BEWAAR_SCHOOLJAREN). Zaken die voor die dag zijn gemeld, tellen niet meer mee in de "
        "cijfers; wat daarvan nog open is, staat alleen in de voorraad (--exact)."
    ]


def _forget_receipts(store: Store, register: Register, *, tell: Tell) -> None:
    days = store.settings.receipt_days
    receipts = retention.forget_receipts(store, register, before=_now() - timedelta(days=days))
    if receipts:
        term = f"{days} dagen" if days > 1 else "1 dag"
        which = (
            f"1 ontvangstbewijs dat ouder is dan {term}"
            if receipts == 1
            else f"{count(receipts)} ontvangstbewijzen die ouder zijn dan {term}"
        )
        tell(
            f"Van {which} zijn de regelnummers verwijderd; de aantallen blijven "
            "(MAS_BEWAAR_BEWIJS_DAGEN)."
        )


def _built(store: Store, register: Register, *, before: Register, say: Say) -> Register:
    """Build the marts of a register and write it: from here on it counts."""
    if register.current:
        say("Tabellen bouwen")
        register = replace(register, marts=store.build_marts(register))
    if register != before:
        with writing("Het register is niet bijgewerkt"):
            store.registered.write(register)
    return register


def _publish(store: Store, register: Register, *, folder: Path, say: Say) -> None:
    """Let the release be of this register; after a removal, no older release may stay."""
    publish.remove_damaged(folder)
    memory = Memory(store.folder / "stand", store.secret())
    if not register.current and register.removed:
        publish.withdraw(folder)
        memory.forget_all_but(None)
    made_of = f"{register.marts} {recipe.digest()}" + (" toets" if store.settings.attacks else "")
    is_published = register.published == made_of and publish.has_release(folder)
    if register.current and not is_published:
        say("Vrijgave bouwen")
        kept = publish.KEPT if register.published else 1
        with store.marts(register) as con:
            publish.build(
                con,
                folder,
                is_sample=bool(register.is_sample),
                kept=kept,
                memory=memory,
                say=say,
                attacks=store.settings.attacks,
                klokken=store.settings.klokken,
                agreed=store.normen(),
            )
        with writing("Het register is niet bijgewerkt"):
            store.registered.write(replace(register, published=made_of))
    publish.remove_left_behind(folder)


def _check_release_can_be_written(warehouse: Path) -> None:
    """Raise BuildFailed before anything is loaded or removed that could not be published."""
    with writing("De vrijgave is niet klaar te zetten"):
        check_writable([release_folder(warehouse)])


def _recall(store: Store, register: Register, leverancier: str, *, folder: Path) -> None:
    """Take what is about to be removed back from the releases that somebody may still show."""
    if register.marts is None or not publish.has_release(folder):
        return
    with store.marts(register) as con:
        names = (one.leverancier for one in register.all_of(leverancier))
        areas = sorted({area for name in names for area in recall.areas_of(con, name)})
    with writing("De herroeping is niet opgeschreven"):
        recall.recall(folder, areas, on=_now().date())


def _previous(store: Store, register: Register, delivery: Delivery) -> Previous | None:
    loaded = register.of(delivery.leverancier)
    if loaded is None:
        return None
    store.check_whole([loaded])
    first = retention.first_day_kept(register, schooljaren=store.settings.schooljaren)
    return Previous(store.delivery_folder(loaded), known_as=loaded.known_as, kept_from=first)


def _others(store: Store, register: Register, delivery: Delivery) -> list[Path]:
    own = register.all_of(delivery.leverancier)
    return [store.delivery_folder(one) for one in register.current if one not in own]


def _opened(path: Path, intake: Intake) -> AbstractContextManager[Delivery]:
    return open_delivery(
        path,
        leverancier=intake.options.leverancier,
        peildatum=intake.options.peildatum,
        workdir=intake.workdir,
    )


def _inspected(
    delivery: Delivery,
    intake: Intake,
    *,
    previous: Previous | None,
    others: Sequence[Path],
    with_quality: bool = True,
) -> Inspection:
    return inspect(
        delivery,
        secret=intake.secret,
        today=intake.today,
        max_apart=intake.settings.max_apart,
        with_quality=with_quality,
        memory_limit=intake.settings.memory_limit,
        say=intake.say,
        threads=intake.settings.threads,
        previous=previous,
        others=others,
    )


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
        loaded_at=_now().isoformat(timespec="seconds"),
    )


def _now() -> datetime:
    return datetime.now(UTC)
