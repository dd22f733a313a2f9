"""Put the rows to Great Expectations: the formal verdict, from the same rules as our own SQL.

The only module that imports Great Expectations, which takes seconds: import it late. Up to
`LARGEST_FRAME` rows, all rows of a table are validated. Above that, the counts that our SQL made
over all rows are (one column per rule, which must be 0), and a seeded sample of that size is put to
the rules themselves. Where the two ever count differently, one of them is wrong, and we stop.
"""

import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Literal

import duckdb

os.environ["GX_ANALYTICS_ENABLED"] = "False"

import great_expectations as gx
import great_expectations.expectations as gxe
import pandas as pd
from great_expectations.data_context.types.base import ProgressBarsConfig
from great_expectations.datasource.fluent.interfaces import Batch
from great_expectations.expectations.row_conditions import Column, ComparisonCondition

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
from etl.domain.rule import RowRule
from etl.validate.predicates import HAS_FLAGS
from etl.validate.rows import Flagged

LARGEST_FRAME = 200_000
"""Rows: what a frame of a table takes in memory and time stays small up to here."""

_SEED = 2025

_EPOCH = date(1970, 1, 1)

_EITHER_EMPTY: Literal["either_value_is_missing"] = "either_value_is_missing"


def counts_by_rule(
    con: duckdb.DuckDBPyConnection,
    flagged: Flagged,
    *,
    peildatum: date,
    largest_frame: int = LARGEST_FRAME,
) -> dict[str, int]:
    """Return how many rows of a table break each rule, as Great Expectations says.

    Raises RuntimeError when that is not what our own SQL says.
    """
    own = {rule.code: flagged.count(1 << bit) for bit, rule in flagged.rules.items()}
    [(rows,)] = con.execute(f"from typed.{flagged.table} select count(*)").fetchall()
    if rows <= largest_frame:
        frame = _frame(con, f"typed.{flagged.table}", table=flagged.table)
        _must_agree(_unexpected(frame, flagged.rules.values(), peildatum=peildatum), own)
        return own
    _must_agree(_unexpected_totals(own), own)
    con.execute(
        f"create or replace temp table steekproef as from typed.{flagged.table} "
        f"using sample reservoir({largest_frame} rows) repeatable ({_SEED})"
    )
    masks = con.execute("from steekproef select gebreken, count(*) group by gebreken").fetchall()
    sampled = Flagged(flagged.table, flagged.rules, {int(mask): count for mask, count in masks})
    frame = _frame(con, "steekproef", table=flagged.table)
    _must_agree(
        _unexpected(frame, flagged.rules.values(), peildatum=peildatum),
        {rule.code: sampled.count(1 << bit) for bit, rule in flagged.rules.items()},
    )
    return own


def expectation(rule: RowRule, *, peildatum: date) -> gxe.Expectation:
    """Say a rule in Great Expectations' words, about the columns of `typed.*`."""
    said = _expectation(rule.check, peildatum=peildatum)
    said.meta = {"code": rule.code}
    return said


