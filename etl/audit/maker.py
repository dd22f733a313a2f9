"""Makes the blocks of one family in one schooljaar, area by area."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial

import numpy as np
import scipy.sparse as sp

from etl.audit import attackers, levels, sums
from etl.audit.block import Block, WithdrawnView, are_lasting, without
from etl.audit.extract import HIDDEN, LEVELS, Bools, Floats, Ints, Year
from etl.audit.joined import Key, joined
from etl.audit.sums import NO_CELL, Sums
from etl.audit.table import Table
from etl.domain import disclosure

_GEMEENTE, _REGIO = LEVELS.index("gemeente"), LEVELS.index("regio")


@dataclass
class Cells:
    """The cells of a block while it is made: one row each."""

    counts: list[tuple[Ints, Ints, Ints]] = field(default_factory=list)
    """Cell, column, and how often a zaak of the column counts."""

    area: list[int] = field(default_factory=list)
    view: list[int] = field(default_factory=list)
    code: list[int] = field(default_factory=list)
    """Place in the table's codes."""

    v: list[int] = field(default_factory=list)
    least: list[int] = field(default_factory=list)


class Maker:
    def __init__(self, table: Table) -> None:
        self.table, self.year, self.family = table, table.year, table.family
        self.spoor = _types_by_spoor(self.year)
        self.country = int(self.year.profielen[0, -1])

    def depth(self, area: int) -> int:
        """Return how many filters the ladder allows anything of the family; -1 is nothing."""
        return int(self.table.rungs[area, self.table.is_target].max(initial=HIDDEN))

    def block(self, top: int) -> Block | None:
        """Return the block of an area; None when it holds nothing to protect, or lies in one."""
        year, level = self.year, int(self.year.level[top])
        if level == _GEMEENTE and self._regio_has_block(top):
            return None
        parts = year.parts(top)
        inside = [area for area in parts.tolist() if year.released[area] and self.depth(area) >= 0]
        if self.depth(top) < 0 and not inside or not self.table.says_something([top, *inside]):
            return None
        build = _Build(self, top, inside, is_shallow=level not in (_GEMEENTE, _REGIO))
        build.coordinators = parts.tolist()
        build.add_up(parts.tolist())
        return build.block()

    def beside(self, top: int, withdrawn: Collection[WithdrawnView]) -> Block | None:
        """Return the block of an area and those of other levels that make it up, by every filter.

        None when there are none.

        Args:
            withdrawn: what is gone already.
        """
        year = self.year
        found = levels.levels_of(year, top)
        # of curves the gemeenten would take four times as long, and show a quarter more
        made_of = [*found.near, *(() if self.family.curves else found.deeper)]
        inside = [
            area
            for area in levels.areas_in(year, made_of)
            if area != top and year.released[area] and self.depth(area) >= 0
        ]
        is_said = self.table.says_something([top]) and self.table.says_something(inside)
        if self.depth(top) < 0 or not is_said:
            return None
        build = _Build(self, top, inside, is_shallow=False)
        build.coordinators = levels.with_coordinator(year, inside)
        if (block := build.block()) is None:
            return None
        pieces = levels.pieces_in(year, made_of)
        return without(joined(block, build.at, made_of, pieces=pieces), withdrawn)

    def _regio_has_block(self, gemeente: int) -> bool:
        of = self.year.profielen[self.year.profielen[:, _GEMEENTE] == gemeente]
        return bool(self.year.released[of[0, _REGIO]])


def _types_by_spoor(year: Year) -> dict[int, list[int]]:
    """Return the views of verzuimtypes that add up to the view of a spoor."""
    place = {view.text: nr for nr, view in enumerate(year.views)}
    within = [combo for combo in year.combos if combo[-1] == "True"]
    found: dict[int, list[int]] = {}
    for spoor in sorted({combo[4] for combo in within}):
        types = {combo[1] for combo in within if combo[4] == spoor}
        if not types & {combo[1] for combo in within if combo[4] != spoor}:
            found[place[f"spoor={spoor}"]] = [
                place[f"verzuimtype={name}"] for name in sorted(types)
            ]
    return found


