"""The zaken of a schooljaar by area, view and atom, for one family of codes."""

from __future__ import annotations

import numpy as np

from etl.audit.block import PARTNERS
from etl.audit.extract import Bools, Ints, Year
from etl.audit.families import SIZES, Family
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
    def __init__(self, year: Year, family: Family) -> None:
        self.year, self.family = year, family
        self.kenmerken = np.array(sorted(year.number[pair] for pair in family.codes))
        self.codes = [year.codes[kenmerk - 1] for kenmerk in self.kenmerken.tolist()]
        self.is_target = np.array([pair in family.targets for pair in self.codes], dtype=bool)
        self.is_filtered = np.array(
            [cubes.CUBE[cube].most_filters > 0 for cube, _ in self.codes], dtype=bool
        )
        """Of each code: whether it is released by filter at all."""

        kinds, label = self._kinds()
        if kinds.shape[0] == 0 or kinds[0].any():
            # that a zaak may have none of the codes goes without saying
            kinds, label = np.vstack([np.zeros_like(kinds[:1]), kinds]), label + 1
        self.weights: Ints = kinds.T
        """[code, atom]: how often a zaak of an atom counts."""

        self.label = label
        self.x = self._by_area(0)
        """[area, view, atom]."""

        self.known = {name: self._by_area(mask) for name, mask in PARTNERS.items()}

    @property
    def atoms(self) -> int:
        return int(self.weights.shape[1])

    def _kinds(self) -> tuple[Ints, Ints]:
        """Return [atom, code]: what zaken count for, in order; and of each zaak its atom."""
        counted = [self.year.counted(kenmerk) for kenmerk in self.kenmerken.tolist()]
        # a sum of large numbers by chance is another one for other counts
        chance = np.random.default_rng(1).integers(1, 2**62, len(counted))
        mark = np.zeros(len(self.year.zaken["kennis"]), dtype=np.int64)
        for each, count in zip(chance, counted, strict=True):
            mark += each * count
        _, first, label = np.unique(mark, return_index=True, return_inverse=True)
        kinds = np.array([count[first] for count in counted]).T
        order = np.lexsort(kinds.T[::-1])
        kinds, label = kinds[order], np.argsort(order)[label]
        for at, count in enumerate(counted):
            assert np.array_equal(kinds[label, at], count)
        return kinds, label

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


class SizeTable:
    """The zaken by area and combination of filters: how many there are, whatever became of them."""

    def __init__(self, year: Year, family: Family) -> None:
        assert family.name == SIZES
        self.year, self.family = year, family
        self.kenmerken = np.array(sorted(year.number[pair] for pair in family.codes))
        self.codes = [year.codes[kenmerk - 1] for kenmerk in self.kenmerken.tolist()]
        combo = year.combo[year.zaken["profiel"]]
        knowledge = year.zaken["kennis"]
        self.x = self._by_area(combo, np.ones(len(combo), dtype=bool))
        """[area, combination]."""

        self.known = {
            name: self._by_area(combo, (knowledge & mask) > 0) for name, mask in PARTNERS.items()
        }

    def _by_area(self, combo: Ints, chosen: Bools) -> Ints:
        shape = (len(self.year.areas), len(self.year.combos))
        found = np.zeros(shape[0] * shape[1], dtype=np.int64)
        for level in range(self.year.of.shape[1]):
            flat = self.year.of[chosen, level] * shape[1] + combo[chosen]
            found += np.bincount(flat, minlength=len(found))
        return found.reshape(shape)

    def members(self, view: int, code: int) -> Ints:
        """Return the combinations that count in a cell."""
        columns, values = self.year.views[view].columns, self.year.views[view].values
        cube, name = self.codes[code]
        types = _REPORTED.get(name) if cube == cubes.RAPPORT_ZAKEN else None
        return np.array(
            [
                place
                for place, combo in enumerate(self.year.combos)
                if all(
                    combo[_PLACE[column]] == value
                    for column, value in zip(columns, values, strict=True)
                )
                and (combo[-1] == "True" or "verzuimtype" in columns)
                and (types is None or combo[_TYPE] in types)
            ],
            dtype=np.int64,
        )


_PLACE = {
    "onderwijssoort": 0,
    "verzuimtype": _TYPE,
    "leeftijdsgroep": 2,
    "geslacht": 3,
    "spoor": 4,
}
