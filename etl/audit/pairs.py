"""Releases attacked together: what is released now, and all that was released before.

Whoever kept older releases can subtract, and a sealed meeting keeps what it shows for years. Of how
many zaken there are, an attacker may know that none disappears: then what was shown before bounds
what there is now, and the zaken that came in between are a count to protect. So a block of sizes is
held to all that was shown of it, at once: its columns are the zaken of now and those of each moment
that an area was counted, and no combination of filters has fewer later on, where that is so. What a
zaak came to can change, and ties no two releases to each other.

Of an area with parts, whose coordinators attack too, what was small at a moment before the last
two is not attacked again by itself (`pinned` says why); of a gemeente it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
import scipy.sparse as sp

from etl.audit.block import COORDINATOR, Block, Known, WithdrawnView, is_protected
from etl.audit.extract import HIDDEN, Bools, Floats, Ints

_BEFORE, _BETWEEN = "vroeger", "tussen"

MOST = 2
"""Moments before that a block is held to; older ones are let go, and the account says so."""

BETWEEN = -1
"""The moment of what came in between two others."""


@dataclass(frozen=True)
class Earlier:
    """A block of sizes as earlier releases showed it."""

    labels: tuple[str, ...]
    """Its columns: combinations of filters."""

    truth: Ints
    names: tuple[str, ...]
    """Its cells."""

    cells: sp.csr_array
    v: Ints
    low: Floats
    """Between which numbers those releases said that each cell lies."""

    high: Floats

    def counts_the_same_as(self, block: Block) -> bool:
        """Return whether nothing changed since."""
        return self.labels == block.labels and bool(np.array_equal(self.truth, block.truth))


def moment(name: str) -> int:
    """Return of when the label of a column or the name of a cell is: 0 is the block's own.

    What was shown before counts from 1, the oldest; or it is BETWEEN.
    """
    first, _, rest = name.partition(" ")
    if first == _BETWEEN:
        return BETWEEN
    return int(rest.partition(" ")[0]) if first == _BEFORE else 0


def own_name(name: str) -> str:
    """Return a label or name as the block of its own moment has it."""
    return name.split(" ", 2)[2] if moment(name) else name


def together(now: Block, before: Sequence[Earlier]) -> Block:
    """Return a block that is held to what was shown before too.

    Args:
        before: the oldest first.
    """
    if not before:
        return now
    before = before[-MOST:]
    moments = _Moments(now, before)
    cells, low, high, names = moments.cells()
    between = moments.between()
    more = cells.shape[0] + between.shape[0]
    endless = np.full(between.shape[0], np.inf)
    itself = np.full(len(now.v), np.nan)
    is_old = np.append(moments.targets(), np.ones(between.shape[0], dtype=bool))
    columns = len(moments.truth) - len(now.truth)
    earlier: WithdrawnView = (now.gebied, _BEFORE, "")
    return replace(
        now,
        truth=moments.truth,
        part=np.append(now.part, np.zeros(columns, dtype=np.int64)),
        is_filtered=np.append(now.is_filtered, np.ones(columns, dtype=bool)),
        relations=sp.vstack([moments.wide(now.relations, at=-1), moments.growth()], format="csr"),
        relations_high=np.append(now.relations_high, np.full(moments.growth().shape[0], np.inf)),
        cells=sp.vstack([moments.wide(now.cells, at=-1), cells, between], format="csr"),
        v=np.concatenate([now.v, *(each.v for each in before), np.full(len(endless), HIDDEN)]),
        least=np.append(now.least, np.zeros(more, dtype=np.int64)),
        views=(*now.views, earlier),
        view=np.append(now.view, np.full(more, len(now.views))),
        own=np.append(now.own, False),
        lasting=np.append(now.lasting, True),
        target=np.append(now.target, is_old),
        gemeente=np.append(now.gemeente, np.zeros(more, dtype=bool)),
        attackers=tuple(moments.knowing(each, more) for each in now.attackers),
        held_low=np.concatenate([itself, low, -endless]),
        held_high=np.concatenate([itself, high, endless]),
        labels=moments.labels,
        names=(*now.names, *names, *[_BETWEEN] * len(endless)),
    )


class _Moments:
    """The moments that an area was counted; the last of them is now, whose columns come first."""

    def __init__(self, now: Block, before: Sequence[Earlier]) -> None:
        self.now, self.before = now, before
        labels = [*(each.labels for each in before), now.labels]
        sizes = [len(now.truth), *(len(each.truth) for each in before)]
        begin = np.cumsum([0, *sizes])
        self.first = [*begin[1:-1].tolist(), 0]
        """Of each moment, its first column."""

        self.truth = np.concatenate([now.truth, *(each.truth for each in before)])
        self.labels = (
            *now.labels,
            *(
                f"{_BEFORE} {at} {label}"
                for at, each in enumerate(before, 1)
                for label in each.labels
            ),
        )
        self.place = [{label: at for at, label in enumerate(each)} for each in labels]
        self.of = [_places(self.place[-1], each.labels) for each in before]
        """Of each moment before, where its columns stand now; -1 where they do not."""

        has_parts = any(COORDINATOR in each.attacker for each in now.attackers)
        self.fixed = len(before) - 1 if has_parts else 0
        """Moments that are not attacked by themselves, the oldest first: they were when they were
        the last."""

    def wide(self, matrix: sp.csr_array, *, at: int) -> sp.csr_array:
        """Return a matrix over the columns of a moment as one over all columns."""
        rows, columns = matrix.shape
        before = sp.csr_array((rows, self.first[at]))
        after = sp.csr_array((rows, len(self.truth) - self.first[at] - columns))
        return sp.hstack([before, matrix, after], format="csr")

    def cells(self) -> tuple[sp.csr_array, Floats, Floats, list[str]]:
        """Return the cells that were shown before, between which numbers, and their names."""
        matrices = [self.wide(each.cells, at=at) for at, each in enumerate(self.before)]
        names = [
            f"{_BEFORE} {at} {name}"
            for at, each in enumerate(self.before, 1)
            for name in each.names
        ]
        low = np.concatenate([each.low for each in self.before])
        return sp.vstack(matrices, format="csr"), low, self._high(), names

    def _high(self) -> Floats:
        return np.concatenate([each.high for each in self.before])

    def targets(self) -> Bools:
        """Return by cell that was shown before, whether it needs protection anew."""
        return np.concatenate(
            [
                is_protected(np.asarray(each.cells @ each.truth, dtype=np.int64))
                & (at >= self.fixed)
                for at, each in enumerate(self.before)
            ]
        )

    def growth(self) -> sp.csr_array:
        """Return sums that hold where no combination had fewer zaken at a later moment."""
        grew = {pair for pair in combinations(range(len(self.place)), 2) if not self._shrank(*pair)}
        rows = [
            self._more(*pair)
            for pair in sorted(grew)
            # what follows from two others need not be said
            if not any((pair[0], mid) in grew and (mid, pair[1]) in grew for mid in range(pair[1]))
        ]
        return sp.vstack([sp.csr_array((0, len(self.truth))), *rows], format="csr")

    def _open(self) -> Iterator[tuple[int, int]]:
        """Yield every two moments of which one at least is attacked by itself."""
        for early, late in combinations(range(len(self.place)), 2):
            if late >= self.fixed:
                yield early, late

    def _shrank(self, early: int, late: int) -> bool:
        return bool((self._more(early, late) @ self.truth < 0).any())

    def _more(self, early: int, late: int) -> sp.csr_array:
        """Return by combination of a moment, how many more there are at a later one."""
        size = len(self.before[early].truth)
        then = _places(self.place[late], self.before[early].labels)
        held = np.nonzero(then >= 0)[0]
        rows = np.append(np.arange(size), held)
        columns = np.append(self.first[early] + np.arange(size), self.first[late] + then[held])
        sign = np.append(np.full(size, -1.0), np.ones(len(held)))
        return sp.csr_array((sign, (rows, columns)), shape=(size, len(self.truth)))

    def between(self) -> sp.csr_array:
        """Return as cells what came or went between two moments, where that needs protection."""
        found = [sp.csr_array((0, len(self.truth)))]
        for early, late in self._open():
            pairs = np.array(list(self._both(early, late)), dtype=np.int64).reshape(-1, 2)
            first = self.wide(self._cells_of(late), at=late)
            second = self.wide(self.before[early].cells, at=early)
            came = first[pairs[:, 1]] - second[pairs[:, 0]]
            apart = np.asarray(came @ self.truth, dtype=np.int64)
            chosen = is_protected(np.abs(apart))
            if chosen.any():
                found.append(sp.diags_array(np.sign(apart[chosen]).astype(float)) @ came[chosen])
        return sp.vstack(found, format="csr")

    def _cells_of(self, at: int) -> sp.csr_array:
        return self.before[at].cells if at < len(self.before) else self.now.cells

    def _names_of(self, at: int) -> tuple[str, ...]:
        return self.before[at].names if at < len(self.before) else self.now.names

    def _both(self, early: int, late: int) -> Iterator[tuple[int, int]]:
        """Yield the cells that two moments share, as their places."""
        then = {name: at for at, name in enumerate(self._names_of(early))}
        for at, name in enumerate(self._names_of(late)):
            if name in then:
                yield then[name], at

    def knowing(self, known: Known, more: int) -> Known:
        """Return an attacker that knew of its zaken before as far as they were there.

        Args:
            more: cells beside those of now.
        """
        own = [
            np.minimum(np.where(of >= 0, known.columns[of], 0), each.truth)
            for of, each in zip(self.of, self.before, strict=True)
        ]
        columns = np.concatenate([known.columns, *own])
        beside = len(columns) - len(known.columns)
        return replace(
            known,
            columns=columns,
            fixed=np.append(known.fixed, np.zeros(beside, dtype=bool)),
            cells=np.append(known.cells, np.zeros(more, dtype=bool)),
        )


def _places(place: dict[str, int], labels: tuple[str, ...]) -> Ints:
    return np.array([place.get(label, -1) for label in labels], dtype=np.int64)
