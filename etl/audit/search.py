"""Look for worlds in the programs of a block: small programs first, many attackers at once.

A world in which some parts stay as they are takes less work than one that differs everywhere, and
it serves all coordinators of those parts. So parts change in groups first, and then half of them.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from etl.audit.block import COORDINATOR, JAARVERSLAG, SMALL, Block
from etl.audit.cornered import Cornered
from etl.audit.extract import Bools, Ints
from etl.audit.fronts import Fronts
from etl.audit.kept import Kept
from etl.audit.program import Found, Program
from etl.audit.stage import Stage

_FEW = 8
"""Counts up to which each is as quickly looked for by itself as all together."""

_COLUMNS = 100
"""Columns that make it one count more."""


class OutOfBudget(Exception):
    """A block takes more programs than it may."""


class Search:
    """The worlds that were found so far, and the ways to find more."""

    def __init__(self, block: Block, fronts: Fronts, cornered: Cornered, budget: int) -> None:
        self.block, self.fronts, self.cornered, self.budget = block, fronts, cornered, budget
        self.stage = Stage(block, fronts)
        self.kept = Kept(fronts)
        self.programs = 0
        # worlds for who knows much of the whole serve the others
        turns = sorted(
            range(len(fronts.names)),
            key=lambda front: (fronts.names[front] != JAARVERSLAG, fronts.names[front]),
        )
        is_coordinator = [COORDINATOR in fronts.names[front] for front in turns]
        pairs = list(zip(turns, is_coordinator, strict=True))
        self.others = np.array([front for front, is_one in pairs if not is_one], dtype=np.int64)
        self.coordinators = np.array([front for front, is_one in pairs if is_one], dtype=np.int64)

    def in_groups(self) -> None:
        """Look for worlds in which a group of parts changes, first against all who know none.

        What they find no world of in a group, no coordinator of another part does: the others are
        asked in a second division, where few meet again.
        """
        every = range(len(self.stage.groups))
        groups, mixed = every[: len(every) // 2], every[len(every) // 2 :]
        for group in groups:
            self._in_group(group, self.stage.strangers[group], each=False)
        for front in self.others.tolist():
            first = len(self.kept)
            for group in groups:
                self._in_group(group, np.array([front]))
            self.tell(first)
        first = len(self.kept)
        for group in mixed:
            strangers = self.stage.strangers[group]
            self._in_group(group, self.coordinators[np.isin(self.coordinators, strangers)])
        self.tell(first)

    def _in_group(self, group: int, those: Ints, *, each: bool = True) -> None:
        """Look for worlds in which a group changes, for some attackers together.

        Args:
            each: for each count too, not only for many.
        """
        cells = self.stage.cells[group]
        if those.size and (self.fronts.open[those] & cells).any():
            program = self.held(self.stage.program(group), those.tolist())
            (self.look if each else self._many)(program, those, cells)

    def in_halves(self, cells: Bools) -> None:
        """Look for worlds that serve half of the coordinators: those whose parts stay.

        Every two of them are apart in one of the divisions.
        """
        for bit in range(len(self.coordinators).bit_length()):
            for half in self._halves(bit):
                self._in_half(half, [], cells)

    def beside_halves(self, cells: Bools) -> None:
        """Look for worlds that serve the other attackers, while the parts of a half stay."""
        for half in self._halves(0):
            self._in_half(half, self.others.tolist(), cells)

    def _halves(self, bit: int) -> list[Ints]:
        side = (np.arange(len(self.coordinators)) >> bit) % 2
        halves = [self.coordinators[side == at] for at in (0, 1)]
        return [half for half in halves if len(half) > 1]

    def _in_half(self, half: Ints, others: list[int], cells: Bools) -> None:
        first = len(self.kept)
        those = np.array(others) if others else half
        if (self.fronts.open[those] & cells).any():
            program = self.held(self.stage.lean, others + half.tolist())
            self.look(program, those, cells)
        self.tell(first)

    def held(self, program: Program, those: list[int]) -> Program:
        """Let a program know what each of some attackers knows."""
        program.hold(self.fronts.together(those))
        return program

    def look(self, program: Program, those: Ints, cells: Bools) -> None:
        """Look in a program for worlds that serve some attackers: for many counts, and for each."""
        cells = cells & program.moves
        self._many(program, those, cells)
        least, most = self.cornered.limits
        least, most = least[those].max(axis=0), most[those].min(axis=0)
        for cell in np.nonzero(self.fronts.open[those].any(axis=0) & cells)[0].tolist():
            # a world for one count may have served this one too
            for front in those[self.fronts.open[those, cell]][:1].tolist():
                for way in self.fronts.ways_out(front, cell):
                    if not self.fronts.open[front, cell]:
                        break
                    if least[cell] <= way[1] and way[0] <= most[cell]:
                        found = self.between(program, cell, way, explain=False)
                        self.keep(found.world, those)

    def _many(self, program: Program, those: Ints, cells: Bools) -> None:
        """Look for worlds that serve many counts at once: the least of them few and others many.

        Then the other way around, for those that it did not serve.
        """
        is_aimed, few = False, max(_FEW, program.size // _COLUMNS)
        is_few = self.fronts.unknown[those].max(axis=0) <= SMALL // 2
        for sign in (1.0, -1.0):
            danger = self.fronts.open[those].any(axis=0) & cells
            if danger.sum() > few:
                program.aim_for(np.where(danger, np.where(is_few, sign, -sign), 0.0))
                is_aimed = True
                self._spend()
                self.keep(program.world(), those)
        if is_aimed:
            program.aim_for(None)

    def between(
        self, program: Program, cell: int, way: tuple[float, float], *, explain: bool
    ) -> Found:
        """Look for a world in which a count lies on a way out.

        Raises OutOfBudget.
        """
        self._spend()
        return program.between(cell, *way, explain=explain)

    def _spend(self) -> None:
        if self.programs >= self.budget:
            raise OutOfBudget
        self.programs += 1

    def keep(self, world: Ints | None, those: Ints | Sequence[int]) -> None:
        """Keep a world, if there is one, and let some attackers know: the others hear later.

        The solver is right to a millionth, and an expected count may miss its limit by that.
        """
        if world is None:
            return
        counts = np.asarray(self.block.cells @ world, dtype=np.int64)
        if self.fronts.fit(counts[None, :])[0]:
            mine = np.zeros((1, len(self.fronts.names)), dtype=bool)
            mine[0, those] = True
            self.fronts.learn(np.array([len(self.kept)]), counts[None, :], mine)
            self.kept.add(world, counts)

    def tell(self, first: int) -> None:
        """Let all attackers know of the worlds from a first one on."""
        if first < len(self.kept):
            worlds = np.arange(first, len(self.kept))
            self.fronts.learn(worlds, self.kept.counts(first), self.kept.allowed(first))

    def look_back(self) -> None:
        """Hold the worlds so far to what the release says now: what they showed may be open."""
        if len(self.kept):
            fits = self.kept.fit()
            self.fronts.forget(~fits)
            self.fronts.look_back(fits, self.kept.counts(), self.kept.allowed())
