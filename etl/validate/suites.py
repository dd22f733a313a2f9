"""Put a delivery to Great Expectations: the formal verdict, from the same rules as our own SQL.

The only module that imports Great Expectations, which takes seconds: import it late. It costs some
18 ms per expectation, and more per row than reading the row. So it is given aggregates over all
rows: of every rule how many rows broke it, and how many do when the rows that were kept for it are
judged again, from their text, by the rule's own predicate alone. Two expectations cover them all.
A table of at most `LARGEST_FRAME` rows is put to the rules themselves besides, row by row. Of a
larger one the first `AGAIN` rows are read from the file once more and judged by the exact
predicates: a row that the quick half of a rule let pass wrongly is in neither of those counts.
Where two counts differ, one of them is wrong, and we stop.
"""

import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any, Literal

import duckdb

os.environ["GX_ANALYTICS_ENABLED"] = "False"

import great_expectations as gx
import great_expectations.expectations as gxe
import pandas as pd
from great_expectations.core.batch_definition import BatchDefinition
from great_expectations.data_context.types.base import ProgressBarsConfig
from great_expectations.datasource.fluent.interfaces import Batch
from great_expectations.expectations.row_conditions import Column, ComparisonCondition

import sql
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
from etl.validate.predicates import HAS_FLAGS, caught
from etl.validate.rows import Flagged

LARGEST_FRAME = 500
"""Rows up to which a table is judged row by row as well."""

AGAIN = 10_000
"""Rows at the start of a larger table that are read twice."""

_EPOCH = date(1970, 1, 1)

_FIRST = f"from landing.{{table}} limit {AGAIN}"

_EITHER_EMPTY: Literal["either_value_is_missing"] = "either_value_is_missing"


def counts_by_rule(
    con: duckdb.DuckDBPyConnection,
    *tables: Flagged,
    peildatum: date,
    largest_frame: int = LARGEST_FRAME,
) -> dict[str, int]:
    """Return how many rows break each rule of some tables, as Great Expectations says.

    Raises RuntimeError when that is not what our own SQL says.
    """
    own: dict[str, int] = {}
    again: dict[str, int] = {}
    for flagged in tables:
        own |= {rule.code: flagged.count(1 << bit) for bit, rule in flagged.rules.items()}
        again |= _counted_again(con, flagged, peildatum=peildatum)
    _must_agree(_totals(own, again), own)
    for flagged in tables:
        [(rows,)] = con.execute(f"from read.{flagged.table} select count(*)").fetchall()
        if rows <= largest_frame:
            frame = _frame(con, table=flagged.table)
            _must_agree(
                _unexpected(frame, flagged.rules.values(), peildatum=peildatum),
                {rule.code: own[rule.code] for rule in flagged.rules.values()},
            )
        else:
            first = _exact(con, flagged, source=_FIRST, peildatum=peildatum)
            _must_agree(first, _flagged_among_first(con, flagged))
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


def _frame(con: duckdb.DuckDBPyConnection, *, table: str) -> pd.DataFrame:
    """Return a table as a frame with dates as days: on dates, pandas compares one by one."""
    days = ", ".join(
        f"({field.name} - date '{_EPOCH.isoformat()}')::double as {field.name}"
        for field in TABLES[table].fields
        if field.kind is Kind.DATE
    )
    with_days = f" replace ({days})" if days else ""
    return con.execute(
        f"from ({sql.folder('typed')[table]}) select * exclude (geleverd){with_days}"
    ).df()


def _counted_again(
    con: duckdb.DuckDBPyConnection, flagged: Flagged, *, peildatum: date
) -> dict[str, int]:
    """Count the rows that break each rule once more: from their text, rule by rule."""
    cells = ", ".join(
        f"cellen[{place}] as {name}"
        for place, name in enumerate(TABLES[flagged.table].columns, start=1)
    )
    # a row that only its line sets aside was good, and has no text
    source = f"from broken.{{table}} select {cells} where cellen is not null"
    return _exact(con, flagged, source=source, peildatum=peildatum)


def _exact(
    con: duckdb.DuckDBPyConnection, flagged: Flagged, *, source: str, peildatum: date
) -> dict[str, int]:
    """Count the rows of a select of text that break each rule, by its own predicate alone."""
    table = flagged.table
    typed = sql.folder("typed")[table].replace(f"landing.{table}", f"again.{table}")
    counts = ", ".join(
        f"count(*) filter (where {caught(rule.check, peildatum=peildatum)}) as {rule.code}"
        for rule in flagged.rules.values()
    )
    if not counts:
        return {}
    con.execute("create schema if not exists again")
    con.execute(f"create or replace view again.{table} as {source.format(table=table)}")
    answer = con.execute(f"from ({typed}) select {counts}")
    names = [column[0] for column in answer.description]
    [row] = answer.fetchall()
    return dict(zip(names, row, strict=True))


def _flagged_among_first(con: duckdb.DuckDBPyConnection, flagged: Flagged) -> dict[str, int]:
    """Return how many of the first rows have each rule's bit."""
    rows = con.execute(
        f"from broken.{flagged.table} select gebreken where rij < {AGAIN} and gebreken <> 0"
    ).fetchall()
    return {
        rule.code: sum(bool(broken & 1 << bit) for (broken,) in rows)
        for bit, rule in flagged.rules.items()
    }


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


def _totals(own: Mapping[str, int], again: Mapping[str, int]) -> dict[str, int]:
    """Put the counts over all rows to two expectations: both counts are equal, and are none."""
    if not own:
        return {}
    frame = pd.DataFrame(
        {"code": list(own), "aantal": own.values(), "herteld": [again[code] for code in own]}
    )
    outcome = _batch(frame).validate(
        gx.ExpectationSuite(
            name="aantallen",
            expectations=[
                gxe.ExpectColumnPairValuesToBeEqual(column_A="aantal", column_B="herteld"),
                gxe.ExpectColumnValuesToBeInSet(column="aantal", value_set=[0]),
            ],
        ),
        result_format={"result_format": "COMPLETE", "unexpected_index_column_names": ["code"]},
    )
    unequal, broken = ({row["code"] for row in _rows(result)} for result in outcome.results)
    return {code: -1 if code in unequal else own[code] if code in broken else 0 for code in own}


def _rows(result: Any) -> list[dict[str, Any]]:
    if "unexpected_index_list" not in result.result and not result.success:
        raise RuntimeError("Great Expectations could not judge the totals")
    return list(result.result.get("unexpected_index_list") or [])


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
    return _definition().get_batch({"dataframe": frame})


@cache
def _definition() -> BatchDefinition[Any]:
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    asset = context.data_sources.add_pandas("rijen").add_dataframe_asset("rijen")
    return asset.add_batch_definition_whole_dataframe("alle")


def _must_agree(theirs: Mapping[str, int], own: Mapping[str, int]) -> None:
    different = sorted(code for code in own if theirs.get(code) != own[code])
    if different:
        raise RuntimeError(
            f"Great Expectations and our own SQL count differently: {', '.join(different)}"
        )
