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
from etl.domain import areas, codes, disclosure
from etl.released import cubes

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Columns = dict[str, NDArray[Any]]

LEVELS = ("gemeente", "regio", "arrondissement", "land")
Weights = dict[str, dict[tuple[str, ...], int]]
"""By code and stratum: onderwijssoort, verzuimtype and leeftijdsgroep."""

HIDDEN = -1
"""Of a cell of which nothing is shown."""


@dataclass(frozen=True)
class View:
    """One set of filters."""

    text: str
    """As the release writes them."""

    columns: tuple[str, ...]
    values: tuple[str, ...]


@dataclass(frozen=True)
class Spots:
    """Where zaken count: an area and a view each."""

    zaak: Ints
    spot: Ints
    """Area and view, as one number."""

    count: Ints
    """By spot."""


@dataclass(frozen=True)
class Year:
    """One schooljaar: its zaken, and what is released of them."""

    schooljaar: str
    codes: tuple[tuple[str, str], ...]
    """Cube and code by kenmerk - 1."""

    views: tuple[View, ...]
    """By filter_nr: none, then by one column, then by two."""

    areas: tuple[str, ...]
    level: Ints
    """Of each area, as place in LEVELS."""

    released: Bools
    """Whether an area is counted for this release: others have no cells, or those of before."""

    profielen: Ints
    """[profiel, level]: its four areas."""

    combos: tuple[tuple[str, ...], ...]
    """Combinations of filter codes that occur. The last of each is whether it is in the MAS."""

    combo: Ints
    """By profiel."""

    zaken: Columns
    """profiel (place) and kennis."""

    counting: NDArray[np.int32]
    """The zaken (places) that count for something, kenmerk by kenmerk."""

    begin: Ints
    """By kenmerk, where its zaken begin in `counting`."""

    v: Ints
    """[area, view without or with one filter, kenmerk]: what is shown, or HIDDEN."""

    v_pupils: Ints
    v_two: Ints
    """[area, view]: the same of zaken in omvang, by every view."""

    rungs: Ints
    """[area, kenmerk]: how many filters the ladder allows; -1 is nothing at all."""

    weights: Weights
    """What a zaak adds to an expected count, in EXPECTED_PARTS of a zaak."""

    expected: dict[str, dict[str, int]]
    """By area and code: the expected counts that are shown."""

    clocks: Columns
    """kenmerk (in order), zaak (place), uitkomst and vakje of every clock of a curve."""

    points: Columns
    """kenmerk (in order), area, filter_nr, is_af, vakje and v of every point of a curve."""

    @cached_property
    def number(self) -> dict[tuple[str, str], int]:
        """Kenmerk by cube and code."""
        return {pair: place for place, pair in enumerate(self.codes, start=1)}

    @cached_property
    def single(self) -> int:
        """How many views have no filter or one; those come first."""
        return sum(len(view.columns) < 2 for view in self.views)

    @cached_property
    def is_gemeente(self) -> Bools:
        """Of each area; a schooljaar of one, as a part of two together, is one too."""
        codes_of_all = areas.gemeenten()
        return np.array([name.partition(" ")[0] in codes_of_all for name in self.areas])

    @cached_property
    def of(self) -> Ints:
        """[zaak, level]: its four areas."""
        return self.profielen[self.zaken["profiel"]]

    @cached_property
    def is_mas(self) -> Bools:
        mas = np.array([combo[-1] == "True" for combo in self.combos], dtype=bool)
        return mas[self.combo[self.zaken["profiel"]]]

    @cached_property
    def members(self) -> Bools:
        """[view, combination]: whether zaken of it count in a view."""
        names = np.array(self.combos).reshape(len(self.combos), len(codes.FILTERS) + 1).T
        by_column = dict(zip(codes.FILTERS, names[:-1], strict=True))
        is_mas = names[-1] == "True"
        found = []
        for view in self.views:
            pairs = zip(view.columns, view.values, strict=True)
            chosen = [by_column[column] == value for column, value in pairs]
            if "verzuimtype" not in view.columns:
                chosen.append(is_mas)
            found.append(np.all(chosen, axis=0))
        return np.array(found)

    @cached_property
    def in_views(self) -> Ints:
        """[zaak, 1 + filter column]: the views that it counts in; -1 where it does not."""
        place = {view.text: nr for nr, view in enumerate(self.views)}
        rows = []
        for *values, is_mas in self.combos:
            named = zip(codes.FILTERS, values, strict=True)
            found = [0 if is_mas == "True" else -1]
            for column, value in named:
                counts = is_mas == "True" or column == "verzuimtype"
                found.append(place[f"{column}={value}"] if counts else -1)
            rows.append(found)
        table = np.array(rows, dtype=np.int64).reshape(-1, 1 + len(codes.FILTERS))
        return table[self.combo[self.zaken["profiel"]]]

    def counted(self, kenmerk: int) -> Ints:
        """Return how often each zaak counts for something."""
        mine = self.counting[self.begin[kenmerk] : self.begin[kenmerk + 1]]
        return np.bincount(mine, minlength=len(self.zaken["kennis"]))

    def spots_of(self, mask: int) -> Spots:
        """Return where zaken count that somebody knows: by area, and without or with one filter.

        Args:
            mask: of the chain partners that know it; 0 is everybody.
        """
        if mask not in self._spots:
            known = (self.zaken["kennis"] & mask > 0) | (mask == 0)
            zaak, spot = [], []
            for level in range(self.of.shape[1]):
                for slot in range(self.in_views.shape[1]):
                    view = self.in_views[:, slot]
                    mine = np.nonzero(known & (view >= 0))[0]
                    zaak.append(mine)
                    spot.append(self.of[mine, level] * self.single + view[mine])
            flat = np.concatenate(spot)
            count = np.bincount(flat, minlength=len(self.areas) * self.single)
            self._spots[mask] = Spots(np.concatenate(zaak), flat, count)
        return self._spots[mask]

    @cached_property
    def _spots(self) -> dict[int, Spots]:
        return {}

    def gemeenten(self, area: int) -> frozenset[int]:
        """Return the gemeenten that lie in an area; of a gemeente itself."""
        if area not in self._gemeenten:
            level = int(self.level[area])
            of = self.profielen[self.profielen[:, level] == area, LEVELS.index("gemeente")]
            self._gemeenten[area] = frozenset(of.tolist())
        return self._gemeenten[area]

    def key(self, area: Ints | int, view: Ints, kenmerk: Ints) -> Ints:
        """Return what cells count as one number each; HIDDEN for what is of no kenmerk."""
        shape = (len(self.areas), len(self.views), len(self.codes) + 1)
        some = kenmerk > HIDDEN
        found = np.full(len(kenmerk), HIDDEN, dtype=np.int64)
        found[some] = np.ravel_multi_index(
            (np.broadcast_to(area, some.shape)[some], view[some], kenmerk[some]), shape
        )
        return found

    def both(self, area: int, other: int) -> int | None:
        """Return which of two areas is what they share: the one that lies in the other."""
        own, theirs = self.gemeenten(area), self.gemeenten(other)
        if theirs <= own:
            return other
        return area if own < theirs else None

    @cached_property
    def _gemeenten(self) -> dict[int, frozenset[int]]:
        return {}

    def parts(self, area: int) -> Ints:
        """Return the areas that lie in an area: gemeenten, and of the country its regio's."""
        level = int(self.level[area])
        if level == 0:
            return np.zeros(0, dtype=np.int64)
        below = 1 if level == LEVELS.index("land") else 0
        return np.unique(self.profielen[self.profielen[:, level] == area, below])


