"""What families tell of each other: all blocks of an area as one, attacked by sums.

A count can be in more than one family, and what one bounds others go on from: routes tell how many
zaken there are, which tells how many there are by two filters. What each family withdrew by itself
is gone already.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

import numpy as np

from etl.audit.block import OUTSIDER, Block, Known, WithdrawnView, without
from etl.audit.extract import HIDDEN, LEVELS, Ints, Year
from etl.audit.families import ACROSS
from etl.audit.maker import Maker
from etl.audit.sizes import SizeMaker
from etl.audit.stacked import stacked
from etl.audit.sums import Adding, adding_up, together

_REGIO = LEVELS.index("regio")

Named = tuple[Block, Ints]
"""A block, and of each cell what it counts: a number that others that count it have too, or
HIDDEN."""


class AcrossMaker:
    def __init__(
        self, year: Year, makers: Sequence[Maker | SizeMaker], withdrawn: Collection[WithdrawnView]
    ) -> None:
        """Take the makers of families.

        Args:
            withdrawn: what is gone already.
        """
        self.year, self.makers, self.withdrawn = year, makers, withdrawn

    def block(self, area: int) -> Block | None:
        """Return all blocks of an area as one; None when there are not two."""
        parts = self.year.parts(area).tolist() if self.year.level[area] == _REGIO else []
        areas = [area, *(part for part in parts if part != area and self.year.released[part])]
        found = [each for maker in self.makers for each in maker.named(areas)]
        return without(as_one(found), self.withdrawn) if len(found) > len(areas) else None

    def beside(self, top: int, withdrawn: Collection[WithdrawnView]) -> None:
        """Return that areas of more levels are not held together here."""


def as_one(found: Sequence[Named]) -> Block:
    """Return blocks as one, whose cells that count the same are the same."""
    blocks = [block for block, _ in found]
    whole = stacked(blocks, list(_attackers(blocks)))
    same = _same(np.concatenate([keys for _, keys in found]))
    cells = len(whole.v)
    return replace(
        whole,
        family=ACROSS,
        made_of=repr(same[1].tolist()),
        sums=lambda: together([whole.sums(), adding_up([same], cells=cells)]),
    )


def _same(keys: Ints) -> Adding:
    """Return which cells count the same, the first of them as the whole of every other."""
    order = np.argsort(keys, kind="stable")
    order = order[keys[order] > HIDDEN]
    _, first, size = np.unique(keys[order], return_index=True, return_counts=True)
    whole = np.repeat(order[first], size)
    is_other = whole != order
    return whole[is_other], order[is_other, None], np.zeros(int(is_other.sum()))


def _attackers(blocks: Sequence[Block]) -> Iterator[Known]:
    """Yield who attacks any of some blocks: of others they know as much as anyone."""
    by_name = [{each.attacker: each for each in block.attackers} for block in blocks]
    for name in dict.fromkeys(name for each in by_name for name in each):
        theirs = [each.get(name, each[OUTSIDER]) for each in by_name]
        yield Known(
            name,
            np.concatenate([each.columns for each in theirs]),
            np.concatenate([each.fixed for each in theirs]),
            np.concatenate([each.cells for each in theirs]),
        )
