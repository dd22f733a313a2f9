"""The tables of a meeting.

What people type stands in one table, `veld`: a value of a field of something, with its version.
That makes "never overwrite silently" one rule in one place, for a title as well as for the
organisation of an agreement. Everything that changes takes the next number of one counter
(`teller`); a device that asks what is new since a number gets exactly that.

A figure is kept twice: how it is asked for (`figuur`, `vraag`), and, once the meeting has begun,
what it said (`zegel`): canonical JSON with its SHA-256, which needs no release to be read again.
"""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dashboard.meeting.database import Base, Utc, new_id, now

ID = String(24)


class Soort(StrEnum):
    """Which part of the MAS a meeting looks back on."""

    INTERN = "intern"
    REGIONAAL = "regionaal"


class Status(StrEnum):
    VOORBEREIDING = "voorbereiding"
    BEZIG = "bezig"
    GESLOTEN = "gesloten"


class Rol(StrEnum):
    """What a link allows. The order is from most to least."""

    LEIDER = "leider"
    DEELNEMER = "deelnemer"
    LEZER = "lezer"
    QUICKSCAN = "quickscan"
    """Fills in the questionnaire and sees nothing of the meeting."""


class Bron(StrEnum):
    """Where an agenda point comes from."""

    SIGNAAL = "signaal"
    GESPREK = "gesprek"
    AFSPRAKEN = "afspraken"
    QUICKSCAN = "quickscan"
    OEFENZAAK = "oefenzaak"
    EIGEN = "eigen"


class Onderdeelsoort(StrEnum):
    """What can be added to a point during the meeting."""

    OPMERKING = "opmerking"
    UITLEG = "uitleg"
    """Why a gemeente or partner reads a figure otherwise; printed with the figure."""

    AFSPRAAK = "afspraak"


class Teller(Base):
    """One row: the number of the last change, over all meetings."""

    __tablename__ = "teller"

    id: Mapped[int] = mapped_column(primary_key=True)
    stand: Mapped[int]


class Vergadering(Base):
    """A meeting: about one region, or a few gemeenten of it, and a school year."""

    __tablename__ = "vergadering"

    id: Mapped[str] = mapped_column(ID, primary_key=True, default=new_id)
    titel: Mapped[str] = mapped_column(Text)
    gebied: Mapped[str] = mapped_column(String(40))
    """Code of the area; the figures are proposed for this one."""

    gemeenten: Mapped[str] = mapped_column(Text, default="")
    """Codes of gemeenten, separated by a space; empty for the whole area."""

    schooljaar: Mapped[str] = mapped_column(String(9))
    soort: Mapped[str] = mapped_column(String(20), default=Soort.REGIONAAL)
    datum: Mapped[date]
    status: Mapped[str] = mapped_column(String(20), default=Status.VOORBEREIDING)
    vorige_id: Mapped[str | None] = mapped_column(ForeignKey("vergadering.id"))
    """The meeting that this one follows on."""

    gemaakt_op: Mapped[datetime] = mapped_column(Utc, default=now)
    begonnen_op: Mapped[datetime | None] = mapped_column(Utc)
    gesloten_op: Mapped[datetime | None] = mapped_column(Utc)
    vrijgave: Mapped[str | None] = mapped_column(String(80))
    """Release that was sealed; None before the start."""

    vrijgave_digest: Mapped[str | None] = mapped_column(String(64))
    zegel_hash: Mapped[str | None] = mapped_column(String(64))
    """SHA-256 over the hashes of the seals, in their order at the start."""

    revisie: Mapped[int] = mapped_column(default=0)

    punten: Mapped[list["Punt"]] = relationship(order_by="(Punt.plaats, Punt.id)")
    deelnemers: Mapped[list["Deelnemer"]] = relationship(
        order_by="Deelnemer.plaats", cascade="all, delete-orphan"
    )


class Deelnemer(Base):
    """An organisation at the table. Names of people are not needed, and not asked."""

    __tablename__ = "deelnemer"

    id: Mapped[str] = mapped_column(ID, primary_key=True, default=new_id)
    vergadering_id: Mapped[str] = mapped_column(ForeignKey("vergadering.id"), index=True)
    plaats: Mapped[int]
    organisatie: Mapped[str] = mapped_column(Text)


