"""Read cells whatever stands in them, and put each row to every rule: what `quick` leaves over.

A cell may have spaces around it, capitals where none belong, a code that is none, a day that does
not exist. What cannot be read is null, and the bit of the rule that says so is set.
"""

from collections.abc import Iterable, Mapping
from datetime import date

import sql
from etl.domain.fields import TABLES, Field, Kind
from etl.domain.rule import RowRule
from etl.validate.listed import enum, listed
from etl.validate.own_keys import keyed_columns
from etl.validate.padded import may_be_number
from etl.validate.predicates import caught

KEY = "coalesce(pseudoniem({text}), md5_number({text}))"
"""What an id is compared by within a delivery: also one whose shape is wrong."""

_SMALL = ("stap", "leeftijd")
"""Numbers of which one byte holds all that are within bounds."""


def select(
    table: str,
    *,
    source: str,
    rules: Mapping[int, RowRule],
    peildatum: date,
    extra: Iterable[str] = (),
) -> str:
    """Return the select of a row per row of a source that has a table's columns, as text.

    Args:
        source: the name of a table or view.
        rules: by bit.
        peildatum: of the delivery.
        extra: columns to add; `geleverd` is the row of the source.
    """
    fields = TABLES[table].fields
    lists = listed(table)
    texts = {one.name: _text(one) for one in fields if one.kind is Kind.PSEUDONYM}
    broken = " + ".join(
        f"if({caught(rule.check, peildatum=peildatum, ids=texts)}, {1 << bit}::ubigint, 0::ubigint)"
        for bit, rule in rules.items()
    )
    suspect = [
        "gebreken <> 0",
        *(may_be_number(table, f"kaal(geleverd.{name})") for name in texts),
    ]
    cells = ", ".join(f"geleverd.{one.name}" for one in fields)
    kept = [
        *(f"try_cast({name} as {enum(values)}) as {name}" for name, values in lists.items()),
        *(_kept(one) for one in fields if one.name not in lists),
        *keyed_columns(table, text="lower(kaal(geleverd.{name}))"),
        "gebreken",
        f"case when {' or '.join(suspect)} then [{cells}] end as cellen",
        *extra,
    ]
    typed = sql.folder("typed")[table].replace(f"landing.{table}", source)
    return (
        f"from (from ({typed}) select *, {broken or '0::ubigint'} as gebreken) "
        f"select {', '.join(kept)}"
    )


def _text(one: Field) -> str:
    return f"lower(kaal(geleverd.{one.name}))"


def _kept(one: Field) -> str:
    if one.kind is Kind.PSEUDONYM:
        return f"{KEY.format(text=_text(one))} as {one.name}"
    if one.name in _SMALL:
        # what does not fit is far out of bounds, and was set aside for it
        return f"try_cast({one.name} as tinyint) as {one.name}"
    return one.name
