"""All attackers of a block, row by row: what each goes for, and how far that is known to vary."""

from __future__ import annotations

import numpy as np

from etl.audit.block import JAARVERSLAG, OUTSIDER, Block, Floats, are_safe, is_protected
from etl.audit.extract import Bools, Ints

Limits = tuple[Floats, Floats]
"""Between which numbers something lies."""


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

    def allow(self, worlds: Ints, counts: Ints) -> Bools:
        """Return [world, attacker]: which worlds [world, column] contradict nothing that is known.

        Args:
            counts: [world, cell]
        """
        return np.array(
            [
                (world >= self.least_columns).all(axis=1)
                & (world <= self.most_columns).all(axis=1)
                & (count >= self.least_cells).all(axis=1)
                & (count <= self.most_cells).all(axis=1)
                for world, count in zip(worlds, counts, strict=True)
            ],
            dtype=bool,
        ).reshape(len(worlds), len(self.names))

    def learn(self, worlds: Ints, counts: Ints) -> None:
        """Take in worlds, for the attackers that allow them."""
        allowed = self.allow(worlds, counts)
        for front in np.nonzero(allowed.any(axis=0))[0].tolist():
            left = counts[allowed[:, front]] - self.counted[front]
            self.least[front] = np.minimum(self.least[front], left.min(axis=0))
            self.most[front] = np.maximum(self.most[front], left.max(axis=0))
        self._look()

    def together(self, fronts: list[int]) -> tuple[Limits, Limits]:
        """Return the limits of columns and of cells that hold for each of some attackers."""
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
