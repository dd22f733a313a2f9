"""All attackers of a block, row by row: what each goes for, and how far that is known to vary."""

from __future__ import annotations

import numpy as np

from etl.audit.block import JAARVERSLAG, OUTSIDER, Block, Floats, are_safe, is_protected
from etl.audit.extract import Bools, Ints

_SPARSE = 8
"""One in so many numbers may differ before it is quicker to look at all."""

Limits = tuple[Floats, Floats]
"""Between which numbers something lies."""

Held = tuple[Limits, Limits]
"""The limits of the columns, and those of the cells."""


class Fronts:
    """Those that go for anything; arrays are [attacker, cell] unless they say otherwise."""

    def __init__(self, block: Block) -> None:
        self.block, n = block, block.n
        known = block.attackers
        columns = np.array([each.columns for each in known])
        cells = np.array([each.cells for each in known])
        counted = np.asarray((block.cells @ columns.T).T, dtype=np.int64)
        unknown = np.where(cells, 0, n - counted)
        target = block.target & is_protected(unknown)
        chosen = np.nonzero(target.any(axis=1))[0].tolist()
        self.known = [known[at] for at in chosen]
        self.names = [each.attacker for each in self.known]
        self.counted, self.unknown, self.target = counted[chosen], unknown[chosen], target[chosen]
        self.exact = cells[chosen]
        self.least_columns: Floats = columns[chosen].astype(float)
        """[attacker, column]"""

        fixed = np.array([each.fixed for each in self.known], dtype=bool)
        fixed = fixed.reshape(len(chosen), len(block.truth))
        self.fixed = fixed
        self.most_columns: Floats = np.where(fixed, block.truth, np.inf)
        without_zaken = np.isin(self.names, (OUTSIDER, JAARVERSLAG))[:, None]
        self.wide: Bools = block.gemeente & without_zaken
        self.exempt = np.zeros_like(self.target)
        self.hold_to(np.zeros(len(n)), np.full(len(n), np.inf))
        self.forget()

    def hold_to(self, low: Floats, high: Floats) -> None:
        """Take in what the release says of each cell."""
        self.low, self.high = low, high
        self.least_cells = np.where(self.exact, self.block.n, low)
        self.most_cells = np.where(self.exact, self.block.n, high)

    def forget(self) -> None:
        """Start again from the truth: nothing could be otherwise."""
        self.least, self.most = self.unknown.copy(), self.unknown.copy()
        self._look()

    def spare(self, front: int, cell: int) -> None:
        """Leave out a count that an attacker knows by itself."""
        self.exempt[front, cell] = True
        self._look()

    def _look(self) -> None:
        safe = are_safe(self.unknown, self.least, self.most, self.wide)
        self.open: Bools = self.target & ~safe & ~self.exempt
        """What is not held off yet."""

    def allow(self, worlds: Ints, counts: Ints, fronts: Ints) -> Bools:
        """Return [world, attacker]: which worlds contradict nothing that some attackers know.

        Args:
            worlds: [world, column]
            counts: [world, cell]
        """
        columns = worlds, self.block.truth, self.least_columns[fronts], self.most_columns[fronts]
        cells = counts, self.block.n, self.least_cells[fronts], self.most_cells[fronts]
        return ~(_breaks(*columns) | _breaks(*cells))

    def learn(self, worlds: Ints, counts: Ints, fronts: Ints | None = None) -> Bools:
        """Take in worlds, for the attackers that allow them; return which say something new."""
        if fronts is None:
            fronts = np.arange(len(self.names))
        fronts = fronts[self.open[fronts].any(axis=1)]
        allowed = self.allow(worlds, counts, fronts)
        useful = np.zeros(len(worlds), dtype=bool)
        for at in np.nonzero(allowed.any(axis=0))[0].tolist():
            front = int(fronts[at])
            rows, cells = np.nonzero(allowed[:, at])[0], np.nonzero(self.open[front])[0]
            left = counts[np.ix_(rows, cells)] - self.counted[front, cells]
            each = np.arange(len(cells))
            for known, best, sign in (
                (self.least, left.argmin(axis=0), -1),
                (self.most, left.argmax(axis=0), 1),
            ):
                found = left[best, each]
                further = sign * (found - known[front, cells]) > 0
                useful[rows[best[further]]] = True
                known[front, cells[further]] = found[further]
        self._look()
        return useful

    def together(self, fronts: list[int]) -> Held:
        """Return the limits of columns and of cells that hold for each of some attackers."""
        if not fronts:
            width = len(self.block.truth)
            return (np.zeros(width), np.full(width, np.inf)), (self.low, self.high)
        return (
            (
                self.least_columns[fronts].max(axis=0),
                self.most_columns[fronts].min(axis=0),
            ),
            (
                self.least_cells[fronts].max(axis=0),
                self.most_cells[fronts].min(axis=0),
            ),
        )


def _breaks(numbers: Ints, truth: Ints, least: Floats, most: Floats) -> Bools:
    """Return [row, attacker]: which rows of numbers lie outside of limits that the truth keeps."""
    broken = np.zeros((len(numbers), len(least)), dtype=bool)
    row, place = np.nonzero(numbers != truth)
    if len(row) * _SPARSE > numbers.size:
        for at, (low, high) in enumerate(zip(least, most, strict=True)):
            broken[:, at] = ((numbers < low) | (numbers > high)).any(axis=1)
    elif len(row):
        value = numbers[row, place]
        outside = ((value < least[:, place]) | (value > most[:, place])).T
        begin = np.nonzero(np.diff(row, prepend=-1))[0]
        broken[row[begin]] = np.logical_or.reduceat(outside, begin, axis=0)
    return broken
