"""What is attacked together: families of cells that the same zaken decide.

A family is a set of codes that one world may change at once, while everything else about the zaken
stays as it is. `context` are codes that a zaak must keep when it changes: a zaak without a choice
gets no route, one without a deviation no direction. So every world is one that could have been
delivered, and what a family leaves alone, it leaves alone exactly.

A cube that is not named here is a family of its own; a cube with a clock goes with its `_open`.
"""

from dataclasses import dataclass

from etl.released import cubes
from etl.released.cubes import Cube

Code = tuple[str, str]
"""Cube and code."""

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

PROFILES = "omvang"
"""The family in which the zaken themselves move between filters; in the others they stay."""

_CHOICE = ((cubes.ROUTE, "nog_geen_keuze"), (cubes.ROUTE, cubes.MET_KEUZE))
_VERDICT_CHOICE = (cubes.LEG_UIT, cubes.MET_KEUZE)
_DEVIATION = (cubes.BRON, cubes.RICHTING, cubes.MOTIVERING)
_PUPILS = (cubes.RAPPORT_LEERLINGEN,)
"""Cubes that are released beside the zaken of another: see `kenmerk_leerlingen`."""


@dataclass(frozen=True)
class Family:
    name: str
    codes: frozenset[Code]
    """What a world may change."""

    targets: frozenset[Code]
    """Of those, what this family has to protect."""

    context: frozenset[Code] = frozenset()
    knows_routes: bool = False
    """Whether a world changes routes, and so what a partner or the jaarverslag knows."""


def families(known: tuple[Cube, ...] = cubes.CUBES) -> tuple[Family, ...]:
    """Return the families of a closed cube, in a fixed order."""
    of = {cube.name: frozenset((cube.name, code) for code in cube.codes) for cube in known}
    report = {code for code in cubes.RAPPORT}
    routes = of[cubes.ROUTE] - frozenset(_CHOICE) | _report(OF_ROUTES)
    deviation = frozenset().union(*(of[name] for name in _DEVIATION))
    verdicts = of[cubes.LEG_UIT] - {_VERDICT_CHOICE}
    choices = frozenset((*_CHOICE, _VERDICT_CHOICE))
    sizes = frozenset({(cubes.OMVANG, cubes.ZAKEN)}) | _report(OF_SIZES)
    assert report == {*OF_ROUTES, *OF_OUTCOMES, *OF_SIZES, "herhaald"}
    named = [
        Family(PROFILES, sizes, sizes),
        Family("keuze", choices | routes | verdicts | deviation, choices, knows_routes=True),
        Family("route", routes, routes, frozenset(_CHOICE), knows_routes=True),
        Family("oordeel", verdicts | deviation, verdicts, frozenset({_VERDICT_CHOICE})),
        *(
            Family(name, of[name], of[name], frozenset({(cubes.LEG_UIT, cubes.AFWIJKING)}))
            for name in (cubes.BRON, cubes.RICHTING)
        ),
        Family(cubes.MOTIVERING, of[cubes.MOTIVERING], of[cubes.MOTIVERING], verdicts),
        Family(
            "uitkomst",
            of[cubes.UITKOMST] | _report(OF_OUTCOMES),
            of[cubes.UITKOMST] | _report(OF_OUTCOMES),
        ),
    ]
    done = {code for family in named for code in family.codes}
    done |= {(cubes.RAPPORT_ZAKEN, "herhaald"), (cubes.OMVANG, cubes.LEERLINGEN)}
    clocks = {cube.name for cube in known if cube.name + cubes.OPEN in of}
    for cube in known:
        rest = of[cube.name] - done
        if cube.name in _PUPILS or cube.name.removesuffix(cubes.OPEN) in clocks - {cube.name}:
            continue
        if cube.name in clocks and cube.ladder == cube.name:
            named += [_family(f"{cube.name}:{code}", {(cube.name, code)}) for code in cube.codes]
        elif cube.name in clocks:
            named.append(_family(cube.name, rest))
        elif rest:
            named.append(Family(cube.name, rest, rest))
    return tuple(named)


def _family(name: str, clock: frozenset[Code] | set[Code]) -> Family:
    """Return the family of codes with a clock: those still open go with them."""
    codes = frozenset(clock) | {(cube + cubes.OPEN, code) for cube, code in clock}
    return Family(name, codes, codes)


def _report(codes: tuple[str, ...]) -> frozenset[Code]:
    return frozenset((cubes.RAPPORT_ZAKEN, code) for code in codes)
