"""What is attacked together: the codes that add up to each other.

All that is released of a family's codes is held against the attacker's sums at once. A cube that is
in no sum with another is attacked alone: a zaak may have any pair of their codes together. One that
is not named here is a family of its own, so a cube that is added later is attacked too.
"""

from dataclasses import dataclass
from functools import cache

from etl.domain import codes, groups
from etl.released import cubes, mas_cubes
from etl.released.cubes import Cube

Code = tuple[str, str]
"""Cube and code."""

SIZES = "omvang"
"""The family in which the zaken themselves move between filters; in the others they stay."""

EXPECTED = cubes.VERWACHT
"""The family of expected counts, which go before what the others left."""

ACROSS = "samen"
"""The family of what others tell of each other: their blocks together, so it has no codes."""

LAST = (ACROSS, EXPECTED)
"""Families that come when it is known what the others withdrew."""

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

_BY_VIEW = frozenset({cubes.OMVANG, cubes.RAPPORT_ZAKEN, cubes.KWARTAAL})
"""Cubes of which all of a view is withdrawn."""

WITH_CURVES = frozenset(TOGETHER.values()) - {cubes.RAPPORT_ZAKEN}
"""Cubes of which each code has a curve."""

_SIZE = frozenset({(cubes.OMVANG, cubes.ZAKEN)})
_DEVIATIONS = frozenset({(cubes.LEG_UIT, cubes.AFWIJKING)})

_CLOCKS = (cubes.ALL, *codes.TYPEGROEP.values)

_CHOSEN = "met_keuze"
"""Zaken in which a route was chosen: two cubes give them as their whole."""

_BY_QUARTER = {
    cubes.ROUTE: (_CHOSEN, "R1", "R2", "R3", "R4", "geen_route"),
    cubes.LEG_UIT: ("afwijking_met_uitleg", "met_of_zonder"),
}
"""What is released by quarter too: four that add up to the year."""

_PARTNERS = {
    "halt": ("halt_start", "halt_einde"),
    "om": ("om_einde", "melding_om"),
    "rvdk": ("rvdk_start", "rvdk_einde", "rvdk_einde_norm"),
    "jeugdhulp": ("jeugdhulp_start", "jeugdhulp_einde"),
    "gemeente": ("gemeente_einde",),
}
"""By chain partner, handovers that are of the same zaken."""


_INSIDE: dict[Code, tuple[str, ...]] = {
    (cubes.TERUGKEER, cubes.ALL): codes.TYPEGROEP.values,
    (cubes.KETEN, "rvdk_einde"): (cubes.RVDK_NORM,),
}
"""Curves of which others are parts: the same clocks, of some zaken."""

_CLOSED = frozenset(
    {
        (mas_cubes.IN_VAKANTIE, mas_cubes.TOTAAL),
        (mas_cubes.FASEN, mas_cubes.pair("alle", mas_cubes.TOTAAL)),
        (mas_cubes.DUURZAAM, mas_cubes.TERUGGEKEERD),
    }
)
"""Zaken that have ended, and those that ended with a return: counted by outcome too."""

_AROUND: dict[Code, Code] = {(cubes.TERUGKEER, cubes.ALL): (cubes.DOORLOOPTIJD, cubes.ZAAK)}
"""Curves whose zaken are in another that does not tell their ends apart."""

_LINE = "_lijn:"


@dataclass(frozen=True)
class Family:
    name: str
    targets: frozenset[Code]
    """What this family has to protect."""

    context: frozenset[Code] = frozenset()
    """What else is released of the same zaken, and so bounds it."""

    curves: tuple[Code, ...] = ()
    """Whose points it has to protect; those after the first are parts of it."""

    by_filter: tuple[tuple[Code, str], ...] = ()
    """What else is released of the same zaken by a filter, as the release writes that: it bounds
    what is counted of these alone, on a rung on which the family itself has no filters."""

    less: tuple[tuple[Code, Code], ...] = ()
    """Of a whole and a part of it, what is left: nobody shows it, but it is a count to protect."""

    ends: frozenset[Code] = frozenset()
    """Of a curve, what else is released of how and when the same zaken ended."""

    beside: tuple[frozenset[Code], ...] = ()
    """Of a curve, codes of the same zaken that add up among themselves: to how many there are."""

    around: tuple[Code, ...] = ()
    """The curve that has the zaken of the first, and more, whichever way they ended; or none."""

    @property
    def codes(self) -> frozenset[Code]:
        return self.targets | self.context

    @property
    def is_across(self) -> bool:
        """Whether its blocks are among those that are attacked as one.

        Of other curves too few codes are in other families.
        """
        return self.name not in LAST and (not self.curves or bool(self.around))

    @property
    def is_alone(self) -> bool:
        """Whether its blocks are attacked by themselves too; a curve loses nothing by that."""
        return not (self.curves and self.is_across)


