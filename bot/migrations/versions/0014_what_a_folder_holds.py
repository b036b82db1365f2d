"""what a folder holds"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

KINDS = ["call", "meeting", "letter", "email", "other"]


def upgrade() -> None:
    op.add_column("customers", sa.Column("mailing", sa.Boolean(), nullable=True))
    op.add_column(
        "customers",
        sa.Column("reached_by", sa.Enum(*KINDS, name="touchkind", native_enum=False, length=32), nullable=True),
    )
    op.add_column(
        "touches",
        sa.Column("direction", sa.Enum("ours", "theirs", name="direction", native_enum=False, length=32), nullable=True),
    )
    op.add_column("touches", sa.Column("whom", sa.Text(), nullable=True))
    op.add_column("touches", sa.Column("noted_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "notes",
        sa.Column("customer", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "customer"], ["customers.workspace", "customers.id"], name=op.f("fk_notes_customer")
        ),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_notes")),
    )
    op.create_index("ix_notes_customer", "notes", ["workspace", "customer"], unique=False)
    op.create_table(
        "kept_files",
        sa.Column("customer", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("slack_file", sa.String(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("coming", "kept", "too_large", "gone", name="filestate", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("data", sa.LargeBinary(), nullable=True),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "customer"], ["customers.workspace", "customers.id"], name=op.f("fk_kept_files_customer")
        ),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_kept_files")),
    )
    op.create_index("ix_kept_files_customer", "kept_files", ["workspace", "customer"], unique=False)
