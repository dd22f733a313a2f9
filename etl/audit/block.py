"""A block: what is released of one area and family, and the zaken that could have made it.

The base table counts movable zaken by row (a combination of filters) and atom (what is counted of a
zaak). A world is another table with the same rows. In it, every cell of the block must pass the
gate as it does in truth: `lowest` and `highest` say how much a cell may change before the release
would look different. A cell that the release says nothing about may change at will.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from etl.audit.extract import Ints, Year
from etl.audit.families import PROFILES, Family
from etl.domain import disclosure
from etl.released import cubes

ANYTHING = 10**6
"""A change that no count of zaken reaches."""

HALT, OM, RVDK = 1, 2, 4
PARTNERS = {"halt": HALT, "om": OM, "rvdk": OM | RVDK}
"""What each chain partner knows, as in sql/audit/kennis.sql. The Raad reports in penal cases too."""

View = tuple[str, tuple[str, ...]]
"""A cube and the columns that it is filtered on, of one area and schooljaar."""

_MOST_ATOMS = 64
"""Atoms of a block that a world may use: the most common, and of each code the most common."""


@dataclass(frozen=True)
class Cells:
    """What is known of the cells of a block, each [view, code]."""

    n: Ints
    v: Ints
    """Released; -1 where the release shows nothing."""

    allowed: NDArray[np.bool_]
    """Whether the ladder lets the cell through: only such a cell tells anything."""

    rung: NDArray[np.bool_]
    """Whether the cell is a total below the first rung, which the absence of others tells."""


@dataclass(frozen=True)
class Sizes:
    """The numbers of zaken of an area, as far as they bind worlds in which zaken change filters."""

    members: NDArray[np.bool_]
    """[cell, row of the block]."""

    lowest: Ints
    highest: Ints
    exact: NDArray[np.bool_]


@dataclass(frozen=True)
class Block:
    """One area, one family."""

    schooljaar: str
    gebied: str
    niveau: str
    family: str
    codes: tuple[tuple[str, str], ...]
    views: tuple[str, ...]
    """Filters of each view, as the release writes them."""

    dims: tuple[tuple[str, ...], ...]
    rows: tuple[tuple[str, ...], ...]
    atoms: tuple[str, ...]
    table: Ints
    """[row, atom]: movable zaken."""

    row_views: Ints
    """[row, slot]: views that a row counts in; the last view is none at all."""

    atom_codes: Ints
    """[code, atom]."""

    atom_kennis: Ints
    atom_group: Ints
    """Atoms of one group may become each other."""

    possible: NDArray[np.bool_]
    """[row, atom]: whether such zaken exist anywhere."""

    cells: Cells
    targets: NDArray[np.bool_]
    """[code]: those that this family has to protect."""

    unknown: dict[str, Ints]
    """By attacker: what it does not know of each cell's count, [view, code]."""

    exact: NDArray[np.bool_]
    """[view, code]: what a reader of the jaarverslag knows exactly."""

    sizes: Sizes | None = None
    near: NDArray[np.bool_] | None = None
    """[atom, atom]: where given, the only changes that are tried."""

    code_views: tuple[int, ...] | None = None
    """Of a block of profiles: the view that each of its codes is of."""

    def view_of(self, view: int, code: int) -> View:
        """Return what is withdrawn when this cell fails: its cube, by the columns it filters on."""
        at = view if self.code_views is None else self.code_views[code]
        return self.codes[code][0], self.dims[at]


def bounds(cells: Cells, withdrawn: NDArray[np.bool_]) -> tuple[Ints, Ints]:
    """Return by how much each cell may fall and rise while the release can still be the same.

    A shown v means v - 2 to v + 2. A hidden cell of at most 7 is taken to be known as that. One that
    is hidden for another reason (its pupils, one-sidedness, withdrawal) may hold any number.
    """
    near = disclosure.ROUNDING // 2
    shown = cells.allowed & (cells.v >= 0) & ~withdrawn
    small = cells.allowed & (cells.v < 0) & (cells.n <= disclosure.LARGEST_HIDDEN) & ~withdrawn
    below = disclosure.LADDER_OWN_DIMENSION - near - 1
    absent = cells.rung & (cells.n <= below)
    lowest = np.where(shown, cells.v - near - cells.n, -ANYTHING)
    highest = np.where(
        shown,
        cells.v + near - cells.n,
        np.where(
            small,
            disclosure.LARGEST_HIDDEN - cells.n,
            np.where(absent, below - cells.n, ANYTHING),
        ),
    )
    return np.maximum(lowest, -cells.n), highest


