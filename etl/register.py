"""The register: which deliveries are loaded now, and what each of them replaced.

One small JSON file. Replacing it is the only moment at which a run takes effect: everything that
it names is on disk before, and whatever it no longer names is removed after. A crash at any
moment leaves the register, and so the store, as it was before or as it is after.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from etl import intact
from etl.domain.suppliers import same_name
from etl.errors import Unreadable


@dataclass(frozen=True)
class Loaded:
    """A delivery that was accepted."""

    nr: int
    """Of the store, never used again; the folder of its files."""

    leverancier: str
    bronsysteem: str
    peildatum: date
    digest: str
    loaded_at: str
    """When it was loaded, UTC, ISO 8601."""

    volledig_vanaf: date | None = None
    """Zaken reported before this day are no whole schooljaar any more: those that had ended are
    forgotten. None when nothing was."""

    sleutelnaam: str = ""
    """The spelling that this supplier was first known by, where that is another."""

    @property
    def known_as(self) -> str:
        """Return the name that pseudonyms and fingerprints are keyed with."""
        return self.sleutelnaam or self.leverancier


@dataclass(frozen=True)
class Replaced:
    """A delivery that is no longer loaded."""

    delivery: Loaded
    replaced_at: str
    """When another delivery took its place, UTC, ISO 8601."""


@dataclass(frozen=True)
class Register:
    """The state of a case store."""

    current: tuple[Loaded, ...] = ()
    """One per supplier, in order of their names."""

    history: tuple[Replaced, ...] = ()
    next_nr: int = 1
    is_sample: bool | None = None
    """Whether the store holds invented data; None while it holds nothing."""

    marts: str | None = None
    """The file with the marts over `current`."""

    published: str | None = None
    """The marts and the recipe (recipe.py) of the current release; None when nothing of it may
    stay."""

    removed: tuple[str, ...] = ()
    """When a supplier was removed, UTC, ISO 8601. Which one, and what of it, is not kept."""

    def of(self, leverancier: str) -> Loaded | None:
        """Return what is loaded of a supplier, however its name is spelled."""
        return next(iter(self.all_of(leverancier)), None)

    def all_of(self, leverancier: str) -> tuple[Loaded, ...]:
        """Return what is loaded of a supplier, the newest first.

        Older versions took another spelling for another supplier, and loaded both.
        """
        found = [one for one in self.current if _is_of(one, leverancier)]
        return tuple(sorted(found, key=lambda one: one.nr, reverse=True))

    def with_delivery(self, delivery: Loaded, *, is_sample: bool) -> Register:
        """Return the register with a delivery in the place of its supplier's previous one."""
        previous = self.all_of(delivery.leverancier)
        gone = tuple(Replaced(one, delivery.loaded_at) for one in previous)
        others = tuple(one for one in self.current if one not in previous)
        if previous and previous[0].known_as != delivery.leverancier:
            delivery = replace(delivery, sleutelnaam=previous[0].known_as)
        return replace(
            self,
            current=tuple(sorted((*others, delivery), key=lambda one: one.leverancier)),
            history=(*self.history, *gone),
            next_nr=delivery.nr + 1,
            is_sample=is_sample,
        )

    def without(self, leverancier: str, *, removed_at: str) -> Register:
        """Return the register as if a supplier had never delivered, but for when it was removed."""
        current = tuple(one for one in self.current if not _is_of(one, leverancier))
        return replace(
            self,
            current=current,
            history=tuple(one for one in self.history if not _is_of(one.delivery, leverancier)),
            is_sample=self.is_sample if current else None,
            marts=None,
            published=None,
            removed=(*self.removed, removed_at),
        )


@dataclass(frozen=True)
class RegisterFile:
    """The register on disk."""

    path: Path
    fresh: Register = field(default_factory=Register)

    def read(self) -> Register:
        """Return what is loaded; raises Unreadable when nobody can tell any more."""
        if not self.path.exists():
            return self.fresh
        text = self.path.read_bytes()
        try:
            return self._read(json.loads(text))
        except (ValueError, LookupError, TypeError, AttributeError):
            raise self.lost() from None

    def lost(self) -> Unreadable:
        """Return what to say when the register is gone or damaged."""
        return intact.lost(self.path, holds="Hierin staat welke leveringen geladen zijn.")

    @staticmethod
    def _read(stored: dict[str, Any]) -> Register:
        return Register(
            current=tuple(_loaded(one) for one in stored["current"]),
            history=tuple(
                Replaced(_loaded(one["delivery"]), one["replaced_at"]) for one in stored["history"]
            ),
            next_nr=stored["next_nr"],
            is_sample=stored["is_sample"],
            marts=stored["marts"],
            published=stored["published"],
            removed=tuple(stored.get("removed", ())),
        )

    def write(self, register: Register) -> None:
        """Replace the register: the moment at which a run takes effect."""
        replace_file(self.path, json.dumps(asdict(register), default=str, indent=1))


def replace_file(path: Path, text: str) -> None:
    """Write a file so that it is the old one or the new one, also when the power fails."""
    draft = path.with_name(f"{path.name}.nieuw")
    with draft.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _is_of(delivery: Loaded, leverancier: str) -> bool:
    return same_name(delivery.leverancier) == same_name(leverancier)


def _loaded(stored: dict[str, Any]) -> Loaded:
    whole_from = stored.get("volledig_vanaf")
    return Loaded(
        **{
            **stored,
            "peildatum": date.fromisoformat(stored["peildatum"]),
            "volledig_vanaf": date.fromisoformat(whole_from) if whole_from else None,
        }
    )


def not_loaded(leverancier: str, register: Register, *, warehouse: Path) -> str:
    """Return what to say of a supplier that is not there: which one may be meant."""
    if not register.current:
        return (
            f"In {warehouse} is niets geladen. Liggen de gegevens ergens anders, geef dan "
            "--warehouse MAP."
        )
    names = {same_name(one.leverancier): one.leverancier for one in register.current}
    near = get_close_matches(same_name(leverancier), names, n=1)
    meant = f"Bedoelt u '{names[near[0]]}'? Geef dan die naam. " if near else ""
    return f"Van deze leverancier is niets geladen. {meant}Welke er zijn: python -m etl deliveries"
