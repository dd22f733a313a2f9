"""Judge a header: the allowlist of columns, and the names that give a person away.

A header may itself be a first row of data, so the name of a column that we don't know is shown
only when it looks like a name; otherwise its position stands in for it.
"""

import re

from etl.domain.fields import TABLES
from etl.domain.rule import Gevolg
from etl.ingest.source import Landed
from etl.validate.receipt import Finding

FREE_TEXT = frozenset(
    {
        *("motivering", "motivatie", "opmerking", "opmerkingen", "toelichting", "memo", "notitie"),
        *("notities", "verslag", "omschrijving", "commentaar", "bijzonderheden", "vrijetekst"),
        "tekst",
    }
)

PERSONAL = frozenset(
    {
        *("bsn", "pgn", "burgerservicenummer", "sofinummer", "onderwijsnummer", "leerlingnummer"),
        *("naam", "voornaam", "voornamen", "achternaam", "familienaam", "roepnaam", "initialen"),
        *("voorletters", "tussenvoegsel", "geboortedatum", "geboortejaar", "geboorteplaats"),
        *("geboorteland", "nationaliteit", "adres", "straat", "straatnaam", "huisnummer"),
        *("postcode", "woonplaats", "telefoon", "telefoonnummer", "mobiel", "email"),
        *("emailadres", "mail", "iban", "rekeningnummer", "ouder", "ouders", "verzorger"),
        *("verzorgers", "gezagsdrager"),
    }
)

_PERSONAL_STARTS = ("bsn", "geboorte", "postcode", "telefoon", "ouder", "voornaam", "achternaam")
_LOOKS_LIKE_A_NAME = re.compile(r"[a-z][a-z0-9_ .-]{0,39}")

_FORBIDDEN = FREE_TEXT | PERSONAL

_HEADER_LINE = (1,)


def header_findings(table: str, landed: Landed) -> list[Finding]:
    """Return what is wrong with a file's header."""
    known = TABLES[table].columns
    is_header = any(name in known or _joined(name) in _FORBIDDEN for name in landed.columns)
    findings = []
    for position, name in enumerate(landed.columns, start=1):
        is_repeated = name in landed.columns[: position - 1]
        code = ("H105" if is_repeated else None) if name in known else _code_of(name)
        if code:
            may_show = is_header and _LOOKS_LIKE_A_NAME.fullmatch(name)
            findings.append(_refused(code, name if may_show else f"kolom {position}"))
    findings.extend(_refused("H104", name) for name in missing_columns(table, landed))
    return findings


def missing_columns(table: str, landed: Landed) -> tuple[str, ...]:
    """Return the columns that a file should have and has not."""
    missing = [
        field.name
        for field in TABLES[table].fields
        if field.column_needed and field.name not in landed.columns
    ]
    if table == "zaken" and not {"leeftijd", "leeftijdsgroep"} & set(landed.columns):
        missing.append("leeftijdsgroep")
    return tuple(missing)


def _code_of(name: str) -> str:
    joined = _joined(name)
    candidates = {*re.split(r"[^a-z0-9]+", name), joined}
    if candidates & FREE_TEXT:
        return "H102"
    if candidates & PERSONAL or joined.startswith(_PERSONAL_STARTS):
        return "H101"
    return "H103"


def _joined(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", name)


def _refused(code: str, column: str) -> Finding:
    return Finding(code, column, Gevolg.GEWEIGERD, 1, _HEADER_LINE)
