"""Read every row and put it to the rules: a bit per rule, kept beside the typed row.

`broken.<table>.gebreken` has bit i set when the row breaks rule i of its table; a row that is not
in it breaks none, and `typed.<table>.is_apart` says whether one sets the row aside. Rules about a
column that the file lacks are left out: that the column is missing is said once, not per row.

A pass over text is what intake costs, so a file is read once, and quickly (`quick`). The few rows
that are not surely good keep their text, and are read again from there, exactly (`exact_rows`). A
file with many of those is read a second time. What a later station needs stays in few bytes a row:
codes as enumerations, pseudonyms as 128 bits. The text of a row is kept only where it broke a rule
(`broken.<table>`), for those who look at why.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

import duckdb
import numpy as np

from etl import transform
from etl.domain.fields import TABLES
from etl.domain.rule import Gevolg, RowRule
from etl.domain.rules import row_rules_of
from etl.ingest.source import Landed, Stream
from etl.validate import exact_rows, quick

BROKEN_LINE_BIT = 62
"""A line with a field too many: no rule of one row's cells."""

CONTRADICTED_BIT = 61
"""A zaak of which the lines of the file contradict each other."""

MOST_LEFT_OVER = Fraction(1, 20)
"""Share of the rows that may be left over by the quick reading; beyond it, all are read exactly."""


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
    return mask_of([*bits, BROKEN_LINE_BIT, CONTRADICTED_BIT])


def read_rows(
    con: duckdb.DuckDBPyConnection,
    table: str,
    *,
    opened: Landed | Stream,
    missing: Iterable[str],
    peildatum: date,
    keys: Mapping[str, bytes],
    most_left_over: Fraction = MOST_LEFT_OVER,
) -> tuple[Flagged, Landed]:
    """Create `typed.<table>` with its flags, and the view `sound.<table>` of rows without fault.

    Args:
        opened: a table that landed, or a file that is read only now.
        missing: columns that the file lacks.
        peildatum: of the delivery.
        keys: the pads under which pseudonyms are replaced.
        most_left_over: the share of rows beyond which all are read exactly.
    """
    rules = _rules(table, missing)
    asked = _Asked(table, rules, peildatum, dict(keys) if table == "zaken" else None)
    reading: Callable[[], AbstractContextManager[None]] = (
        nullcontext if isinstance(opened, Landed) else lambda: opened.reading(con)
    )
    transform.create_macros(con, "kaal", "pseudoniem")
    for schema in ("read", "broken", "again", "exact"):
        con.execute(f"create schema if not exists {schema}")
    with reading():
        asked.read_quickly(con)
    [(rows, left_over)] = con.execute(
        f"from read.{table} select count(*), count(*) filter (where is_apart)"
    ).fetchall()
    landed = opened if isinstance(opened, Landed) else opened.landed(con, rows=rows)
    if left_over <= most_left_over * rows:
        asked.read_left_over(con)
    else:
        with reading():
            asked.read_exactly(con)
    return _flagged(con, table, rules=rules, landed=landed), landed


def _rules(table: str, missing: Iterable[str]) -> dict[int, RowRule]:
    absent = set(missing)
    return {bit: rule for bit, rule in enumerate(row_rules_of(table)) if rule.column not in absent}


