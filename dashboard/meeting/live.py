"""What devices send and get: changes one by one, each with its answer, and what is new.

Three rules. A field has a version, and a change names the version it was typed over: another
version means that somebody else was there, and the answer carries both texts. A change has an id of
the device's own, so that one that is sent twice counts once. And all changes take a number from one
counter, in the transaction that makes them, so that "what is new since 41" misses nothing.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from dashboard.meeting import words
from dashboard.meeting.database import now
from dashboard.meeting.models import (
    Bron,
    Handeling,
    Onderdeel,
    Onderdeelsoort,
    Pin,
    Punt,
    Rol,
    Status,
    Teller,
    Veld,
    Vergadering,
)
from dashboard.meeting.store import DROPPED, carried_over
from etl.domain import days
from etl.errors import MasError
from etl.released.indicators import INDICATOR

INDICATOR_PREFIX = "indicator:"
"""Begins the figure of an agreement that is an indicator, and not one that was pinned."""

Json = dict[str, Any]

MOST = 200
"""Changes in one request."""

FOLLOWED = frozenset({"status", "reden"})
"""Fields of an agreement that go on after its meeting has closed."""

_ID = re.compile(r"[0-9a-f]{24}")
_HALF = re.compile(r"[\ud800-\udfff]")
"""Half a character: no text in UTF-8."""

_ACT = re.compile(r"[0-9a-zA-Z-]{8,40}")
_FIELDS: Mapping[str, frozenset[str]] = {
    "vergadering": frozenset({"scherm"}),
    "punt": frozenset({"titel", "toelichting", "uitkomst"}),
    Onderdeelsoort.OPMERKING: frozenset({"tekst", "organisatie", "vertrouwelijk"}),
    Onderdeelsoort.UITLEG: frozenset({"tekst", "organisatie", "vertrouwelijk"}),
    Onderdeelsoort.AFSPRAAK: FOLLOWED
    | {"wat", "organisatie", "wanneer", "cijfer", "richting", "vertrouwelijk"},
}
_VALUES: Mapping[str, frozenset[str]] = {
    "vertrouwelijk": frozenset({"", "ja"}),
    "richting": frozenset({"", "omhoog", "omlaag", "gelijk"}),
    "status": frozenset({"loopt", "gedaan", "vervallen"}),
}
_OF_PARTICIPANTS = frozenset({Onderdeelsoort.OPMERKING, Onderdeelsoort.UITLEG})

CLOSED = "Deze vergadering is gesloten. Alleen de stand van een afspraak kan nog veranderen."
NOT_YOURS = "Met uw link kunt u dit niet veranderen. Vraag het aan de gespreksleider."
UNKNOWN = "Dit onderdeel is er niet meer. Ververs de pagina."
REMOVED = "Iemand heeft dit verwijderd. Schrijf het opnieuw op als het nog nodig is."
NO_REASON = "Schrijf eerst op waarom deze afspraak vervalt."


class Declined(MasError):
    """A change that cannot be made, with the reason in Dutch."""


def next_revision(session: Session) -> int:
    """Take the next number; whoever has it goes first until the end of the transaction."""
    return session.execute(
        update(Teller).where(Teller.id == 1).values(stand=Teller.stand + 1).returning(Teller.stand)
    ).scalar_one()


@dataclass(frozen=True)
class Read:
    """What a device sent, with the reason why a text in it can't be kept, by that text."""

    acts: Sequence[Json]
    unfit: Mapping[str, str]


def read(acts: Sequence[Json]) -> Read:
    """Read the texts, before the transaction that every other device waits for."""
    acts = acts[:MOST]
    unfit = {}
    for tekst in {str(act.get("tekst", "")) for act in acts}:
        try:
            words.check(tekst)
        except words.NotAllowed as refused:
            unfit[tekst] = str(refused)
    return Read(acts, unfit)


def apply(session: Session, meeting: Vergadering, rol: Rol, sent: Read) -> list[Json]:
    """Carry out what a device sent, in order; one that is declined does not stop the others."""
    revisie = next_revision(session)
    # what another process did while this one waited for its number
    session.refresh(meeting)
    acting = _Acting(session, meeting, rol, revisie, sent.unfit)
    return [_once(acting, act) for act in sent.acts]


@dataclass(frozen=True)
class _Acting:
    session: Session
    meeting: Vergadering
    rol: Rol
    revisie: int
    unfit: Mapping[str, str]


