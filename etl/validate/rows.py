"""Read every row and put it to the rules, in one pass: a bit per rule, kept beside the typed row.

`typed.<table>.gebreken` has bit i set when the row breaks rule i of its table. Rules about a
column that the file lacks are left out: that the column is missing is said once, not per row.

A pass over text is what intake costs, so a file is read once. What a later station needs stays in
few bytes a row: codes as enumerations, pseudonyms as 128 bits and under our own keys. The text of a
row is kept only where it broke a rule (`broken.<table>`), for those who look at why.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

import duckdb

import sql
from etl import transform
from etl.domain import codes
from etl.domain.checks import OneOf
from etl.domain.fields import TABLES, Field, Kind
from etl.domain.rule import Gevolg, RowRule
from etl.domain.rules import row_rules_of
from etl.ingest.source import Landed, Stream
from etl.validate.predicates import ROUTE_SETS, caught, keeps

BROKEN_LINE_BIT = 62
"""A line with a field too many: no rule of one row's cells."""

_ENUMS = {"groep": codes.LEEFTIJDSGROEP.values}
"""The lists of typed columns that no file has."""

_SMALL = ("stap", "leeftijd")
"""Numbers of which one byte holds all that are within bounds."""

KEY = "coalesce(pseudoniem({text}), md5_number({text}))"
"""What an id is compared by within a delivery: also one whose shape is wrong."""

_HMAC = "left(sha256($outer_pad || unhex(sha256($inner_pad || encode({text})))), 32)::uuid"
"""HMAC-SHA256 of a pseudonym, from the two pads of `etl.validate.keys`: its first 128 bits."""


@dataclass(frozen=True)
class Flagged:
    """The rules that a table's rows were put to, and how often each was broken."""

    table: str
    rules: Mapping[int, RowRule]
    """By bit."""

    masks: Mapping[int, int] = field(repr=False)
    """How many rows have each combination of bits, for rows with any."""

    @property
    def apart_mask(self) -> int:
        """The bits that set a row aside."""
        return apart_mask(self.rules)

    def mask_on(self, column: str) -> int:
        """Return the bits of the rules about one column."""
        return mask_of(bit for bit, rule in self.rules.items() if rule.column == column)

    def count(self, mask: int) -> int:
        """Return how many rows have at least one of these bits."""
        return sum(rows for broken, rows in self.masks.items() if broken & mask)


def mask_of(bits: Iterable[int]) -> int:
    return sum(1 << bit for bit in bits)


def apart_mask(rules: Mapping[int, RowRule]) -> int:
    """Return the bits that set a row aside."""
    bits = [bit for bit, rule in rules.items() if rule.gevolg is Gevolg.APART]
    return mask_of([*bits, BROKEN_LINE_BIT])


def read_rows(
    con: duckdb.DuckDBPyConnection,
    table: str,
    *,
    opened: Landed | Stream,
    missing: Iterable[str],
    peildatum: date,
    keys: Mapping[str, bytes],
) -> tuple[Flagged, Landed]:
    """Do `flag_rows` of a table that landed, or of a file that is read only now."""
    if isinstance(opened, Landed):
        landed, rules = opened, _rules(table, missing)
        _read(con, table, rules=rules, peildatum=peildatum, keys=keys)
    else:
        rules = _rules(table, missing)
        with opened.reading(con):
            _read(con, table, rules=rules, peildatum=peildatum, keys=keys)
        landed = opened.landed(con, rows=_count(con, table))
    return _flagged(con, table, rules=rules, surplus=landed.surplus), landed


def flag_rows(
    con: duckdb.DuckDBPyConnection,
    table: str,
    *,
    landed: Landed,
    missing: Iterable[str],
    peildatum: date,
    keys: Mapping[str, bytes],
) -> Flagged:
    """Create `typed.<table>` with its flags, and the view `sound.<table>` of rows without fault.

    Args:
        keys: the pads under which pseudonyms are replaced.
    """
    flagged, _ = read_rows(
        con, table, opened=landed, missing=missing, peildatum=peildatum, keys=keys
    )
    return flagged


def _rules(table: str, missing: Iterable[str]) -> dict[int, RowRule]:
    absent = set(missing)
    return {bit: rule for bit, rule in enumerate(row_rules_of(table)) if rule.column not in absent}


