"""Propose our codes for the values of a column, showing only what is certainly no person.

A value is shown when it stands there often, since what is rare may be someone's name in the wrong
place, and when all its words are words that codes are made of, since what is often there may be the
name of who treats the zaak.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from etl.domain.fields import Field, Kind
from etl.domain.forbidden import joined
from etl.ingest.profile_file import shipped
from etl.ingest.recognise import VALUES, gemeente_of
from etl.ingest.vocabulary import may_show

OFTEN = 5
"""A value that stands in fewer cells is not shown."""

_MOST_VALUES = 40
_AGE = re.compile(r"(\d{1,2}) ?(?:jaar|jr\.?|j)", flags=re.IGNORECASE)
_SCHOOL_YEAR = re.compile(r"(?:schooljaar )?(?:20)?(\d\d) ?[-/] ?(?:20)?(\d\d)", re.IGNORECASE)
_LOOKS_LIKE_A_GEMEENTE = re.compile(r"(GM)?\d{1,4}", flags=re.IGNORECASE)

_OF_THE_BESLUIT = "ggm-leerplicht"
"""The profile with the words of the Besluit Verzuimmelding, which every system has to have."""


def code_lines(table: str, field: Field, cells: Sequence[str]) -> Iterator[str]:
    """Yield the lines that translate the values of a column, if any have to be."""
    if field.kind is Kind.GEMEENTE:
        yield from _gemeenten(table, cells)
        return
    if field.kind is Kind.SCHOOLJAAR:
        yield from _school_years(table, cells)
        return
    if field.name == "leeftijd":
        yield from _ages(table, cells)
        return
    listed = field.codes
    if listed is None:
        return
    counts = Counter(" ".join(cell.split()) for cell in cells)
    strange = {value: n for value, n in counts.items() if value not in listed.values}
    if not strange or (field.kind is Kind.ROUTES and any("+" in one for one in strange)):
        return
    yield ""
    yield f"[{table}.codes.{field.name}]  # kan zijn: {', '.join(listed.values)}"
    often = [one for one, count in strange.items() if count >= OFTEN]
    shown = [one for one in often if may_show(one)][:_MOST_VALUES]
    for value in shown:
        code = code_for(value, table, field)
        yield (
            f"{toml_text(value)} = {toml_text(code)}"
            if code is not None
            else f'# {toml_text(value)} = ""  # welke code is dit?'
        )
    if len(shown) < len(strange):
        rest = len(strange) - len(shown)
        yield f"# Nog {rest} waarden die zelden voorkomen of waarvan niet zeker is dat het"
        yield "# codes zijn; die laten wij niet zien, want het kunnen namen zijn."
        yield "# Vul ze zelf aan."


def code_for(value: str, table: str, field: Field) -> str | None:
    """Return our code for a value, when its word or its label leaves no doubt."""
    if field.codes is None:
        return None
    plain = " ".join(value.lower().split())
    by_law = shipped()[_OF_THE_BESLUIT].tables[table].codes if table == "zaken" else {}
    # signs make no difference: 12-15 is 12_15, and andere opleiding is andere_opleiding
    known = {joined(code.label): code.code for code in field.codes.codes}
    known |= {joined(code.code): code.code for code in field.codes.codes}
    meanings = (known.get(joined(plain)), by_law.get(field.name, {}).get(plain), VALUES.get(plain))
    return next((code for code in meanings if code in field.codes.values), None)


def _ages(table: str, cells: Sequence[str]) -> Iterator[str]:
    """Say of ages with a word behind them which number they are."""
    ages = {cell: found[1] for cell in sorted({*cells}) if (found := _AGE.fullmatch(cell))}
    if ages:
        yield ""
        yield f"[{table}.codes.leeftijd]"
        yield from (f"{toml_text(cell)} = {toml_text(age)}" for cell, age in ages.items())


def _school_years(table: str, cells: Sequence[str]) -> Iterator[str]:
    """Say of schooljaren that are written otherwise which they are."""
    years = {cell: year for cell in sorted({*cells}) if (year := school_year_of(cell)) != cell}
    if any(years.values()):
        yield ""
        yield f"[{table}.codes.schooljaar]"
        yield from (
            f"{toml_text(cell)} = {toml_text(year)}" for cell, year in years.items() if year
        )


def school_year_of(cell: str) -> str | None:
    """Return the schooljaar that a cell names, as we write it.

    >>> [school_year_of(one) for one in ("2025/2026", "25-26", "2025 - 26", "2025", "2025-2027")]
    ['2025-2026', '2025-2026', '2025-2026', None, None]
    """
    found = _SCHOOL_YEAR.fullmatch(cell.strip())
    if not found or (int(found[1]) + 1) % 100 != int(found[2]):
        return None
    return f"20{found[1]}-20{found[2]}"


def _gemeenten(table: str, cells: Sequence[str]) -> Iterator[str]:
    """Say which code a gemeente has that is named; other names are not shown."""
    names = {" ".join(cell.split()) for cell in cells}
    named = {cell: code for cell in sorted(names) if (code := gemeente_of(cell))}
    if named:
        yield ""
        yield f"[{table}.codes.gemeentecode]  # de CBS-code van elke gemeente"
        yield from (f"{toml_text(cell)} = {toml_text(code)}" for cell, code in named.items())
        rest = sum(not _LOOKS_LIKE_A_GEMEENTE.fullmatch(cell) for cell in names - named.keys())
        if rest:
            yield f"# Nog {rest} waarden die geen naam of code van een gemeente van nu zijn."
            yield "# Vul ze zelf aan."


def toml_text(text: str) -> str:
    """Return a text as a TOML string."""
    return json.dumps(text, ensure_ascii=False)
