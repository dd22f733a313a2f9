"""The closed lists that the SQL of a release joins on, made from the words of the domain.

Nothing here comes from the data: what can be released is fixed before a zaak is read.
"""

from itertools import combinations, product
from typing import Any

import duckdb

from etl.domain import areas, codes, disclosure, enums
from etl.domain.schooljaren import together
from etl.released.cubes import (
    CUBE,
    CUBES,
    LEERLINGEN,
    NOT_BACK,
    OMVANG,
    RAPPORT_LEERLINGEN,
    RAPPORT_ZAKEN,
    SENSITIVE,
    ZAKEN,
)

MOST_FILTERS = max(cube.most_filters for cube in CUBES)


def create(con: duckdb.DuckDBPyConnection) -> None:
    """Create the lists as temporary tables."""
    _fill(
        con,
        "codelijst",
        "kenmerk integer, kubus varchar, code varchar, ladder integer, eigen_dimensie boolean, "
        "meeste_filters integer, vanaf integer, kenmerk_leerlingen integer, niveaus varchar[], "
        "een_schooljaar boolean",
        _codelijst(),
    )
    _fill(
        con,
        "gevoelig",
        "groep integer, kenmerk integer, van_kenmerk integer, verborgen integer",
        _gevoelig(),
    )
    _fill(
        con,
        "filterlijst",
        "filter_nr integer, filters varchar, aantal integer, "
        + ", ".join(f"{column} varchar" for column in codes.FILTERS),
        _filterlijst(),
    )
    _fill(con, "schooljarenlijst", "schooljaar varchar, samen varchar", _schooljaren())
    _fill(con, "raster", "vakje integer, na_dag integer, dag integer", _raster())
    _fill(con, "regiogroepen", "regio varchar, gebied varchar", _regiogroepen())
    _fill(con, "gemeentelijst", "gemeentecode varchar", [[code] for code in areas.gemeenten()])
    _fill(con, "niveaus", "gebied varchar, niveau varchar", _niveaus())
    _fill(con, "gebiedslijst", "gemeentecode varchar, gebied varchar", _gebiedslijst())


def _numbers() -> dict[tuple[str, str], int]:
    """Return the kenmerk of every cube and code."""
    return {
        pair: place
        for place, pair in enumerate(
            ((cube.name, code) for cube in CUBES for code in cube.codes), start=1
        )
    }


def _codelijst() -> list[list[Any]]:
    """One row per code of a cube; `ladder` is the kenmerk whose total decides the rung."""
    number = _numbers()
    pupils = {
        (OMVANG, ZAKEN): (OMVANG, LEERLINGEN),
        **{(RAPPORT_ZAKEN, code): (RAPPORT_LEERLINGEN, code) for code in CUBE[RAPPORT_ZAKEN].codes},
    }
    return [
        [
            place,
            name,
            code,
            number[OMVANG, ZAKEN]
            if CUBE[name].ladder == OMVANG
            else number[CUBE[name].ladder, CUBE[name].rungs.get(code, code)],
            CUBE[name].own_dimension,
            CUBE[name].most_filters,
            disclosure.LADDER_OWN_DIMENSION
            if CUBE[name].dimensions == 1
            else disclosure.LADDER_ONE_FILTER,
            number.get(pupils.get((name, code), ("", ""))),
            [niveau.value for niveau in CUBE[name].niveaus],
            code in CUBE[name].of_one_year,
        ]
        for (name, code), place in number.items()
    ]


def _gevoelig() -> list[list[Any]]:
    """One row per sensitive code, the group it is of, and a cell that is then not shown.

    Who did not come back has no kenmerk: see sql/release/niet_terug.sql.
    """
    number: dict[tuple[str, str], int | None] = {**_numbers(), NOT_BACK: None}
    return [
        [place, number[each.kubus, code], number[each.of], number[kubus, withheld]]
        for place, each in enumerate(SENSITIVE)
        for code in each.codes
        for kubus, codes_withheld in each.withheld
        for withheld in codes_withheld
    ]


def _filterlijst() -> list[list[Any]]:
    """One row per set of filters, from none to the most that the ladder knows."""
    columns = sorted(codes.FILTERS)
    chosen = [
        dict(zip(names, values, strict=True))
        for size in range(MOST_FILTERS + 1)
        for names in combinations(columns, size)
        for values in product(*(codes.FILTERS[name].values for name in names))
    ]
    return [
        [
            place,
            ",".join(f"{column}={code}" for column, code in filters.items()),
            len(filters),
            *(filters.get(column) for column in codes.FILTERS),
        ]
        for place, filters in enumerate(chosen)
    ]


def _schooljaren() -> list[list[Any]]:
    return [[schooljaar, together(schooljaar)] for _, schooljaar in enums.schooljaren()]


def _raster() -> list[list[Any]]:
    # -1 lies in the first: of a clock without days
    before = (-2, *disclosure.GRID_DAYS)
    return [
        [place, after, day]
        for place, (after, day) in enumerate(
            zip(before, disclosure.GRID_DAYS, strict=False), start=1
        )
    ]


def _regiogroepen() -> list[list[Any]]:
    together = {part: "+".join(pair) for pair in areas.RELEASED_TOGETHER for part in pair}
    return [[regio, together.get(regio, regio)] for regio in areas.regios()]


def _gebiedslijst() -> list[list[Any]]:
    """One row per gemeente and area that it lies in, the single regions of a pair included."""
    together = {part: "+".join(pair) for pair in areas.RELEASED_TOGETHER for part in pair}
    return [
        [gemeente.code, gebied]
        for gemeente in areas.gemeenten().values()
        for gebied in {
            gemeente.code,
            gemeente.regio,
            together.get(gemeente.regio, gemeente.regio),
            gemeente.arrondissement,
            areas.NEDERLAND,
        }
    ]


def _niveaus() -> list[list[Any]]:
    every = sorted({gebied for _, gebied in _gebiedslijst()})
    return [[gebied, str(areas.niveau_of(gebied))] for gebied in every]


def _fill(con: duckdb.DuckDBPyConnection, name: str, columns: str, rows: list[list[Any]]) -> None:
    """Create a temporary table; one list a column, since a row at a time is slow in DuckDB."""
    typed = [column.strip().split(" ") for column in columns.split(",")]
    values = ", ".join(f"unnest(${column})::{kind} as {column}" for column, kind in typed)
    con.execute(
        f"create or replace temp table {name} as select {values}",
        {column: list(of) for (column, _), of in zip(typed, zip(*rows, strict=True), strict=True)},
    )
