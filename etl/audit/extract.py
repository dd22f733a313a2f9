"""Read what a schooljaar's audit needs from the tables that the gate worked with, as arrays.

Called once a schooljaar, while those tables are in `temp`. After this the audit needs no database.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import duckdb
import numpy as np
from numpy.typing import NDArray

import sql
from etl.audit.families import Family, families
from etl.domain import areas, codes
from etl.released.cubes import CUBE

Ints = NDArray[np.int64]
Columns = dict[str, NDArray[Any]]

LEVELS = ("gemeente", "regio", "arrondissement", "land")


@dataclass(frozen=True)
class Year:
    """One schooljaar: profielen, counts, atoms, and what is released of it."""

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

    filters: tuple[tuple[str, ...], ...]
    """Each combination of filter codes that occurs; rows of a base table."""

    slots: Ints
    """[filters, view of it]: every view that it counts in, fewest filters first; -1 is none."""

    profiel_areas: Ints
    """[profiel, level]: the four areas of a profiel."""

    profiel_filters: Ints
    counts: Columns
    """profiel (place), kennis, kenmerk, aantal: everything there is."""

    atoms: Columns
    """profiel (place), kennis, familie, atoom, aantal: what a world may move."""

    cells: Columns
    """gebied (place), filter_nr, kenmerk, n, v; -1 is hidden."""

    rungs: dict[tuple[int, int], int]
    """How many filters the ladder allows, by area and kenmerk; absent is nothing at all."""

    @cached_property
    def families(self) -> tuple[Family, ...]:
        return families()

    @cached_property
    def number(self) -> dict[tuple[str, str], int]:
        """Kenmerk by cube and code."""
        return {pair: place for place, pair in enumerate(self.codes, start=1)}

    @cached_property
    def depth_of_view(self) -> Ints:
        return np.array([len(columns) for _, columns in self.views])

    def depth(self, family: Family) -> int:
        return max(CUBE[cube].most_filters for cube, _ in family.codes)


def prepare(con: duckdb.DuckDBPyConnection, schooljaar: str) -> None:
    """Create the temporary tables that the reading below shares."""
    number = {
        (kubus, code): kenmerk
        for kenmerk, kubus, code in con.sql(
            "select kenmerk, kubus, code from temp.codelijst"
        ).fetchall()
    }
    rows = [
        (place, number[pair])
        for place, family in enumerate(families())
        for pair in sorted(family.codes | family.context)
    ]
    con.execute(
        "create or replace temp table families as "
        "select unnest($familie)::integer as familie, unnest($kenmerk)::integer as kenmerk",
        {"familie": [row[0] for row in rows], "kenmerk": [row[1] for row in rows]},
    )
    con.execute(
        f"create or replace temp table kennis as {sql.folder('audit')['kennis']}",
        {"schooljaar": schooljaar},
    )


def read(con: duckdb.DuckDBPyConnection, schooljaar: str) -> Year:
    """Read the schooljaar whose tables are in `temp` now."""
    prepare(con, schooljaar)
    listed = con.sql("select kubus, code, ladder from temp.codelijst order by kenmerk").fetchall()
    filterlijst = con.sql("select filters from temp.filterlijst order by filter_nr").fetchall()
    views = tuple(
        (text, tuple(part.partition("=")[0] for part in text.split(",") if part))
        for (text,) in filterlijst
    )
    profielen = con.execute(
        sql.folder("audit")["profielen"], {"schooljaar": schooljaar}
    ).fetchall()
    place = {row[0]: nr for nr, row in enumerate(profielen)}
    names = sorted({name for row in profielen for name in (*row[1:4], areas.NEDERLAND)})
    area = {name: nr for nr, name in enumerate(names)}
    combos = sorted({row[4:] for row in profielen})
    combo = {value: nr for nr, value in enumerate(combos)}
    counts = _columns(con, "aantallen")
    counts["profiel"] = _placed(counts["profiel"], place)
    atoms = _columns(con, "atomen")
    atoms["profiel"] = _placed(atoms["profiel"], place)
    order = np.lexsort(
        (atoms["atoom"].astype(str), atoms["kennis"], atoms["profiel"], atoms["familie"])
    )
    atoms = {name: column[order] for name, column in atoms.items()}
    cells = _columns(con, "cellen")
    known = np.array([name in area for name in cells["gebied"]], dtype=bool)
    assert known.all()
    cells["gebied"] = np.array([area[name] for name in cells["gebied"]], dtype=np.int64)
    level = np.full(len(names), -1)
    for row in profielen:
        for where, name in enumerate((*row[1:4], areas.NEDERLAND)):
            level[area[name]] = where
    return Year(
        schooljaar=schooljaar,
        codes=tuple((kubus, code) for kubus, code, _ in listed),
        ladder=np.array([ladder for *_, ladder in listed]),
        views=views,
        areas=tuple(names),
        level=level,
        filters=tuple(tuple(map(str, value)) for value in combos),
        slots=_slots(views, combos),
        profiel_areas=np.array(
            [[area[name] for name in (*row[1:4], areas.NEDERLAND)] for row in profielen]
        ),
        profiel_filters=np.array([combo[row[4:]] for row in profielen]),
        counts=counts,
        atoms=atoms,
        cells=cells,
        rungs={
            (area[gebied], kenmerk): filters
            for gebied, kenmerk, filters in con.sql(sql.folder("audit")["treden"]).fetchall()
        },
    )


def _columns(con: duckdb.DuckDBPyConnection, name: str) -> Columns:
    """Return the columns of a query; null in a column of numbers is -1."""
    frame = con.sql(sql.folder("audit")[name]).df()
    return {
        column: frame[column].to_numpy(dtype=object)
        if frame[column].dtype.kind not in "iuf"
        else frame[column].fillna(-1).to_numpy(dtype=np.int64)
        for column in frame.columns
    }


def _placed(values: NDArray[Any], place: dict[int, int]) -> Ints:
    return np.array([place[value] for value in values.tolist()], dtype=np.int64)


def _slots(views: tuple[tuple[str, tuple[str, ...]], ...], combos: list[tuple[Any, ...]]) -> Ints:
    """Return the views of each combination of filters, those with fewest filters first."""
    columns = tuple(codes.FILTERS)
    wanted = [
        dict(part.split("=") for part in text.split(",")) if text else {} for text, _ in views
    ]
    rows = []
    for *values, is_mas in combos:
        mine = dict(zip(columns, values, strict=True))
        rows.append(
            [
                nr
                for nr, filters in enumerate(wanted)
                if all(mine[column] == code for column, code in filters.items())
                and (is_mas or "verzuimtype" in filters)
            ]
        )
    width = max((len(row) for row in rows), default=0)
    return np.array([row + [-1] * (width - len(row)) for row in rows], dtype=np.int64)
