"""The tables of the practice cases: what each organisation would choose, and who may see it yet."""

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dashboard.meeting.database import Base, new_id
from dashboard.meeting.models import ID


class Keuze(Base):
    """What one organisation would choose in one practice case."""

    __tablename__ = "oefenzaak_keuze"
    __table_args__ = (UniqueConstraint("vergadering_id", "zaak", "organisatie"),)

    id: Mapped[str] = mapped_column(ID, primary_key=True, default=new_id)
    vergadering_id: Mapped[str] = mapped_column(ForeignKey("vergadering.id"), index=True)
    zaak: Mapped[str] = mapped_column(String(60))
    """Code of the case: the name of its file."""

    organisatie: Mapped[str] = mapped_column(Text)
    routes: Mapped[str] = mapped_column(String(60))
    """Codes of routes, separated by a space, in the order of the code list."""

    waarom: Mapped[str] = mapped_column(Text, default="")
    versie: Mapped[int] = mapped_column(default=1)


class Getoond(Base):
    """A case of which the spread was shown to everyone."""

    __tablename__ = "oefenzaak_getoond"

    vergadering_id: Mapped[str] = mapped_column(ForeignKey("vergadering.id"), primary_key=True)
    zaak: Mapped[str] = mapped_column(String(60), primary_key=True)
