"""what is brought in from before"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "import_marks",
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_import_marks")),
    )
    op.create_table(
        "imports",
        sa.Column(
            "kind",
            sa.Enum(
                "departures",
                "customers",
                "contacts",
                "new_customers",
                "proposals",
                name="kind",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "reading",
                "looking",
                "asking",
                "bringing",
                "done",
                "dropped",
                "broken",
                name="state",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("slack_file", sa.String(), nullable=True),
        sa.Column("headers", sa.Text(), nullable=False),
        sa.Column("way", sa.JSON(), nullable=False),
        sa.Column("shows", sa.Text(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("at_part", sa.Integer(), nullable=False),
        sa.Column("turns", sa.Integer(), nullable=False),
        sa.Column("begin", sa.Boolean(), nullable=False),
        sa.Column("broken", sa.String(), nullable=True),
        sa.Column("finished", sa.DateTime(timezone=True), nullable=True),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_imports")),
    )
    op.create_table(
        "months",
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("new_customers", sa.Integer(), nullable=True),
        sa.Column("proposals_sent", sa.Integer(), nullable=True),
        sa.Column("proposals_won", sa.Integer(), nullable=True),
        sa.Column("customers_at_start", sa.Integer(), nullable=True),
        sa.Column("told_by", sa.String(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_months")),
    )
    op.create_table(
        "import_parts",
        sa.Column("file", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("rows", sa.Text(), nullable=False),
        sa.Column("wrong", sa.Text(), nullable=True),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "file"], ["imports.workspace", "imports.id"], name=op.f("fk_import_parts_file")
        ),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_import_parts")),
        sa.UniqueConstraint("workspace", "file", "number", name=op.f("uq_import_parts_workspace_file_number")),
    )
    op.add_column(
        "departures", sa.Column("from_before", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
