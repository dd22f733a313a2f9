"""Audit one schooljaar: attack every block, withdraw what fails, and attack what that leaves."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from etl.audit import checker
from etl.audit.attack import attack
from etl.audit.block import OUTSIDER, Block
from etl.audit.extract import LEVELS, Year
from etl.audit.families import Family, families
from etl.audit.tables import Place, Tables, View
from etl.errors import AuditFailed

Say = Callable[[str], None]

ROUNDS = 4
"""How often what fails is withdrawn, wider each time, and attacked again."""

_ALONE = 3_000
"""Zaken of a schooljaar up to which one process is quicker than two."""


@dataclass
class Outcome:
    """What the audit of a schooljaar, or of one family of it, came to."""

    withdrawn: set[View] = field(default_factory=set)
    targets: dict[str, int] = field(default_factory=dict)
    blocks: int = 0
    programs: int = 0
    left: int = 0
    """Counts without a world although nothing of their cube is shown in their area any more."""

    witnesses: list[dict[str, Any]] = field(default_factory=list)

    def add(self, other: Outcome) -> None:
        self.withdrawn |= other.withdrawn
        for name, count in other.targets.items():
            self.targets[name] = self.targets.get(name, 0) + count
        self.blocks += other.blocks
        self.programs += other.programs
        self.left += other.left
        self.witnesses += other.witnesses


def audit(year: Year, *, say: Say = lambda words: None) -> Outcome:
    """Attack everything that a schooljaar releases; the same zaken always come to the same."""
    outcome = Outcome()
    listed = families()
    if len(year.zaken["atoom"]) <= _ALONE:
        tables = Tables(year)
        for family in listed:
            outcome.add(_family(tables, family))
        return outcome
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(2, mp_context=context, initializer=_start, initargs=(year,)) as pool:
        for place, found in enumerate(pool.map(_of_family, range(len(listed))), start=1):
            outcome.add(found)
            say(f"Schooljaar {year.schooljaar} toetsen ({place} van {len(listed)})")
    return outcome


_TABLES: list[Tables] = []
"""Of this process, which attacks one family after another of the same schooljaar."""


def _start(year: Year) -> None:
    _TABLES[:] = [Tables(year)]


def _of_family(place: int) -> Outcome:
    return _family(_TABLES[0], families()[place])


def _family(tables: Tables, family: Family) -> Outcome:
    outcome = Outcome()
    only: frozenset[int] | None = None
    for turn in range(ROUNDS):
        failed: set[tuple[int, View]] = set()
        kept = []
        for place, block, attackers in tables.blocks(family, frozenset(outcome.withdrawn), only):
            result = attack(block, attackers)
            if not turn:
                outcome.blocks += 1
                for name, count in result.targets.items():
                    outcome.targets[name] = outcome.targets.get(name, 0) + count
            outcome.programs += result.programs
            failed |= {(place.area, place.views[value][code]) for value, code in result.failed}
            if result.worlds:
                worlds = [world.change for world in result.worlds]
                kept.append(_witness(tables.year, place, block, worlds))
        again = {area for area, _ in failed}
        names = {tables.year.areas[area] for area in again}
        outcome.witnesses += [each for each in kept if each["gebied"] not in names]
        if not failed:
            return outcome
        if turn == ROUNDS - 1:
            outcome.left += len(failed)
            outcome.witnesses += [each for each in kept if each["gebied"] in names]
            return outcome
        outcome.withdrawn |= _wider(family, {view for _, view in failed}, tables, turn)
        only = frozenset(again)
    return outcome


def _wider(family: Family, failed: set[View], tables: Tables, turn: int) -> set[View]:
    """Return what to withdraw: the failing views with all that is finer, then their whole cubes."""
    columns = sorted(tables.values)
    deeper: list[tuple[str, ...]] = [(), *((one,) for one in columns)]
    deeper += [(one, other) for one in columns for other in columns if one < other]
    return {
        (area, cube, finer)
        for area, cube, own in failed
        for finer in deeper
        if turn or set(own) <= set(finer)
    }


def _witness(year: Year, place: Place, block: Block, worlds: list[Any]) -> dict[str, Any]:
    """Return a block and its worlds as whole numbers, checked without the solver."""
    witness = {
        "schooljaar": year.schooljaar,
        "gebied": year.areas[place.area],
        "niveau": LEVELS[int(year.level[place.area])],
        "familie": place.family,
        "filters": ",".join(place.columns),
        "tabel": block.table.tolist(),
        "telt": block.bits.tolist(),
        "laagst": block.lowest.tolist(),
        "hoogst": block.highest.tolist(),
        "ruilt": block.swaps,
        "werelden": [np.asarray(world).tolist() for world in worlds],
    }
    if not all(checker.is_witness(witness, world) for world in witness["werelden"]):
        raise AuditFailed(
            f"De vrijgave is niet getoetst: een getuige van {witness['gebied']}, schooljaar "
            f"{year.schooljaar}, klopt niet. De vorige vrijgave blijft staan. Meld dit."
        )
    return witness


__all__ = ["OUTSIDER", "Outcome", "audit"]
