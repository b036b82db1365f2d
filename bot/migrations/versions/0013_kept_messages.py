"""kept messages"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "kept_messages",
        sa.Column("customer", sa.String(), nullable=False),
        sa.Column("departure", sa.String(), nullable=True),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("ts", sa.String(), nullable=False),
        sa.Column("thread", sa.String(), nullable=True),
        sa.Column("author", sa.String(), nullable=True),
        sa.Column("author_name", sa.Text(), nullable=True),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("files", sa.Text(), nullable=True),
        sa.Column("link", sa.String(), nullable=True),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kept_by", sa.String(), nullable=True),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("left_out", sa.JSON(), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "customer"], ["customers.workspace", "customers.id"], name=op.f("fk_kept_messages_customer")
        ),
        sa.ForeignKeyConstraint(
            ["workspace", "departure"], ["departures.workspace", "departures.id"], name=op.f("fk_kept_messages_departure")
        ),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_kept_messages")),
        sa.UniqueConstraint(
            "workspace", "customer", "channel", "ts", name=op.f("uq_kept_messages_workspace_customer_channel_ts")
        ),
    )
    op.create_index("ix_kept_messages_place", "kept_messages", ["workspace", "channel", "ts"], unique=False)
