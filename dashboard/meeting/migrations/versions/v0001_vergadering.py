"""Meetings: agenda, pinned figures, what is typed, who gets in."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_ID = sa.String(24)


def upgrade() -> None:
    op.create_table(
        "teller",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stand", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "vergadering",
        sa.Column("id", _ID, nullable=False),
        sa.Column("titel", sa.Text(), nullable=False),
        sa.Column("gebied", sa.String(40), nullable=False),
        sa.Column("gemeenten", sa.Text(), nullable=False),
        sa.Column("schooljaar", sa.String(9), nullable=False),
        sa.Column("soort", sa.String(20), nullable=False),
        sa.Column("datum", sa.Date(), nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("vorige_id", _ID),
        sa.Column("gemaakt_op", sa.DateTime(), nullable=False),
        sa.Column("begonnen_op", sa.DateTime()),
        sa.Column("gesloten_op", sa.DateTime()),
        sa.Column("vrijgave", sa.String(80)),
        sa.Column("vrijgave_digest", sa.String(64)),
        sa.Column("zegel_hash", sa.String(64)),
        sa.Column("revisie", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["vorige_id"], ["vergadering.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "deelnemer",
        sa.Column("id", _ID, nullable=False),
        sa.Column("vergadering_id", _ID, nullable=False),
        sa.Column("plaats", sa.Integer(), nullable=False),
        sa.Column("organisatie", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["vergadering_id"], ["vergadering.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_deelnemer_vergadering_id", "deelnemer", ["vergadering_id"])
    op.create_table(
        "handeling",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("vergadering_id", _ID, nullable=False),
        sa.Column("antwoord", sa.Text(), nullable=False),
        sa.Column("gedaan_op", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["vergadering_id"], ["vergadering.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_handeling_vergadering_id", "handeling", ["vergadering_id"])
    op.create_table(
        "punt",
        sa.Column("id", _ID, nullable=False),
        sa.Column("vergadering_id", _ID, nullable=False),
        sa.Column("plaats", sa.Integer(), nullable=False),
        sa.Column("bron", sa.String(20), nullable=False),
        sa.Column("regel", sa.Text(), nullable=False),
        sa.Column("vraag", sa.Text(), nullable=False),
        sa.Column("is_weg", sa.Boolean(), nullable=False),
        sa.Column("revisie", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["vergadering_id"], ["vergadering.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_punt_vergadering_id", "punt", ["vergadering_id"])
    op.create_table(
        "toegang",
        sa.Column("id", _ID, nullable=False),
        sa.Column("vergadering_id", _ID, nullable=False),
        sa.Column("rol", sa.String(20), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("gemaakt_op", sa.DateTime(), nullable=False),
        sa.Column("verloopt_op", sa.DateTime(), nullable=False),
        sa.Column("ingetrokken_op", sa.DateTime()),
        sa.ForeignKeyConstraint(["vergadering_id"], ["vergadering.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("hash"),
    )
    op.create_index("ix_toegang_vergadering_id", "toegang", ["vergadering_id"])
    op.create_table(
        "veld",
        sa.Column("object_id", _ID, nullable=False),
        sa.Column("naam", sa.String(30), nullable=False),
        sa.Column("vergadering_id", _ID, nullable=False),
        sa.Column("tekst", sa.Text(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.Column("revisie", sa.Integer(), nullable=False),
        sa.Column("bewerkt_op", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["vergadering_id"], ["vergadering.id"]),
        sa.PrimaryKeyConstraint("object_id", "naam"),
    )
    op.create_index("veld_nieuw", "veld", ["vergadering_id", "revisie"])
    op.create_table(
        "pin",
        sa.Column("id", _ID, nullable=False),
        sa.Column("punt_id", _ID, nullable=False),
        sa.Column("plaats", sa.Integer(), nullable=False),
        sa.Column("figuur", sa.String(60), nullable=False),
        sa.Column("pad", sa.String(60), nullable=False),
        sa.Column("vraag", sa.Text(), nullable=False),
        sa.Column("gezien", sa.Text(), nullable=False),
        sa.Column("zegel", sa.Text()),
        sa.Column("zegel_hash", sa.String(64)),
        sa.Column("is_weg", sa.Boolean(), nullable=False),
        sa.Column("revisie", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["punt_id"], ["punt.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_pin_punt_id", "pin", ["punt_id"])
    op.create_table(
        "onderdeel",
        sa.Column("id", _ID, nullable=False),
        sa.Column("vergadering_id", _ID, nullable=False),
        sa.Column("punt_id", _ID, nullable=False),
        sa.Column("soort", sa.String(20), nullable=False),
        sa.Column("pin_id", _ID),
        sa.Column("gemaakt_op", sa.DateTime(), nullable=False),
        sa.Column("is_weg", sa.Boolean(), nullable=False),
        sa.Column("revisie", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["pin_id"], ["pin.id"]),
        sa.ForeignKeyConstraint(["punt_id"], ["punt.id"]),
        sa.ForeignKeyConstraint(["vergadering_id"], ["vergadering.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_onderdeel_punt_id", "onderdeel", ["punt_id"])
    op.create_index("ix_onderdeel_vergadering_id", "onderdeel", ["vergadering_id"])
    op.execute("insert into teller (id, stand) values (1, 0)")


def downgrade() -> None:
    for table in (
        "onderdeel",
        "pin",
        "veld",
        "toegang",
        "punt",
        "handeling",
        "deelnemer",
        "vergadering",
        "teller",
    ):
        op.drop_table(table)
