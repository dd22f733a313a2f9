"""The counts of a block that sums alone give away, and the views by which they do."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from etl.audit.block import OUTSIDER, Block, are_safe, bounds
from etl.audit.extract import Bools, Ints
from etl.audit.fronts import Fronts
from etl.audit.sums import Exact, Sums
from etl.audit.worked import Worked, exact


class Cornered:
    """What all attackers work out of what is released now."""

    def __init__(self, block: Block, fronts: Fronts) -> None:
        self.block, self.fronts = block, fronts
        self.sums: Sums = block.sums().among(len(block.n))
        self.withdrawn = np.zeros(0, dtype=bool)
        """By view: of what release it was worked out."""

        self.every = np.arange(len(fronts.names))
        is_outsider = np.array([name == OUTSIDER for name in fronts.names], dtype=bool)
        self.turns = [self.every[is_outsider], self.every[~is_outsider]]
        """Who may bound a count too closely: whoever everybody knows as much as comes first."""

    def hold_to(self, withdrawn: Bools) -> None:
        """Work out what the attackers are held to now.

        Args:
            withdrawn: by view.
        """
        if not np.array_equal(withdrawn, self.withdrawn):
            self.withdrawn = withdrawn
            self.worked = self._worked(self.every)

    def _worked(self, those: Ints) -> Worked:
        """Return what some attackers work out."""
        fronts = self.fronts
        # what is known of other cells than its own is at least what it knows of them
        low = np.maximum(fronts.least_cells[those], fronts.counted[those])
        return Worked(self.sums, exact(low.T), exact(fronts.most_cells[those].T))

    def counts(self) -> list[tuple[int, int, Bools]]:
        """Return open counts that are bounded too closely, by whom, and the views that that takes.

        No views: the attacker knows it by itself. With views one attacker is enough. Whoever bounds
        nothing too closely does not do so when more is withdrawn, and is not asked again.
        """
        while self.turns:
            those = self.turns[0]
            worked = self._worked(those)
            bad = self._bounded(worked, those, self.fronts.open[those])
            if not bad.any() and worked.to_the_end():
                bad = self._bounded(worked, those, self.fronts.open[those])
            if bad.any():
                self.turns[0] = those[bad.any(axis=1)]
                return list(self._given_away(those, worked, bad))
            del self.turns[0]
        return []

    def spare(self, those: Ints) -> None:
        """Leave out open counts that are bounded too closely by what some attackers are held to."""
        bad = self._bounded(self._worked(those), those, self.fronts.open[those])
        self.fronts.exempt[those] |= bad
        self.fronts.open[those] &= ~bad

    def _given_away(
        self, those: Ints, worked: Worked, bad: Bools
    ) -> Iterator[tuple[int, int, Bools]]:
        fronts, given_away = self.fronts, np.zeros(bad.shape[1], dtype=bool)
        # limits that a release gives to who does not know them
        unknown = ~fronts.exact[those]
        given = (
            unknown & (fronts.least_cells[those] > fronts.counted[those]),
            unknown & np.isfinite(fronts.most_cells[those]),
        )
        for at, cell in zip(*(each.tolist() for each in np.nonzero(bad)), strict=True):
            if not given_away[cell]:
                because = worked.because(cell, at)
                cells = [each for each, is_most in because if given[is_most].item(at, each)]
                views = np.zeros(len(self.block.views), dtype=bool)
                views[self.block.view[cells]] = True
                given_away[cell] = len(cells) > 0
                yield int(those[at]), cell, views

    def show(self, view: int) -> bool:
        """Show a view too, when that gives no count away; return whether it does not."""
        withdrawn = self.withdrawn.copy()
        withdrawn[view] = False
        cells = np.nonzero(self.block.view == view)[0]
        is_exact, n = self.fronts.exact[:, cells].T, self.block.n[cells, None]
        low, high = (
            exact(np.where(is_exact, n, each[cells, None]))
            for each in bounds(self.block, withdrawn)
        )
        worked = self.worked.more(cells, low, high)
        danger = self.fronts.target & ~self.fronts.exempt & worked.moved
        if self._bounded(worked, self.every, danger).any():
            return False
        self.worked, self.withdrawn = worked, withdrawn
        return True

    @property
    def limits(self) -> tuple[Exact, Exact]:
        """Return [attacker, cell]: at least and at most what a count is to each of them."""
        return self.worked.low.T, self.worked.high.T

    def go_back(self, worked: Worked, withdrawn: Bools) -> None:
        """Go back to what was worked out before."""
        self.worked, self.withdrawn = worked, withdrawn

    def _bounded(self, worked: Worked, those: Ints, asked: Bools) -> Bools:
        """Return for some attackers [attacker, cell] whether limits are too close.

        Args:
            asked: [attacker, cell]: which to look at.
        """
        at, cells = np.nonzero(asked)
        fronts, found = self.fronts, np.zeros_like(asked)
        where = those[at], cells
        least, most = (
            each[cells, at] - fronts.counted[where] for each in (worked.low, worked.high)
        )
        found[at, cells] = ~are_safe(fronts.unknown[where], least, most, fronts.wide[where])
        return found
