"""The independent checker: whole numbers in, yes or no out. It knows no solver and no search.

It takes a base table, a world (how many zaken become something else), the cells as they are, and
what the release shows. A world is evidence when it is a table of whole numbers that nobody who
knows only what is fixed in it can tell from the truth: every cell passes the gate with the same
outcome.
"""

from collections.abc import Iterable, Mapping
from typing import Any


def gate(n: int, pupils: int, largest: int) -> int | None:
    """Return what is shown of a count, by the one sentence of the rule. See sql/macros/poort.sql."""
    v = 5 * ((n + 2) // 5)
    return v if v >= 10 and 5 * ((pupils + 2) // 5) >= 10 and 3 * largest <= n else None


def same_release(
    table: Mapping[tuple[int, int], int],
    world: Iterable[tuple[int, int, int]],
    counts_in: Any,
    cells: Mapping[Any, tuple[int, int, int, int | None, int | None]],
) -> dict[Any, int] | None:
    """Return by how much each cell changes in a world; None when the release would tell.

    Args:
        table: movable zaken by row and atom; each is the only zaak of its pupil.
        world: row, atom, and by how much the table changes there.
        counts_in: the cells that a row and atom count in.
        cells: n, leerlingen, grootste, v and v_leerlingen of each cell that the release speaks of.
    """
    change: dict[Any, int] = {}
    for row, atom, by in world:
        if table.get((row, atom), 0) + by < 0:
            return None
        for cell in counts_in(row, atom):
            change[cell] = change.get(cell, 0) + by
    for cell, by in change.items():
        if cell in cells:
            n, pupils, largest, v, v_pupils = cells[cell]
            largest = largest if largest > 1 else min(1, n + by)
            if gate(n + by, pupils + by, largest) != v:
                return None
            if v_pupils is not None and gate(pupils + by, pupils + by, 1) != v_pupils:
                return None
    return change


def is_safe(unknown: int, changes: Iterable[int]) -> bool:
    """Return whether a count of 1 to 7 stays unknown, given how much worlds change it."""
    others = [unknown + by for by in changes if by]
    return any(n <= 0 or n > 4 for n in others) if unknown <= 4 else bool(others)
