"""A block as a linear program for HiGHS, warm: only the bounds of a few numbers change.

It has no costs: any solution is a world. A count that must be higher or lower than in the last one
takes few steps from there: a dozen where it cannot be, a few more where it can. Only when many
counts are to be few or many at once, they are what it costs.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import highspy
import numpy as np
import scipy.sparse as sp

from etl.audit.block import Block
from etl.audit.extract import Bools, Floats, Ints
from etl.audit.fronts import Held
from etl.audit.highs import warm, whole_numbers
from etl.audit.sums import NoWorld

_MOST_ROUNDS = 20
"""Rounds in which a solution is made whole, before whole numbers are searched for."""

_ROOM = (2.5, 1.5, 0.75, 0.0)
"""How far sums of parts of zaken are kept off their limits, before a solution is made whole."""

_SEARCHED = 1_000
"""Columns up to which whole numbers are searched for: of more, that takes seconds."""

_NEAR = 1e-6


@dataclass(frozen=True)
class Found:
    """What came of a program."""

    world: Ints | None
    """Whole numbers in the columns; None when there are none."""

    because: Ints
    """The cells by whose bounds there are none, if that was asked for."""

    is_proven: bool = True
    """Whether there is no solution at all; otherwise none in whole numbers was found."""


_UNASKED = np.zeros(0, dtype=np.int64)


class Program:
    """The columns of a block that may change, and what is counted of them.

    Rows are relations first and then cells, without those that are a column: they bound it.
    Work is counted, never timed, so that the same block always comes to the same.
    """

    def __init__(self, block: Block, free: Bools | None = None) -> None:
        """Make a program of a block.

        Args:
            free: the columns that may change, while the others stay as they are; None: all.
        """
        if free is None:
            free = np.ones(len(block.truth), dtype=bool)
        self.block, self.free = block, np.nonzero(free)[0]
        stays = np.where(free, 0, block.truth)
        self.rest = np.asarray(block.cells @ stays, dtype=float)
        """Of each cell, what is of the columns that stay."""

        self.unit = block.units.astype(float)
        relations = block.relations[:, self.free]
        cells = block.cells[:, self.free]
        # in zaken, whatever they are counted in: the solver knows one measure of what is near
        cells.data = cells.data / np.repeat(self.unit, np.diff(cells.indptr))
        self.rest /= self.unit
        moves = np.diff(relations.indptr) > 0
        relations, sums = relations[moves], block.relations @ stays
        self.relations_low = -sums[moves]
        self.relations_high = (block.relations_high - sums)[moves]
        self.cells = cells
        is_column = _are_one_column(cells)
        self.alone = np.nonzero(is_column)[0]
        self.column = cells.indices[cells.indptr[self.alone]]
        self.summed = np.nonzero((np.diff(cells.indptr) > 0) & ~is_column)[0]
        self.size = len(self.free)
        self.row = np.full(len(block.v), -1, dtype=np.int64)
        """Of each cell, its row; -1: it has none."""

        self.row[self.summed] = relations.shape[0] + np.arange(len(self.summed))
        self.matrix = sp.vstack([relations, cells[self.summed]], format="csr")
        most = int((block.n / self.unit).max(initial=0)) + int(block.truth.max(initial=0))
        self.ceiling = float(4 * most + 100)
        """More than a world could need."""

        self.highs = warm(self.matrix)
        mine = self.summed[self.unit[self.summed] > 1]
        self.weighed: Ints = self.row[mine]
        """The rows that are sums of parts of zaken."""

        self.rows_truth = (block.n / self.unit - self.rest)[mine]

    def hold(self, held: Held) -> None:
        """Take in what an attacker knows."""
        columns, cells = held
        low, high = (each[self.free].astype(float) for each in columns)
        self.least, self.most = (np.array(each, dtype=float) / self.unit for each in cells)
        least, most = self.least - self.rest, self.most - self.rest
        np.maximum.at(low, self.column, least[self.alone])
        np.minimum.at(high, self.column, most[self.alone])
        self.low, self.high = low, np.minimum(high, self.ceiling)
        self.row_low = np.append(self.relations_low, least[self.summed])
        rest = np.append(self.relations_high, most[self.summed])
        self.row_high = np.minimum(rest, self.ceiling)
        for change, lower, upper in (
            (self.highs.changeColsBounds, self.low, self.high),
            (self.highs.changeRowsBounds, self.row_low, self.row_high),
        ):
            change(len(lower), np.arange(len(lower), dtype=np.int32), lower, upper)
        self.moves: Bools = np.asarray(self.cells @ (self.low < self.high) > 0)
        """The cells of which anything can change."""

        self.aim_for(None)

    def aim_for(self, weights: Floats | None) -> None:
        """Make some cells few or many.

        Args:
            weights: by cell; what one more of it costs. None: nothing.
        """
        cost = np.zeros(self.size) if weights is None else self.cells.T @ weights
        self.highs.changeColsCost(self.size, np.arange(self.size, dtype=np.int32), cost)

    def world(self) -> Ints | None:
        """Return a world, the best of what is aimed for; None: none is found in whole numbers.

        Raises NoWorld when there is no solution at all.
        """
        if self._run():
            return self._whole(thoroughly=False)
        if self._is_infeasible():
            raise NoWorld
        return None

    def between(self, cell: int, low: float, high: float, *, explain: bool) -> Found:
        """Look for a world in which a cell is from low to high."""
        low, high = max(low, self.least[cell]), min(high, self.most[cell], self.ceiling)
        if low > high:
            return Found(None, np.array([cell]))
        if self.row[cell] < 0 and (others := self._against(cell, low, high)) is not None:
            return Found(None, others)
        with self._bounded(cell, low - self.rest[cell], high - self.rest[cell]):
            if not self._run():
                because = self._in_the_way(cell) if explain else _UNASKED
                return Found(None, because, is_proven=self._is_infeasible())
            world = self._whole(thoroughly=True)
            is_clear = world is not None or not explain
            because = _UNASKED if is_clear else self._at_their_bounds(cell)
            return Found(world, because, is_proven=False)

    @contextmanager
    def _bounded(self, cell: int, low: float, high: float) -> Iterator[None]:
        """Bound a cell meanwhile, also for columns that are fixed and loosened on the way."""
        if self.row[cell] >= 0:
            at, change = int(self.row[cell]), self.highs.changeRowBounds
            lows, highs = self.row_low, self.row_high
        else:
            at = int(self.cells.indices[self.cells.indptr[cell]])
            change, lows, highs = self.highs.changeColBounds, self.low, self.high
            low, high = max(low, lows[at]), min(high, highs[at])
        before = lows[at], highs[at]
        lows[at], highs[at] = low, high
        change(at, low, high)
        try:
            yield
        finally:
            lows[at], highs[at] = before
            change(at, *before)

    def _run(self) -> bool:
        """Return whether there is a solution."""
        self.highs.run()
        return bool(self.highs.getModelStatus() == highspy.HighsModelStatus.kOptimal)

    def _is_infeasible(self) -> bool:
        return bool(self.highs.getModelStatus() == highspy.HighsModelStatus.kInfeasible)

    def _against(self, cell: int, low: float, high: float) -> Ints | None:
        """Return the other cells that are the same column, when that cannot be from low to high.

        The solver has no proof of that: bounds that cross are no program.
        """
        at = int(self.cells.indices[self.cells.indptr[cell]])
        if max(low - self.rest[cell], self.low[at]) <= min(high - self.rest[cell], self.high[at]):
            return None
        same = self.alone[self.column == at]
        bounded = (self.least[same] > 0) | np.isfinite(self.most[same])
        return np.asarray(same[bounded & (same != cell)])

    def _values(self) -> Floats:
        return np.array(self.highs.getSolution().col_value)

    def _whole(self, *, thoroughly: bool) -> Ints | None:
        """Return the last solution in whole numbers, or one near it; None: none was found."""
        values = self._values()
        if not len(_fractional(values)):
            return self._world(values)
        found = self._with_room() if len(self.weighed) else self._made_whole(values)
        if found is None and thoroughly and self.size <= _SEARCHED:
            with whole_numbers(self.highs, self.size):
                self.highs.run()
                solution = self.highs.getSolution()
                values = np.array(solution.col_value)
                if solution.value_valid and not len(_fractional(values)):
                    found = values
        return None if found is None else self._world(found)

    def _world(self, values: Floats) -> Ints:
        world = self.block.truth.copy()
        world[self.free] = np.rint(values)
        return world

    def _with_room(self) -> Floats | None:
        """Return a solution near one in which sums of parts have room: those are made whole."""
        found = None
        for room in _ROOM:
            self._make_room(room)
            is_there = self._run()
            values = self._values()
            self._make_room(0.0)
            if is_there and (found := self._made_whole(values)) is not None:
                break
        return found

    def _make_room(self, room: float) -> None:
        """Keep sums of parts off their limits, where the truth is too."""
        low, high = self.row_low[self.weighed], self.row_high[self.weighed]
        low = np.maximum(low, np.minimum(low + room, self.rows_truth))
        high = np.minimum(high, np.maximum(high - room, self.rows_truth))
        self.highs.changeRowsBounds(len(low), self.weighed.astype(np.int32), low, high)

    def _made_whole(self, values: Floats) -> Floats | None:
        """Fix columns to the nearest whole number, many at a time, until all are whole."""
        fixed: list[int] = []
        found = self._dive(values, fixed)
        self._loosen(np.array(fixed, dtype=np.int64))
        return found

    def _dive(self, values: Floats, fixed: list[int]) -> Floats | None:
        """Do so, and leave the columns fixed.

        Args:
            fixed: takes in the columns that are.
        """
        share = 0.5
        for _ in range(_MOST_ROUNDS):
            loose = _fractional(values)
            if not len(loose):
                return values
            near = np.rint(values)
            apart = np.abs(values - near)[loose]
            chosen = loose[np.argsort(apart, kind="stable")][: max(int(len(loose) * share), 1)]
            if self._fixes(chosen, near[chosen]):
                fixed += chosen.tolist()
            else:
                share /= 4
                if len(chosen) == 1:
                    other = near[chosen] + np.where(values[chosen] > near[chosen], 1, -1)
                    if not self._fixes(chosen, other):
                        return None
                    fixed += chosen.tolist()
            values = self._values()
        return None

    def _fixes(self, places: Ints, values: Floats) -> bool:
        """Fix columns, if there is a solution then; otherwise leave them as they are."""
        inside = (values >= self.low[places]) & (values <= self.high[places])
        if not inside.all():
            return False
        self._bound_columns(places, values, values)
        is_there = self._run()
        if not is_there:
            self._loosen(places)
            self._run()
        return is_there

    def _loosen(self, places: Ints) -> None:
        """Let columns be what they could be before they were fixed."""
        self._bound_columns(places, self.low[places], self.high[places])

    def _bound_columns(self, places: Ints, low: Floats, high: Floats) -> None:
        self.highs.changeColsBounds(len(places), places.astype(np.int32), low, high)

    def _in_the_way(self, cell: int) -> Ints:
        """Return the other cells whose bounds contradict each other, by the proof of that."""
        _, is_there, ray = self.highs.getDualRay()
        proof = np.array(ray) if is_there else np.zeros(self.matrix.shape[0])
        return self._bounding(proof, -(self.matrix.T @ proof), cell)

    def _at_their_bounds(self, cell: int) -> Ints:
        """Return the other cells that keep a solution from going further."""
        self._run()
        solution = self.highs.getSolution()
        return self._bounding(np.array(solution.row_dual), np.array(solution.col_dual), cell)

    def _bounding(self, rows: Floats, columns: Floats, cell: int) -> Ints:
        """Return the cells that weigh in a proof: above nothing by their least, below by most."""
        weight = np.zeros(len(self.block.v))
        weight[self.summed] = rows[self.row[self.summed]]
        weight[self.alone] = columns[self.column]
        weight[cell] = 0
        by_least = (weight > _NEAR) & (self.least > 0)
        return np.nonzero(by_least | ((weight < -_NEAR) & np.isfinite(self.most)))[0]


def _fractional(values: Floats) -> Ints:
    return np.nonzero(np.abs(values - np.rint(values)) > _NEAR)[0]


def _are_one_column(cells: sp.csr_array) -> Bools:
    """Return which cells are a column, as it is."""
    alone = np.diff(cells.indptr) == 1
    alone[alone] = cells.data[cells.indptr[:-1][alone]] == 1
    return np.asarray(alone)
