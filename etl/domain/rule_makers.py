"""Make the rules that are said of many columns: filled, readable, in a code list, in order."""

from datetime import date

from etl.domain import areas, codes
from etl.domain.checks import (
    Filled,
    NotAfterPeildatum,
    NotBefore,
    NotBeforeDay,
    OneOf,
    Readable,
    Shape,
    Unlike,
)
from etl.domain.fields import TABLES, Kind
from etl.domain.herindelingen import gemeente_van_nu
from etl.domain.rule import ID_SHAPE, Gevolg, RowRule

EARLIEST_DAY = date(1990, 1, 1)
"""A date before this is a placeholder (such as 1900-01-01), not a day in the life of a zaak."""

OUTCOME = {"uitkomst": "werk", "uitkomstdatum": "2025-11-01"}
"""The cells of a closed zaak, for examples."""

_ROUTE = "|".join(codes.ROUTECODE.values)
_ROUTES_SHAPE = rf"(?:{_ROUTE})(?:\+(?:{_ROUTE}))*"
_ALONE = "|".join(codes.ALONE_ROUTES)
_NOT_ALONE = rf"\b(?:{_ALONE})\+|\+(?:{_ALONE})\b"

_KEY_ADVICE = "Maak het pseudoniem bij de bron met een sleutel: een UUID, of 16 tot 64 hex-tekens."
_DATE_FORM_ADVICE = (
    "Verbeter de datum in het bronsysteem. Schrijft het alle datums anders, zoals 03-04-2025? Noem "
    "die vorm in een profiel; er wordt niet geraden welk getal de maand is."
)
_DATE_ADVICE = "Verbeter de datum in het bronsysteem en lever opnieuw aan."


def filled(code: str, table: str, column: str) -> RowRule:
    """A cell that is always needed."""
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


def pseudonym(code: str, table: str, column: str) -> RowRule:
    """The shape of a pseudonym."""
    return RowRule(
        code=code,
        table=table,
        column=column,
        check=Shape(column, ID_SHAPE),
        gevolg=Gevolg.APART,
        title=f"{column} heeft niet de vorm van een pseudoniem",
        message=f"{column} moet een UUID zijn, of 16 tot 64 hex-tekens.",
        advice=f"{_KEY_ADVICE} Zet in Excel de kolom op Tekst: van een getal blijven maar 15 "
        "cijfers over.",
        accepts={column: "00AA11BB22CC33DD"},
        catches={column: "12345"},
    )


def gemeente(code: str, table: str) -> RowRule:
    """A gemeente of the current division, or an old one that lies in one of them."""
    return RowRule(
        code=code,
        table=table,
        column="gemeentecode",
        check=OneOf("gemeentecode", (*areas.gemeenten(), *gemeente_van_nu())),
        gevolg=Gevolg.APART,
        title="Gemeente is niet bekend",
        message="De gemeentecode is geen gemeente van de indeling van 2025, en ook geen gemeente "
        "die daar sinds 2018 in is opgegaan.",
        advice="Lever de CBS-code van de huidige gemeente aan, zoals GM0363, 0363 of 363. Dat "
        "moet ook bij een gemeente die over meer gemeenten is verdeeld.",
        accepts={"gemeentecode": "363"},
        catches={"gemeentecode": "GM9999"},
    )


def gemeente_now(code: str, table: str) -> RowRule:
    """A warning for the code of a gemeente that was merged: it counts with the one of today."""
    return RowRule(
        code=code,
        table=table,
        column="gemeentecode",
        check=Unlike("gemeentecode", rf"\b(?:{'|'.join(gemeente_van_nu())})\b"),
        gevolg=Gevolg.WAARSCHUWING,
        title="Code van een gemeente die is opgegaan in een andere",
        message="Deze gemeente bestaat niet meer. De regel telt mee bij de gemeente van nu.",
        advice="Er hoeft niets te gebeuren. Wie wil, levert de code van de huidige gemeente aan.",
        accepts={"gemeentecode": "GM1979"},
        catches={"gemeentecode": "GM0003"},
    )


def coded(code: str, table: str, column: str, *, accepts: str, catches: str = "xyz") -> RowRule:
    """A code of the column's list."""
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


def routes(code: str, column: str) -> RowRule:
    """Route codes joined by a plus."""
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


def alone(code: str, column: str) -> RowRule:
    """Nothing chosen and something chosen exclude each other."""
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


def readable(code: str, table: str, column: str) -> RowRule:
    """A date or a whole number."""
    is_date = TABLES[table].field(column).kind is Kind.DATE
    return RowRule(
        code=code,
        table=table,
        column=column,
        check=Readable(column),
        gevolg=Gevolg.APART,
        title=f"{column} is geen {'datum' if is_date else 'geheel getal'}",
        message=f"{column} moet een bestaande datum zijn, als JJJJ-MM-DD of zoals het profiel zegt."
        if is_date
        else f"{column} moet een geheel getal zijn, in cijfers.",
        advice=_DATE_FORM_ADVICE if is_date else "Verbeter het getal en lever opnieuw aan.",
        accepts={},
        catches={column: "2025-02-30" if is_date else "1,5"},
    )


def not_ancient(code: str, table: str, column: str) -> RowRule:
    """No placeholder for a date."""
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


def not_after_peildatum(code: str, table: str, column: str) -> RowRule:
    """No date after the reference date."""
    return RowRule(
        code=code,
        table=table,
        column=column,
        check=NotAfterPeildatum(column),
        gevolg=Gevolg.APART,
        title=f"{column} ligt na de peildatum",
        message=f"{column} ligt na de peildatum van de levering.",
        advice="Controleer de datum, of de peildatum in levering.toml.",
        accepts=(OUTCOME if column == "uitkomstdatum" else {}) | {column: "2026-08-01"},
        catches={column: "2026-08-02"},
    )


def in_order(code: str, table: str, later: str, earlier: str) -> RowRule:
    """One date not before another."""
    return RowRule(
        code=code,
        table=table,
        column=later,
        check=NotBefore(later, earlier),
        gevolg=Gevolg.APART,
        title=f"{later} ligt voor {earlier}",
        message=f"{later} kan niet voor {earlier} liggen.",
        advice=_DATE_ADVICE,
        accepts=(OUTCOME if later == "uitkomstdatum" else {})
        | {earlier: "2025-11-01", later: "2025-11-01"},
        catches={earlier: "2025-11-02", later: "2025-11-01"},
    )
