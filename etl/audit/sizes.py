"""Makes the blocks of how many zaken there are, by one filter and by two, area by area."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import partial

import numpy as np
import scipy.sparse as sp

from etl.audit import attackers, levels
from etl.audit.block import JAARVERSLAG, Block, WithdrawnView, are_lasting, without
from etl.audit.extract import HIDDEN, LEVELS, Bools, Ints
from etl.audit.joined import joined
from etl.audit.stacked import places, stacked
from etl.audit.sums import NO_CELL, Sum, Sums, adding_up, by_size
from etl.audit.table import SizeTable
from etl.domain import disclosure
from etl.released import cubes


class SizeMaker:
    def __init__(self, table: SizeTable) -> None:
        self.table, self.year = table, table.year
        self.zaken = table.codes.index((cubes.OMVANG, cubes.ZAKEN))
        self.cells = [
            (view, code)
            for code in range(len(table.codes))
            for view in range(len(self.year.views) if code == self.zaken else 1)
        ]
        self.members = [table.members(view, code) for view, code in self.cells]
        self.adding = list(by_size(self._adding()))

    def _adding(self) -> Iterator[Sum]:
        """Yield wholes with their parts, as places in the cells: by one filter more, or the same.

        Nothing is left over of those.
        """
        views = self.year.views
        by = [set(zip(each.columns, each.values, strict=True)) for each in views]
        sizes = {view: at for at, (view, code) in enumerate(self.cells) if code == self.zaken}
        for whole, at in sizes.items():
            finer: dict[str, list[int]] = {}
            for view, part in sizes.items():
                if len(by[view]) == len(by[whole]) + 1 and by[view] > by[whole]:
                    [(column, _)] = by[view] - by[whole]
                    finer.setdefault(column, []).append(part)
            yield from ((at, parts, 0.0) for parts in finer.values() if self._are(at, parts))
        for at, (_, code) in enumerate(self.cells):
            if code != self.zaken:
                yield from ((at, [each], 0.0) for each in sizes.values() if self._are(at, [each]))

    def _are(self, whole: int, parts: list[int]) -> bool:
        """Return whether every zaak of a whole is in one of the parts."""
        inside = np.sort(np.concatenate([self.members[at] for at in parts]))
        return np.array_equal(inside, self.members[whole])

    def block(self, area: int) -> Block | None:
        return self._against(area, self.year.parts(area).tolist())

    def _against(self, area: int, coordinators: list[int]) -> Block | None:
        """Return the block of an area, with the coordinators of some among its attackers."""
        year, chosen = self.year, self._chosen(area)
        if not len(chosen):
            return None
        code = np.array([code for _, code in self.cells])
        kenmerk = self.table.kenmerken[code]
        view = np.array([self.cells[at][0] for at in chosen.tolist()])
        names = [self._view(area, *self.cells[at]) for at in chosen.tolist()]
        views = tuple(sorted(set(names)))
        place = {name: at for at, name in enumerate(views)}
        code, kenmerk = code[chosen], kenmerk[chosen]
        is_size = code == self.zaken
        single = np.minimum(view, year.single - 1)
        v = np.where(is_size, year.v_two[area, view], year.v[area, single, kenmerk])
        pupils = np.where(view < year.single, year.v_pupils[area, single, kenmerk], HIDDEN)
        return Block(
            schooljaar=year.schooljaar,
            gebied=year.areas[area],
            family=self.table.family.name,
            truth=self.table.x[area],
            part=np.zeros(len(year.combos), dtype=np.int64),
            is_filtered=np.ones(len(year.combos), dtype=bool),
            relations=sp.csr_array((0, len(year.combos))),
            relations_high=np.zeros(0),
            cells=self._matrix(chosen),
            v=v,
            least=np.where(v > HIDDEN, np.maximum(pupils - disclosure.ROUNDING // 2, 0), 0),
            views=views,
            view=np.array([place[name] for name in names]),
            own=np.ones(len(views), dtype=bool),
            lasting=are_lasting(views),
            target=np.ones(len(chosen), dtype=bool),
            gemeente=np.full(len(chosen), year.is_gemeente[area]),
            attackers=attackers.of_areas(
                year,
                [area],
                self.table.x,
                self.table.known,
                self._reported(view, is_size),
                coordinators,
            ),
            labels=tuple(",".join(combo) for combo in year.combos),
            names=tuple(
                f"{filters} {cube} {self.table.codes[at][1]}"
                for (_, cube, filters), at in zip(names, code.tolist(), strict=True)
            ),
            sums=partial(self._sums, chosen),
        )

    def named(self, areas: list[int]) -> list[tuple[Block, Ints]]:
        """Return the block of each area that has one, and what its cells count.

        Args:
            areas: the first has the others; it is by their coordinators too that all are attacked.
        """
        found, coordinators = [], self.year.parts(areas[0]).tolist()
        for area in areas:
            if (block := self._against(area, coordinators)) is not None:
                at = self._chosen(area)
                view, code = np.array(self.cells)[at].T
                found.append((block, self.year.key(area, view, self.table.kenmerken[code])))
        return found

    def beside(self, top: int, withdrawn: Collection[WithdrawnView]) -> Block | None:
        """Return the block of an area and those that make it up; None when there are none.

        Args:
            withdrawn: what is gone already.
        """
        year = self.year
        found = levels.levels_of(year, top)
        made_of = [*found.near, *found.deeper]
        if not made_of and year.level[top] == LEVELS.index("regio"):
            made_of = [levels.of_gemeenten(year, top)]
        areas = [area for area in levels.areas_in(year, made_of) if year.released[area]]
        blocks = {area: block for area in areas if (block := self.block(area))}
        if top not in blocks or len(blocks) == 1:
            return None
        reported = [
            known.cells
            for each in blocks.values()
            for known in each.attackers
            if known.attacker == JAARVERSLAG
        ]
        knowing = levels.with_coordinator(year, list(blocks)[1:])
        block = stacked(
            list(blocks.values()),
            attackers.of_areas(
                year,
                list(blocks),
                self.table.x,
                self.table.known,
                np.concatenate(reported),
                knowing,
            ),
        )
        pieces = levels.pieces_in(year, made_of)
        return without(joined(block, places(blocks), made_of, pieces=pieces), withdrawn)

    def _chosen(self, area: int) -> Ints:
        """Return the places of the cells that the ladder allows."""
        depth = np.array([len(self.year.views[view].columns) for view, _ in self.cells])
        kenmerk = self.table.kenmerken[[code for _, code in self.cells]]
        return np.nonzero(depth <= self.year.rungs[area, kenmerk])[0]

    def _sums(self, chosen: Ints) -> Sums:
        at = np.full(len(self.cells), NO_CELL)
        at[chosen] = np.arange(len(chosen))
        found = ((at[whole], at[parts], rest) for whole, parts, rest in self.adding)
        return adding_up(found, cells=len(chosen))

    def _view(self, area: int, view: int, code: int) -> WithdrawnView:
        return self.year.areas[area], self.table.codes[code][0], self.year.views[view].text

    def _matrix(self, chosen: Ints) -> sp.csr_array:
        members = [self.members[at] for at in chosen.tolist()]
        start = np.cumsum([0, *(len(each) for each in members)])
        return sp.csr_array(
            (np.ones(start[-1]), np.concatenate(members), start),
            shape=(len(chosen), len(self.year.combos)),
        )

    def _reported(self, view: Ints, is_size: Ints) -> Bools:
        """Return the cells that a jaarverslag gives."""
        by_type = [each.columns in ((), ("verzuimtype",)) for each in self.year.views]
        return np.asarray(~is_size | np.array(by_type, dtype=bool)[view])
