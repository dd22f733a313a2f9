"""Recognise a supplier's columns: by their names, and by what their cells look like.

Every guess comes with how sure it is. Nothing here decides: a person reads the draft.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from etl.domain.areas import gemeenten
from etl.domain.fields import TABLES, Field, Kind
from etl.domain.forbidden import joined
from etl.domain.rule import ID_SHAPE
from etl.ingest.date_formats import moment_of
from etl.ingest.profile import NO, YES

FORMATS = (
    *("%Y-%m-%d", "%d-%m-%Y", "%m-%d-%Y", "%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%Y/%m/%d"),
    *("%Y%m%d", "%d-%m-%y", "%m-%d-%y", "%d/%m/%y", "%m/%d/%y", "%Y-%m-%d %H:%M:%S"),
    *("%Y-%m-%d %H:%M", "%d-%m-%Y %H:%M:%S", "%d-%m-%Y %H:%M", "%Y-%m-%dT%H:%M:%S"),
    *("%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M", "%m/%d/%Y %H:%M:%S", "%m/%d/%Y %H:%M"),
    *("%m-%d-%Y %H:%M:%S", "%m-%d-%Y %H:%M", "%Y/%m/%d %H:%M:%S", "%Y/%m/%d %H:%M"),
    *("%d.%m.%Y %H:%M:%S", "%d.%m.%Y %H:%M", "%Y-%m-%dT%H:%M"),
    *("%d %B %Y", "%d-%B-%Y", "%d/%B/%Y", "%d.%B.%Y", "%B %d, %Y", "%d-%B-%y", "%d %B %y"),
    *("%d %B %Y %H:%M", "%d %B %Y %H:%M:%S", "%d-%B-%Y %H:%M", "%d-%B-%Y %H:%M:%S"),
    *("%Y-%m-%d %H:%M:%S.%f", "%d-%m-%Y %H:%M:%S.%f", "%Y-%m-%dT%H:%M:%S.%f"),
    *("%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%dT%H:%M:%S.%f%z", "%Y-%m-%d %H:%M:%S%z"),
)

SURE, LIKELY, MAYBE = 0.9, 0.6, 0.4

_NAMES: Mapping[str, Sequence[str]] = {
    "zaak_id": (
        "zaaknummer",
        "zaakid",
        "zaaknr",
        "dossiernummer",
        "dossier",
        "meldingsnummer",
        "caseid",
        "caseconceptname",
        "case",
        "zaak",
        "zaaksleutel",
        "zaakkenmerk",
        "meldingid",
        "dossierid",
        "dossiernr",
    ),
    "leerling_id": (
        "leerlingid",
        "leerlingsleutel",
        "leerlingkey",
        "pseudoniem",
        "leerling",
        "persoonid",
        "clientid",
        "leerlingpseudoniem",
        "jongere",
        "kind",
    ),
    "gemeentecode": (
        "gemeente",
        "gemeentecode",
        "woongemeente",
        "gemeentenaam",
        "cbscode",
        "gem",
        "gemcode",
        "gemeentenummer",
        "gemeentenr",
        "woongemeentecode",
    ),
    "melddatum": (
        "datummelding",
        "meldingsdatum",
        "datumontvangst",
        "ontvangstdatum",
        "ontvangen",
        "gemeld",
        "meldingontvangen",
        "meldingdatum",
        "datummeldingverzuim",
        "melddd",
    ),
    "verzuimtype": (
        "soortverzuim",
        "verzuimsoort",
        "typeverzuim",
        "verzuimtype",
        "vermoedelijkesoortverzuim",
        "verzuim",
        "soortmelding",
    ),
    "onderwijssoort": (
        "schooltype",
        "schoolsoort",
        "onderwijstype",
        "typeonderwijs",
        "soortonderwijs",
        "sector",
        "onderwijs",
        "onderwijsvorm",
        "schoolvorm",
        "ond",
    ),
    "leeftijd": ("leeftijdbijmelding", "leeftijdinjaren", "jaren", "lft", "leeftijdleerling"),
    "leeftijdsgroep": ("leeftijdsklasse", "leeftijdscategorie"),
    "geslacht": ("mv", "mvx", "sekse", "gender", "gesl"),
    "signaleringsinstrument": (
        "instrumentgebruikt",
        "signaleringsinstrumentgebruikt",
        "sis",
        "signaleringsinstrumentingevuld",
    ),
    "advies_route": ("advies", "adviesroute", "geadviseerderoute", "adviesinstrument"),
    "gekozen_route": ("route", "gekozenroute", "routekeuze"),
    "afwijking": ("afgeweken", "afwijkingmas", "afgewekenvandemas"),
    "gemotiveerd": ("uitgelegd", "afwijkinguitgelegd", "motiveringaanwezig"),
    "motivering_categorie": ("redenafwijking", "afwijkingsreden"),
    "uitkomst": (
        "redenafsluiting",
        "resultaatzaak",
        "afsluitreden",
        "redenmeldingafgesloten",
        "afloop",
        "resultaat",
        "uitk",
        "uitkomstzaak",
    ),
    "uitkomstdatum": (
        "datumafsluiting",
        "afsluitdatum",
        "afgeslotenop",
        "datumafgesloten",
        "datumafhandeling",
        "einddatumzaak",
        "datumuitkomst",
        "afgesloten",
        "uitkdd",
    ),
    "stap": ("stapnummer", "stapnr", "masstap", "stapcode", "processtap", "stapnaam", "welkestap"),
    "startdatum": (
        "begindatum",
        "datumbegin",
        "datumstart",
        "van",
        "begin",
        "start",
        "stapstart",
        "stapbegin",
        "beginstap",
        "startdatumstap",
        "begindatumstap",
    ),
    "einddatum": (
        "datumeinde",
        "dateind",
        "tot",
        "eind",
        "einde",
        "klaar",
        "afgerond",
        "gereed",
        "stapeind",
        "eindestap",
        "einddatumstap",
        "stapeinde",
    ),
    "partij": ("uitvoerder", "uitgevoerddoor"),
    "resultaat": ("resultaatstap", "afdoeningcode"),
    "partner": ("ketenpartner", "organisatie", "verwezennaar"),
    "verwijsdatum": ("datumverwijzing", "verwezenop", "datumoverdracht"),
    "schooljaar": ("leerjaar", "jaar"),
    "leerlingen": ("aantalleerlingen", "aantal"),
}

_WHOLE = ("verzuim", "onderwijs", "jongere")
"""Names that say nothing as a part of another: verzuimuren, onderwijsinstelling."""

_ROUTES: Mapping[str, Sequence[str]] = {
    "GEEN_PV": ("geenpv", "geenprocesverbaal"),
    "PV": ("procesverbaal", "pv"),
    "GEEN": ("geenroute",),
    "LOD": ("dwangsom", "lod"),
    "R1": ("vrijwillig", "route1", "jeugdhulpvrijwillig"),
    "R2": ("halt", "route2"),
    "R4": ("strafrecht", "straf", "route4"),
    "R3": ("civiel", "verplicht", "dwang", "route3"),
}
"""Words of each route. The first that fits counts: a `last onder dwangsom` and `dwang in een
strafrechtelijk kader` hold a word of R3 too."""

_AS_TEXT = re.compile(r"""(?:="(?=\d+"$)|')(\d{1,4})"?""")
"""A number as programs and people write it so that Excel keeps its zeros."""

