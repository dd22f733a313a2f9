"""Figures about a delivery that are no finding: they tell, and ask for nothing.

A section is one subject of the receipt (the comparison with the previous delivery, how recognisable
pupils are, how comparable the registration is). All are exact, and stay beside the case store.
"""

from dataclasses import dataclass
from typing import Any

import duckdb
from babel.numbers import format_decimal, format_percent

import sql

Number = int | float


@dataclass(frozen=True)
class Figure:
    """One number, and what it was in the previous delivery where that is known."""

    key: str
    label: str
    value: Number | None
    was: Number | None = None
    is_share: bool = False
    """A fraction: a person reads it as a percentage."""

    @property
    def text(self) -> str:
        return self._said(self.value)

    @property
    def was_text(self) -> str:
        return "" if self.was is None else self._said(self.was)

    def as_json(self) -> Any:
        if self.was is None:
            return self.value
        return {"vorige": self.was, "nu": self.value}

    def _said(self, value: Number | None) -> str:
        if value is None:
            return "–"
        if self.is_share:
            return format_percent(value, format="#,##0.0 %", locale="nl")
        return format_decimal(value, format="#,##0.##", locale="nl")


@dataclass(frozen=True)
class Section:
    """What is told about one subject."""

    key: str
    title: str
    figures: tuple[Figure, ...]
    words: tuple[str, ...] = ()
    """What it means and what one could do, a sentence each."""

    def as_json(self) -> dict[str, Any]:
        return {figure.key: figure.as_json() for figure in self.figures} | {
            "uitleg": list(self.words)
        }


def share(part: int, whole: int) -> float | None:
    """Return a fraction to four decimals; None of nothing."""
    return round(part / whole, 4) if whole else None


def one_row(con: duckdb.DuckDBPyConnection, name: str, **given: Any) -> dict[str, int]:
    """Return the only row of a query of `sql/receipt`, by the names of its columns."""
    answer = con.execute(sql.folder("receipt")[name], given or None)
    names = [column[0] for column in answer.description]
    [row] = answer.fetchall()
    return dict(zip(names, row, strict=True))
