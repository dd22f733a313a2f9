"""The points of a curve as counts: how many zaken ended so by the day of each.

What lies between two points is a count too, though nobody shows it: of those who came back in that
week or that month. So is what is left of the total after the last points.

Where zaken are not followed up to a day, a point is not their number: what is shown is weighed, and
one that was followed counts for one to two (a point needs half of them followed). It is bounded by
that then, and by no more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from itertools import chain

import numpy as np

from etl.audit.block import PARTNERS, Block
from etl.audit.extract import HIDDEN, Bools, Columns, Ints, Year
from etl.audit.families import Code, Family, line_of
from etl.audit.sums import Adding, Sum, by_size, of_codes
from etl.audit.table import Table, by_area_and_view, kinds_of
from etl.domain import groups
from etl.domain.disclosure import GRID_DAYS, LARGEST_HIDDEN, ROUNDING, THRESHOLD
from etl.released import cubes

_EXITS = {1: cubes.AF, 2: cubes.ANDERS}
"""How a clock ends, as the marts number it."""

_FAR = 4
"""Points after which one is held to another at once: sums go from point to point by themselves."""

_ENDS = len(GRID_DAYS) + 1
"""Places that a clock can end at: past the last point too."""

_LABELS = (len(_EXITS) + 1) * _ENDS
"""How and where clocks end: some run on."""


class LineTable(Table):
    """The zaken of some curves: totals, the points that are shown of them, and what lies between.

    Its atoms are the codes themselves, since sums are all that these are attacked by.
    """

    def __init__(self, year: Year, family: Family) -> None:
        """Read the curves of a family."""
        every = (*family.curves, *family.around)
        self.curves = [_Curve(year, code) for code in every]
        self.points = points = _Points(np.concatenate([each.mark for each in self.curves]))
        self.others = sorted(family.context - set(every))
        """What else is released of the same zaken; these codes come last."""

        lines = [[(line_of(code), name) for name in points.names] for code in every]
        codes = [each for pair in zip(every, lines, strict=True) for each in (pair[0], *pair[1])]
        own = [year.number[code] for code in every]
        others = [year.number[code] for code in self.others]
        family = replace(family, targets=frozenset(each for line in lines for each in line))
        numbers = np.array([*np.repeat(own, points.size), *others])
        super().__init__(year, family, codes + self.others, numbers)
        self.of_curve = np.arange(len(codes)).reshape(len(self.curves), points.size)
        """[curve, place]: the codes of each curve, its total first."""

        self.v[..., self.of_curve[:, 1:]] = self.v_pupils[..., self.of_curve[:, 1:]] = HIDDEN
        self.shows = np.zeros(len(year.areas), dtype=bool)
        """By area, whether it has a point."""

        for curve, those in zip(self.curves, self.of_curve, strict=True):
            area, view, v = (curve.shown[name] for name in ("area", "filter_nr", "v"))
            self.v[area, view, those[1 + np.searchsorted(points.marks, curve.mark)]] = v
            self.shows[area] = True
        self._adding: dict[bytes, list[Adding]] = {}
        """What adds up, by the zaken that there are."""

        self._of_codes: dict[tuple[int, ...], tuple[Ints, Ints]] = {}
        """What zaken count for of some codes."""

        self.weights = np.eye(len(self.codes), dtype=np.int64)
        self.x = self._by_area(0)
        self.known = {name: self._by_area(mask) for name, mask in PARTNERS.items()}

    def _by_area(self, mask: int) -> Ints:
        """Return [area, view, code]: how many zaken that some partner knows; 0: all."""
        zaak, label, of_label = self._events
        knows = (self.year.zaken["kennis"][zaak] & mask > 0) | (mask == 0)
        return by_area_and_view(self.year, zaak[knows], label[knows], len(of_label)) @ of_label

    @cached_property
    def _events(self) -> tuple[Ints, Ints, Ints]:
        """Return the clocks and what else is counted: of which zaak, the label of each.

        And [label, code]: whether what has a label counts for a code.
        """
        year, first = self.year, len(self.curves) * _LABELS
        zaak = [curve.zaak for curve in self.curves]
        label = [at * _LABELS + curve.label for at, curve in enumerate(self.curves)]
        for at, code in enumerate(self.others):
            number = year.number[code]
            zaak.append(year.counting[year.begin[number] : year.begin[number + 1]])
            label.append(np.full(len(zaak[-1]), first + at))
        counts = np.zeros((first + len(self.others), len(self.codes)), dtype=np.int64)
        of_points = self.points.counts
        for at, those in enumerate(self.of_curve):
            counts[at * _LABELS : (at + 1) * _LABELS, those] = of_points
        counts[first:, self.of_curve.size :] = np.eye(len(self.others), dtype=np.int64)
        labels, label_of = np.unique(np.concatenate(label), return_inverse=True)
        return np.concatenate(zaak), label_of, counts[labels]

    def cube(self, code: int, *, is_shown: bool, is_filtered: bool) -> str:
        if self.codes[code] not in self.family.targets:
            return super().cube(code, is_shown=is_shown, is_filtered=is_filtered)
        cube, name = self.codes[code]
        return f"{cube}:{name}" if is_shown else cube

    def told(self, block: Block, area: Ints, view: Ints, code: Ints) -> Block:
        """Return a block with which cells are weighed, and what is known of those without a row.

        What no release shows may be any number. A point that is hidden since nearly all of the
        total ended so by then is known to be nearly all of it.
        """
        # what is of no curve is no more a point than a total is
        curve, place = np.divmod(np.where(code < self.of_curve.size, code, 0), self.points.size)
        mark = self.points.mark[place]
        is_point, is_unshown = mark > HIDDEN, (mark == HIDDEN) & (place > 0)
        lost = np.array([each.lost for each in self.curves])
        weighed = is_point & (lost[curve, area, view] <= mark)
        total, n = self.v[area, view, self.of_curve[curve, 0]], block.n
        # less than the threshold is left of the total, as both are shown
        nearly_all = total - THRESHOLD + ROUNDING - ROUNDING // 2
        is_late = is_point & ~weighed & (block.v == HIDDEN) & (total > HIDDEN)
        is_late &= (n >= nearly_all) & (n > LARGEST_HIDDEN)
        low = np.where(is_late, nearly_all, np.where(is_unshown, 0.0, np.nan))
        high = np.where(np.isnan(low), np.nan, np.inf)
        return replace(block, weighed=weighed, held_low=low, held_high=high)

    def says_something(self, areas: list[int]) -> bool:
        return bool(self.shows[areas].any())

    def adding(self, weights: Ints, areas: list[int]) -> Iterable[Adding]:
        here = np.asarray(np.isin(self.year.of, areas).any(axis=1))
        which = np.packbits(here).tobytes()
        if which not in self._adding:
            every = (
                self._of_curves(),
                self._of_parts(here),
                self._of_around(here),
                self._of_ends(here),
                self._of_beside(here),
            )
            self._adding[which] = list(by_size(chain.from_iterable(every)))
        return self._adding[which]

    def _of_curves(self) -> Iterator[Sum]:
        """Yield how each curve adds up."""
        for those in self.of_curve.tolist():
            for whole, parts, rest in self.points.adding():
                yield those[whole], [those[part] for part in parts], rest

    def _of_parts(self, here: Bools) -> Iterator[Sum]:
        """Yield what curves that are parts of another add up to, point by point.

        Args:
            here: the zaken that there are.
        """
        count = len(self.family.curves)
        if count > 1:
            codes = [each.code for each in self.curves[:count]]
            whole, *parts = (self.year.counted(self.year.number[code])[here] for code in codes)
            rest = 0.0 if np.array_equal(whole, np.sum(parts, axis=0)) else np.inf
            for first, *others in self.of_curve[:count].T.tolist():
                yield first, others, rest

    def _of_around(self, here: Bools) -> Iterator[Sum]:
        """Yield what the curve around the first holds of it: whoever ended, whichever way."""
        first, count = self.curves[0], len(self.family.curves)
        for around, those in zip(self.curves[count:], self.of_curve[count:].tolist(), strict=True):
            if np.isin(first.ended(here), around.ended(here)).all():
                for whole, places in self.points.of_both_ends():
                    yield those[whole], self.of_curve[0, places].tolist(), np.inf

    def _of_ends(self, here: Bools) -> Iterator[Sum]:
        """Yield what else is released of the same zaken: how they ended, and how many have not.

        At the days of a line that thuiszitters cross, too.
        """
        points = self.points
        places = sorted({*points.ends, *points.on(groups.GRENS_DAGEN.values())})
        ends = self.of_curve[:, places].ravel().tolist()
        yield from self._among(ends + self._places(self.family.ends), here)

    def _of_beside(self, here: Bools) -> Iterator[Sum]:
        """Yield what else is released of the same zaken, whenever they ended."""
        for codes in self.family.beside:
            yield from self._among(self._places(codes), here)

    def _places(self, codes: frozenset[Code]) -> list[int]:
        first = self.of_curve.size
        return [at for at, code in enumerate(self.others, start=first) if code in codes]

    def _among(self, codes: list[int], here: Bools) -> Iterator[Sum]:
        """Yield which of some codes add up."""
        kinds, label = self._kinds(tuple(codes))
        occurring = kinds[np.unique(label[here])]
        for whole, parts, rest in of_codes(occurring.T):
            yield codes[whole], [codes[part] for part in parts], rest

    def _kinds(self, codes: tuple[int, ...]) -> tuple[Ints, Ints]:
        """Return [kind, code]: what zaken of the year count for; and of each zaak its kind."""
        if codes not in self._of_codes:
            zaak, label, counts = self._events
            every = len(self.year.zaken["kennis"])
            self._of_codes[codes] = kinds_of(
                [np.bincount(zaak[counts[label, code] > 0], minlength=every) for code in codes]
            )
        return self._of_codes[codes]


class _Points:
    """The points that are shown of some curves, and what lies between: places, with the total 0."""

    def __init__(self, marks: Ints) -> None:
        """Take the marks of all that is shown."""
        self.marks = np.unique(marks)
        self.points = [divmod(mark, len(GRID_DAYS)) for mark in self.marks.tolist()]
        """How zaken ended, and the place on the grid, of each point."""

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
        self.names = [*names, "rest"]
        """Of each place but the total; the last is what is left after the last points."""

        self.size = 1 + len(self.names)
        grid = [place for _, place in self.points]
        self.mark = np.array([HIDDEN, *grid, *[HIDDEN] * (1 + len(self.between))])
        """Of each place that is a point, its place on the grid."""

    def of_both_ends(self) -> Iterator[tuple[int, list[int]]]:
        """Yield places of the event, and those of who ended by then or in between, either way."""
        points = self.points
        spans: list[tuple[int, tuple[int, ...]]] = [(way, (place,)) for way, place in points]
        for early, late in self.between:
            way, place = points[early]
            spans.append((way, (place, points[late][1])))
        at = {span: place for place, span in enumerate(spans, start=1)}
        first, *_ = _EXITS
        for (way, days), place in at.items():
            if way == first:
                yield place, [at[each, days] for each in _EXITS if (each, days) in at]

    @property
    def ends(self) -> list[int]:
        """The places of the total, the last points, and what is left."""
        last = {way: at for at, (way, _) in enumerate(self.points, start=1)}
        return [0, *last.values(), self.size - 1]

    def on(self, days: Iterable[int]) -> list[int]:
        """Return the places of the points on some days."""
        grid = {GRID_DAYS.index(day) for day in days if day in GRID_DAYS}
        return [at for at, mark in enumerate(self.mark.tolist()) if mark in grid]

    @property
    def counts(self) -> Bools:
        """Return [label, place]: whether a clock counts."""
        way, end = np.divmod(np.arange(_LABELS), _ENDS)
        by = [(way == of) & (end <= mark) for of, mark in self.points]
        between = [by[late] & ~by[early] for early, late in self.between]
        every = np.ones(_LABELS, dtype=bool)
        rest = ~np.any([by[at - 1] for at in self.ends[1:-1]] or [~every], axis=0)
        return np.array([every, *by, *between, rest]).T

    def adding(self) -> Iterator[Sum]:
        """Yield which places add up."""
        points = self.points
        for at, (early, late) in enumerate(self.between, start=1 + len(points)):
            yield 1 + late, [1 + early, at], 0.0
        for at, (way, _) in enumerate(points[:-_FAR], start=1):
            if points[at + _FAR - 1][0] == way:
                yield at + _FAR, [at], np.inf
        total, *others = self.ends
        yield total, others, 0.0


class _Curve:
    """One curve of a schooljaar: its clocks, and the points that are shown of it."""

    def __init__(self, year: Year, code: Code) -> None:
        self.year, self.code = year, code
        clocks = _of(year.clocks, year.number[code])
        self.zaak, self.uitkomst, self.end = (
            clocks[name] for name in ("zaak", "uitkomst", "vakje")
        )
        self.label = self.uitkomst * _ENDS + self.end
        """Of each clock, how and where on the grid it ended, as one number."""

        shown = _of(year.points, year.number[code])
        known = shown["area"] >= 0
        self.shown = {name: column[known] for name, column in shown.items()}
        way = np.where(self.shown["is_af"], 1, 2)
        self.mark = way * len(GRID_DAYS) + self.shown["vakje"]
        """Of each point of an area, how and where on the grid it is, as one number."""

    def ended(self, here: Bools) -> Ints:
        """Return of each clock that ended, its zaak and where on the grid, as one number.

        Args:
            here: the zaken whose clocks these are.
        """
        is_over = (self.uitkomst > 0) & here[self.zaak]
        return self.zaak[is_over] * _ENDS + self.end[is_over]

    @cached_property
    def lost(self) -> Ints:
        """Return [area, view]: the first place on the grid that not all clocks are followed to."""
        year = self.year
        first = np.full((len(year.areas), year.single), len(GRID_DAYS))
        runs_on = self.uitkomst == 0
        zaak, place = self.zaak[runs_on], self.end[runs_on]
        for area in year.of[zaak].T:
            for view in year.in_views[zaak].T:
                is_there = view >= 0
                np.minimum.at(first, (area[is_there], view[is_there]), place[is_there])
        return first


def _of(columns: Columns, kenmerk: int) -> Columns:
    begin, end = np.searchsorted(columns["kenmerk"], [kenmerk, kenmerk + 1])
    return {name: column[begin:end] for name, column in columns.items()}
