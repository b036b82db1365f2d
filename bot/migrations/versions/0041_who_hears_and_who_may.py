"""who hears whom to ask again, who may do what, and what something of the workspace's own was called"""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

REACHES = {
    "who_logs": "everybody",
    "who_reads_report": "everybody",
    "who_sees_folders": "circle",
    "who_takes_folders": "circle",
    "who_moves": "circle",
    "who_asks_again": "circle",
    "who_merges": "owners",
}


def upgrade() -> None:
    names = ("everybody", "channel", "circle", "close", "owners", "admins")
    for setting, usual in REACHES.items():
        reach = sa.Enum(*names, name="reach", native_enum=False, length=32)
        op.add_column("workspace_settings", sa.Column(setting, reach, nullable=False, server_default=usual))
    op.add_column("workspace_settings", sa.Column("digest_people", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column(
        "workspace_settings", sa.Column("digest_people_alone", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.execute("UPDATE workspace_settings SET who_takes_folders = 'admins' WHERE export_by_admins")
    op.add_column("audit", sa.Column("called_before", sa.Text(), nullable=True))
    op.add_column("audit", sa.Column("called_after", sa.Text(), nullable=True))
