"""Which cells add up to which, as far as somebody wrote that down: sums for pencil and paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from etl.audit.extract import Bools, Floats, Ints

MUCH = 10_000_000
"""More zaken than there are: without end, but it can be subtracted, and many fit in 32 bits."""

NO_CELL = -1

Sum = tuple[int, list[int], float]
"""A whole, its parts, and what may be left over of the whole."""

Adding = tuple[Ints, Ints, Floats]
"""Wholes [sum], their parts [sum, part], and what may be left over of each whole."""

_MOST_WAYS, _MOST_STEPS = 30, 3_000
"""Of a code, the ways in which others add up to it, and the tries to find them."""

Exact = NDArray[np.int32]
"""Limits in whole zaken."""


class NoWorld(Exception):
    """What an attacker knows cannot all be so: the truth itself is no solution."""


@dataclass(frozen=True)
class Turns:
    """Sums by cell, turn by turn: a quicker `reduceat`, since cells are in few sums."""

    cells: Ints
    """Those that are in most sums first."""

    sums: list[Ints]
    """Of as many first cells as have one in that turn, the sum."""

    def most(self, values: Exact) -> Exact:
        """Return by cell the most that its sums come to.

        Args:
            values: [sum, attacker]
        """
        return self._best(np.maximum, values)

    def least(self, values: Exact) -> Exact:
        return self._best(np.minimum, values)

    def _best(self, better: np.ufunc, values: Exact) -> Exact:
        found: Exact = values.take(self.sums[0], axis=0) if self.sums else values[:0]
        for sums in self.sums[1:]:
            those = found[: len(sums)]
            better(those, values.take(sums, axis=0), out=those)
        return found


@dataclass(frozen=True)
class Sums:
    """Cells that add up to another: a whole is its parts, and what is left over."""

    whole: Ints
    """Of each sum, the cell that is the whole."""

    parts: sp.csr_array
    """[sum, cell]: 1 for a part."""

    rest: Exact
    """Of each sum, how much may be left over; MUCH is without end."""

    @cached_property
    def about(self) -> tuple[Ints, Ints]:
        """Return the sums that a cell is in, cell after cell and few parts first; and the cells."""
        sums = len(self.whole)
        sizes = np.diff(self.parts.indptr)
        every = np.append(np.repeat(np.arange(sums), sizes), np.arange(sums))
        cells = np.append(self.parts.indices, self.whole)
        order = np.lexsort((sizes[every], cells))
        return every[order], cells[order]

    @cached_property
    def begin(self) -> Ints:
        """Return where the sums of each cell begin in `about`, and behind it where they end."""
        return np.searchsorted(self.about[1], np.arange(self.parts.shape[1] + 1))

    @cached_property
    def exactly(self) -> Sums:
        """Return the sums of which not just any number is left over: those bound a whole above."""
        return self._chosen(self.rest < MUCH)

    @cached_property
    def of_wholes(self) -> Turns:
        """Return the sums that a cell is the whole of."""
        return _in_turns(self.whole, np.arange(len(self.whole)))

    @cached_property
    def of_parts(self) -> Turns:
        """Return the sums that a cell is a part of."""
        every = np.repeat(np.arange(len(self.whole)), np.diff(self.parts.indptr))
        return _in_turns(self.parts.indices, every)

    def among(self, cells: int, *, first: int = 0) -> Sums:
        """Return the same sums where there are more cells.

        Args:
            cells: how many.
            first: which of them is the first of these.
        """
        parts = self.parts
        shape = (parts.shape[0], cells)
        moved = sp.csr_array((parts.data, parts.indices + first, parts.indptr), shape=shape)
        return Sums(self.whole + first, moved, self.rest)

    def with_any(self, cells: Ints) -> Sums:
        """Return the sums that some cells are in."""
        begin, end = self.begin[cells], self.begin[cells + 1]
        is_one = np.zeros(len(self.whole), dtype=bool)
        for first, last in zip(begin.tolist(), end.tolist(), strict=True):
            is_one[self.about[0][first:last]] = True
        return self._chosen(is_one)

    def _chosen(self, is_one: Bools) -> Sums:
        sizes = np.diff(self.parts.indptr)
        chosen = self.parts.indices[np.repeat(is_one, sizes)]
        parts = _parts(chosen, sizes[is_one], self.parts.shape[1])
        return Sums(self.whole[is_one], parts, self.rest[is_one])

    def of(self, cell: int) -> list[int]:
        """Return the sums that a cell is in, those of few parts first."""
        found: list[int] = self.about[0][self.begin[cell] : self.begin[cell + 1]].tolist()
        return found


NONE = Sums(np.zeros(0, np.int64), sp.csr_array((0, 0), dtype=np.int32), np.zeros(0, np.int32))


def together(found: Sequence[Sums]) -> Sums:
    """Return all sums of the same cells."""
    return Sums(
        np.concatenate([each.whole for each in found]),
        sp.vstack([each.parts for each in found], format="csr"),
        np.concatenate([each.rest for each in found]),
    )


def adding_up(found: Iterable[Adding], *, cells: int) -> Sums:
    """Return the sums of which the whole and a part are cells.

    Args:
        found: wholes and parts as cells, or NO_CELL: that is left over without end.
        cells: how many there are.
    """
    wholes, columns, sizes, left = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)], [], []
    for whole, parts, rest in found:
        is_cell = parts >= 0
        says = (whole >= 0) & is_cell.any(axis=1)
        is_cell = is_cell[says]
        wholes.append(whole[says])
        columns.append(parts[says][is_cell])
        sizes.append(is_cell.sum(axis=1))
        left.append(np.where(is_cell.all(axis=1), np.minimum(rest[says], MUCH), MUCH))
    nothing = np.zeros(0, np.int64)
    parts = _parts(np.concatenate(columns), np.concatenate([nothing, *sizes]), cells)
    return Sums(np.concatenate(wholes), parts, np.concatenate([[], *left]).astype(np.int32))


def _parts(columns: Ints, sizes: Ints, cells: int) -> sp.csr_array:
    """Return [sum, cell]: 1 for a part.

    Args:
        columns: the parts of each sum, one sum after the other.
        sizes: of each sum, how many.
    """
    begin = np.zeros(len(sizes) + 1, dtype=np.int32)
    np.cumsum(sizes, out=begin[1:])
    ones = np.ones(len(columns), dtype=np.int32)
    return sp.csr_array((ones, columns.astype(np.int32), begin), shape=(len(sizes), cells))


def by_size(found: Iterable[Sum]) -> Iterator[Adding]:
    """Yield sums as arrays, those of as many parts together."""
    groups: dict[int, list[Sum]] = {}
    for each in found:
        groups.setdefault(len(each[1]), []).append(each)
    for group in groups.values():
        whole, parts, rest = zip(*group, strict=True)
        yield np.array(whole), np.array(parts), np.array(rest, dtype=float)


def of_codes(weights: Ints) -> list[Sum]:
    """Return which codes add up to which; one that another only holds leaves a rest without end.

    Args:
        weights: [code, atom]: how often a zaak counts.
    """
    return _of_codes(weights.shape, weights.astype(np.int64).tobytes())


@lru_cache(256)
def _of_codes(shape: tuple[int, int], content: bytes) -> list[Sum]:
    """Do so; most areas have the same atoms."""
    weights: Ints = np.frombuffer(content, dtype=np.int64).reshape(shape)
    is_some: Bools = np.asarray(weights.any(axis=1))
    is_inside = (weights[:, None] <= weights).all(axis=2) & is_some[:, None]
    np.fill_diagonal(is_inside, val=False)
    found: list[Sum] = []
    for whole in np.nonzero(is_some)[0].tolist():
        inside = np.nonzero(is_inside[:, whole])[0].tolist()
        ways = list(_ways(weights, weights[whole], inside))
        named = {code for way in ways for code in way}
        found += [(whole, way, 0.0) for way in ways]
        left = [code for code in inside if code not in named]
        found += [(whole, [code], np.inf) for code in left]
        if len(beside := _beside_each_other(weights, weights[whole], left)) > 1:
            found.append((whole, beside, np.inf))
    return found


def _beside_each_other(weights: Ints, whole: Ints, codes: list[int]) -> list[int]:
    """Return codes that a whole holds together, the largest first."""
    rest, chosen = whole.copy(), []
    for code in sorted(codes, key=lambda code: (-int(weights[code].sum()), code)):
        if (weights[code] <= rest).all():
            rest -= weights[code]
            chosen.append(code)
    return chosen


def _ways(weights: Ints, whole: Ints, codes: list[int]) -> Iterator[list[int]]:
    """Yield the first ways in which codes add up to a whole."""
    ways = steps = 0
    left: list[tuple[Ints, list[int]]] = [(whole, [])]
    while left and ways < _MOST_WAYS and steps < _MOST_STEPS:
        rest, way = left.pop()
        steps += 1
        if not rest.any():
            ways += 1
            yield way
            continue
        at = int(np.nonzero(rest)[0][0])
        left += [
            (rest - weights[code], [*way, code])
            for code in reversed(codes)
            if weights[code, at] and code not in way and (weights[code] <= rest).all()
        ]


def _in_turns(cells: Ints, sums: Ints) -> Turns:
    """Return sums by the cell that each is of."""
    order = np.argsort(cells, kind="stable")
    begin = np.nonzero(np.diff(cells[order], prepend=-1))[0]
    size = np.diff(begin, append=len(cells))
    by_size = np.argsort(-size, kind="stable")
    begin, size = begin[by_size], size[by_size]
    turns = range(int(size.max(initial=0)))
    return Turns(
        cells=cells[order[begin]],
        sums=[sums[order[begin[: np.count_nonzero(size > turn)] + turn]] for turn in turns],
    )
