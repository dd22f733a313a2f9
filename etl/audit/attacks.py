"""Attack the blocks of a schooljaar that are not known yet, family by family."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from etl import recipe
from etl.audit import pairs, witness
from etl.audit.attack import attack_by_sums
from etl.audit.block import Block, WithdrawnView
from etl.audit.expected import ExpectedMaker
from etl.audit.extract import Year
from etl.audit.families import EXPECTED, SIZES, families, is_line
from etl.audit.lines import LineTable
from etl.audit.maker import Maker
from etl.audit.pinned import attack_moments
from etl.audit.sizes import SizeMaker
from etl.audit.table import AtomTable, SizeTable
from etl.audit.witness import Found


@dataclass(frozen=True)
class Task:
    family: int
    withdrawn: frozenset[WithdrawnView] = frozenset()
    """What other families withdrew, where that is known before."""

    turn: int = 0
    turns: int = 1
    """Of so many who divide the areas, which one this is."""


class Attacks:
    def __init__(self, year: Year, known: frozenset[str], before: Mapping[str, bytes]) -> None:
        """Take a schooljaar.

        Args:
            known: digests of blocks that need no attack.
            before: by area, the evidence of how many zaken there were whenever it was counted.
        """
        self.year, self.known, self.before = year, known, before
        self.code = recipe.digest()

    def of(self, task: Task) -> Iterator[tuple[int, Found | str | None]]:
        """Yield for areas what was found of their block in a family, or its known digest.

        Raises AuditFailed when a block cannot be made safe, or its evidence is not right.
        """
        maker = maker_of(self.year, task)
        for area in np.nonzero(self.year.released)[0][task.turn :: task.turns].tolist():
            block = maker.block(area)
            yield area, None if block is None else self._found(self._with_before(block))

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
        attacks = attack_by_sums if is_line(block.family) else attack_moments
        return witness.found(block, digest, attacks(block))


def maker_of(year: Year, task: Task) -> Maker | SizeMaker | ExpectedMaker:
    chosen = families()[task.family]
    if chosen.name == EXPECTED:
        return ExpectedMaker(year, chosen, task.withdrawn)
    if chosen.name == SIZES:
        return SizeMaker(SizeTable(year, chosen))
    if chosen.curves:
        return Maker(LineTable(year, chosen))
    return Maker(AtomTable(year, chosen))


def _digest(block: Block, code: str) -> str:
    """Return what identifies a block, and the code that attacks it."""
    whole = hashlib.sha256(code.encode())
    for part in block.parts():
        if isinstance(part, np.ndarray):
            # whatever a number takes up on this machine
            whole.update(f"{part.dtype.kind}{part.shape}".encode() + part.astype("<f8").tobytes())
        else:
            whole.update(repr(part).encode())
    return whole.hexdigest()