_OF_LEVELS = "_niveaus"


def of_levels(family: str) -> str:
    """Return the name of a family's blocks of areas of more levels.

    >>> of_levels("route")
    'route_niveaus'
    """
    return family + _OF_LEVELS


def is_of_levels(family: str) -> bool:
    return family.endswith(_OF_LEVELS)


def is_line(family: str) -> bool:
    """Return whether a family has the points of a curve."""
    return _LINE in family


def goes_by_cell(cube: str, *, is_filtered: bool) -> bool:
    """Return whether cells of a cube are withdrawn one by one, or all of a view.

    Without a filter all steps go: one that is hidden beside others must mean that few took it, as
    the registration is judged by that.
    """
    return cube not in _BY_VIEW and (is_filtered or cube != cubes.DOORLOOPTIJD)


def cell_of(cube: str, code: str) -> str:
    """Return what a cell is withdrawn as, where cells go by themselves.

    >>> cell_of("route", "R2")
    'route=R2'
    """
    return f"{cube}={code}"


def line_of(curve: Code) -> str:
    """Return what the points of a curve are withdrawn as, each with its name behind it.

    >>> line_of(("keten", "halt_start"))
    'keten_lijn:halt_start'
    """
    return _LINE.join(curve)


def curve_of(line: str) -> Code:
    """Return the curve that a line is of.

    >>> curve_of("keten_lijn:halt_start")
    ('keten', 'halt_start')
    """
    cube, _, code = line.partition(_LINE)
    return cube, code


