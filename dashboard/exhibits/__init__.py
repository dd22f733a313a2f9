"""An exhibit is one figure's only source: its sentence, table and chart come from one answer.

A page, the table under the chart, the CSV and the XLSX all call the same `make`, so they cannot
disagree. To add one:

    def _make(release: Release, state: State) -> Shown | Empty:
        answer = answers.routeverdeling(release, state.question)
        if answer.hidden:
            return Empty.of(answer.hidden)
        return Shown(sentence=..., table=Table(...), chart=figures.bars.shares(...))

    ROUTES = Exhibit(id="routes", metric="routeverdeling", question="Welke route ...?", make=_make)

and list it in the `exhibits` of its page: that gives it its download addresses.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from dashboard.state import State
from dashboard.theme import Chart
from etl.domain.metrics import METRIC, Metric
from etl.released import dutch
from etl.released.reader import Release

Cell = str | int | float | None
"""What a table holds; None is hidden or not there and shows as a dash."""


class Kind(Enum):
    """How a column is written, on the screen and in a workbook."""

    TEXT = "text"
    COUNT = "count"
    SHARE = "share"
    """A fraction: a whole percentage on the screen, a fraction in a file."""

    DAYS = "days"
    NUMBER = "number"
    """With one decimal."""

    RATIO = "ratio"
    """With two decimals: around 1, the second one can be all the difference."""


@dataclass(frozen=True)
class Column:
    title: str
    kind: Kind = Kind.TEXT

    @property
    def is_number(self) -> bool:
        return self.kind is not Kind.TEXT

    def written(self, cell: Cell) -> str:
        """Write a cell as the screen shows it."""
        if cell is None or isinstance(cell, str):
            return dutch.count(None) if cell is None else cell
        match self.kind:
            case Kind.SHARE:
                return dutch.percentage(cell)
            case Kind.NUMBER:
                return dutch.number(cell)
            case Kind.RATIO:
                return dutch.number(cell, decimals=2)
            case _:
                return dutch.count(int(cell))


@dataclass(frozen=True)
class Table:
    """Rows under named columns. The first column names the row."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    areas: tuple[tuple[str, ...], ...] = ()
    """Per row the codes of the areas that it tells about; empty when that is the page's own.

    A row goes by these when an area is taken back, whatever it is called.
    """


@dataclass(frozen=True)
class Shown:
    """An exhibit that has something to show."""

    sentence: str
    """What the figure says, in one plain sentence."""

    table: Table
    chart: Chart | None = None
    notes: tuple[str, ...] = ()
    """What a reader must know before he passes the figure on: it changes what the figure says."""

    reading: tuple[str, ...] = ()
    """How a figure of this kind is read; folded on the screen, and whole in a file."""


class _Reason(Protocol):
    """A member of `etl.released.rows.Hidden`."""

    @property
    def sentence(self) -> str: ...

    @property
    def advice(self) -> str: ...


@dataclass(frozen=True)
class Empty:
    """An exhibit with nothing to show, and why."""

    sentence: str
    advice: str = ""

    @classmethod
    def of(cls, hidden: _Reason) -> "Empty":
        return cls(hidden.sentence, hidden.advice)


def wider(state: State) -> str:
    """Say what to try where a group is too small."""
    away = " of haal een filter weg" if state.filters else ""
    return f"Kies een groter gebied{away}."


@dataclass(frozen=True)
class Exhibit:
    """One figure: what it asks, and how to answer that from a release."""

    id: str
    """Part of the download address; stays the same for ever."""

    metric: str
    question: str
    make: Callable[[Release, State], Shown | Empty]
    about: Metric | None = None
    """What the figure counts, where that is no metric: such as the rows of a delivery."""

    heading: Callable[[State], str] | None = None
    """What stands above the figure, where that names another area than the page does."""

    def title(self, state: State) -> str:
        return self.heading(state) if self.heading else self.question

    @property
    def definition(self) -> Metric:
        return self.about or METRIC[self.metric]