VALUES: Mapping[str, str] = {
    "jongen": "m",
    "man": "m",
    "mannelijk": "m",
    "meisje": "v",
    "vrouw": "v",
    "vrouwelijk": "v",
    "primair onderwijs": "po",
    "bo": "po",
    "basisschool": "po",
    "so": "so_vso",
    "vso": "so_vso",
    "speciaal onderwijs": "so_vso",
    "voortgezet": "vo",
    "vmbo": "vo",
    "havo": "vo",
    "vwo": "vo",
    "middelbaar beroepsonderwijs": "mbo",
    "j": "ja",
    "n": "nee",
    "1": "ja",
    "0": "nee",
    "waar": "ja",
    "onwaar": "nee",
    "true": "ja",
    "false": "nee",
    "yes": "ja",
    "no": "nee",
    "signaalverzuim": "overig",
    "signaal verzuim": "overig",
    "beginnend verzuim": "overig",
    "16 uur": "16_uur",
    "zestien uur": "16_uur",
    "langdurig": "lrv",
    "luxe verzuim": "luxe",
    "halt": "R2",
    "vrijwillige hulp": "R1",
    "jeugdhulp verplicht": "R3",
    "verplichte jeugdhulp": "R3",
    "jeugdhulp in verplicht kader": "R3",
    "straf": "R4",
    "dwangsom": "LOD",
    "geen route": "GEEN",
    "pv": "PV",
    "18+": "18_plus",
    "raad": "rvdk",
    "teruggekeerd": "terug_naar_school",
    "terug": "terug_naar_school",
    "terug naar school": "terug_naar_school",
}
"""Our code for words that systems use, where there is no doubt."""


