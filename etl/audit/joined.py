"""Areas in one block, held to each other: their cells add up, view by view and code by code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
import scipy.sparse as sp

from etl.audit.block import Block, with_cells
from etl.audit.extract import Ints
from etl.audit.levels import MadeOf
from etl.audit.sums import NO_CELL, Adding, adding_up, together

Places = Mapping[int, Ints]
"""By area, the cell of every view and code in one order, or NO_CELL."""


def joined(block: Block, at: Places, made_of: Sequence[MadeOf], *, pieces: Sequence[int]) -> Block:
    """Return a block whose areas are held to each other, to be attacked by sums.

    Args:
        at: the cells of its areas; others are not here.
        made_of: what adds up.
        pieces: what is no area, and gets cells of which nothing is shown.
    """
    places, size, counts = dict(at), len(block.v), []
    for piece in pieces:
        for times, keys, cells in _as_sums(piece, at, made_of):
            own = places.setdefault(piece, np.full(len(next(iter(at.values()))), NO_CELL))
            is_new = own[keys] == NO_CELL
            more = int(np.count_nonzero(is_new))
            own[keys[is_new]] = np.arange(size, size + more)
            size += more
            counts.append(_counting(times, cells[:, is_new], len(block.v)))
    return replace(
        _with_sums(block, sp.vstack(counts, format="csr")) if counts else block,
        made_of=repr(made_of),
        sums=lambda: together(
            [block.sums().among(size), adding_up(_by_area(made_of, places), cells=size)]
        ),
    )


def _as_sums(
    piece: int, at: Places, made_of: Sequence[MadeOf]
) -> Iterator[tuple[list[int], Ints, Ints]]:
    """Yield what comes to a piece, a whole less the rest or its parts, where all of it is here.

    How often each counts, the views and codes, and the cells [area, view and code].
    """
    for each in made_of:
        if each.whole == piece:
            times = dict.fromkeys(each.parts, 1)
        elif piece in each.parts:
            times = {each.whole: 1, **{part: -1 for part in each.parts if part != piece}}
        else:
            continue
        if all(area in at for area in times):
            cells = np.array([at[area] for area in times])
            keys = np.nonzero((cells != NO_CELL).all(axis=0))[0]
            yield list(times.values()), keys, cells[:, keys]


def _counting(times: list[int], cells: Ints, width: int) -> sp.csr_array:
    """Return [sum, cell]: how often it counts."""
    shape = (cells.shape[1], width)
    rows = np.tile(np.arange(shape[0]), len(times))
    values = np.repeat(np.array(times, dtype=float), shape[0])
    return sp.coo_array((values, (rows, cells.ravel())), shape=shape).tocsr()


def _with_sums(block: Block, counts: sp.csr_array) -> Block:
    """Return a block with cells of which nothing is shown, as sums of others."""
    rows = counts.shape[0]
    return with_cells(
        block, (counts @ block.cells).tocsr(), low=np.zeros(rows), high=np.full(rows, np.inf)
    )


def _by_area(made_of: Sequence[MadeOf], places: Places) -> Iterator[Adding]:
    """Yield the cells of an area as the sums of those of its parts."""
    for each in made_of:
        if each.whole in places:
            keys = np.nonzero(places[each.whole] != NO_CELL)[0]
            nowhere = np.full(len(keys), NO_CELL)
            parts = [places[area][keys] if area in places else nowhere for area in each.parts]
            yield places[each.whole][keys], np.array(parts).T, np.zeros(len(keys))
