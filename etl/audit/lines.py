"""The points of a curve as counts: how many zaken ended so by the day of each.

What lies between two points is a count too, though nobody shows it: of those who came back in that
week or that month. So is what is left of the total after the last points.

Where zaken are not followed up to a day, a point is not their number: what is shown is weighed, and
one that was followed counts for one to two (a point needs half of them followed). It is bounded by
that then, and by no more.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from typing import Any

import numpy as np

from etl.audit.block import Block
from etl.audit.extract import HIDDEN, Columns, Ints, Year
from etl.audit.families import Code, Family, curve_of
from etl.audit.sums import Sum, of_codes
from etl.audit.table import Table
from etl.domain.disclosure import GRID_DAYS, LARGEST_HIDDEN, ROUNDING, THRESHOLD
from etl.released import cubes

_EXITS = {1: cubes.AF, 2: cubes.ANDERS}
"""How a clock ends, as the marts number it."""

_FAR = 4
"""Points after which one is held to another at once: sums go from point to point by themselves."""

_TOTAL = 0
"""The place of the total among the codes."""


class LineTable(Table):
    """The zaken of one curve: its total, the points that are shown of it, and what lies between."""

    def __init__(self, year: Year, family: Family) -> None:
        """Read the curve that a family is of."""
        self.curve = _Curve(year, family, curve_of(family.name))
        super().__init__(self.curve.alone(), self.curve.family)
        self.rest = len(self.curve.names)
        """The place of what is left after the last points."""

        places = np.arange(len(self.codes))
        self.is_unshown = (places > len(self.curve.points)) & (places <= self.rest)

    def cube(self, code: int, is_shown: bool) -> str:
        if code == _TOTAL or code > self.rest:
            return super().cube(code, is_shown)
        cube, name = self.codes[code]
        return f"{cube}:{name}" if is_shown else cube

    def told(self, block: Block, area: Ints, view: Ints, code: Ints) -> Block:
        """Return a block with which cells are weighed, and what is known of those without a row.

        What no release shows may be any number. A point that is hidden since nearly all of the
        total ended so by then is known to be nearly all of it.
        """
        place = np.array([HIDDEN, *(place for _, place in self.curve.points)])
        point = np.where(code <= len(self.curve.points), code, _TOTAL)
        is_point = point != _TOTAL
        weighed = is_point & (self.curve.lost[area, view] <= place[point])
        total, n = self.year.v[area, view, 1 + _TOTAL], block.n
        # less than the threshold is left of the total, as both are shown
        nearly_all = total - THRESHOLD + ROUNDING - ROUNDING // 2
        is_late = is_point & ~weighed & (block.v == HIDDEN) & (total > HIDDEN)
        is_late &= (n >= nearly_all) & (n > LARGEST_HIDDEN)
        low = np.where(is_late, nearly_all, np.where(self.is_unshown[code], 0.0, np.nan))
        high = np.where(np.isnan(low), np.nan, np.inf)
        return replace(block, weighed=weighed, held_low=low, held_high=high)

    def says_something(self, areas: list[int]) -> bool:
        return bool(np.isin(areas, self.curve.shown["area"]).any())

    def adding(self, weights: Ints) -> Iterator[Sum]:
        points = self.curve.points
        for at, (early, late) in enumerate(self.curve.between, start=1 + len(points)):
            yield 1 + late, [1 + early, at], 0.0
        for at, (way, _) in enumerate(points[:-_FAR], start=1):
            if points[at + _FAR - 1][0] == way:
                yield at + _FAR, [at], np.inf
        last = {way: at for at, (way, _) in enumerate(points, start=1)}
        yield _TOTAL, [*last.values(), self.rest], 0.0
        # with what is released of the same zaken: how they ended at last, and how many have not
        ends = [_TOTAL, *last.values(), *range(self.rest, len(self.codes))]
        for whole, parts, left in of_codes(weights[ends]):
            yield ends[whole], [ends[part] for part in parts], left


class _Curve:
    """One curve of a schooljaar: its clocks, and the points that are shown of it."""

    def __init__(self, year: Year, family: Family, code: Code) -> None:
        self.year, self.code = year, code
        kenmerk = year.number[code]
        clocks = _of(year.clocks, kenmerk)
        self.zaak, self.uitkomst, self.place = (
            clocks[name] for name in ("zaak", "uitkomst", "vakje")
        )
        shown = _of(year.points, kenmerk)
        known = shown["area"] >= 0
        self.shown = {name: column[known] for name, column in shown.items()}
        way = np.where(self.shown["is_af"], 1, 2)
        marks, self.point = np.unique(
            way * len(GRID_DAYS) + self.shown["vakje"], return_inverse=True
        )
        """Of each point of an area, which of the points it is."""

        self.points = [divmod(mark, len(GRID_DAYS)) for mark in marks.tolist()]
        """How zaken ended, and the place on the grid, of each point that is shown anywhere."""

        self.between = [
            (at, at + 1)
            for at, ((way, _), (after, _)) in enumerate(
                zip(self.points[:-1], self.points[1:], strict=True)
            )
            if way == after
        ]
        """Points that follow on each other, by their number."""

        names = [f"{_EXITS[way]}:{GRID_DAYS[place]}" for way, place in self.points]
        names += [f"{names[early]}-{names[late]}" for early, late in self.between]
        self.names = [(family.name, name) for name in (*names, "rest")]
        self.family = replace(family, targets=frozenset(self.names))
        self.others = sorted(family.context - {code})
        """What else is released of the same zaken."""

    def alone(self) -> Year:
        """Return the schooljaar, of which only this curve is counted and shown."""
        year = self.year
        own, *others = (year.number[code] for code in (self.code, *self.others))
        counted = [year.counting[year.begin[nr] : year.begin[nr + 1]] for nr in (own, *others)]
        counting = [counted[0], *self._counted(), *counted[1:]]
        # of each kenmerk, the one of the schooljaar whose cells it has; 0 has none
        same = [0, own, *[0] * len(self.names), *others]
        v, pupils = year.v[..., same], year.v_pupils[..., same]
        rungs = year.rungs[:, [own if nr == 0 else nr for nr in same]]
        v[self.shown["area"], self.shown["filter_nr"], 2 + self.point] = self.shown["v"]
        return year.counted_else(
            codes=(self.code, *self.names, *self.others),
            counting=np.concatenate(counting),
            begin=np.cumsum([0, 0, *map(len, counting)]),
            v=v,
            v_pupils=pupils,
            rungs=rungs,
        )

    def _counted(self) -> Iterator[Any]:
        """Yield the zaken of each point, of what lies between two, and of what is left."""
        for way, place in self.points:
            yield self._ended(way, HIDDEN, place)
        for early, late in self.between:
            way, first = self.points[early]
            yield self._ended(way, first, self.points[late][1])
        last = dict(self.points)
        ended = np.zeros(len(self.zaak), dtype=bool)
        for way, place in last.items():
            ended |= (self.uitkomst == way) & (self.place <= place)
        yield np.sort(self.zaak[~ended])

    def _ended(self, way: int, after: int, place: int) -> Any:
        ended = (self.uitkomst == way) & (self.place > after) & (self.place <= place)
        return np.sort(self.zaak[ended])

    @cached_property
    def lost(self) -> Ints:
        """Return [area, view]: the first place on the grid that not all clocks are followed to."""
        year = self.year
        first = np.full(year.v.shape[:2], len(GRID_DAYS))
        runs_on = self.uitkomst == 0
        zaak, place = self.zaak[runs_on], self.place[runs_on]
        for area in year.of[zaak].T:
            for view in year.in_views[zaak].T:
                is_there = view >= 0
                np.minimum.at(first, (area[is_there], view[is_there]), place[is_there])
        return first


def _of(columns: Columns, kenmerk: int) -> Columns:
    begin, end = np.searchsorted(columns["kenmerk"], [kenmerk, kenmerk + 1])
    return {name: column[begin:end] for name, column in columns.items()}
