"""Which areas add up to another one, whatever their level.

A gemeente lies in a regio and in an arrondissement, and those need not hold each other: one regio
is part of an arrondissement, another holds one, a third is the same as one, a fourth shares some
gemeenten with two. Wherever some areas make up another, their counts can be subtracted by every
filter, so who looks for what is hidden need not go from gemeente to regio.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from etl.audit.extract import LEVELS, Year

_GEMEENTE, _REGIO, _ARRONDISSEMENT, _LAND = range(len(LEVELS))

MOST = 25
"""Parts: what so many are rounded by leaves more room than a small count takes."""


@dataclass(frozen=True)
class MadeOf:
    """An area as the sum of others, which are disjoint."""

    whole: int
    parts: list[int]


@dataclass(frozen=True)
class Levels:
    """How areas of other levels make up an area.

    A *piece* is what an arrondissement shares with a regio of which neither holds the other: it has
    a number after those of the areas, and nothing is released of it.
    """

    near: list[MadeOf] = field(default_factory=list)
    """The area itself; and regio's of which pieces are part."""

    deeper: list[MadeOf] = field(default_factory=list)
    """How gemeenten make up its parts."""


def levels_of(year: Year, top: int) -> Levels:
    """Return how an area is made up; not of a regio that is made up of gemeenten alone.

    The country is made up of the others as they are: each of those has this for itself.
    """
    level = int(year.level[top])
    if level == _LAND:
        ways = [MadeOf(top, _areas(year, _ARRONDISSEMENT)), MadeOf(top, _areas(year, _REGIO))]
        return Levels([each for each in ways if len(each.parts) <= MOST])
    inside = _inside(year, top)
    if level == _GEMEENTE or (level == _REGIO and not inside):
        return Levels()
    rest = year.gemeenten(top).difference(*map(year.gemeenten, inside))
    near, deeper = [], [of_gemeenten(year, area) for area in inside]
    pieces = [] if level == _REGIO else _pieces(year, top, rest)
    for number, (regio, shared) in enumerate(pieces, start=len(year.areas)):
        near.append(MadeOf(regio, [number, *sorted(year.gemeenten(regio) - shared)]))
        deeper.append(MadeOf(number, sorted(shared)))
        inside.append(number)
        rest -= shared
    own = MadeOf(top, [*inside, *sorted(rest)])
    return Levels([own, *near], deeper) if len(own.parts) <= MOST else Levels()


def of_gemeenten(year: Year, area: int) -> MadeOf:
    return MadeOf(area, sorted(year.gemeenten(area)))


def areas_in(year: Year, sums: Iterable[MadeOf]) -> list[int]:
    """Return the areas that some sums are of, each once: no pieces."""
    every = (area for each in sums for area in (each.whole, *each.parts))
    return list(dict.fromkeys(area for area in every if area < len(year.areas)))


def pieces_in(year: Year, sums: Iterable[MadeOf]) -> list[int]:
    """Return the pieces that some sums are of, each once."""
    every = (part for each in sums for part in each.parts)
    return list(dict.fromkeys(part for part in every if part >= len(year.areas)))


def with_coordinator(year: Year, areas: Iterable[int]) -> list[int]:
    """Return those of some areas that have one: nobody is of an arrondissement or the country."""
    return [area for area in areas if year.level[area] in (_GEMEENTE, _REGIO)]


def _areas(year: Year, level: int) -> list[int]:
    return [area for area in range(len(year.areas)) if year.level[area] == level]


def _inside(year: Year, top: int) -> list[int]:
    """Return the regio's in an arrondissement, or the other way around.

    Where they are the same, the regio lies in the arrondissement.
    """
    own, is_regio = year.gemeenten(top), year.level[top] == _REGIO
    return [
        area
        for area in _areas(year, _ARRONDISSEMENT if is_regio else _REGIO)
        if year.gemeenten(area) < own or (not is_regio and year.gemeenten(area) == own)
    ]


def _pieces(year: Year, top: int, rest: frozenset[int]) -> list[tuple[int, frozenset[int]]]:
    """Return regio's with the gemeenten that they share with an arrondissement, more than one."""
    found = [(regio, year.gemeenten(regio) & rest) for regio in _areas(year, _REGIO)]
    return [
        (regio, shared)
        for regio, shared in found
        if len(shared) > 1 and shared < year.gemeenten(top)
    ]
