"""One block of areas that each have their own columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain

import numpy as np
import scipy.sparse as sp

from etl.audit.block import Block, Known
from etl.audit.joined import Places
from etl.audit.sums import NO_CELL, together


def stacked(blocks: Mapping[int, Block], attackers: Sequence[Known]) -> tuple[Block, Places]:
    """Return the blocks of some areas as one, to be attacked by sums, and where its cells are.

    Args:
        blocks: by area, the one that it is of first. Their cells have names.
        attackers: of the columns and cells of all of them, one after the other.
    """
    first, *_ = every = list(blocks.values())
    views = [len(each.views) for each in every]
    before = np.repeat(np.cumsum([0, *views[:-1]]), [len(each.v) for each in every])
    columns = [len(each.truth) for each in every]
    width = sum(columns)
    begin = _begin(blocks)
    cells = sum(len(each.v) for each in every)
    own = [each.sums().among(cells, first=begin[area]) for area, each in blocks.items()]
    names = {name: nr for nr, name in enumerate(sorted({*chain(*(each.names for each in every))}))}
    at = {area: np.full(len(names), NO_CELL) for area in blocks}
    for area, each in blocks.items():
        at[area][[names[name] for name in each.names]] = begin[area] + np.arange(len(each.names))
    block = replace(
        first,
        truth=np.concatenate([each.truth for each in every]),
        part=np.repeat(np.arange(len(every)), columns),
        is_filtered=np.ones(width, dtype=bool),
        relations=sp.csr_array((0, width)),
        cells=sp.block_diag([each.cells for each in every], format="csr"),
        v=np.concatenate([each.v for each in every]),
        least=np.concatenate([each.least for each in every]),
        views=tuple(view for each in every for view in each.views),
        view=np.concatenate([each.view for each in every]) + before,
        own=np.concatenate([each.own for each in every]),
        lasting=np.concatenate([each.lasting for each in every]),
        target=np.concatenate([each.target for each in every]),
        gemeente=np.concatenate([each.gemeente for each in every]),
        attackers=tuple(attackers),
        labels=(),
        names=(),
        sums=lambda: together(own),
    )
    return block, at


def _begin(blocks: Mapping[int, Block]) -> dict[int, int]:
    """Return where the cells of each area begin."""
    sizes = np.array([len(each.v) for each in blocks.values()])
    return dict(zip(blocks, (np.cumsum(sizes) - sizes).tolist(), strict=True))
