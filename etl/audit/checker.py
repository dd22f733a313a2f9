"""The independent checker: whole numbers in, yes or no out. It knows no solver and no search.

A witness is a table of zaken (by filter value and what they count for), another table (the change),
and per cell how far the count may move before the gate shows something else. It is evidence when
the other table is made of whole zaken, changes nothing that its attacker knows, and moves no cell
further than that; it covers a claim when the count of that cell, as far as the attacker does not
know it, could then be zero or more than four.
"""

from collections.abc import Mapping, Sequence
from typing import Any

Rows = Sequence[Sequence[int]]


def is_witness(block: Mapping[str, Any], change: Rows) -> bool:
    """Return whether a change gives another table with the same release.

    Args:
        block: `tabel` [value][atom], `telt` [code][atom], `laagst` and `hoogst` [value][code].
        change: [value][atom].
    """
    for row, by in zip(block["tabel"], change, strict=True):
        if any(n + more < 0 for n, more in zip(row, by, strict=True)):
            return False
    if any(sum(line) for line in (zip(*change, strict=True) if block["ruilt"] else change)):
        return False
    for moved, low, high in zip(
        changes(block, change), block["laagst"], block["hoogst"], strict=True
    ):
        if any(by and not low[at] <= by <= high[at] for at, by in enumerate(moved)):
            return False
    return True


def changes(block: Mapping[str, Any], change: Rows) -> list[list[int]]:
    """Return by how much every cell changes, [value][code]."""
    still = [0] * len(block["telt"])
    return [
        [sum(by * of for by, of in zip(row, counts, strict=True)) for counts in block["telt"]]
        if any(row)
        else still
        for row in change
    ]


def covers(unknown: int, by: int) -> bool:
    """Return whether a count of 1 to 7 stays unknown when another world changes it by so much."""
    left = unknown + by
    return left <= 0 or left > 4 if unknown <= 4 else by != 0
