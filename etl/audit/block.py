"""A block: what an attacker can write down of an area, the areas in it, and one family of codes.

Its columns are unknown numbers of zaken by area, view and atom (the codes of the family that a zaak
counts for); in the family of sizes, by combination of filters. Relations are sums that hold
whatever the numbers are. Cells are what is counted of the columns; the release bounds them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from typing import Any

import numpy as np
import scipy.sparse as sp

from etl.audit.extract import HIDDEN, Bools, Floats, Ints
from etl.audit.sums import NONE, Sums
from etl.domain import disclosure

WithdrawnView = tuple[str, str, str]
"""Area, cube and filters: what is withdrawn together."""

OUTSIDER, JAARVERSLAG, COORDINATOR = "buitenstaander", "jaarverslag", "coordinator"
HALT, OM, RVDK = 1, 2, 4
PARTNERS = {"halt": HALT, "om": OM, "rvdk": OM | RVDK}
"""What each chain partner knows, as in sql/audit/zaken.sql. The Raad reports in penal cases too."""

SMALL = 4
"""A protected count of at most this may not be known to lie between 1 and this."""

LARGEST_PROTECTED = 7
"""A count up to this may not be known exactly."""

NARROW = 4
"""A small count of a gemeente must be able to differ by this much for who has no zaken itself."""


@dataclass(frozen=True)
class Known:
    """What an attacker knows beforehand."""

    attacker: str
    """With the area of a coordinator behind it."""

    columns: Ints
    """Of each column, how many zaken it knows: there are at least so many."""

    fixed: Bools
    """The columns that it knows all of."""

    cells: Bools
    """The cells that it knows all of, whatever the columns."""


@dataclass(frozen=True)
class Block:
    schooljaar: str
    gebied: str
    family: str
    truth: Ints
    """Of each column, how many zaken there are."""

    part: Ints
    """Of each column, its area: 0 is the block's own, others are parts of it."""

    is_filtered: Bools
    """Of each column, whether it is of a view with a filter."""

    relations: sp.csr_array
    relations_high: Floats
    """A relation lies between nothing and this: it is a sum with what is left over."""

    cells: sp.csr_array
    v: Ints
    """What is shown of each cell, or HIDDEN."""

    least: Ints
    """What else the release says that there are at least; 0 is nothing."""

    views: tuple[WithdrawnView, ...]
    view: Ints
    """The view of each cell, as place in `views`."""

    own: Bools
    """By view: whether it holds what this block protects; others are withdrawn only at last."""

    lasting: Bools
    """By view: whether it cannot be withdrawn any more, being of an earlier release or of a
    schooljaar that is a part of two together."""

    target: Bools
    """The cells that this block protects."""

    gemeente: Bools
    """The cells of a gemeente, which must be able to differ by more."""

    attackers: tuple[Known, ...] = field(default=())
    held_low: Floats | None = None
    """Of each cell, what it is at least whatever is withdrawn; nan: by the rule. And at most."""

    held_high: Floats | None = None
    labels: tuple[str, ...] = ()
    """What the columns are, and the cells, where a later release is to be held to them."""

    names: tuple[str, ...] = ()
    unit: Ints | None = None
    """Of each cell, in how many parts a zaak is counted: of expected counts many; None: whole."""

    weighed: Bools | None = None
    """The cells in which a zaak counts for one to two in what is shown; None: none of them."""

    made_of: str = ""
    """Which areas add up to which, where only `sums` has that: it makes a block another one."""

    sums: Callable[[], Sums] = field(default=lambda: NONE)
    """Tells which cells add up to which, as far as somebody wrote that down."""

    @property
    def name(self) -> str:
        return f"{self.schooljaar}/{self.gebied}/{self.family}"

    def parts(self) -> Iterator[Any]:
        """Yield everything that it is made of, as arrays and text."""
        owners: tuple[Block | Known, ...] = (self, *self.attackers)
        for owner in owners:
            for each in fields(owner):
                value = getattr(owner, each.name)
                if isinstance(value, sp.csr_array):
                    yield from (value.data, value.indices, value.indptr)
                elif each.name not in ("attackers", "sums"):
                    yield value

    @property
    def held(self) -> tuple[Floats, Floats]:
        """Between what each cell lies whatever is withdrawn; nan: by the rule."""
        unheld = np.full(len(self.v), np.nan)
        return (
            unheld if self.held_low is None else self.held_low,
            unheld if self.held_high is None else self.held_high,
        )

    @cached_property
    def n(self) -> Ints:
        return np.asarray(self.cells @ self.truth, dtype=np.int64)

    @property
    def units(self) -> Ints:
        return np.ones(len(self.v), dtype=np.int64) if self.unit is None else self.unit


