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
    are_safe,
    is_protected,
)
from etl.audit.extract import Bools, Floats, Ints

Limits = tuple[Floats, Floats]
"""Between which numbers something lies."""

TRUTH = -1
"""The number of the truth, as that of a world."""

_AT_ONCE = 4_000
"""Counts that all worlds are asked about together."""

_NEVER = np.iinfo(np.int64).max

Held = tuple[Limits, Limits]
"""The limits of the columns, and those of the cells."""


class Fronts:
    """Those that go for anything; arrays are [attacker, cell] unless they say otherwise."""

    def __init__(self, block: Block) -> None:
        self.block, n = block, block.n
        known = block.attackers
        columns = np.array([each.columns for each in known])
        shape = (len(known), len(block.truth))
        fixed = np.reshape([each.fixed for each in known], shape).astype(bool)
        # what is only of columns that it knows all of, it knows
        is_open = np.asarray(block.cells.astype(bool) @ ~fixed.T).T
        cells: Bools = np.array([each.cells for each in known]) | ~is_open
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

        self.fixed: Bools = fixed[chosen]
        self.most_columns: Floats = np.where(self.fixed, block.truth, np.inf)
        knows_some = (self.least_columns > 0) & ~self.fixed
        self.knows_some: Bools = np.asarray(knows_some.any(axis=1))
        """By attacker: whether there are columns of which it knows a part."""

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

    def allow(self, worlds: Ints, counts: Ints) -> Bools:
        """Return which attackers [world, attacker] know nothing that a world contradicts.

        Args:
            worlds: [world, column]; they fit what is released.
            counts: [world, cell]
        """
        moved = (worlds != self.block.truth).astype(np.float32) @ self.fixed.T.astype(np.float32)
        counted = (counts != self.block.n).astype(np.float32) @ self.exact.T.astype(np.float32)
        allowed = (moved == 0) & (counted == 0)
        for front in np.nonzero(self.knows_some)[0].tolist():
            allowed[:, front] &= (worlds >= self.least_columns[front]).all(axis=1)
        return np.asarray(allowed)

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
        some = np.nonzero(allowed.any(axis=0))[0]
        fronts, cells = np.nonzero(self.open[some])
        fronts = some[fronts]
        for world, count, is_allowed in zip(worlds.tolist(), counts, allowed, strict=True):
            mine = is_allowed[fronts] & self.open[fronts, cells]
            self._learn(world, count, fronts[mine], cells[mine])

    def look_back(self, fits: Bools, counts: Ints, allowed: Bools) -> None:
        """Take in what worlds show of counts that are open again, all of them at once.

        Args:
            fits: [world]: which of them fit what is released.
            counts: [world, cell]
            allowed: [world, attacker]
        """
        fronts, cells = np.nonzero(self.open)
        for begin in range(0, len(fronts), _AT_ONCE):
            at = fronts[begin : begin + _AT_ONCE], cells[begin : begin + _AT_ONCE]
            left = counts[:, at[1]] - self.counted[at]
            is_not = ~(allowed[:, at[0]] & fits[:, None])
            for end, values, best, is_further, never in (
                (0, self.least, np.argmin, np.less, _NEVER),
                (1, self.most, np.argmax, np.greater, -_NEVER),
            ):
                left[is_not] = never
                world = best(left, axis=0)
                found = left[world, np.arange(len(world))]
                further = is_further(found, values[at])
                where = at[0][further], at[1][further]
                values[where] = found[further]
                self.shown_by[end][where] = world[further]
            safe = are_safe(self.unknown[at], self.least[at], self.most[at], self.wide[at])
            self.open[at] = ~safe

    def _learn(self, world: int, count: Ints, fronts: Ints, cells: Ints) -> None:
        """Take in a world, for counts that it may serve."""
        left = count[cells] - self.counted[fronts, cells]
        moved = np.zeros(len(cells), dtype=bool)
        for end, values, is_further in (
            (0, self.least, np.less),
            (1, self.most, np.greater),
        ):
            further = is_further(left, values[fronts, cells])
            values[fronts[further], cells[further]] = left[further]
            self.shown_by[end, fronts[further], cells[further]] = world
            moved |= further
        at = fronts[moved], cells[moved]
        safe = are_safe(self.unknown[at], self.least[at], self.most[at], self.wide[at])
        self.open[at] = ~safe

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
