"""What is attacked together: the codes that add up to each other.

All that is released of a family's codes is held against the attacker's sums at once. A cube that is
in no sum with another is attacked alone: a zaak may have any pair of their codes together. One that
is not named here is a family of its own, so a cube that is added later is attacked too.
"""

from dataclasses import dataclass

from etl.released import cubes
from etl.released.cubes import Cube

Code = tuple[str, str]
"""Cube and code."""

SIZES = "omvang"
"""The family in which the zaken themselves move between filters; in the others they stay."""

OF_ROUTES = (
    "halt",
    "pv",
    "pv_absoluut",
    "pv_relatief",
    "pv_luxe",
    "vrijwillige_hulp",
    "verplicht_kader",
    "last_onder_dwangsom",
)
"""Rows of the report that follow from the chosen route."""

OF_OUTCOMES = ("vrijstelling", "teruggekeerd", "nog_open")
"""Rows of the report that follow from the outcome."""

OF_SIZES = ("totaal", "absoluut", "relatief", "lrv", "luxe")
"""Rows of the report that follow from which zaken there are."""

TOGETHER = {
    cubes.RAPPORT_LEERLINGEN: cubes.RAPPORT_ZAKEN,
    cubes.TERUGKEER + cubes.OPEN: cubes.TERUGKEER,
    cubes.DOORLOOPTIJD + cubes.OPEN: cubes.DOORLOOPTIJD,
    cubes.KETEN + cubes.OPEN: cubes.KETEN,
}
"""Cubes that are withdrawn with another: they are of the same zaken."""

_SIZE = frozenset({(cubes.OMVANG, cubes.ZAKEN)})
_DEVIATIONS = frozenset({(cubes.LEG_UIT, cubes.AFWIJKING)})


@dataclass(frozen=True)
class Family:
    name: str
    targets: frozenset[Code]
    """What this family has to protect."""

    context: frozenset[Code] = frozenset()
    """What else is released of the same zaken, and so bounds it."""

    @property
    def codes(self) -> frozenset[Code]:
        return self.targets | self.context


def families(known: tuple[Cube, ...] = cubes.CUBES) -> tuple[Family, ...]:
    """Return the families of a closed cube, in a fixed order; together they have every zaak."""
    of = {cube.name: frozenset((cube.name, code) for code in cube.codes) for cube in known}
    named = [
        Family(SIZES, _SIZE | _report(OF_SIZES)),
        Family(cubes.ROUTE, of[cubes.ROUTE] | _report(OF_ROUTES), _SIZE),
        Family(cubes.LEG_UIT, of[cubes.LEG_UIT], _SIZE),
        *(
            Family(name, of[name], _DEVIATIONS)
            for name in (cubes.BRON, cubes.RICHTING, cubes.MOTIVERING)
        ),
        Family(cubes.UITKOMST, of[cubes.UITKOMST] | _report(OF_OUTCOMES), _SIZE),
    ]
    done = {code for family in named for code in family.targets}
    clocks = {cube.name for cube in known if cube.name + cubes.OPEN in of}
    pupils = {cubes.RAPPORT_LEERLINGEN, *(name + cubes.OPEN for name in clocks)}
    done.add((cubes.OMVANG, cubes.LEERLINGEN))
    for cube in known:
        if cube.name in pupils:
            continue
        if cube.name in clocks:
            named += [
                Family(
                    f"{cube.name}:{code}",
                    frozenset({(cube.name, code), (cube.name + cubes.OPEN, code)}),
                    _SIZE if cube.ladder == cubes.OMVANG else frozenset(),
                )
                for code in cube.codes
            ]
        elif rest := of[cube.name] - done:
            name = cube.name if rest == of[cube.name] else f"{cube.name}:rest"
            named.append(Family(name, rest, _SIZE))
    return tuple(named)


def _report(codes: tuple[str, ...]) -> frozenset[Code]:
    return frozenset((cubes.RAPPORT_ZAKEN, code) for code in codes)
