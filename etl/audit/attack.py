"""Attack a block: look for other zaken with the same release, and withdraw what has none.

A *world* is another set of whole numbers in the columns that fits everything that is released and
everything that an attacker knows. One in which a protected count is zero or more than four shows
that the attacker cannot know that it is small. Worlds are solutions of linear programs; those
found for one count and attacker serve every other that they fit.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from etl.audit.block import COORDINATOR, JAARVERSLAG, Block, WithdrawnView, bounds
from etl.audit.extract import HIDDEN, Bools, Ints
from etl.audit.fronts import TRUTH, Fronts
from etl.audit.program import Found, NoWorld, Program
from etl.audit.stage import Stage
from etl.errors import AuditFailed

_FEW = 8
"""Counts up to which each is as quickly looked for by itself as all together."""

_COLUMNS = 100
"""Columns that make it one count more."""

_PUT_BACK = 12
"""Views that are tried again: the rest shows little."""

BUDGET = 10_000
"""Programs for one block: the hardest that were measured, of a country, took some thousands."""


_NOT_TRUE = (
    "De toets van {} klopt niet met de tellingen zelf. De vorige vrijgave blijft staan; meld dit "
    "aan de beheerder."
)


class _OutOfBudget(Exception):
    pass


@dataclass
class Outcome:
    """What an attack on a block came to."""

    withdrawn: set[WithdrawnView] = field(default_factory=set)
    attacked: dict[str, int] = field(default_factory=dict)
    """Counts that each attacker went for."""

    gave_up: bool = False
    """Whether the budget was spent: then all that the block may withdraw is withdrawn."""

    programs: int = 0
    known_already: int = 0
    """Counts that an attacker bounds by what it knows alone, whatever is released."""

    worlds: list[Ints] = field(default_factory=list)
    proof: dict[str, list[list[int]]] = field(default_factory=dict)
    """By attacker: cell, the world in which it is least, that in which it is most; -1 the truth."""


def attack(block: Block, budget: int = BUDGET) -> Outcome:
    """Attack a block until every protected count is safe; what is not is withdrawn.

    Raises AuditFailed when the truth itself does not fit what is released of it.

    Args:
        budget: programs; a block that takes more is withdrawn as a whole.
    """
    outcome = Outcome()
    low, high = bounds(block, np.zeros(len(block.views), dtype=bool))
    if ((block.n < low) | (block.n > high)).any():
        raise AuditFailed(_NOT_TRUE.format(block.name))
    fronts = Fronts(block)
    outcome.attacked = {
        name: int(target.sum()) for name, target in zip(fronts.names, fronts.target, strict=True)
    }
    if fronts.names:
        siege = _Siege(block, fronts, budget)
        try:
            siege.fight()
        except _OutOfBudget:
            siege.give_up()
            outcome.gave_up = True
        except NoWorld as error:
            raise AuditFailed(_NOT_TRUE.format(block.name)) from error
        outcome.programs, outcome.known_already = siege.programs, int(fronts.exempt.sum())
        outcome.withdrawn = {
            view for view, gone in zip(block.views, siege.withdrawn, strict=True) if gone
        }
        siege.prove(outcome)
    return outcome


@dataclass(frozen=True)
class Failed:
    """A count that an attacker bounds too closely, and the views that it does so by."""

    front: int
    cell: int
    because: Bools


class _Siege:
    """A block under attack, with the worlds that were found so far."""

    def __init__(self, block: Block, fronts: Fronts, budget: int) -> None:
        self.block, self.fronts, self.budget = block, fronts, budget
        self.withdrawn = np.zeros(len(block.views), dtype=bool)
        self.shown = np.bincount(block.view[block.v > HIDDEN], minlength=len(block.views))
        self.worlds: list[Ints] = []
        self.counts: list[Ints] = []
        self.allowed: list[Bools] = []
        """Of each world, the attackers that allow it."""

        self.programs = 0
        self.failed: list[Failed] = []
        self.stage = Stage(block, fronts)
        self._withdraw(self.withdrawn)

    def fight(self) -> None:
        self._in_groups()
        while failed := self._attack():
            for each in failed:
                if not each.because.any():
                    self.fronts.spare(each.front, each.cell)
            given = [each for each in failed if each.because.any()]
            self.failed += given
            self._withdraw(self._in_the_way(given))
        self._put_back()

    def give_up(self) -> None:
        """Withdraw everything: what is not released needs no world."""
        self._withdraw(~self.block.lasting)
        self.worlds.clear()
        self.counts.clear()
        self.allowed.clear()

    def _withdraw(self, views: Bools) -> None:
        self.withdrawn = self.withdrawn | views
        self.fronts.hold_to(*bounds(self.block, self.withdrawn))

    def _in_the_way(self, failed: list[Failed]) -> Bools:
        """Return views to withdraw: for every count that failed one of those that bound it.

        First those that stand in the way of many and show little.
        """
        chosen = np.zeros(len(self.withdrawn), dtype=bool)
        left = [each.because for each in failed]
        while left:
            view = int((np.sum(left, axis=0) / (1 + self.shown)).argmax())
            chosen[view] = True
            left = [because for because in left if not because[view]]
        return chosen

    def _attack(self, *, stops: bool = False) -> list[Failed]:
        """Return the counts that some attacker bounds too closely; with `stops` the first."""
        done = np.zeros(len(self.block.n), dtype=bool)
        failed: list[Failed] = []
        turns = sorted(range(len(self.fronts.names)), key=self._turn)
        those = [front for front in turns if self._is_coordinator(front)]
        others = turns[: len(turns) - len(those)]
        self._in_halves(np.array(those), ~done, 1, others)
        for front in turns:
            if those and front == those[0]:
                self._in_halves(np.array(those), ~done, len(those).bit_length(), [])
            if (self.fronts.open[front] & ~done).any():
                failed += self._against(front, done, stops=stops)
                done[[each.cell for each in failed]] = True
                if failed and stops:
                    break
        return failed

    def _turn(self, front: int) -> tuple[bool, bool, str]:
        """Return when an attacker goes: worlds for who knows much of the whole serve the others."""
        name = self.fronts.names[front]
        return self._is_coordinator(front), name != JAARVERSLAG, name

    def _coordinators(self, fronts: Ints) -> Ints:
        return np.array([front for front in fronts.tolist() if self._is_coordinator(front)], int)

    def _is_coordinator(self, front: int) -> bool:
        return COORDINATOR in self.fronts.names[front]

    def _in_groups(self) -> None:
        """Look for worlds that differ in some parts only, first against all who know none of them.

        Those take less work than worlds that differ everywhere, and serve more attackers.
        """
        every = range(len(self.stage.groups))
        groups, mixed = every[: len(every) // 2], every[len(every) // 2 :]
        for group in groups:
            self._in_group(group, self.stage.strangers(group), each=False)
        fronts = sorted(range(len(self.fronts.names)), key=self._turn)
        for front in fronts:
            if not self._is_coordinator(front):
                first = len(self.worlds)
                for group in groups:
                    self._in_group(group, np.array([front]))
                self._tell(first)
        # others found worlds of what a coordinator knows nothing of
        first = len(self.worlds)
        for group in mixed:
            self._in_group(group, self._coordinators(self.stage.strangers(group)))
        self._tell(first)

    def _held(self, program: Program, those: list[int]) -> Program:
        """Let a program know what each of some attackers knows."""
        program.hold(self.fronts.together(those))
        return program

    def _in_group(self, group: int, those: Ints, *, each: bool = True) -> None:
        """Look for worlds in which a group changes, for some attackers together.

        Args:
            each: for each count too, not only for many.
        """
        cells = self.stage.of(group)
        if those.size and (self.fronts.open[those] & cells).any():
            program = self._held(self.stage.program(group), those.tolist())
            (self._look if each else self._many)(program, those, cells)

    def _look(self, program: Program, those: Ints, cells: Bools) -> None:
        """Look in a program for worlds that serve some attackers: for many counts, and for each."""
        cells = cells & program.moves
        self._many(program, those, cells)
        for cell in np.nonzero(self.fronts.open[those].any(axis=0) & cells)[0].tolist():
            waiting = those[self.fronts.open[those, cell]]
            front = int(waiting[0]) if len(waiting) else 0
            for way in self.fronts.ways_out(front, cell) if len(waiting) else ():
                if not self.fronts.open[front, cell]:
                    break
                found = self._between(program, cell, way, explain=False)
                self._keep(found.world, those)

    def _in_halves(self, those: Ints, cells: Bools, bits: int, others: list[int]) -> None:
        """Look for worlds that serve half of the coordinators at once: those whose parts stay.

        Every two of them are apart in one of the divisions.
        """
        if not self.stage.groups:
            return
        first = len(self.worlds)
        for bit in range(bits):
            for side in (0, 1):
                half = those[(np.arange(len(those)) >> bit) % 2 == side]
                aim = np.array(others) if others else half
                if len(half) > 1 and (self.fronts.open[aim] & cells).any():
                    program = self._held(self.stage.lean, others + half.tolist())
                    self._look(program, aim, cells)
        self._tell(first)

    def _tell(self, first: int) -> None:
        """Let all attackers know of the worlds from a first one on."""
        if self.worlds[first:]:
            worlds = np.arange(first, len(self.worlds))
            self.fronts.learn(worlds, np.array(self.counts[first:]), np.array(self.allowed[first:]))

    def _many(self, program: Program, those: Ints, cells: Bools) -> None:
        """Look for worlds that serve many counts at once."""
        is_aimed, few = False, max(_FEW, program.size // _COLUMNS)
        for sign in (1.0, -1.0):
            danger = self.fronts.open[those].any(axis=0) & cells
            if danger.sum() > few:
                program.aim_for(np.where(danger, sign, 0.0))
                is_aimed = True
                self._spend()
                self._keep(program.world(), those)
        if is_aimed:
            program.aim_for(None)

    def _against(self, front: int, done: Bools, *, stops: bool) -> list[Failed]:
        """Let one attacker do its best; return what it bounds too closely."""
        first, failed = len(self.worlds), []
        self._look(self._held(self.stage.lean, [front]), np.array([front]), ~done)
        if (self.fronts.open[front] & ~done).any():
            self._held(self.stage.whole, [front])
        for cell in np.nonzero(self.fronts.open[front] & ~done)[0].tolist():
            if self.fronts.open[front, cell] and (because := self._corner(front, cell)) is not None:
                failed.append(Failed(front, cell, because))
                if stops:
                    break
        self._tell(first)
        return failed

    def _corner(self, front: int, cell: int) -> Bools | None:
        """Return the views to withdraw one of, since they bound a count; None when it is safe.

        None of them: the attacker knows it by itself.
        """
        because, is_proven = np.zeros(len(self.withdrawn), dtype=bool), True
        for way in self.fronts.ways_out(front, cell):
            found = self._between(self.stage.whole, cell, way, explain=True)
            self._keep(found.world, np.array([front]))
            if not self.fronts.open[front, cell]:
                return None
            # what an attacker knows by itself is not given away by the release
            given = found.because[~self.fronts.exact[front, found.because]]
            because[np.unique(self.block.view[given])] = True
            is_proven &= found.is_proven
        to_blame = self._to_blame(because)
        if to_blame.any() or is_proven:
            return to_blame
        # nobody knows whether there is a world: then it is not shown
        return self._to_blame(np.ones_like(because))

    def _between(
        self, program: Program, cell: int, way: tuple[float, float], *, explain: bool
    ) -> Found:
        self._spend()
        return program.between(cell, *way, explain=explain)

    def _spend(self) -> None:
        if self.programs >= self.budget:
            raise _OutOfBudget
        self.programs += 1

    def _keep(self, world: Ints | None, those: Ints) -> None:
        """Keep a world, if there is one, and let some attackers know of it: the others hear later.

        The solver is right to a millionth, and an expected count may miss its limit by that.
        """
        if world is None:
            return
        counts = np.asarray(self.block.cells @ world, dtype=np.int64)
        if self.fronts.fit(counts[None, :])[0]:
            allowed = self.fronts.allow(world, counts)
            self.worlds.append(world)
            self.counts.append(counts)
            self.allowed.append(allowed)
            mine = allowed & np.isin(np.arange(len(allowed)), those)
            self.fronts.learn(np.array([len(self.worlds) - 1]), counts[None, :], mine[None, :])

    def _to_blame(self, because: Bools) -> Bools:
        """Return which views to withdraw one of: those of what is protected, or else others."""
        can = because & ~self.withdrawn & ~self.block.lasting
        own = can & self.block.own
        return own if own.any() else can

    def _put_back(self) -> None:
        """Show again what need not have been withdrawn, those that show most first."""
        views = sorted(np.nonzero(self.withdrawn)[0].tolist(), key=lambda at: (-self.shown[at], at))
        for view in views[:_PUT_BACK] if len(views) > 1 else ():
            if self.shown[view]:
                known = self.fronts.known_so_far()
                self._show(view)
                if self._fails_again(view) or self._attack(stops=True):
                    self._withdraw(np.arange(len(self.withdrawn)) == view)
                    self.fronts.know(known)

    def _fails_again(self, view: int) -> bool:
        """Return whether one of the counts that a view was withdrawn for fails with it again."""
        for each in self.failed:
            if each.because[view] and self.fronts.open[each.front, each.cell]:
                self._held(self.stage.whole, [each.front])
                if self._corner(each.front, each.cell) is not None:
                    return True
        return False

    def _show(self, view: int) -> None:
        """Show a view again, and hold the worlds so far to what it says."""
        self.withdrawn[view] = False
        self.fronts.hold_to(*bounds(self.block, self.withdrawn))
        counts = np.array(self.counts)
        fits = self.fronts.fit(counts)
        self.fronts.forget(~fits)
        self.fronts.learn(np.nonzero(fits)[0], counts[fits], np.array(self.allowed)[fits])

    def prove(self, outcome: Outcome) -> None:
        """Write down which worlds show what, with no others beside them."""
        if not self.worlds:
            return
        fronts = self.fronts
        used: dict[int, int] = {TRUTH: TRUTH}
        for front, name in enumerate(fronts.names):
            cells = np.nonzero(fronts.target[front] & ~fronts.exempt[front])[0]
            outcome.proof[name] = [
                [cell, *(used.setdefault(at, len(used) - 1) for at in pair)]
                for cell, *pair in zip(
                    cells.tolist(), *fronts.shown_by[:, front, cells].tolist(), strict=True
                )
            ]
        outcome.worlds = [self.worlds[at] for at in used if at != TRUTH]
