"""Which areas add up to another one, whatever their level.

A gemeente lies in a regio and in an arrondissement, and those need not hold each other: one regio
is part of an arrondissement, another holds one, a third is the same as one. Wherever some areas
make up another, their counts can be subtracted by every filter, so who looks for what is hidden
need not go from gemeente to regio.
"""

from __future__ import annotations

from dataclasses import dataclass

from etl.audit.extract import LEVELS, Year

_GEMEENTE, _REGIO, _ARRONDISSEMENT, _LAND = range(len(LEVELS))

MOST = 25
"""Parts: what so many are rounded by leaves more room than a small count takes."""


@dataclass(frozen=True)
class MadeOf:
    """An area as the sum of others."""

    whole: int
    parts: list[int]
    """Those of which anything is released."""

    is_every: bool
    """Whether these are all parts: else something is left over of the whole."""


def made_of(year: Year, top: int) -> list[list[int]]:
    """Return the ways in which others make up an area, but for a regio by its gemeenten alone."""
    level = int(year.level[top])
    if level == _LAND:
        ways = [_areas(year, _ARRONDISSEMENT), _areas(year, _REGIO)]
    elif level == _ARRONDISSEMENT:
        ways = [_with_the_rest(year, top, _inside(year, top, _REGIO))]
    elif level == _REGIO and (inside := _inside(year, top, _ARRONDISSEMENT)):
        ways = [_with_the_rest(year, top, inside)]
    else:
        ways = []
    return [parts for parts in ways if len(parts) <= MOST]


def _areas(year: Year, level: int) -> list[int]:
    return [area for area in range(len(year.areas)) if year.level[area] == level]


def _inside(year: Year, top: int, level: int) -> list[int]:
    """Return the areas of a level in an area; a regio that is all of it, but not the other way."""
    own, is_regio = year.gemeenten(top), level == _REGIO
    return [
        area
        for area in _areas(year, level)
        if year.gemeenten(area) < own or (is_regio and year.gemeenten(area) == own)
    ]


def _with_the_rest(year: Year, top: int, inside: list[int]) -> list[int]:
    """Return areas with the gemeenten that lie in none of them."""
    covered = frozenset[int]().union(*map(year.gemeenten, inside))
    return [*inside, *sorted(year.gemeenten(top) - covered)]