def _expectation(check: Check, *, peildatum: date) -> gxe.Expectation:
    match check:
        case Filled(column) if column in HAS_FLAGS:
            return gxe.ExpectColumnValuesToBeInSet(column=f"{column}_ingevuld", value_set=[True])
        case Filled(column):
            return gxe.ExpectColumnValuesToNotBeNull(column=column)
        case Readable(column):
            return gxe.ExpectColumnValuesToBeInSet(column=f"{column}_leesbaar", value_set=[True])
        case RequiredWith(column, other):
            return gxe.ExpectColumnValuesToBeInSet(
                column=f"{column}_ingevuld",
                value_set=[True],
                row_condition=_where(f"{other}_ingevuld", (True,)),
            )
        case OneFilled(column, other):
            return gxe.ExpectColumnValuesToBeInSet(
                column=f"{column}_ingevuld",
                value_set=[True],
                row_condition=_where(f"{other}_ingevuld", (False,)),
            )
        case OneOf(column, values):
            return gxe.ExpectColumnValuesToBeInSet(column=column, value_set=list(values))
        case PairIn(column, by, pairs):
            # a pair expectation looks at pairs one by one; typed.* has them joined
            return gxe.ExpectColumnValuesToBeInSet(
                column=f"{by}_{column}",
                value_set=[f"{left} {right}" for left, right in pairs],
                row_condition=_where(by, sorted({left for left, _ in pairs})),
            )
        case Shape(column, pattern):
            return gxe.ExpectColumnValuesToMatchRegex(column=column, regex=rf"\A(?:{pattern})\Z")
        case Unlike(column, pattern, when):
            # (?a): \b means the same here as in DuckDB
            return gxe.ExpectColumnValuesToNotMatchRegex(
                column=column, regex=f"(?a){pattern}", row_condition=_condition(when)
            )
        case Between(column, low, high, when):
            return gxe.ExpectColumnValuesToBeBetween(
                column=column, min_value=low, max_value=high, row_condition=_condition(when)
            )
        case NotBeforeDay(column, day):
            return gxe.ExpectColumnValuesToBeBetween(column=column, min_value=_days(day))
        case NotAfterPeildatum(column):
            return gxe.ExpectColumnValuesToBeBetween(column=column, max_value=_days(peildatum))
        case NotBefore(later, earlier):
            return gxe.ExpectColumnPairValuesAToBeGreaterThanB(
                column_A=later, column_B=earlier, or_equal=True, ignore_row_if=_EITHER_EMPTY
            )
        case Agree(column, other):
            return gxe.ExpectColumnPairValuesToBeEqual(
                column_A=column, column_B=other, ignore_row_if=_EITHER_EMPTY
            )


def _frame(con: duckdb.DuckDBPyConnection, source: str, *, table: str) -> pd.DataFrame:
    """Return rows as a frame with dates as days: on dates, pandas compares one by one."""
    days = ", ".join(
        f"({field.name} - date '{_EPOCH.isoformat()}')::double as {field.name}"
        for field in TABLES[table].fields
        if field.kind is Kind.DATE
    )
    return con.execute(f"from {source} select *" + (f" replace ({days})" if days else "")).df()


def _days(day: date) -> int:
    return (day - _EPOCH).days


def _condition(when: When | None) -> ComparisonCondition | None:
    return _where(when.column, when.values) if when else None


def _where(column: str, values: Sequence[str | int | bool]) -> ComparisonCondition:
    # is_in refuses booleans
    if len(values) == 1:
        return Column(column) == values[0]
    return Column(column).is_in(list(values))


def _unexpected(
    frame: pd.DataFrame, rules: Iterable[RowRule], *, peildatum: date
) -> dict[str, int]:
    said = [expectation(rule, peildatum=peildatum) for rule in rules]
    return _validated(frame, said)


def _unexpected_totals(own: Mapping[str, int]) -> dict[str, int]:
    """Put the counts over all rows to the one expectation that a count can meet: none."""
    said: list[gxe.Expectation] = []
    for code in own:
        one = gxe.ExpectColumnValuesToBeInSet(column=code, value_set=[0])
        one.meta = {"code": code}
        said.append(one)
    failed = _validated(pd.DataFrame([own]), said)
    return {code: own[code] if failed[code] else 0 for code in own}


def _validated(frame: pd.DataFrame, said: list[gxe.Expectation]) -> dict[str, int]:
    if frame.empty or not said:
        # an expectation about no rows is met
        return {one.meta["code"]: 0 for one in said if one.meta}
    outcome = _batch(frame).validate(
        gx.ExpectationSuite(name="regels", expectations=said), result_format="BASIC"
    )
    counts = {}
    for result in outcome.results:
        config = result.expectation_config
        code = config.meta["code"] if config and config.meta else ""
        if "unexpected_count" not in result.result:
            # its own explanation may quote a cell
            raise RuntimeError(f"Great Expectations could not judge rule {code}")
        counts[code] = int(result.result["unexpected_count"])
        if result.success != (counts[code] == 0):
            raise RuntimeError(f"Great Expectations contradicts itself on rule {code}")
    return counts


def _batch(frame: pd.DataFrame) -> Batch:
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    asset = context.data_sources.add_pandas("rijen").add_dataframe_asset("rijen")
    return asset.add_batch_definition_whole_dataframe("alle").get_batch({"dataframe": frame})


def _must_agree(theirs: Mapping[str, int], own: Mapping[str, int]) -> None:
    different = sorted(code for code in own if theirs.get(code) != own[code])
    if different:
        raise RuntimeError(
            f"Great Expectations and our own SQL count differently: {', '.join(different)}"
        )
