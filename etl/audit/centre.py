"""A world in the middle of what is released, from which every count can move to all sides.

Each shown count is as near to what is shown as can be, and the small ones that are in danger are as
few as that allows: many are safe there at once, and around the others there is room.
"""

from __future__ import annotations

import highspy
import numpy as np
import scipy.sparse as sp

from etl.audit.block import Block, Floats
from etl.audit.extract import HIDDEN, Ints
from etl.audit.fronts import Held
from etl.audit.solver import ceiling, program, rounded

_OFF = 0.3
"""What it costs to be one off what is shown, beside one more of a count in danger."""


class Centre:
    """A program: columns, and of each cell how much it is more or less than what it aims at."""

    def __init__(self, block: Block) -> None:
        self.block = block
        self.aimed = np.nonzero(block.v > HIDDEN)[0]
        self.aim = block.v[self.aimed].astype(float)
        self.rows, self.size = block.relations.shape[0], len(block.truth)
        self.ceiling = ceiling(block)
        count, cells = len(self.aimed), len(block.v)
        off = sp.csr_array((np.ones(count), (self.aimed, np.arange(count))), shape=(cells, count))
        whole = sp.block_array(
            [
                [block.relations, None, None],
                [block.cells, -off, off],
            ],
            format="csr",
        )
        self.highs = program(whole, block.relations_high, self.ceiling)
        self._columns = np.arange(self.size, dtype=np.int32)
        self._off = np.arange(self.size, whole.shape[1], dtype=np.int32)
        self._cells = np.arange(self.rows, whole.shape[0], dtype=np.int32)

    def world(self, held: Held, weights: Floats) -> Ints | None:
        """Return a world in the middle; None when it is not found in whole numbers.

        Args:
            weights: by cell; the counts in danger, and whether they are to be few or many.
        """
        columns, cells = held
        low, high = (np.array(each, dtype=float) for each in columns)
        least, most = (np.array(each, dtype=float) for each in cells)
        matters = np.isfinite(most[self.aimed])
        off = np.append(
            np.maximum(most[self.aimed] - self.aim, 0), np.maximum(self.aim - least[self.aimed], 0)
        )
        least[self.aimed] = most[self.aimed] = self.aim
        cost = np.append(self.block.cells.T @ weights, np.tile(_OFF * matters, 2))
        every = np.append(self._columns, self._off)
        self.highs.changeColsCost(len(every), every, cost)
        zero = np.zeros(len(off))
        for change, places, lower, upper in (
            (self.highs.changeColsBounds, self._columns, low, high),
            (self.highs.changeColsBounds, self._off, zero, off),
            (self.highs.changeRowsBounds, self._cells, least, most),
        ):
            change(len(places), places, lower, np.minimum(upper, self.ceiling))
        self.highs.run()
        if self.highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        return rounded(np.array(self.highs.getSolution().col_value)[: self.size])
