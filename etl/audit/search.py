"""Look for worlds: move zaken from one atom to another until what is wanted holds again.

A goal pushes one cell past what the release allows its neighbours; then, one zaak at a time, the
move that mends most is made, until every cell is back within its bounds or the steps are spent.
The work is counted in steps, never in seconds, and chance is seeded: the same block gives the same
worlds on every machine.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from etl.audit.extract import Ints

_MOST_BROKEN = 30
"""With more broken cells than this there is no way back worth trying."""

_MOST_MOVES, _MOST_ROWS = 64, 40
"""Moves and rows that one step looks at; more cost more than they find."""

_SPOOR = 4
"""The place of `spoor` among the filters of a row."""

_TABU = 8
"""Steps in which a move is not undone."""


class Moves:
    """Every change of a zaak that the worlds of a block may make, prepared for the search."""

    def __init__(
        self,
        atom_codes: Ints,
        group: Ints,
        *,
        usable: NDArray[np.bool_],
        near: NDArray[np.bool_] | None,
    ) -> None:
        same = (group[:, None] == group[None, :]) & usable[:, None] & usable[None, :]
        np.fill_diagonal(same, val=False)
        if near is not None:
            same &= near
        self.source, self.aim = np.nonzero(same)
        change = atom_codes[:, self.aim] - atom_codes[:, self.source]
        moves = np.nonzero(np.abs(change).max(axis=0, initial=0) == 1)[0]
        self.source, self.aim, change = self.source[moves], self.aim[moves], change[:, moves]
        self.change = change.T.copy()
        self.rises = _padded(self.change > 0)
        self.falls = _padded(self.change < 0)
        self.raising = [np.nonzero(row > 0)[0] for row in change]
        self.lowering = [np.nonzero(row < 0)[0] for row in change]


class Pairs:
    """Rows that differ in one filter: two zaken of them can trade what is counted of them.

    Such a trade leaves everything alone but the cells of that one filter. `spoor` follows from
    `verzuimtype`, so rows that differ in both differ in one.
    """

    def __init__(self, rows: Sequence[tuple[str, ...]], row_views: Ints) -> None:
        values = np.array(rows).reshape(len(rows), -1)
        differ = (values[:, None, :] != values[None, :, :]).sum(axis=2)
        if values.shape[1] > _SPOOR:
            differ -= values[:, None, _SPOOR] != values[None, :, _SPOOR]
        self.first, self.second = np.nonzero(differ == 1)
        nothing = int(row_views.max(initial=0)) + 1
        other = row_views[self.first] != row_views[self.second]
        self.from_views = np.where(other, row_views[self.first], nothing)
        self.to_views = np.where(other, row_views[self.second], nothing)
        order = np.argsort(~other, axis=1, kind="stable")[:, :2]
        few = (other.sum(axis=1) <= 2) & (other.sum(axis=1) > 0)
        self.from_views = np.take_along_axis(self.from_views, order, axis=1)[few]
        self.to_views = np.take_along_axis(self.to_views, order, axis=1)[few]
        self.first, self.second = self.first[few], self.second[few]
        self.leaving = [np.nonzero((self.from_views == view).any(axis=1))[0] for view in range(nothing)]


class World:
    """A table that is being changed, and how far each cell is from its bounds."""

    def __init__(
        self,
        table: Ints,
        row_views: Ints,
        possible: NDArray[np.bool_],
        moves: Moves,
        lowest: Ints,
        highest: Ints,
        *,
        pairs: Pairs | None,
        seed: int,
    ) -> None:
        self.pairs = pairs
        self.moves, self.row_views, self.possible = moves, row_views, possible
        self.table = table.copy()
        self.change = np.zeros_like(lowest)
        self.lowest, self.highest = lowest.copy(), highest.copy()
        self.chance = np.random.default_rng(seed)
        self.steps = 0
        self.rows_in = [
            np.nonzero((row_views == view).any(axis=1))[0] for view in range(len(lowest) - 1)
        ]

    def reach(self, view: int, code: int, goal: int, *, steps: int) -> bool:
        """Change the cell by `goal`, or further, within all bounds; else leave all as it was."""
        before = self.table.copy(), self.change.copy()
        bound = self.lowest if goal > 0 else self.highest
        kept = bound[view, code]
        bound[view, code] = goal
        if self._mended(steps):
            return True
        self.table, self.change = before
        bound[view, code] = kept
        return False

    def hold(self, view: int, code: int) -> None:
        """Let the cell not move back towards the truth from where it is now."""
        now = self.change[view, code]
        if now > 0:
            self.lowest[view, code] = now
        else:
            self.highest[view, code] = now

    def _mended(self, steps: int) -> bool:
        tabu: dict[tuple[int, int, int], int] = {}
        for step in range(steps):
            below, above = self.change < self.lowest, self.change > self.highest
            broken = np.argwhere(below | above)
            if not len(broken):
                return True
            if len(broken) > _MOST_BROKEN:
                return False
            self.steps += 1
            view, code = broken[self.chance.integers(len(broken))]
            rise = bool(below[view, code])
            if self._traded(view, code, rise=rise, tabu=tabu, step=step):
                continue
            found = self._best(view, code, rise=rise, tabu=tabu, step=step)
            if found is None:
                return False
            row, move = found
            self._move(row, int(self.moves.source[move]), int(self.moves.aim[move]), move, 1)
            tabu[row, int(self.moves.aim[move]), int(self.moves.source[move])] = step + _TABU
        return not ((self.change < self.lowest) | (self.change > self.highest)).any()

    def _move(self, row: int, source: int, aim: int, move: int, sign: int) -> None:
        self.table[row, source] -= 1
        self.table[row, aim] += 1
        views = self.row_views[row]
        self.change[views] += sign * self.moves.change[move]
        self.change[-1] = 0

    def _costs(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return what it costs to raise and to lower each cell by one; one column more is free."""
        up = np.zeros((self.change.shape[0] + 1, self.change.shape[1] + 1))
        down = np.zeros_like(up)
        inner = np.s_[: self.change.shape[0] - 1, : self.change.shape[1]]
        now = self.change[:-1]
        up[inner] = (now >= self.highest[:-1]) * 1.0 - (now < self.lowest[:-1])
        down[inner] = (now <= self.lowest[:-1]) * 1.0 - (now > self.highest[:-1])
        return up, down

    def _traded(
        self, view: int, code: int, *, rise: bool, tabu: dict[tuple[int, int, int], int], step: int
    ) -> bool:
        """Mend a cell by a trade between two zaken, at the least cost; False when none is there."""
        if self.pairs is None or view >= len(self.pairs.leaving):
            return False
        pairs, moves = self.pairs, self.moves
        which = self._some(pairs.leaving[view], _MOST_ROWS)
        chosen = self._some(moves.raising[code] if rise else moves.lowering[code], _MOST_MOVES)
        if not len(which) or not len(chosen):
            return False
        first, second = pairs.first[which][:, None], pairs.second[which][:, None]
        source, aim = moves.source[chosen], moves.aim[chosen]
        can = (self.table[first, source] > 0) & (self.table[second, aim] > 0)
        can &= self.possible[first, aim] & self.possible[second, source]
        if not can.any():
            return False
        up, down = self._costs()
        rises, falls = moves.rises[chosen], moves.falls[chosen]
        there = up[:, rises].sum(axis=2) + down[:, falls].sum(axis=2)
        back = up[:, falls].sum(axis=2) + down[:, rises].sum(axis=2)
        score = there[pairs.from_views[which]].sum(axis=1) + back[pairs.to_views[which]].sum(axis=1)
        score += self.chance.random(score.shape) * 0.5
        score[~can] = np.inf
        best = int(score.argmin())
        at, move = divmod(best, score.shape[1])
        row, other = int(first[at, 0]), int(second[at, 0])
        self._move(row, int(source[move]), int(aim[move]), int(chosen[move]), 1)
        self._move(other, int(aim[move]), int(source[move]), int(chosen[move]), -1)
        return True

    def _best(
        self, view: int, code: int, *, rise: bool, tabu: dict[tuple[int, int, int], int], step: int
    ) -> tuple[int, int] | None:
        """Return the row and the move that mend a cell at the least cost to the others."""
        moves = self.moves
        chosen = self._some(moves.raising[code] if rise else moves.lowering[code], _MOST_MOVES)
        rows = self._some(self.rows_in[view], _MOST_ROWS)
        if not len(chosen) or not len(rows):
            return None
        can = (self.table[rows][:, moves.source[chosen]] > 0) & self.possible[rows][
            :, moves.aim[chosen]
        ]
        some = can.any(axis=0)
        chosen, can = chosen[some], can[:, some]
        if not len(chosen):
            return None
        up, down = self._costs()
        cost = up[:, moves.rises[chosen]].sum(axis=2) + down[:, moves.falls[chosen]].sum(axis=2)
        score = cost[self.row_views[rows]].sum(axis=1)
        score += self.chance.random(score.shape) * 0.5
        score[~can] = np.inf
        for (row, source, aim), until in tabu.items():
            if until > step:
                again = (moves.source[chosen] == source) & (moves.aim[chosen] == aim)
                score[(rows == row)[:, None] & again[None, :]] += 3
        best = int(score.argmin())
        at, which = divmod(best, score.shape[1])
        return int(rows[at]), int(chosen[which])


    def _some(self, given: Ints, most: int) -> Ints:
        """Return at most so many, by chance, never one twice."""
        if len(given) <= most:
            return given
        first = int(self.chance.integers(len(given)))
        stride = len(given) // most
        return given[(first + stride * np.arange(most)) % len(given)]


def _padded(given: NDArray[np.bool_]) -> Ints:
    """Return per row where it is true, filled up with one past the last column."""
    width = int(given.sum(axis=1).max(initial=0))
    filled = np.full((len(given), width), given.shape[1])
    row, column = np.nonzero(given)
    if len(row):
        starts = np.searchsorted(row, np.arange(len(given)))
        filled[row, np.arange(len(row)) - starts[row]] = column
    return filled
