"""staying in touch and asking again"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "digests",
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_digests")),
    )
    op.create_table(
        "asks",
        sa.Column("departure", sa.String(), nullable=False),
        sa.Column("customer", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "claimed",
                "back",
                "later",
                "no",
                "given_back",
                "lapsed",
                "over",
                name="askstate",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("turns", sa.Integer(), nullable=False),
        sa.Column("follow_ups", sa.Integer(), nullable=False),
        sa.Column("follow_up_open", sa.Boolean(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("again", sa.Date(), nullable=True),
        sa.Column("touch", sa.String(), nullable=True),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "customer"], ["customers.workspace", "customers.id"], name=op.f("fk_asks_customer")
        ),
        sa.ForeignKeyConstraint(
            ["workspace", "departure"], ["departures.workspace", "departures.id"], name=op.f("fk_asks_departure")
        ),
        sa.ForeignKeyConstraint(
            ["workspace", "touch"], ["touches.workspace", "touches.id"], name=op.f("fk_asks_touch")
        ),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_asks")),
    )
    with op.batch_alter_table("asks", schema=None) as batch_op:
        batch_op.create_index("ix_asks_customer", ["workspace", "customer"], unique=False)
        batch_op.create_index("ix_asks_departure", ["workspace", "departure"], unique=False)

    op.create_table(
        "cadences",
        sa.Column("departure", sa.String(), nullable=False),
        sa.Column("customer", sa.String(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("going", "stopped", "in_peace", "over", name="cadencestate", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("began", sa.DateTime(timezone=True), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=True),
        sa.Column("keeper", sa.String(), nullable=True),
        sa.Column("turns", sa.Integer(), nullable=False),
        sa.Column("stopped_by", sa.String(), nullable=True),
        sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stopped_why", sa.Text(), nullable=True),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "customer"], ["customers.workspace", "customers.id"], name=op.f("fk_cadences_customer")
        ),
        sa.ForeignKeyConstraint(
            ["workspace", "departure"], ["departures.workspace", "departures.id"], name=op.f("fk_cadences_departure")
        ),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_cadences")),
        sa.UniqueConstraint("workspace", "departure", name=op.f("uq_cadences_workspace_departure")),
    )
    with op.batch_alter_table("cadences", schema=None) as batch_op:
        batch_op.create_index("ix_cadences_customer", ["workspace", "customer"], unique=False)

    op.create_table(
        "peaces",
        sa.Column("departure", sa.String(), nullable=False),
        sa.Column("customer", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("undone_by", sa.String(), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "customer"], ["customers.workspace", "customers.id"], name=op.f("fk_peaces_customer")
        ),
        sa.ForeignKeyConstraint(
            ["workspace", "departure"], ["departures.workspace", "departures.id"], name=op.f("fk_peaces_departure")
        ),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_peaces")),
    )
    with op.batch_alter_table("peaces", schema=None) as batch_op:
        batch_op.create_index("ix_peaces_customer", ["workspace", "customer"], unique=False)

    op.create_table(
        "returns",
        sa.Column("departure", sa.String(), nullable=False),
        sa.Column("customer", sa.String(), nullable=False),
        sa.Column("lifetime", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("said_by", sa.String(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("first_delivery", sa.Date(), nullable=True),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("turns", sa.Integer(), nullable=False),
        sa.Column("ended", sa.DateTime(timezone=True), nullable=True),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "customer"], ["customers.workspace", "customers.id"], name=op.f("fk_returns_customer")
        ),
        sa.ForeignKeyConstraint(
            ["workspace", "departure"], ["departures.workspace", "departures.id"], name=op.f("fk_returns_departure")
        ),
        sa.ForeignKeyConstraint(
            ["workspace", "lifetime"], ["lifetimes.workspace", "lifetimes.id"], name=op.f("fk_returns_lifetime")
        ),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_returns")),
        sa.UniqueConstraint("workspace", "departure", name=op.f("uq_returns_workspace_departure")),
    )
    with op.batch_alter_table("returns", schema=None) as batch_op:
        batch_op.create_index("ix_returns_customer", ["workspace", "customer"], unique=False)

    op.create_table(
        "care_checks",
        sa.Column("came_back", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "delivery",
                "day_30",
                "day_60",
                "day_90",
                "month_6",
                "month_12",
                name="carekind",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "planned",
                "waiting",
                "green",
                "amber",
                "overtaken",
                "over",
                name="carestate",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("person", sa.String(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by", sa.String(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "cause_gone", sa.Enum("yes", "no", "unsure", name="gone", native_enum=False, length=32), nullable=True
        ),
        sa.Column("new_cause", sa.String(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "came_back"], ["returns.workspace", "returns.id"], name=op.f("fk_care_checks_came_back")
        ),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_care_checks")),
        sa.UniqueConstraint("workspace", "came_back", "kind", name=op.f("uq_care_checks_workspace_came_back_kind")),
    )
    with op.batch_alter_table("care_checks", schema=None) as batch_op:
        batch_op.create_index("ix_care_checks_person", ["workspace", "person", "state"], unique=False)

    op.create_table(
        "digest_items",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("departure", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("kept", sa.Boolean(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("open", "claimed", "not_now", "in_peace", "over", name="itemstate", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("by", sa.String(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("ask", sa.String(), nullable=True),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["workspace", "ask"], ["asks.workspace", "asks.id"], name=op.f("fk_digest_items_ask")),
        sa.ForeignKeyConstraint(
            ["workspace", "departure"],
            ["departures.workspace", "departures.id"],
            name=op.f("fk_digest_items_departure"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace", "digest"], ["digests.workspace", "digests.id"], name=op.f("fk_digest_items_digest")
        ),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_digest_items")),
        sa.UniqueConstraint("workspace", "digest", "place", name=op.f("uq_digest_items_workspace_digest_place")),
    )
    with op.batch_alter_table("digest_items", schema=None) as batch_op:
        batch_op.create_index("ix_digest_items_departure", ["workspace", "departure"], unique=False)

    op.create_table(
        "nudges",
        sa.Column("cadence", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Enum("nudge", "check_in", name="nudgekind", native_enum=False, length=32), nullable=False),
        sa.Column(
            "suggestion",
            sa.Enum("call", "note", "article", "greeting", "useful", name="suggestion", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column(
            "why",
            sa.Enum("owner", "logger", "handed_over", "admin", name="whyyou", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "done",
                "snoozed",
                "handed_over",
                "stopped",
                "overtaken",
                "over",
                name="nudgestate",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("answered_by", sa.String(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("handed_to", sa.String(), nullable=True),
        sa.Column("touch", sa.String(), nullable=True),
        sa.Column(
            "sounded",
            sa.Enum("glad", "as_usual", "reserved", name="sounded", native_enum=False, length=32),
            nullable=True,
        ),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "cadence"], ["cadences.workspace", "cadences.id"], name=op.f("fk_nudges_cadence")
        ),
        sa.ForeignKeyConstraint(
            ["workspace", "touch"], ["touches.workspace", "touches.id"], name=op.f("fk_nudges_touch")
        ),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_nudges")),
        sa.UniqueConstraint("workspace", "cadence", "number", name=op.f("uq_nudges_workspace_cadence_number")),
    )
    with op.batch_alter_table("nudges", schema=None) as batch_op:
        batch_op.create_index("ix_nudges_person", ["workspace", "person", "state"], unique=False)

    with op.batch_alter_table("deliveries", schema=None) as batch_op:
        batch_op.alter_column("content", existing_type=sa.TEXT(), type_=sa.Text(), existing_nullable=True)
