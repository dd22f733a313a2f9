"""The points of a curve as counts: how many zaken ended so by the day of each.

Where zaken are not followed up to a day, a point is not their number: what is shown is weighed, and
one that was followed counts for one to two (a point needs half of them followed). It is bounded by
that then, and by no more.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from etl.audit.extract import HIDDEN, Ints, Year
from etl.audit.families import Code, Family
from etl.domain import disclosure
from etl.released import cubes

_EXITS = {1: cubes.AF, 2: cubes.ANDERS}
"""How a clock ends, as numbers of the marts."""


def with_points(year: Year, family: Family) -> tuple[Year, Family]:
    """Return a schooljaar of one curve alone, and the family of the points that are shown of it.

    Raises ValueError when the family has no curve.
    """
    if family.line is None:
        raise ValueError(f"{family.name} heeft geen lijn")
    return _Line(year, family, family.line).alone()


class _Line:
    def __init__(self, year: Year, family: Family, code: Code) -> None:
        self.year, self.family, self.code = year, family, code
        self.kenmerk = year.number[code]
        clocks, points = _of(year.clocks, self.kenmerk), _of(year.points, self.kenmerk)
        self.zaak, self.uitkomst, self.vakje = (
            clocks[name] for name in ("zaak", "uitkomst", "vakje")
        )
        known = points["area"] >= 0
        self.points = {name: column[known] for name, column in points.items()}
        mark = np.where(self.points["is_af"], 1, 2) * len(disclosure.GRID_DAYS)
        self.shown, self.column = np.unique(mark + self.points["vakje"], return_inverse=True)
        """The points that are shown anywhere, and of each that is shown which of them it is."""

    def alone(self) -> tuple[Year, Family]:
        year, kenmerk = self.year, self.kenmerk
        exits, places = np.divmod(self.shown, len(disclosure.GRID_DAYS))
        names = [
            (self.family.name, f"{_EXITS[way]}:{place}")
            for way, place in zip(exits.tolist(), places.tolist(), strict=True)
        ]
        counting = [year.counting[year.begin[kenmerk] : year.begin[kenmerk + 1]]]
        counting += [
            np.sort(self.zaak[(self.uitkomst == way) & (self.vakje <= place)])
            for way, place in zip(exits, places, strict=True)
        ]
        more = len(names)
        v = np.append(year.v[..., [0, kenmerk]], np.full((*year.v.shape[:2], more), HIDDEN), axis=2)
        at = self.points["area"], self.points["filter_nr"], 2 + self.column
        v[at] = self.points["v"]
        pupils = np.full_like(v, HIDDEN)
        pupils[..., 1] = year.v_pupils[..., kenmerk]
        own = np.zeros((*v.shape[:2], 2), dtype=bool)
        return (
            year.counted_else(
                codes=(self.code, *names),
                counting=np.concatenate(counting),
                begin=np.cumsum([0, 0, *map(len, counting)]),
                v=v,
                v_pupils=pupils,
                rungs=np.repeat(year.rungs[:, [kenmerk]], 2 + more, axis=1),
                weighed=np.append(own, self._lost()[..., None] <= places, axis=2),
            ),
            replace(self.family, targets=frozenset(names)),
        )

    def _lost(self) -> Ints:
        """Return [area, view]: the first place on the grid that not all clocks are followed to."""
        year = self.year
        first = np.full(year.v.shape[:2], len(disclosure.GRID_DAYS))
        runs_on = self.uitkomst == 0
        zaak, vakje = self.zaak[runs_on], self.vakje[runs_on]
        for area in year.of[zaak].T:
            for view in year.in_views[zaak].T:
                is_there = view >= 0
                np.minimum.at(first, (area[is_there], view[is_there]), vakje[is_there])
        return first


def _of(columns: dict[str, Ints], kenmerk: int) -> dict[str, Ints]:
    begin, end = np.searchsorted(columns["kenmerk"], [kenmerk, kenmerk + 1])
    return {name: column[begin:end] for name, column in columns.items()}
