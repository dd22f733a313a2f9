"""Forget a meeting: every row that is about it goes, in every table that any module added."""

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from dashboard.meeting.database import Base
from dashboard.meeting.models import Onderdeel, Pin, Punt, Vergadering


def forget(session: Session, vergadering_id: str) -> None:
    """Remove a meeting; one that followed on it becomes the first of its row."""
    session.execute(
        update(Vergadering).where(Vergadering.vorige_id == vergadering_id).values(vorige_id=None)
    )
    points = select(Punt.id).where(Punt.vergadering_id == vergadering_id)
    # parts point at pins, and pins at points
    session.execute(delete(Onderdeel).where(Onderdeel.vergadering_id == vergadering_id))
    session.execute(delete(Pin).where(Pin.punt_id.in_(points)))
    for table in reversed(Base.metadata.sorted_tables):
        if "vergadering_id" in table.columns:
            session.execute(delete(table).where(table.c.vergadering_id == vergadering_id))
    session.execute(delete(Vergadering).where(Vergadering.id == vergadering_id))
