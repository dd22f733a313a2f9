"""One block of areas that each have their own columns, held together by what adds up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import scipy.sparse as sp

from etl.audit.block import Block, Known
from etl.audit.levels import MadeOf
from etl.audit.sums import NO_CELL, Adding, Sums, adding_up, together


def stacked(
    blocks: Mapping[int, Block], made_of: Sequence[MadeOf], attackers: Sequence[Known]
) -> Block:
    """Return the blocks of some areas as one, to be attacked by sums.

    Args:
        blocks: by area, the one that it is of first. Their cells have names.
        made_of: which of them add up to which, cell by cell.
        attackers: of the columns and cells of all of them, one after the other.
    """
    first, *_ = every = list(blocks.values())
    views = [len(each.views) for each in every]
    before = np.repeat(np.cumsum([0, *views[:-1]]), [len(each.v) for each in every])
    columns = [len(each.truth) for each in every]
    width = sum(columns)
    return replace(
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
        sums=lambda: _sums(blocks, made_of),
    )


def _sums(blocks: Mapping[int, Block], made_of: Sequence[MadeOf]) -> Sums:
    """Return which cells of an area add up, and which cells of areas do."""
    sizes = np.array([len(each.v) for each in blocks.values()])
    begin = dict(zip(blocks, (np.cumsum(sizes) - sizes).tolist(), strict=True))
    cells = int(sizes.sum())
    own = [each.sums().among(cells, first=begin[area]) for area, each in blocks.items()]
    place = {
        area: {name: begin[area] + at for at, name in enumerate(each.names)}
        for area, each in blocks.items()
    }
    return together([*own, adding_up((_by_area(each, place) for each in made_of), cells=cells)])


def _by_area(made: MadeOf, place: Mapping[int, Mapping[str, int]]) -> Adding:
    """Return the cells of an area as the sums of those of its parts."""
    names = list(place[made.whole])
    parts = [[place.get(area, {}).get(name, NO_CELL) for area in made.parts] for name in names]
    whole = np.array([place[made.whole][name] for name in names])
    return whole, np.array(parts), np.zeros(len(names))