def _once(acting: _Acting, act: Json) -> Json:
    name = act.get("id")
    if not isinstance(name, str) or not _ACT.fullmatch(name) or not _can_be_kept(act):
        known = name if isinstance(name, str) else None
        return {"id": known, "uitkomst": "geweigerd", "reden": UNKNOWN}
    done = acting.session.get(Handeling, name)
    if done is not None:
        return dict(json.loads(done.antwoord))
    try:
        answer = {"id": name, **_KINDS[str(act.get("soort"))](acting, act)}
    except Declined as declined:
        return {"id": name, "uitkomst": "geweigerd", "reden": str(declined)}
    except (KeyError, TypeError, ValueError, OverflowError, RecursionError):
        return {"id": name, "uitkomst": "geweigerd", "reden": UNKNOWN}
    if answer["uitkomst"] == "ok":
        acting.session.add(
            Handeling(id=name, vergadering_id=acting.meeting.id, antwoord=json.dumps(answer))
        )
        acting.session.flush()
    return answer


def _can_be_kept(act: Json) -> bool:
    """Say whether both databases can hold the texts of a change."""
    texts = [value for value in act.values() if isinstance(value, str)]
    return not any("\0" in text or _HALF.search(text) for text in texts)


def _field(acting: _Acting, act: Json) -> Json:
    """Change a field, if it still is what the device typed over."""
    naam, tekst = str(act["naam"]), str(act["tekst"])
    owner = _owner(acting, str(act["object"]), naam=naam)
    held = acting.session.get(Veld, (str(act["object"]), naam))
    versie = held.versie if held else 0
    if held and held.tekst == tekst:
        return {"uitkomst": "ok", "versie": versie}
    if versie != int(act["versie"]):
        return {"uitkomst": "botsing", "versie": versie, "tekst": held.tekst if held else ""}
    _check_value(acting, naam, tekst)
    _check_end(acting, str(act["object"]), naam, tekst)
    if held is None:
        held = Veld(object_id=str(act["object"]), naam=naam, vergadering_id=owner)
        acting.session.add(held)
    held.tekst, held.versie, held.revisie = tekst, versie + 1, acting.revisie
    held.bewerkt_op = now()
    if naam == "vertrouwelijk":
        _anew(acting, str(act["object"]))
    return {"uitkomst": "ok", "versie": versie + 1}


def _anew(acting: _Acting, part: str) -> None:
    """Make news of a part with all its texts, for who may see it now and for who no longer may."""
    for kind, of in ((Onderdeel, Onderdeel.id), (Veld, Veld.object_id)):
        acting.session.execute(update(kind).where(of == part).values(revisie=acting.revisie))


def _owner(acting: _Acting, object_id: str, *, naam: str) -> str:
    """Return the meeting that an object is of, once the field may be changed here."""
    meeting = acting.meeting
    if object_id == meeting.id:
        kind, owner = "vergadering", meeting.id
    elif (punt := acting.session.get(Punt, object_id)) is not None:
        kind, owner = "punt", punt.vergadering_id
    elif (onderdeel := acting.session.get(Onderdeel, object_id)) is not None:
        if onderdeel.is_weg:
            raise Declined(REMOVED)
        kind, owner = onderdeel.soort, onderdeel.vergadering_id
    else:
        raise Declined(UNKNOWN)
    if naam not in _FIELDS[kind]:
        raise Declined(UNKNOWN)
    if acting.rol is not Rol.LEIDER and kind not in _OF_PARTICIPANTS:
        raise Declined(NOT_YOURS)
    follows = kind == Onderdeelsoort.AFSPRAAK and naam in FOLLOWED
    if owner != meeting.id:
        earlier = {each.id for each in carried_over(acting.session, meeting)}
        if object_id not in earlier or not follows:
            raise Declined(NOT_YOURS)
    if meeting.status == Status.GESLOTEN and not follows and naam != "scherm":
        raise Declined(CLOSED)
    return owner


def _check_value(acting: _Acting, naam: str, tekst: str) -> None:
    if naam in _VALUES:
        if tekst not in _VALUES[naam]:
            raise Declined(UNKNOWN)
    elif naam == "wanneer":
        _check_day(tekst)
    elif naam == "cijfer":
        indicator = tekst.removeprefix(INDICATOR_PREFIX)
        if tekst and indicator not in INDICATOR and acting.session.get(Pin, tekst) is None:
            raise Declined(UNKNOWN)
    elif naam == "scherm":
        if tekst and acting.session.get(Punt, tekst) is None:
            raise Declined(UNKNOWN)
    elif tekst in acting.unfit:
        raise Declined(acting.unfit[tekst])


def _check_end(acting: _Acting, part: str, naam: str, tekst: str) -> None:
    """An agreement is dropped with a reason; `reden` comes first, and stays as long as that."""

    def held(other: str) -> str:
        veld = acting.session.get(Veld, (part, other))
        return veld.tekst.strip() if veld else ""

    if naam == "status" and tekst == DROPPED and not held("reden"):
        raise Declined(NO_REASON)
    if naam == "reden" and not tekst.strip() and held("status") == DROPPED:
        raise Declined(NO_REASON)


