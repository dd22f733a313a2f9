"""Where the columns of a block stand: by area, view and atom."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from etl.audit.extract import Ints

NOWHERE = -1
ENDLESS = 1 << 40

Changes = list[tuple[int, int, Ints]]
"""Code, how much more a zaak counts for it, and the moves (flat, from and to) that make it so."""


@dataclass(frozen=True)
class Weights:
    """How often a zaak counts: [code, atom], or [code, kind]."""

    times: Ints

    @property
    def size(self) -> int:
        """How many atoms or kinds there are."""
        return int(self.times.shape[1])

    @cached_property
    def steps(self) -> Ints:
        """[code, from, to]: how much more a zaak counts at the end of a move."""
        return self.times[:, None, :] - self.times[:, :, None]

    @cached_property
    def changes(self) -> Changes:
        return [
            (code, much, np.nonzero(step.ravel() == much)[0])
            for code, step in enumerate(self.steps)
            for much in np.unique(step[step != 0]).tolist()
        ]


@dataclass(frozen=True)
class Layout:
    first: Ints
    """[area, view]: its first column, or NOWHERE. Area 0 is the block's own."""

    kind: Ints
    """Of each atom: what it is in a view with a filter."""

    fine: Weights
    """Without a filter, by atom."""

    coarse: Weights
    """With a filter, by kind."""

    cell: Ints
    """[area, view, code]: its cell, or NOWHERE."""

    columns: tuple[tuple[int, ...], ...]
    """By filter column: the views that add up to all; without those that lie in a whole."""

    wholes: tuple[tuple[int, tuple[int, ...]], ...]
    """Views that other views add up to, such as a spoor and its verzuimtypes; one column."""

    rest: Ints
    """By view: how much of the block's own area may lie outside of its parts."""
