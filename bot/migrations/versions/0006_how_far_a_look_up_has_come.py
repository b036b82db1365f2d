"""how far a look-up has come"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("deliveries", sa.Column("looked_for", sa.DateTime(timezone=True), nullable=True))
    op.add_column("deliveries", sa.Column("looked_to", sa.String(), nullable=True))
