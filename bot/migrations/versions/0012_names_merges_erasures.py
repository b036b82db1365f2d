"""names, merges, erasures"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "former_names",
        sa.Column("customer", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("plain_name", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "customer"], ["customers.workspace", "customers.id"], name=op.f("fk_former_names_customer")
        ),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_former_names")),
    )
    op.create_index("ix_former_names_plain_name", "former_names", ["workspace", "plain_name"], unique=False)
    op.create_table(
        "merges",
        sa.Column("stays", sa.String(), nullable=False),
        sa.Column("goes", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("filled", sa.JSON(), nullable=False),
        sa.Column("undone_by", sa.String(), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "goes"], ["customers.workspace", "customers.id"], name=op.f("fk_merges_goes")
        ),
        sa.ForeignKeyConstraint(
            ["workspace", "stays"], ["customers.workspace", "customers.id"], name=op.f("fk_merges_stays")
        ),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_merges")),
    )
    op.create_table(
        "merge_moves",
        sa.Column("merge", sa.String(), nullable=False),
        sa.Column("table", sa.String(), nullable=False),
        sa.Column("row", sa.String(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "merge"], ["merges.workspace", "merges.id"], name=op.f("fk_merge_moves_merge")
        ),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_merge_moves")),
    )
    op.create_index("ix_merge_moves_merge", "merge_moves", ["workspace", "merge"], unique=False)
    op.create_table(
        "erasures",
        sa.Column(
            "kind", sa.Enum("customer", "contact", name="erased", native_enum=False, length=32), nullable=False
        ),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("marks", sa.JSON(), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_erasures")),
    )
    op.create_table(
        "name_keys",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_name_keys")),
    )
    op.add_column("customers", sa.Column("merged_into", sa.String(), nullable=True))
    op.add_column("customers", sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("deliveries", sa.Column("away_since", sa.DateTime(timezone=True), nullable=True))
