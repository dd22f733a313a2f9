"""The zaken of a schooljaar by area, view and atom, for one family of codes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property

import numpy as np

from etl.audit.block import PARTNERS, Block, bounds
from etl.audit.extract import HIDDEN, Bools, Ints, Year
from etl.audit.families import SIZES, TOGETHER, Code, Family, cell_of, curve_of, goes_by_cell
from etl.audit.sums import Adding, by_size, of_codes
from etl.domain.schooljaren import are_together
from etl.released import cubes

_REPORTED = {
    "absoluut": ("absoluut",),
    "relatief": ("16_uur", "lrv", "overig"),
    "lrv": ("lrv",),
    "luxe": ("luxe",),
}
"""Rows of the report that follow from the verzuimtype; the others count every zaak."""

_TYPE = 1
"""The place of the verzuimtype in a combination of filters."""


class Table:
    """What is counted of the zaken for one family of codes, and what is shown of it."""

    weights: Ints
    """[code, atom]: how often a zaak of an atom counts."""

    x: Ints
    """[area, view, atom]."""

    known: dict[str, Ints]
    """By chain partner, how many of those it knows."""

    def __init__(self, year: Year, family: Family, codes: list[Code], kenmerken: Ints) -> None:
        """Take the codes of a family.

        Args:
            kenmerken: of each code, the kenmerk that has its cells and how many filters it allows.
        """
        self.year, self.family, self.codes = year, family, codes
        self.is_target = np.array([pair in family.targets for pair in codes], dtype=bool)
        self.is_filtered = np.array([_most_filters(cube) > 0 for cube, _ in codes], dtype=bool)
        """Of each code: whether it is released by filter at all."""

        self.v, self.v_pupils = year.v[..., kenmerken], year.v_pupils[..., kenmerken]
        """[area, view, code]: what is shown of zaken and of pupils, or HIDDEN."""

        self.rungs = year.rungs[:, kenmerken]
        """[area, code]: how many filters the ladder allows."""

    @cached_property
    def every(self) -> Ints:
        """Return by atom how often there is one in any area and view."""
        return np.asarray(self.x.sum(axis=(0, 1)))

    @cached_property
    def theirs(self) -> dict[str, Ints]:
        """Return by chain partner how many of those it knows."""
        return {name: known.sum(axis=(0, 1)) for name, known in self.known.items()}

    def cube(self, code: int, *, is_shown: bool, is_filtered: bool) -> str:
        """Return what a cell of a code is withdrawn with.

        Args:
            code: its place.
            is_shown: whether the cell is.
            is_filtered: whether it is of a view with a filter.
        """
        cube, name = self.codes[code]
        whole = TOGETHER.get(cube, cube)
        is_of_two = are_together(self.year.schooljaar)
        by_cell = is_of_two or goes_by_cell(whole, is_filtered=is_filtered)
        return cell_of(whole, name) if is_shown and by_cell else whole

    def told(self, block: Block, area: Ints, view: Ints, code: Ints) -> Block:
        """Return a block with what else is known of its cells.

        Args:
            area: of each cell; and so on.
        """
        return block

    def says_something(self, areas: list[int]) -> bool:
        """Return whether anything is released of some areas."""
        return bool(areas)

    def adding(self, weights: Ints, areas: list[int]) -> Iterable[Adding]:
        """Return which codes add up to which, as their places.

        Args:
            weights: [code, atom], of the atoms that occur.
            areas: where they do.
        """
        return by_size(of_codes(weights))


class AtomTable(Table):
    """Its atoms are what zaken count for together, so that codes add up as they do in a zaak."""

    def __init__(self, year: Year, family: Family) -> None:
        place = {view.text: nr for nr, view in enumerate(year.views)}
        kenmerken = sorted(year.number[pair] for pair in family.codes)
        beside = [(year.number[pair], place[filters]) for pair, filters in family.by_filter]
        codes = [year.codes[kenmerk - 1] for kenmerk in kenmerken]
        self.beside = len(codes)
        """The first code that stands for one by a filter; those come after its own."""

        codes += [(cube, f"{code} {filters}") for (cube, code), filters in family.by_filter]
        kenmerken += [kenmerk for kenmerk, _ in beside]
        self.left = len(codes)
        """The first code for what is left of a whole without a part; those come last."""

        left = [(cube, f"{whole} zonder {part}") for (cube, whole), (_, part) in family.less]
        kenmerken += [year.number[whole] for whole, _ in family.less]
        family = replace(family, targets=family.targets.union(left))
        super().__init__(year, family, codes + left, np.array(kenmerken))
        counted = [year.counted(kenmerk) for kenmerk in kenmerken]
        for at, (kenmerk, view) in enumerate(beside, start=self.beside):
            counted[at] = counted[at] * (year.in_views == view).any(axis=1)
            self._stands_for(at, kenmerk, view)
        for at, (_, part) in enumerate(family.less, start=self.left):
            counted[at] = np.maximum(counted[at] - year.counted(year.number[part]), 0)
            self.v[..., at] = self.v_pupils[..., at] = HIDDEN
        kinds, label = kinds_of(counted)
        if kinds.shape[0] == 0 or kinds[0].any():
            # that a zaak may have none of the codes goes without saying
            kinds, label = np.vstack([np.zeros_like(kinds[:1]), kinds]), label + 1
        self.weights, self.label = kinds.T, label
        self.x = self._by_area(0)
        self.known = {name: self._by_area(mask) for name, mask in PARTNERS.items()}

    def _stands_for(self, at: int, kenmerk: int, view: int) -> None:
        """Take what is shown by a filter as a code that has none, where the ladder allows both."""
        self.is_filtered[at] = False
        self.rungs[:, at] = np.where(self.year.rungs[:, kenmerk] > 0, 0, HIDDEN)
        for shown, of_year in ((self.v, self.year.v), (self.v_pupils, self.year.v_pupils)):
            shown[..., at] = HIDDEN
            shown[:, 0, at] = of_year[:, view, kenmerk]

    def cube(self, code: int, *, is_shown: bool, is_filtered: bool) -> str:
        # what stands for a count by a filter is not withdrawn, but what it says something of
        is_beside = self.beside <= code < self.left
        return (
            self.family.name
            if is_beside
            else super().cube(code, is_shown=is_shown, is_filtered=is_filtered)
        )

    def told(self, block: Block, area: Ints, view: Ints, code: Ints) -> Block:
        """Return a block that is held to what is shown by a filter, whatever is withdrawn.

        What nobody shows may be any number.
        """
        is_left = code >= self.left
        is_beside = (code >= self.beside) & ~is_left
        if not (is_beside | is_left).any():
            return block
        low, high = bounds(block, np.zeros(len(block.views), dtype=bool))
        return replace(
            block,
            v=np.where(is_beside, HIDDEN, block.v),
            held_low=np.where(is_beside, low, np.where(is_left, 0.0, np.nan)),
            held_high=np.where(is_beside, high, np.where(is_left, np.inf, np.nan)),
        )

    @property
    def atoms(self) -> int:
        return int(self.weights.shape[1])

    def _by_area(self, mask: int) -> Ints:
        """Return [area, view, atom]: how many zaken there are that some partner knows; 0: all."""
        every = self.year.spots_of(mask)
        atoms = self.atoms
        # most zaken have none of the codes: those are what is left
        label = self.label[every.zaak]
        some = np.nonzero(label)[0]
        found = np.bincount(
            every.spot[some] * atoms + label[some], minlength=len(every.count) * atoms
        ).reshape(-1, atoms)
        found[:, 0] = every.count - found.sum(axis=1)
        return found.reshape(len(self.year.areas), self.year.single, atoms).astype(np.int64)


def kinds_of(counted: list[Ints]) -> tuple[Ints, Ints]:
    """Return [atom, code]: what zaken count for, in order; and of each zaak its atom.

    Args:
        counted: by code, how often each zaak counts.
    """
    # a sum of large numbers by chance is another one for other counts
    chance = np.random.default_rng(1).integers(1, 2**62, len(counted))
    mark = np.zeros_like(counted[0])
    for each, count in zip(chance, counted, strict=True):
        mark += each * count
    _, first, label = np.unique(mark, return_index=True, return_inverse=True)
    kinds = np.array([count[first] for count in counted]).T
    order = np.lexsort(kinds.T[::-1])
    kinds, label = kinds[order], np.argsort(order)[label]
    for at, count in enumerate(counted):
        assert np.array_equal(kinds[label, at], count)
    return kinds, label


def _most_filters(cube: str) -> int:
    of, _ = curve_of(cube)
    return cubes.CUBE[of].most_filters


def by_area_and_view(year: Year, zaak: Ints, column: Ints, width: int) -> Ints:
    """Return [area, view, column]: how many there are, by zaak and column of each."""
    shape = (len(year.areas), year.single, width)
    found = np.zeros(np.prod(shape), dtype=np.int64)
    areas, views = year.of[zaak], year.in_views[zaak]
    for view in views.T:
        is_there = view >= 0
        for area in areas[is_there].T:
            spot = area * year.single + view[is_there]
            found += np.bincount(spot * width + column[is_there], minlength=len(found))
    return found.reshape(shape)


def by_area(year: Year, column: Ints, chosen: Bools, width: int) -> Ints:
    """Return [area, column]: how many of the chosen zaken there are, by the column of each."""
    shape = (len(year.areas), width)
    found = np.zeros(shape[0] * shape[1], dtype=np.int64)
    for level in range(year.of.shape[1]):
        flat = year.of[chosen, level] * width + column[chosen]
        found += np.bincount(flat, minlength=len(found))
    return found.reshape(shape)


class SizeTable:
    """The zaken by area and combination of filters: how many there are, whatever became of them."""

    def __init__(self, year: Year, family: Family) -> None:
        assert family.name == SIZES
        self.year, self.family = year, family
        self.kenmerken = np.array(sorted(year.number[pair] for pair in family.codes))
        self.codes = [year.codes[kenmerk - 1] for kenmerk in self.kenmerken.tolist()]
        combo = year.combo[year.zaken["profiel"]]
        knowledge = year.zaken["kennis"]
        every = np.ones(len(combo), dtype=bool)
        self.x = by_area(year, combo, every, len(year.combos))
        """[area, combination]."""

        self.known = {
            name: by_area(year, combo, (knowledge & mask) > 0, len(year.combos))
            for name, mask in PARTNERS.items()
        }

    def members(self, view: int, code: int) -> Ints:
        """Return the combinations that count in a cell."""
        cube, name = self.codes[code]
        types = _REPORTED.get(name) if cube == cubes.RAPPORT_ZAKEN else None
        found = self.year.members[view]
        if types is not None:
            found = found & np.isin([combo[_TYPE] for combo in self.year.combos], types)
        return np.nonzero(found)[0]