def _check_day(tekst: str) -> None:
    if not tekst:
        return
    day = days.written(tekst)
    if day is None:
        raise Declined("Dit is geen datum. Schrijf de dag als jjjj-mm-dd.")
    if not 2000 <= day.year <= 2100:
        raise Declined("Deze datum kan niet kloppen. Kijk het jaar na.")


def _open_for(acting: _Acting, *, leader_only: bool = True) -> None:
    if acting.rol is not Rol.LEIDER and (leader_only or acting.rol is not Rol.DEELNEMER):
        raise Declined(NOT_YOURS)
    if acting.meeting.status == Status.GESLOTEN:
        raise Declined(CLOSED)


def _new_id(acting: _Acting, act: Json) -> str:
    asked = str(act["object"])
    taken = any(acting.session.get(kind, asked) for kind in (Punt, Onderdeel, Pin, Vergadering))
    if not _ID.fullmatch(asked) or taken:
        raise Declined(UNKNOWN)
    return asked


def _punt(acting: _Acting, object_id: str) -> Punt:
    punt = acting.session.get(Punt, object_id)
    if punt is None or punt.vergadering_id != acting.meeting.id:
        raise Declined(UNKNOWN)
    return punt


def _add_part(acting: _Acting, act: Json) -> Json:
    soort = Onderdeelsoort(str(act["onderdeel"]))
    _open_for(acting, leader_only=soort not in _OF_PARTICIPANTS)
    punt = _punt(acting, str(act["punt"]))
    pin = acting.session.get(Pin, str(act["pin"])) if act.get("pin") else None
    if pin is not None and pin.punt_id != punt.id:
        raise Declined(UNKNOWN)
    acting.session.add(
        Onderdeel(
            id=_new_id(acting, act),
            vergadering_id=acting.meeting.id,
            punt_id=punt.id,
            soort=soort,
            pin_id=pin.id if pin else None,
            revisie=acting.revisie,
        )
    )
    acting.session.flush()
    return {"uitkomst": "ok"}


def _drop_part(acting: _Acting, act: Json) -> Json:
    """Take a part away with what was typed in it: nobody can put it back, so nobody keeps it."""
    part = acting.session.get(Onderdeel, str(act["object"]))
    if part is None or part.vergadering_id != acting.meeting.id:
        raise Declined(UNKNOWN)
    if act["weg"] is not True:
        raise Declined(REMOVED)
    _open_for(acting, leader_only=part.soort not in _OF_PARTICIPANTS)
    part.is_weg, part.revisie = True, acting.revisie
    acting.session.execute(delete(Veld).where(Veld.object_id == part.id))
    return {"uitkomst": "ok"}


def _add_point(acting: _Acting, act: Json) -> Json:
    _open_for(acting)
    places = [punt.plaats for punt in acting.meeting.punten]
    acting.session.add(
        Punt(
            id=_new_id(acting, act),
            vergadering_id=acting.meeting.id,
            plaats=max(places, default=0) + 1,
            bron=Bron.EIGEN,
            revisie=acting.revisie,
        )
    )
    acting.session.flush()
    acting.session.refresh(acting.meeting, ["punten"])
    return {"uitkomst": "ok"}


def _drop_point(acting: _Acting, act: Json) -> Json:
    _open_for(acting)
    punt = _punt(acting, str(act["object"]))
    punt.is_weg, punt.revisie = bool(act["weg"]), acting.revisie
    return {"uitkomst": "ok"}


def _move_point(acting: _Acting, act: Json) -> Json:
    """Put a point at a place among those that are on the agenda; the first place is 0."""
    _open_for(acting)
    moved = _punt(acting, str(act["object"]))
    order = [punt for punt in acting.meeting.punten if not punt.is_weg and punt is not moved]
    order.insert(max(0, int(act["naar"])), moved)
    for place, punt in enumerate(order, start=1):
        if punt.plaats != place:
            punt.plaats, punt.revisie = place, acting.revisie
    acting.session.flush()
    acting.session.refresh(acting.meeting, ["punten"])
    return {"uitkomst": "ok"}


def _drop_pin(acting: _Acting, act: Json) -> Json:
    _open_for(acting)
    pin = acting.session.get(Pin, str(act["object"]))
    if pin is None:
        raise Declined(UNKNOWN)
    punt = _punt(acting, pin.punt_id)
    pin.is_weg, pin.revisie = bool(act["weg"]), acting.revisie
    punt.revisie = acting.revisie
    return {"uitkomst": "ok"}


_KINDS: Mapping[str, Callable[[_Acting, Json], Json]] = {
    "veld": _field,
    "onderdeel": _add_part,
    "onderdeel_weg": _drop_part,
    "punt": _add_point,
    "punt_weg": _drop_point,
    "verplaats": _move_point,
    "pin_weg": _drop_pin,
}
