"""The catalogue of rules: everything that can refuse, set aside or warn, by its code."""

from etl.domain.comparison_rules import COMPARISON_RULES
from etl.domain.delivery_rules import DELIVERY_RULES
from etl.domain.row_rules import ROW_RULES
from etl.domain.rule import Gevolg, RowRule, Rule

__all__ = [
    "ALL_RULES",
    "COMPARISON_RULES",
    "DELIVERY_RULES",
    "ROW_RULES",
    "RULE",
    "Gevolg",
    "RowRule",
    "Rule",
    "listed",
    "row_rules_of",
]

ALL_RULES: tuple[Rule, ...] = (*DELIVERY_RULES, *COMPARISON_RULES, *ROW_RULES)

RULE = {rule.code: rule for rule in ALL_RULES}
"""Every rule by its code."""


def row_rules_of(table: str) -> tuple[RowRule, ...]:
    """Return the rules about one row of a table."""
    return tuple(rule for rule in ROW_RULES if rule.table == table)


def listed() -> list[dict[str, str | None]]:
    """Return each rule as a list of them shows it: what it means, and what to do."""
    return [
        {
            "code": rule.code,
            "tabel": rule.table,
            "kolom": rule.column,
            "gevolg": str(rule.gevolg),
            "betekenis": rule.title,
            "uitleg": rule.message,
            "advies": rule.advice,
        }
        for rule in ALL_RULES
    ]
