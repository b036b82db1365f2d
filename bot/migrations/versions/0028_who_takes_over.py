"""who takes over from a colleague who is gone"""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "successions",
        sa.Column("cadence", sa.String(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("asked", sa.String(), nullable=False),
        sa.Column(
            "state", sa.Enum("open", "asked", "taken", name="successionstate", native_enum=False, length=32), nullable=False
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("turns", sa.Integer(), nullable=False),
        sa.Column("offer", sa.String(), nullable=True),
        sa.Column("chosen_by", sa.String(), nullable=True),
        sa.Column("declined_by", sa.String(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "cadence"], ["cadences.workspace", "cadences.id"], name=op.f("fk_successions_cadence")
        ),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_successions")),
    )
    op.create_index("ix_successions_who", "successions", ["workspace", "who"], unique=False)
    op.create_index("ix_successions_offer", "successions", ["workspace", "offer", "state"], unique=False)
