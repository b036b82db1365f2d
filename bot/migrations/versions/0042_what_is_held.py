"""what is held is found without passing over what waits"""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None


def upgrade() -> None:
    held = sa.text("leased_until IS NOT NULL")
    op.create_index("ix_obligations_held", "obligations", ["leased_until"], postgresql_where=held, sqlite_where=held)
