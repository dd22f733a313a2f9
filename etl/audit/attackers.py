"""Who attacks a block, and what each knows beforehand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Protocol

import numpy as np

from etl.audit.block import COORDINATOR, JAARVERSLAG, OUTSIDER, Block, Known
from etl.audit.extract import Bools, Ints, Year
from etl.audit.families import OF_ROUTES, OF_SIZES
from etl.audit.grid import Grid
from etl.audit.table import Table
from etl.released import cubes


class Columns(Protocol):
    """What a block under construction tells of its columns."""

    year: Year
    table: Table
    grid: Grid
    coordinators: list[int]


def facing(block: Block, of: Columns, view: Ints, code: Ints) -> Block:
    """Return a block with its attackers.

    Args:
        view: of each cell; and so on.
    """
    nothing = np.zeros(len(block.truth), dtype=np.int64)
    never = of.grid.cannot_be()
    no_cell = np.zeros(len(block.v), dtype=bool)
    found = [Known(OUTSIDER, nothing, never, no_cell)]
    if (reported := _reported(of, view, code)).any():
        found.append(Known(JAARVERSLAG, nothing, never, reported))
    for name, known in of.table.known.items():
        columns = of.grid.folded(known)
        if columns.any():
            # no zaak that the partner does not know can be of these
            theirs, every = (
                of.grid.everywhere(each) for each in (of.table.theirs[name], of.table.every)
            )
            found.append(Known(name, columns, never | ((theirs == every) & (every > 0)), no_cell))
    for part in of.coordinators:
        name = f"{COORDINATOR} {of.year.areas[part]}"
        columns, fixed = of.grid.of_part(part)
        found.append(Known(name, columns, never | fixed, no_cell))
    return replace(block, attackers=tuple(found))


def of_areas(
    year: Year,
    areas: list[int],
    x: Ints,
    known: Mapping[str, Ints],
    reported: Bools,
    coordinators: list[int],
) -> tuple[Known, ...]:
    """Return who attacks a block whose columns are of some areas, one after the other.

    Args:
        x: [area, column]: its zaken.
        known: by chain partner, those that it knows.
        reported: the cells that a jaarverslag gives.
        coordinators: the areas that have one.
    """
    width = len(areas) * x.shape[1]
    nothing = np.zeros(width, dtype=np.int64)
    nowhere = np.zeros(width, dtype=bool)
    no_cell = np.zeros(len(reported), dtype=bool)
    found = [
        Known(OUTSIDER, nothing, nowhere, no_cell),
        Known(JAARVERSLAG, nothing, nowhere, reported),
    ]
    for name, theirs in known.items():
        if theirs[areas].any():
            found.append(Known(name, theirs[areas].ravel(), nowhere, no_cell))
    for part in coordinators:
        both = [year.both(part, area) for area in areas]
        columns = [nothing[: x.shape[1]] if area is None else x[area] for area in both]
        whole = np.repeat(
            [area == here for area, here in zip(both, areas, strict=True)], x.shape[1]
        )
        found.append(
            Known(f"{COORDINATOR} {year.areas[part]}", np.concatenate(columns), whole, no_cell)
        )
    return tuple(found)


def _reported(of: Columns, view: Ints, code: Ints) -> Bools:
    """Return the cells that a jaarverslag gives: zaken, their types and the routes."""
    pairs = of.table.codes
    known = np.array([_is_reported(pair) for pair in pairs], dtype=bool)
    size = np.array([pair == (cubes.OMVANG, cubes.ZAKEN) for pair in pairs], dtype=bool)
    of_types = [each.columns == ("verzuimtype",) for each in of.year.views[: of.year.single]]
    by_type = np.array(of_types, dtype=bool)
    return np.asarray((known[code] & (view == 0)) | (size[code] & by_type[view]))


def _is_reported(pair: tuple[str, str]) -> bool:
    cube, code = pair
    return cube in (cubes.OMVANG, cubes.ROUTE) or (
        cube == cubes.RAPPORT_ZAKEN and code in (*OF_ROUTES, *OF_SIZES)
    )
