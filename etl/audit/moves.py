"""Worlds that differ from another by one move: some zaken are of another kind than they were.

In an area some zaken go from one atom to another, and by every filter column as many do; the area
around it stays, or moves along. How many may move follows from the room that the release leaves
around each cell, by subtraction alone. What a move shows need not be looked for by programs; and
every world is held to the block afterwards, as any other.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from etl.audit.extract import Bools, Ints
from etl.audit.fronts import Held
from etl.audit.layout import ENDLESS, NOWHERE, Changes, Layout

Movers = tuple[int, ...]
"""Areas that move together."""

UP, DOWN = 1, -1

_UNFILTERED, _EVERY = slice(0, 1), slice(None)
"""Views."""


@dataclass(frozen=True)
class Room:
    """How many zaken some movers can move together."""

    fine: Ints
    """[from, to]: without a filter, by atom, minding every column."""

    coarse: Ints
    """[view, from, to]: in a view with a filter, by kind."""

    moves: Bools
    """By view: whether anything moves there."""


class Moves:
    """The moves that a block leaves room for, to attackers with the same limits."""

    def __init__(self, layout: Layout, base: Ints, n: Ints, held: Held) -> None:
        """Look for room around a world.

        Args:
            base: the world; and n, what its cells count.
            held: the limits of columns and of cells.
        """
        columns, cells = held
        self.layout, self.base = layout, base
        self.is_there = layout.first != NOWHERE
        least, most = (_whole(each) for each in columns)
        below = np.append(n - _whole(cells[0]), ENDLESS)[layout.cell]
        above = np.append(_whole(cells[1]) - n, ENDLESS)[layout.cell]
        at_fine = layout.first[:, :1, None] + np.arange(layout.fine.size)
        at_coarse = np.maximum(layout.first, 0)[:, :, None] + np.arange(layout.coarse.size)
        at_coarse = np.minimum(at_coarse, len(base) - 1)
        self.fine, self.coarse = (
            _room(
                base[at] - least[at],
                most[at] - base[at],
                (below[:, views], above[:, views]),
                weights.changes,
            )
            for at, views, weights in (
                (at_fine, _UNFILTERED, layout.fine),
                (at_coarse, _EVERY, layout.coarse),
            )
        )
        self.outside_fine, self.outside_coarse = (
            self._outside(at, views) for at, views in ((at_fine, _UNFILTERED), (at_coarse, _EVERY))
        )
        self._rooms: dict[Movers, Room] = {}

    def _outside(self, at: Ints, views: slice) -> tuple[Ints, Ints]:
        """Return how many zaken of the block's own area are in none of its parts, and may be more.

        Args:
            at: [area, view, atom]: the columns.
        """
        there, rest = self.is_there[:, views], self.layout.rest[views, None]
        count = self.base[at] * there[:, :, None]
        left = count[0] - count[1:].sum(axis=0)
        is_bound = (there[0] & there[1:].any(axis=0))[:, None]
        more = np.where(rest >= ENDLESS, ENDLESS, rest - left)
        return np.where(is_bound, left, ENDLESS), np.where(is_bound, more, ENDLESS)

    def room(self, movers: Movers) -> Room:
        if movers not in self._rooms:
            self._rooms[movers] = self._find_room(movers)
        return self._rooms[movers]

    def _find_room(self, movers: Movers) -> Room:
        areas = list(movers)
        here = self.is_there[areas]
        moves = here.any(axis=0)
        coarse = np.where(here[:, :, None, None], self.coarse[areas], ENDLESS).min(axis=0)
        fine = self.fine[areas, 0].min(axis=0)
        net = (here * np.where(np.array(areas) == 0, 1, -1)[:, None]).sum(axis=0)
        fine = np.minimum(fine, _outside_room(*self.outside_fine, net[:1])[0])
        coarse = np.minimum(coarse, _outside_room(*self.outside_coarse, net))
        return Room(self._by_column(fine, coarse, moves), coarse, moves)

    def _by_column(self, fine: Ints, coarse: Ints, moves: Bools) -> Ints:
        """Return the room of a move by atom, that every filter column leaves too."""
        kind = self.layout.kind
        same = np.eye(coarse.shape[1], dtype=bool)
        for views in self.layout.columns:
            if moves[list(views)].any():
                whole = np.where(same, ENDLESS, coarse[list(views)].sum(axis=0))
                fine = np.minimum(fine, whole[np.ix_(kind, kind)])
        if self.layout.wholes and moves[self.layout.wholes[0][0]]:
            parts = [self._in_whole(coarse, *each) for each in self.layout.wholes]
            whole = np.where(same, ENDLESS, np.sum(parts, axis=0))
            fine = np.minimum(fine, whole[np.ix_(kind, kind)])
        return fine

    @staticmethod
    def _in_whole(coarse: Ints, whole: int, parts: tuple[int, ...]) -> Ints:
        return np.asarray(np.minimum(coarse[whole], coarse[list(parts)].sum(axis=0)))

    def world(self, movers: Movers, view: int, code: int, way: int, much: int) -> Ints | None:
        """Return a world in which a cell of the first mover is so much higher or lower.

        Args:
            way: UP or DOWN.
        """
        room = self.room(movers)
        if not view:
            step = self.layout.fine.steps[code] == way
            start, end = _largest(np.where(step, room.fine, 0))
            if room.fine[start, end] * step[start, end] < much:
                return None
            return self._moved(movers, room, start, end, much, None)
        if not room.moves[view]:
            return None
        step = self.layout.coarse.steps[code] == way
        swap = np.where(step, np.minimum(room.coarse[view], self._back(room, view)), 0)
        start, end = _largest(swap)
        if swap[start, end] >= much:
            return self._swapped(movers, room, view, start, end, much)
        kind = self.layout.kind
        by_atom = np.ix_(kind, kind)
        through = np.where(
            step[by_atom], np.minimum(room.fine, self._along(room, view)[by_atom]), 0
        )
        start, end = _largest(through)
        if through[start, end] < much:
            return None
        return self._moved(movers, room, start, end, much, view)

    def _beside(self, view: int) -> list[int]:
        """Return the views that add up with this one, as far as a swap may go."""
        for whole, parts in self.layout.wholes:
            if view in parts:
                return [part for part in parts if part != view]
            if view == whole:
                return []
        for views in self.layout.columns:
            if view in views:
                return [other for other in views if other != view]
        return []

    def _back(self, room: Room, view: int) -> Ints:
        """Return how many could move back in other views of the same column."""
        beside = room.coarse[self._beside(view)].sum(axis=0)
        return np.asarray(beside.T if beside.ndim else np.zeros_like(room.coarse[view]))

    def _along(self, room: Room, view: int) -> Ints:
        """Return how many can move in a view when they move in all."""
        for whole, parts in self.layout.wholes:
            if view == whole:
                return self._in_whole(room.coarse, whole, parts)
            if view in parts:
                return np.asarray(np.minimum(room.coarse[view], room.coarse[whole]))
        return np.asarray(room.coarse[view])

    def _swapped(
        self, movers: Movers, room: Room, view: int, start: int, end: int, much: int
    ) -> Ints:
        world = self.base.copy()
        self._move(world, movers, view, (start, end), much)
        left = much
        for other in self._beside(view):
            some = min(left, int(room.coarse[other, end, start]))
            self._move(world, movers, other, (end, start), some)
            left -= some
        return world

    def _moved(
        self, movers: Movers, room: Room, start: int, end: int, much: int, view: int | None
    ) -> Ints:
        """Return the world after a move by atom; through a view when that is asked for."""
        world = self.base.copy()
        for area in movers:
            world[self.layout.first[area, 0] + start] -= much
            world[self.layout.first[area, 0] + end] += much
        pair = int(self.layout.kind[start]), int(self.layout.kind[end])
        if pair[0] == pair[1]:
            return world
        for views in self.layout.columns:
            if room.moves[list(views)].any():
                left = much
                for each in sorted(views, key=lambda each: (each != view, each)):
                    some = min(left, int(room.coarse[each, *pair]))
                    self._move(world, movers, each, pair, some)
                    left -= some
        if self.layout.wholes and room.moves[self.layout.wholes[0][0]]:
            left = much
            for whole, parts in sorted(
                self.layout.wholes, key=lambda each: (view not in (each[0], *each[1]), each[0])
            ):
                among = min(left, int(room.coarse[whole, *pair]))
                for each in sorted(parts, key=lambda each: (each != view, each)):
                    some = min(among, int(room.coarse[each, *pair]))
                    self._move(world, movers, each, pair, some)
                    self._move(world, movers, whole, pair, some)
                    among -= some
                    left -= some
        return world

    def _move(
        self, world: Ints, movers: Movers, view: int, pair: tuple[int, int], much: int
    ) -> None:
        if much:
            for area in movers:
                if self.is_there[area, view]:
                    world[self.layout.first[area, view] + pair[0]] -= much
                    world[self.layout.first[area, view] + pair[1]] += much


def _room(below: Ints, above: Ints, cells: tuple[Ints, Ints], changes: Changes) -> Ints:
    """Return [..., from, to]: how many zaken may move.

    Args:
        below: [..., atom]: how many there are to take away; and above, to add.
        cells: [..., code]: how much lower and higher each cell may be.
    """
    room = np.minimum(below[..., :, None], above[..., None, :])
    lower, higher = cells
    flat = room.reshape(*room.shape[:-2], -1)
    for code, much, pairs in changes:
        limit = (lower if much < 0 else higher)[..., code] // abs(much)
        flat[..., pairs] = np.minimum(flat[..., pairs], limit[..., None])
    return np.maximum(room, 0)


def _outside_room(left: Ints, more: Ints, net: Ints) -> Ints:
    """Return [view, from, to]: what may move in or out of the zaken that are in no part."""
    out = np.minimum(left[:, :, None], more[:, None, :])
    back = np.minimum(more[:, :, None], left[:, None, :])
    way = net[:, None, None]
    return np.where(way > 0, out, np.where(way < 0, back, ENDLESS))


def _whole(limits: Ints | np.ndarray) -> Ints:
    return np.minimum(limits, ENDLESS).astype(np.int64)


def _largest(room: Ints) -> tuple[int, int]:
    start, end = divmod(int(room.argmax()), room.shape[1])
    return start, end
