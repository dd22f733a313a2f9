"""Blocks made by hand: unknown numbers, and sums of them of which something is shown."""

from dataclasses import replace

import numpy as np
import scipy.sparse as sp

from etl.audit.block import OUTSIDER, Block, Known

AREA = "GM0363"


def block(truth, cells, v, *, known=None, gemeente=False):
    """A block of one area; every cell is a view of its own, named by its place."""
    views = tuple((AREA, str(place), "") for place in range(len(v)))
    found = Block(
        schooljaar="2024-2025",
        gebied=AREA,
        family="proef",
        truth=np.array(truth),
        part=np.zeros(len(truth), dtype=np.int64),
        is_filtered=np.zeros(len(truth), dtype=bool),
        relations=sp.csr_array((0, len(truth))),
        relations_high=np.zeros(0),
        cells=sp.csr_array(np.array(cells, dtype=float)),
        v=np.array(v),
        least=np.zeros(len(v), dtype=np.int64),
        views=views,
        view=np.arange(len(v)),
        own=np.ones(len(v), dtype=bool),
        lasting=np.zeros(len(v), dtype=bool),
        target=np.ones(len(v), dtype=bool),
        gemeente=np.full(len(v), gemeente),
        attackers=(),
    )
    return _facing(found, known or {OUTSIDER: ([0] * len(truth), [])})


def expecting(found, weights, v):
    """A block with what is expected beside it, which goes first; weights are in millionths."""
    size = len(found.v)
    return replace(
        found,
        cells=sp.vstack([found.cells, sp.csr_array(np.array([weights], dtype=float))], "csr"),
        v=np.append(found.v, v),
        least=np.append(found.least, 0),
        views=(*found.views, (AREA, "verwacht", "")),
        view=np.append(found.view, size),
        own=np.append(np.zeros(size, dtype=bool), True),
        lasting=np.append(found.lasting, False),
        target=np.append(found.target, False),
        gemeente=np.append(found.gemeente, False),
        attackers=tuple(
            replace(each, cells=np.append(each.cells, False)) for each in found.attackers
        ),
        unit=np.append(np.ones(size, dtype=np.int64), 1_000_000),
    )


def _facing(found, known):
    attackers = tuple(
        Known(
            attacker=name,
            columns=np.array(columns),
            fixed=np.zeros(len(columns), dtype=bool),
            cells=np.isin(np.arange(len(found.v)), exact),
        )
        for name, (columns, exact) in known.items()
    )
    return Block(**{**vars(found), "attackers": attackers})
