"""what came of a try"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "interview_tries",
        sa.Column(
            "answer",
            sa.Enum("nobody_there", "later", "declined", "wrong", name="tryanswer", native_enum=False, length=32),
            nullable=True,
        ),
    )
