"""what each time with us was worth, and how they came back"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("lifetimes", sa.Column("value", sa.BigInteger(), nullable=True))
    op.add_column("lifetimes", sa.Column("currency", sa.String(), nullable=True))
    op.add_column("returns", sa.Column("terms", sa.Text(), nullable=True))
    op.add_column("returns", sa.Column("cost", sa.BigInteger(), nullable=True))
    op.add_column("returns", sa.Column("currency", sa.String(), nullable=True))
    op.add_column("returns", sa.Column("welcome", sa.Text(), nullable=True))
    op.add_column("returns", sa.Column("printed_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("returns", sa.Column("welcomed_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("returns", sa.Column("welcomed_by", sa.String(), nullable=True))
