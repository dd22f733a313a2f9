"""Propose a profile for a log of events: which column is what, and which activities there are."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from etl.domain.fields import ZAKEN
from etl.domain.forbidden import is_forbidden, joined
from etl.domain.giveaway import are_of_persons
from etl.ingest.draft_codes import OFTEN, code_lines, toml_text
from etl.ingest.recognise import Column, Guess, date_formats, guesses
from etl.ingest.sample import Sample
from etl.ingest.vocabulary import may_show

_CASE = ("caseconceptname", "caseid", "case", "zaak", "zaakid", "zaaknummer", "dossiernummer")
_ACTIVITY = ("conceptname", "activity", "activiteit", "gebeurtenis", "handeling", "event")
_TIMESTAMP = ("timetimestamp", "timestamp", "tijdstip", "time", "tijd", "datumtijd", "datum")
_LIFECYCLE = ("lifecycletransition", "lifecycle", "overgang")


@dataclass(frozen=True)
class Log:
    """The columns that make a file a log of events."""

    case: Column
    activity: Column
    when: Column


def as_log(seen: Sample) -> Log | None:
    """Return what makes a file a log, or None when it is none."""
    case, activity = _find(seen.columns, _CASE), _find(seen.columns, _ACTIVITY)
    when = _find(seen.columns, _TIMESTAMP)
    return Log(case, activity, when) if case and activity and when else None


def log_lines(path: Path, seen: Sample, log: Log) -> Iterator[str]:
    """Yield the lines of the draft."""
    case, activity, when = log.case, log.activity, log.when
    lifecycle = _find(seen.columns, _LIFECYCLE)
    placed = {one.name for one in (case, activity, when, lifecycle) if one}
    yield f"# Voorstel voor een profiel, gemaakt uit {path.name}: een logboek van gebeurtenissen."
    yield "# Lees elke regel na. Bewaar het als profiel.toml naast levering.toml, en kijk wat het"
    yield "# geeft met: python -m etl check MAP. Er is nu niets geladen."
    yield ""
    yield 'naam = "mijn-logboek"'
    yield 'titel = "Logboek uit ons systeem."'
    yield ""
    yield "[lezen]"
    if seen.encoding:
        yield f"codering = {toml_text(seen.encoding)}"
    if seen.delimiter:
        yield f"scheidingsteken = {toml_text(seen.delimiter)}"
    forms = date_formats(sorted(set(when.cells)))
    sure = "" if len(forms) == 1 else "# "
    yield from (f"{sure}datums = {toml_text(form)}" for form in forms)
    if len(forms) != 1:
        yield "# De vorm van de tijdstippen is niet zeker: kies of schrijf zelf één regel `datums`."
    yield '# ids = "versleutelen"  # als de zaaknummers geen pseudoniem zijn'
    yield ""
    yield "[gebeurtenissen]"
    yield f"bestand = {toml_text(path.stem)}"
    yield f"zaak_id = {toml_text(case.name)}  # zeker: naam"
    yield f"activiteit = {toml_text(activity.name)}  # zeker: naam"
    yield f"tijdstip = {toml_text(when.name)}  # zeker: naam"
    if lifecycle:
        yield f"overgang = {toml_text(lifecycle.name)}  # zeker: naam"
    else:
        yield 'einde = "zelfde dag"  # kies: "zelfde dag" of "volgende stap"'
    yield "melding = []  # welke gebeurtenis is de melding bij leerplicht?"
    yield "overslaan = []  # gebeurtenissen die geen stap zijn"
    mapped = _attributes([one for one in seen.columns if one.name not in placed])
    placed |= {column.name for column, _ in mapped.values()}
    unread = [one for one in seen.columns if one.name not in placed]
    forbidden = [one.name for one in unread if is_forbidden(one.name) or are_of_persons(one.cells)]
    rest = [one.name for one in unread if one.name not in forbidden]
    yield f"weglaten = [{', '.join(map(toml_text, rest))}]"
    if forbidden:
        yield "# Nooit leveren, want naar naam of inhoud persoonsgegevens of vrije tekst; haal ze"
        yield f"# bij de bron uit de export: {', '.join(forbidden)}."
    yield ""
    yield "[gebeurtenissen.stappen]  # welke stap van de MAS (1 tot en met 10) is elk? Vul minstens"
    yield "# één regel in; wat hier niet staat en niet bij `overslaan`, wordt apart gezet."
    counts = Counter(activity.cells)
    shown = [name for name, count in counts.most_common() if count >= OFTEN and may_show(name)]
    yield from (f"# {toml_text(name)} = 0" for name in shown)
    if len(shown) < len(counts):
        yield f"# Nog {len(counts) - len(shown)} namen die zelden voorkomen of die wij niet kennen."
        yield "# Vul ze zelf aan."
    yield ""
    yield "[gebeurtenissen.uitkomsten]  # welke gebeurtenis sluit een zaak, en hoe?"
    yield '# "…" = "terug_naar_school"'
    yield ""
    yield "[zaken.kolommen]"
    for ours, (column, guess) in mapped.items():
        yield f"{ours} = {toml_text(column.name)}  # {guess.said}"
    for field in ZAKEN.fields:
        if field.column_needed and field.name not in (*mapped, "zaak_id", "melddatum"):
            yield f'# {field.name} = ""  # niet gevonden; verplicht. {field.description}'
    for ours, (column, _) in mapped.items():
        yield from code_lines(ZAKEN.name, ZAKEN.field(ours), column.cells)


def _attributes(columns: Sequence[Column]) -> dict[str, tuple[Column, Guess]]:
    """Return the columns of zaken that stand with the events, by ours."""
    found: dict[str, tuple[Column, Guess]] = {}
    for column in columns:
        plain = Column(column.name.removeprefix("case:"), column.cells)
        if is_forbidden(column.name.lower()):
            continue
        for guess in guesses(plain, ZAKEN.name)[:1]:
            if guess.ours != "zaak_id":
                found.setdefault(guess.ours, (column, guess))
    return found


def _find(columns: Sequence[Column], names: Sequence[str]) -> Column | None:
    by_name = {joined(column.name.lower()): column for column in columns}
    return next((by_name[name] for name in names if name in by_name), None)
