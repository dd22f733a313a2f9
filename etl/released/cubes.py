"""The closed cube: every cell that a release can hold, as code lists.

A cell is (kubus, gebied, schooljaar, filters, code). What is not in these lists cannot be released,
and what is in them but hidden is simply absent from the file, so that zero, a few and withdrawn are
the same by construction. The build, the audit and the reader all work from here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from etl.domain import codes, groups, steps
from etl.domain.areas import Niveau
from etl.released import mas_cubes

OMVANG = "omvang"
ROUTE = "route"
LEG_UIT = "leg_uit"
UITKOMST = "uitkomst"
BRON = "bron"
RICHTING = "richting"
MOTIVERING = "motivering_categorie"
TERUGKEER = "terugkeer"
DOORLOOPTIJD = "doorlooptijd"
KETEN = "keten"
RAPPORT_ZAKEN = "rapport_zaken"
RAPPORT_LEERLINGEN = "rapport_leerlingen"

KWARTAAL = "kwartaal"
VERWACHT = "verwacht"

OPEN = "_open"
"""Added to the name of a cube with a clock: those still open at the peildatum."""

ALL = "alle"
"""The code for all type groups together."""

ZAKEN = "zaken"
LEERLINGEN = "leerlingen"
MET_KEUZE = "met_keuze"
MET_OF_ZONDER = "met_of_zonder"
AFWIJKING = "afwijking"
ZAAK = "zaak"
RVDK_NORM = "rvdk_einde_norm"
"""The handovers to the Raad for which its norm counts: those with route R4 or proces-verbaal."""

AF, ANDERS = "af", "anders"
ENDS = (AF, ANDERS)
"""How a curve ends: the event itself, or another end. Neither yet is worked out (see `Curve`)."""

RAPPORT = {
    "totaal": "Zaken in totaal",
    "absoluut": "Absoluut verzuim",
    "relatief": "Relatief verzuim",
    "lrv": "Waarvan langdurig relatief verzuim",
    "luxe": "Luxeverzuim",
    "herhaald": "Leerlingen met meer dan één zaak in het schooljaar",
    "halt": "Verwijzingen naar Halt",
    "pv": "Processen-verbaal",
    "pv_absoluut": "Processen-verbaal bij absoluut verzuim",
    "pv_relatief": "Processen-verbaal bij relatief verzuim",
    "pv_luxe": "Processen-verbaal bij luxeverzuim",
    "vrijwillige_hulp": "Vrijwillige (jeugd)hulp",
    "verplicht_kader": "Jeugdhulp in verplicht kader",
    "last_onder_dwangsom": "Last onder dwangsom",
    "vrijstelling": "Vrijstelling als uitkomst",
    "teruggekeerd": "Terug in het onderwijs",
    "nog_open": "Nog open op de peildatum",
}
"""The rows of the report to the gemeenteraad (Leerplichtwet art. 25) that the data support."""

KWARTALEN = ("1", "2", "3", "4")
"""Of a schooljaar, so that each lies within one: the first is August to October."""

VAN = "_van"
"""Added to what happened within 90 days: the zaken it is a share of."""

BINNEN_90 = ("terug_90", "terug_90_thuiszitters", "terug_90_schoolverzuim", "zaak_90")
"""What happened within 90 days, counted where a whole quarter was followed that long."""

_PER_KWARTAAL = (
    MET_KEUZE,
    "R1",
    "R2",
    "R3",
    "R4",
    "geen_route",
    "afwijking_met_uitleg",
    MET_OF_ZONDER,
    *(code for what in BINNEN_90 for code in (what, what + VAN)),
)

_VERWACHT = (*BINNEN_90, "route_R1", "route_R2", "route_R3", "route_R4", "geen_route")


def kwartaal_code(kwartaal: str, what: str) -> str:
    """Return the code of a count in a quarter of the schooljaar.

    >>> kwartaal_code("1", "R2")
    '1:R2'
    """
    return f"{kwartaal}:{what}"


_VAKKEN = (ZAAK, *(box.code for box in steps.BOXES))
_OVERGANGEN = (*(overgang.code for overgang in steps.OVERGANGEN), RVDK_NORM)
_GROEPEN = (ALL, *codes.TYPEGROEP.values)


@dataclass(frozen=True)
class Cube:
    """One closed list of codes, and how deep the filters may go."""

    name: str
    codes: tuple[str, ...]
    own_dimension: bool = True
    """Its codes are a dimension of their own: it takes up the first rung of the ladder."""

    most_filters: int = 1
    ladder: str = OMVANG
    """The cube whose total decides the rung: zaken of the area, or the same code of that cube."""

    rungs: Mapping[str, str] = field(default_factory=dict)
    """The code of that cube that decides, where it is another."""

    dimensions: int = 1
    """How many dimensions its codes stand for: with two it starts one rung higher."""

    niveaus: tuple[Niveau, ...] = tuple(Niveau)
    """Levels that have it. What is cut finer in time is released for large areas only."""

    of_one_year: tuple[str, ...] = ()
    """Codes that are not counted of two schooljaren together."""


CUBES = (
    Cube(
        OMVANG,
        (ZAKEN, LEERLINGEN),
        own_dimension=False,
        most_filters=2,
        of_one_year=(LEERLINGEN,),
    ),
    Cube(ROUTE, (*codes.ROUTECATEGORIE.values, MET_KEUZE)),
    Cube(LEG_UIT, (*codes.OORDEEL.values, MET_KEUZE, MET_OF_ZONDER, AFWIJKING)),
    Cube(BRON, groups.BRON.values),
    Cube(RICHTING, groups.RICHTING.values),
    Cube(MOTIVERING, codes.MOTIVERING.values),
    Cube(UITKOMST, codes.UITKOMST.values),
    Cube(RAPPORT_ZAKEN, tuple(RAPPORT), most_filters=0, of_one_year=tuple(RAPPORT)),
    Cube(RAPPORT_LEERLINGEN, tuple(RAPPORT), most_filters=0, of_one_year=tuple(RAPPORT)),
    Cube(TERUGKEER, _GROEPEN),
    Cube(TERUGKEER + OPEN, _GROEPEN),
    Cube(DOORLOOPTIJD, _VAKKEN, ladder=DOORLOOPTIJD),
    Cube(DOORLOOPTIJD + OPEN, _VAKKEN, ladder=DOORLOOPTIJD),
    Cube(KETEN, _OVERGANGEN, ladder=KETEN),
    Cube(KETEN + OPEN, _OVERGANGEN, ladder=KETEN),
    Cube(mas_cubes.DUURZAAM, mas_cubes.DUURZAAM_CODES, most_filters=0),
    Cube(mas_cubes.IN_VAKANTIE, (mas_cubes.TOTAAL, mas_cubes.IN_VAKANTIE), most_filters=0),
    Cube(mas_cubes.VOORRAAD, groups.OUDERDOM.values, most_filters=0),
    Cube(mas_cubes.THUISZITTERS, mas_cubes.THUISZITTERS_CODES, most_filters=0),
    Cube(mas_cubes.FASEN, mas_cubes.FASEN_CODES, most_filters=0),
    Cube(mas_cubes.TERUGKOPPELING, mas_cubes.ZAAK_CODES, most_filters=0),
    Cube(
        mas_cubes.TERUGKOPPELING_KETEN,
        mas_cubes.KETEN_CODES,
        most_filters=0,
        ladder=KETEN,
        rungs=mas_cubes.KETEN_RUNGS,
    ),
    Cube(mas_cubes.INSTRUMENT, mas_cubes.INSTRUMENT_CODES, most_filters=0),
    Cube(mas_cubes.ADVIES_KEUZE, mas_cubes.MATRIX_CODES, most_filters=0, dimensions=2),
    Cube(mas_cubes.PER_STAP, groups.AFWIJKING_WAAR.values, most_filters=0),
    Cube(mas_cubes.NAAST_ELKAAR, mas_cubes.NAAST_ELKAAR_CODES, most_filters=0, dimensions=2),
    Cube(
        KWARTAAL,
        tuple(kwartaal_code(kwartaal, what) for kwartaal in KWARTALEN for what in _PER_KWARTAAL),
        most_filters=0,
        niveaus=(Niveau.REGIO, Niveau.LAND),
    ),
)

EXPECTED = Cube(VERWACHT, _VERWACHT, most_filters=0, niveaus=(Niveau.REGIO,))
"""Expected counts, for indirect standardisation: no counts of zaken, so not in `CUBES`.

