"""Put every row to the rules in one pass: a bit per rule, kept beside the typed row.

`typed.<table>.gebreken` has bit i set when the row breaks rule i of its table. Rules about a
column that the file lacks are left out: that the column is missing is said once, not per row.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

import duckdb

import sql
from etl import transform
from etl.domain.rule import Gevolg, RowRule
from etl.domain.rules import row_rules_of
from etl.ingest.source import Landed
from etl.validate.predicates import caught

BROKEN_LINE_BIT = 62
"""A line with a field too many: no rule of one row's cells."""


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
        bits = [bit for bit, rule in self.rules.items() if rule.gevolg is Gevolg.APART]
        return mask_of([*bits, BROKEN_LINE_BIT])

    def mask_on(self, column: str) -> int:
        """Return the bits of the rules about one column."""
        return mask_of(bit for bit, rule in self.rules.items() if rule.column == column)

    def count(self, mask: int) -> int:
        """Return how many rows have at least one of these bits."""
        return sum(rows for broken, rows in self.masks.items() if broken & mask)


def mask_of(bits: Iterable[int]) -> int:
    return sum(1 << bit for bit in bits)


def flag_rows(
    con: duckdb.DuckDBPyConnection,
    table: str,
    *,
    landed: Landed,
    missing: Iterable[str],
    peildatum: date,
) -> Flagged:
    """Create `typed.<table>` with its flags, and the view `sound.<table>` of rows without fault."""
    transform.create_macros(con, "kaal")
    absent = set(missing)
    rules = {bit: rule for bit, rule in enumerate(row_rules_of(table)) if rule.column not in absent}
    bits = [
        f"if({caught(rule.check, peildatum=peildatum)}, {1 << bit}::ubigint, 0::ubigint)"
        for bit, rule in rules.items()
    ]
    if landed.surplus:
        broken = f"if(rij in (from unnest($rows)), {1 << BROKEN_LINE_BIT}::ubigint, 0::ubigint)"
        bits.append(broken)
    con.execute(
        f"create table typed.{table} as from ({sql.folder('typed')[table]}) "
        f"select *, {' + '.join(bits) or '0::ubigint'} as gebreken",
        {"rows": list(landed.surplus)} if landed.surplus else None,
    )
    masks = con.execute(
        f"from typed.{table} select gebreken, count(*) where gebreken <> 0 group by gebreken"
    ).fetchall()
    flagged = Flagged(table, rules, {int(mask): rows for mask, rows in masks})
    con.execute(
        f"create view sound.{table} as "
        f"from typed.{table} where gebreken & {flagged.apart_mask}::ubigint = 0"
    )
    return flagged
