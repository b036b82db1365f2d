"""which request a message or an obligation came of"""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("obligations", sa.Column("cause", sa.String(), nullable=True))
    op.add_column("deliveries", sa.Column("cause", sa.String(), nullable=True))
