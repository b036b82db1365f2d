"""a workspace's own reasons"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

FEEDBACK = (
    "too_expensive",
    "missing_features",
    "switched_service",
    "unused",
    "customer_service",
    "too_complex",
    "low_quality",
    "other",
)
DEEDS = ("added", "renamed", "described", "flagged", "merged", "archived", "restored")


def upgrade() -> None:
    op.create_table(
        "reasons",
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("about", sa.Text(), nullable=True),
        sa.Column("controllable", sa.Boolean(), nullable=False),
        sa.Column("curable", sa.Boolean(), nullable=False),
        sa.Column("feedback", sa.Enum(*FEEDBACK, name="feedback", native_enum=False, length=32), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("into", sa.String(), nullable=True),
        sa.Column("added", sa.DateTime(timezone=True), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_reasons")),
    )
    op.create_table(
        "reason_log",
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("deed", sa.Enum(*DEEDS, name="reasondeed", native_enum=False, length=32), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_reason_log")),
    )
    op.create_index("ix_reason_log_at", "reason_log", ["workspace", "at"], unique=False)
