"""what customers are told apart by"""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "customer_fields",
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("choices", sa.JSON(), server_default="[]", nullable=False),
        sa.Column("several", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("added", sa.DateTime(timezone=True), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_customer_fields")),
    )
    op.add_column("customers", sa.Column("fields", sa.JSON(), server_default="{}", nullable=False))
