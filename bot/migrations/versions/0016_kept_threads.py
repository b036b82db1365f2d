"""kept threads"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "kept_threads",
        sa.Column("departure", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("told", sa.String(), nullable=True),
        sa.Column("link", sa.String(), nullable=True),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "departure"], ["departures.workspace", "departures.id"], name=op.f("fk_kept_threads_departure")
        ),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_kept_threads")),
        sa.UniqueConstraint(
            "workspace", "departure", "channel", name=op.f("uq_kept_threads_workspace_departure_channel")
        ),
    )
    op.create_index("ix_kept_threads_channel", "kept_threads", ["workspace", "channel"], unique=False)
    op.add_column(
        "workspace_settings", sa.Column("keep_threads", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    op.add_column("workspace_settings", sa.Column("threads_chosen_by", sa.String(), nullable=True))
