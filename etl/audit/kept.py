"""The worlds of a block that were found so far: what each counts, who allows it, whether it fits.

What is released changes as views are withdrawn and shown again. A world is held to what changed of
that alone: it is kept in how many cells it does not fit.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from etl.audit.extract import Bools, Floats, Ints
from etl.audit.fronts import Fronts

_ROOM = 64
"""Worlds that there is room for at first."""


class Kept:
    def __init__(self, fronts: Fronts) -> None:
        self.fronts = fronts
        self.worlds: list[Ints] = []
        cells = fronts.unknown.shape[1]
        self._counts: Ints = np.zeros((_ROOM, cells), dtype=np.int64)
        """[world, cell], with room behind the last."""

        self._allowed: Bools = np.zeros((_ROOM, len(fronts.names)), dtype=bool)
        """[world, attacker], of the worlds that were asked about."""

        self._asked = 0
        self._outside: Ints = np.zeros(_ROOM, dtype=np.int64)
        """[world]: the cells in which it lies outside the limits."""

        self._low: Floats = fronts.low
        self._high: Floats = fronts.high

    def __len__(self) -> int:
        return len(self.worlds)

    def forget(self) -> None:
        self.worlds.clear()
        self._asked = 0

    def add(self, world: Ints, counts: Ints) -> None:
        """Keep a world that fits what is released now.

        Args:
            counts: what there is of every cell.
        """
        self._keep_up()
        at = len(self.worlds)
        if at == len(self._counts):
            self._counts = _longer(self._counts)
            self._allowed = _longer(self._allowed)
            self._outside = _longer(self._outside)
        self._counts[at], self._outside[at] = counts, 0
        self.worlds.append(world)

    def counts(self, first: int = 0) -> Ints:
        """Return what worlds from a first one on count [world, cell]."""
        return self._counts[first : len(self.worlds)]

    def allowed(self, first: int = 0) -> Bools:
        """Return which attackers allow worlds from a first one on [world, attacker]."""
        if self._asked < len(self.worlds):
            worlds = np.array(self.worlds[self._asked :])
            more = self.fronts.allow(worlds, self.counts(self._asked))
            self._allowed[self._asked : len(self.worlds)] = more
            self._asked = len(self.worlds)
        return self._allowed[first : len(self.worlds)]

    def fit(self) -> Bools:
        """Return which worlds fit what is released now."""
        self._keep_up()
        return np.asarray(self._outside[: len(self.worlds)] == 0)

    def _keep_up(self) -> None:
        """Hold the worlds to what changed of the limits of the cells."""
        low, high = self.fronts.low, self.fronts.high
        moved = np.nonzero((low != self._low) | (high != self._high))[0]
        if len(moved):
            counts = self._counts[: len(self.worlds), moved]
            more = _outside(counts, low[moved], high[moved])
            less = _outside(counts, self._low[moved], self._high[moved])
            self._outside[: len(self.worlds)] += more - less
            self._low, self._high = low, high


def _outside(counts: Ints, low: Floats, high: Floats) -> Ints:
    """Return in how many cells each world lies outside the limits."""
    return np.asarray(((counts < low) | (counts > high)).sum(axis=1))


def _longer(array: Any) -> Any:
    return np.concatenate([array, np.zeros_like(array)])