def blocks(year: Year) -> Iterator[list[Block]]:
    """Return the blocks of a schooljaar, area by area."""
    makers = [_Maker(year, place, family) for place, family in enumerate(year.families)]
    for area in range(len(year.areas)):
        if not any((area, kenmerk) in year.rungs for kenmerk in range(1, len(year.codes) + 1)):
            continue
        [profiles] = [maker for maker in makers if maker.family.name == PROFILES]
        whole = profiles.block(area, always=True)
        assert whole is not None
        made = [profiles.block(area)]
        lowest, highest = bounds(whole.cells, np.zeros_like(whole.cells.allowed))
        for maker in makers:
            if maker is not profiles:
                members = whole.atom_codes[:, maker.rows(area)] > 0
                sizes = Sizes(members, lowest[0], highest[0], whole.exact[0])
                made.append(maker.block(area, sizes=sizes))
        yield [block for block in made if block is not None]


class _Maker:
    """Makes the blocks of one family."""

    def __init__(self, year: Year, place: int, family: Family) -> None:
        self.year, self.family = year, family
        self.kenmerken = sorted(year.number[pair] for pair in family.codes | family.context)
        self.column = {kenmerk: at for at, kenmerk in enumerate(self.kenmerken)}
        self.codes = tuple(year.codes[kenmerk - 1] for kenmerk in self.kenmerken)
        depth = year.depth(family)
        self.views = np.nonzero(year.depth_of_view <= depth)[0]
        self.at_view = np.full(len(year.views) + 1, len(self.views))
        self.at_view[self.views] = np.arange(len(self.views))
        width = int((year.depth_of_view[year.slots] <= depth).sum(axis=1).max(initial=0))
        self.slots = self.at_view[year.slots[:, :width]]
        mine = year.atoms["familie"] == place
        self.atoms = {name: column[mine] for name, column in year.atoms.items()}
        self.kinds = self._kinds()
        chosen = np.isin(year.counts["kenmerk"], self.kenmerken)
        self.counts = {name: column[chosen] for name, column in year.counts.items()}
        self.total = self._counted(0)
        self.unknown = {name: self._counted(mask) for name, mask in PARTNERS.items()}
        self.cells = self._cells()
        self.targets = np.array([pair in family.targets for pair in self.codes])

    def _kinds(self) -> list[tuple[int, str]]:
        """Every pair of kennis and atom that occurs anywhere in the schooljaar."""
        self.kind = np.zeros(len(self.atoms["atoom"]), dtype=np.int64)
        kinds: dict[tuple[int, str], int] = {}
        pairs = zip(self.atoms["kennis"].tolist(), self.atoms["atoom"].tolist(), strict=True)
        for at, pair in enumerate(pairs):
            self.kind[at] = kinds.setdefault(pair, len(kinds))
        types = np.array([row[1] for row in self.year.filters])
        _, self.type = np.unique(types, return_inverse=True)
        self.possible = np.zeros((self.type.max(initial=0) + 1, len(kinds)), dtype=bool)
        rows = self.year.profiel_filters[self.atoms["profiel"]]
        self.possible[self.type[rows], self.kind] = True
        return list(kinds)

    def _counted(self, mask: int) -> Ints:
        """Return [area, view, code]: the zaken that a partner with this mask does not know."""
        year, counts = self.year, self.counts
        keep = (counts["kennis"] & mask) == 0
        profiel, aantal = counts["profiel"][keep], counts["aantal"][keep]
        code = np.array([self.column[k] for k in counts["kenmerk"][keep].tolist()], dtype=np.int64)
        shape = (len(year.areas), len(self.views) + 1, len(self.codes))
        total = np.zeros(shape, dtype=np.int64)
        for level in range(year.profiel_areas.shape[1]):
            area = year.profiel_areas[profiel, level]
            for slot in range(self.slots.shape[1]):
                view = self.slots[year.profiel_filters[profiel], slot]
                flat = (area * shape[1] + view) * shape[2] + code
                total += np.bincount(flat, aantal, total.size).astype(np.int64).reshape(shape)
        total[:, -1] = 0
        return total

    def _cells(self) -> dict[str, Ints]:
        cells, shape = self.year.cells, self.total.shape
        mine = np.isin(cells["kenmerk"], self.kenmerken)
        mine &= self.at_view[cells["filter_nr"]] < len(self.views)
        code = np.array([self.column[k] for k in cells["kenmerk"][mine].tolist()], dtype=np.int64)
        where = (cells["gebied"][mine], self.at_view[cells["filter_nr"][mine]], code)
        filled = {}
        for name, nothing in (("n", 0), ("v", -1)):
            filled[name] = np.full(shape, nothing, dtype=np.int64)
            filled[name][where] = cells[name][mine]
        return filled

    def block(self, area: int, *, sizes: Sizes | None = None, always: bool = False) -> Block | None:
        """Return the block of an area; None when nothing in it needs protection."""
        year = self.year
        depth = year.depth_of_view[self.views]
        rung = np.array([year.rungs.get((area, kenmerk), -1) for kenmerk in self.kenmerken])
        allowed = np.zeros(self.total.shape[1:], dtype=bool)
        allowed[:-1] = depth[:, None] <= rung[None, :]
        own = np.array([year.ladder[kenmerk - 1] == kenmerk for kenmerk in self.kenmerken])
        below = np.zeros_like(allowed)
        below[0] = own & (rung < 0)
        total = self.total[area]
        attacked = allowed[:, self.targets] & (total[:, self.targets] > 0)
        if not (attacked.any() or always):
            return None
        cells = Cells(
            n=total,
            v=self.cells["v"][area],
            allowed=allowed,
            rung=below,
        )
        rows, kinds, table, possible = self._table(area)
        context = [year.number[pair] for pair in self.family.context]
        group, atom_codes = self._atoms(kinds, context)
        block = Block(
            schooljaar=year.schooljaar,
            gebied=year.areas[area],
            niveau=("gemeente", "regio", "arrondissement", "land")[year.level[area]],
            family=self.family.name,
            codes=self.codes,
            views=tuple(year.views[view][0] for view in self.views),
            dims=tuple(year.views[view][1] for view in self.views),
            rows=tuple(year.filters[row] for row in rows),
            atoms=tuple(" ".join(map(str, self.kinds[kind])) for kind in kinds),
            table=table,
            row_views=self.slots[rows],
            atom_codes=atom_codes,
            atom_kennis=np.array([self.kinds[kind][0] for kind in kinds], dtype=np.int64),
            atom_group=group,
            possible=possible,
            cells=cells,
            unknown=self._unknown(area),
            exact=self._exact(),
            targets=self.targets,
            sizes=sizes,
        )
        return _profiles(block) if self.family.name == PROFILES else block

    def rows(self, area: int) -> Ints:
        """Return the rows of an area's base table."""
        level = int(self.year.level[area])
        inside = self.year.profiel_areas[self.atoms["profiel"], level] == area
        return np.unique(self.year.profiel_filters[self.atoms["profiel"][inside]])

    def _table(self, area: int) -> tuple[Ints, Ints, Ints, NDArray[np.bool_]]:
        """Return the rows, the kinds, the table [row, kind], and what is possible in it."""
        year = self.year
        level = int(year.level[area])
        inside = year.profiel_areas[self.atoms["profiel"], level] == area
        profiel = self.atoms["profiel"][inside]
        row_of, kind_of = year.profiel_filters[profiel], self.kind[inside]
        rows, row = np.unique(row_of, return_inverse=True)
        if self.family.name == PROFILES:
            rows, row = np.arange(len(year.filters)), row_of
        present = np.bincount(
            kind_of, self.atoms["aantal"][inside], minlength=len(self.kinds)
        ).astype(np.int64)
        kinds = self._chosen(present)
        at = np.full(len(self.kinds), -1)
        at[kinds] = np.arange(len(kinds))
        kept = at[kind_of] >= 0
        table = np.zeros((len(rows), len(kinds)), dtype=np.int64)
        np.add.at(table, (row[kept], at[kind_of[kept]]), self.atoms["aantal"][inside][kept])
        return rows, kinds, table, self.possible[self.type[rows]][:, kinds]

    def _chosen(self, present: Ints) -> Ints:
        """Return the kinds that worlds of an area may use: common ones, and some of each code."""
        if self.family.name == PROFILES:
            return np.arange(len(present))
        order = np.argsort(-present, kind="stable")
        chosen = order[:_MOST_ATOMS][present[order[:_MOST_ATOMS]] > 0].tolist()
        for kenmerk in self.kenmerken:
            with_it = [kind for kind in order if str(kenmerk) in self.kinds[kind][1].split()]
            chosen += with_it[:3]
        return np.array(sorted(set(chosen)), dtype=np.int64)

    def _atoms(self, kinds: Ints, context: list[int]) -> tuple[Ints, Ints]:
        groups: dict[tuple[int, ...], int] = {}
        group = np.zeros(len(kinds), dtype=np.int64)
        atom_codes = np.zeros((len(self.codes), len(kinds)), dtype=np.int64)
        for at, kind in enumerate(kinds.tolist()):
            kennis, text = self.kinds[kind]
            kenmerken = [int(part) for part in text.split()]
            kept = tuple(kenmerk for kenmerk in kenmerken if kenmerk in context)
            fixed = () if self.family.knows_routes else (-kennis - 1,)
            group[at] = groups.setdefault((*fixed, *kept), len(groups))
            for kenmerk in kenmerken:
                if kenmerk in self.column:
                    atom_codes[self.column[kenmerk], at] += 1
        return group, atom_codes

    def _unknown(self, area: int) -> dict[str, Ints]:
        """Return what each attacker does not know of the counts of an area."""
        total = self.total[area]
        unknown = {"buitenstaander": total}
        unknown |= {name: counted[area] for name, counted in self.unknown.items()}
        unknown["jaarverslag"] = total
        return unknown

    def _exact(self) -> NDArray[np.bool_]:
        """Return which cells the jaarverslag gives exactly: N, types and routes, unfiltered."""
        exact = np.zeros(self.total.shape[1:], dtype=bool)
        if self.family.knows_routes:
            known = [pair[0] in (cubes.ROUTE, cubes.RAPPORT_ZAKEN) for pair in self.codes]
            for at, view in enumerate(self.views):
                # a route belongs to a spoor, so routes by spoor are routes
                if self.year.views[view][1] in ((), ("spoor",)):
                    exact[at] = known
        elif self.family.name == PROFILES:
            exact[0] = True
            for at, view in enumerate(self.views):
                if self.year.views[view][1] == ("verzuimtype",):
                    exact[at] = True
        return exact


