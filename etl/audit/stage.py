"""Where worlds are looked for: in some parts of a block, in what occurs, or everywhere."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from etl.audit.block import Block
from etl.audit.extract import Bools, Ints
from etl.audit.fronts import Fronts
from etl.audit.program import Program

_TOGETHER = 4
"""Parts that change together."""

_LARGE = 500
"""Columns from which a program over everything takes long enough to try some parts first."""


class Stage:
    """The programs of a block, each made when it is first asked for."""

    def __init__(self, block: Block, fronts: Fronts) -> None:
        self.block, self.fronts = block, fronts
        self._programs: dict[int, Program] = {}
        self.free: Bools = np.logical_not(fronts.fixed.all(axis=0))
        """The columns that not every attacker knows: others are of what occurs nowhere."""

    @cached_property
    def whole(self) -> Program:
        """Everything may change."""
        return Program(self.block, self.free)

    @cached_property
    def lean(self) -> Program:
        """Of what an area has nothing of, it goes on having nothing: half the steps.

        Nor do zaken change that count twice somewhere: those come to half zaken.
        """
        cells = self.block.cells
        twice = np.zeros(len(self.free), dtype=bool)
        if self.block.unit is None:
            twice[cells.indices[cells.data > 1]] = True
        return Program(self.block, self.free & (self.block.truth > 0) & ~twice)

    @cached_property
    def area(self) -> Ints:
        """Of each cell, its part; 0 is the block's own area."""
        cells = self.block.cells
        found = np.zeros(len(self.block.v), dtype=np.int64)
        filled = np.diff(cells.indptr) > 0
        found[filled] = self.block.part[cells.indices[cells.indptr[:-1][filled]]]
        return found

    @cached_property
    def groups(self) -> list[list[int]]:
        """Parts that change together, large ones with small ones; none in a small block.

        Twice: the second half of the groups has few together that are so in the first.
        """
        size = np.bincount(self.block.part, self.block.truth * ~self.block.is_filtered)
        parts = sorted(range(1, len(size)), key=lambda part: (-size[part], part))
        count = -(-len(parts) // _TOGETHER)
        if len(self.block.truth) < _LARGE or count < 2:
            return []
        groups: list[list[int]] = [[] for _ in range(2 * count)]
        for at, part in enumerate(parts):
            groups[at % count].append(part)
            groups[count + (at + at // count) % count].append(part)
        return groups

    @cached_property
    def cells(self) -> list[Bools]:
        """By group, the cells that are looked after where it changes; the first has the whole."""
        first = (0, len(self.groups) // 2)
        return [
            np.isin(self.area, [*group, 0] if at in first else group)
            for at, group in enumerate(self.groups)
        ]

    @cached_property
    def strangers(self) -> list[Ints]:
        """By group, the attackers that don't know any part of it beforehand."""
        knows = {
            part: self.fronts.fixed[:, self.block.part == part].all(axis=1)
            for group in self.groups
            for part in group
        }
        return [
            np.nonzero(~np.any([knows[part] for part in group], axis=0))[0] for group in self.groups
        ]

    def program(self, group: int) -> Program:
        """Return the program in which a group changes, and the area around it."""
        if group not in self._programs:
            mine = np.isin(self.block.part, (0, *self.groups[group]))
            self._programs[group] = Program(self.block, mine & self.free)
        return self._programs[group]
