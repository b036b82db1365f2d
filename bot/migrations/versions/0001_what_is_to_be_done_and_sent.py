"""what is to be done and sent"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "attempts",
        sa.Column("delivery", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_attempts")),
    )
    with op.batch_alter_table("attempts", schema=None) as batch_op:
        batch_op.create_index("ix_attempts_delivery", ["workspace", "delivery"], unique=False)

    op.create_table(
        "deliveries",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        sa.Column("lane", sa.String(), nullable=False),
        sa.Column("under", sa.String(), nullable=True),
        sa.Column("card", sa.String(), nullable=True),
        sa.Column("subject", sa.String(), nullable=True),
        sa.Column("content", sa.Text(), nullable=True),
        sa.Column(
            "state",
            sa.Enum("waiting", "sending", "unknown", "sent", "ended", name="sending", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("wanted", sa.Integer(), nullable=False),
        sa.Column("sent_version", sa.Integer(), nullable=False),
        sa.Column("due", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lease", sa.String(), nullable=True),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(), nullable=True),
        sa.Column("ts", sa.String(), nullable=True),
        sa.Column("tried", sa.DateTime(timezone=True), nullable=True),
        sa.Column("trouble", sa.String(), nullable=True),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_deliveries")),
        sa.UniqueConstraint("workspace", "key", name=op.f("uq_deliveries_workspace_key")),
    )
    with op.batch_alter_table("deliveries", schema=None) as batch_op:
        batch_op.create_index(
            "ix_deliveries_due",
            ["due"],
            unique=False,
            postgresql_where=sa.text("state in ('waiting', 'sending', 'unknown')"),
            sqlite_where=sa.text("state in ('waiting', 'sending', 'unknown')"),
        )
        batch_op.create_index(
            "ix_deliveries_lane",
            ["workspace", "lane", "id"],
            unique=False,
            postgresql_where=sa.text("state in ('waiting', 'sending', 'unknown')"),
            sqlite_where=sa.text("state in ('waiting', 'sending', 'unknown')"),
        )
        batch_op.create_index("ix_deliveries_place", ["workspace", "channel", "ts"], unique=False)
        batch_op.create_index("ix_deliveries_subject", ["workspace", "card", "subject"], unique=False)

    op.create_table(
        "gestures",
        sa.Column("seen", sa.DateTime(timezone=True), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_gestures")),
    )
    op.create_table(
        "obligations",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("due", sa.DateTime(timezone=True), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("planned", "done", "cancelled", "failed", name="progress", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("lease", sa.String(), nullable=True),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("finished", sa.DateTime(timezone=True), nullable=True),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_obligations")),
        sa.UniqueConstraint("workspace", "key", name=op.f("uq_obligations_workspace_key")),
    )
    with op.batch_alter_table("obligations", schema=None) as batch_op:
        batch_op.create_index(
            "ix_obligations_due",
            ["due"],
            unique=False,
            postgresql_where=sa.text("state = 'planned'"),
            sqlite_where=sa.text("state = 'planned'"),
        )
        batch_op.create_index("ix_obligations_subject", ["workspace", "subject"], unique=False)

    op.create_table(
        "rests",
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_rests")),
    )
