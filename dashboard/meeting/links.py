"""Capability links: who has the link may do what it allows, until it expires or is withdrawn.

The secret is 256 random bits, so a plain SHA-256 is enough to keep it from whoever reads the
database. It never stands in the address of a page: `/v/<secret>` hands it to a cookie and moves on,
so that a projector or a browser's history doesn't show it.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from dashboard.meeting.database import new_id, now
from dashboard.meeting.models import Rol, Toegang

DAYS = {Rol.LEIDER: 730, Rol.DEELNEMER: 14, Rol.LEZER: 365, Rol.QUICKSCAN: 14}
"""How long a link of each kind holds, unless it is asked otherwise."""

LONGEST = 730
"""Days that any link may hold."""


def bounded(days: int) -> int:
    """Return how long a link may hold when so many days are asked.

    >>> bounded(0), bounded(14), bounded(1000)
    (1, 14, 730)
    """
    return min(max(days, 1), LONGEST)


@dataclass(frozen=True)
class Held:
    """What a secret gives right to."""

    vergadering_id: str
    rol: Rol
    toegang_id: str
    until: datetime

    def may(self, *roles: Rol) -> bool:
        return self.rol in roles


def hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def create(session: Session, vergadering_id: str, rol: Rol, *, days: int | None = None) -> str:
    """Make a link and return its secret, which cannot be asked for again."""
    secret = secrets.token_urlsafe(32)
    session.add(
        Toegang(
            id=new_id(),
            vergadering_id=vergadering_id,
            rol=rol,
            hash=hashed(secret),
            verloopt_op=now() + timedelta(days=DAYS[rol] if days is None else days),
        )
    )
    session.flush()
    return secret


def held(session: Session, secret: str) -> Held | None:
    """Return what a secret gives right to now; None when unknown, expired or withdrawn."""
    found = session.scalar(
        select(Toegang).where(
            Toegang.hash == hashed(secret),
            Toegang.verloopt_op > now(),
            Toegang.ingetrokken_op.is_(None),
        )
    )
    if found is None:
        return None
    return Held(found.vergadering_id, Rol(found.rol), found.id, found.verloopt_op)


def withdraw(session: Session, vergadering_id: str, toegang_id: str) -> None:
    """Let a link end now; who has it open loses it at the next request."""
    session.execute(
        update(Toegang)
        .where(Toegang.id == toegang_id, Toegang.vergadering_id == vergadering_id)
        .values(ingetrokken_op=now())
    )
