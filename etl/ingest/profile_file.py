"""Read a profile from TOML, and know the ones that come with the product.

Every key is known or the profile is refused with the nearest known one in the message: a typing
error must not turn into a column that is silently empty. Rules that hold for any profile are
checked here too: no forbidden column, no two date formats that read one cell in two ways.
"""

import hashlib
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from etl.domain.codes import ROUTECODE
from etl.domain.fields import TABLES, Kind
from etl.domain.giveaway import is_postcode, names_somebody
from etl.errors import Refused
from etl.ingest import toml_text
from etl.ingest.contradictions import contradictions
from etl.ingest.date_formats import check_formats
from etl.ingest.profile import EXCEL_DAYS, MAS, NO, YES, Block, EventLog, Profile, Reading, TableMap
from etl.ingest.profile_parts import Parts, word
from etl.ingest.text_copy import ENCODINGS

NAME = "profiel.toml"

_SHIPPED = files(__package__) / "profielen"
_READING = (
    *("codering", "scheidingsteken", "werkblad", "titelregels", "totaalregels", "decimaalteken"),
    *("datums", "leeg", "ja", "nee", "routeteken", "ids"),
)
_TABLE = (
    *("bestand", "bestanden", "lezen", "kolommen", "vast", "codes", "datums", "routes"),
    *("geen_route", "weglaten", "uit_zaken", "herhaald", "per_stap", "vul_aan"),
)
_LOG = (
    *("bestand", "lezen", "zaak_id", "activiteit", "tijdstip", "overgang", "einde", "stappen"),
    *("melding", "uitkomsten", "overslaan", "weglaten"),
)
_SUFFIXES = (".csv", ".txt", ".tsv", ".xlsx", ".parquet", ".xes")
_UNTIL_NEXT, _SAME_DAY = "volgende stap", "zelfde dag"


@cache
def shipped() -> dict[str, Profile]:
    """Return the profiles that come with the product, by name; `mas` first."""
    texts = [
        (path.name, path.read_bytes())
        for path in sorted(_SHIPPED.iterdir(), key=lambda path: path.name)
        if path.name.endswith(".toml")
    ]
    read = [parse(data, where=name) for name, data in texts]
    return {profile.name: profile for profile in (MAS, *read)}


def read_profile(path: Path) -> Profile:
    """Read a profile that lies with a delivery."""
    return parse(path.read_bytes(), where=path.name)


def parse(data: bytes, *, where: str) -> Profile:
    """Return a profile, or raise Unreadable or Refused with what to mend."""
    given = toml_text.parsed(data, where=where)
    if any(map(names_somebody, _texts(given))):
        raise Refused(
            f"{where}: er staat een mailadres, telefoonnummer, BSN of rekeningnummer in. Een "
            "profiel noemt kolommen en codes. Haal het weg, en bij de bron uit de export als het "
            "daar staat."
        )
    reader = _Reader(where)
    return reader.profile(given, digest=hashlib.sha256(data).hexdigest())


def _texts(given: object) -> Iterator[str]:
    """Yield every key and every text of a profile."""
    if isinstance(given, str):
        yield given
    elif isinstance(given, Mapping):
        yield from given
        for value in given.values():
            yield from _texts(value)
    elif isinstance(given, list):
        for value in given:
            yield from _texts(value)


