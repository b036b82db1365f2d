"""customers and departures"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "customers",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("plain_name", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("value", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.String(), nullable=True),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_customers")),
        sa.UniqueConstraint("workspace", "plain_name", name=op.f("uq_customers_workspace_plain_name")),
    )
    op.create_table(
        "consents",
        sa.Column("customer", sa.String(), nullable=False),
        sa.Column(
            "answer", sa.Enum("yes", "no", "not_answered", name="consent", native_enum=False, length=32), nullable=False
        ),
        sa.Column("heard_by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "customer"], ["customers.workspace", "customers.id"], name=op.f("fk_consents_customer")
        ),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_consents")),
    )
    with op.batch_alter_table("consents", schema=None) as batch_op:
        batch_op.create_index("ix_consents_customer", ["workspace", "customer", "at"], unique=False)

    op.create_table(
        "contacts",
        sa.Column("customer", sa.String(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("added", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by", sa.String(), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "customer"], ["customers.workspace", "customers.id"], name=op.f("fk_contacts_customer")
        ),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_contacts")),
    )
    with op.batch_alter_table("contacts", schema=None) as batch_op:
        batch_op.create_index("ix_contacts_customer", ["workspace", "customer"], unique=False)

    op.create_table(
        "dealings",
        sa.Column("customer", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("owner", "worked_with", "touch", "said_so", name="dealingkind", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("said_by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "customer"], ["customers.workspace", "customers.id"], name=op.f("fk_dealings_customer")
        ),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_dealings")),
        sa.UniqueConstraint(
            "workspace", "customer", "person", "kind", name=op.f("uq_dealings_workspace_customer_person_kind")
        ),
    )
    op.create_table(
        "lifetimes",
        sa.Column("customer", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("began", sa.Date(), nullable=True),
        sa.Column("ended", sa.Date(), nullable=True),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "customer"], ["customers.workspace", "customers.id"], name=op.f("fk_lifetimes_customer")
        ),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_lifetimes")),
        sa.UniqueConstraint("workspace", "customer", "number", name=op.f("uq_lifetimes_workspace_customer_number")),
    )
    op.create_table(
        "touches",
        sa.Column("customer", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("call", "meeting", "letter", "email", "other", name="touchkind", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "customer"], ["customers.workspace", "customers.id"], name=op.f("fk_touches_customer")
        ),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_touches")),
    )
    with op.batch_alter_table("touches", schema=None) as batch_op:
        batch_op.create_index("ix_touches_customer", ["workspace", "customer", "at"], unique=False)

    op.create_table(
        "departures",
        sa.Column("customer", sa.String(), nullable=False),
        sa.Column("lifetime", sa.String(), nullable=False),
        sa.Column("open_for", sa.String(), nullable=True),
        sa.Column(
            "stage",
            sa.Enum(
                "at_risk", "leaving", "left", "saved", "returned", "closed", name="stage", native_enum=False, length=32
            ),
            nullable=False,
        ),
        sa.Column("happened", sa.Date(), nullable=False),
        sa.Column("owner", sa.String(), nullable=True),
        sa.Column("logged_by", sa.String(), nullable=False),
        sa.Column("logged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("quiet", sa.Boolean(), nullable=False),
        sa.Column("contact", sa.String(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("source_link", sa.String(), nullable=True),
        sa.Column("source_words", sa.Text(), nullable=True),
        sa.Column("posted_to", sa.String(), nullable=True),
        sa.Column(
            "size", sa.Enum("full", "light", "record", name="size", native_enum=False, length=32), nullable=False
        ),
        sa.Column("size_chosen_by", sa.String(), nullable=True),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "contact"], ["contacts.workspace", "contacts.id"], name=op.f("fk_departures_contact")
        ),
        sa.ForeignKeyConstraint(
            ["workspace", "customer"], ["customers.workspace", "customers.id"], name=op.f("fk_departures_customer")
        ),
        sa.ForeignKeyConstraint(
            ["workspace", "lifetime"], ["lifetimes.workspace", "lifetimes.id"], name=op.f("fk_departures_lifetime")
        ),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_departures")),
        sa.UniqueConstraint("workspace", "open_for", name=op.f("uq_departures_workspace_open_for")),
    )
    with op.batch_alter_table("departures", schema=None) as batch_op:
        batch_op.create_index("ix_departures_customer", ["workspace", "customer"], unique=False)

    op.create_table(
        "steps",
        sa.Column("departure", sa.String(), nullable=False),
        sa.Column(
            "before",
            sa.Enum(
                "at_risk", "leaving", "left", "saved", "returned", "closed", name="stage", native_enum=False, length=32
            ),
            nullable=True,
        ),
        sa.Column(
            "after",
            sa.Enum(
                "at_risk", "leaving", "left", "saved", "returned", "closed", name="stage", native_enum=False, length=32
            ),
            nullable=False,
        ),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "departure"], ["departures.workspace", "departures.id"], name=op.f("fk_steps_departure")
        ),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_steps")),
    )
    with op.batch_alter_table("steps", schema=None) as batch_op:
        batch_op.create_index("ix_steps_departure", ["workspace", "departure"], unique=False)

    with op.batch_alter_table("deliveries", schema=None) as batch_op:
        batch_op.alter_column("content", existing_type=sa.TEXT(), type_=sa.Text(), existing_nullable=True)