@cache
def families(known: tuple[Cube, ...] = cubes.CUBES) -> tuple[Family, ...]:
    """Return the families of a closed cube, in a fixed order; together they have every zaak."""
    of = {cube.name: _codes(cube.name, *cube.codes) for cube in known}
    named = [
        Family(SIZES, _SIZE | _report(*OF_SIZES)),
        # the instrument is asked of the zaken of spoor A in which a route was chosen
        Family(
            cubes.ROUTE,
            of[cubes.ROUTE]
            | _report(*OF_ROUTES)
            | _by_quarter(cubes.ROUTE)
            | _codes(mas_cubes.INSTRUMENT, mas_cubes.TOTAAL),
            _SIZE | _report("luxe") | _codes(cubes.LEG_UIT, _CHOSEN),
            by_filter=(((cubes.OMVANG, cubes.ZAKEN), "spoor=A"),),
        ),
        Family(
            cubes.LEG_UIT,
            of[cubes.LEG_UIT] | _by_quarter(cubes.LEG_UIT),
            _SIZE | _codes(cubes.ROUTE, _CHOSEN),
        ),
        # where somebody deviated tells from what that follows
        Family(cubes.BRON, of[cubes.BRON] | of[mas_cubes.PER_STAP], _DEVIATIONS),
        Family(
            cubes.RICHTING,
            of[cubes.RICHTING] | of[mas_cubes.ADVIES_KEUZE] | _codes(mas_cubes.PER_STAP, "advies"),
            _DEVIATIONS,
        ),
        Family(cubes.MOTIVERING, of[cubes.MOTIVERING], _DEVIATIONS),
        # who did not come back and whose zaak is not closed are counted by more cubes
        Family(
            cubes.UITKOMST,
            of[cubes.UITKOMST]
            | _CLOSED
            | _report(*OF_OUTCOMES)
            | _clock(cubes.TERUGKEER, "alle")
            | _clock(cubes.DOORLOOPTIJD, "zaak"),
            _SIZE,
        ),
        Family(
            mas_cubes.THUISZITTERS,
            of[mas_cubes.THUISZITTERS] | _clock(cubes.TERUGKEER, "thuiszitters"),
            _SIZE,
        ),
        # groups of verzuim add up to all
        Family(cubes.TERUGKEER, _clock(cubes.TERUGKEER, *_CLOCKS), _SIZE),
        Family(mas_cubes.FASEN, of[mas_cubes.FASEN] | of[mas_cubes.IN_VAKANTIE], _SIZE),
        Family(mas_cubes.DUURZAAM, of[mas_cubes.DUURZAAM], _report("teruggekeerd")),
        Family(
            mas_cubes.INSTRUMENT,
            of[mas_cubes.INSTRUMENT],
            _SIZE | _report("absoluut", "relatief", "lrv", "luxe"),
        ),
        # who is done but not back ended otherwise
        Family(
            mas_cubes.NAAST_ELKAAR,
            of[mas_cubes.NAAST_ELKAAR],
            _SIZE,
            less=tuple(
                (_side_by_side(groep, mas_cubes.KLAAR), _side_by_side(groep, mas_cubes.TERUG))
                for groep in groups.VERGELEKEN.values
            ),
        ),
        *(
            Family(
                f"{cubes.KETEN}:{partner}",
                _clock(cubes.KETEN, *handovers)
                | frozenset(
                    code
                    for code in of[mas_cubes.TERUGKOPPELING_KETEN]
                    if code[1].partition(":")[0] == partner
                ),
            )
            for partner, handovers in _PARTNERS.items()
        ),
    ]
    done = {code for family in named for code in family.targets}
    clocks = {cube.name for cube in known if cube.name + cubes.OPEN in of}
    # the pupils of a count are withdrawn with its zaken
    done |= {(cubes.OMVANG, cubes.LEERLINGEN), *of[cubes.RAPPORT_LEERLINGEN]}
    for cube in known:
        rest = of[cube.name] - done
        if cube.name in clocks:
            named += [
                Family(
                    f"{cube.name}:{code}",
                    _clock(cube.name, code),
                    _SIZE if cube.ladder == cubes.OMVANG else frozenset(),
                )
                for _, code in sorted(rest)
            ]
            done |= of[cube.name + cubes.OPEN]
        elif rest:
            name = cube.name if rest == of[cube.name] else f"{cube.name}:rest"
            named.append(Family(name, rest, _SIZE))
    inside = {(cube, name) for (cube, _), names in _INSIDE.items() for name in names}
    inside |= set(_AROUND.values())
    ends = of[cubes.UITKOMST] | of[mas_cubes.THUISZITTERS] | _report(*OF_OUTCOMES) | _SIZE | _CLOSED
    beside = (of[cubes.ROUTE] | _report("luxe") | _SIZE, of[cubes.LEG_UIT] | _SIZE)
    for name in sorted(clocks):
        more = (ends, beside) if name == cubes.TERUGKEER else (frozenset(), ())
        named += [_of_line(code, *more) for code in sorted(of[name] - inside)]
    # what others protect too, now with what is expected of these zaken
    based = _SIZE | _codes(cubes.ROUTE, _CHOSEN) | _codes(cubes.TERUGKEER, *_CLOCKS)
    expected = Family(EXPECTED, based, _report(*OF_SIZES) | _codes(cubes.LEG_UIT, _CHOSEN))
    return (*named, expected, Family(ACROSS, frozenset()))


def _side_by_side(groep: str, what: str) -> Code:
    return mas_cubes.NAAST_ELKAAR, mas_cubes.pair(groep, what)


def _codes(cube: str, *names: str) -> frozenset[Code]:
    return frozenset((cube, name) for name in names)


def _report(*names: str) -> frozenset[Code]:
    return _codes(cubes.RAPPORT_ZAKEN, *names)


def _clock(cube: str, *names: str) -> frozenset[Code]:
    """Return codes of a cube with a clock, with how many zaken of each are still open."""
    return _codes(cube, *names) | _codes(cube + cubes.OPEN, *names)


def _of_line(code: Code, ends: frozenset[Code], beside: tuple[frozenset[Code], ...]) -> Family:
    """Return what is shown of a curve and its parts; the schooljaar tells which points.

    Args:
        ends: what else is released of how and when the same zaken ended.
        beside: what else is released of the same zaken, and adds up by itself.
    """
    cube, name = code
    parts = _INSIDE.get(code, ())
    around = (_AROUND[code],) if code in _AROUND else ()
    ends = _clock(cube, name, *parts).union(ends, *(_clock(*each) for each in around))
    return Family(
        line_of(code),
        targets=frozenset(),
        context=ends.union(*beside),
        curves=tuple((cube, each) for each in (name, *parts)),
        ends=ends,
        beside=beside,
        around=around,
    )


def _by_quarter(cube: str) -> frozenset[Code]:
    quarters = range(1, 5)
    return _codes(
        cubes.KWARTAAL, *(f"{quarter}:{name}" for quarter in quarters for name in _BY_QUARTER[cube])
    )
