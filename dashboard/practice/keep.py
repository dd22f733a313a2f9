"""What the table chose, kept with the meeting; and the figures of it for the verslag."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.meeting.models import Vergadering
from dashboard.practice.cases import Case, case
from dashboard.practice.models import Getoond, Keuze
from dashboard.practice.spread import Choice, reasons, sentence, spread
from dashboard.verslag.model import Figure


class Overtaken(Exception):
    """Somebody changed the choice of this organisation since the form was opened."""

    def __init__(self, now: Choice) -> None:
        super().__init__()
        self.now = now


def choices(session: Session, meeting: Vergadering, zaak: Case) -> list[Choice]:
    """Return the choices in a case, in the order of the names of organisations."""
    rows = session.scalars(
        select(Keuze)
        .where(Keuze.vergadering_id == meeting.id, Keuze.zaak == zaak.code)
        .order_by(Keuze.organisatie)
    )
    return [_choice(row) for row in rows]


def versions(session: Session, meeting: Vergadering, zaak: Case) -> Mapping[str, int]:
    """Return the version of every organisation's choice."""
    rows = session.scalars(
        select(Keuze).where(Keuze.vergadering_id == meeting.id, Keuze.zaak == zaak.code)
    )
    return {row.organisatie: row.versie for row in rows}


def keep(
    session: Session, meeting: Vergadering, zaak: Case, choice: Choice, *, version: int
) -> None:
    """Write a choice down.

    Args:
        version: the version that the form was filled in over; 0 for a first choice.

    Raises:
        Overtaken: it has another version by now.
    """
    # two first choices at once take turns, also where the database lets writers work side by side
    session.get(Vergadering, meeting.id, with_for_update=True)
    row = session.scalar(
        select(Keuze).where(
            Keuze.vergadering_id == meeting.id,
            Keuze.zaak == zaak.code,
            Keuze.organisatie == choice.organisatie,
        )
    )
    if row is None:
        row = Keuze(
            vergadering_id=meeting.id, zaak=zaak.code, organisatie=choice.organisatie, versie=0
        )
        session.add(row)
    elif row.versie != version and _choice(row) != choice:
        raise Overtaken(_choice(row))
    row.routes, row.waarom = " ".join(choice.routes), choice.waarom
    row.versie += 1
    session.flush()


def is_shown(session: Session, meeting: Vergadering, zaak: Case) -> bool:
    return session.get(Getoond, (meeting.id, zaak.code)) is not None


def show(session: Session, meeting: Vergadering, zaak: Case, *, shown: bool) -> None:
    """Show the spread of a case to everyone, or hide it again."""
    row = session.get(Getoond, (meeting.id, zaak.code))
    if shown and row is None:
        session.add(Getoond(vergadering_id=meeting.id, zaak=zaak.code))
    elif not shown and row is not None:
        session.delete(row)


def used(session: Session, meeting: Vergadering) -> list[Case]:
    """Return the cases in which somebody chose, in their order."""
    codes = session.scalars(select(Keuze.zaak).where(Keuze.vergadering_id == meeting.id).distinct())
    found = [known for code in codes if (known := case(code))]
    return sorted(found, key=lambda each: each.number)


def figures(session: Session, meeting: Vergadering) -> list[Figure]:
    """Return the spread and the reasons of every case whose spread is shown, for the verslag."""
    found = []
    for zaak in used(session, meeting):
        if not is_shown(session, meeting, zaak):
            continue
        made = choices(session, meeting, zaak)
        facts = f"{zaak.name} ({zaak.facts_in_short})"
        found += [
            Figure(zaak.name, sentence(made), spread(zaak, made), facts),
            Figure(f"{zaak.name}: waarom?", zaak.kern, reasons(zaak, made), facts),
        ]
    return found


def _choice(row: Keuze) -> Choice:
    return Choice(row.organisatie, tuple(row.routes.split()), row.waarom)
