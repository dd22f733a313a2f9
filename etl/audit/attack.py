"""Attack a block: look for other zaken with the same release, and withdraw what has none.

A *world* is another set of whole numbers in the columns that fits everything that is released and
everything that an attacker knows. One in which a protected count is zero or more than four shows
that the attacker cannot know that it is small. Worlds are solutions of linear programs with many
costs; those found for one count and attacker serve every other that they fit.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from etl.audit.block import OUTSIDER, SMALL, Block, Floats, WithdrawnView, bounds
from etl.audit.extract import HIDDEN, Bools, Ints
from etl.audit.fronts import Fronts
from etl.audit.skirmish import FEW, Skirmish
from etl.audit.solver import Solver, rounded
from etl.errors import AuditFailed

_CORNERS = 3
"""Other corners of a program that are tried before whole numbers are searched for."""

_FRUITLESS = 3
_WORTH_SEEDING = 100
"""Counts, by attacker, from which worlds for many at once are looked for."""

_PUT_BACK = 4
"""Views that are tried again: the rest shows little."""

BUDGET = 4_000
"""Programs for one block: the hardest that were measured took several hundred."""

_NEAR = 1e-6


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
        self.programs = 0
        self.solver: Solver | None = None
        layout = block.layout
        self.skirmish = None if layout is None else Skirmish(block, fronts, layout)
        self._withdraw(self.withdrawn)

    def fight(self) -> None:
        if self.skirmish is None:
            self._seed()
        while failed := self._attack():
            for each in failed:
                if not each.because.any():
                    self.fronts.spare(each.front, each.cell)
            self._withdraw(self._in_the_way([each for each in failed if each.because.any()]))
        self._put_back()

    def give_up(self) -> None:
        """Withdraw everything: what is not released needs no world."""
        self._withdraw(~self.block.lasting)
        self.worlds.clear()
        self.counts.clear()

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
        # what an outsider finds out is withdrawn for everybody, so nobody else need look for it
        names = self.fronts.names
        order = sorted(range(len(names)), key=lambda at: (names[at] != OUTSIDER, names[at]))
        done = np.zeros(len(self.block.n), dtype=bool)
        failed: list[Failed] = []
        if self.skirmish is not None:
            for worlds, counts in self.skirmish.worlds(done):
                self._keep(worlds, counts)
        for front in order:
            if (self.fronts.open[front] & ~done).any():
                failed += self._against(front, done, stops=stops)
                done[[each.cell for each in failed]] = True
                if failed and stops:
                    break
        return failed

    def _seed(self) -> None:
        """Look for worlds that hold against all attackers at once."""
        names = self.fronts.names
        outsider = [at for at, name in enumerate(names) if name == OUTSIDER]
        for these in (list(range(len(names))), outsider):
            if these and self.fronts.open.sum() >= _WORTH_SEEDING:
                self._seed_against(self._whole(), these)

    def _whole(self) -> Solver:
        if self.solver is None:
            self.solver = Solver(self.block)
        return self.solver

    def _seed_against(self, solver: Solver, fronts: list[int]) -> None:
        solver.bound(*self.fronts.together(fronts))
        chance = np.random.default_rng(len(self.worlds))
        near = np.where(self.block.n <= SMALL // 2, 1.0, -1.0)
        fruitless = 0
        while fruitless < _FRUITLESS:
            now = int(self.fronts.open.sum())
            if not now:
                return
            sign = (
                (near, -near)[fruitless] if fruitless < 2 else chance.choice((-1.0, 1.0), len(near))
            )
            self._look(solver, sign * self.fronts.open.any(axis=0))
            fewer = self.fronts.open.sum() < now
            fruitless = 0 if fewer else fruitless + 1

    def _against(self, front: int, done: Bools, *, stops: bool) -> list[Failed]:
        """Let one attacker do its best; return what it bounds too closely."""
        solver = self._whole()
        solver.bound(*self.fronts.together([front]))
        for sign in (1.0, -1.0):
            before = FEW
            while (now := int((self.fronts.open[front] & ~done).sum())) > FEW and now != before:
                before = now
                self._look(solver, sign * (self.fronts.open[front] & ~done))
        failed = []
        for cell in np.nonzero(self.fronts.open[front] & ~done)[0].tolist():
            because = np.zeros(len(self.withdrawn), dtype=bool)
            # towards the nearest safe count first
            first = 1.0 if self.fronts.unknown[front, cell] <= SMALL // 2 else -1.0
            for sign in (first, -first):
                if self.fronts.open[front, cell]:
                    weights = np.zeros(len(self.block.n))
                    weights[cell] = sign
                    binding = self._look(solver, weights, thoroughly=True)
                    # what an attacker knows by itself is not given away by the release
                    given = binding[~self.fronts.exact[front, binding]]
                    because[np.unique(self.block.view[given])] = True
            if self.fronts.open[front, cell]:
                failed.append(Failed(front, cell, self._to_blame(because)))
                if stops:
                    break
        return failed

    def _to_blame(self, because: Bools) -> Bools:
        """Return which views to withdraw one of: those of what is protected, or else others."""
        can = because & ~self.withdrawn & ~self.block.lasting
        own = can & self.block.own
        return own if own.any() else can

    def _look(self, solver: Solver, weights: Floats, *, thoroughly: bool = False) -> Ints:
        """Solve one program and keep its solution when it is in whole numbers.

        Returns the cells whose bounds kept it from going further.
        """
        if self.programs >= self.budget:
            raise _OutOfBudget
        found = solver.least(weights)
        self.programs += 1
        if found is None:
            raise AuditFailed(
                f"De toets van {self.block.name} klopt niet met de tellingen zelf. De vorige "
                f"vrijgave blijft staan; meld dit aan de beheerder."
            )
        binding = solver.binding() if thoroughly else np.zeros(0, dtype=np.int64)
        world = rounded(found)
        if world is None and thoroughly and self._would_help(weights, found):
            world = self._elsewhere(solver, weights)
        if world is not None:
            counts = np.asarray(self.block.cells @ world, dtype=np.int64)
            self._keep(world[None, :], counts[None, :])
            self.fronts.learn(world[None, :], counts[None, :])
        return binding

    def _keep(self, worlds: Ints, counts: Ints) -> None:
        self.worlds += list(worlds)
        self.counts += list(counts)

    def _elsewhere(self, solver: Solver, weights: Floats) -> Ints | None:
        """Return a solution in whole numbers: another corner, or by search."""
        for turn in range(1, _CORNERS + 1):
            found = solver.least(weights, turn)
            self.programs += 1
            if found is not None and (world := rounded(found)) is not None:
                return world
        return solver.whole(weights)

    def _would_help(self, weights: Floats, found: Floats) -> bool:
        """Return whether the program says more of a count than what is known already."""
        count = (self.block.cells @ found - self.block.n) * np.sign(weights)
        return bool((count[weights != 0] <= -1 + _NEAR).any())

    def _put_back(self) -> None:
        """Show again what need not have been withdrawn, those that show most first."""
        views = sorted(np.nonzero(self.withdrawn)[0].tolist(), key=lambda at: (-self.shown[at], at))
        for view in views[:_PUT_BACK] if len(views) > 1 else ():
            if self.shown[view]:
                before = self.fronts.least, self.fronts.most
                self._show(view)
                if self._attack(stops=True):
                    self._withdraw(np.arange(len(self.withdrawn)) == view)
                    self.fronts.forget()
                    self.fronts.least, self.fronts.most = before

    def _show(self, view: int) -> None:
        """Show a view again, and hold the worlds so far to what it says."""
        cells = self.block.view == view
        self.withdrawn[view] = False
        low, high = bounds(self.block, self.withdrawn)
        self.fronts.hold_to(low, high)
        self.fronts.forget()
        worlds, counts = np.array(self.worlds), np.array(self.counts)
        fits = ((counts[:, cells] >= low[cells]) & (counts[:, cells] <= high[cells])).all(axis=1)
        self.fronts.learn(worlds[fits], counts[fits])

    def prove(self, outcome: Outcome) -> None:
        """Write down which worlds show what, with no more worlds than that takes."""
        if not self.worlds:
            return
        fronts = self.fronts
        worlds, counts = np.array(self.worlds), np.array(self.counts)
        allowed = fronts.allow(worlds, counts, np.arange(len(fronts.names)))
        used: dict[int, int] = {}
        for front, name in enumerate(fronts.names):
            places = np.nonzero(allowed[:, front])[0]
            values = np.vstack([self.block.n, counts[places]])
            low, high = values.argmin(axis=0), values.argmax(axis=0)
            rows = []
            for cell in np.nonzero(fronts.target[front] & ~fronts.exempt[front])[0].tolist():
                pair = [
                    -1 if not at else used.setdefault(int(places[at - 1]), len(used))
                    for at in (int(low[cell]), int(high[cell]))
                ]
                rows.append([cell, *pair])
            outcome.proof[name] = rows
        outcome.worlds = [self.worlds[place] for place in used]
