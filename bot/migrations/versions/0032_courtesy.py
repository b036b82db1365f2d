"""how often people are interrupted, and when their brief comes"""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("colleagues", sa.Column("brief_at", sa.Time(), nullable=True))
    op.add_column("brief_items", sa.Column("urgent", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_index("ix_brief_items_card", "brief_items", ["workspace", "card", "subject"])
    op.create_table(
        "interruptions",
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_interruptions")),
    )
