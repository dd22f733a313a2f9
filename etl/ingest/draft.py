"""Propose a profile for a file: TOML with a comment on every line that a person must judge.

A draft holds names of columns. Of the cells it shows only values of a column of codes, and of those
only what is certainly no person: `draft_codes` says which.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from etl.domain.fields import STAPPEN, TABLES, Kind
from etl.domain.forbidden import is_forbidden
from etl.domain.giveaway import are_of_persons, holds_a_number
from etl.domain.rule import ID_SHAPE
from etl.errors import Unreadable
from etl.ingest.date_formats import moment_of
from etl.ingest.draft_codes import code_lines, toml_text
from etl.ingest.draft_filled_down import blank_below, blank_lines, fill_lines, is_left_blank
from etl.ingest.draft_log import as_log, log_lines
from etl.ingest.draft_repeated import OF_A_STEP, is_a_row_per_step, step_lines, zaken_lines
from etl.ingest.profile import PER_STEP
from etl.ingest.recognise import (
    Column,
    Guess,
    date_formats,
    guesses,
    route_of,
    step_of,
)
from etl.ingest.sample import MOST_ROWS, Sample, sample

_DELIMITERS = re.compile(r"[;,|\t].*[;,|\t]")

_FEWEST_NAMES = 2
"""With fewer names that we know, the first row may be data, which is not shown."""


def draft(path: Path) -> str:
    """Return a profile to begin with, as TOML."""
    seen = sample(path)
    # a header may hold somebody too, as where each pupil has a column
    named = [column for column in seen.columns if not holds_a_number(column.name)]
    count = len(seen.columns) - len(named)
    seen = replace(seen, columns=named)
    log = as_log(seen)
    lines = list(log_lines(path, seen, log) if log else _Draft(path, seen).lines())
    if count:
        lines += [
            "",
            f"# Niet genoemd: {count} kolommen met een lang nummer, een datum, een postcode of een",
            "# mailadres in hun naam. Geef ze in de export een andere naam, of haal ze daar weg.",
        ]
    return "\n".join(lines) + "\n"


class _Draft:
    def __init__(self, path: Path, seen: Sample) -> None:
        self._path = path
        self._seen = seen
        self._columns = {column.name: column for column in seen.columns}
        self._forbidden = [name for name in self._columns if is_forbidden(name)]
        self._steps = {
            name: step
            for name in self._columns
            if (step := step_of(name)) and name not in self._forbidden
        }
        self._is_repeated = is_a_row_per_step(
            [
                column
                for name, column in self._columns.items()
                if name not in (*self._forbidden, *self._steps)
            ]
        )
        self._table = "zaken" if self._is_repeated else self._likeliest_table()
        self._placed, self._doubted = self._place()
        self._is_left_blank = self._leaves_blank()
        self._routes = {
            route: name
            for name, column in reversed(self._columns.items())
            if self._table == "zaken"
            and name not in {*self._placed.values(), *self._forbidden}
            and (route := route_of(column))
        }
        used = {*self._placed.values(), *self._routes.values(), *self._steps, *self._forbidden}
        unread = [name for name in self._columns if name not in used]
        of_persons = [name for name in unread if are_of_persons(self._columns[name].cells)]
        self._rest = [name for name in unread if name not in of_persons]
        self._forbidden += of_persons
        if len(self._columns) == 1 and _DELIMITERS.search(next(iter(self._columns))):
            raise Unreadable(
                f"{path.name}: alle velden staan samen in één cel. Staan er aanhalingstekens om "
                "elke hele regel, exporteer het bestand dan opnieuw. Is een CSV in Excel geplakt, "
                "kies dan daar Gegevens, Tekst naar kolommen."
            )
        if sum(guess.by_name for guess in self._doubted.values()) < _FEWEST_NAMES:
            raise Unreadable(
                f"{path.name}: er is geen kopregel met bekende kolommen herkend. Zet de namen van "
                "de kolommen op de eerste regel, of schrijf het profiel zelf; "
                "`python -m etl profiles` noemt voorbeelden."
            )

    def lines(self) -> Iterator[str]:
        yield f"# Voorstel voor een profiel, gemaakt uit {self._path.name}."
        yield "# Lees elke regel na. 'zeker', 'waarschijnlijk' en 'misschien' zeggen hoe zeker het"
        yield "# voorstel is. Bewaar het als profiel.toml naast levering.toml, en kijk wat het"
        yield "# geeft met: python -m etl check MAP. Er is nu niets geladen."
        if self._seen.rows >= MOST_ROWS:
            yield f"# Alleen de eerste {MOST_ROWS} regels zijn bekeken."
        yield ""
        yield 'naam = "mijn-systeem"'
        yield 'titel = "Export uit ons systeem."'
        yield ""
        yield from self._reading()
        yield ""
        yield f"[{self._table}]"
        yield f"bestand = {toml_text(self._path.stem)}"
        yield "# Staat de tabel in meer bestanden (per maand, per school), schrijf dan in plaats"
        yield '# daarvan: bestanden = ["begin van de naam *"]'
        if self._is_repeated:
            yield from zaken_lines(
                self._placed, self._cells_of("zaak_id"), is_left_blank=self._is_left_blank
            )
        yield from self._filled_down()
        yield from self._left_out()
        yield ""
        yield f"[{self._table}.kolommen]"
        yield from self._mapped()
        yield from self._missing()
        yield from self._own_dates()
        yield from self._codes()
        yield from self._spread()
        yield from self._blocks()
        if self._is_repeated:
            yield from step_lines(self._placed, self._cells_of("stap"))
            for name in ("partij", "resultaat"):
                yield from code_lines("stappen", STAPPEN.field(name), self._cells_of(name))
        yield from self._repeated()
        yield from self._warned()

    def _leaves_blank(self) -> bool:
        """Say whether a zaak stands on its first row only."""
        case = self._columns.get(self._placed.get("zaak_id", ""))
        of_zaak = [
            self._columns[name]
            for ours, name in self._placed.items()
            if self._is_repeated and ours not in ("zaak_id", *OF_A_STEP, *PER_STEP)
        ]
        return case is not None and is_left_blank(case, of_zaak, self._seen.columns)

    def _filled_down(self) -> Iterator[str]:
        case = self._columns.get(self._placed.get("zaak_id", ""))
        if case and (self._is_repeated or self._table in ("stappen", "keten")):
            blank = blank_below(case, self._seen.columns)
            yield from fill_lines(blank) if self._is_left_blank else blank_lines(blank)

    def _likeliest_table(self) -> str:
        def score(table: str) -> tuple[bool, float]:
            named = self._path.stem.casefold().startswith(table)
            # a column per step is of the zaak: its name says 'stap', and there may be twenty
            found = (
                guesses(column, table)[:1]
                for name, column in self._columns.items()
                if name not in (*self._steps, *self._forbidden)
            )
            return named, sum(one.certainty for guess in found for one in guess)

        return max(TABLES, key=score)

    def _place(self) -> tuple[dict[str, str], dict[str, Guess]]:
        """Give each of our columns the supplier's column that is likeliest, surest first."""
        candidates = sorted(
            (
                (guess, name)
                for name, column in self._columns.items()
                if name not in self._forbidden and name not in self._steps
                for guess in self._guesses(column)
            ),
            key=lambda pair: -pair[0].certainty,
        )
        placed: dict[str, str] = {}
        why: dict[str, Guess] = {}
        for guess, name in candidates:
            if guess.ours not in placed and name not in placed.values():
                placed[guess.ours] = name
                why[guess.ours] = guess
        return placed, why

    def _guesses(self, column: Column) -> list[Guess]:
        """Return what a column may be: of a step as well, where each row is one."""
        found = guesses(column, self._table)
        if self._is_repeated:
            found += [one for one in guesses(column, "stappen") if one.ours in OF_A_STEP]
        return found

    def _reading(self) -> Iterator[str]:
        yield "[lezen]"
        seen = self._seen
        if seen.encoding:
            yield f"codering = {toml_text(seen.encoding)}"
        if seen.delimiter:
            yield f"scheidingsteken = {toml_text(seen.delimiter)}"
        if seen.title_lines:
            yield f"titelregels = {seen.title_lines}  # regels boven de kopregel"
        if seen.totals:
            words = ", ".join(map(toml_text, seen.totals))
            yield f"totaalregels = [{words}]  # een regel met deze cel is geen zaak"
        if seen.empty:
            words = ", ".join(map(toml_text, seen.empty))
            yield f"leeg = [{words}]  # een cel met dit woord is leeg"
        if self._has_decimal_comma():
            yield 'decimaalteken = ","'
        if seen.sheet and (holds_a_number(seen.sheet) or are_of_persons([seen.sheet])):
            yield '# werkblad = ""  # vul de naam zelf in: zij lijkt op een naam, nummer of datum'
        elif seen.sheet:
            yield f"werkblad = {toml_text(seen.sheet)}  # met de meeste kolommen die wij kennen"
        if seen.sheet:
            yield "# Staat op een ander werkblad nog een tabel, voeg haar dan toe: met hetzelfde"
            yield "# `bestand`, en met `werkblad` onder een eigen kop, zoals [stappen.lezen]."
        forms = self._forms()
        sure = self._file_form(forms)
        if sure:
            alike = [ours for ours, found in forms.items() if sure in found]
            yield f"datums = {toml_text(sure)}  # alle cellen van {', '.join(alike)}"
        doubted: dict[tuple[str, ...], list[str]] = {}
        for ours, found in forms.items():
            if len(found) > 1 and sure not in found:
                doubted.setdefault(tuple(found), []).append(ours)
            elif not found and self._cells(ours):
                yield f"# {ours}: geen vorm die wij kennen past op alle cellen. Staan er meer door"
                yield "# elkaar, maak ze dan bij de bron gelijk; schrijf anders zelf `datums`."
        for choices, names in doubted.items():
            yield f"# {', '.join(names)}: dubbelzinnig, de cellen passen in meer vormen. Vraag de"
            yield "# bron welke het is, en haal het hekje voor één van deze regels weg:"
            yield from (f"# datums = {toml_text(form)}" for form in choices)
        if self._has_other_ids():
            yield 'ids = "versleutelen"  # de ids hebben niet de vorm van een pseudoniem'

    def _forms(self) -> dict[str, list[str]]:
        """Return the formats that read every cell of each date column."""
        found = {}
        for ours in self._dates():
            cells = sorted(set(self._cells(ours)))
            if cells and all(re.fullmatch(r"[34]\d{4}(\.\d+)?", cell) for cell in cells):
                found[ours] = ["excel"]
            else:
                found[ours] = _that_differ(date_formats(cells), cells)
        return found

    def _dates(self) -> list[str]:
        tables = (self._table, "stappen") if self._is_repeated else (self._table,)
        return [
            one.name
            for table in tables
            for one in TABLES[table].fields
            if one.kind is Kind.DATE and one.name in self._placed
        ]

    def _file_form(self, forms: Mapping[str, Sequence[str]]) -> str | None:
        sure = Counter(found[0] for found in forms.values() if len(found) == 1)
        return sure.most_common(1)[0][0] if sure else None

    def _own_dates(self) -> Iterator[str]:
        forms = self._forms()
        base = self._file_form(forms)
        own = {
            ours: found[0] for ours, found in forms.items() if len(found) == 1 and found[0] != base
        }
        for table in (self._table, "stappen") if self._is_repeated else (self._table,):
            here = {ours: form for ours, form in own.items() if ours in TABLES[table].columns}
            if here:
                yield ""
                yield f"[{table}.datums]  # deze kolommen zijn anders geschreven"
                yield from (f"{ours} = {toml_text(form)}" for ours, form in here.items())

    def _left_out(self) -> Iterator[str]:
        rest = [*self._rest, *([""] if self._seen.has_nameless else [])]
        if rest:
            yield "# Niet geplaatst. Hoort een kolom bij een van onze kolommen, verplaats haar dan"
            yield "# naar beneden; anders blijft zij ongelezen."
            yield f"weglaten = [{', '.join(toml_text(name) for name in rest)}]"

    def _mapped(self) -> Iterator[str]:
        for field in TABLES[self._table].fields:
            if field.name in self._placed:
                name = toml_text(self._placed[field.name])
                yield f"{field.name} = {name}  # {self._doubted[field.name].said}"

    def _missing(self) -> Iterator[str]:
        for field in TABLES[self._table].fields:
            is_there = field.name in self._placed or (
                field.name == "gekozen_route" and self._routes
            )
            if not is_there:
                needed = "verplicht" if field.column_needed else "mag ontbreken"
                yield f'# {field.name} = ""  # niet gevonden; {needed}. {field.description}'

    def _codes(self) -> Iterator[str]:
        for field in TABLES[self._table].fields:
            if field.name in self._placed:
                yield from code_lines(self._table, field, self._cells(field.name))

    def _spread(self) -> Iterator[str]:
        if self._routes and "gekozen_route" not in self._placed:
            yield ""
            yield "[zaken.routes.gekozen_route]  # waarschijnlijk: kolommen met ja en nee"
            yield from (f"{route} = {toml_text(name)}" for route, name in self._routes.items())
            yield ""
            yield "# Staat overal nee, dan is er nog geen keuze. Betekent het dat er geen route"
            yield "# nodig was, haal dan het hekje voor deze twee regels weg:"
            yield "# [zaken.geen_route]"
            yield '# gekozen_route = "GEEN"'

    def _blocks(self) -> Iterator[str]:
        if self._table != "zaken":
            return
        for step in sorted({step for step, _ in self._steps.values()}):
            columns = {ours: name for name, (one, ours) in self._steps.items() if one == step}
            yield ""
            yield "[[stappen.uit_zaken]]  # waarschijnlijk: de naam noemt de stap"
            yield f'vast = {{ stap = "{step}" }}'
            pairs = ", ".join(f"{ours} = {toml_text(name)}" for ours, name in columns.items())
            yield f"kolommen = {{ {pairs} }}"

    def _repeated(self) -> Iterator[str]:
        counts = Counter(" ".join(column.name.lower().split()) for column in self._seen.columns)
        twice = [name for name, count in counts.items() if count > 1]
        if twice:
            yield ""
            yield "# Deze kolommen staan er vaker. Laat er bij de bron één van over: bij twee met"
            yield "# dezelfde naam is niet te zeggen welke geldt, en dat weigert de levering."
            yield from (f"#   {name}" for name in twice)

    def _warned(self) -> Iterator[str]:
        if self._forbidden:
            yield ""
            yield "# Deze kolommen mogen nooit geleverd worden: naar hun naam of inhoud zijn het"
            yield "# persoonsgegevens of vrije tekst."
            yield "# Een profiel kan ze niet weglaten: haal ze bij de bron uit de export."
            yield from (f"#   {name}" for name in self._forbidden)

    def _cells(self, ours: str) -> Sequence[str]:
        return self._columns[self._placed[ours]].cells

    def _cells_of(self, ours: str) -> Sequence[str]:
        return self._cells(ours) if ours in self._placed else ()

    def _has_decimal_comma(self) -> bool:
        numbers = [one.name for one in TABLES[self._table].fields if one.kind is Kind.NUMBER]
        cells = (cell for ours in numbers if ours in self._placed for cell in self._cells(ours))
        return any(re.fullmatch(r"\d+,\d+|\d{1,3}(\.\d{3})+", cell) for cell in cells)

    def _has_other_ids(self) -> bool:
        ids = [name for name in ("zaak_id", "leerling_id") if name in self._placed]
        return any(
            not re.fullmatch(ID_SHAPE, cell.lower()) for name in ids for cell in self._cells(name)
        )


def _that_differ(forms: Sequence[str], cells: Sequence[str]) -> list[str]:
    """Return the formats that read the cells as different days: one of them if all agree."""
    readings: dict[tuple[datetime | None, ...], str] = {}
    for form in forms:
        days = tuple(moment_of(cell, form) for cell in cells)
        readings.setdefault(days, form)
    return list(readings.values())