_ALSO_CALLED = {"den haag": "GM0518", "den bosch": "GM0796"}

_FEW_CELLS = 20
"""Of which it is plain that they are days."""

_FEW_CODES = 3
"""A list this short (ja, nee, onbekend) says little about which column it is."""


@dataclass(frozen=True)
class Column:
    """A column of a file: its name as delivered, the filled cells, and the row of each from 0."""

    name: str
    cells: Sequence[str]
    places: Sequence[int] = ()


@dataclass(frozen=True)
class Guess:
    """What a column may be."""

    ours: str
    certainty: float
    why: str

    by_name: bool = True
    """False: the name means nothing to us, the cells do."""

    @property
    def said(self) -> str:
        """How sure it is, and why, as a draft says it."""
        if self.certainty >= SURE:
            return f"zeker: {self.why}"
        return f"{'waarschijnlijk' if self.certainty >= LIKELY else 'misschien'}: {self.why}"


def guesses(column: Column, table: str) -> list[Guess]:
    """Return what a column may be in a table, the likeliest first."""
    found = []
    for field in TABLES[table].fields:
        name = _name_score(column.name, field.name)
        content = _content_score(column, field)
        if name >= SURE and content is not False:
            found.append(Guess(field.name, SURE, "naam en inhoud" if content else "naam"))
        elif name >= SURE:
            found.append(Guess(field.name, MAYBE, "naam, maar de cellen staan in geen vorm"))
        elif name and content is not False:
            found.append(Guess(field.name, LIKELY if content else MAYBE, "naam lijkt erop"))
        elif content and field.codes and len(field.codes.values) > _FEW_CODES:
            found.append(Guess(field.name, LIKELY, "inhoud: onze codes", by_name=False))
        elif content and field.kind in (Kind.GEMEENTE, Kind.SCHOOLJAAR):
            found.append(Guess(field.name, LIKELY, "inhoud", by_name=False))
    return sorted(found, key=lambda guess: -guess.certainty)


def route_of(column: Column) -> str | None:
    """Return the route that a yes/no column stands for."""
    if not column.cells or not _are_yes_no(column.cells):
        return None
    name = joined(column.name.lower())
    return next((code for code, words in _ROUTES.items() if any(w in name for w in words)), None)


