"""Exact metrics, from the marts of the case store.

For the supplier and for tests: works only where the case store lies. Everything that leaves the
house comes from a release instead.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import duckdb

import sql
from etl.domain import codes
from etl.domain.areas import Niveau

Row = dict[str, Any]


def rows(
    con: duckdb.DuckDBPyConnection,
    name: str,
    *,
    niveau: Niveau,
    gebied: str | None = None,
    schooljaar: str | None = None,
    filters: Mapping[str, str] | None = None,
) -> list[Row]:
    """Return the rows of a metric, with the columns of its catalogue entry.

    Args:
        con: marts opened for reading, with the macros.
        name: of a metric in `etl.domain.metrics`.
        niveau: the level of the areas; each area is a row or more.
        gebied: one area of that level; None for all.
        schooljaar: such as 2024-2025; None for all.
        filters: by the name of the column; see `etl.domain.codes.FILTERS`.
    """
    asked = dict.fromkeys(codes.FILTERS) | dict(filters or {})
    text = sql.folder("metrics")[name]
    params = asked | {"niveau": str(niveau), "gebied": gebied, "schooljaar": schooljaar}
    [statement] = duckdb.extract_statements(text)
    answer = con.execute(text, {key: params[key] for key in statement.named_parameters})
    columns = [column[0] for column in answer.description]
    return [dict(zip(columns, values, strict=True)) for values in answer.fetchall()]
