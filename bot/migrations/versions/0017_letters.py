"""letters"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

STATES = ["written", "sent", "fixed", "told", "never", "dropped"]


def upgrade() -> None:
    op.create_table(
        "own_letters",
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("changed_by", sa.String(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_own_letters")),
    )
    op.create_table(
        "apologies",
        sa.Column("departure", sa.String(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("keeper", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.Enum(*STATES, name="apologystate", native_enum=False, length=32), nullable=False),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("printed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_by", sa.String(), nullable=True),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("not_yet", sa.Integer(), nullable=False),
        sa.Column("fixed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("fixed_by", sa.String(), nullable=True),
        sa.Column("fixed_words", sa.Text(), nullable=True),
        sa.Column("fixed_printed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("told_by", sa.String(), nullable=True),
        sa.Column("ended_by", sa.String(), nullable=True),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "departure"], ["departures.workspace", "departures.id"], name=op.f("fk_apologies_departure")
        ),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_apologies")),
    )
    op.create_index("ix_apologies_departure", "apologies", ["workspace", "departure"], unique=False)
    op.create_index("ix_apologies_keeper", "apologies", ["workspace", "keeper", "state"], unique=False)
    op.add_column("consents", sa.Column("said_by", sa.Text(), nullable=True))
    op.add_column("consents", sa.Column("words", sa.Text(), nullable=True))
    op.add_column("thanks", sa.Column("words", sa.Text(), nullable=True))
    op.add_column("thanks", sa.Column("printed_at", sa.DateTime(timezone=True), nullable=True))
