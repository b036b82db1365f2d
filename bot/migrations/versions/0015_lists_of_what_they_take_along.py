"""lists of what they take along"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

PARTS = ["records", "open_matters", "access", "new_contact", "last_delivery", "mailing_list"]
PART = sa.Enum(*PARTS, name="handoverpart", native_enum=False, length=32)
SINCE = sa.Enum("told", "last_day", name="since", native_enum=False, length=32)
WHOSE = sa.Enum("account", "person", "nobody", name="whose", native_enum=False, length=32)


def upgrade() -> None:
    with op.batch_alter_table("handover_items") as table:
        table.alter_column("part", existing_type=PART, nullable=True)
        table.add_column(sa.Column("label", sa.Text(), nullable=True))
        table.add_column(sa.Column("place", sa.Integer(), server_default="0", nullable=False))
        table.add_column(sa.Column("whose", WHOSE, server_default="nobody", nullable=False))
        table.add_column(sa.Column("owner", sa.String(), nullable=True))
        table.add_column(sa.Column("given_by", sa.String(), nullable=True))
        table.add_column(sa.Column("due", sa.Date(), nullable=True))
        table.add_column(sa.Column("days", sa.Integer(), nullable=True))
        table.add_column(sa.Column("since", SINCE, nullable=True))
        table.add_column(sa.Column("step", sa.Integer(), server_default="0", nullable=False))
        table.add_column(sa.Column("turns", sa.Integer(), server_default="0", nullable=False))
    op.create_index("ix_handover_items_owner", "handover_items", ["workspace", "owner", "state"], unique=False)
    op.create_table(
        "handover_templates",
        sa.Column("segment", sa.String(), nullable=True),
        sa.Column("plain_segment", sa.String(), nullable=False),
        sa.Column("changed_by", sa.String(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_handover_templates")),
        sa.UniqueConstraint("workspace", "plain_segment", name=op.f("uq_handover_templates_workspace_plain_segment")),
    )
    op.create_table(
        "handover_template_items",
        sa.Column("template", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("part", PART, nullable=True),
        sa.Column("label", sa.String(), nullable=True),
        sa.Column("days", sa.Integer(), nullable=True),
        sa.Column("since", SINCE, nullable=False),
        sa.Column("whose", WHOSE, nullable=False),
        sa.Column("person", sa.String(), nullable=True),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "template"],
            ["handover_templates.workspace", "handover_templates.id"],
            name=op.f("fk_handover_template_items_template"),
        ),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_handover_template_items")),
    )
    op.create_index(
        "ix_handover_template_items_template", "handover_template_items", ["workspace", "template"], unique=False
    )