class Punt(Base):
    """An agenda point. Its texts are in `veld`: titel, toelichting, uitkomst."""

    __tablename__ = "punt"

    id: Mapped[str] = mapped_column(ID, primary_key=True, default=new_id)
    vergadering_id: Mapped[str] = mapped_column(ForeignKey("vergadering.id"), index=True)
    plaats: Mapped[int]
    bron: Mapped[str] = mapped_column(String(20), default=Bron.EIGEN)
    regel: Mapped[str] = mapped_column(Text, default="")
    """The rule that fired, in words; of a signal only."""

    vraag: Mapped[str] = mapped_column(Text, default="")
    """The open question that begins the conversation."""

    is_weg: Mapped[bool] = mapped_column(default=False)
    """Taken off the agenda; what was typed stays in the database."""

    revisie: Mapped[int] = mapped_column(default=0)

    pinnen: Mapped[list["Pin"]] = relationship(order_by="(Pin.plaats, Pin.id)")
    onderdelen: Mapped[list["Onderdeel"]] = relationship(
        order_by="(Onderdeel.gemaakt_op, Onderdeel.id)"
    )


class Pin(Base):
    """A figure of the dashboard, pinned to a point with its filters."""

    __tablename__ = "pin"

    id: Mapped[str] = mapped_column(ID, primary_key=True, default=new_id)
    punt_id: Mapped[str] = mapped_column(ForeignKey("punt.id"), index=True)
    plaats: Mapped[int]
    figuur: Mapped[str] = mapped_column(String(60))
    """Id of the exhibit, which stays the same for ever."""

    pad: Mapped[str] = mapped_column(String(60))
    vraag: Mapped[str] = mapped_column(Text)
    """The query string: area, school year, filters, choices."""

    gezien: Mapped[str] = mapped_column(Text)
    """What it said when it was pinned, written as `zegel` is."""

    zegel: Mapped[str | None] = mapped_column(Text)
    """What it said when the meeting began: canonical JSON of `dashboard.meeting.seal.Sealed`."""

    zegel_hash: Mapped[str | None] = mapped_column(String(64))
    is_weg: Mapped[bool] = mapped_column(default=False)
    revisie: Mapped[int] = mapped_column(default=0)


class Onderdeel(Base):
    """Something added to a point: a remark, an explanation, an agreement.

    Texts are in `veld`. Remark: tekst, organisatie, vertrouwelijk. Explanation: the same, and
    `pin_id`. Agreement: wat, organisatie, wanneer (ISO date), cijfer (id of a pin), richting
    (`omhoog`, `omlaag`), status (`loopt`, `gedaan`, `vervallen`), reden.
    """

    __tablename__ = "onderdeel"

    id: Mapped[str] = mapped_column(ID, primary_key=True, default=new_id)
    vergadering_id: Mapped[str] = mapped_column(ForeignKey("vergadering.id"), index=True)
    punt_id: Mapped[str] = mapped_column(ForeignKey("punt.id"), index=True)
    soort: Mapped[str] = mapped_column(String(20))
    pin_id: Mapped[str | None] = mapped_column(ForeignKey("pin.id"))
    gemaakt_op: Mapped[datetime] = mapped_column(Utc, default=now)
    is_weg: Mapped[bool] = mapped_column(default=False)
    revisie: Mapped[int] = mapped_column(default=0)


class Veld(Base):
    """The value of one field of a point or a part, with its version."""

    __tablename__ = "veld"
    __table_args__ = (Index("veld_nieuw", "vergadering_id", "revisie"),)

    object_id: Mapped[str] = mapped_column(ID, primary_key=True)
    """Id of a punt, an onderdeel, or the meeting itself."""

    naam: Mapped[str] = mapped_column(String(30), primary_key=True)
    vergadering_id: Mapped[str] = mapped_column(ForeignKey("vergadering.id"))
    tekst: Mapped[str] = mapped_column(Text, default="")
    versie: Mapped[int] = mapped_column(default=1)
    revisie: Mapped[int] = mapped_column(default=0)
    bewerkt_op: Mapped[datetime] = mapped_column(Utc, default=now)


class Handeling(Base):
    """A change that a device sent, and its answer: sent again, it gets the same answer."""

    __tablename__ = "handeling"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    """Made by the device."""

    vergadering_id: Mapped[str] = mapped_column(ForeignKey("vergadering.id"), index=True)
    antwoord: Mapped[str] = mapped_column(Text)
    gedaan_op: Mapped[datetime] = mapped_column(Utc, default=now)


class Toegang(Base):
    """A capability link. Only the hash of its secret is kept."""

    __tablename__ = "toegang"
    __table_args__ = (UniqueConstraint("hash"),)

    id: Mapped[str] = mapped_column(ID, primary_key=True, default=new_id)
    vergadering_id: Mapped[str] = mapped_column(ForeignKey("vergadering.id"), index=True)
    rol: Mapped[str] = mapped_column(String(20))
    hash: Mapped[str] = mapped_column(String(64))
    gemaakt_op: Mapped[datetime] = mapped_column(Utc, default=now)
    verloopt_op: Mapped[datetime] = mapped_column(Utc)
    ingetrokken_op: Mapped[datetime | None] = mapped_column(Utc)
