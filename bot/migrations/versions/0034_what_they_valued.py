"""what they valued"""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("findings", sa.Column("did_well", sa.Text(), nullable=True))
