"""Makes the blocks of expected counts: what they say of the zaken of a regio that they sum.

An expected count weighs every zaak by onderwijssoort, verzuimtype and leeftijdsgroep, so it bounds
how many there are of each. An attacker is given the weights as they are: more than it can know, as
they are shares of true counts of the country. So is which kinds of zaken occur nowhere, and which
have no weight since nobody was followed long enough: a regio of which a code is shown has none of
those, and one of which it is left out has at least one.

What other families withdrew is gone here. What is cornered still is so by expected counts, or by
counts that those families attacked apart; the expected counts go first.
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import scipy.sparse as sp

from etl.audit import attackers
from etl.audit.block import PARTNERS, Block, WithdrawnView
from etl.audit.extract import HIDDEN, LEVELS, Bools, Floats, Ints, Year
from etl.audit.families import Code, Family
from etl.audit.table import by_area
from etl.domain import disclosure
from etl.released import cubes

_REGIO = LEVELS.index("regio")

_BASE = {
    "zaak_90": (cubes.OMVANG, cubes.ZAKEN),
    "terug_90": (cubes.TERUGKEER, cubes.ALL),
}
"""The zaken that an expected count is a sum over, as sql/release/verwacht.sql has it."""


def base(code: str) -> Code:
    """Return the count of the zaken that an expected count is a sum over.

    >>> base("terug_90_schoolverzuim"), base("route_R1")
    (('terugkeer', 'schoolverzuim'), ('route', 'met_keuze'))
    """
    if code in _BASE:
        return _BASE[code]
    clock = code.removeprefix("terug_90_")
    return (cubes.ROUTE, cubes.MET_KEUZE) if clock == code else (cubes.TERUGKEER, clock)


class ExpectedMaker:
    """Its columns: zaken by combination of filters and what they count for of the family."""

    def __init__(self, year: Year, family: Family, withdrawn: frozenset[WithdrawnView]) -> None:
        self.year, self.family, self.withdrawn = year, family, withdrawn
        self.kenmerken = np.array(sorted(year.number[pair] for pair in family.codes))
        self.codes = [year.codes[kenmerk - 1] for kenmerk in self.kenmerken.tolist()]
        combo = year.combo[year.zaken["profiel"]]
        counts = [year.counted(kenmerk) > 0 for kenmerk in self.kenmerken.tolist()]
        mark = combo
        for count in counts:
            mark = 2 * mark + count
        # of what a regio has, not what lies outside the MAS: none of it is expected
        inside = {each[1] for each in year.combos if each[-1] == "True"}
        kept = np.array([each[1] in inside for each in year.combos], dtype=bool)[combo]
        marks, first, column = np.unique(mark[kept], return_index=True, return_inverse=True)
        self.width = len(marks)
        self.combo: Ints = combo[kept][first]
        """By column."""

        self.counts: Ints = np.array(counts, dtype=np.int64)[:, kept][:, first]
        """[code, column]: whether a zaak counts."""

        columns = np.zeros(len(combo), dtype=np.int64)
        columns[kept] = column
        self.x = by_area(year, columns, kept, self.width)
        """[area, column]."""

        knowledge = year.zaken["kennis"]
        self.known = {
            name: by_area(year, columns, kept & (knowledge & mask > 0), self.width)
            for name, mask in PARTNERS.items()
        }
        self.members: Bools = year.members[:, self.combo]
        """[view, column]."""

        self.expected = {
            code: weights for code in cubes.EXPECTED.codes if (weights := self._weights(code)).any()
        }
        """By code: what a zaak of each column adds."""

        self.strange = {code: self._strange(code) for code in self.expected}
        """By code: the columns of zaken that it should be a sum over, and that have no weight."""

    def _weights(self, code: str) -> Ints:
        by_stratum = self.year.weights.get(code, {})
        weight = np.array([by_stratum.get(each[:3], 0) for each in self.year.combos])[self.combo]
        return weight * self._summed(code)

    def _strange(self, code: str) -> Ints:
        by_stratum = self.year.weights[code]
        lacks = np.array([each[:3] not in by_stratum for each in self.year.combos])[self.combo]
        return lacks * self._summed(code)

    def _summed(self, code: str) -> Ints:
        # the view without a filter is of zaken within the MAS
        return np.asarray(self.counts[self.codes.index(base(code))] * self.members[0])

    def block(self, area: int) -> Block | None:
        """Return the block of a regio of which an expected count is shown; None of another area."""
        year = self.year
        gebied = year.areas[area]
        if year.level[area] != _REGIO or gebied not in year.expected:
            return None
        view, code = self._places(area)
        counted = self.counts[code] * self.members[view]
        counts_any = counted.any(axis=1)
        view, code, counted = view[counts_any], code[counts_any], counted[counts_any]
        v, pupils = self._shown(area, view, code)
        expected = list(self.expected)
        strange = [name for name in expected if self.strange[name].any()]
        more = len(expected) + len(strange)
        own: WithdrawnView = (gebied, cubes.VERWACHT, "")
        names = [self._view(area, *each) for each in zip(view, code, strict=True)] + [own] * more
        views = tuple(sorted(set(names)))
        place = {name: at for at, name in enumerate(views)}
        is_count = np.arange(len(names)) < len(view)
        is_expected = ~is_count & (np.arange(len(names)) < len(view) + len(expected))
        gone = np.array([name in self.withdrawn for name in names], dtype=bool)
        shown = year.expected[gebied]
        added = [self.expected[name] for name in expected]
        added += [self.strange[name] for name in strange]
        pupils = np.maximum(pupils - disclosure.ROUNDING // 2, 0)
        v = np.append(v, [shown.get(name, HIDDEN) for name in expected] + [HIDDEN] * len(strange))
        least, most = _held(gone, 0.0), _held(gone, np.inf)
        left_out = {name for name in strange if self.strange[name] @ self.x[area]}
        for at, name in enumerate(expected, start=len(view)):
            if name in left_out:
                # hidden for another reason than its size: it may be any number
                least[at], most[at] = 0.0, np.inf
        for at, name in enumerate(strange, start=len(view) + len(expected)):
            least[at], most[at] = (1.0, np.inf) if name in left_out else (0.0, 0.0)
        return Block(
            schooljaar=year.schooljaar,
            gebied=gebied,
            family=self.family.name,
            truth=self.x[area],
            part=np.zeros(self.width, dtype=np.int64),
            is_filtered=np.ones(self.width, dtype=bool),
            relations=sp.csr_array((0, self.width)),
            relations_high=np.zeros(0),
            cells=sp.csr_array(np.vstack([counted, *added]).astype(float)),
            v=np.where(gone, HIDDEN, v),
            least=np.append(np.where(v[is_count] > HIDDEN, pupils, 0), np.zeros(more, dtype=int)),
            views=views,
            view=np.array([place[name] for name in names]),
            own=np.array([name == own for name in views], dtype=bool),
            lasting=np.zeros(len(views), dtype=bool),
            target=is_count,
            gemeente=np.zeros(len(names), dtype=bool),
            attackers=attackers.of_areas(
                year,
                [area],
                self.x,
                self.known,
                self._reported(view, code, more),
                year.parts(area).tolist(),
            ),
            held_low=least,
            held_high=most,
            unit=np.where(is_expected, disclosure.EXPECTED_PARTS, 1),
        )

    def beside(self, top: int, withdrawn: Collection[WithdrawnView]) -> None:
        """Return that an expected count adds up to no other."""

    def _places(self, area: int) -> tuple[Ints, Ints]:
        """Return the view and the code of every cell that the ladder allows."""
        depth = np.array([len(each.columns) for each in self.year.views])
        allowed = depth[:, None] <= self.year.rungs[area, self.kenmerken]
        is_size = np.array([pair == (cubes.OMVANG, cubes.ZAKEN) for pair in self.codes])
        # of two filters only how many zaken there are is released
        found = np.nonzero(allowed & (is_size | (depth < 2)[:, None]))
        return found[0], found[1]

    def _shown(self, area: int, view: Ints, code: Ints) -> tuple[Ints, Ints]:
        """Return what is shown of each cell, and of its pupils."""
        year, kenmerk = self.year, self.kenmerken[code]
        is_single = view < year.single
        single = np.minimum(view, year.single - 1)
        v = np.where(is_single, year.v[area, single, kenmerk], year.v_two[area, view])
        return v, np.where(is_single, year.v_pupils[area, single, kenmerk], HIDDEN)

    def _view(self, area: int, view: int, code: int) -> WithdrawnView:
        return self.year.areas[area], self.codes[code][0], self.year.views[view].text

    def _reported(self, view: Ints, code: Ints, more: int) -> Bools:
        """Return the cells that a jaarverslag gives; an expected count is none."""
        by_type = np.array([each.columns == ("verzuimtype",) for each in self.year.views])
        cube = np.array([cube for cube, _ in self.codes])[code]
        is_size, is_told = cube == cubes.OMVANG, cube != cubes.TERUGKEER
        reported = ((view == 0) & is_told) | (is_size & by_type[view])
        return np.append(reported, np.zeros(more, dtype=bool))


def _held(gone: Bools, limit: float) -> Floats:
    """Return by cell a limit that holds whatever else is withdrawn; nan: none."""
    return np.where(gone, limit, np.nan)
