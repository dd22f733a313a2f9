"""Try moves against the attackers, before a program is solved for each count by itself.

First from the truth: those worlds hold against everybody who doesn't know the areas that move. Then
for each attacker from a world of its own in the middle of what is released, where there is room to
all sides.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from etl.audit.block import COORDINATOR, NARROW, SMALL, Block
from etl.audit.centre import Centre
from etl.audit.extract import Bools, Ints
from etl.audit.fronts import Fronts, Held
from etl.audit.layout import NOWHERE, Layout
from etl.audit.moves import DOWN, UP, Movers, Moves

FEW = 3
"""Counts, of an attacker, up to which a program for each is as quick."""

_NEAR = 1e-6


class Skirmish:
    """A block whose columns stand by area, view and atom."""

    def __init__(self, block: Block, fronts: Fronts, layout: Layout) -> None:
        self.block, self.fronts, self.layout = block, fronts, layout
        self.centre = Centre(block)
        atoms = layout.fine.size
        size = [int(block.truth[at : at + atoms].sum()) for at in layout.first[:, 0].tolist()]
        self.largest = sorted(range(1, len(size)), key=lambda part: (-size[part], part))
        where = np.argwhere(layout.cell != NOWHERE)
        self.place = np.zeros((len(block.n), 3), dtype=np.int64)
        """Area, view and code of each cell."""

        self.place[layout.cell[tuple(where.T)]] = where

    def worlds(self, done: Bools) -> Iterator[tuple[Ints, Ints]]:
        """Yield worlds [world, column] that help, with their counts [world, cell].

        Args:
            done: cells that need none any more.
        """
        names = self.fronts.names
        everyone = np.arange(len(names))
        others = [at for at in everyone.tolist() if COORDINATOR not in names[at]]
        held = self.fronts.together(others)
        yield from self._from(self.block.truth, held, everyone, everyone, done)
        for front in others + [at for at in everyone.tolist() if at not in others]:
            danger = self.fronts.open[front] & ~done
            if danger.sum() > FEW:
                held = self.fronts.together([front])
                if (base := self.centre.world(held, danger.astype(float))) is not None:
                    learning = np.unique([front, *others])
                    yield from self._learned(base[None, :], learning)
                    yield from self._from(base, held, np.array([front]), learning, done)

    def _from(
        self, base: Ints, held: Held, against: Ints, learning: Ints, done: Bools
    ) -> Iterator[tuple[Ints, Ints]]:
        n = np.asarray(self.block.cells @ base, dtype=np.int64)
        moves = Moves(self.layout, base, n, held)
        for turn in range(2):
            left = np.nonzero(self.fronts.open[against].any(axis=0) & ~done)[0].tolist()
            found = [
                world
                for cell in left
                if (movers := self._movers(int(self.place[cell, 0]), turn))
                for world in self._try(moves, movers, cell, n, against)
            ]
            if found:
                yield from self._learned(np.array(found), learning)

    def _learned(self, worlds: Ints, learning: Ints) -> Iterator[tuple[Ints, Ints]]:
        worlds = worlds[self._adds_up(worlds)]
        counts = np.asarray((self.block.cells @ worlds.T).T, dtype=np.int64)
        useful = self.fronts.learn(worlds, counts, learning)
        yield worlds[useful], counts[useful]

    def _adds_up(self, worlds: Ints) -> Bools:
        sums = (self.block.relations @ worlds.T).T
        return np.asarray(
            (worlds >= 0).all(axis=1)
            & (sums >= -_NEAR).all(axis=1)
            & (sums <= self.block.relations_high + _NEAR).all(axis=1)
        )

    def _movers(self, area: int, turn: int) -> Movers:
        """Return what moves to change a cell of an area: first with the area around it."""
        if area:
            return (area, 0) if turn == 0 else (area,)
        return (0,) if turn == 0 else (0, *self.largest[:1])

    def _try(
        self, moves: Moves, movers: Movers, cell: int, n: Ints, against: Ints
    ) -> Iterator[Ints]:
        _, view, code = self.place[cell].tolist()
        fronts = self.fronts
        mine = against[fronts.open[against, cell]]
        wanted: set[tuple[int, int]] = set()
        for front in mine.tolist():
            now = int(n[cell] - fronts.counted[front, cell])
            known = (int(fronts.least[front, cell]), int(fronts.most[front, cell]))
            wide = bool(fronts.wide[front, cell])
            ways = _ways(int(fronts.unknown[front, cell]), now, known, is_wide=wide)
            for way, much in ways:
                if (way, much) in wanted:
                    break
                wanted.add((way, much))
                world = moves.world(movers, view, code, way, much) if much > 0 else None
                if world is not None:
                    yield world
                    if not wide:
                        break


def _ways(
    count: int, now: int, known: tuple[int, int], *, is_wide: bool
) -> Iterator[tuple[int, int]]:
    """Yield by how much a count must go up or down from what it is in a world, to be safe.

    Args:
        count: in truth.
        now: in that world, which is known itself.
        known: the least and the most that it can be as far as is known already.
    """
    least, most = known
    if count > SMALL:
        yield from ((DOWN, 1), (UP, 1))
    elif is_wide:
        if least > 0:
            yield DOWN, max(now, 0)
            yield UP, max(SMALL + 1 - now, 0)
        yield UP, max(NARROW - now, 0)
    else:
        ways = [(DOWN, now), (UP, SMALL + 1 - now)]
        yield from ways if now <= SMALL // 2 else ways[::-1]
