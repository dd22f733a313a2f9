"""Attack a block: look for other zaken with the same release, and withdraw what has none.

A *world* is another set of whole numbers in the columns that fits everything that is released and
everything that an attacker knows. One in which a protected count is zero or more than four shows
that the attacker cannot know that it is small. Worlds are solutions of linear programs; those
found for one count and attacker serve every other that they fit.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from etl.audit.block import JAARVERSLAG, Block, WithdrawnView, bounds
from etl.audit.cornered import Cornered
from etl.audit.extract import HIDDEN, Bools, Ints
from etl.audit.fronts import TRUTH, Fronts
from etl.audit.search import OutOfBudget, Search
from etl.audit.sums import NoWorld
from etl.audit.worth import weight
from etl.errors import AuditFailed

BUDGET = 10_000
"""Programs for one block: the hardest that were measured, of a country, took some thousands."""

_NOT_TRUE = (
    "De toets van {} klopt niet met de tellingen zelf. Wat er stond, staat er nog; meld dit "
    "aan de beheerder."
)


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
    proof: dict[str, Ints] = field(default_factory=dict)
    """By attacker, row by row: cell, the world in which it is least, and that in which it is most.

    TRUTH for the truth.
    """


def attack_by_sums(block: Block) -> Outcome:
    """Withdraw of a block what sums alone give away: without programs, and so without worlds.

    Raises AuditFailed as `attack` does.
    """
    outcome, fronts = _facing(block)
    if fronts.names and (block.own[block.view] & (block.v > HIDDEN)).any():
        siege = _Siege(block, fronts, budget=0)
        try:
            siege.reckon()
        except NoWorld as error:
            raise AuditFailed(_NOT_TRUE.format(block.name)) from error
        outcome.known_already = int(fronts.exempt.sum())
        outcome.withdrawn = siege.views
    return outcome


def attack(block: Block, budget: int = BUDGET) -> Outcome:
    """Attack a block until every protected count is safe; what is not is withdrawn.

    Raises AuditFailed when the truth itself does not fit what is released of it.

    Args:
        budget: programs; a block that takes more is withdrawn as a whole.
    """
    outcome, fronts = _facing(block)
    if fronts.names:
        siege = _Siege(block, fronts, budget)
        try:
            siege.fight()
        except OutOfBudget:
            siege.give_up()
            outcome.gave_up = True
        except NoWorld as error:
            raise AuditFailed(_NOT_TRUE.format(block.name)) from error
        outcome.programs = siege.search.programs
        outcome.known_already = int(fronts.exempt.sum())
        outcome.withdrawn = siege.views
        siege.prove(outcome)
    return outcome


def _facing(block: Block) -> tuple[Outcome, Fronts]:
    """Return who attacks a block, and what they go for.

    Raises AuditFailed when the truth itself does not fit what is released of it.
    """
    low, high = bounds(block, np.zeros(len(block.views), dtype=bool))
    if ((block.n < low) | (block.n > high)).any():
        raise AuditFailed(_NOT_TRUE.format(block.name))
    fronts = Fronts(block)
    target = zip(fronts.names, fronts.target, strict=True)
    return Outcome(attacked={name: int(each.sum()) for name, each in target}), fronts


@dataclass(frozen=True)
class Failed:
    """A count that an attacker bounds too closely, and the views that it does so by."""

    front: int
    cell: int
    because: Bools


class _Siege:
    """A block under attack, and what is withdrawn of it so far."""

    def __init__(self, block: Block, fronts: Fronts, budget: int) -> None:
        self.block, self.fronts = block, fronts
        self.cornered = Cornered(block, fronts)
        self.search = Search(block, fronts, self.cornered, budget)
        self.stage = self.search.stage
        self.withdrawn = np.zeros(len(block.views), dtype=bool)
        self.shown = np.bincount(block.view[block.v > HIDDEN], minlength=len(block.views))
        self.worth = np.array([weight(view) for view in block.views]) * (1 + self.shown)
        """By view, what is lost with it."""

        self.failed: list[Failed] = []
        self._withdraw(self.withdrawn)

    def fight(self) -> None:
        """Withdraw what counts are bounded by, first as far as sums show; then show what may be.

        What sums alone withdrew may be safe when programs withdraw more: it is shown at once.
        """
        self.reckon()
        self._show(self._beside_sums(self.withdrawn))
        by_sums = self.withdrawn
        while self._hold_off() and (more := self._beside_sums(self.withdrawn & by_sums)).any():
            self._show(more)
            by_sums = by_sums & self.withdrawn
        # what sums do not allow now they do not allow when more is shown
        self._put_back(self.withdrawn & ~by_sums)

    def reckon(self) -> None:
        """Withdraw until sums give nothing away, but for what is known whatever is withdrawn."""
        self._spare_what_is_known()
        while failed := self._cornered():
            self._give_way(failed)

    @property
    def views(self) -> set[WithdrawnView]:
        pairs = zip(self.block.views, self.withdrawn, strict=True)
        return {view for view, is_withdrawn in pairs if is_withdrawn}

    def _spare_what_is_known(self) -> None:
        """Leave out what is known when all is withdrawn that can be: who has whole counts knows."""
        those = np.nonzero([name == JAARVERSLAG for name in self.fronts.names])[0]
        if len(those):
            self.fronts.hold_to(*bounds(self.block, ~self.block.lasting & (self.shown > 0)))
            self.cornered.spare(those)
            self.fronts.hold_to(*bounds(self.block, self.withdrawn))

    def _hold_off(self) -> bool:
        """Withdraw until no attacker bounds anything too closely; return whether that took any."""
        before = self.withdrawn
        while failed := self._attack():
            self._give_way(failed)
            self.failed += failed
        return bool((self.withdrawn & ~before).any())

    def _beside_sums(self, views: Bools) -> Bools:
        """Return which of some views sums allow to be shown again, those that show most first."""
        self.cornered.hold_to(self.withdrawn)
        shown = np.zeros_like(views)
        shown[[view for view in self._by_size(views) if self.cornered.show(view)]] = True
        return shown

    def _by_size(self, views: Bools) -> list[int]:
        found: list[int] = np.nonzero(views & (self.shown > 0))[0].tolist()
        return sorted(found, key=lambda at: (-self.worth[at], at))

    def _cornered(self) -> list[Failed]:
        """Return the counts that sums alone give away."""
        return [
            Failed(front, cell, self._to_blame(views))
            for front, cell, views in self.cornered.counts()
        ]

    def _give_way(self, failed: list[Failed]) -> None:
        """Withdraw what counts are bounded by; leave out what an attacker knows by itself."""
        for each in failed:
            if not each.because.any():
                self.fronts.spare(each.front, each.cell)
        self._withdraw(self._in_the_way([each for each in failed if each.because.any()]))

    def give_up(self) -> None:
        """Withdraw everything: what is not released needs no world."""
        self._withdraw(~self.block.lasting)
        self.search.kept.forget()

    def _withdraw(self, views: Bools) -> None:
        self.withdrawn = self.withdrawn | views
        self.fronts.hold_to(*bounds(self.block, self.withdrawn))

    def _in_the_way(self, failed: list[Failed]) -> Bools:
        """Return views to withdraw: for every count that failed one of those that bound it.

        First those that stand in the way of many and are worth little.
        """
        chosen = np.zeros(len(self.withdrawn), dtype=bool)
        left = np.array([each.because for each in failed], dtype=bool)
        stands = left.sum(axis=0)
        while len(left):
            view = int((stands / self.worth).argmax())
            chosen[view] = True
            done = left[:, view]
            stands -= left[done].sum(axis=0)
            left = left[~done]
        return chosen

    def _attack(self, *, stops: bool = False) -> list[Failed]:
        """Return the counts that some attacker bounds too closely; with `stops` the first."""
        done = np.zeros(len(self.block.n), dtype=bool)
        failed: list[Failed] = []
        self.cornered.hold_to(self.withdrawn)
        self.search.in_groups()
        self.search.beside_halves(~done)
        for front in [*self.search.others.tolist(), *self.search.coordinators.tolist()]:
            if front in self.search.coordinators[:1]:
                self.search.in_halves(~done)
            if (self.fronts.open[front] & ~done).any():
                failed += self._against(front, done, stops=stops)
                done[[each.cell for each in failed]] = True
                if failed and stops:
                    break
        return failed

    def _against(self, front: int, done: Bools, *, stops: bool) -> list[Failed]:
        """Let one attacker do its best; return what it bounds too closely."""
        first, failed = len(self.search.kept), []
        program = self.search.held(self.stage.lean, [front])
        self.search.look(program, np.array([front]), ~done)
        if (self.fronts.open[front] & ~done).any():
            self.search.held(self.stage.whole, [front])
        for cell in np.nonzero(self.fronts.open[front] & ~done)[0].tolist():
            if self.fronts.open[front, cell] and (because := self._corner(front, cell)) is not None:
                failed.append(Failed(front, cell, because))
                if stops:
                    break
        self.search.tell(first)
        return failed

    def _corner(self, front: int, cell: int) -> Bools | None:
        """Return the views to withdraw one of, since they bound a count; None when it is safe.

        None of them: the attacker knows it by itself.
        """
        because, is_proven = np.zeros(len(self.withdrawn), dtype=bool), True
        for way in self.fronts.ways_out(front, cell):
            found = self.search.between(self.stage.whole, cell, way, explain=True)
            self.search.keep(found.world, [front])
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

    def _to_blame(self, because: Bools) -> Bools:
        """Return which views to withdraw one of: those of what is protected, or else others."""
        can = because & ~self.withdrawn & ~self.block.lasting & (self.shown > 0)
        own = can & self.block.own
        return own if own.any() else can

    def _put_back(self, views: Bools) -> None:
        """Show again what need not have been withdrawn, those that show most first.

        Args:
            views: those that may be.
        """
        for view in self._by_size(views) if self.withdrawn.sum() > 1 else ():
            self.cornered.hold_to(self.withdrawn)
            before = self.cornered.worked
            if self.cornered.show(view):
                this = np.arange(len(self.withdrawn)) == view
                known = self.fronts.known_so_far()
                self._show(this)
                if self._fails_with(view):
                    self._withdraw(this)
                    self.fronts.know(known)
                    self.cornered.go_back(before, self.withdrawn)

    def _fails_with(self, view: int) -> bool:
        """Return whether a count is given away now that a view is shown again, or may be."""
        try:
            return self._fails_again(view) or bool(self._attack(stops=True))
        except OutOfBudget:
            # without it everything was held off
            return True

    def _fails_again(self, view: int) -> bool:
        """Return whether one of the counts that a view was withdrawn for fails with it again."""
        for each in self.failed:
            if each.because[view] and self.fronts.open[each.front, each.cell]:
                self.search.held(self.stage.whole, [each.front])
                if self._corner(each.front, each.cell) is not None:
                    return True
        return False

    def _show(self, views: Bools) -> None:
        """Show views again, and hold the worlds so far to what they say."""
        self.withdrawn = self.withdrawn & ~views
        self.fronts.hold_to(*bounds(self.block, self.withdrawn))
        self.search.look_back()

    def prove(self, outcome: Outcome) -> None:
        """Write down which worlds show what, with no others beside them."""
        worlds = self.search.kept.worlds
        if not worlds:
            return
        fronts, those = self.fronts, self.fronts.target & ~self.fronts.exempt
        used = np.unique(fronts.shown_by[:, those])
        used = used[used != TRUTH]
        place = np.full(len(worlds) + 1, TRUTH)
        place[used] = np.arange(len(used))
        for front, name in enumerate(fronts.names):
            cells = np.nonzero(those[front])[0]
            outcome.proof[name] = np.vstack([cells, place[fronts.shown_by[:, front, cells]]]).T
        outcome.worlds = [worlds[at] for at in used.tolist()]
