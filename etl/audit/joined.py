"""Areas in one block, held to each other: their cells add up, view by view and code by code."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
import scipy.sparse as sp

from etl.audit.block import Block
from etl.audit.extract import HIDDEN
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
        _with_cells(block, rows) if rows else block,
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


def _with_cells(block: Block, rows: Sequence[Mapping[int, int]]) -> Block:
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
    none, zero = np.zeros(len(rows), dtype=bool), np.zeros(len(rows), dtype=np.int64)
    unheld = np.full(len(block.v), np.nan)
    low = unheld if block.held_low is None else block.held_low
    high = unheld if block.held_high is None else block.held_high
    return replace(
        block,
        cells=sp.vstack([block.cells, counts @ block.cells], format="csr"),
        v=np.append(block.v, np.full(len(rows), HIDDEN)),
        least=np.append(block.least, zero),
        view=np.append(block.view, zero),
        target=np.append(block.target, none),
        gemeente=np.append(block.gemeente, none),
        weighed=None if block.weighed is None else np.append(block.weighed, none),
        held_low=np.append(low, np.zeros(len(rows))),
        held_high=np.append(high, np.full(len(rows), np.inf)),
        attackers=tuple(
            replace(each, cells=np.append(each.cells, none)) for each in block.attackers
        ),
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
