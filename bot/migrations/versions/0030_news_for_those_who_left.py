"""news for those who left"""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

WAYS = ["news", "amends", "team", "pilot", "view", "product"]


def upgrade() -> None:
    op.create_table(
        "launches",
        sa.Column("kind", sa.Enum("offer", "fixed", name="waykind", native_enum=False, length=32), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("segments", sa.JSON(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("taken_back_by", sa.String(), nullable=True),
        sa.Column("taken_back_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_launches")),
        sa.UniqueConstraint("workspace", "source", name=op.f("uq_launches_workspace_source")),
    )
    op.create_table(
        "launches_told",
        sa.Column("launch", sa.String(), nullable=False),
        sa.Column("departure", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "departure"],
            ["departures.workspace", "departures.id"],
            name=op.f("fk_launches_told_departure"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace", "launch"], ["launches.workspace", "launches.id"], name=op.f("fk_launches_told_launch")
        ),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_launches_told")),
        sa.UniqueConstraint(
            "workspace", "launch", "departure", name=op.f("uq_launches_told_workspace_launch_departure")
        ),
    )
    op.create_index("ix_launches_told_departure", "launches_told", ["workspace", "departure"], unique=False)
    with op.batch_alter_table("asks") as table:
        table.add_column(sa.Column("made_at", sa.DateTime(timezone=True), nullable=True))
        table.add_column(sa.Column("launch", sa.String(), nullable=True))
        table.add_column(sa.Column("way", sa.Enum(*WAYS, name="wayback", native_enum=False, length=32), nullable=True))
        table.add_column(sa.Column("text", sa.Text(), nullable=True))
        table.create_foreign_key(
            op.f("fk_asks_launch"), "launches", ["workspace", "launch"], ["workspace", "id"]
        )
