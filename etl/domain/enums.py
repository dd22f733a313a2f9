"""Every closed list of values as a type: columns of codes are kept as places in these lists.

A place weighs a byte or two, and is compared, grouped and written far faster than text. The values
of a type are in alphabetical order, so that columns sort as their text does.
"""

from collections.abc import Mapping
from functools import cache
from itertools import combinations

from etl.domain import areas, codes, groups, herindelingen, steps

ROUTE_SETS = (
    *codes.ALONE_ROUTES,
    *sorted(
        "+".join(some)
        for size in range(1, len(codes.ROUTECODE.values))
        for some in combinations(sorted({*codes.ROUTECODE.values} - {*codes.ALONE_ROUTES}), size)
    ),
)
"""Every choice of routes that a zaak can have, as `typed.zaken` writes it."""

FIRST_YEAR, LAST_YEAR = 1900, 2199
"""Of the schooljaren that are listed, by the calendar year in which they begin."""


@cache
def types() -> Mapping[str, tuple[str, ...]]:
    """Return the values of each type of the schema `reference`, by its name."""
    gemeenten = areas.gemeenten()
    lists = (
        codes.VERZUIMTYPE,
        codes.ONDERWIJSSOORT,
        codes.LEEFTIJDSGROEP,
        codes.GESLACHT,
        codes.ROUTECATEGORIE,
        codes.UITKOMST,
        codes.TYPEGROEP,
        codes.SPOOR,
        codes.OORDEEL,
        codes.PARTIJ,
        groups.BRON,
        groups.RICHTING,
        groups.TERUGKOPPELING,
    )
    values = {one.name: one.values for one in lists} | {
        # one type for all levels: then grouping by any of them is grouping by a place
        "gebied": (
            areas.NEDERLAND,
            *areas.arrondissementen(),
            *(one.regio for one in gemeenten.values()),
            *gemeenten,
            *herindelingen.gemeente_van_nu(),
        ),
        "ja_nee_onbekend": codes.JA_NEE_ONBEKEND.values,
        "routes": ROUTE_SETS,
        "motivering": codes.MOTIVERING.values,
        "vak": tuple(box.code for box in steps.BOXES),
        "overgang": tuple(one.code for one in steps.OVERGANGEN),
        "schooljaar": tuple(f"{year}-{year + 1}" for year in range(FIRST_YEAR, LAST_YEAR + 1)),
    }
    return {name: tuple(sorted({*some})) for name, some in values.items()}


def schooljaren() -> list[tuple[int, str]]:
    """Return the listed schooljaren by the calendar year in which they begin."""
    return [(year, f"{year}-{year + 1}") for year in range(FIRST_YEAR, LAST_YEAR + 1)]
