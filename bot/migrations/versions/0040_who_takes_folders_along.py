"""who takes folders along"""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "workspace_settings", sa.Column("export_by_admins", sa.Boolean(), nullable=False, server_default=sa.false())
    )
