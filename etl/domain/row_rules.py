"""The rules that one row keeps or breaks by itself, for every table."""

from datetime import date

from etl.domain import areas, codes
from etl.domain.checks import (
    Agree,
    Between,
    Filled,
    NotAfterPeildatum,
    NotBefore,
    NotBeforeDay,
    OneFilled,
    OneOf,
    PairIn,
    Readable,
    RequiredWith,
    Shape,
    Unlike,
    When,
)
from etl.domain.fields import TABLES, Kind
from etl.domain.rule import AGE_OLDEST, AGE_YOUNGEST, ID_SHAPE, Gevolg, RowRule

EARLIEST_DAY = date(1990, 1, 1)
"""A date before this is a placeholder (such as 1900-01-01), not a day in the life of a zaak."""

MOST_PUPILS = 1_000_000
"""More than the pupils of any one gemeente and onderwijssoort."""

SCHOOLJAREN = tuple(f"{year}-{year + 1}" for year in range(EARLIEST_DAY.year, 2100))

_ROUTE = "|".join(codes.ROUTECODE.values)
_ROUTES_SHAPE = rf"(?:{_ROUTE})(?:\+(?:{_ROUTE}))*"
_ALONE = "|".join(codes.ALONE_ROUTES)
_NOT_ALONE = rf"\b(?:{_ALONE})\+|\+(?:{_ALONE})\b"
_SPOOR_B = "luxe"
_NOT_SPOOR_B = tuple(value for value in codes.VERZUIMTYPE.values if value != _SPOOR_B)

_KEY_ADVICE = "Maak het pseudoniem bij de bron met een sleutel: een UUID, of 16 tot 64 hex-tekens."
_DATE_ADVICE = "Verbeter de datum in het bronsysteem en lever opnieuw aan."
_OUTCOME = {"uitkomst": "werk", "uitkomstdatum": "2025-11-01"}


def _filled(code: str, table: str, column: str) -> RowRule:
    return RowRule(
        code=code,
        table=table,
        column=column,
        check=Filled(column),
        gevolg=Gevolg.APART,
        title=f"{column} is leeg",
        message=f"De cel {column} is leeg, terwijl die altijd nodig is.",
        advice="Vul de cel in het bronsysteem en lever opnieuw aan.",
        accepts={},
        catches={column: ""},
    )


def _pseudonym(code: str, table: str, column: str) -> RowRule:
    return RowRule(
        code=code,
        table=table,
        column=column,
        check=Shape(column, ID_SHAPE),
        gevolg=Gevolg.APART,
        title=f"{column} heeft niet de vorm van een pseudoniem",
        message=f"{column} moet een UUID zijn, of 16 tot 64 hex-tekens.",
        advice=_KEY_ADVICE,
        accepts={column: "00AA11BB22CC33DD"},
        catches={column: "12345"},
    )


def _gemeente(code: str, table: str) -> RowRule:
    return RowRule(
        code=code,
        table=table,
        column="gemeentecode",
        check=OneOf("gemeentecode", tuple(areas.gemeenten())),
        gevolg=Gevolg.APART,
        title="Gemeente is niet bekend",
        message="De gemeentecode is geen gemeente van de indeling van 2025.",
        advice="Lever de CBS-code van de huidige gemeente aan, zoals GM0363, 0363 of 363.",
        accepts={"gemeentecode": "363"},
        catches={"gemeentecode": "GM9999"},
    )


def _code(code: str, table: str, column: str, *, accepts: str, catches: str = "xyz") -> RowRule:
    listed = TABLES[table].field(column).codes
    values = listed.values if listed else ()
    return RowRule(
        code=code,
        table=table,
        column=column,
        check=OneOf(column, values),
        gevolg=Gevolg.APART,
        title=f"{column} staat niet in de codelijst",
        message=f"{column} kan zijn: {', '.join(values)}.",
        advice="Zet de waarde van het bronsysteem om naar een code uit de lijst.",
        accepts={column: accepts},
        catches={column: catches},
    )


