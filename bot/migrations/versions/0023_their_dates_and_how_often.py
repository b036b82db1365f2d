"""their dates, and how often kinds of customers are kept in touch with"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("customers", sa.Column("own_day", sa.Date(), nullable=True))
    op.add_column("customers", sa.Column("own_day_name", sa.Text(), nullable=True))
    op.create_table(
        "segment_rhythms",
        sa.Column("segment", sa.String(), nullable=False),
        sa.Column("plain_segment", sa.String(), nullable=False),
        sa.Column("shortest", sa.Integer(), nullable=False),
        sa.Column("longest", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.String(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_segment_rhythms")),
        sa.UniqueConstraint("workspace", "plain_segment", name=op.f("uq_segment_rhythms_workspace_plain_segment")),
    )
