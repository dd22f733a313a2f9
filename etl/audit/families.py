"""What is attacked together: the codes of one cube, and what a zaak must keep when they change.

A cube that is not named here is a family of its own, so one that is added later is attacked too.
"""

from dataclasses import dataclass

from etl.released import cubes
from etl.released.cubes import Cube

Code = tuple[str, str]
"""Cube and code."""

SIZES = "omvang"
"""The family in which zaken trade filters; in the others they keep them."""

TOGETHER = {
    cubes.RAPPORT_LEERLINGEN: cubes.RAPPORT_ZAKEN,
    cubes.TERUGKEER + cubes.OPEN: cubes.TERUGKEER,
    cubes.DOORLOOPTIJD + cubes.OPEN: cubes.DOORLOOPTIJD,
    cubes.KETEN + cubes.OPEN: cubes.KETEN,
}
"""Cubes that are withdrawn with another: they are of the same zaken."""

_DEVIATION = (cubes.BRON, cubes.RICHTING, cubes.MOTIVERING)


@dataclass(frozen=True)
class Family:
    name: str
    codes: tuple[Code, ...]
    """What a world may change and this family has to protect."""

    context: tuple[Code, ...] = ()
    """What a zaak must keep: one without a deviation gets no direction."""

    knows_routes: bool = False
    """Whether a world changes routes, which partners and the jaarverslag know."""


def families(known: tuple[Cube, ...] = cubes.CUBES) -> tuple[Family, ...]:
    """Return the families of a closed cube, in a fixed order; together they have every code."""
    found = [Family(SIZES, ((cubes.OMVANG, cubes.ZAKEN),))]
    names = {cube.name for cube in known}
    for cube in known:
        codes = tuple((cube.name, code) for code in cube.codes)
        if cube.name in (cubes.OMVANG, *TOGETHER):
            continue
        if cube.name + cubes.OPEN in names:
            # each code is a clock of its own
            found += [
                Family(
                    f"{cube.name}:{code}",
                    ((cube.name, code), (cube.name + cubes.OPEN, code)),
                )
                for code in cube.codes
            ]
        elif cube.name in _DEVIATION:
            found.append(Family(cube.name, codes, ((cubes.LEG_UIT, cubes.AFWIJKING),)))
        else:
            routes = cube.name in (cubes.ROUTE, cubes.RAPPORT_ZAKEN, cubes.KWARTAAL)
            found.append(Family(cube.name, codes, knows_routes=routes))
    return tuple(found)