def read(con: duckdb.DuckDBPyConnection, schooljaar: str) -> Year:
    """Read the schooljaar whose tables are in `temp` now."""
    given = {"schooljaar": schooljaar}
    listed = con.sql("select kubus, code from temp.codelijst order by kenmerk").fetchall()
    filterlijst = con.sql("select filters from temp.filterlijst order by filter_nr").fetchall()
    views = tuple(_view(text) for (text,) in filterlijst)
    profielen = con.execute(sql.folder("audit")["profielen"], given).fetchall()
    rows = [(*row[1:4], areas.NEDERLAND) for row in profielen]
    names = sorted({name for row in rows for name in row})
    area = {name: nr for nr, name in enumerate(names)}
    level = np.full(len(names), HIDDEN)
    for row in rows:
        level[[area[name] for name in row]] = range(len(LEVELS))
    chosen = [tuple(map(str, row[4:])) for row in profielen]
    combos = sorted(set(chosen))
    at = {combo: nr for nr, combo in enumerate(combos)}
    place = {row[0]: nr for nr, row in enumerate(profielen)}
    zaken = _columns(con, "zaken", given)
    counts = _columns(con, "atomen", given)
    numbers = zaken.pop("zaak_nr")
    counting = np.searchsorted(numbers, counts["zaak_nr"]).astype(np.int32)
    zaken["profiel"] = np.array([place[nr] for nr in zaken["profiel"].tolist()], dtype=np.int64)
    counted = con.execute(
        "select gebied from temp.gebieden where schooljaar = $schooljaar and not is_meegenomen",
        given,
    ).fetchall()
    released = np.zeros(len(names), dtype=bool)
    released[[area[name] for (name,) in counted if name in area]] = True
    single = sum(len(view.columns) < 2 for view in views)
    shape = (len(names), single, len(listed) + 1)
    v, v_pupils = np.full(shape, HIDDEN), np.full(shape, HIDDEN)
    v_two = np.full((len(names), len(views)), HIDDEN)
    zaak = listed.index((cubes.OMVANG, cubes.ZAKEN)) + 1
    cells = _columns(con, "cellen")
    known = np.array([name in area for name in cells["gebied"]], dtype=bool)
    cells = {name: column[known] for name, column in cells.items()}
    where = np.array([area[name] for name in cells["gebied"]], dtype=np.int64)
    sizes = cells["kenmerk"] == zaak
    v_two[where[sizes], cells["filter_nr"][sizes]] = cells["v"][sizes]
    mine = cells["filter_nr"] < single
    spot = (where[mine], cells["filter_nr"][mine], cells["kenmerk"][mine])
    v[spot], v_pupils[spot] = cells["v"][mine], cells["v_leerlingen"][mine]
    rungs = np.full((len(names), len(listed) + 1), HIDDEN)
    for gebied, kenmerk, filters in con.sql(sql.folder("audit")["treden"]).fetchall():
        if gebied in area:
            rungs[area[gebied], kenmerk] = filters
    weights: Weights = {}
    for code, *stratum, gewicht in con.sql(sql.folder("audit")["standaard"]).fetchall():
        weights.setdefault(code, {})[tuple(map(str, stratum))] = gewicht
    expected: dict[str, dict[str, int]] = {}
    for gebied, code, shown in con.execute(sql.folder("audit")["verwacht"], given).fetchall():
        expected.setdefault(gebied, {})[code] = shown
    grid = {"grid": list(disclosure.GRID_DAYS)}
    clocks = _columns(con, "klokken", grid)
    clocks["zaak"] = np.searchsorted(numbers, clocks.pop("zaak_nr")).astype(np.int32)
    points = _columns(con, "punten", given | grid)
    points["area"] = np.array([area.get(name, HIDDEN) for name in points.pop("gebied")], np.int64)
    return Year(
        schooljaar=schooljaar,
        codes=tuple(listed),
        views=views,
        areas=tuple(names),
        level=level,
        released=released,
        profielen=np.array([[area[name] for name in row] for row in rows], dtype=np.int64),
        combos=tuple(combos),
        combo=np.array([at[combo] for combo in chosen], dtype=np.int64),
        zaken=zaken,
        counting=counting,
        begin=np.searchsorted(counts["kenmerk"], np.arange(len(listed) + 2)),
        v=v,
        v_pupils=v_pupils,
        v_two=v_two,
        rungs=rungs,
        weights=weights,
        expected=expected,
        clocks=clocks,
        points=points,
    )


def _view(text: str) -> View:
    pairs = [part.partition("=") for part in text.split(",") if part]
    return View(text, tuple(column for column, *_ in pairs), tuple(value for *_, value in pairs))


def _columns(
    con: duckdb.DuckDBPyConnection, name: str, given: Mapping[str, Any] | None = None
) -> Columns:
    """Return the columns of a query in a fixed order; null in a column of numbers is HIDDEN."""
    columns: Columns = {}
    query = sql.folder("audit")[name]
    for column, values in con.execute(query, given or {}).fetchnumpy().items():
        filled = np.ma.filled(values, HIDDEN) if values.dtype.kind in "iuf" else values
        columns[column] = (
            filled.astype(np.int64) if filled.dtype.kind in "iufb" else np.asarray(filled, object)
        )
    return columns