def _routes(code: str, column: str) -> RowRule:
    return RowRule(
        code=code,
        table="zaken",
        column=column,
        check=Shape(column, _ROUTES_SHAPE),
        gevolg=Gevolg.APART,
        title=f"{column} heeft een onbekende routecode",
        message=f"{column} kan zijn: {', '.join(codes.ROUTECODE.values)}; meer met een +.",
        advice="Zet de route van het bronsysteem om naar deze codes.",
        accepts={column: "R2+R1+R2"},
        catches={column: "R1+R9"},
    )


def _alone(code: str, column: str) -> RowRule:
    return RowRule(
        code=code,
        table="zaken",
        column=column,
        check=Unlike(column, _NOT_ALONE),
        gevolg=Gevolg.APART,
        title=f"{column}: GEEN of GEEN_PV samen met een andere code",
        message="Geen route en wel een route kan niet tegelijk.",
        advice="Kies in het bronsysteem wat geldt en lever opnieuw aan.",
        accepts={column: "GEEN"},
        catches={column: "R1+GEEN"},
    )


def _readable(code: str, table: str, column: str) -> RowRule:
    is_date = TABLES[table].field(column).kind is Kind.DATE
    return RowRule(
        code=code,
        table=table,
        column=column,
        check=Readable(column),
        gevolg=Gevolg.APART,
        title=f"{column} is geen {'datum' if is_date else 'geheel getal'}",
        message=f"{column} moet een bestaande datum zijn, als JJJJ-MM-DD."
        if is_date
        else f"{column} moet een geheel getal zijn, in cijfers.",
        advice=_DATE_ADVICE if is_date else "Verbeter het getal en lever opnieuw aan.",
        accepts={},
        catches={column: "2025-02-30" if is_date else "1,5"},
    )


def _earliest(code: str, table: str, column: str) -> RowRule:
    return RowRule(
        code=code,
        table=table,
        column=column,
        check=NotBeforeDay(column, EARLIEST_DAY),
        gevolg=Gevolg.APART,
        title=f"{column} ligt onmogelijk vroeg",
        message=f"{column} ligt voor {EARLIEST_DAY.year}; dat is een opvuldatum.",
        advice=_DATE_ADVICE,
        accepts={},
        catches={column: "1900-01-01"},
    )


def _peildatum(code: str, table: str, column: str) -> RowRule:
    return RowRule(
        code=code,
        table=table,
        column=column,
        check=NotAfterPeildatum(column),
        gevolg=Gevolg.APART,
        title=f"{column} ligt na de peildatum",
        message=f"{column} ligt na de peildatum van de levering.",
        advice="Controleer de datum, of de peildatum in levering.toml.",
        accepts=(_OUTCOME if column == "uitkomstdatum" else {}) | {column: "2026-08-01"},
        catches={column: "2026-08-02"},
    )


def _order(code: str, table: str, later: str, earlier: str) -> RowRule:
    return RowRule(
        code=code,
        table=table,
        column=later,
        check=NotBefore(later, earlier),
        gevolg=Gevolg.APART,
        title=f"{later} ligt voor {earlier}",
        message=f"{later} kan niet voor {earlier} liggen.",
        advice=_DATE_ADVICE,
        accepts=(_OUTCOME if later == "uitkomstdatum" else {})
        | {earlier: "2025-11-01", later: "2025-11-01"},
        catches={earlier: "2025-11-02", later: "2025-11-01"},
    )