class _Reader(Parts):
    """Reads the parts of one profile."""

    def profile(self, given: dict[str, Any], *, digest: str) -> Profile:
        self.only(given, ("naam", "titel", "lezen", "gebeurtenissen", *TABLES), "het profiel")
        name = self.text(given, "naam", "het profiel")
        if name == MAS.name:
            raise self.wrong("`naam` is al de naam van ons eigen profiel; kies een andere")
        base = self._reading(given.get("lezen", {}), Reading(), "lezen")
        log = given.get("gebeurtenissen")
        events = self._log(log, base) if log is not None else None
        tables = {
            table: self._table(table, given[table], base, events)
            for table in TABLES
            if table in given
        }
        if events:
            for made in ("zaken", "stappen"):
                tables.setdefault(made, TableMap(events.file, reading=events.reading))
        if not tables:
            raise self.wrong("er staat geen tabel in; begin met [zaken] en [zaken.kolommen]")
        title = self.text(given, "titel", "het profiel")
        profile = Profile(name, title, tables, events, digest)
        for problem in contradictions(profile):
            raise self.wrong(problem)
        return profile

    def _reading(self, given: Any, base: Reading, part: str) -> Reading:
        self.only(given, _READING, part)
        encoding = self.text(given, "codering", part, base.encoding)
        if encoding not in ENCODINGS:
            raise self.wrong(f"[{part}] `codering` kan zijn: {', '.join(ENCODINGS)}")
        delimiter = given.get("scheidingsteken", base.delimiter)
        if delimiter is not None and not _is_delimiter(delimiter):
            raise self.wrong(
                f"[{part}] `scheidingsteken` is één teken, zoals ';', en geen letter, cijfer, "
                "aanhalingsteken of regeleinde"
            )
        decimal = self.text(given, "decimaalteken", part, base.decimal)
        if decimal not in (".", ","):
            raise self.wrong(f"[{part}] `decimaalteken` is een punt of een komma")
        titles = given.get("titelregels", base.title_lines)
        if not isinstance(titles, int) or isinstance(titles, bool) or titles < 0:
            raise self.wrong(f"[{part}] `titelregels` is een geheel getal vanaf 0")
        ids = self.text(given, "ids", part, "versleutelen" if base.keyed_ids else "overnemen")
        if ids not in ("overnemen", "versleutelen"):
            raise self.wrong(f"[{part}] `ids` is 'overnemen' of 'versleutelen'")
        dates = self._formats(given["datums"], part) if "datums" in given else base.dates
        sheet = given.get("werkblad", base.sheet)
        return Reading(
            encoding=encoding,
            delimiter=delimiter,
            sheet=None if sheet is None else self.text({"werkblad": sheet}, "werkblad", part),
            title_lines=titles,
            totals=self.words(given, "totaalregels", part, base.totals),
            decimal=decimal,
            dates=dates,
            empty=self.words(given, "leeg", part, base.empty),
            yes=self.words(given, "ja", part, base.yes or YES),
            no=self.words(given, "nee", part, base.no or NO),
            route_sign=self.text(given, "routeteken", part, base.route_sign),
            keyed_ids=ids == "versleutelen",
        )

    def _table(self, table: str, given: Any, base: Reading, log: EventLog | None) -> TableMap:
        self.only(given, _TABLE, table)
        files = self._files(given, table)
        has_own = not {"bestand", "bestanden", "lezen"}.isdisjoint(given)
        if log and table in ("zaken", "stappen") and has_own:
            raise self.wrong(f"[{table}] komt uit het logboek: `bestand` en `lezen` horen daar")
        reading = self._reading(given.get("lezen", {}), base, f"{table}.lezen")
        blocks = tuple(self._block(table, one) for one in self.listed(given, "uit_zaken", table))
        if blocks and table not in ("stappen", "keten"):
            raise self.wrong(f"[{table}] kan niet uit de kolommen van zaken komen")
        if blocks and has_own:
            raise self.wrong(
                f"[{table}] komt uit het bestand van zaken: haal hier `bestand` en `lezen` weg, of "
                f"anders [[{table}.uit_zaken]]"
            )
        own = files[0] if files else self._file(given, table, default=table)
        return TableMap(
            file=log.file if log else own,
            files=files,
            reading=log.reading if log else reading,
            columns=self._columns(table, given.get("kolommen", {}), f"{table}.kolommen"),
            constants=self._constants(table, given.get("vast", {}), f"{table}.vast"),
            codes=self._codes(table, given.get("codes", {})),
            dates=self._dates(table, given.get("datums", {})),
            routes=self._routes(table, given.get("routes", {})),
            no_route=self._constants(table, given.get("geen_route", {}), f"{table}.geen_route"),
            left_out=self._left_out(given, table),
            blocks=blocks,
            is_repeated=self.yes_or_no(given, "herhaald", table),
            per_step=self.words(given, "per_stap", table, ()),
            fills_down=self.yes_or_no(given, "vul_aan", table),
        )

    def _block(self, table: str, given: Any) -> Block:
        part = f"{table}.uit_zaken"
        self.only(given, ("kolommen", "vast"), part)
        return Block(
            self._columns(table, given.get("kolommen", {}), part),
            self._constants(table, given.get("vast", {}), part),
        )

    def _log(self, given: Any, base: Reading) -> EventLog:
        part = "gebeurtenissen"
        self.only(given, _LOG, part)
        lifecycle = given.get("overgang")
        end = given.get("einde")
        if lifecycle is None and end not in (_UNTIL_NEXT, _SAME_DAY):
            raise self.wrong(
                f"[{part}] noem de kolom `overgang`, of zeg met `einde` wanneer een stap klaar is: "
                f"'{_UNTIL_NEXT}' of '{_SAME_DAY}'"
            )
        steps = self._by_word(given.get("stappen", {}), f"{part}.stappen")
        if not steps or not all(_is_step(step) for step in steps.values()):
            raise self.wrong(
                f'[{part}.stappen] heeft regels als "Gesprek" = 5, met een stap van 1 tot en met 10'
            )
        outcomes = self._by_word(given.get("uitkomsten", {}), f"{part}.uitkomsten")
        return EventLog(
            file=self._file(given, part),
            reading=self._reading(given.get("lezen", {}), base, f"{part}.lezen"),
            case=self.source(given, "zaak_id", part),
            activity=self.source(given, "activiteit", part),
            timestamp=self.source(given, "tijdstip", part),
            lifecycle=None if lifecycle is None else self.source(given, "overgang", part),
            until_next=end == _UNTIL_NEXT,
            steps=steps,
            reports=self.words(given, "melding", part, ()),
            outcomes={
                name: self._code("zaken", "uitkomst", code, f"{part}.uitkomsten")
                for name, code in outcomes.items()
            },
            passed_over=self.words(given, "overslaan", part, ()),
            left_out=self._left_out(given, part),
        )

    def _columns(self, table: str, given: Any, part: str) -> dict[str, str]:
        ours = self._ours(table, given, part)
        return {column: self.source(ours, column, part) for column in ours}

    def _constants(self, table: str, given: Any, part: str) -> dict[str, str]:
        return {
            column: self._code(table, column, value, part)
            for column, value in self._ours(table, given, part).items()
        }

    def _codes(self, table: str, given: Any) -> dict[str, dict[str, str]]:
        codes = {}
        for column, of_column in self._ours(table, given, f"{table}.codes").items():
            part = f"{table}.codes.{column}"
            if column == "gemeentecode" and any(map(is_postcode, self.only_table(of_column, part))):
                raise Refused(
                    f"{self.where}: [{part}] vertaalt postcodes. Die mogen nooit geleverd worden, "
                    "ook geen vier cijfers: zet ze bij de bron om in de gemeente."
                )
            if TABLES[table].field(column).kind is Kind.PSEUDONYM:
                raise self.wrong(f"[{part}] {column} heeft geen codes; haal dit onderdeel weg")
            codes[column] = {
                value: self._code(table, column, code, part)
                for value, code in self._by_word(of_column, part).items()
            }
        return codes

    def _by_word(self, given: Any, part: str) -> dict[str, Any]:
        """Return what stands under each value, as values are compared."""
        found: dict[str, Any] = {}
        for value, meaning in self.only_table(given, part).items():
            if found.setdefault(word(value), meaning) != meaning:
                raise self.wrong(
                    f"[{part}] geeft een waarde twee keer een andere betekenis; hoofdletters en "
                    "extra spaties maken geen verschil, dus laat er één staan"
                )
        return found

    def _code(self, table: str, column: str, code: object, part: str) -> str:
        """Return a code of ours, or any text where a column has no list."""
        if not isinstance(code, str | int | date) or isinstance(code, bool):
            raise self.wrong(f'[{part}] heeft rechts een tekst tussen " en "')
        listed = TABLES[table].field(column).codes
        if listed and not {*str(code).split("+")} <= {"", *listed.values}:
            raise self.wrong(
                f"[{part}] noemt rechts een code die wij niet kennen; voor {column} kan dat zijn: "
                f"{', '.join(sorted(listed.values))}"
            )
        return str(code)

    def _dates(self, table: str, given: Any) -> dict[str, tuple[str, ...]]:
        part = f"{table}.datums"
        ours = self._ours(table, given, part)
        for column in ours:
            if TABLES[table].field(column).kind is not Kind.DATE:
                raise self.wrong(f"[{part}] {column} is geen datum; haal de regel weg")
        return {column: self._formats(value, part) for column, value in ours.items()}

    def _files(self, given: Any, part: str) -> tuple[str, ...]:
        """Return the names of the files of a table that stands in several."""
        names = self.words(given, "bestanden", part, ())
        if "bestanden" in given and ("bestand" in given or not names):
            raise self.wrong(
                f"[{part}] heeft `bestand` voor één bestand, of `bestanden` voor meer, zoals "
                'bestanden = ["zaken *"]; houd er één over'
            )
        return tuple(self._file({"bestand": name}, part) for name in names)

    def _file(self, given: Any, part: str, *, default: str | None = None) -> str:
        name = self.text(given, "bestand", part, default).strip().casefold()
        if "/" in name or "\\" in name or name.endswith(_SUFFIXES):
            raise self.wrong(
                f"[{part}] `bestand` is alleen de naam, zonder map en zonder .csv of .xlsx erachter"
            )
        return name

    def _routes(self, table: str, given: Any) -> dict[str, dict[str, str]]:
        routes = {}
        for column, spread in self._ours(table, given, f"{table}.routes").items():
            part = f"{table}.routes.{column}"
            if TABLES[table].field(column).kind is not Kind.ROUTES:
                raise self.wrong(f"[{part}] {column} is geen kolom met routes")
            self.only(spread, ROUTECODE.values, part)
            routes[column] = {code: self.source(spread, code, part) for code in spread}
        return routes

    def _left_out(self, given: Any, part: str) -> frozenset[str]:
        return frozenset(
            self.not_forbidden(name, part) for name in self.words(given, "weglaten", part, ())
        )

    def _formats(self, given: Any, part: str) -> tuple[str, ...]:
        formats = tuple(given) if isinstance(given, list) else (given,)
        problem = check_formats(formats, besides=EXCEL_DAYS)
        if problem:
            raise self.wrong(f"[{part}] `datums` {problem}")
        return formats

    def _ours(self, table: str, given: Any, part: str) -> dict[str, Any]:
        self.only(given, TABLES[table].columns, part)
        return dict(given)


def _is_delimiter(value: object) -> bool:
    if not isinstance(value, str) or len(value) != 1:
        return False
    return value == "\t" or (value.isprintable() and not value.isalnum() and value != '"')


def _is_step(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 10
