"""Blocks as one, each with its own columns: to be attacked by sums."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import scipy.sparse as sp

from etl.audit.block import Block, Known, WithdrawnView
from etl.audit.extract import Bools, Ints
from etl.audit.joined import Places
from etl.audit.sums import NO_CELL, together


def stacked(blocks: Sequence[Block], attackers: Sequence[Known]) -> Block:
    """Return blocks as one; a view that more of them have is withdrawn from all.

    Args:
        blocks: of whole zaken; the first says what it is of.
        attackers: of the columns and cells of all of them, one after the other.
    """
    columns = [len(each.truth) for each in blocks]
    width, cells = sum(columns), sum(len(each.v) for each in blocks)
    own = [
        each.sums().among(cells, first=first)
        for each, first in zip(blocks, _begin(blocks), strict=True)
    ]
    views: dict[WithdrawnView, int] = {}
    for each in blocks:
        for view in each.views:
            views.setdefault(view, len(views))
    place = [np.array([views[view] for view in each.views]) for each in blocks]
    held_low, held_high = zip(*(each.held for each in blocks), strict=True)
    return replace(
        blocks[0],
        truth=np.concatenate([each.truth for each in blocks]),
        part=np.repeat(np.arange(len(blocks)), columns),
        is_filtered=np.ones(width, dtype=bool),
        relations=sp.csr_array((0, width)),
        relations_high=np.zeros(0),
        cells=sp.block_diag([each.cells for each in blocks], format="csr"),
        v=np.concatenate([each.v for each in blocks]),
        least=np.concatenate([each.least for each in blocks]),
        views=tuple(views),
        view=np.concatenate([at[each.view] for at, each in zip(place, blocks, strict=True)]),
        own=_any(len(views), place, [each.own for each in blocks]),
        lasting=_any(len(views), place, [each.lasting for each in blocks]),
        target=np.concatenate([each.target for each in blocks]),
        gemeente=np.concatenate([each.gemeente for each in blocks]),
        attackers=tuple(attackers),
        held_low=np.concatenate(held_low),
        held_high=np.concatenate(held_high),
        labels=(),
        names=(),
        weighed=np.concatenate([_weighed(each) for each in blocks]),
        sums=lambda: together(own),
    )


def places(blocks: Mapping[int, Block]) -> Places:
    """Return where the cells of blocks are when they are one; they have names.

    Args:
        blocks: by area.
    """
    names = sorted({name for each in blocks.values() for name in each.names})
    place = {name: nr for nr, name in enumerate(names)}
    found = {}
    for first, (area, each) in zip(_begin(list(blocks.values())), blocks.items(), strict=True):
        found[area] = np.full(len(names), NO_CELL)
        found[area][[place[name] for name in each.names]] = first + np.arange(len(each.names))
    return found


def _begin(blocks: Sequence[Block]) -> list[int]:
    """Return where the cells of each block begin."""
    sizes = np.array([len(each.v) for each in blocks])
    found: list[int] = (np.cumsum(sizes) - sizes).tolist()
    return found


def _any(count: int, place: Sequence[Ints], said: Sequence[Bools]) -> Bools:
    """Return of each view whether it is so in any block."""
    found = np.zeros(count, dtype=bool)
    for at, each in zip(place, said, strict=True):
        found[at] |= each
    return found


def _weighed(block: Block) -> Bools:
    return np.zeros(len(block.v), dtype=bool) if block.weighed is None else block.weighed