def are_lasting(views: Collection[WithdrawnView]) -> Bools:
    """Return which views cannot be withdrawn: of a schooljaar, as a part of two together.

    It is named after both (`GM0014 2024-2025`), and released by itself before the two are.
    """
    return np.array([" " in gebied for gebied, _, _ in views], dtype=bool)


def without(block: Block, withdrawn: Collection[WithdrawnView]) -> Block:
    """Return a block of which some views are gone, and so may be any number."""
    gone = np.array([view in withdrawn for view in block.views], dtype=bool)[block.view]
    low, high = block.held
    return replace(
        block,
        v=np.where(gone, HIDDEN, block.v),
        least=np.where(gone, 0, block.least),
        held_low=np.where(gone, 0.0, low),
        held_high=np.where(gone, np.inf, high),
    )


def with_cells(
    block: Block, cells: sp.csr_array, *, low: Floats, high: Floats, view: int = 0
) -> Block:
    """Return a block with more cells: nothing is shown or protected of those, and nobody knows any.

    Args:
        cells: [cell, column]
        low: of each, what it is at least whatever is withdrawn; and at most.
        view: which they count as, though nothing is withdrawn with them.
    """
    count = cells.shape[0]
    none, zero = np.zeros(count, dtype=bool), np.zeros(count, dtype=np.int64)
    held_low, held_high = block.held
    return replace(
        block,
        cells=sp.vstack([block.cells, cells], format="csr"),
        v=np.append(block.v, zero + HIDDEN),
        least=np.append(block.least, zero),
        view=np.append(block.view, zero + view),
        target=np.append(block.target, none),
        gemeente=np.append(block.gemeente, none),
        weighed=None if block.weighed is None else np.append(block.weighed, none),
        held_low=np.append(held_low, low),
        held_high=np.append(held_high, high),
        attackers=tuple(
            replace(each, cells=np.append(each.cells, none)) for each in block.attackers
        ),
    )


def bounds(block: Block, withdrawn: Bools) -> tuple[Floats, Floats]:
    """Return between which numbers the release says that each cell lies.

    A shown v means v - 2 to v + 2. A hidden cell of at most 7 is taken to be known as that. One
    that is hidden for another reason (pupils, one-sidedness, withdrawal) may hold any number.
    Of zaken that weigh up to two, a shown v means (v - 2.5) / 2 to v + 2.
    An expected v means v - 2.5 and less than v + 2.5; one that is hidden is too small to be shown.

    Args:
        withdrawn: by view.
    """
    n, near = block.n, disclosure.ROUNDING // 2
    gone = withdrawn[block.view]
    shown = (block.v > HIDDEN) & ~gone
    small = (block.v == HIDDEN) & (n <= disclosure.LARGEST_HIDDEN) & ~gone
    low = np.where(shown, np.maximum(block.v - near, block.least), 0).astype(float)
    high = np.where(shown, block.v + near, np.where(small, disclosure.LARGEST_HIDDEN, np.inf))
    if block.weighed is not None:
        # shown is the nearest five of what the zaken weigh, and half of that are there at least
        half = np.ceil((block.v - disclosure.ROUNDING / 2) / 2)
        low = np.where(shown & block.weighed, half, low)
    if block.unit is not None:
        parts, unit = np.nonzero(block.unit > 1)[0], block.unit[block.unit > 1]
        v = np.where(shown, block.v, disclosure.LADDER_OWN_DIMENSION - disclosure.ROUNDING)[parts]
        half = disclosure.ROUNDING * unit // 2
        low[parts] = np.where(shown[parts], unit * v - half, 0)
        high[parts] = np.where(gone[parts], np.inf, unit * v + half - 1)
    if block.held_low is not None and block.held_high is not None:
        low = np.where(np.isnan(block.held_low), low, block.held_low)
        high = np.where(np.isnan(block.held_high), high, block.held_high)
    return low, high


def is_protected(unknown: Ints) -> Bools:
    return (unknown >= 1) & (unknown <= LARGEST_PROTECTED)


def are_safe(unknown: Ints, least: Ints | Floats, most: Ints | Floats, wide: Bools) -> Bools:
    """Return which protected counts cannot be known, by the least and most that they could be.

    Args:
        wide: whether it must be able to differ by NARROW.
    """
    small = ((least <= 0) | (most > SMALL)) & (~wide | (most - least >= NARROW))
    return np.where(unknown <= SMALL, small, least < most)