def _read(
    con: duckdb.DuckDBPyConnection,
    table: str,
    *,
    rules: Mapping[int, RowRule],
    peildatum: date,
    keys: Mapping[str, bytes],
) -> None:
    """Create `read.<table>`: a row per row of the file, in its order."""
    transform.create_macros(con, "kaal", "pseudoniem")
    for schema in ("read", "broken"):
        con.execute(f"create schema if not exists {schema}")
    fields = TABLES[table].fields
    listed = {one.name: values for one in fields if (values := _values(table, one))}
    coded = {name: f"{name}_code" for name in listed}
    ids = [one.name for one in fields if one.kind is Kind.PSEUDONYM]
    texts = {name: f"lower(kaal(geleverd.{name}))" for name in ids}
    numbers = {name: f"{name}_getal" for name in ids}
    extra = _ENUMS if table == "zaken" else {}
    exact = " + ".join(
        f"if({caught(rule.check, peildatum=peildatum, ids=texts)}, {1 << bit}::ubigint, 0::ubigint)"
        for bit, rule in rules.items()
    )
    quick = " and ".join(
        keeps(rule.check, peildatum=peildatum, read=coded | numbers, lists=listed)
        for rule in rules.values()
    )
    read = [
        *(
            f"try_cast({name} as {_enum(values)}) as {name}_code"
            for name, values in {**listed, **extra}.items()
        ),
        *(f"pseudoniem(geleverd.{name}) as {name}_getal" for name in ids),
    ]
    suspect = [
        "gebreken <> 0",
        *(f"starts_with(kaal(geleverd.{name}), '0000000')" for name in ids),
    ]
    kept = [
        *_kept(fields, listed={**listed, **extra}, texts=texts, numbers=numbers),
        *(
            f"case when gebreken & {apart_mask(rules)}::ubigint = 0 "
            f"then {_HMAC.format(text=texts[name])} end as {name.removesuffix('_id')}_sleutel"
            for name in (ids if table == "zaken" else ())
        ),
        "gebreken",
        f"case when {' or '.join(suspect)} "
        f"then [{', '.join(f'geleverd.{one.name}' for one in fields)}] end as cellen",
    ]
    con.execute(
        f"create table read.{table} as from (from (from ({sql.folder('typed')[table]}) "
        f"select *{''.join(f', {one}' for one in read)}) "
        f"select *, case when {quick or 'true'} then 0::ubigint else {exact or '0::ubigint'} end "
        f"as gebreken) select {', '.join(kept)}",
        dict(keys) if table == "zaken" else None,
    )


def _kept(
    fields: Iterable[Field],
    *,
    listed: Mapping[str, tuple[str, ...]],
    texts: Mapping[str, str],
    numbers: Mapping[str, str],
) -> list[str]:
    """Return the columns that stay of a row."""
    kept = [f"{name}_code as {name}" for name in listed]
    for one in fields:
        if one.name == "zaak_id":
            text = texts[one.name]
            kept.append(f"coalesce({numbers[one.name]}, {KEY.format(text=text)}) as zaak_id")
        elif one.name in _SMALL:
            # what does not fit is far out of bounds, and was set aside for it
            kept.append(f"try_cast({one.name} as tinyint) as {one.name}")
        elif one.kind is not Kind.PSEUDONYM and one.name not in listed:
            kept.append(one.name)
    return kept


def _values(table: str, one: Field) -> tuple[str, ...]:
    """Return all that a column of codes may hold; nothing for another column."""
    if one.kind is Kind.GEMEENTE:
        [values] = [
            rule.check.values
            for rule in row_rules_of(table)
            if isinstance(rule.check, OneOf) and rule.check.column == one.name
        ]
        return values
    if one.kind is Kind.ROUTES:
        return ROUTE_SETS
    return one.codes.values if one.codes and one.kind is Kind.CODE else ()


def _enum(values: Iterable[str]) -> str:
    return f"enum({', '.join(repr(value) for value in values)})"


def _flagged(
    con: duckdb.DuckDBPyConnection,
    table: str,
    *,
    rules: Mapping[int, RowRule],
    surplus: Iterable[int],
) -> Flagged:
    rows = list(surplus)
    if rows:
        con.execute(
            f"merge into read.{table} as rij using (from unnest($rows::bigint[])) as ruim(plek) "
            "on rij.rowid = plek when matched then update set gebreken = gebreken | $bit::ubigint",
            {"rows": rows, "bit": 1 << BROKEN_LINE_BIT},
        )
    con.execute(f"create view typed.{table} as from read.{table} select rowid as rij, *")
    con.execute(
        f"create table broken.{table} as from typed.{table} "
        "where gebreken <> 0 or cellen is not null"
    )
    masks = con.execute(
        f"from broken.{table} select gebreken, count(*) where gebreken <> 0 group by gebreken"
    ).fetchall()
    flagged = Flagged(table, rules, {int(mask): rows for mask, rows in masks})
    con.execute(
        f"create view sound.{table} as "
        f"from typed.{table} where gebreken & {flagged.apart_mask}::ubigint = 0"
    )
    return flagged


def _count(con: duckdb.DuckDBPyConnection, table: str) -> int:
    [(rows,)] = con.execute(f"from read.{table} select count(*)").fetchall()
    return int(rows)
