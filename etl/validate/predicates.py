"""Say a rule's check in SQL: true for a row that breaks it, false for all others, never null.

The columns are those of `typed.*`. A date and a number have two flags beside them there:
`<column>_ingevuld` (the cell holds something), `<column>_leesbaar` (it is empty or was read).
Two columns that belong together stand joined in `<other>_<column>`, with a space between.
Values in the text are the rules' own constants and the reference date, never a cell's.

A list is searched by a cast to an enumeration: DuckDB makes a join of `in` and `list_contains`, and
a join does not keep the rows in the order of the file.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from etl.domain.checks import (
    Agree,
    Between,
    Check,
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

HAS_FLAGS = frozenset(
    field.name
    for table in TABLES.values()
    for field in table.fields
    if field.kind in (Kind.DATE, Kind.NUMBER)
)
"""Columns whose typed value is null both for an empty and for an unreadable cell."""

_AS_TYPED: Mapping[str, str] = {}


def caught(check: Check, *, peildatum: date, ids: Mapping[str, str] = _AS_TYPED) -> str:
    """Return the predicate of the rows that break a check.

    Args:
        ids: what stands in the text for a column of pseudonyms, instead of its name.
    """
    return f"coalesce({_breaks(check, peildatum=peildatum, ids=ids)}, false)"


def _breaks(check: Check, *, peildatum: date, ids: Mapping[str, str]) -> str:
    match check:
        case Filled(column) if column in ids:
            return f"{ids[column]} is null"
        case Shape(column, pattern) if column in ids:
            return f"not regexp_full_match({ids[column]}, {_quoted(pattern)})"
        case Filled(column):
            return f"not {column}_ingevuld" if column in HAS_FLAGS else f"{column} is null"
        case Readable(column):
            return f"not {column}_leesbaar"
        case RequiredWith(column, other):
            return f"{other}_ingevuld and not {column}_ingevuld"
        case OneFilled(column, other):
            return f"not {column}_ingevuld and not {other}_ingevuld"
        case OneOf(column, values):
            return f"{column} is not null and not {_among(column, values)}"
        case PairIn(column, by, pairs):
            known = sorted({left for left, _ in pairs})
            allowed = [f"{left} {right}" for left, right in pairs]
            pair = f"{by}_{column}"
            return f"{_among(by, known)} and {pair} is not null and not {_among(pair, allowed)}"
        case Shape(column, pattern):
            return f"not regexp_full_match({column}, {_quoted(pattern)})"
        case Unlike(column, pattern, when):
            return f"regexp_matches({column}, {_quoted(pattern)}){_and(when)}"
        case Between(column, low, high, when):
            bounds = [
                *([f"{column} < {low}"] if low is not None else []),
                *([f"{column} > {high}"] if high is not None else []),
            ]
            return f"({' or '.join(bounds)}){_and(when)}"
        case NotBeforeDay(column, day):
            return f"{column} < date '{day.isoformat()}'"
        case NotAfterPeildatum(column):
            return f"{column} > date '{peildatum.isoformat()}'"
        case NotBefore(later, earlier):
            return f"{later} < {earlier}"
        case Agree(column, other):
            return f"{column} <> {other}"


def _and(when: When | None) -> str:
    return f" and {_holds(when)}" if when else ""


def _holds(when: When) -> str:
    texts = [value for value in when.values if isinstance(value, str)]
    if texts:
        return _among(when.column, texts)
    [value] = when.values
    return f"{when.column} = {_quoted(value)}"


def _among(column: str, values: Iterable[str]) -> str:
    return f"(try_cast({column} as enum({_listed(values)})) is not null)"


def _listed(values: Iterable[str | int | bool]) -> str:
    return ", ".join(_quoted(value) for value in values)


def _quoted(value: str | int | bool) -> str:
    if isinstance(value, str):
        return "'" + value.replace("'", "''") + "'"
    return str(value).lower()
