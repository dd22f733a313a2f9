"""Which picture a table asks for, from its columns alone.

A sealed figure is its rows; the picture of a year later must come from them and not from a chart
library of then. Shares are drawn with their room for chance, and with the target that is set for
them; without shares days are drawn, with their norm; without days counts. A table of words, or one
too long to read as bars, stays a table.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.exhibits import Cell, Column, Kind, Table
from etl.released import dutch

MOST_ROWS = 24
MOST_SERIES = 5

_BOUND = re.compile(r"^(?:(?P<of>.+): )?(?P<end>minstens|hoogstens)$", re.IGNORECASE)
_NORM = re.compile(r"^norm\b", re.IGNORECASE)
_TARGET = re.compile(r"^doel\b", re.IGNORECASE)


@dataclass(frozen=True)
class Bar:
    """One bar. A value of None is not shown: its place stays, with a dash."""

    value: float | None
    low: float | None = None
    high: float | None = None
    norm: float | None = None
    target: float | None = None
    """The share that was agreed on, where that is so."""

    written: str = dutch.count(None)
    """The value as a reader reads it."""


@dataclass(frozen=True)
class Series:
    name: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Drawing:
    """Lying bars: one name a row, and in each row one bar a series."""

    kind: Kind
    names: tuple[str, ...]
    series: tuple[Series, ...]
    highest: float
    """The end of the longest bar, interval, norm or target."""

    @property
    def has_intervals(self) -> bool:
        return any(bar.low is not None for each in self.series for bar in each.bars)

    @property
    def has_norms(self) -> bool:
        return any(bar.norm is not None for each in self.series for bar in each.bars)

    @property
    def targets(self) -> tuple[float, ...]:
        """The targets that are set, each once."""
        found = {bar.target for each in self.series for bar in each.bars if bar.target is not None}
        return tuple(sorted(found))


def drawing_of(table: Table) -> Drawing | None:
    """Choose what to draw; None when the table alone says it better."""
    for kind in (Kind.SHARE, Kind.DAYS, Kind.COUNT):
        if places := _values(table.columns, kind):
            # a part of the columns would look like all of them
            return _drawn(table, kind, places) if len(places) <= MOST_SERIES else None
    return None


def _values(columns: Sequence[Column], kind: Kind) -> list[int]:
    places = [
        place
        for place, column in enumerate(columns)
        if column.kind is kind
        and not any(beside.match(column.title) for beside in (_BOUND, _NORM, _TARGET))
    ]
    if kind is Kind.COUNT and places:
        # zaken and leerlingen are different counts: one axis holds one of them
        counted = _first_word(columns[places[0]])
        places = [place for place in places if _first_word(columns[place]) == counted]
    return places


def _first_word(column: Column) -> str:
    return column.title.split()[0]


def _drawn(table: Table, kind: Kind, places: list[int]) -> Drawing | None:
    named = _names(table.columns)
    rows = [row for row in table.rows if any(_number(row[place]) is not None for place in places)]
    if not rows or len(rows) > MOST_ROWS:
        return None
    series = tuple(
        Series(table.columns[place].title, tuple(_bar(table, row, place) for row in rows))
        for place in places
    )
    ends = [
        end
        for each in series
        for bar in each.bars
        for end in (bar.value, bar.high, bar.norm, bar.target)
        if end is not None
    ]
    return Drawing(
        kind,
        tuple(_name(table, row, named, kind) for row in rows),
        series,
        max(ends),
    )


def _name(table: Table, row: tuple[Cell, ...], named: list[int], kind: Kind) -> str:
    """Name a row; a share within a norm is nothing without the days of that norm."""
    name = ", ".join(str(row[place]) for place in named if row[place])
    norm = _beside(table, row, _NORM, Kind.DAYS) if kind is Kind.SHARE else None
    return f"{name} ({dutch.days(round(norm))})" if norm is not None else name


def _names(columns: Sequence[Column]) -> list[int]:
    """Return the columns that name a row: those of text that the table begins with."""
    first_number = next(place for place, column in enumerate(columns) if column.is_number)
    return list(range(min(2, first_number)))


def _bar(table: Table, row: tuple[Cell, ...], place: int) -> Bar:
    columns = table.columns
    ends = {
        match["end"].lower(): _number(cell)
        for column, cell in zip(columns, row, strict=True)
        if (match := _BOUND.match(column.title)) and _is_bound_of(match["of"], columns, place)
    }
    kind = columns[place].kind
    return Bar(
        _number(row[place]),
        ends.get("minstens"),
        ends.get("hoogstens"),
        _beside(table, row, _NORM, Kind.DAYS) if kind is Kind.DAYS else None,
        _beside(table, row, _TARGET, Kind.SHARE) if kind is Kind.SHARE else None,
        columns[place].written(row[place]),
    )


def _beside(table: Table, row: tuple[Cell, ...], what: re.Pattern[str], kind: Kind) -> float | None:
    """Return the norm or target of a row; None where it has none."""
    found = (
        _number(cell)
        for column, cell in zip(table.columns, row, strict=True)
        if column.kind is kind and what.match(column.title)
    )
    return next(found, None)


def _is_bound_of(of: str | None, columns: Sequence[Column], place: int) -> bool:
    """Tell whether a bound belongs to a column: by its name, or as the only share there is."""
    shares = _values(columns, Kind.SHARE)
    if of is None:
        return shares[:1] == [place]
    mine = [each for each in shares if columns[each].title.startswith(of)]
    return mine[:1] == [place]


def _number(cell: Cell) -> float | None:
    return None if cell is None or isinstance(cell, str) else float(cell)
