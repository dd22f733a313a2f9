"""Areas in one block, held to each other: their cells add up, view by view and code by code."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
import scipy.sparse as sp

from etl.audit.block import Block, with_cells
from etl.audit.levels import MadeOf
from etl.audit.sums import NO_CELL, Adding, adding_up, together

Key = Hashable
"""View and code of a cell."""

Places = Mapping[int, Mapping[Key, int]]
"""By area and key, the cell."""


def joined(block: Block, at: Places, made_of: Sequence[MadeOf], *, pieces: Sequence[int]) -> Block:
    """Return a block whose areas are held to each other, to be attacked by sums.

    Args:
        at: the cells of its areas; others are not here.
        made_of: what adds up.
        pieces: what is no area, and gets cells of which nothing is shown.
    """
    rows: list[dict[int, int]] = []
    places = dict(at)
    for piece in pieces:
        found = _rows(piece, at, made_of)
        places[piece] = {key: len(block.v) + len(rows) + nr for nr, key in enumerate(found)}
        rows += found.values()
    size = len(block.v) + len(rows)
    return replace(
        _with_sums(block, rows) if rows else block,
        made_of=repr(made_of),
        sums=lambda: together(
            [block.sums().among(size), adding_up(_by_area(made_of, places), cells=size)]
        ),
    )


def _rows(piece: int, at: Places, made_of: Sequence[MadeOf]) -> dict[Key, dict[int, int]]:
    """Return by key how often which cells come to a piece: a whole less the rest, or parts."""
    rows: dict[Key, dict[int, int]] = {}
    for each in made_of:
        if each.whole == piece:
            times = dict.fromkeys(each.parts, 1)
        elif piece in each.parts:
            times = {each.whole: 1, **{part: -1 for part in each.parts if part != piece}}
        else:
            continue
        first, *others = ([*at[area]] if area in at else [] for area in times)
        for key in set(first).intersection(*others):
            rows.setdefault(key, {at[area][key]: count for area, count in times.items()})
    return dict(sorted(rows.items(), key=repr))


def _with_sums(block: Block, rows: Sequence[Mapping[int, int]]) -> Block:
    """Return a block with cells of which nothing is shown, as sums of others."""
    counts = sp.coo_array(
        (
            [float(count) for row in rows for count in row.values()],
            (
                np.repeat(np.arange(len(rows)), [len(row) for row in rows]),
                [cell for row in rows for cell in row],
            ),
        ),
        shape=(len(rows), len(block.v)),
    )
    return with_cells(
        block,
        (counts @ block.cells).tocsr(),
        low=np.zeros(len(rows)),
        high=np.full(len(rows), np.inf),
    )


def _by_area(made_of: Sequence[MadeOf], places: Places) -> Iterator[Adding]:
    """Yield the cells of an area as the sums of those of its parts."""
    for each in made_of:
        if keys := list(places.get(each.whole, ())):
            parts = [
                [places.get(area, {}).get(key, NO_CELL) for area in each.parts] for key in keys
            ]
            whole = [places[each.whole][key] for key in keys]
            yield np.array(whole), np.array(parts), np.zeros(len(keys))
