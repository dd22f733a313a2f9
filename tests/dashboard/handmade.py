"""A release of one gemeente with exactly the released numbers that a test writes down."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from dashboard.exhibits import Exhibit, Shown
from dashboard.state import State
from etl.domain.areas import Niveau
from etl.released import cubes
from etl.released.reader import Release
from tests.dashboard.releases import release

GEBIED = "GM0363"
YEAR = "2024-2025"
STATE = State(GEBIED, YEAR)

Numbers = Mapping[str, int]
Points = Mapping[str, Mapping[int, int]]
"""By how it ends: day and released number."""


def one_area(
    cells: Mapping[str, Numbers],
    curves: Mapping[tuple[str, str], Points] | None = None,
    *,
    before: Mapping[str, Mapping[str, Numbers]] | None = None,
    peildatum: date = date(2027, 1, 1),
    running: bool = False,
    zaken: int = 1000,
) -> Release:
    """Make the release.

    Args:
        cells: cube to code to number, of this school year.
        curves: cube and code to points, of this school year.
        before: school year to its cells, for the years before.
        peildatum: until when zaken are followed.
        running: whether this school year still runs.
        zaken: the area's number of zaken.
    """
    years = {YEAR: cells, **(before or {})}
    totals = {cubes.OMVANG: {cubes.ZAKEN: zaken}}
    return replace(
        release(),
        peildatum=peildatum,
        schooljaren=tuple(sorted(years)),
        running=frozenset({YEAR} if running else ()),
        areas=dict.fromkeys(Niveau, ()) | {Niveau.GEMEENTE: (GEBIED,)},
        views={
            (cube, GEBIED, year, ()): numbers
            for year, of_year in years.items()
            for cube, numbers in {**totals, **of_year}.items()
        },
        points={
            (cube, GEBIED, YEAR, (), code): {
                end: tuple(points.items()) for end, points in ends.items()
            }
            for (cube, code), ends in (curves or {}).items()
        },
    )


def shown(exhibit: Exhibit, release: Release) -> Shown:
    """Make a figure of the area that must have something to show."""
    content = exhibit.make(release, STATE)
    assert isinstance(content, Shown)
    return content
