"""The tables of the quick scan, made so that nobody can be found back in them.

There is no row for a person. A closed answer raises a count that was there from the start; a text
is a row with a random key, in a table that SQLite keeps in the order of that key. No time, no
address, no number of order and no device stands beside an answer, and two answers of one form
have nothing in common. A slip (`briefje`) is the hash of a random number in a form: it keeps a form
that is sent twice from counting twice, and points at no answer.
"""

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from dashboard.meeting.database import Base, new_id
from dashboard.meeting.models import ID


class Quickscan(Base):
    """The quick scan of a meeting: open until it is closed, once."""

    __tablename__ = "quickscan"

    vergadering_id: Mapped[str] = mapped_column(ForeignKey("vergadering.id"), primary_key=True)
    is_gesloten: Mapped[bool] = mapped_column(default=False)
    ingevuld: Mapped[int] = mapped_column(default=0)
    """How many forms came in."""


class Telling(Base):
    """How often an answer was given. The answer `""` counts who answered the question at all."""

    __tablename__ = "quickscan_telling"

    vergadering_id: Mapped[str] = mapped_column(ForeignKey("vergadering.id"), primary_key=True)
    vraag: Mapped[str] = mapped_column(String(20), primary_key=True)
    antwoord: Mapped[str] = mapped_column(String(20), primary_key=True)
    aantal: Mapped[int] = mapped_column(default=0)


class Tekst(Base):
    """An answer in own words."""

    __tablename__ = "quickscan_tekst"
    __table_args__ = ({"sqlite_with_rowid": False},)

    id: Mapped[str] = mapped_column(ID, primary_key=True, default=new_id)
    vergadering_id: Mapped[str] = mapped_column(ForeignKey("vergadering.id"))
    vraag: Mapped[str] = mapped_column(String(20))
    tekst: Mapped[str] = mapped_column(Text)


class Briefje(Base):
    """The hash of a form that came in; gone when the quick scan closes."""

    __tablename__ = "quickscan_briefje"
    __table_args__ = ({"sqlite_with_rowid": False},)

    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    vergadering_id: Mapped[str] = mapped_column(ForeignKey("vergadering.id"))
