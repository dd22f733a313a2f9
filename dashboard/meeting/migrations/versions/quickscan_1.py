"""Quick scan: counts, loose texts, and slips against counting twice."""

import sqlalchemy as sa
from alembic import op

revision = "quickscan_1"
down_revision = "0001"
branch_labels = None
depends_on = None

_ID = sa.String(24)


def upgrade() -> None:
    op.create_table(
        "quickscan",
        sa.Column("vergadering_id", _ID, nullable=False),
        sa.Column("is_gesloten", sa.Boolean(), nullable=False),
        sa.Column("ingevuld", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["vergadering_id"], ["vergadering.id"]),
        sa.PrimaryKeyConstraint("vergadering_id"),
    )
    op.create_table(
        "quickscan_telling",
        sa.Column("vergadering_id", _ID, nullable=False),
        sa.Column("vraag", sa.String(20), nullable=False),
        sa.Column("antwoord", sa.String(20), nullable=False),
        sa.Column("aantal", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["vergadering_id"], ["vergadering.id"]),
        sa.PrimaryKeyConstraint("vergadering_id", "vraag", "antwoord"),
    )
    op.create_table(
        "quickscan_tekst",
        sa.Column("id", _ID, nullable=False),
        sa.Column("vergadering_id", _ID, nullable=False),
        sa.Column("vraag", sa.String(20), nullable=False),
        sa.Column("tekst", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["vergadering_id"], ["vergadering.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "quickscan_briefje",
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("vergadering_id", _ID, nullable=False),
        sa.ForeignKeyConstraint(["vergadering_id"], ["vergadering.id"]),
        sa.PrimaryKeyConstraint("hash"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    for table in ("quickscan_briefje", "quickscan_tekst", "quickscan_telling", "quickscan"):
        op.drop_table(table)
