"""Attack the blocks of a schooljaar that are not known yet, family by family."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache, partial

import numpy as np

from etl import recipe
from etl.audit import pairs, witness
from etl.audit.across import AcrossMaker
from etl.audit.attack import Outcome, attack_by_sums
from etl.audit.block import Block, WithdrawnView
from etl.audit.expected import ExpectedMaker
from etl.audit.extract import Year
from etl.audit.families import (
    ACROSS,
    EXPECTED,
    SIZES,
    Family,
    families,
    is_line,
    is_of_levels,
    of_levels,
)
from etl.audit.lines import LineTable
from etl.audit.maker import Maker
from etl.audit.pinned import attack_moments
from etl.audit.sizes import SizeMaker
from etl.audit.table import AtomTable, SizeTable
from etl.audit.witness import Found

WithdrawnBefore = Mapping[str, Collection[WithdrawnView]]
"""What was withdrawn of blocks that need no attack, by their digest."""

NOWHERE = -1
"""The area of what is found of areas of more levels together."""


@dataclass(frozen=True)
class Task:
    family: int
    withdrawn: frozenset[WithdrawnView] = frozenset()
    """What other families withdrew, where that is known before."""

    turn: int = 0
    turns: int = 1
    """Of so many who divide the areas, which one this is."""


class Attacks:
    def __init__(self, year: Year, known: WithdrawnBefore, before: Mapping[str, bytes]) -> None:
        """Take a schooljaar.

        Args:
            known: what was withdrawn of blocks that need no attack.
            before: by area, the evidence of how many zaken there were whenever it was counted.
        """
        self.year, self.known, self.before = year, known, before
        self.code = recipe.digest()
        # one maker serves all shares of a family's areas, which come after each other
        self._maker = lru_cache(1)(partial(maker_of, year))

    def of(self, task: Task) -> Iterator[tuple[int, Found | str | None]]:
        """Yield for areas what was found of their block in a family, or its known digest.

        After those, NOWHERE, comes what is found of areas of more levels beside each other.

        Raises AuditFailed when a block cannot be made safe, or its evidence is not right.
        """
        maker = self._maker(replace(task, turn=0, turns=1))
        areas = np.nonzero(self.year.released)[0][task.turn :: task.turns].tolist()
        withdrawn: set[WithdrawnView] = set()
        is_alone = families()[task.family].is_alone
        for area in areas:
            block = maker.block(area) if is_alone else None
            # of what cannot be withdrawn any more an attack would come to nothing
            is_done = block is None or bool(block.lasting.all())
            found = None if block is None or is_done else self._found(self._with_before(block))
            withdrawn.update(self._withdrawn(found))
            yield area, found
        for area in areas:
            if (block := maker.beside(area, withdrawn)) is not None:
                found = self._found(replace(block, family=of_levels(block.family)))
                withdrawn.update(self._withdrawn(found))
                yield NOWHERE, found

    def _withdrawn(self, found: Found | str | None) -> Collection[WithdrawnView]:
        if found is None:
            return ()
        return self.known[found] if isinstance(found, str) else found.withdrawn

    def _with_before(self, block: Block) -> Block:
        evidence = self.before.get(block.gebied) if block.family == SIZES else None
        history = witness.earlier(evidence) if evidence else ()
        if history and history[-1].counts_the_same_as(block):
            # shown as it was, when it was held to the same and by the same code
            same = pairs.together(block, history[:-1])
            if _digest(same, self.code) in self.known:
                return same
        return pairs.together(block, history)

    def _found(self, block: Block) -> Found | str:
        digest = _digest(block, self.code)
        if digest in self.known:
            return digest
        return witness.found(block, digest, _attacked(block))


def maker_of(year: Year, task: Task) -> Maker | SizeMaker | ExpectedMaker | AcrossMaker:
    chosen = families()[task.family]
    if chosen.name == EXPECTED:
        return ExpectedMaker(year, chosen, task.withdrawn)
    if chosen.name == ACROSS:
        every = [_maker(year, each) for each in families() if each.is_across]
        return AcrossMaker(year, every, task.withdrawn)
    return _maker(year, chosen)


def _maker(year: Year, chosen: Family) -> Maker | SizeMaker:
    if chosen.name == SIZES:
        return SizeMaker(SizeTable(year, chosen))
    if chosen.curves:
        return Maker(LineTable(year, chosen))
    return Maker(AtomTable(year, chosen))


def _attacked(block: Block) -> Outcome:
    by_sums = block.family == ACROSS or is_line(block.family) or is_of_levels(block.family)
    return attack_by_sums(block) if by_sums else attack_moments(block)


def _digest(block: Block, code: str) -> str:
    """Return what identifies a block, and the code that attacks it."""
    whole = hashlib.sha256(code.encode())
    for part in block.parts():
        if isinstance(part, np.ndarray):
            # whatever a number takes up on this machine
            told = part if part.dtype == np.bool_ else part.astype("<f8")
            whole.update(f"{part.dtype.kind}{part.shape}".encode() + told.tobytes())
        else:
            whole.update(repr(part).encode())
    return whole.hexdigest()
