"""What the pages ask of the database: meetings in a row, their texts, their agreements.

Everything here reads, or adds what is new; what people change goes through
`dashboard.meeting.live`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from dashboard.meeting.models import (
    Bron,
    Onderdeel,
    Onderdeelsoort,
    Pin,
    Punt,
    Veld,
    Vergadering,
)

Texts = Mapping[str, Mapping[str, str]]
"""Field and text of every object, by its id."""

OPEN, DONE, DROPPED = "loopt", "gedaan", "vervallen"


@dataclass(frozen=True)
class Draft:
    """An agenda point that is to be made."""

    bron: Bron
    titel: str
    toelichting: str = ""
    regel: str = ""
    vraag: str = ""
    pins: tuple["DraftPin", ...] = ()


@dataclass(frozen=True)
class DraftPin:
    """A figure that is to be pinned: `gezien` is what it says now, as `seal` writes it."""

    figuur: str
    pad: str
    vraag: str
    gezien: str


@dataclass(frozen=True)
class Agreement:
    """An agreement as it stands now."""

    id: str
    vergadering_id: str
    punt_id: str
    decided: date
    """The day of the meeting where it was made."""

    wat: str
    organisatie: str
    wanneer: date | None
    cijfer: str
    """What should move: id of a pin, or an indicator (see `dashboard.meeting.follow`)."""

    pin: Pin | None
    richting: str
    status: str
    reden: str
    is_confidential: bool

    @property
    def is_open(self) -> bool:
        return self.status == OPEN


def add_points(
    session: Session, meeting: Vergadering, drafts: Iterable[Draft], *, revisie: int
) -> None:
    """Put points at the end of an agenda."""
    last = max((punt.plaats for punt in meeting.punten), default=0)
    for place, draft in enumerate(drafts, start=last + 1):
        punt = Punt(
            vergadering_id=meeting.id,
            plaats=place,
            bron=draft.bron,
            regel=draft.regel,
            vraag=draft.vraag,
            revisie=revisie,
        )
        session.add(punt)
        session.flush()
        for naam, tekst in (("titel", draft.titel), ("toelichting", draft.toelichting)):
            session.add(
                Veld(
                    object_id=punt.id,
                    naam=naam,
                    vergadering_id=meeting.id,
                    tekst=tekst,
                    revisie=revisie,
                )
            )
        for pin in draft.pins:
            add_pin(session, punt, pin, revisie=revisie)
    session.flush()
    session.refresh(meeting, ["punten"])


def add_pin(session: Session, punt: Punt, draft: DraftPin, *, revisie: int) -> Pin:
    """Pin a figure to a point, after those that are there."""
    pin = Pin(
        punt_id=punt.id,
        plaats=max((each.plaats for each in punt.pinnen), default=0) + 1,
        figuur=draft.figuur,
        pad=draft.pad,
        vraag=draft.vraag,
        gezien=draft.gezien,
        revisie=revisie,
    )
    punt.revisie = revisie
    session.add(pin)
    session.flush()
    session.refresh(punt, ["pinnen"])
    return pin


def texts(session: Session, ids: Iterable[str]) -> Texts:
    """Return what was typed in the fields of objects."""
    found: dict[str, dict[str, str]] = {}
    for veld in session.scalars(select(Veld).where(Veld.object_id.in_(list(ids)))):
        found.setdefault(veld.object_id, {})[veld.naam] = veld.tekst
    return found


def versions(session: Session, object_id: str) -> dict[str, int]:
    """Return the version of every field of an object."""
    rows = session.scalars(select(Veld).where(Veld.object_id == object_id))
    return {veld.naam: veld.versie for veld in rows}


def texts_of(session: Session, meeting: Vergadering) -> Texts:
    """Return everything that was typed in a meeting."""
    rows = session.scalars(select(Veld.object_id).where(Veld.vergadering_id == meeting.id))
    return texts(session, set(rows))


def points(meeting: Vergadering) -> list[Punt]:
    """Return the points that are on the agenda, in their order."""
    return [punt for punt in meeting.punten if not punt.is_weg]


def pins(punt: Punt) -> list[Pin]:
    return [pin for pin in punt.pinnen if not pin.is_weg]


def predecessors(session: Session, meeting: Vergadering) -> list[Vergadering]:
    """Return the meetings before this one, the last first."""
    found: list[Vergadering] = []
    name = meeting.vorige_id
    while name and all(name != each.id for each in found):
        before = session.get(Vergadering, name)
        if before is None:
            break
        found.append(before)
        name = before.vorige_id
    return found


def carried_over(session: Session, meeting: Vergadering) -> list[Onderdeel]:
    """Return the agreements of earlier meetings that were open when this one was made."""
    before = [each.id for each in predecessors(session, meeting)]
    if not before:
        return []
    parts = session.scalars(_agreements(before)).all()
    ended = set(
        session.scalars(
            select(Veld.object_id).where(
                Veld.object_id.in_([part.id for part in parts]),
                Veld.naam == "status",
                Veld.tekst != OPEN,
                Veld.bewerkt_op < meeting.gemaakt_op,
            )
        )
    )
    return [part for part in parts if part.id not in ended]


def agreements(session: Session, meetings: Iterable[Vergadering]) -> list[Agreement]:
    """Return the agreements of meetings as they stand now, the oldest first."""
    of = {meeting.id: meeting for meeting in meetings}
    return as_agreements(session, session.scalars(_agreements(list(of))).all(), of)


def as_agreements(
    session: Session, parts: Iterable[Onderdeel], of: Mapping[str, Vergadering]
) -> list[Agreement]:
    """Fill agreements in with what was typed; one without words is not an agreement yet."""
    parts = list(parts)
    typed = texts(session, [part.id for part in parts])
    found = []
    for part in parts:
        held = typed.get(part.id, {})
        if not held.get("wat", "").strip():
            continue
        name = held.get("cijfer", "")
        found.append(
            Agreement(
                id=part.id,
                vergadering_id=part.vergadering_id,
                punt_id=part.punt_id,
                decided=of[part.vergadering_id].datum,
                wat=held["wat"],
                organisatie=held.get("organisatie", ""),
                wanneer=date.fromisoformat(held["wanneer"]) if held.get("wanneer") else None,
                cijfer=name,
                pin=session.get(Pin, name) if name else None,
                richting=held.get("richting", ""),
                status=held.get("status") or OPEN,
                reden=held.get("reden", ""),
                is_confidential=held.get("vertrouwelijk") == "ja",
            )
        )
    return found


def _agreements(meetings: list[str]) -> Select[Onderdeel]:
    return (
        select(Onderdeel)
        .join(Vergadering, Vergadering.id == Onderdeel.vergadering_id)
        .where(
            Onderdeel.vergadering_id.in_(meetings),
            Onderdeel.soort == Onderdeelsoort.AFSPRAAK,
            Onderdeel.is_weg.is_(False),
        )
        .order_by(Vergadering.datum, Onderdeel.gemaakt_op, Onderdeel.id)
    )
