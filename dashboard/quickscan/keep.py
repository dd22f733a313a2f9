"""Taking a form apart into counts and loose texts, and closing."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from dashboard.meeting import words
from dashboard.meeting.models import Vergadering
from dashboard.quickscan.models import Briefje, Quickscan, Tekst, Telling
from dashboard.quickscan.questions import (
    OPEN_QUESTIONS,
    OWN_WORDS,
    QUESTIONS,
    Question,
)
from etl.errors import MasError

MIN_ANSWERS = 5
"""From this many answers to a question its totals are shown; below it they are not even kept."""

ANSWERED = ""
"""The answer that counts who answered the question at all."""


class Unusable(MasError):
    """A form that cannot be counted; the message says why, in Dutch."""


class Closed(MasError):
    """The quick scan takes no more answers."""


@dataclass(frozen=True)
class Form:
    """A form as it was filled in; it lives as long as the request."""

    answers: Mapping[str, tuple[str, ...]]
    """Codes of answers by code of a question; a question may be left open."""

    texts: Mapping[str, str]
    slip: str
    """Random number of the form: the same form sent again counts once."""


def open_scan(session: Session, meeting: Vergadering) -> None:
    """Begin: every count stands at zero, so that a count does not tell who came first."""
    if session.get(Quickscan, meeting.id) is None:
        session.add(Quickscan(vergadering_id=meeting.id))
        for question in QUESTIONS:
            for code in (ANSWERED, *question.codes):
                session.add(Telling(vergadering_id=meeting.id, vraag=question.code, antwoord=code))


def take_in(session: Session, meeting: Vergadering, form: Form) -> None:
    """Count a form.

    Raises:
        Closed: no quick scan is open.
        Unusable: there is nothing in the form, or an answer that does not exist.
        NotAllowed: a text that could point at a person.
    """
    scan = session.get(Quickscan, meeting.id, with_for_update=True)
    if scan is None or scan.is_gesloten:
        raise Closed("De quickscan is niet open. Vraag het aan de gespreksleider.")
    answers = {question: _valid(question, form.answers) for question in QUESTIONS}
    texts = {
        question.code: text
        for question in OPEN_QUESTIONS
        if (text := _text(form.texts.get(question.code, "")))
    }
    if not any(answers.values()) and not texts:
        raise Unusable("U hebt nog niets ingevuld.")
    slip = hashlib.sha256(form.slip.encode()).hexdigest()
    if session.get(Briefje, slip) is not None:
        return
    session.add(Briefje(hash=slip, vergadering_id=meeting.id))
    scan.ingevuld += 1
    for question, codes in answers.items():
        for code in (ANSWERED, *codes) if codes else ():
            _count(session, meeting, question.code, code)
    for code, text in texts.items():
        session.add(Tekst(vergadering_id=meeting.id, vraag=code, tekst=text))
    session.flush()


def close(session: Session, meeting: Vergadering) -> None:
    """End: from now on totals can be seen. What has too few answers is erased, and so are slips."""
    scan = session.get(Quickscan, meeting.id, with_for_update=True)
    if scan is None or scan.is_gesloten:
        return
    scan.is_gesloten = True
    session.execute(delete(Briefje).where(Briefje.vergadering_id == meeting.id))
    for question in QUESTIONS:
        answered = session.get(Telling, (meeting.id, question.code, ANSWERED))
        if answered is None or answered.aantal < MIN_ANSWERS:
            _erase_counts(session, meeting, question.code)
    for open_question in OPEN_QUESTIONS:
        held = texts_of(session, meeting, open_question.code)
        if len(held) < MIN_ANSWERS:
            erase_texts(session, meeting, [each.id for each in held])


def texts_of(session: Session, meeting: Vergadering, question: str) -> list[Tekst]:
    """Return the texts of a question in the order of the alphabet, which tells nothing."""
    return list(
        session.scalars(
            select(Tekst)
            .where(Tekst.vergadering_id == meeting.id, Tekst.vraag == question)
            .order_by(Tekst.tekst, Tekst.id)
        )
    )


def erase_texts(session: Session, meeting: Vergadering, ids: Iterable[str]) -> None:
    """Take texts away for good."""
    session.execute(
        delete(Tekst).where(Tekst.vergadering_id == meeting.id, Tekst.id.in_(list(ids)))
    )


def _erase_counts(session: Session, meeting: Vergadering, question: str) -> None:
    session.execute(
        delete(Telling).where(Telling.vergadering_id == meeting.id, Telling.vraag == question)
    )


def _count(session: Session, meeting: Vergadering, question: str, answer: str) -> None:
    session.execute(
        update(Telling)
        .where(
            Telling.vergadering_id == meeting.id,
            Telling.vraag == question,
            Telling.antwoord == answer,
        )
        .values(aantal=Telling.aantal + 1)
    )


def _valid(question: Question, answers: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    given = set(answers.get(question.code, ()))
    if given - set(question.codes) or (len(given) > 1 and not question.is_multiple):
        raise Unusable(f"Kies bij '{question.tekst}' een antwoord uit de lijst.")
    return tuple(code for code in question.codes if code in given)


def _text(text: str) -> str:
    text = " ".join(text.split())
    if len(text) > OWN_WORDS:
        raise Unusable(f"Schrijf hoogstens {OWN_WORDS} tekens.")
    return words.check(text)
