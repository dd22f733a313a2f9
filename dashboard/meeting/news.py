"""What is new in a meeting since a number, for a device that asks every second."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.meeting.live import Json
from dashboard.meeting.models import Onderdeel, Punt, Rol, Teller, Veld, Vergadering
from dashboard.meeting.store import carried_over


def whats_new(session: Session, meeting: Vergadering, rol: Rol, *, since: int) -> Json:
    """Return what changed after a number; readers get nothing confidential or taken off."""
    # the counter first: what is committed after it comes along now, and once more next time
    stand = session.scalar(select(Teller.stand).where(Teller.id == 1)) or 0
    earlier = carried_over(session, meeting)
    parts = [
        *session.scalars(select(Onderdeel).where(Onderdeel.vergadering_id == meeting.id)),
        *earlier,
    ]
    punten = session.scalars(
        select(Punt).where(Punt.vergadering_id == meeting.id).order_by(Punt.plaats, Punt.id)
    ).all()
    own = session.scalars(
        select(Veld).where(Veld.vergadering_id == meeting.id, Veld.revisie > since)
    )
    of_earlier = session.scalars(
        select(Veld).where(Veld.object_id.in_([part.id for part in earlier]), Veld.revisie > since)
    )
    withheld = {part.id for part in parts if part.is_weg}
    if rol not in (Rol.LEIDER, Rol.DEELNEMER):
        # a point can be put back, and then the screen asks for everything
        off = {punt.id for punt in punten if punt.is_weg}
        withheld |= off | {part.id for part in parts if part.punt_id in off}
        withheld |= _confidential(session, [part.id for part in parts])
    return {
        "revisie": stand,
        "status": meeting.status,
        "punten": [_point_json(punt) for punt in punten if punt.revisie > since],
        "onderdelen": [
            _part_json(
                part, is_earlier=part.vergadering_id != meeting.id, is_weg=part.id in withheld
            )
            for part in parts
            if part.revisie > since
        ],
        "velden": [
            {
                "object": veld.object_id,
                "naam": veld.naam,
                "tekst": veld.tekst,
                "versie": veld.versie,
            }
            for veld in (*own, *of_earlier)
            if veld.object_id not in withheld
        ],
    }


def _confidential(session: Session, ids: Sequence[str]) -> set[str]:
    return set(
        session.scalars(
            select(Veld.object_id).where(
                Veld.object_id.in_(ids), Veld.naam == "vertrouwelijk", Veld.tekst == "ja"
            )
        )
    )


def _point_json(punt: Punt) -> Json:
    return {
        "id": punt.id,
        "plaats": punt.plaats,
        "pinnen": [pin.id for pin in punt.pinnen if not pin.is_weg],
        "weg": punt.is_weg,
    }


def _part_json(part: Onderdeel, *, is_earlier: bool, is_weg: bool) -> Json:
    return {
        "id": part.id,
        "punt": part.punt_id,
        "soort": part.soort,
        "pin": part.pin_id,
        "eerder": is_earlier,
        "weg": is_weg,
    }
