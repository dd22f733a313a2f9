"""Figures of parts that each carry their own total: bars, a table, and years beside each other.

What differs between such figures stands in `Parts`; how they are made is the same.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dashboard.exhibits import (
    Cell,
    Column,
    Empty,
    Exhibit,
    Kind,
    Shown,
    Table,
    breaks,
    counted,
    curves,
    wider,
)
from dashboard.figures import bars
from dashboard.state import State
from etl.released import dutch
from etl.released.reader import Release
from etl.released.rows import Answer, Part, Question
from etl.released.views import SHARE_FROM
from etl.released.withheld import why_not_shown

Ask = Callable[[Release, Question], Answer[Part]]

INTERVAL = (
    "Het streepje op een balk is de ruimte voor toeval (95%). Die zegt niets over verschillen in "
    "registratie."
)
HIDDEN = (
    "Een streepje in plaats van een getal: afgerond minder dan 10, te weinig om te delen, of "
    "achtergehouden om iets anders te beschermen."
)
YEARS_SHOWN = 3


@dataclass(frozen=True)
class Parts:
    """What one figure of parts shows, and the words around it."""

    id: str
    metric: str
    question: str
    groups: tuple[tuple[str, Ask], ...]
    """Name and answer of each set of bars. A single one is shown for the years before as well."""

    first: str
    """The head of the table's first column."""

    part: str
    """The head over the counts, such as `Over de grens`."""

    total: str
    """The head over the totals, such as `Gevolgd`."""

    axis: str
    sentence: Callable[[tuple[Part, ...]], str]
    """Tells the rows of the first group; at least one of them has a share."""

    nothing: str = "Er zijn te weinig zaken om te verdelen."
    """Said when no row has a share, and what they are a part of is known to be too small."""

    least: int = SHARE_FROM
    """The zaken from which an area has this figure at all."""

    is_followed: bool = False
    """It is about zaken that were followed for some time."""

    notes: tuple[str, ...] = ()
    reading: tuple[str, ...] = ()
    unit: str = "zaken"
    short: Mapping[str, str] | None = None
    """Labels for the chart, by code, where those of the code list are too long."""


def exhibit(parts: Parts) -> Exhibit:
    return Exhibit(
        id=parts.id,
        metric=parts.metric,
        question=parts.question,
        make=lambda release, state: _make(parts, release, state),
    )


def _make(parts: Parts, release: Release, state: State) -> Shown | Empty:
    (_, ask), *others = parts.groups
    answer = ask(release, state.question)
    if answer.hidden:
        return Empty.of(answer.hidden)
    only_counts = counted.has_counts(answer.rows)
    if not only_counts and all(row.aandeel is None for row in answer.rows):
        return Empty(_why_nothing(parts, answer, release, state), wider(state))
    if others:
        sets = {name: each(release, state.question).rows for name, each in parts.groups}
    else:
        sets = _by_year(ask, release, state)
    return Shown(
        sentence=counted.told(answer.rows) if only_counts else parts.sentence(answer.rows),
        table=_table(parts, sets, state),
        chart=None
        if only_counts
        else bars.shares(
            [
                bars.Group(name, tuple(_bar(parts, row) for row in rows))
                for name, rows in sets.items()
            ],
            unit=parts.unit,
            axis=parts.axis,
            in_time=not others,
        ),
        notes=(
            *_running(release, state),
            *parts.notes,
            *(() if others else breaks.beside(release, state, parts.metric, most=YEARS_SHOWN)),
        ),
        reading=(*(() if only_counts else (INTERVAL,)), *parts.reading, HIDDEN),
    )


def _why_nothing(parts: Parts, answer: Answer[Part], release: Release, state: State) -> str:
    totals = [row.totaal for row in answer.rows if row.totaal is not None]
    wholes = [release.total(gebied=state.gebied, schooljaar=state.schooljaar)]
    if len(totals) == len(answer.rows):
        wholes.append(max(totals, default=None))
    return why_not_shown(
        min((whole for whole in wholes if whole is not None), default=None),
        few=parts.nothing,
        least=parts.least,
        is_followed=parts.is_followed,
    )


def _running(release: Release, state: State) -> tuple[str, ...]:
    if not release.is_running(state.gebied, state.schooljaar):
        return ()
    return (
        f"Schooljaar {state.last_year} loopt nog: dit gaat over minder zaken. Nieuwe zaken zijn "
        "nog niet lang genoeg gevolgd.",
    )


def _by_year(ask: Ask, release: Release, state: State) -> dict[str, tuple[Part, ...]]:
    """Return the rows of the chosen year and of those before it with a share, newest first."""
    asked = {
        year: ask(release, curves.question_in(state, year))
        for year in curves.years_upto(release, state, most=YEARS_SHOWN)
    }
    return {
        curves.year_name(release, year, state.gebied): answer.rows
        for year, answer in asked.items()
        if year == state.schooljaar or any(row.aandeel is not None for row in answer.rows)
    }


def _bar(parts: Parts, row: Part) -> bars.Bar:
    label = (parts.short or {}).get(row.code, row.label)
    return bars.Bar(label, row.zaken, row.aandeel, row.laag, row.hoog)


def _table(parts: Parts, sets: Mapping[str, tuple[Part, ...]], state: State) -> Table:
    rows: list[tuple[Cell, ...]] = [
        (row.label, name, row.zaken, row.totaal, row.aandeel, row.laag, row.hoog)
        for place in range(len(next(iter(sets.values()))))
        for name, of_set in sets.items()
        for row in [of_set[place]]
    ]
    beside = "Schooljaar" if len(parts.groups) == 1 else "Wat"
    return Table(
        f"{parts.question.removesuffix('?')} – {state.gebied_naam}, {state.schooljaar}, "
        f"{state.selection}",
        (
            Column(parts.first),
            Column(beside),
            Column(parts.part, Kind.COUNT),
            Column(parts.total, Kind.COUNT),
            Column("Aandeel", Kind.SHARE),
            Column("Minstens", Kind.SHARE),
            Column("Hoogstens", Kind.SHARE),
        ),
        tuple(rows),
    )


def shown(rows: tuple[Part, ...]) -> list[Part]:
    """Return the rows with a share."""
    return [row for row in rows if row.aandeel is not None]


def named(rows: tuple[Part, ...]) -> str:
    """Name every row with a share, as in `basisonderwijs ongeveer 30% en mbo ongeveer 20%`."""
    return dutch.listed(
        [f"{lowered(row.label)} {dutch.about(row.aandeel, of=row.totaal)}" for row in shown(rows)]
    )


def lowered(label: str) -> str:
    """Write a label in the middle of a sentence; a name keeps its capitals."""
    return label if label[1:2].isupper() or label in _NAMES else label[0].lower() + label[1:]


_NAMES = ("Halt", "Openbaar Ministerie", "Raad voor de Kinderbescherming")
