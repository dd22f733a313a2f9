"""The columns of a block: zaken by area, view and what they count for.

Without a filter that is an atom. Where there is a filter some codes of the family are not released,
and atoms that only those tell apart are one there: a kind.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np
import scipy.sparse as sp

from etl.audit.extract import Bools, Ints
from etl.audit.table import Table


class Grid:
    def __init__(self, table: Table, areas: list[int], filtered: Bools, *, around: int) -> None:
        """Lay out the columns, area after area and view after view.

        Args:
            filtered: by area, whether it has columns by filter.
            around: an area that has the zaken that any of them can have.
        """
        self.table, self.year, self.areas, self.filtered = table, table.year, areas, filtered
        self.reach = [around, *areas[1:]]
        """Areas that have all zaken that any of these can have."""

        # zaken become what zaken there are: atoms that occur here
        occurs = np.asarray(table.x[self.reach].any(axis=(0, 1)))
        occurs[0] = True
        self.atoms = np.nonzero(occurs)[0]
        weights = table.weights[:, self.atoms]
        kinds, kind = np.unique(weights[table.is_filtered], axis=1, return_inverse=True)
        self.kind = kind.ravel()
        """Of each atom: what it is where there is a filter."""

        one = (np.ones_like(self.kind), (self.kind, np.arange(len(self.kind))))
        self.folds = sp.csr_array(one, shape=(kinds.shape[1], len(self.kind)))
        """[kind, atom]: whether it is of it."""

        coarse = np.zeros((len(weights), kinds.shape[1]), dtype=weights.dtype)
        coarse[table.is_filtered] = kinds
        self.weights = weights, coarse
        """[code, atom] and [code, kind]: how often a zaak counts."""

        self.there: Bools = np.repeat(filtered[:, None], self.year.single, axis=1)
        """[area, view]: whether it has columns."""

        self.there[:, 0] = True
        size = np.where(np.arange(self.year.single) > 0, kinds.shape[1], len(self.atoms))
        size = np.where(self.there, size, 0).ravel()
        end = np.cumsum(size)
        self.width = int(end[-1])
        self.first = (end - size).reshape(self.there.shape)
        """[area, view]: its first column."""

        view = np.tile(np.arange(self.year.single), len(areas))
        self.is_filtered: Bools = np.repeat(view > 0, size)
        """Of each column, whether it is of a kind; the others are of an atom."""

        of_area = size.reshape(self.there.shape).sum(axis=1)
        self.part = np.repeat(np.arange(len(areas)), of_area)
        """Of each column, the place of its area."""

        self._what = np.arange(self.width) - np.repeat(end - size, size)
        self._what += np.where(self.is_filtered, len(self.atoms), 0)
        """Of each column, its atom, or after all of those its kind."""

        self._begin = np.append(self.first[:, 0], self.width).tolist()

    @cached_property
    def truth(self) -> Ints:
        """Of each column, how many zaken there are."""
        return self.folded(self.table.x)

    def folded(self, counts: Ints) -> Ints:
        """Return counts [area, view, atom] in the order of the columns."""
        return self._in_order(counts.take(self.areas, axis=0).take(self.atoms, axis=2))

    def _in_order(self, mine: Ints) -> Ints:
        """Do so with those of the areas and atoms that are here."""
        found = np.empty(self.width, dtype=np.int64)
        found[~self.is_filtered] = mine[:, 0].ravel()
        by_filter = mine[self.filtered, 1 : self.year.single].reshape(-1, len(self.atoms))
        found[self.is_filtered] = (self.folds @ by_filter.T).T.ravel()
        return found

    def everywhere(self, counts: Ints) -> Ints:
        """Return counts [atom] by column: those of its atom, or of its kind."""
        mine = counts[self.atoms]
        return np.asarray(np.append(mine, self.folds @ mine)[self._what], dtype=np.int64)

    def cannot_be(self) -> Bools:
        """Return the columns of which there is no zaak in the whole country, so never any."""
        country = self.table.x[int(self.year.profielen[0, -1])][:, self.atoms]
        found = self._in_order(np.broadcast_to(country, (len(self.areas), *country.shape)))
        return np.asarray(found == 0)

    def of_part(self, part: int) -> tuple[Ints, Bools]:
        """Return which zaken are of a part, and the columns that are of it alone."""
        known, whole = np.zeros(self.width, dtype=np.int64), np.zeros(self.width, dtype=bool)
        for place, area in enumerate(self.areas):
            if (both := self.year.both(part, area)) is not None:
                those = slice(self._begin[place], self._begin[place + 1])
                is_it = both == area
                known[those] = (
                    self.truth[those] if is_it else self._of_area(self.table.x[both], place)
                )
                whole[those] = is_it
        return known, whole

    def _of_area(self, counts: Ints, place: int) -> Ints:
        """Return counts [view, atom] in the order of the columns of an area."""
        counts = counts[:, self.atoms]
        if not self.filtered[place]:
            return np.asarray(counts[0], dtype=np.int64)
        by_filter = self.folds @ counts[1 : self.year.single].T
        return np.append(counts[0], by_filter.T.ravel()).astype(np.int64)
