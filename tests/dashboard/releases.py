"""A small release in memory, made from its own dataclasses: an area, a size, and fixed shares.

Every count goes through the gate's own rounding, so that the pages meet what a real release holds:
hidden cells, areas below a rung of the ladder, and a school year that still runs.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from pathlib import Path

from etl.domain import codes, steps
from etl.domain.areas import Niveau, niveau_of
from etl.domain.disclosure import (
    GRID_DAYS,
    LADDER_ONE_FILTER,
    LADDER_OWN_DIMENSION,
    released,
)
from etl.released import cubes, mas_cubes
from etl.released.reader import (
    Completeness,
    Coverage,
    Delivery,
    FileCount,
    Finding,
    Points,
    Release,
    ReleaseFolder,
)
from etl.released.rows import Filters

LAND, LARGE, MEDIUM, SMALL, TINY = "NL", "MC21", "GM0363", "GM0437", "GM0415"
SIZES = {LAND: 12000, LARGE: 2200, "MC22": 1400, "MC02+MC03": 400, "Amsterdam": 2600}
SIZES |= {MEDIUM: 1200, "GM0362": 320, SMALL: 150, TINY: 15}
YEARS = {"2023-2024": 0.8, "2024-2025": 1.0, "2025-2026": 1.1, "2026-2027": 0.3}
PEILDATUM = date(2026, 11, 1)

ROUTE_SHARES = {
    "nog_geen_keuze": 0.1,
    "geen_route": 0.2,
    "R1": 0.28,
    "R2": 0.12,
    "R3": 0.05,
    "R4": 0.04,
    "LOD": 0.001,
    "combinatie": 0.03,
    "PV": 0.11,
    "GEEN_PV": 0.069,
}
VERDICT_SHARES = {
    "conform": 0.5,
    "afwijking_met_uitleg": 0.14,
    "afwijking_zonder_uitleg": 0.06,
    "afwijking_uitleg_onbekend": 0.05,
    "niet_te_beoordelen": 0.15,
}
BREAKDOWNS: Mapping[str, Mapping[str, float]] = {
    cubes.UITKOMST: dict.fromkeys(codes.UITKOMST.values, 0.09),
    cubes.BRON: {"geregistreerd": 0.1, "afgeleid": 0.1, "beide": 0.05},
    cubes.RICHTING: {"lichter": 0.08, "gelijk": 0.02, "zwaarder": 0.1, "onbekend": 0.05},
    cubes.MOTIVERING: dict.fromkeys(codes.MOTIVERING.values, 0.0175),
}
WHOLES = (mas_cubes.TOTAAL, mas_cubes.GEVOLGD, mas_cubes.GEVOLGD_56, mas_cubes.GEVOLGD_90)
MAS_SHARES: Mapping[str, Mapping[str, float]] = {
    cube.name: {
        code: 0.3 if code.partition(":")[2] in WHOLES or code in WHOLES else 0.03 + place / 400
        for place, code in enumerate(cube.codes)
    }
    for cube in cubes.CUBES
    if cube.name in vars(mas_cubes).values()
}
HANDOVER_SHARES = {overgang.code: 0.08 for overgang in steps.OVERGANGEN} | {cubes.RVDK_NORM: 0.03}
GROUP_SHARES = {"thuiszitters": 0.2, "schoolverzuim": 0.55, "luxe": 0.22, cubes.ALL: 0.97}
FILTER_SHARES = {"po": 0.2, "so_vso": 0.06, "vo": 0.5, "mbo": 0.2, "geen": 0.02, "onbekend": 0.02}

Cells = dict[tuple[str, str, str, Filters], Mapping[str, int]]
Curves = dict[tuple[str, str, str, Filters, str], Mapping[str, Points]]


@dataclass(frozen=True, kw_only=True)
class SmallRelease(Release):
    """A release that looks its cells up in plain dictionaries, however a file stores them."""

    views: Cells
    points: Curves

    def cells(
        self, kubus: str, *, gebied: str, schooljaar: str, filters: Filters = ()
    ) -> Mapping[str, int]:
        return self.views.get((kubus, gebied, schooljaar, filters), {})

    def curve(
        self, kubus: str, *, gebied: str, schooljaar: str, code: str, filters: Filters = ()
    ) -> Mapping[str, Points]:
        return self.points.get((kubus, gebied, schooljaar, filters, code), {})

    def coverage(self, gebied: str, schooljaar: str) -> Coverage:
        if self.total(gebied=gebied, schooljaar=schooljaar) is None:
            return Coverage(0, 0)
        return Coverage(9, 10) if niveau_of(gebied) is Niveau.REGIO else Coverage(1, 1)

    def noemer(self, *, gebied: str, schooljaar: str, onderwijssoort: str = "") -> int | None:
        total = self.total(gebied=gebied, schooljaar=schooljaar)
        return None if onderwijssoort or total is None else 90 * total


def release(
    name: str = "vrijgave_2026-11-01_0123456789ab",
    *,
    sizes: Mapping[str, int] = SIZES,
    is_sample: bool = True,
    is_audited: bool = False,
) -> Release:
    """Make a release of areas with a number of zaken in 2024-2025."""
    cells, curves = _filled(tuple(sizes.items()))
    return SmallRelease(
        id=name,
        digest="0123456789ab",
        peildatum=PEILDATUM,
        is_sample=is_sample,
        is_audited=is_audited,
        schooljaren=tuple(YEARS),
        running=frozenset({"2026-2027"}),
        areas={
            niveau: tuple(code for code in sizes if niveau_of(code) is niveau) for niveau in Niveau
        },
        deliveries=(Delivery("gemeente-x", PEILDATUM, "verzonnen"),),
        files=(FileCount("gemeente-x", "zaken.csv", 1250, 1240, 10),),
        findings=(Finding("gemeente-x", "zaken.csv", "Z012", "melddatum", "apart", 10),),
        completeness=(Completeness("gemeente-x", "advies_route", 7),),
        views=cells,
        points=curves,
        # how a file is stored is not what these tests are about
        **{field.name: {} for field in fields(Release) if field.name.startswith("_")},
    )


@cache
def _filled(sizes: tuple[tuple[str, int], ...]) -> tuple[Cells, Curves]:
    cells: Cells = {}
    curves: Curves = {}
    for gebied, size in sizes:
        for year, factor in YEARS.items():
            _fill(cells, curves, gebied=gebied, year=year, size=int(size * factor))
    return cells, curves


class Shelf(ReleaseFolder):
    """A folder of releases that holds one in memory, and can be given the next."""

    def __init__(self, held: Release) -> None:
        super().__init__(Path("in-memory"))
        self.held = held

    def current(self) -> Release:
        return self.held


def _fill(cells: Cells, curves: Curves, *, gebied: str, year: str, size: int) -> None:
    views: list[tuple[Filters, int]] = [((), size)]
    if size >= LADDER_ONE_FILTER:
        views += [
            ((("onderwijssoort", code),), int(size * share))
            for code, share in FILTER_SHARES.items()
        ]
    for filters, n in views:
        view = (gebied, year, filters)
        _put(cells, cubes.OMVANG, view, {"zaken": n, "leerlingen": int(n * 0.85)})
        if n < 20:
            continue
        _put(cells, cubes.ROUTE, view, _parts(n, ROUTE_SHARES) | {"met_keuze": int(n * 0.9)})
        verdicts = _parts(n, VERDICT_SHARES)
        _put(
            cells,
            cubes.LEG_UIT,
            view,
            verdicts
            | {
                "met_keuze": sum(verdicts.values()),
                "met_of_zonder": int(n * 0.2),
                "afwijking": int(n * 0.25),
            },
        )
        for kubus, shares in BREAKDOWNS.items():
            _put(cells, kubus, view, _parts(n, shares))
        _clock(cells, curves, cubes.KETEN, view, _parts(n, HANDOVER_SHARES), tempo=20)
        _clock(cells, curves, cubes.TERUGKEER, view, _parts(n, GROUP_SHARES), tempo=60)
        boxes = {
            box.code: n if box.spoor is None else int(n * (0.78 if box.spoor == "A" else 0.22))
            for box in steps.BOXES
        }
        _clock(cells, curves, cubes.DOORLOOPTIJD, view, boxes | {cubes.ZAAK: n}, tempo=25)
    if size >= LADDER_OWN_DIMENSION:
        for kubus, shares in MAS_SHARES.items():
            if cubes.CUBE[kubus].dimensions == 1 or size >= LADDER_ONE_FILTER:
                _put(cells, kubus, (gebied, year, ()), _parts(size, shares))
    for kubus, share in ((cubes.RAPPORT_ZAKEN, 1.0), (cubes.RAPPORT_LEERLINGEN, 0.85)):
        counts = {code: int(share * size / (1 + place)) for place, code in enumerate(cubes.RAPPORT)}
        _put(cells, kubus, (gebied, year, ()), counts)


def _clock(
    cells: Cells,
    curves: Curves,
    kubus: str,
    view: tuple[str, str, Filters],
    sizes: Mapping[str, int],
    *,
    tempo: int,
) -> None:
    _put(cells, kubus, view, sizes)
    _put(cells, kubus + cubes.OPEN, view, {code: n // 12 for code, n in sizes.items()})
    for place, (code, n) in enumerate(sizes.items()):
        slow = tempo * (1 + place % 5)
        ends = {cubes.AF: 0.8, cubes.ANDERS: 0.1}
        reached = {
            end: {day: share * n * day / (day + slow) for day in GRID_DAYS}
            for end, share in ends.items()
        }
        curves[kubus, *view, code] = {
            end: tuple((day, v) for day, x in points.items() if (v := released(int(x))) is not None)
            for end, points in reached.items()
        }


def _parts(n: int, shares: Mapping[str, float]) -> dict[str, int]:
    return {code: int(n * share) for code, share in shares.items()}


def _put(
    cells: Cells, kubus: str, view: tuple[str, str, Filters], exact: Mapping[str, int]
) -> None:
    cells[kubus, *view] = {code: v for code, n in exact.items() if (v := released(n)) is not None}