@dataclass(frozen=True)
class _Asked:
    """What a table's rows are read by."""

    table: str
    rules: Mapping[int, RowRule]
    peildatum: date
    keys: dict[str, bytes] | None = field(repr=False)

    def read_quickly(self, con: duckdb.DuckDBPyConnection) -> None:
        """Create `read.<table>`: a row per row of the file, in its order."""
        select = quick.select(self.table, rules=self.rules.values(), peildatum=self.peildatum)
        con.execute(f"create table read.{self.table} as {select}", self.keys)

    def read_left_over(self, con: duckdb.DuckDBPyConnection) -> None:
        """Read the rows that are not surely good from their text, and put them in their place."""
        table = self.table
        cells = ", ".join(
            f"cellen[{place}] as {name}"
            for place, name in enumerate(TABLES[table].columns, start=1)
        )
        con.execute(
            f"create or replace view again.{table} as "
            f"from read.{table} select rowid as rij, {cells} where is_apart"
        )
        select = self._exact(f"again.{table}", extra=["geleverd.rij as rij"])
        con.execute(f"create table exact.{table} as {select}", self.keys)
        con.execute(f"drop view again.{table}")
        # an update of a list would move its row to the end
        con.execute(f"alter table read.{table} drop column cellen")
        columns = [name for name in _columns(con, table) if name != "is_apart"]
        is_apart = f"exact.gebreken & {apart_mask(self.rules)}::ubigint <> 0"
        con.execute(
            f"merge into read.{table} as rij using exact.{table} as exact "
            "on rij.rowid = exact.rij when matched then update set "
            + ", ".join([*(f"{name} = exact.{name}" for name in columns), f"is_apart = {is_apart}"])
        )

    def read_exactly(self, con: duckdb.DuckDBPyConnection) -> None:
        """Create `read.<table>` anew, with every row read exactly."""
        table = self.table
        con.execute(
            f"create or replace table read.{table} as "
            f"from ({self._exact(f'landing.{table}')}) select *, false as is_apart",
            self.keys,
        )
        con.execute(
            f"create table exact.{table} as from read.{table} select rowid as rij, gebreken, "
            "cellen where gebreken <> 0 or cellen is not null"
        )
        for name in ("gebreken", "cellen"):
            con.execute(f"alter table read.{table} drop column {name}")

    def _exact(self, source: str, *, extra: Iterable[str] = ()) -> str:
        return exact_rows.select(
            self.table, source=source, rules=self.rules, peildatum=self.peildatum, extra=extra
        )


def _flagged(
    con: duckdb.DuckDBPyConnection,
    table: str,
    *,
    rules: Mapping[int, RowRule],
    landed: Landed,
) -> Flagged:
    con.execute(
        f"create table exact.flags as from exact.{table} select rij, gebreken, cellen "
        "where gebreken <> 0 or cellen is not null"
    )
    _flag(con, list(landed.surplus), bit=BROKEN_LINE_BIT)
    if landed.differences:
        rows = con.execute("from landing.tegenstrijdig select distinct rij").fetchnumpy()["rij"]
        _flag(con, rows, bit=CONTRADICTED_BIT)
    con.execute(
        f"merge into read.{table} as rij using exact.flags as flags "
        f"on rij.rowid = flags.rij and flags.gebreken & {apart_mask(rules)}::ubigint <> 0 "
        "when matched then update set is_apart = true"
    )
    _create_views(con, table)
    con.execute(
        f"create table broken.{table} as "
        f"from typed.{table} join exact.flags using (rij) order by rij"
    )
    for name in (table, "flags"):
        con.execute(f"drop table exact.{name}")
    masks = con.execute(
        f"from broken.{table} select gebreken, count(*) where gebreken <> 0 group by gebreken"
    ).fetchall()
    return Flagged(table, rules, {int(mask): rows for mask, rows in masks})


def _flag(con: duckdb.DuckDBPyConnection, rows: Sequence[int] | np.ndarray, *, bit: int) -> None:
    """Add a bit that no rule of one row's cells has to rows of `exact.flags`."""
    con.execute(
        "merge into exact.flags as flags using (from unnest($rows::bigint[])) as ruim(plek) "
        "on flags.rij = plek "
        "when matched then update set gebreken = gebreken | $bit::ubigint "
        "when not matched then insert (rij, gebreken) values (plek, $bit::ubigint)",
        {"rows": rows, "bit": 1 << bit},
    )


def forget_ids(con: duckdb.DuckDBPyConnection, table: str) -> None:
    """Drop the ids of a table's rows, once each has found its zaak: half of what they weigh."""
    con.execute(f"alter table read.{table} drop column zaak_id")
    _create_views(con, table)


def _create_views(con: duckdb.DuckDBPyConnection, table: str) -> None:
    con.execute(f"create or replace view typed.{table} as from read.{table} select rowid as rij, *")
    con.execute(f"create or replace view sound.{table} as from typed.{table} where not is_apart")


def _columns(con: duckdb.DuckDBPyConnection, table: str) -> list[str]:
    rows = con.execute(
        "from duckdb_columns() select column_name "
        f"where schema_name = 'read' and table_name = '{table}' order by column_index"
    ).fetchall()
    return [name for (name,) in rows]
