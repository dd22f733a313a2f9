"""HiGHS, warm: one program whose costs and bounds change."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import highspy
import numpy as np
import scipy.sparse as sp

from etl.audit.block import Block, Floats
from etl.audit.extract import Ints

_MOST_ITERATIONS = 20_000
_MOST_NODES = 30
_NEAR = 1e-6
_LITTLE = 1e-3
_OPTIONS = (
    ("output_flag", False),
    ("threads", 1),
    ("random_seed", 1),
    ("presolve", "off"),
    ("solver", "simplex"),
    ("simplex_iteration_limit", _MOST_ITERATIONS),
    ("mip_max_nodes", _MOST_NODES),
)


class Solver:
    """A block as a program.

    Work is counted, never timed, so that the same block always comes to the same.
    """

    def __init__(self, block: Block) -> None:
        cells = block.cells
        length = np.diff(cells.indptr)
        # a cell that is one column bounds that column: it need not be a row
        alone = np.nonzero(length == 1)[0]
        by = cells.data[cells.indptr[alone]]
        self.sums = np.sort(np.concatenate([np.nonzero(length > 1)[0], alone[by != 1]]))
        self.alone = alone[by == 1]
        self.column = cells.indices[cells.indptr[self.alone]]
        self.cells = cells
        self.rows, self.size = block.relations.shape[0], len(block.truth)
        self.ceiling = ceiling(block)
        whole = sp.vstack([block.relations, cells[self.sums]], format="csr")
        self.highs = program(whole, block.relations_high, self.ceiling)
        self._columns = np.arange(self.size, dtype=np.int32)
        self._cells = np.arange(self.rows, whole.shape[0], dtype=np.int32)

    def bound(self, columns: tuple[Floats, Floats], cells: tuple[Floats, Floats]) -> None:
        low, high = (np.array(each, dtype=float) for each in columns)
        least, most = (np.asarray(each, dtype=float) for each in cells)
        self.alone_bounds = least[self.alone], most[self.alone]
        np.maximum.at(low, self.column, least[self.alone])
        np.minimum.at(high, self.column, most[self.alone])
        for change, places, lower, upper in (
            (self.highs.changeColsBounds, self._columns, low, high),
            (self.highs.changeRowsBounds, self._cells, least[self.sums], most[self.sums]),
        ):
            change(len(places), places, lower, np.minimum(upper, self.ceiling))

    def least(self, weights: Floats, turn: int = 0) -> Floats | None:
        """Return columns in which the weighted sum of the cells is smallest; None: there are none.

        Args:
            weights: by cell.
            turn: another number leads to another corner, where the sum is as small or nearly.
        """
        costs = np.asarray(self.cells.T @ weights, dtype=float)
        if turn:
            costs += _LITTLE * np.random.default_rng(turn).random(self.size)
        self.highs.changeColsCost(self.size, self._columns, costs)
        self.highs.run()
        if self.highs.getModelStatus() == highspy.HighsModelStatus.kInfeasible:
            return None
        return np.array(self.highs.getSolution().col_value)

    def binding(self) -> Ints:
        """Return the cells (places) whose bounds kept the last program from going further."""
        solution = self.highs.getSolution()
        rows = np.abs(np.array(solution.row_dual)[self.rows :]) > _NEAR
        kept = (np.abs(np.array(solution.col_dual)) > _NEAR)[self.column]
        value = np.array(solution.col_value)[self.column]
        least, most = self.alone_bounds
        kept &= (value >= most - _NEAR) | ((value <= least + _NEAR) & (least > 0))
        return np.concatenate([self.sums[rows], self.alone[kept]])

    def whole(self, weights: Floats) -> Ints | None:
        """Return the same in whole numbers, if that is found with little work."""
        kinds, back = np.ones(self.size, dtype=np.uint8), np.zeros(self.size, dtype=np.uint8)
        self.highs.changeColsIntegrality(self.size, self._columns, kinds)
        try:
            found = self.least(weights)
        finally:
            self.highs.changeColsIntegrality(self.size, self._columns, back)
        return None if found is None else rounded(found)


def rounded(values: Floats) -> Ints | None:
    """Return values as whole numbers; None when they are not.

    >>> rounded(np.array([1.0, 2.5])) is None
    True
    """
    near = np.rint(values)
    return near.astype(np.int64) if np.abs(values - near).max(initial=0) <= _NEAR else None


def ceiling(block: Block) -> float:
    """Return a number above everything that a world could need."""
    return float(4 * block.n.max(initial=0) + 4 * block.truth.max(initial=0) + 100)


def program(matrix: sp.csr_array, relations_high: Floats, most: float) -> Any:
    """Return HiGHS with a program: relations first, and what else is counted of the columns.

    Args:
        matrix: [row, column]; the rows beyond the relations are bounded later.
        most: what nothing is more than.
    """
    rows, columns = matrix.shape
    model: Any = highspy.HighsLp()
    model.num_row_, model.num_col_ = rows, columns
    model.col_cost_, model.col_lower_ = np.zeros(columns), np.zeros(columns)
    model.col_upper_ = np.full(columns, most)
    high = np.full(rows, most)
    high[: len(relations_high)] = np.minimum(relations_high, most)
    model.row_lower_, model.row_upper_ = np.zeros(rows), high
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = matrix.indptr
    model.a_matrix_.index_ = matrix.indices
    model.a_matrix_.value_ = matrix.data
    make: Any = highspy.Highs
    with _no_stdout():
        highs = make()
    for name, value in _OPTIONS:
        highs.setOptionValue(name, value)
    highs.passModel(model)
    return highs


@contextmanager
def _no_stdout() -> Iterator[None]:
    """Keep from stdout what HiGHS prints when it is made, before any option."""
    c = ctypes.CDLL(None)
    sys.stdout.flush()
    with Path(os.devnull).open("w") as nowhere:
        kept = os.dup(1)
        os.dup2(nowhere.fileno(), 1)
        try:
            yield
        finally:
            c.fflush(None)
            os.dup2(kept, 1)
            os.close(kept)
