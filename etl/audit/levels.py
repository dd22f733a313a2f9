"""Which areas add up to another one, whatever their level.

A gemeente lies in a regio and in an arrondissement, and those need not hold each other: one regio
is part of an arrondissement, another holds one, a third is the same as one. Wherever some areas
make up another, their counts can be subtracted by every filter, so who looks for what is hidden
need not go from gemeente to regio.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from etl.audit.extract import LEVELS, Year

_GEMEENTE, _REGIO, _ARRONDISSEMENT, _LAND = range(len(LEVELS))

MOST = 25
"""Parts: what so many are rounded by leaves more room than a small count takes."""


@dataclass(frozen=True)
class MadeOf:
    """An area as the sum of others, which are disjoint."""

    whole: int
    parts: list[int]

    def among(self, areas: Iterable[int]) -> MadeOf:
        """Return the same of some areas alone: then something may be left over of the whole."""
        chosen = set(areas)
        return MadeOf(self.whole, [area for area in self.parts if area in chosen])


def made_of(year: Year, top: int) -> list[MadeOf]:
    """Return how areas of other levels make up an area, and how gemeenten make up those.

    Nothing of a regio that is made up of gemeenten alone. The country is made up of the others as
    they are: each of those has this for itself.
    """
    level = int(year.level[top])
    if level == _LAND:
        ways = [MadeOf(top, _areas(year, _ARRONDISSEMENT)), MadeOf(top, _areas(year, _REGIO))]
        return [each for each in ways if len(each.parts) <= MOST]
    inside = _inside(year, top)
    if level == _GEMEENTE or (level == _REGIO and not inside):
        return []
    rest = year.gemeenten(top).difference(*map(year.gemeenten, inside))
    own = MadeOf(top, [*inside, *sorted(rest)])
    return [own, *(of_gemeenten(year, area) for area in inside)] if len(own.parts) <= MOST else []


def of_gemeenten(year: Year, area: int) -> MadeOf:
    return MadeOf(area, sorted(year.gemeenten(area)))


def parts_of(sums: Iterable[MadeOf]) -> Iterator[int]:
    """Yield the areas that some are made of, each once."""
    yield from dict.fromkeys(area for each in sums for area in each.parts)


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
