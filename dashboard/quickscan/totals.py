"""The totals of a closed quick scan, question by question, beside those of the last time."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.exhibits import Cell, Column, Kind, Table
from dashboard.meeting import store
from dashboard.meeting.models import Vergadering
from dashboard.quickscan import keep
from dashboard.quickscan.keep import ANSWERED, MIN_ANSWERS
from dashboard.quickscan.models import Quickscan, Telling
from dashboard.quickscan.questions import OPEN_QUESTIONS, QUESTIONS, Question
from dashboard.verslag.model import Figure
from etl.released import dutch

FEW = f"Minder dan {MIN_ANSWERS} antwoorden tonen en bewaren we niet."
MOST_NAMED = 2
"""How many answers that were chosen as often a sentence names."""

COMPARED = (
    "Vorige keer vulden misschien andere mensen in, en het zijn er weinig: een verschil kan toeval "
    "zijn."
)

Counts = Mapping[str, int]
"""How often each answer was given; under `""` how many answered at all."""


@dataclass(frozen=True)
class Total:
    """The totals of one question; without a table there were too few answers."""

    question: Question
    sentence: str
    table: Table | None
    is_compared: bool = False


@dataclass(frozen=True)
class OwnWords:
    """Texts of one question; empty where there were too few."""

    tekst: str
    texts: tuple[tuple[str, str], ...]
    """Key and text, in the order of the alphabet."""


def totals(session: Session, meeting: Vergadering) -> list[Total]:
    """Return the totals of a closed quick scan; nothing while it is open."""
    if not is_closed(session, meeting):
        return []
    now = _counts(session, meeting)
    before = _last_time(session, meeting)
    return [
        total_of(question, now.get(question.code, {}), before.get(question.code, {}))
        for question in QUESTIONS
    ]


def own_words(session: Session, meeting: Vergadering) -> list[OwnWords]:
    """Return what was written in own words; nothing while the quick scan is open."""
    if not is_closed(session, meeting):
        return []
    return [
        OwnWords(
            question.tekst,
            tuple((each.id, each.tekst) for each in keep.texts_of(session, meeting, question.code)),
        )
        for question in OPEN_QUESTIONS
    ]


def figures(session: Session, meeting: Vergadering) -> list[Figure]:
    """Return the totals as figures of the verslag."""
    shown = [(total, total.table) for total in totals(session, meeting) if total.table]
    written = [each for each in own_words(session, meeting) if each.texts]
    return [
        *(
            Figure(
                f"Quickscan: {total.question.tekst}",
                f"{total.sentence} {COMPARED if total.is_compared else ''}".strip(),
                table,
                "Quickscan van deze bijeenkomst, anoniem ingevuld",
            )
            for total, table in shown
        ),
        *(
            Figure(
                f"Quickscan: {each.tekst}",
                f"{len(each.texts)} antwoorden, op alfabet.",
                Table(each.tekst, (Column("Antwoord"),), tuple((text,) for _, text in each.texts)),
                "Quickscan van deze bijeenkomst, anoniem ingevuld",
            )
            for each in written
        ),
    ]


def is_closed(session: Session, meeting: Vergadering) -> bool:
    scan = session.get(Quickscan, meeting.id)
    return scan is not None and scan.is_gesloten


def total_of(question: Question, now: Counts, before: Counts) -> Total:
    """Tell a question; pure.

    Args:
        now: this time.
        before: the last time; empty without one, or with too few answers then.
    """
    answered = now.get(ANSWERED, 0)
    if answered < MIN_ANSWERS:
        return Total(question, FEW, None)
    compared = before.get(ANSWERED, 0) >= MIN_ANSWERS
    columns = [Column("Antwoord"), Column("Keer gekozen", Kind.COUNT)]
    if compared:
        # two groups of another size can only be compared by their shares
        columns += [Column("Nu", Kind.SHARE), Column("Vorige keer", Kind.SHARE)]
    rows: list[tuple[Cell, ...]] = []
    for code, label in question.antwoorden:
        count = now.get(code, 0)
        shares = (count / answered, before.get(code, 0) / before[ANSWERED]) if compared else ()
        rows.append((label, count, *shares))
    caption = f"{question.tekst} {answered} antwoorden"
    caption += f"; vorige keer {before[ANSWERED]}" if compared else ""
    return Total(
        question,
        _sentence(question, now, answered=answered),
        Table(caption, tuple(columns), tuple(rows)),
        compared,
    )


def _sentence(question: Question, now: Counts, *, answered: int) -> str:
    most = max(now.get(code, 0) for code in question.codes)
    labels = [f"‘{label}’" for code, label in question.antwoorden if now.get(code, 0) == most]
    if len(labels) > MOST_NAMED:
        return "De antwoorden lopen uiteen."
    each = "elk " if len(labels) > 1 else ""
    return f"Het meest gekozen: {dutch.listed(labels)} ({each}{most} van de {answered})."


def _counts(session: Session, meeting: Vergadering) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for row in session.scalars(select(Telling).where(Telling.vergadering_id == meeting.id)):
        found.setdefault(row.vraag, {})[row.antwoord] = row.aantal
    return found


def _last_time(session: Session, meeting: Vergadering) -> dict[str, dict[str, int]]:
    """Return the counts of the last meeting before this one with a closed quick scan."""
    for before in store.predecessors(session, meeting):
        if is_closed(session, before):
            return _counts(session, before)
    return {}
