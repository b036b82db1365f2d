"""people's own hours"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("colleagues", sa.Column("days", sa.String(), nullable=True))
    op.add_column("colleagues", sa.Column("starts", sa.Time(), nullable=True))
    op.add_column("colleagues", sa.Column("ends", sa.Time(), nullable=True))
    op.add_column("colleagues", sa.Column("country", sa.String(), nullable=True))
    op.add_column("colleagues", sa.Column("away_from", sa.Date(), nullable=True))
    op.add_column("colleagues", sa.Column("away_until", sa.Date(), nullable=True))
