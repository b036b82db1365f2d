"""how often one look at a returned customer was asked for"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("care_checks", sa.Column("asked", sa.Integer(), server_default="0", nullable=False))
