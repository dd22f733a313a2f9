"""The closed cube: every cell that a release can hold, as code lists.

A cell is (kubus, gebied, schooljaar, filters, code). What is not in these lists cannot be released,
and what is in them but hidden is simply absent from the file, so that zero, a few and withdrawn are
the same by construction. The build and the reader both work from here; so will the audit.
"""

from dataclasses import dataclass

from etl.domain import codes, steps

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
)

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


_PV = ("pv", "pv_absoluut", "pv_relatief", "pv_luxe")

SENSITIVE = (
    *(
        Sensitive(ROUTE, ("R3", "R4", "PV"), of, _whole(ROUTE))
        for of in ((ROUTE, MET_KEUZE), (OMVANG, ZAKEN))
    ),
    *(
        Sensitive(LEG_UIT, ("afwijking_zonder_uitleg",), (LEG_UIT, of), _whole(LEG_UIT))
        for of in (MET_KEUZE, MET_OF_ZONDER, AFWIJKING)
    ),
    Sensitive(
        UITKOMST,
        (*codes.OTHER_OUTCOME, *codes.NO_TRUANCY),
        (OMVANG, ZAKEN),
        _whole(UITKOMST),
    ),
    Sensitive(TERUGKEER + OPEN, (ALL,), (TERUGKEER, ALL), _whole(TERUGKEER, TERUGKEER + OPEN)),
    # each type group is a view of its own
    *(
        Sensitive(
            TERUGKEER + OPEN,
            (code,),
            (TERUGKEER, code),
            ((TERUGKEER, (code,)), (TERUGKEER + OPEN, (code,))),
        )
        for code in codes.TYPEGROEP.values
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
            ("nog_open", "totaal", ("nog_open", "teruggekeerd")),
        )
    ),
)
"""Route 3 and 4, proces-verbaal, a deviation without explanation, and not being back at school."""
