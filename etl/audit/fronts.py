"""All attackers of a block, row by row: what each goes for, and how far that is known to vary."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from etl.audit.block import (
    JAARVERSLAG,
    NARROW,
    OUTSIDER,
    SMALL,
    Block,
    Floats,
    are_safe,
    is_protected,
)
from etl.audit.extract import Bools, Ints

Limits = tuple[Floats, Floats]
"""Between which numbers something lies."""

TRUTH = -1
"""The number of the truth, as that of a world."""

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
        self.least, self.most = self.unknown.copy(), self.unknown.copy()
        self.shown_by = np.full((2, *self.unknown.shape), TRUTH)
        """[least or most, attacker, cell]: the world in which it is that."""

        self.open = self.target.copy()
        """What is not held off yet."""

    def hold_to(self, low: Floats, high: Floats) -> None:
        """Take in what the release says of each cell."""
        self.low, self.high = low, high
        self.least_cells = np.where(self.exact, self.block.n, low)
        self.most_cells = np.where(self.exact, self.block.n, high)

    def forget(self, worlds: Bools) -> None:
        """Go on without some worlds: what they showed could not be otherwise.

        Args:
            worlds: which worlds show nothing any more.
        """
        # the truth stays, which comes last
        lost = np.append(worlds, False)[self.shown_by].any(axis=0)
        self.least[lost] = self.most[lost] = self.unknown[lost]
        self.shown_by[:, lost] = TRUTH
        self.open[lost] = (self.target & ~self.exempt)[lost]

    def known_so_far(self) -> tuple[Ints, Ints, Ints, Bools]:
        """Return what worlds showed up to now."""
        return self.least.copy(), self.most.copy(), self.shown_by.copy(), self.open.copy()

    def know(self, known: tuple[Ints, Ints, Ints, Bools]) -> None:
        """Go back to what worlds showed."""
        self.least, self.most, self.shown_by, self.open = known

    def spare(self, front: int, cell: int) -> None:
        """Leave out a count that an attacker knows by itself."""
        self.exempt[front, cell] = True
        self.open[front, cell] = False

    def allow(self, world: Ints, counts: Ints) -> Bools:
        """Return by attacker whether a world contradicts nothing that it knows.

        Args:
            world: by column; it fits what is released.
            counts: by cell
        """
        moved = np.nonzero(world != self.block.truth)[0]
        counted = np.nonzero(counts != self.block.n)[0]
        is_less = (world[moved] < self.least_columns[:, moved]).any(axis=1)
        is_known = self.fixed[:, moved].any(axis=1) | self.exact[:, counted].any(axis=1)
        return np.asarray(~(is_less | is_known))

    def fit(self, counts: Ints) -> Bools:
        """Return which worlds fit what is released, by their counts [world, cell]."""
        return np.asarray(((counts >= self.low) & (counts <= self.high)).all(axis=1))

    def learn(self, worlds: Ints, counts: Ints, allowed: Bools) -> None:
        """Take in worlds, for the attackers that allow them.

        Args:
            worlds: the number of each.
            counts: [world, cell]
            allowed: [world, attacker]
        """
        for front in np.nonzero(self.open.any(axis=1) & allowed.any(axis=0))[0].tolist():
            rows, cells = np.nonzero(allowed[:, front])[0], np.nonzero(self.open[front])[0]
            left = counts[np.ix_(rows, cells)] - self.counted[front, cells]
            every = np.arange(len(cells))
            for end, values, best, is_further in (
                (0, self.least, left.argmin(axis=0), np.less),
                (1, self.most, left.argmax(axis=0), np.greater),
            ):
                found = left[best, every]
                further = is_further(found, values[front, cells])
                values[front, cells[further]] = found[further]
                self.shown_by[end, front, cells[further]] = worlds[rows[best[further]]]
            least, most = self.least[front, cells], self.most[front, cells]
            safe = are_safe(self.unknown[front, cells], least, most, self.wide[front, cells])
            self.open[front, cells[safe]] = False

    def ways_out(self, front: int, cell: int) -> Iterator[tuple[float, float]]:
        """Yield between what a count would have to lie for it to be safe, until it is.

        A way follows on what came of the one before.
        """
        own, unknown = (int(each[front, cell]) for each in (self.counted, self.unknown))
        if unknown > SMALL:
            yield -np.inf, own + unknown - 1
            yield own + unknown + 1, np.inf
        elif self.wide[front, cell]:
            # so much more, or so much more than what it could be less
            for less in (0, unknown, *range(1, unknown)):
                high = unknown + NARROW - less
                if self.most[front, cell] < high:
                    yield own + high, np.inf
                if self.most[front, cell] >= high:
                    yield -np.inf, own + unknown - less
        else:
            ways = [(-np.inf, own), (own + SMALL + 1, np.inf)]
            yield from ways if unknown <= SMALL // 2 else ways[::-1]

    def together(self, fronts: list[int]) -> Held:
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
