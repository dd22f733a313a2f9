"""A finished evaluation: everything that its documents say, and nothing that they look up.

Whoever keeps evaluations makes an `Evaluation`; the documents are made of a `Report`, which is an
evaluation without what was said in confidence. The figures carry their own rows, definition and
release: a document of a year old needs no file of then.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import Enum
from typing import NewType

from dashboard.exhibits import Table
from dashboard.exports import WARNING, Notes


@dataclass(frozen=True)
class Entry:
    """Something that was written down during the meeting."""

    text: str
    """As typed; a line is a paragraph."""

    organisation: str = ""
    """Whose remark it is; empty when it is everyone's."""

    is_confidential: bool = False


@dataclass(frozen=True)
class Figure:
    """A pinned figure as it was sealed. The rows are the figure; a picture is drawn from them."""

    title: str
    """The question that the figure answers."""

    sentence: str
    table: Table
    selection: str
    """Area, school year and filters as a reader says them."""

    about: Notes | None = None
    """Definition, rule and release, word by word; None for what was counted in the meeting."""

    release: str = ""
    peildatum: date | None = None
    digest: str = ""
    """Of the sealed content: two documents with the same digest show the same numbers."""

    explanations: tuple[Entry, ...] = ()
    """What an organisation wants read beside the figure: 'uitleg van de gemeente'."""

    notices: tuple[str, ...] = ()
    """What happened since, such as that newer figures exist; known when the document is made."""


class Direction(Enum):
    """Which way the figure of an agreement should move."""

    UP = "omhoog"
    DOWN = "omlaag"
    SAME = "gelijk blijven"


class Status(Enum):
    """How an agreement stands."""

    GOING_ON = "loopt"
    DONE = "gedaan"
    DROPPED = "vervallen"


@dataclass(frozen=True)
class Agreement:
    """Who does what, by when, and what should be seen of it."""

    id: str
    """Stays the same for ever: a calendar recognises the appointment by it."""

    what: str
    organisation: str
    made: date
    by: date | None = None
    figure: str = ""
    """The question of the figure that should move; empty when none was chosen."""

    direction: Direction | None = None
    status: Status = Status.GOING_ON
    reason: str = ""
    """Why it was dropped."""

    verdict: str = ""
    """What the figure shows since, in a sentence; empty when nobody looked yet."""

    is_confidential: bool = False


@dataclass(frozen=True)
class Point:
    """One point of the agenda and what came of it."""

    title: str
    introduction: str = ""
    """The signal, in one sentence."""

    rule: str = ""
    """Why the product proposed this point; empty when people did."""

    question: str = ""
    figures: tuple[Figure, ...] = ()
    outcomes: tuple[Entry, ...] = ()
    remarks: tuple[Entry, ...] = ()
    disagreements: tuple[Entry, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    is_confidential: bool = False
    """The whole point stays out of the documents."""


@dataclass(frozen=True)
class Evaluation:
    """A meeting that is over."""

    id: str
    title: str
    area: str
    period: str
    day: date
    sealed_at: datetime
    """When the figures were sealed, UTC. Files carry this moment, never that of the clock."""

    organisations: tuple[str, ...]
    points: tuple[Point, ...]
    earlier: tuple[Agreement, ...] = ()
    """Agreements of earlier meetings, as they stand at this one."""

    warnings: tuple[str, ...] = ()
    """What must stand on every page, such as 'Niet getoetst – niet delen'."""

    @property
    def about(self) -> Notes:
        """What goes with a file that holds no figure: the warnings."""
        return Notes(self.title, tuple((WARNING, text) for text in self.warnings))

    @property
    def figures(self) -> tuple[Figure, ...]:
        return tuple(figure for point in self.points for figure in point.figures)

    @property
    def agreements(self) -> tuple[Agreement, ...]:
        """The agreements of this meeting, in the order of the agenda."""
        return tuple(each for point in self.points for each in point.agreements)


Report = NewType("Report", Evaluation)
"""An evaluation from which everything confidential is gone: the only thing that makers take."""


def without_confidential(evaluation: Evaluation) -> Report:
    """Drop every point, entry and agreement that was marked confidential."""
    return Report(
        replace(
            evaluation,
            points=tuple(_open(point) for point in evaluation.points if not point.is_confidential),
            earlier=_shared(evaluation.earlier),
        )
    )


def _open(point: Point) -> Point:
    return replace(
        point,
        figures=tuple(
            replace(figure, explanations=_entries(figure.explanations)) for figure in point.figures
        ),
        outcomes=_entries(point.outcomes),
        remarks=_entries(point.remarks),
        disagreements=_entries(point.disagreements),
        agreements=_shared(point.agreements),
    )


def _entries(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    return tuple(entry for entry in entries if not entry.is_confidential)


def _shared(agreements: tuple[Agreement, ...]) -> tuple[Agreement, ...]:
    return tuple(agreement for agreement in agreements if not agreement.is_confidential)
