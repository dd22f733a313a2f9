"""Read a file as if every cell stood as the contract writes it: what is left over is read exactly.

Nearly all rows of nearly all files hold dates as JJJJ-MM-DD, codes of their list and nothing
around them. One look at such a cell reads it and proves that it is good. A row of which not every
cell is surely good keeps its text in `cellen`; `etl.validate.exact_rows` reads those from there.
So nothing here may call a row good that the rules catch, and the reverse costs time alone.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from re import fullmatch, search

from etl.domain import codes
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
from etl.domain.fields import TABLES, Field, Kind
from etl.domain.row_rules import SCHOOLJAREN
from etl.domain.rule import AGE_OLDEST, AGE_YOUNGEST, ID_SHAPE, RowRule
from etl.validate.listed import enum, kept_columns, listed
from etl.validate.own_keys import keyed_columns
from etl.validate.padded import may_be_number

NUMBERS: Mapping[str, range] = {
    "stap": range(1, 11),
    "leeftijd": range(AGE_YOUNGEST, AGE_OLDEST + 1),
}
"""Numbers of which all good ones can be listed: a list proves how they are written."""

_PROVEN = frozenset(
    field.name
    for table in TABLES.values()
    for field in table.fields
    if field.kind in (Kind.PSEUDONYM, Kind.SCHOOLJAAR)
)
"""Columns of which a cell that was read has its shape, or stands in its list."""

_FILLED = "_ingevuld"


@dataclass(frozen=True)
class _Lists:
    """What the columns of codes of a table may hold."""

    values: Mapping[str, Sequence[str]]
    peildatum: date

    def among(self, column: str, is_good: Callable[[str], bool]) -> str:
        """Return whether the code of a column is good: a bit per code of its list."""
        bits = "".join(str(int(is_good(value))) for value in self.values[column])
        return f"get_bit('{bits}'::bit, enum_code({column})::integer) = 1"


def select(table: str, *, rules: Iterable[RowRule], peildatum: date) -> str:
    """Return the select of a row per row of the file, in its order."""
    fields = TABLES[table].fields
    values = listed(table)
    cells = ", ".join(f"{one.name} as {one.name}_cel" for one in fields)
    read = ", ".join(f"{_read(one, values)} as {one.name}" for one in fields)
    extra = f", {_AGE}" if table == "zaken" else ""
    lists = _Lists(values, peildatum)
    good = " and ".join(
        [
            *(f"({one.name}_cel is null) = ({one.name} is null)" for one in fields),
            *(
                f"not coalesce({may_be_number(table, f'{one.name}_cel')}, false)"
                for one in fields
                if one.kind is Kind.PSEUDONYM
            ),
            *dict.fromkeys(filter(None, (_keeps(rule.check, lists) for rule in rules))),
        ]
    )
    texts = ", ".join(f"{one.name}_cel" for one in fields)
    kept = [*kept_columns(table), *keyed_columns(table, text="{name}_cel")]
    return (
        f"from (from (from (from landing.{table} select {cells}) select *, {read}) "
        f"select *{extra}, {good} as is_goed) "
        f"select {', '.join(kept)}, not is_goed as is_apart, "
        f"case when not is_goed then [{texts}] end as cellen"
    )


_AGE = (
    "case "
    + " ".join(
        f"when leeftijd between {youngest} and {oldest} "
        f"then '{groep}'::{enum(codes.LEEFTIJDSGROEP.values)}"
        for groep, (youngest, oldest) in codes.AGES_OF_GROEP.items()
    )
    + " end as groep_van_leeftijd, coalesce(leeftijdsgroep, groep_van_leeftijd) as groep"
)
"""The age as a band, from the years where those were delivered."""


def _read(one: Field, values: Mapping[str, Sequence[str]]) -> str:
    """Return what a cell says when it stands as it must; null of any other."""
    cell = f"{one.name}_cel"
    if one.kind is Kind.PSEUDONYM:
        other = f"case when regexp_full_match({cell}, '{ID_SHAPE}') then md5_number({cell}) end"
        return f"coalesce(pseudoniem({cell}), {other})"
    if one.kind is Kind.DATE:
        # try_cast alone would also take '2025-9-1' and '2025-09-01 extra'
        return f"case when {cell} like '____-__-__' then try_cast({cell} as date) end"
    if one.name in NUMBERS:
        numbers = NUMBERS[one.name]
        texts = [str(number) for number in numbers]
        return f"(enum_code(try_cast({cell} as {enum(texts)})) + {numbers.start})::tinyint"
    if one.kind is Kind.NUMBER:
        return rf"case when regexp_full_match({cell}, '\d{{1,9}}') then {cell}::integer end"
    if one.kind is Kind.SCHOOLJAAR:
        return f"try_cast({cell} as {enum(SCHOOLJAREN)})::varchar"
    if one.kind is Kind.ROUTES:
        # the codes in their order, each once
        cell = (
            f"case when contains({cell}, '+') then "
            f"array_to_string(list_sort(list_distinct(string_split({cell}, '+'))), '+') "
            f"else {cell} end"
        )
    return f"try_cast({cell} as {enum(values[one.name])})"


def _keeps(check: Check, lists: _Lists) -> str:
    """Return a predicate of rows that surely keep a check, never null; nothing where all do.

    It is about rows of which every filled cell was read.
    """
    match check:
        case Filled(column):
            return f"{column} is not null"
        case Readable(_):
            return ""
        case RequiredWith(column, other):
            return f"({other} is null or {column} is not null)"
        case OneFilled(column, other):
            return f"({column} is not null or {other} is not null)"
        case OneOf(column, values):
            return _of_list(column, lambda code: code in values, lists)
        case Shape(column, pattern):
            return _of_list(column, lambda code: bool(fullmatch(pattern, code)), lists)
        case Unlike(column, pattern, when):
            return _of_list(column, lambda code: not search(pattern, code), lists, when=when)
        case PairIn(column, by, pairs):
            return _pair(column, by, pairs=pairs, lists=lists)
        case Between(column, low, high, when):
            bounds = [
                *([f"{column} >= {low}"] if low is not None else []),
                *([f"{column} <= {high}"] if high is not None else []),
            ]
            return _or_exempt(f"coalesce({' and '.join(bounds)}, true)", when, lists)
        case NotBeforeDay(column, day):
            return f"coalesce({column} >= date '{day.isoformat()}', true)"
        case NotAfterPeildatum(column):
            return f"coalesce({column} <= date '{lists.peildatum.isoformat()}', true)"
        case NotBefore(later, earlier):
            return f"coalesce({later} >= {earlier}, true)"
        case Agree(column, other):
            return f"coalesce({column} = {other}, true)"


def _of_list(
    column: str, is_good: Callable[[str], bool], lists: _Lists, *, when: When | None = None
) -> str:
    if column not in lists.values:
        return "" if column in _PROVEN else "false"
    if all(map(is_good, lists.values[column])):
        return ""
    return _or_exempt(f"coalesce({lists.among(column, is_good)}, true)", when, lists)


def _or_exempt(kept: str, when: When | None, lists: _Lists) -> str:
    """Return a predicate that rows pass too of which a check says nothing."""
    if when is None:
        return kept
    if when.column.endswith(_FILLED):
        return f"({kept} or {when.column.removesuffix(_FILLED)} is null)"
    asked = lists.among(when.column, lambda code: code in when.values)
    return f"({kept} or not coalesce({asked}, false))"


def _pair(column: str, by: str, *, pairs: Sequence[tuple[str, str]], lists: _Lists) -> str:
    known = {left for left, _ in pairs}
    bits = "".join(
        str(int(left not in known or (left, right) in pairs))
        for left in lists.values[by]
        for right in lists.values[column]
    )
    place = f"enum_code({by})::integer * {len(lists.values[column])} + enum_code({column})::integer"
    return f"coalesce(get_bit('{bits}'::bit, {place}) = 1, true)"
