"""Make the blocks of a schooljaar: one for each area, family and filter."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from etl.audit.block import (
    ANYTHING,
    COORDINATOR,
    JAARVERSLAG,
    LARGEST_PROTECTED,
    OUTSIDER,
    PARTNERS,
    Block,
    Known,
)
from etl.audit.extract import Ints, Year
from etl.audit.families import SIZES, TOGETHER, Family
from etl.domain import codes, disclosure
from etl.released import cubes

View = tuple[str, str, tuple[str, ...]]
"""Area, cube and the columns that it is filtered on, in the order of the release."""

Chosen = NDArray[np.bool_]
"""Of the zaken of an area, those that are counted."""

_IS_MAS = 5


@dataclass(frozen=True)
class Place:
    """What a block is about."""

    area: int
    family: str
    columns: tuple[str, ...]
    cells: tuple[tuple[tuple[str, str], ...], ...]
    """[value][code]: the filters and the code of each cell, as the release writes them."""

    views: tuple[tuple[View, ...], ...]
    """[value][code]: what is withdrawn when the cell fails."""


class Tables:
    """The zaken and cells of a schooljaar, ready to be cut into blocks."""

    def __init__(self, year: Year) -> None:
        self.year = year
        profiel = year.zaken["profiel"]
        self.areas = year.profiel_areas[profiel]
        rows = year.profiel_filters[profiel]
        filters = np.array(year.filters).reshape(-1, 6)
        self.is_mas = (filters[:, _IS_MAS] == "True")[rows]
        self.values: dict[str, tuple[str, ...]] = {}
        self.value: dict[str, Ints] = {}
        for place, (column, given) in enumerate(codes.FILTERS.items()):
            names = tuple(given.values)
            self.values[column] = names
            at = {name: nr for nr, name in enumerate(names)}
            self.value[column] = np.array([at[name] for name in filters[:, place]], int)[rows]
        atoms = year.zaken["atoom"]
        length = np.array([len(atom) for atom in atoms], dtype=np.int64)
        self.flat = np.concatenate([np.zeros(0), *atoms]).astype(np.int64)
        self.which = np.repeat(np.arange(len(atoms)), length)
        self.view_number = {text: nr for nr, (text, _) in enumerate(year.views)}
        self.members = {
            area: np.nonzero(self.areas[:, int(level)] == area)[0]
            for area, level in enumerate(year.level.tolist())
            if area not in year.carried
        }

    @cached_property
    def shown(self) -> dict[tuple[int, int, int], tuple[int, ...]]:
        """What the gate made of each cell that the ladder allows, by area, view and kenmerk."""
        cells = self.year.cells
        keys = zip(
            *(cells[name].tolist() for name in ("gebied", "filter_nr", "kenmerk")), strict=True
        )
        names = ("n", "leerlingen", "grootste", "v", "v_leerlingen")
        rows = zip(*(cells[name].tolist() for name in names), strict=True)
        return dict(zip(keys, rows, strict=True))

    def bits(self, pairs: tuple[tuple[str, str], ...]) -> Ints:
        """Return [zaak, code]: how often a zaak counts."""
        column = np.full(len(self.year.codes) + 1, -1)
        column[[self.year.number[pair] for pair in pairs]] = np.arange(len(pairs))
        at = column[self.flat]
        found = np.zeros((len(self.year.zaken["atoom"]), len(pairs)), dtype=np.int64)
        np.add.at(found, (self.which[at >= 0], at[at >= 0]), 1)
        return found

    def bounds(
        self, area: int, text: str, pair: tuple[str, str], n: int, withdrawn: bool
    ) -> tuple[int, int, bool]:
        """Return how far a cell may fall and rise before the gate does something else with it.

        One zaak more is one pupil more. A shown v means v - 2 to v + 2, enough pupils and none with
        too large a share; a hidden cell stays hidden for the reason it was. A withdrawn cell, or
        one that the ladder does not let through, may hold any number; the third value says whether
        the ladder lets it through.
        """
        kenmerk, depth = self.year.number[pair], text.count("=")
        filters = self.year.rungs.get((area, kenmerk), -1)
        if withdrawn or area in self.year.carried:
            return -n, ANYTHING, depth <= filters
        if depth > filters:
            is_total = depth == 0 and self.year.ladder[kenmerk - 1] == kenmerk
            below = disclosure.LADDER_OWN_DIMENSION - 3
            return -n, max(below - n, 0) if is_total and filters < 0 else ANYTHING, False
        cell = self.shown.get((area, self.view_number[text], kenmerk))
        if cell is None:
            return -n, disclosure.LARGEST_HIDDEN - n, True
        n, pupils, largest, v, v_pupils = cell
        most = largest * disclosure.MAX_SHARE_OF_ONE_PUPIL if largest > 1 else 0
        if v < 0:
            few = disclosure.LARGEST_HIDDEN - pupils
            return -n, few if few >= 0 else max(most - n - 1, 0), True
        lowest = max(v - 2 - n, disclosure.LARGEST_HIDDEN + 1 - pupils, most - n)
        highest = v + 2 - n
        if v_pupils >= 0:
            lowest, highest = (
                max(lowest, v_pupils - 2 - pupils),
                min(highest, v_pupils + 2 - pupils),
            )
        return lowest, highest, True

    def blocks(
        self, family: Family, withdrawn: frozenset[View], only: frozenset[int] | None = None
    ) -> Iterator[tuple[Place, Block, list[Known]]]:
        """Yield the blocks of a family, area by area."""
        pairs = (*family.codes, *family.context)
        counted = self.bits(pairs)
        kinds, kind = np.unique(np.minimum(counted, 1), axis=0, return_inverse=True)
        group = np.unique(kinds[:, len(family.codes) :], axis=0, return_inverse=True)[1].ravel()
        self.kind = kind.ravel()
        for area, zaken in self.members.items():
            if only is not None and area not in only:
                continue
            depth = max(
                self.year.rungs.get((area, self.year.number[pair]), -1) for pair in family.codes
            )
            if depth < 0:
                continue
            if family.name == SIZES:
                yield from self._sizes(area, zaken[counted[zaken, 0] > 0], depth, withdrawn)
                continue
            yield self._block(
                area,
                family,
                (),
                zaken[self.is_mas[zaken]],
                counted,
                kinds,
                kind.ravel(),
                group,
                withdrawn,
            )
            if depth:
                for column in self.values:
                    mine = zaken if column == "verzuimtype" else zaken[self.is_mas[zaken]]
                    yield self._block(
                        area,
                        family,
                        (column,),
                        mine,
                        counted,
                        kinds,
                        kind.ravel(),
                        group,
                        withdrawn,
                    )

    def _block(
        self,
        area: int,
        family: Family,
        columns: tuple[str, ...],
        zaken: Ints,
        counted: Ints,
        kinds: Ints,
        kind: Ints,
        group: Ints,
        withdrawn: frozenset[View],
    ) -> tuple[Place, Block, list[Known]]:
        texts = [""]
        value = np.zeros(len(zaken), dtype=np.int64)
        if columns:
            texts = [f"{columns[0]}={name}" for name in self.values[columns[0]]]
            value = self.value[columns[0]][zaken]
        size = len(family.codes)
        present = np.unique(kind[zaken]) if columns else np.arange(len(kinds))
        at = np.full(len(kinds), -1)
        at[present] = np.arange(len(present))
        shape = (len(texts), len(present))

        def table(mine: NDArray[np.bool_]) -> Ints:
            flat = value[mine] * shape[1] + at[kind[zaken[mine]]]
            return np.bincount(flat, minlength=shape[0] * shape[1]).reshape(shape)

        def counts(mine: NDArray[np.bool_]) -> Ints:
            found = np.zeros((len(texts), size), dtype=np.int64)
            np.add.at(found, value[mine], counted[zaken[mine], :size])
            return found

        def known(mine: NDArray[np.bool_]) -> Ints:
            total = np.bincount(value[mine], minlength=len(texts))
            return np.column_stack([counts(mine), total]) if columns else counts(mine)

        cubes_of = [TOGETHER.get(cube, cube) for cube, _ in family.codes]
        name = self.year.areas[area]
        block, place = self._made(
            Place(
                area,
                family.name,
                columns,
                tuple(
                    tuple((text, f"{cube}:{code}") for cube, code in family.codes) for text in texts
                ),
                tuple(tuple((name, cube, columns) for cube in cubes_of) for _ in texts),
            ),
            table(np.ones(len(zaken), dtype=bool)),
            kinds[present, :size].T,
            group[present],
            counts(np.ones(len(zaken), dtype=bool)),
            [[(text, pair) for pair in family.codes] for text in texts],
            withdrawn,
            swaps=bool(columns),
            totals=texts,
        )
        exact = None
        is_gemeente = self.year.level[area] == 0
        if is_gemeente and not columns and family.name in (cubes.ROUTE, cubes.RAPPORT_ZAKEN):
            exact = np.ones(size, dtype=bool)
        return (
            place,
            block,
            self._attackers(area, zaken, table, known, block, family, at=at, exact=exact),
        )

    def _made(
        self,
        place: Place,
        table: Ints,
        bits: Ints,
        group: Ints,
        n: Ints,
        cells: list[list[tuple[str, tuple[str, str]]]],
        withdrawn: frozenset[View],
        *,
        swaps: bool,
        totals: list[str],
    ) -> tuple[Block, Place]:
        if swaps:
            # how many zaken a value has at all, as the release tells it of omvang
            bits = np.vstack([bits, np.ones((1, bits.shape[1]), dtype=np.int64)])
            n = np.column_stack([n, table.sum(axis=1)])
        lowest, highest = np.zeros_like(n), np.zeros_like(n)
        allowed = np.zeros(n.shape, dtype=bool)
        for value, row in enumerate(cells):
            for code, (text, pair) in enumerate(row):
                lowest[value, code], highest[value, code], allowed[value, code] = self.bounds(
                    place.area,
                    text,
                    pair,
                    int(n[value, code]),
                    place.views[value][code] in withdrawn,
                )
        if swaps:
            zaken = (cubes.OMVANG, cubes.ZAKEN)
            for value, text in enumerate(totals):
                lowest[value, -1], highest[value, -1], _ = self.bounds(
                    place.area, text, zaken, int(n[value, -1]), False
                )
        return Block(table, bits, group, lowest, highest, allowed, swaps), place

    def _attackers(
        self,
        area: int,
        zaken: Ints,
        table: Callable[[Chosen], Ints],
        counts: Callable[[Chosen], Ints],
        block: Block,
        family: Family,
        *,
        at: Ints,
        exact: NDArray[np.bool_] | None,
    ) -> list[Known]:
        """Return who attacks a block, the strongest last: worlds of the first serve the others."""
        nobody = np.zeros(len(zaken), dtype=bool)
        n = counts(~nobody)
        every = np.ones(block.table.shape[1], dtype=bool)
        found = [Known(OUTSIDER, np.zeros_like(block.table), n, every)]
        if exact is None or not exact.all():
            found.append(Known(JAARVERSLAG, np.zeros_like(block.table), n, every, exact))
        kennis = self.year.zaken["kennis"][zaken]
        for name, mask in PARTNERS.items():
            knows = (kennis & mask) > 0
            if not knows.any() and not family.knows_routes:
                continue
            atoms = every
            if family.knows_routes:
                # no zaak that the partner does not know can have its route
                theirs = (self.year.zaken["kennis"] & mask) > 0
                kinds = np.unique(self.kind[~theirs])
                atoms = np.zeros(block.table.shape[1], dtype=bool)
                atoms[at[kinds][at[kinds] >= 0]] = True
            found.append(Known(name, table(knows), n - counts(knows), atoms))
        if self.year.level[area] > 0:
            gemeente = self.areas[zaken, 0]
            for own in np.unique(gemeente).tolist():
                knows = gemeente == own
                known = counts(knows)
                rest = n - known
                if (block.targets & (rest > 0) & (rest <= LARGEST_PROTECTED)).any():
                    found.append(Known(COORDINATOR, table(knows), rest, every))
        return found

    def _sizes(
        self, area: int, zaken: Ints, depth: int, withdrawn: frozenset[View]
    ) -> Iterator[tuple[Place, Block, list[Known]]]:
        """Yield the blocks of omvang: by one filter, and by two."""
        family = Family(SIZES, ((cubes.OMVANG, cubes.ZAKEN),))
        pair, name = family.codes[0], self.year.areas[area]
        columns = sorted(self.values)
        chosen: list[tuple[tuple[str, ...], str]] = [((), column) for column in columns]
        if depth > 1:
            chosen += [((one,), other) for one in columns for other in columns if one < other]
        for first, second in chosen:
            mine = zaken
            if "verzuimtype" not in (*first, second):
                mine = zaken[self.is_mas[zaken]]
            values = [f"{first[0]}={value}," for value in self.values[first[0]]] if first else [""]
            texts = [
                [f"{text}{second}={value}" for value in self.values[second]] for text in values
            ]
            row = self.value[first[0]][mine] if first else np.zeros(len(mine), dtype=np.int64)
            column = self.value[second][mine]
            shape = (len(values), len(self.values[second]))

            def table(
                chosen: NDArray[np.bool_],
                row: Ints = row,
                column: Ints = column,
                shape: tuple[int, int] = shape,
            ) -> Ints:
                flat = row[chosen] * shape[1] + column[chosen]
                return np.bincount(flat, minlength=shape[0] * shape[1]).reshape(shape)

            def known(chosen: NDArray[np.bool_], of: Any = table, more: bool = bool(first)) -> Ints:
                found = of(chosen)
                return np.column_stack([found, found.sum(axis=1)]) if more else found

            whole = table(np.ones(len(mine), dtype=bool))
            view = (name, cubes.OMVANG, (*first, second))
            block, place = self._made(
                Place(
                    area,
                    SIZES,
                    (*first, second),
                    tuple(tuple((text, "omvang:zaken") for text in line) for line in texts),
                    tuple(tuple(view for _ in line) for line in texts),
                ),
                whole,
                np.eye(shape[1], dtype=np.int64),
                np.zeros(shape[1], dtype=np.int64),
                whole,
                [[(text, pair) for text in line] for line in texts],
                withdrawn,
                swaps=bool(first),
                totals=[text.rstrip(",") for text in values],
            )
            exact = None
            if self.year.level[area] == 0 and second in ("verzuimtype", "spoor") and not first:
                exact = np.ones(shape[1], dtype=bool)
            yield (
                place,
                block,
                self._attackers(
                    area, mine, table, known, block, family, at=np.arange(shape[1]), exact=exact
                ),
            )
