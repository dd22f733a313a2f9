"""Two releases attacked together: what is released now, and what was released before.

Whoever kept the last release can subtract. Of how many zaken there are, an attacker may know that
none disappears: then what was shown before bounds what there is now, and the zaken that came in
between are a count to protect. So a block of sizes is held to the last release too: its columns are
the zaken of now and those of then, and no combination of filters has fewer now, where that is so.
What a zaak came to can change, and ties no two releases to each other.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import scipy.sparse as sp

from etl.audit.block import Block, Floats, Known, WithdrawnView, is_protected
from etl.audit.extract import HIDDEN, Ints

_BEFORE = "vorige"


@dataclass(frozen=True)
class Earlier:
    """A block of sizes as an earlier release showed it."""

    labels: tuple[str, ...]
    """Its columns: combinations of filters."""

    truth: Ints
    names: tuple[str, ...]
    """Its cells."""

    cells: sp.csr_array
    v: Ints
    low: Floats
    """Between which numbers that release said that each cell lies."""

    high: Floats

    def says_as_much_as(self, block: Block) -> bool:
        """Return whether nothing changed: then a block need not be held to it."""
        return self.labels == block.labels and bool(np.array_equal(self.truth, block.truth))


def is_now(name: str) -> bool:
    """Return whether a label or name is of the release that a block is of itself."""
    return not name.startswith(_BEFORE)


def together(now: Block, before: Earlier) -> Block:
    """Return a block that is held to an earlier release too."""
    place = {label: at for at, label in enumerate(now.labels)}
    of = np.array([place.get(label, -1) for label in before.labels], dtype=np.int64)
    held = of >= 0
    left = np.where(held, now.truth[of], 0) - before.truth
    sums, high = _wider(now.relations, before=0, after=len(of)), now.relations_high
    if (left >= 0).all():
        kept = sp.eye_array(len(of), format="csr")[held]
        sums = sp.vstack([sums, sp.hstack([_of_columns(of[held], len(now.truth)), -kept])])
        high = np.append(high, np.full(int(held.sum()), np.inf))
    between, sign = _between(now, before)
    first = _wider(now.cells, before=0, after=len(of))
    second = _wider(before.cells, before=len(now.truth), after=0)
    came = first[between[:, 0]] - second[between[:, 1]]
    came = sp.diags_array(sign.astype(float)) @ came if len(sign) else came
    truth = np.append(now.truth, before.truth)
    count = np.asarray(second @ truth, dtype=np.int64)
    earlier: WithdrawnView = (now.gebied, _BEFORE, "")
    unknown = np.full(len(sign), np.inf)
    return replace(
        now,
        truth=truth,
        part=np.append(now.part, np.zeros(len(of), dtype=np.int64)),
        is_filtered=np.append(now.is_filtered, np.ones(len(of), dtype=bool)),
        relations=sp.csr_array(sums),
        relations_high=high,
        cells=sp.vstack([first, second, came], format="csr"),
        v=np.concatenate([now.v, before.v, np.full(len(sign), HIDDEN)]),
        least=np.concatenate([now.least, np.zeros(len(count) + len(sign), dtype=np.int64)]),
        views=(*now.views, earlier),
        view=np.concatenate([now.view, np.full(len(count) + len(sign), len(now.views))]),
        own=np.append(now.own, False),
        lasting=np.append(now.lasting, True),
        target=np.concatenate([now.target, is_protected(count), np.ones(len(sign), dtype=bool)]),
        gemeente=np.append(now.gemeente, np.zeros(len(count) + len(sign), dtype=bool)),
        attackers=tuple(
            _knowing(each, of, before, len(count) + len(sign)) for each in now.attackers
        ),
        held_low=np.concatenate([np.full(len(now.v), np.nan), before.low, -unknown]),
        held_high=np.concatenate([np.full(len(now.v), np.nan), before.high, unknown]),
        labels=(*now.labels, *(f"{_BEFORE} {label}" for label in before.labels)),
        names=(*now.names, *(f"{_BEFORE} {name}" for name in before.names), *[_BEFORE] * len(sign)),
    )


def _between(now: Block, before: Earlier) -> tuple[Ints, Ints]:
    """Return which cells of now and then have counts apart that need protection, and their sign."""
    then = {name: at for at, name in enumerate(before.names)}
    both = [(at, then[name]) for at, name in enumerate(now.names) if name in then]
    pairs = np.array(both, dtype=np.int64).reshape(-1, 2)
    count = np.asarray(before.cells @ before.truth, dtype=np.int64)
    apart = now.n[pairs[:, 0]] - count[pairs[:, 1]]
    chosen = is_protected(np.abs(apart))
    return pairs[chosen], np.sign(apart[chosen])


def _knowing(known: Known, of: Ints, before: Earlier, more_cells: int) -> Known:
    """Return an attacker that knew of its zaken then as far as they were there."""
    own = np.where(of >= 0, known.columns[of], 0)
    return replace(
        known,
        columns=np.append(known.columns, np.minimum(own, before.truth)),
        fixed=np.append(known.fixed, np.zeros(len(of), dtype=bool)),
        cells=np.append(known.cells, np.zeros(more_cells, dtype=bool)),
    )


def _of_columns(places: Ints, width: int) -> sp.csr_array:
    shape = (len(places), width)
    return sp.csr_array((np.ones(len(places)), (np.arange(len(places)), places)), shape=shape)


def _wider(matrix: sp.csr_array, *, before: int, after: int) -> sp.csr_array:
    """Return a matrix with columns of nothing on either side."""
    rows = matrix.shape[0]
    sides = sp.csr_array((rows, before)), sp.csr_array((rows, after))
    return sp.hstack([sides[0], matrix, sides[1]], format="csr")
