"""The columns of which all values can be listed: they are read as enumerations of those values."""

from collections.abc import Iterable

from etl.domain import codes
from etl.domain.checks import OneOf
from etl.domain.enums import ROUTE_SETS
from etl.domain.fields import TABLES, Field, Kind
from etl.domain.rules import row_rules_of

_MADE = {"groep": codes.LEEFTIJDSGROEP.values}
"""The lists of typed columns that no file has."""


def listed(table: str) -> dict[str, tuple[str, ...]]:
    """Return all that each column of codes of a table may hold."""
    found = {one.name: _values(table, one) for one in TABLES[table].fields}
    made = _MADE if table == "zaken" else {}
    return {name: values for name, values in found.items() if values} | dict(made)


def enum(values: Iterable[str]) -> str:
    """Return the type of a column that holds one of these values."""
    return f"enum({', '.join(repr(value) for value in values)})"


def _values(table: str, one: Field) -> tuple[str, ...]:
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


def kept_columns(table: str) -> list[str]:
    """Return the typed columns that stay of a row, in their order in `read.<table>`."""
    lists = listed(table)
    return [*lists, *(name for name in TABLES[table].columns if name not in lists)]
