"""The closed cube: every cell that a release can hold, as code lists.

A cell is (kubus, gebied, schooljaar, filters, code). What is not in these lists cannot be released,
and what is in them but hidden is simply absent from the file, so that zero, a few and withdrawn are
the same by construction. The build and the reader both work from here; so will the audit.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from etl.domain import codes, groups, steps
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

AF, ANDERS, NOG_OPEN = "af", "anders", "open"
ENDS = (AF, ANDERS, NOG_OPEN)
"""How a curve ends: the event itself, another end, or neither yet."""

BRON_CODES = {
    "geregistreerd": "Vastgelegd door de leerplichtambtenaar",
    "afgeleid": "Afgeleid uit de gegevens",
    "beide": "Vastgelegd en afgeleid",
}

RICHTING_CODES = {
    "lichter": "Lichter dan geadviseerd",
    "gelijk": "Even zwaar als geadviseerd",
    "zwaarder": "Zwaarder dan geadviseerd",
    "onbekend": "Zonder advies",
}

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


CUBES = (
    Cube(OMVANG, (ZAKEN, LEERLINGEN), own_dimension=False, most_filters=2),
    Cube(ROUTE, (*codes.ROUTECATEGORIE.values, MET_KEUZE)),
    Cube(LEG_UIT, (*codes.OORDEEL.values, MET_KEUZE, MET_OF_ZONDER, AFWIJKING)),
    Cube(BRON, tuple(BRON_CODES)),
    Cube(RICHTING, tuple(RICHTING_CODES)),
    Cube(MOTIVERING, codes.MOTIVERING.values),
    Cube(UITKOMST, codes.UITKOMST.values),
    Cube(RAPPORT_ZAKEN, tuple(RAPPORT), most_filters=0),
    Cube(RAPPORT_LEERLINGEN, tuple(RAPPORT), most_filters=0),
    Cube(TERUGKEER, _GROEPEN),
    Cube(TERUGKEER + OPEN, _GROEPEN),
    Cube(DOORLOOPTIJD, _VAKKEN, ladder=DOORLOOPTIJD),
    Cube(DOORLOOPTIJD + OPEN, _VAKKEN, ladder=DOORLOOPTIJD),
    Cube(KETEN, _OVERGANGEN, ladder=KETEN),
    Cube(KETEN + OPEN, _OVERGANGEN, ladder=KETEN),
    Cube(mas_cubes.DUURZAAM, mas_cubes.DUURZAAM_CODES, most_filters=0),
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
)

CUBE = {cube.name: cube for cube in CUBES}
