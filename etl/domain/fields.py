"""The tables and columns of a delivery: name, kind, whether it is needed, and what it means.

`TABLES` is the allowlist of the intake: a column that is not here refuses the delivery. The
definitions page and `docs/` print the same descriptions.
"""

from dataclasses import dataclass
from enum import StrEnum

from etl.domain import codes
from etl.domain.codes import CodeList


class Kind(StrEnum):
    """How the text of a cell is read."""

    PSEUDONYM = "pseudoniem"
    GEMEENTE = "gemeentecode"
    DATE = "datum"
    CODE = "code"
    ROUTES = "routecodes"
    NUMBER = "getal"
    SCHOOLJAAR = "schooljaar"


@dataclass(frozen=True)
class Field:
    """One column of a delivery."""

    name: str
    kind: Kind
    description: str
    """What the value means, in plain Dutch."""

    codes: CodeList | None = None
    column_needed: bool = False
    """The delivery is refused when the column is missing."""

    cell_needed: bool = False
    """A row is set aside when the cell is empty."""

    title: str = ""
    """The field's own words for it, where these are not the name itself."""

    @property
    def heading(self) -> str:
        """The words for people, with the name of the column where it can't be read off them.

        >>> ZAKEN.field("gekozen_route").heading, ZAKEN.field("advies_route").heading
        ('Gekozen route', 'Geadviseerde route (advies_route)')
        """
        if self.title:
            return f"{self.title} ({self.name})"
        words = self.name.replace("_", " ")
        return words[0].upper() + words[1:]


@dataclass(frozen=True)
class Table:
    """One table of a delivery; a file of that name, whatever its format."""

    name: str
    title: str
    row: str
    """What one row is."""

    needed: bool
    fields: tuple[Field, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(field.name for field in self.fields)

    def field(self, name: str) -> Field:
        return {field.name: field for field in self.fields}[name]


def _must(name: str, kind: Kind, description: str, codes: CodeList | None = None) -> Field:
    return Field(name, kind, description, codes, column_needed=True, cell_needed=True)


ZAKEN = Table(
    "zaken",
    "Zaken",
    "één zaak: de behandeling van een melding door leerplicht",
    needed=True,
    fields=(
        _must("zaak_id", Kind.PSEUDONYM, "Pseudoniem van de zaak: een UUID, of 16 tot 64 hex."),
        _must(
            "leerling_id",
            Kind.PSEUDONYM,
            "Pseudoniem van de leerling, met een sleutel gemaakt bij de bron; "
            "dezelfde leerling houdt hetzelfde pseudoniem.",
        ),
        _must("gemeentecode", Kind.GEMEENTE, "CBS-code van de gemeente, zoals GM0363."),
        _must("melddatum", Kind.DATE, "De dag waarop de melding bij leerplicht binnenkwam."),
        _must("verzuimtype", Kind.CODE, "Soort verzuim.", codes.VERZUIMTYPE),
        _must("onderwijssoort", Kind.CODE, "Onderwijssoort.", codes.ONDERWIJSSOORT),
        Field("leeftijd", Kind.NUMBER, "Leeftijd in jaren (4 t/m 26); wordt meteen een groep."),
        Field("leeftijdsgroep", Kind.CODE, "Leeftijdsgroep.", codes.LEEFTIJDSGROEP),
        Field("geslacht", Kind.CODE, "Geslacht.", codes.GESLACHT),
        Field(
            "signaleringsinstrument",
            Kind.CODE,
            "Is het signaleringsinstrument schoolverzuim gebruikt?",
            codes.JA_NEE_ONBEKEND,
        ),
        Field(
            "advies_route",
            Kind.ROUTES,
            "De route die het signaleringsinstrument adviseerde.",
            codes.ROUTECODE,
            title="Geadviseerde route",
        ),
        Field(
            "gekozen_route",
            Kind.ROUTES,
            "De gekozen route; meer codes met een + ertussen; leeg is nog geen keuze.",
            codes.ROUTECODE,
        ),
        Field(
            "afwijking",
            Kind.CODE,
            "Legde de leerplichtambtenaar vast dat van de MAS is afgeweken?",
            codes.JA_NEE_ONBEKEND,
        ),
        Field("gemotiveerd", Kind.CODE, "Is de afwijking uitgelegd?", codes.JA_NEE_ONBEKEND),
        Field("motivering_categorie", Kind.CODE, "De soort uitleg.", codes.MOTIVERING),
        Field("uitkomst", Kind.CODE, "Hoe de zaak eindigde; leeg is nog open.", codes.UITKOMST),
        Field("uitkomstdatum", Kind.DATE, "De dag van de uitkomst."),
    ),
)

STAPPEN = Table(
    "stappen",
    "Stappen",
    "één uitvoering van een stap van de MAS",
    needed=True,
    fields=(
        _must("zaak_id", Kind.PSEUDONYM, "De zaak waar de stap bij hoort."),
        _must("stap", Kind.NUMBER, "Stap van de MAS, 1 tot en met 10."),
        _must("startdatum", Kind.DATE, "De dag waarop de stap begon."),
        Field(
            "einddatum",
            Kind.DATE,
            "De dag waarop de stap klaar was; leeg is nog open.",
            column_needed=True,
        ),
        Field("partij", Kind.CODE, "Wie de stap uitvoerde.", codes.PARTIJ),
        Field("resultaat", Kind.CODE, "Resultaat van stap 4.", codes.STAPRESULTAAT),
    ),
)

KETEN = Table(
    "keten",
    "Keten",
    "één overdracht aan een ketenpartner",
    needed=False,
    fields=(
        _must("zaak_id", Kind.PSEUDONYM, "De zaak waar de overdracht bij hoort."),
        _must("partner", Kind.CODE, "De ketenpartner.", codes.PARTNER),
        _must("verwijsdatum", Kind.DATE, "De dag van de verwijzing."),
        Field("startdatum", Kind.DATE, "De dag waarop de partner begon."),
        Field("einddatum", Kind.DATE, "De dag waarop de partner klaar was."),
        Field("resultaat", Kind.CODE, "Het resultaat bij de partner.", codes.KETENRESULTAAT),
    ),
)

NOEMERS = Table(
    "noemers",
    "Leerlingen per gemeente",
    "het aantal leerlingen van een gemeente, schooljaar en onderwijssoort",
    needed=False,
    fields=(
        _must("gemeentecode", Kind.GEMEENTE, "CBS-code van de gemeente."),
        _must("schooljaar", Kind.SCHOOLJAAR, "Schooljaar, zoals 2024-2025."),
        _must("onderwijssoort", Kind.CODE, "Onderwijssoort.", codes.ONDERWIJSSOORT),
        _must("leerlingen", Kind.NUMBER, "Het aantal leerlingen, een geheel getal."),
    ),
)

TABLES = {table.name: table for table in (ZAKEN, STAPPEN, KETEN, NOEMERS)}
"""Every table of a delivery, by name."""
