"""new customers and proposals that were counted of single rows"""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("months", sa.Column("new_counted", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("months", sa.Column("proposals_counted", sa.Boolean(), nullable=False, server_default=sa.false()))