For the audit. Of an area and schooljaar, E is a sum over its zaken of a weight that hangs on
onderwijssoort, verzuimtype and leeftijdsgroep alone (`temp.standaard`: code, the three, weight in
millionths), so one linear constraint per code: v - 2.5 <= sum(weight) < v + 2.5, v being the
released multiple of five, at least 20. The weights are shares of the whole country; take them as
known to an attacker (`etl/audit/expected.py`). What it cannot bear it withdraws, the codes of a
region together. Only regions have it, and only in a schooljaar in which the country is released;
a code only where every kind of the zaken that it is a sum over has a weight.
"""

CUBE = {cube.name: cube for cube in CUBES}


@dataclass(frozen=True)
class Sensitive:
    """Codes that most of a small group may not be seen to share, and what is then not shown."""

    kubus: str
    codes: tuple[str, ...]
    """Taken together: none of them counts a zaak twice."""

    of: tuple[str, str]
    """Cube and code of the group."""

    withheld: tuple[tuple[str, tuple[str, ...]], ...]
    """Cubes, and the codes of each: what is not shown together."""


def _whole(*names: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((name, CUBE[name].codes) for name in names)


def _rows_of_report(*codes: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return ((RAPPORT_ZAKEN, codes), (RAPPORT_LEERLINGEN, codes))


NOT_BACK = ("niet_terug", ALL)
"""No cell: what is still open and what ended otherwise, together. These are released in pieces: as
outcomes, in the report, and as the ends of a curve."""

_OUTCOMES = (
    *_whole(UITKOMST, TERUGKEER, TERUGKEER + OPEN),
    *_rows_of_report("nog_open", "teruggekeerd", "vrijstelling"),
)
"""What says how zaken ended: any of it can say that nobody came back."""


_PV = ("pv", "pv_absoluut", "pv_relatief", "pv_luxe")

SENSITIVE = (
    *(
        Sensitive(ROUTE, codes.HEAVY_ROUTES, of, _whole(ROUTE))
        for of in ((ROUTE, MET_KEUZE), (OMVANG, ZAKEN))
    ),
    *(
        Sensitive(LEG_UIT, ("afwijking_zonder_uitleg",), (LEG_UIT, of), _whole(LEG_UIT))
        for of in (MET_KEUZE, MET_OF_ZONDER, AFWIJKING)
    ),
    *(
        Sensitive(NOT_BACK[0], NOT_BACK[1:], of, _OUTCOMES)
        for of in ((OMVANG, ZAKEN), (TERUGKEER, ALL))
    ),
    # each type group is a view of its own
    *(
        Sensitive(
            NOT_BACK[0],
            NOT_BACK[1:],
            (TERUGKEER, code),
            ((TERUGKEER, (code,)), (TERUGKEER + OPEN, (code,))),
        )
        for code in codes.TYPEGROEP.values
    ),
    # rounded outcomes can add up to more than all of them together
    Sensitive(UITKOMST, (*codes.OTHER_OUTCOME, *codes.NO_TRUANCY), (OMVANG, ZAKEN), _OUTCOMES),
    # to be out for longer than 28 days is what a thuiszitter is; still to be out is not
    *(
        Sensitive(
            mas_cubes.THUISZITTERS,
            (mas_cubes.pair(grens, mas_cubes.NOG_OPEN),),
            (mas_cubes.THUISZITTERS, mas_cubes.pair(grens, mas_cubes.GEVOLGD)),
            _whole(mas_cubes.THUISZITTERS),
        )
        for grens in groups.GRENS.values
    ),
    *(
        Sensitive(
            KWARTAAL,
            tuple(
                kwartaal_code(kwartaal, route)
                for route in codes.HEAVY_ROUTES
                if route in _PER_KWARTAAL
            ),
            (KWARTAAL, kwartaal_code(kwartaal, MET_KEUZE)),
            _whole(KWARTAAL),
        )
        for kwartaal in KWARTALEN
    ),
    *(
        Sensitive(
            mas_cubes.ADVIES_KEUZE,
            tuple(
                mas_cubes.pair(advies, route)
                for route in codes.HEAVY_ROUTES
                if route in mas_cubes.SPOOR_A
            ),
            (mas_cubes.ADVIES_KEUZE, mas_cubes.pair(advies, mas_cubes.TOTAAL)),
            _whole(mas_cubes.ADVIES_KEUZE),
        )
        for advies in mas_cubes.SPOOR_A
    ),
    *(
        Sensitive(KETEN, (code,), (OMVANG, ZAKEN), _whole(KETEN, KETEN + OPEN))
        for code in ("om_einde", "melding_om", "rvdk_start", "rvdk_einde", RVDK_NORM)
    ),
    *(
        Sensitive(kubus, (code,), (kubus, of), _rows_of_report(*together))
        for kubus in (RAPPORT_ZAKEN, RAPPORT_LEERLINGEN)
        for code, of, together in (
            ("pv", "totaal", _PV),
            ("pv_absoluut", "absoluut", _PV),
            ("pv_relatief", "relatief", _PV),
            ("pv_luxe", "luxe", _PV),
            ("verplicht_kader", "totaal", ("verplicht_kader",)),
            ("nog_open", "totaal", ("nog_open", "teruggekeerd", "vrijstelling")),
        )
    ),
)
"""Route 3 and 4, proces-verbaal, a deviation without explanation, and not being back at school."""
