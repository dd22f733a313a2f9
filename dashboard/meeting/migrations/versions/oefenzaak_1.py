"""Practice cases: what organisations would choose."""

import sqlalchemy as sa
from alembic import op

revision = "oefenzaak_1"
down_revision = "0001"
branch_labels = None
depends_on = None

_ID = sa.String(24)


def upgrade() -> None:
    op.create_table(
        "oefenzaak_keuze",
        sa.Column("id", _ID, nullable=False),
        sa.Column("vergadering_id", _ID, nullable=False),
        sa.Column("zaak", sa.String(60), nullable=False),
        sa.Column("organisatie", sa.Text(), nullable=False),
        sa.Column("routes", sa.String(60), nullable=False),
        sa.Column("waarom", sa.Text(), nullable=False),
        sa.Column("versie", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["vergadering_id"], ["vergadering.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("vergadering_id", "zaak", "organisatie"),
    )
    op.create_index("ix_oefenzaak_keuze_vergadering_id", "oefenzaak_keuze", ["vergadering_id"])
    op.create_table(
        "oefenzaak_getoond",
        sa.Column("vergadering_id", _ID, nullable=False),
        sa.Column("zaak", sa.String(60), nullable=False),
        sa.ForeignKeyConstraint(["vergadering_id"], ["vergadering.id"]),
        sa.PrimaryKeyConstraint("vergadering_id", "zaak"),
    )


def downgrade() -> None:
    op.drop_table("oefenzaak_getoond")
    op.drop_table("oefenzaak_keuze")
