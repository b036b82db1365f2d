"""occasions to be in touch"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("nudges", sa.Column("brought_by", sa.String(), nullable=True))
    op.add_column("nudges", sa.Column("link", sa.String(), nullable=True))
    op.add_column("nudges", sa.Column("words", sa.Text(), nullable=True))
    op.add_column("nudges", sa.Column("day", sa.Date(), nullable=True))
