"""Makes the blocks of one family in one schooljaar, area by area."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import scipy.sparse as sp

from etl.audit import attackers, levels, sums
from etl.audit.block import Block, WithdrawnView, are_lasting, without
from etl.audit.extract import HIDDEN, LEVELS, Floats, Ints, Year
from etl.audit.grid import Grid
from etl.audit.joined import Places, joined
from etl.audit.sums import NO_CELL, Sum, Sums
from etl.audit.table import Table
from etl.domain import disclosure

_GEMEENTE, _REGIO = LEVELS.index("gemeente"), LEVELS.index("regio")


@dataclass(frozen=True)
class Cells:
    """The cells of a block while it is made: one each, area after area and view after view."""

    place: Ints
    """Of its area, in the block."""

    view: Ints
    code: Ints
    """Place in the table's codes."""

    v: Ints
    least: Ints


class Maker:
    def __init__(self, table: Table) -> None:
        self.table, self.year, self.family = table, table.year, table.family
        self.spoor = _types_by_spoor(self.year)

    def depth(self, area: int) -> int:
        """Return how many filters the ladder allows anything of the family; -1 is nothing."""
        return int(self.table.rungs[area, self.table.is_target].max(initial=HIDDEN))

    def block(self, top: int) -> Block | None:
        """Return the block of an area; None when it holds nothing to protect, or lies in one."""
        build = self._build(top)
        return None if build is None else build.block()

    def named(self, areas: list[int]) -> list[tuple[Block, Ints]]:
        """Return the block of an area with its parts, if there is one, and what its cells count.

        Args:
            areas: it is of the first.
        """
        build = self._build(areas[0])
        block = None if build is None else build.block()
        return [] if build is None or block is None else [(block, build.keys())]

    def _build(self, top: int) -> _Build | None:
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
        return build

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
        return without(joined(block, build.places(), made_of, pieces=pieces), withdrawn)

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
    """The relations and cells of one block, and its columns, while it is made."""

    def __init__(self, maker: Maker, top: int, inside: list[int], *, is_shallow: bool) -> None:
        self.maker, self.year, self.table = maker, maker.year, maker.table
        self.top, self.is_shallow = top, is_shallow
        self.areas = [top, *inside]
        self.place = {area: place for place, area in enumerate(self.areas)}
        self.coordinators: list[int] = []
        """The areas whose coordinators attack."""

        regio = top
        if self.year.level[top] == _GEMEENTE:
            profielen = self.year.profielen
            regio = int(profielen[profielen[:, _GEMEENTE] == top][0, _REGIO])
        filtered = np.array([self._is_filtered(area) for area in self.areas], dtype=bool)
        self.grid = Grid(self.table, self.areas, filtered, around=regio)
        self.relations: list[Sum] = []
        """Spots that are the sum of others: areas and views, by number."""

        within = _within(self.year)
        for place in sorted(np.nonzero(filtered)[0].tolist(), key=self.areas.__getitem__):
            self._add_filters(place, within)

    def _is_filtered(self, area: int) -> bool:
        deep = self.maker.depth(area) > 0
        return deep and not (self.is_shallow and area != self.top)

    def _add_filters(self, place: int, within: dict[str, list[int]]) -> None:
        """Zaken by one column add up to all; those of a spoor are those of its verzuimtypes."""
        for parts in within.values():
            self._sum(place, 0, [self._spot(place, view) for view in parts], 0.0)
        for spoor, types in self.maker.spoor.items():
            self._sum(place, spoor, [self._spot(place, view) for view in types], 0.0)

    def add_up(self, parts: list[int]) -> None:
        """The parts are at most the whole: all of it when every part is here."""
        places = [self.place[area] for area in parts if area in self.place]
        for view in range(self.year.single if places else 0):
            inside = [self._spot(place, view) for place in places if self.grid.there[place, view]]
            if inside and self.grid.there[0, view]:
                self._sum(0, view, inside, 0.0 if len(inside) == len(parts) else np.inf)

    def _sum(self, place: int, view: int, parts: list[int], rest: float) -> None:
        self.relations.append((self._spot(place, view), parts, rest))

    def _spot(self, place: int, view: int) -> int:
        return place * self.year.single + view

    @cached_property
    def cells(self) -> Cells:
        """Return what the ladder allows of every area."""
        table, single = self.table, self.year.single
        depth = np.array([len(view.columns) for view in self.year.views[:single]])
        allowed = depth[:, None] <= table.rungs[self.areas][:, None]
        place, view, code = np.nonzero(allowed & self.grid.there[:, :, None])
        area = np.array(self.areas)[place]
        v = table.v[area, view, code]
        pupils = table.v_pupils[area, view, code] - disclosure.ROUNDING // 2
        least = np.where(v > HIDDEN, np.maximum(pupils, 0), 0)
        return Cells(place, view, code, v, least)

    @cached_property
    def at(self) -> Ints:
        """Return [area, view, code]: the cell, or NO_CELL."""
        cells = self.cells
        found = np.full((len(self.areas), self.year.single, len(self.table.codes)), NO_CELL)
        found[cells.place, cells.view, cells.code] = np.arange(len(cells.v))
        return found

    def places(self) -> Places:
        """Return by area the cell of every view and code."""
        return {area: each.ravel() for area, each in zip(self.areas, self.at, strict=True)}

    def keys(self) -> Ints:
        """Return of each cell what it counts, as `Year.key` has it."""
        number = self.year.number
        codes = np.array([number.get(code, HIDDEN) for code in self.table.codes])
        cells = self.cells
        return self.year.key(np.array(self.areas)[cells.place], cells.view, codes[cells.code])

    def block(self) -> Block | None:
        cells, grid = self.cells, self.grid
        if not len(cells.v):
            return None
        relations, high = self._relations()
        areas = np.array(self.areas)[cells.place]
        views, view = self._views(areas, cells)
        target = self.table.is_target[cells.code]
        own = np.bincount(view, target, minlength=len(views)) > 0
        if self.is_shallow:
            target &= areas == self.top
        found = Block(
            schooljaar=self.year.schooljaar,
            gebied=self.year.areas[self.top],
            family=self.table.family.name,
            truth=grid.truth,
            part=grid.part,
            is_filtered=grid.is_filtered,
            relations=relations,
            relations_high=high,
            cells=self._counting(),
            v=cells.v,
            least=cells.least,
            views=views,
            view=view,
            own=own,
            lasting=are_lasting(views),
            target=target,
            gemeente=self.year.is_gemeente[areas],
            sums=self._sums,
        )
        told = self.table.told(found, areas, cells.view, cells.code)
        return attackers.facing(told, self, cells.view, cells.code)

    def _views(self, area: Ints, cells: Cells) -> tuple[tuple[WithdrawnView, ...], Ints]:
        """Return what is withdrawn together, and of each cell which of those it is in."""
        every = range(len(self.table.codes))
        cubes = [
            [self.table.cube(at, is_shown=shown, is_filtered=filtered) for at in every]
            for shown in (False, True)
            for filtered in (False, True)
        ]
        names = sorted({name for each in cubes for name in each})
        place = np.array([[names.index(name) for name in each] for each in cubes])
        cube = place[2 * (cells.v > HIDDEN) + (cells.view > 0), cells.code]
        texts = [each.text for each in self.year.views[: self.year.single]]
        shape = (len(self.year.areas), len(texts), len(names))
        each, which = np.unique(
            np.ravel_multi_index((area, cells.view, cube), shape), return_inverse=True
        )
        found = [
            (self.year.areas[area], names[cube], texts[view])
            for area, view, cube in np.array(np.unravel_index(each, shape)).T.tolist()
        ]
        order = sorted(range(len(found)), key=found.__getitem__)
        return tuple(found[at] for at in order), np.argsort(order)[which]

    def _counting(self) -> sp.csr_array:
        """Return [cell, column]: how often a zaak counts."""
        cells, grid = self.cells, self.grid
        fine, coarse = (sp.csr_array(weights) for weights in grid.weights)
        begin = np.append(fine.indptr, fine.nnz + coarse.indptr[1:])
        row = cells.code + len(self.table.codes) * (cells.view > 0)
        size = np.diff(begin)[row]
        ends = np.append(0, np.cumsum(size))
        taken = np.arange(ends[-1]) + np.repeat(begin[row] - ends[:-1], size)
        column = np.append(fine.indices, coarse.indices)[taken]
        column += np.repeat(grid.first[cells.place, cells.view], size)
        times = np.append(fine.data, coarse.data)[taken].astype(float)
        return sp.csr_array((times, column, ends), shape=(len(cells.v), grid.width))

    def _relations(self) -> tuple[sp.csr_array, Floats]:
        """Return the sums, and how much may be left over of each."""
        if not self.relations:
            return sp.csr_array((0, self.grid.width)), np.zeros(0)
        grid, first = self.grid, self.grid.first.ravel()
        fine, coarse = (np.arange(weights.shape[1]) for weights in grid.weights)
        count = [len(parts) for _, parts, _ in self.relations]
        whole = np.array([whole for whole, _, _ in self.relations])
        part = np.array([part for _, parts, _ in self.relations for part in parts])
        of = np.repeat(np.arange(len(whole)), count)
        # filters are held against the whole by what is left of an atom under a filter
        is_filter = part % self.year.single > 0
        is_folded = np.zeros(len(whole), dtype=bool)
        is_folded[of] = is_filter
        is_unlike = is_folded & (whole % self.year.single == 0)
        size = np.where(is_folded, len(coarse), len(fine))
        begin = np.cumsum(size) - size
        terms = (
            (begin[~is_folded], fine, whole[~is_folded], fine, 1.0),
            (begin[is_unlike], grid.kind, whole[is_unlike], fine, 1.0),
            (begin[is_folded & ~is_unlike], coarse, whole[is_folded & ~is_unlike], coarse, 1.0),
            (begin[of[~is_filter]], fine, part[~is_filter], fine, -1.0),
            (begin[of[is_filter]], coarse, part[is_filter], coarse, -1.0),
        )
        rows = [(start[:, None] + row).ravel() for start, row, *_ in terms]
        columns = [(first[spot][:, None] + column).ravel() for *_, spot, column, _ in terms]
        signs = [np.full(len(each), sign) for each, (*_, sign) in zip(rows, terms, strict=True)]
        places = np.concatenate(rows), np.concatenate(columns)
        shape = (int(size.sum()), grid.width)
        matrix = sp.coo_array((np.concatenate(signs), places), shape=shape).tocsr()
        return matrix, np.repeat([rest for *_, rest in self.relations], size)

    def _sums(self) -> Sums:
        """Return which cells add up to which, by filter, by part and by code."""
        at = self.at.reshape(-1, len(self.table.codes))
        found = [_of_codes(at, *each) for each in sums.by_size(self.relations)]
        views = np.arange(self.year.single)
        for is_filtered, weights in enumerate(self.grid.weights):
            here = self.at[self.grid.there & ((views > 0) == is_filtered)]
            if len(here):
                found += _in(here, self.table.adding(weights, self.grid.reach))
        return sums.adding_up(found, cells=len(self.cells.v))


def _of_codes(cells: Ints, whole: Ints, parts: Ints, rest: Floats) -> sums.Adding:
    """Return sums of spots as sums of cells [spot, code]."""
    each = cells[parts].transpose(0, 2, 1).reshape(-1, parts.shape[1])
    return cells[whole].ravel(), each, np.repeat(rest, cells.shape[1])


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