def _profiles(block: Block) -> Block:
    """Return the block in which rows themselves are what changes: one row, an atom per old row.

    Its codes are the cells of the old one, [view, code], and its only view is all of them. Only
    zaken that no partner knows move, so that each world holds against every partner.
    """
    cells = block.cells
    inside = np.zeros_like(cells.allowed)
    inside[:-1] = (cells.allowed | cells.rung)[:-1]
    view, code = np.nonzero(inside)
    free = block.atom_kennis == 0
    table = block.table[:, free].sum(axis=1)[None, :]
    kinds = np.zeros((len(block.codes), len(block.rows)), dtype=np.int64)
    for row in range(len(block.rows)):
        [mine] = {tuple(block.atom_codes[:, at]) for at in np.nonzero(block.possible[row] & free)[0]}
        kinds[:, row] = mine
    counts_in = np.zeros((len(block.rows), len(block.views) + 1), dtype=bool)
    counts_in[np.arange(len(block.rows))[:, None], block.row_views] = True
    values = np.array(block.rows)
    differ = (values[:, None, :5] != values[None, :, :5]).sum(axis=2)
    spoor = values[:, None, 4] != values[None, :, 4]

    def flat(given: NDArray[Any], nothing: int = 0) -> NDArray[Any]:
        return np.vstack([given[view, code], np.full(len(view), nothing, dtype=given.dtype)])

    return replace(
        block,
        codes=tuple(block.codes[at] for at in code),
        code_views=tuple(int(at) for at in view),
        rows=(("",),),
        atoms=tuple(" ".join(row) for row in block.rows),
        table=table,
        row_views=np.zeros((1, 1), dtype=np.int64),
        atom_codes=(counts_in.T[view] * kinds[code]).astype(np.int64),
        atom_kennis=np.zeros(len(block.rows), dtype=np.int64),
        atom_group=np.zeros(len(block.rows), dtype=np.int64),
        possible=np.ones((1, len(block.rows)), dtype=bool),
        near=differ - spoor == 1,
        cells=Cells(
            **{
                each.name: flat(getattr(cells, each.name), _NOTHING.get(each.name, 0))
                for each in fields(Cells)
            }
        ),
        unknown={name: flat(given) for name, given in block.unknown.items()},
        exact=flat(block.exact),
        targets=block.targets[code],
    )


_NOTHING = {"v": -1}