class _Build:
    """The columns, relations and cells of one block, while it is made."""

    def __init__(self, maker: Maker, top: int, inside: list[int], *, is_shallow: bool) -> None:
        self.maker, self.year, self.table = maker, maker.year, maker.table
        self.top, self.is_shallow = top, is_shallow
        self.areas = [top, *inside]
        self.coordinators: list[int] = []
        """The areas whose coordinators attack."""

        self.at: dict[int, dict[Key, int]] = {}
        """By area, the cell of a view and a code, once the block is made."""

        regio = top
        if self.year.level[top] == _GEMEENTE:
            profielen = self.year.profielen
            regio = int(profielen[profielen[:, _GEMEENTE] == top][0, _REGIO])
        # zaken become what zaken there are: atoms that occur here
        occurs = np.asarray(self.table.x[[regio, *inside]].any(axis=(0, 1)))
        occurs[0] = True
        self.atoms = np.nonzero(occurs)[0]
        weights = self.table.weights[:, self.atoms]
        kinds, kind = np.unique(weights[self.table.is_filtered], axis=1, return_inverse=True)
        self.kind = kind.ravel()
        """Of each atom: what it is where there is a filter, and some codes are not there."""

        one = (np.ones_like(self.kind), (self.kind, np.arange(len(self.kind))))
        self.folds = sp.csr_array(one, shape=(kinds.shape[1], len(self.kind)))
        """[kind, atom]: whether it is of it."""

        coarse = np.zeros((len(weights), kinds.shape[1]), dtype=weights.dtype)
        coarse[self.table.is_filtered] = kinds
        self.weights = weights, coarse
        self.first: dict[tuple[int, int], int] = {}
        self.width = 0
        self.filtered = {area for area in self.areas if self._is_filtered(area)}
        self.within = _within(self.year)
        for area in self.areas:
            for view in range(self.year.single if area in self.filtered else 1):
                self.first[area, view] = self.width
                self.width += self.weights[view > 0].shape[1]
        self.relations: list[tuple[int, int, list[int], float]] = []
        """View and first column of a whole, the first columns of its parts, what is left over."""
        self.of_filters = {first for (_, view), first in self.first.items() if view}
        for area in sorted(self.filtered):
            self._add_filters(area)

    def _is_filtered(self, area: int) -> bool:
        deep = self.maker.depth(area) > 0
        return deep and not (self.is_shallow and area != self.top)

    def _add_filters(self, area: int) -> None:
        """Zaken by one column add up to all; those of a spoor are those of its verzuimtypes."""
        for parts in self.within.values():
            self._sum(area, 0, [self.first[area, view] for view in parts], 0.0)
        for spoor, types in self.maker.spoor.items():
            self._sum(area, spoor, [self.first[area, view] for view in types], 0.0)

    def add_up(self, parts: list[int]) -> None:
        """The parts are at most the whole: all of it when every part is here."""
        for view in range(self.year.single):
            inside = [self.first[area, view] for area in parts if (area, view) in self.first]
            if inside and (self.top, view) in self.first:
                is_every = len(inside) == len(parts)
                self._sum(self.top, view, inside, 0.0 if is_every else np.inf)

    def _sum(self, area: int, view: int, parts: list[int], rest: float) -> None:
        self.relations.append((view, self.first[area, view], parts, rest))

    def folded(self, counts: Ints) -> Ints:
        """Return counts [area, view, atom] in the order of the columns."""
        return np.concatenate([self._of_area(counts[area], area) for area in self.areas])

    def _of_area(self, counts: Ints, area: int) -> Ints:
        """Return counts [view, atom] in the order of the columns of an area."""
        counts = counts[:, self.atoms]
        if area not in self.filtered:
            return np.asarray(counts[0], dtype=np.int64)
        by_filter = self.folds @ counts[1 : self.year.single].T
        return np.append(counts[0], by_filter.T.ravel()).astype(np.int64)

    def cannot_be(self) -> Bools:
        """Return the columns of which there is no zaak in the whole country, so never any."""
        everywhere = self.table.x[self.maker.country]
        return np.concatenate([self._of_area(everywhere, area) == 0 for area in self.areas])

    def of_part(self, part: int) -> tuple[Ints, Bools]:
        """Return which zaken are of a part, and the columns that are of it alone."""
        known, whole = np.zeros(self.width, dtype=np.int64), np.zeros(self.width, dtype=bool)
        for area in self.areas:
            if (both := self.year.both(part, area)) is not None:
                first = self.first[area, 0]
                counts = self._of_area(self.table.x[both], area)
                known[first : first + len(counts)] = counts
                whole[first : first + len(counts)] = both == area
        return known, whole

    def block(self) -> Block | None:
        cells = Cells()
        for area in self.areas:
            for nr in range(self.year.single if area in self.filtered else 1):
                self._add_cells(cells, area, nr)
        if not cells.area:
            return None
        self.at = _places(cells)
        relations, high = self._relations()
        width = [self.weights[nr > 0].shape[1] for _, nr in self.first]
        areas, filters, code, v = (
            np.array(each) for each in (cells.area, cells.view, cells.code, cells.v)
        )
        views, view = self._views(areas, filters, code, v)
        cell, column, times = (np.concatenate(each) for each in zip(*cells.counts, strict=True))
        matrix = sp.coo_array(
            (times.astype(float), (cell, column)), shape=(len(cells.area), self.width)
        ).tocsr()
        target = self.table.is_target[code]
        own = np.bincount(view, target, minlength=len(views)) > 0
        if self.is_shallow:
            target &= areas == self.top
        found = Block(
            schooljaar=self.year.schooljaar,
            gebied=self.year.areas[self.top],
            family=self.table.family.name,
            truth=self.folded(self.table.x),
            part=np.repeat([self.areas.index(at) for at, _ in self.first], width),
            is_filtered=np.repeat([nr > 0 for _, nr in self.first], width),
            relations=relations,
            relations_high=high,
            cells=matrix,
            v=v,
            least=np.array(cells.least),
            views=views,
            view=view,
            own=own,
            lasting=are_lasting(views),
            target=target,
            gemeente=self.year.is_gemeente[areas],
            sums=partial(self._sums, cells),
        )
        return attackers.facing(self.table.told(found, areas, filters, code), self, filters, code)

    def _views(
        self, area: Ints, view: Ints, code: Ints, v: Ints
    ) -> tuple[tuple[WithdrawnView, ...], Ints]:
        """Return what is withdrawn together, and of each cell which of those it is in."""
        every = range(len(self.table.codes))
        cubes = [[self.table.cube(at, shown) for at in every] for shown in (False, True)]
        names = sorted({name for each in cubes for name in each})
        place = np.array([[names.index(name) for name in each] for each in cubes])
        cube = place[(v > HIDDEN).astype(np.int64), code]
        texts = [each.text for each in self.year.views[: self.year.single]]
        shape = (len(self.year.areas), len(texts), len(names))
        each, which = np.unique(
            np.ravel_multi_index((area, view, cube), shape), return_inverse=True
        )
        found = [
            (self.year.areas[area], names[cube], texts[view])
            for area, view, cube in np.array(np.unravel_index(each, shape)).T.tolist()
        ]
        order = sorted(range(len(found)), key=found.__getitem__)
        return tuple(found[at] for at in order), np.argsort(order)[which]

    def _add_cells(self, cells: Cells, area: int, view: int) -> None:
        table = self.table
        allowed = np.nonzero(len(self.year.views[view].columns) <= table.rungs[area])[0]
        chosen = allowed.tolist()
        v = table.v[area, view, allowed]
        pupils = table.v_pupils[area, view, allowed] - disclosure.ROUNDING // 2
        cells.v += v.tolist()
        cells.least += np.where(v > HIDDEN, np.maximum(pupils, 0), 0).tolist()
        if chosen:
            row, atom = np.nonzero(weights := self.weights[view > 0][chosen])
            cells.counts.append(
                (row + len(cells.area), atom + self.first[area, view], weights[row, atom])
            )
            cells.code += chosen
            cells.area += [area] * len(chosen)
            cells.view += [view] * len(chosen)

    def _relations(self) -> tuple[sp.csr_array, Floats]:
        """Return the sums, and how much may be left over of each."""
        fine, kind = np.arange(len(self.atoms)), self.kind
        coarse = np.arange(self.weights[1].shape[1])
        rows: list[Ints] = []
        columns: list[Ints] = []
        values: list[Floats] = []
        high: list[float] = []
        for view, whole, parts, rest in self.relations:
            # filters are held against the whole by what is left of an atom under a filter
            is_folded = view > 0 or (len(parts) > 0 and rest == 0.0 and self._is_by_filter(parts))
            here = coarse if is_folded else fine
            row = kind if is_folded and not view else here
            places = [(row, whole + (here if view else fine), 1.0)]
            places += [(here, part + here, -1.0) for part in parts]
            for at, column, sign in places:
                rows.append(len(high) + at)
                columns.append(column)
                values.append(np.full(len(at), sign))
            high += [rest] * len(here)
        shape = (len(high), self.width)
        if not rows:
            return sp.csr_array(shape), np.zeros(0)
        matrix = sp.coo_array(
            (np.concatenate(values), (np.concatenate(rows), np.concatenate(columns))), shape=shape
        ).tocsr()
        return matrix, np.array(high, dtype=float)

    def _sums(self, cells: Cells) -> Sums:
        """Return which cells add up to which, by filter, by part and by code."""
        place = {area: nr for nr, area in enumerate(self.areas)}
        codes = len(self.table.codes)
        at = np.full((len(self.areas), self.year.single, codes), NO_CELL)
        at[[place[area] for area in cells.area], cells.view, cells.code] = np.arange(len(cells.v))
        of = {first: at[place[area], view] for (area, view), first in self.first.items()}
        found = [
            (of[whole], np.array([of[part] for part in parts]).T, np.full(codes, rest))
            for _, whole, parts, rest in self.relations
        ]
        for is_filtered, weights in enumerate(self.weights):
            firsts = [first for (_, view), first in self.first.items() if (view > 0) == is_filtered]
            if firsts:
                here = np.array([of[first] for first in firsts])
                found += _in(here, self.table.adding(weights))
        return sums.adding_up(found, cells=len(cells.v))

    def _is_by_filter(self, parts: list[int]) -> bool:
        return parts[0] in self.of_filters


def _places(cells: Cells) -> dict[int, dict[Key, int]]:
    found: dict[int, dict[Key, int]] = {}
    for cell, key in enumerate(zip(cells.area, cells.view, cells.code, strict=True)):
        found.setdefault(key[0], {})[key[1:]] = cell
    return found


def _in(cells: Ints, found: Iterable[sums.Adding]) -> Iterator[sums.Adding]:
    """Yield sums of codes as sums of cells [place, code]."""
    for whole, parts, rest in found:
        each = cells[:, parts].reshape(-1, parts.shape[1])
        yield cells[:, whole].ravel(), each, np.tile(rest, len(cells))


def _within(year: Year) -> dict[str, list[int]]:
    """Return by filter column the views that add up to all zaken within the MAS."""
    outside = {combo[1] for combo in year.combos if combo[-1] != "True"}
    found: dict[str, list[int]] = {}
    for nr, view in enumerate(year.views[: year.single]):
        if view.columns and not (view.columns == ("verzuimtype",) and view.values[0] in outside):
            found.setdefault(view.columns[0], []).append(nr)
    return found