ROW_RULES = (
    _filled("Z101", "zaken", "zaak_id"),
    _filled("Z102", "zaken", "leerling_id"),
    _filled("Z103", "zaken", "gemeentecode"),
    _filled("Z104", "zaken", "melddatum"),
    _filled("Z105", "zaken", "verzuimtype"),
    _filled("Z106", "zaken", "onderwijssoort"),
    RowRule(
        code="Z107",
        table="zaken",
        column="leeftijdsgroep",
        check=OneFilled("leeftijdsgroep", "leeftijd"),
        gevolg=Gevolg.APART,
        title="leeftijd en leeftijdsgroep zijn leeg",
        message="Van elke zaak is de leeftijd of de leeftijdsgroep nodig.",
        advice="Vul een van beide en lever opnieuw aan.",
        accepts={"leeftijdsgroep": "", "leeftijd": "13"},
        catches={"leeftijdsgroep": "", "leeftijd": ""},
    ),
    _pseudonym("Z201", "zaken", "zaak_id"),
    _pseudonym("Z202", "zaken", "leerling_id"),
    _gemeente("Z203", "zaken"),
    _code("Z204", "zaken", "verzuimtype", accepts="luxe"),
    _code("Z205", "zaken", "onderwijssoort", accepts="mbo", catches="VO"),
    _code("Z206", "zaken", "leeftijdsgroep", accepts="18_plus", catches="5_11"),
    _code("Z207", "zaken", "geslacht", accepts="x", catches="man"),
    _code("Z208", "zaken", "signaleringsinstrument", accepts="nee"),
    _routes("Z209", "advies_route"),
    _routes("Z210", "gekozen_route"),
    _alone("Z211", "advies_route"),
    _alone("Z212", "gekozen_route"),
    _code("Z213", "zaken", "afwijking", accepts="ja"),
    _code("Z214", "zaken", "gemotiveerd", accepts="onbekend"),
    _code("Z215", "zaken", "motivering_categorie", accepts="wachtlijst"),
    RowRule(
        code="Z216",
        table="zaken",
        column="uitkomst",
        check=OneOf("uitkomst", codes.UITKOMST.values),
        gevolg=Gevolg.APART,
        title="uitkomst staat niet in de codelijst",
        message=f"uitkomst kan zijn: {', '.join(codes.UITKOMST.values)}; leeg is nog open.",
        advice="Zet de waarde van het bronsysteem om naar een code uit de lijst.",
        accepts=_OUTCOME,
        catches=_OUTCOME | {"uitkomst": "gesloten"},
    ),
    _readable("Z217", "zaken", "leeftijd"),
    RowRule(
        code="Z218",
        table="zaken",
        column="leeftijd",
        check=Between("leeftijd", AGE_YOUNGEST, AGE_OLDEST),
        gevolg=Gevolg.APART,
        title=f"leeftijd ligt niet tussen {AGE_YOUNGEST} en {AGE_OLDEST}",
        message=f"De leeftijd is {AGE_YOUNGEST} tot en met {AGE_OLDEST} jaar.",
        advice="Verbeter de leeftijd in het bronsysteem en lever opnieuw aan.",
        accepts={"leeftijdsgroep": "", "leeftijd": "4"},
        catches={"leeftijdsgroep": "", "leeftijd": "27"},
    ),
    RowRule(
        code="Z219",
        table="zaken",
        column="leeftijd",
        check=Agree("groep_van_leeftijd", "leeftijdsgroep"),
        gevolg=Gevolg.APART,
        title="leeftijd past niet bij leeftijdsgroep",
        message="De leeftijd valt niet in de leeftijdsgroep die erbij staat.",
        advice="Lever één van beide kolommen aan, of verbeter het verschil.",
        accepts={"leeftijdsgroep": "12_15", "leeftijd": "15"},
        catches={"leeftijdsgroep": "12_15", "leeftijd": "16"},
    ),
    _readable("Z301", "zaken", "melddatum"),
    _earliest("Z302", "zaken", "melddatum"),
    _peildatum("Z303", "zaken", "melddatum"),
    _readable("Z304", "zaken", "uitkomstdatum"),
    _order("Z305", "zaken", "uitkomstdatum", "melddatum"),
    _peildatum("Z306", "zaken", "uitkomstdatum"),
    RowRule(
        code="Z307",
        table="zaken",
        column="uitkomstdatum",
        check=RequiredWith("uitkomstdatum", "uitkomst"),
        gevolg=Gevolg.APART,
        title="uitkomst zonder uitkomstdatum",
        message="Een zaak met een uitkomst heeft ook een uitkomstdatum.",
        advice="Vul de uitkomstdatum, of laat de uitkomst leeg als de zaak nog open is.",
        accepts=_OUTCOME,
        catches={"uitkomst": "werk"},
    ),
    RowRule(
        code="Z308",
        table="zaken",
        column="uitkomst",
        check=RequiredWith("uitkomst", "uitkomstdatum"),
        gevolg=Gevolg.APART,
        title="uitkomstdatum zonder uitkomst",
        message="Een zaak met een uitkomstdatum heeft ook een uitkomst.",
        advice="Vul de uitkomst, of laat de uitkomstdatum leeg als de zaak nog open is.",
        accepts=_OUTCOME,
        catches={"uitkomstdatum": "2025-11-01"},
    ),
    RowRule(
        code="Z401",
        table="zaken",
        column="gekozen_route",
        check=Unlike("gekozen_route", r"\b(?:PV|GEEN_PV)\b", When("verzuimtype", _NOT_SPOOR_B)),
        gevolg=Gevolg.WAARSCHUWING,
        title="Routecode van spoor B bij een zaak van spoor A",
        message="PV en GEEN_PV horen bij luxeverzuim; deze zaak is geen luxeverzuim.",
        advice="Controleer het soort verzuim en de gekozen route.",
        accepts={"verzuimtype": "luxe", "gekozen_route": "PV"},
        catches={"verzuimtype": "lrv", "gekozen_route": "PV"},
    ),
    RowRule(
        code="Z402",
        table="zaken",
        column="gekozen_route",
        check=Unlike(
            "gekozen_route",
            rf"\b(?:{'|'.join(codes.ROUTES_OF_SPOOR['A'])})\b",
            When("verzuimtype", (_SPOOR_B,)),
        ),
        gevolg=Gevolg.WAARSCHUWING,
        title="Routecode van spoor A bij luxeverzuim",
        message="Bij luxeverzuim kiest men wel of geen proces-verbaal (PV of GEEN_PV).",
        advice="Controleer het soort verzuim en de gekozen route.",
        accepts={"verzuimtype": "lrv", "gekozen_route": "GEEN"},
        catches={"verzuimtype": "luxe", "gekozen_route": "GEEN"},
    ),
    RowRule(
        code="Z403",
        table="zaken",
        column="gekozen_route",
        check=Unlike("gekozen_route", r"\bR2\b", When("groep", ("4_11",))),
        gevolg=Gevolg.WAARSCHUWING,
        title="Halt onder de 12 jaar",
        message="Halt (R2) is er voor jongeren vanaf 12 jaar; deze leerling is jonger.",
        advice="Controleer de leeftijd en de gekozen route.",
        accepts={"leeftijdsgroep": "12_15", "gekozen_route": "R2"},
        catches={"leeftijdsgroep": "", "leeftijd": "11", "gekozen_route": "R1+R2"},
    ),
    _filled("S101", "stappen", "zaak_id"),
    _filled("S102", "stappen", "stap"),
    _filled("S103", "stappen", "startdatum"),
    _pseudonym("S201", "stappen", "zaak_id"),
    _readable("S202", "stappen", "stap"),
    RowRule(
        code="S203",
        table="stappen",
        column="stap",
        check=Between("stap", 1, 10),
        gevolg=Gevolg.APART,
        title="stap ligt niet tussen 1 en 10",
        message="De MAS heeft de stappen 1 tot en met 10.",
        advice="Zet de stap van het bronsysteem om naar een stap van de MAS.",
        accepts={"stap": "10"},
        catches={"stap": "11"},
    ),
    _code("S204", "stappen", "partij", accepts="swv"),
    _code("S205", "stappen", "resultaat", accepts=""),
    _readable("S301", "stappen", "startdatum"),
    _earliest("S302", "stappen", "startdatum"),
    _peildatum("S303", "stappen", "startdatum"),
    _readable("S304", "stappen", "einddatum"),
    _order("S305", "stappen", "einddatum", "startdatum"),
    _peildatum("S306", "stappen", "einddatum"),
    RowRule(
        code="S401",
        table="stappen",
        column="resultaat",
        check=Between("stap", 4, 4, When("resultaat_ingevuld", (True,))),
        gevolg=Gevolg.WAARSCHUWING,
        title="resultaat bij een andere stap dan 4",
        message="Alleen stap 4 heeft een resultaat; het telt hier niet mee.",
        advice="Controleer de stap, of laat resultaat leeg.",
        accepts={"stap": "4", "resultaat": "brief"},
        catches={"stap": "5", "resultaat": "brief"},
    ),
    _filled("K101", "keten", "zaak_id"),
    _filled("K102", "keten", "partner"),
    _filled("K103", "keten", "verwijsdatum"),
    _pseudonym("K201", "keten", "zaak_id"),
    _code("K202", "keten", "partner", accepts="rvdk"),
    RowRule(
        code="K203",
        table="keten",
        column="resultaat",
        check=PairIn(
            "resultaat",
            "partner",
            tuple(
                (partner, result)
                for partner, results in codes.KETENRESULTAAT_OF_PARTNER.items()
                for result in results
            ),
        ),
        gevolg=Gevolg.APART,
        title="resultaat hoort niet bij deze partner",
        message="Elke ketenpartner heeft een eigen lijst met resultaten.",
        advice="Zet het resultaat om naar een code uit de lijst van deze partner.",
        accepts={"partner": "om", "resultaat": "sepot"},
        catches={"partner": "halt", "resultaat": "sepot"},
    ),
    _readable("K301", "keten", "verwijsdatum"),
    _earliest("K302", "keten", "verwijsdatum"),
    _peildatum("K303", "keten", "verwijsdatum"),
    _readable("K304", "keten", "startdatum"),
    _order("K305", "keten", "startdatum", "verwijsdatum"),
    _peildatum("K306", "keten", "startdatum"),
    _readable("K307", "keten", "einddatum"),
    _order("K308", "keten", "einddatum", "verwijsdatum"),
    _order("K309", "keten", "einddatum", "startdatum"),
    _peildatum("K310", "keten", "einddatum"),
    _filled("N101", "noemers", "gemeentecode"),
    _filled("N102", "noemers", "schooljaar"),
    _filled("N103", "noemers", "onderwijssoort"),
    _filled("N104", "noemers", "leerlingen"),
    _gemeente("N201", "noemers"),
    RowRule(
        code="N202",
        table="noemers",
        column="schooljaar",
        check=OneOf("schooljaar", SCHOOLJAREN),
        gevolg=Gevolg.APART,
        title="schooljaar is niet te lezen",
        message="Een schooljaar zijn twee jaren op een rij, zoals 2024-2025.",
        advice="Schrijf het schooljaar voluit, met een streepje.",
        accepts={"schooljaar": "2023-2024"},
        catches={"schooljaar": "2023-2025"},
    ),
    _code("N203", "noemers", "onderwijssoort", accepts="po"),
    _readable("N204", "noemers", "leerlingen"),
    RowRule(
        code="N205",
        table="noemers",
        column="leerlingen",
        check=Between("leerlingen", 0, MOST_PUPILS),
        gevolg=Gevolg.APART,
        title="leerlingen kan niet kloppen",
        message=f"Het aantal leerlingen van een gemeente ligt tussen 0 en {MOST_PUPILS}.",
        advice="Verbeter het aantal en lever opnieuw aan.",
        accepts={"leerlingen": "0"},
        catches={"leerlingen": "-1"},
    ),
)
"""Every rule about one row. The order within a table is the order of the findings."""