def step_of(name: str) -> tuple[int, str] | None:
    """Return the step and our column that a name such as 'Stap 5 eind' stands for.

    >>> step_of("Stap 5 - einddatum"), step_of("stap5_start"), step_of("Stap 11 begin")
    ((5, 'einddatum'), (5, 'startdatum'), None)
    >>> step_of("Eind stap 6"), step_of("Begindatum stap 6"), step_of("Uitvoerder stap 6")
    ((6, 'einddatum'), (6, 'startdatum'), None)
    >>> step_of("S3_start"), step_of("Status 3 begin")
    ((3, 'startdatum'), None)
    """
    match = re.search(r"(.*)(?:stap[^0-9]{0,3}|\bs[ _-]?)(\d{1,2})(.*)", name.lower())
    if not match or not 1 <= int(match[2]) <= 10:
        return None
    around = f"{match[1]} {match[3]}"
    if re.search(r"eind|klaar|tot|afgerond|gereed", around):
        return int(match[2]), "einddatum"
    if re.search(r"start|begin|van|datum", around) or not joined(around):
        return int(match[2]), "startdatum"
    return None


def gemeente_of(cell: str) -> str | None:
    """Return the code of the gemeente that a cell names."""
    as_text = _AS_TEXT.fullmatch(cell.strip())
    if as_text:
        code = "GM" + as_text[1].zfill(4)
        return code if code in gemeenten() else None
    name = " ".join(cell.split()).casefold()
    return _code_by_name().get(name)


@cache
def _code_by_name() -> dict[str, str]:
    return {one.naam.casefold(): code for code, one in gemeenten().items()} | _ALSO_CALLED


def date_formats(cells: Sequence[str]) -> list[str]:
    """Return every format that reads all cells; more than one means that nobody can know."""
    return list(_date_formats(tuple(dict.fromkeys(cells))))


@lru_cache(100)
def _date_formats(cells: tuple[str, ...]) -> list[str]:
    """Do so; a column is looked at for every field that is a date."""
    return [form for form in FORMATS if cells and all(_is_day(cell, form) for cell in cells)]


def _is_day(cell: str, form: str) -> bool:
    day = moment_of(cell, form)
    return day is not None and 1950 <= day.year <= 2100


def _name_score(name: str, ours: str) -> float:
    plain = joined(name.lower())
    if plain == joined(ours) or plain in _NAMES.get(ours, ()):
        return SURE
    named = _NAMES.get(ours, ())
    words = (joined(ours), *(word for word in named if len(word) > 5 and word not in _WHOLE))
    return MAYBE if any(word in plain for word in words) else 0.0


def _content_score(column: Column, field: Field) -> bool | None:
    """Say whether the cells are of a field's kind; None when there are none to tell by."""
    cells = [cell.strip() for cell in column.cells]
    if not cells:
        return None
    match field.kind:
        case Kind.DATE:
            return bool(date_formats(cells)) or all(_is_excel_day(cell) for cell in cells)
        case Kind.PSEUDONYM:
            shaped = all(re.fullmatch(ID_SHAPE, cell.lower()) for cell in cells)
            return True if shaped else None
        case Kind.NUMBER:
            return all(re.fullmatch(r"-?[\d.,]+", cell) for cell in cells) or None
        case Kind.GEMEENTE:
            known = gemeenten()
            padded = ("GM" + cell.upper().removeprefix("GM").zfill(4) for cell in cells)
            return True if all(one in known for one in padded) else None
        case Kind.SCHOOLJAAR:
            return all(re.fullmatch(r"\d{4}-\d{4}", cell) for cell in cells) or None
        case Kind.CODE | Kind.ROUTES:
            values = set(field.codes.values if field.codes else ())
            if set(cells) <= values:
                return True
            # no system writes days where a code should be
            return False if date_formats(cells[:_FEW_CELLS]) else None


def _is_excel_day(cell: str) -> bool:
    return bool(re.fullmatch(r"[34]\d{4}(\.\d+)?", cell))


def _are_yes_no(cells: Sequence[str]) -> bool:
    return {cell.strip().lower() for cell in cells} <= {*YES, *NO}
