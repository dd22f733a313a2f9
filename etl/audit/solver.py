"""The complete search, for what the quick one leaves: an integer program over one base table.

Here zaken may also change their filters, as far as the released numbers of zaken allow: what is
solved is a family together with the sizes of the area. HiGHS is warm-started: the program of a kind
of world is passed once, after that only the bounds of one cell change. The work is limited in
nodes and iterations, never in seconds.
"""

from __future__ import annotations

import highspy
import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from etl.audit.block import Sizes
from etl.audit.extract import Ints

_MOST_NODES = 20
_MOST_ITERATIONS = 5_000
_MOST_ADDED = 8
"""Zaken that a world may add to one place of the base table: more is never needed."""

_NO_BOUND = 10**5


class Program:
    """All worlds of a block in which what is fixed stays fixed."""

    def __init__(
        self,
        table: Ints,
        possible: NDArray[np.bool_],
        row_views: Ints,
        atom_codes: Ints,
        *,
        lowest: Ints,
        highest: Ints,
        sizes: Sizes,
        exact: bool,
    ) -> None:
        self.shape = table.shape
        self.row, self.atom = np.nonzero(possible)
        at = np.arange(len(self.row))
        views = _members(row_views[self.row], at, len(lowest) - 1)
        parts, low, high = [], [], []
        self.place: dict[tuple[int, int], int] = {}
        count = 0
        for code in range(lowest.shape[1]):
            weight = atom_codes[code, self.atom]
            bounded = np.nonzero(
                ((highest[:-1, code] < _NO_BOUND) | (lowest[:-1, code] > -_NO_BOUND))
            )[0]
            if not weight.any() or not len(bounded):
                continue
            parts.append(views[bounded] @ sp.diags_array(weight.astype(float)))
            low.append(lowest[bounded, code])
            high.append(highest[bounded, code])
            for view in bounded.tolist():
                self.place[view, code] = count
                count += 1
        parts.append(sp.csr_array(sizes.members[:, self.row].astype(float)))
        low.append(np.where(sizes.exact & exact, np.maximum(sizes.lowest, 0), sizes.lowest))
        high.append(np.where(sizes.exact & exact, np.minimum(sizes.highest, 0), sizes.highest))
        matrix = sp.vstack(parts, format="csr")
        self.low, self.high = np.concatenate(low), np.concatenate(high)
        self.views, self.atom_codes = views, atom_codes
        self.solver = _solver(
            matrix, self.low, self.high, lowest=-table[self.row, self.atom], most=_MOST_ADDED
        )
        self.solved = 0

    def reach(self, view: int, code: int, goal: int) -> Ints | None:
        """Return by how much each place of the table changes when the cell changes by `goal`."""
        row = self.place.get((view, code))
        if row is None:
            return None
        low, high = float(self.low[row]), float(self.high[row])
        if not low <= goal <= high:
            return None
        self.solved += 1
        wanted = (float(goal), high) if goal > 0 else (low, float(goal))
        self.solver.changeRowBounds(row, *wanted)
        self.solver.run()
        info = self.solver.getInfo()
        found = None
        if info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible:
            values = np.rint(np.array(self.solver.getSolution().col_value)).astype(np.int64)
            found = np.zeros(self.shape, dtype=np.int64)
            found[self.row, self.atom] = values
        self.solver.changeRowBounds(row, low, high)
        return found


def _members(slots: Ints, at: Ints, count: int) -> sp.csr_array:
    """Return [cell, variable]: whether a variable counts in a cell."""
    cell, variable = slots.ravel(), np.repeat(at, slots.shape[1])
    inside = (cell >= 0) & (cell < count)
    shape = (count, len(at))
    return sp.csr_array((np.ones(inside.sum()), (cell[inside], variable[inside])), shape=shape)


def _solver(
    matrix: sp.csr_array, low: Ints, high: Ints, *, lowest: Ints, most: int
) -> highspy.Highs:
    solver = highspy.Highs()
    for name, value in (
        ("output_flag", False),
        ("threads", 1),
        ("random_seed", 1),
        ("mip_max_nodes", _MOST_NODES),
        ("mip_max_improving_sols", 1),
        ("simplex_iteration_limit", _MOST_ITERATIONS),
    ):
        solver.setOptionValue(name, value)
    program = highspy.HighsLp()
    rows, columns = matrix.shape
    program.num_row_, program.num_col_ = rows, columns
    program.col_cost_ = np.zeros(columns)
    program.col_lower_ = lowest.astype(float)
    program.col_upper_ = np.full(columns, float(most))
    program.row_lower_ = np.where(low < -_NO_BOUND, -highspy.kHighsInf, low).astype(float)
    program.row_upper_ = np.where(high > _NO_BOUND, highspy.kHighsInf, high).astype(float)
    program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    program.a_matrix_.start_ = matrix.indptr
    program.a_matrix_.index_ = matrix.indices
    program.a_matrix_.value_ = matrix.data
    program.integrality_ = [highspy.HighsVarType.kInteger] * columns
    solver.passModel(program)
    return solver
