"""Where worlds are looked for: in one part of a block and what is around it, or in all of it."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from etl.audit.block import Block
from etl.audit.extract import Bools, Ints
from etl.audit.fronts import Fronts
from etl.audit.program import Program

_LARGEST = 3
"""Parts, the largest, by which the counts of the whole may change."""

_LARGE = 500
"""Columns from which a program over everything takes long enough to try parts first."""


class Stage:
    """The programs of a block, each made when it is first asked for."""

    def __init__(self, block: Block, fronts: Fronts) -> None:
        self.block, self.fronts = block, fronts
        self._programs: dict[int, Program] = {}

    @cached_property
    def whole(self) -> Program:
        """Everything may change."""
        return Program(self.block)

    @cached_property
    def area(self) -> Ints:
        """Of each cell, its part; 0 is the block's own area."""
        cells = self.block.cells
        found = np.zeros(len(self.block.v), dtype=np.int64)
        filled = np.diff(cells.indptr) > 0
        found[filled] = self.block.part[cells.indices[cells.indptr[:-1][filled]]]
        return found

    @cached_property
    def largest(self) -> list[int]:
        """Parts with most zaken."""
        size = np.bincount(self.block.part, self.block.truth * ~self.block.is_filtered)
        return sorted(range(1, len(size)), key=lambda part: (-size[part], part))[:_LARGEST]

    def parts(self, danger: Bools) -> list[int]:
        """Return the parts in which worlds are to be looked for.

        Args:
            danger: [attacker, cell]
        """
        if len(self.block.truth) < _LARGE or not self.largest:
            return []
        there = set(self.area[danger.any(axis=0)].tolist())
        return sorted((there - {0}) | (set(self.largest) if 0 in there else set()))

    def of(self, part: int) -> Bools:
        """Return the cells that are looked after where a part changes."""
        mine = self.area == part
        return np.asarray(mine | (self.area == 0) if part in self.largest else mine)

    def strangers(self, part: int) -> Ints:
        """Return the attackers that don't know a part beforehand."""
        known = self.fronts.fixed[:, self.block.part == part].all(axis=1)
        return np.nonzero(~known)[0]

    def program(self, part: int) -> Program:
        """Return the program in which a part changes, and the area around it."""
        if part not in self._programs:
            self._programs[part] = Program(self.block, np.isin(self.block.part, (0, part)))
        return self._programs[part]
