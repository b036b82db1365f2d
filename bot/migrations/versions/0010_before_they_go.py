"""before they go"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

SIGNS = ["price", "delivery", "senior", "pace", "silence", "complaint", "champion", "promise", "feeling", "other"]
CAME = ["resolved", "watch", "notice", "left", "opening", "stays", "goes", "in_part", "no_fit"]


def upgrade() -> None:
    op.create_table(
        "cues",
        sa.Column("customer", sa.String(), nullable=False),
        sa.Column("kind", sa.Enum(*SIGNS, name="cue", native_enum=False, length=32), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("link", sa.String(), nullable=True),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "customer"], ["customers.workspace", "customers.id"], name=op.f("fk_cues_customer")
        ),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_cues")),
    )
    op.create_index("ix_cues_customer", "cues", ["workspace", "customer", "at"], unique=False)
    op.create_table(
        "promises",
        sa.Column("customer", sa.String(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column(
            "way",
            sa.Enum("call", "meeting", "letter", "email", "other", name="touchkind", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("due", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("keeper", sa.String(), nullable=False),
        sa.Column("noted_by", sa.String(), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "state",
            sa.Enum("open", "kept", "broken", "dropped", name="promisestate", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("turns", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by", sa.String(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("link", sa.String(), nullable=True),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "customer"], ["customers.workspace", "customers.id"], name=op.f("fk_promises_customer")
        ),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_promises")),
    )
    op.create_index("ix_promises_customer", "promises", ["workspace", "customer"], unique=False)
    op.create_index("ix_promises_keeper", "promises", ["workspace", "keeper", "state"], unique=False)
    op.create_table(
        "talks",
        sa.Column("departure", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("ask_first", "before_they_go", name="talkkind", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "state",
            sa.Enum("waiting", "watching", "over", name="talkstate", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("turns", sa.Integer(), nullable=False),
        sa.Column("came", sa.Enum(*CAME, name="came", native_enum=False, length=32), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("answered_by", sa.String(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("stays", sa.Text(), nullable=True),
        sa.Column("goes", sa.Text(), nullable=True),
        sa.Column("stays_worth", sa.BigInteger(), nullable=True),
        sa.Column("goes_worth", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.String(), nullable=True),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "departure"], ["departures.workspace", "departures.id"], name=op.f("fk_talks_departure")
        ),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_talks")),
    )
    op.create_index("ix_talks_departure", "talks", ["workspace", "departure"], unique=False)
    op.create_index("ix_talks_person", "talks", ["workspace", "person", "state"], unique=False)
    op.add_column("returns", sa.Column("stayed", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("steps", sa.Column("day_before", sa.Date(), nullable=True))
    op.add_column("steps", sa.Column("undone_by", sa.String(), nullable=True))
    op.add_column("steps", sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True))
