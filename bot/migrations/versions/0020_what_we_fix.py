"""what we fix"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "fixes",
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("everyone", sa.Boolean(), nullable=False),
        sa.Column("departure", sa.String(), nullable=True),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("open", "done", "verified", "dropped", name="fixstate", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("turns", sa.Integer(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("done_by", sa.String(), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_words", sa.Text(), nullable=True),
        sa.Column("asked", sa.String(), nullable=True),
        sa.Column("looks", sa.Integer(), nullable=False),
        sa.Column("verified_by", sa.String(), nullable=True),
        sa.Column("verified_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reopened", sa.Integer(), nullable=False),
        sa.Column("reopened_by", sa.String(), nullable=True),
        sa.Column("reopened_why", sa.Text(), nullable=True),
        sa.Column("dropped_by", sa.String(), nullable=True),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "departure"], ["departures.workspace", "departures.id"], name=op.f("fk_fixes_departure")
        ),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_fixes")),
    )
    with op.batch_alter_table("fixes", schema=None) as batch_op:
        batch_op.create_index("ix_fixes_departure", ["workspace", "departure"], unique=False)
        batch_op.create_index("ix_fixes_state", ["workspace", "state"], unique=False)

    op.create_table(
        "fix_cases",
        sa.Column("fix", sa.String(), nullable=False),
        sa.Column("departure", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "departure"], ["departures.workspace", "departures.id"], name=op.f("fk_fix_cases_departure")
        ),
        sa.ForeignKeyConstraint(["workspace", "fix"], ["fixes.workspace", "fixes.id"], name=op.f("fk_fix_cases_fix")),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_fix_cases")),
        sa.UniqueConstraint("workspace", "fix", "departure", name=op.f("uq_fix_cases_workspace_fix_departure")),
    )
    with op.batch_alter_table("fix_cases", schema=None) as batch_op:
        batch_op.create_index("ix_fix_cases_departure", ["workspace", "departure"], unique=False)
