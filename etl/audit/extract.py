"""Read what a schooljaar's audit needs from the tables that the gate worked with, as arrays.

Called once a schooljaar, while those tables are in `temp`. After this the audit needs no database.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import duckdb
import numpy as np
from numpy.typing import NDArray

import sql
from etl.domain import areas

Ints = NDArray[np.int64]
Columns = dict[str, NDArray[Any]]

LEVELS = ("gemeente", "regio", "arrondissement", "land")


@dataclass(frozen=True)
class Year:
    """One schooljaar: its profielen and zaken, and what is released of them."""

    schooljaar: str
    codes: tuple[tuple[str, str], ...]
    """Cube and code by kenmerk - 1."""

    ladder: Ints
    """By kenmerk - 1: the kenmerk whose total decides the rung."""

    views: tuple[tuple[str, tuple[str, ...]], ...]
    """Filters as the release writes them, and the columns that they name, by filter number."""

    areas: tuple[str, ...]
    level: Ints
    """Of each area, as place in LEVELS."""

    carried: frozenset[int]
    """Areas that keep the cells of the previous release: nothing in them moves."""

    filters: tuple[tuple[str, ...], ...]
    """Each combination of filter codes that occurs; rows of a base table. The last is is_mas."""

    profiel_areas: Ints
    """[profiel, level]: the four areas of a profiel."""

    profiel_filters: Ints
    zaken: Columns
    """profiel (place), kennis and atoom: everything that a zaak counts for."""

    cells: Columns
    """gebied (place), filter_nr, kenmerk, and what the gate made of it; -1 is hidden."""

    rungs: Mapping[tuple[int, int], int]
    """How many filters the ladder allows, by area and kenmerk; absent is nothing at all."""

    @cached_property
    def number(self) -> dict[tuple[str, str], int]:
        """Kenmerk by cube and code."""
        return {pair: place for place, pair in enumerate(self.codes, start=1)}


def read(con: duckdb.DuckDBPyConnection, schooljaar: str) -> Year:
    """Read the schooljaar whose tables are in `temp` now."""
    listed = con.sql("select kubus, code, ladder from temp.codelijst order by kenmerk").fetchall()
    filterlijst = con.sql("select filters from temp.filterlijst order by filter_nr").fetchall()
    views = tuple(
        (text, tuple(part.partition("=")[0] for part in text.split(",") if part))
        for (text,) in filterlijst
    )
    given = {"schooljaar": schooljaar}
    profielen = con.execute(sql.folder("audit")["profielen"], given).fetchall()
    place = {row[0]: nr for nr, row in enumerate(profielen)}
    names = sorted({name for row in profielen for name in (*row[1:4], areas.NEDERLAND)})
    area = {name: nr for nr, name in enumerate(names)}
    combos = sorted({tuple(map(str, row[4:9])) + (row[9],) for row in profielen})
    combo = {value: nr for nr, value in enumerate(combos)}
    zaken = _columns(con, "zaken", given)
    zaken["profiel"] = _placed(zaken["profiel"], place)
    cells = _columns(con, "cellen")
    known = np.array([name in area for name in cells["gebied"]], dtype=bool)
    cells = {name: column[known] for name, column in cells.items()}
    cells["gebied"] = np.array([area[name] for name in cells["gebied"]], dtype=np.int64)
    level = np.full(len(names), -1)
    for row in profielen:
        for where, name in enumerate((*row[1:4], areas.NEDERLAND)):
            level[area[name]] = where
    carried = con.execute(
        "select gebied from temp.meegenomen where schooljaar = $schooljaar", given
    ).fetchall()
    return Year(
        schooljaar=schooljaar,
        codes=tuple((kubus, code) for kubus, code, _ in listed),
        ladder=np.array([ladder for *_, ladder in listed]),
        views=views,
        areas=tuple(names),
        level=level,
        carried=frozenset(area[name] for (name,) in carried if name in area),
        filters=tuple((*value[:-1], str(value[-1])) for value in combos),
        profiel_areas=np.array(
            [[area[name] for name in (*row[1:4], areas.NEDERLAND)] for row in profielen]
        ),
        profiel_filters=np.array(
            [combo[tuple(map(str, row[4:9])) + (row[9],)] for row in profielen]
        ),
        zaken=zaken,
        cells=cells,
        rungs={
            (area[gebied], kenmerk): filters
            for gebied, kenmerk, filters in con.sql(sql.folder("audit")["treden"]).fetchall()
            if gebied in area
        },
    )


def _columns(
    con: duckdb.DuckDBPyConnection, name: str, given: Mapping[str, Any] | None = None
) -> Columns:
    """Return the columns of a query in a fixed order; null in a column of numbers is -1."""
    columns: Columns = {}
    query = sql.folder("audit")[name]
    for column, values in con.execute(query, given or {}).fetchnumpy().items():
        filled = np.ma.filled(values, -1) if values.dtype.kind in "iuf" else values
        columns[column] = (
            filled.astype(np.int64) if filled.dtype.kind in "iufb" else np.asarray(filled, object)
        )
    return columns


def _placed(values: NDArray[Any], place: dict[int, int]) -> Ints:
    return np.array([place[value] for value in values.tolist()], dtype=np.int64)
