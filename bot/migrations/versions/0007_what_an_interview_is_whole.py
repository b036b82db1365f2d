"""what an interview is, whole"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "willingness",
        sa.Column("never", sa.Boolean(), nullable=False),
        sa.Column("paused_until", sa.Date(), nullable=True),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_willingness")),
    )
    op.create_table(
        "finding_drafts",
        sa.Column("interview", sa.String(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "interview"],
            ["interviews.workspace", "interviews.id"],
            name=op.f("fk_finding_drafts_interview"),
        ),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_finding_drafts")),
        sa.UniqueConstraint(
            "workspace", "interview", "author", name=op.f("uq_finding_drafts_workspace_interview_author")
        ),
    )
    op.create_table(
        "frank_notes",
        sa.Column("interview", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "interview"], ["interviews.workspace", "interviews.id"], name=op.f("fk_frank_notes_interview")
        ),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_frank_notes")),
        sa.UniqueConstraint("workspace", "interview", name=op.f("uq_frank_notes_workspace_interview")),
    )
    op.create_table(
        "quotes",
        sa.Column("finding", sa.String(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column(
            "permission",
            sa.Enum("named", "anonymous", "hidden", name="permission", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "finding"], ["findings.workspace", "findings.id"], name=op.f("fk_quotes_finding")
        ),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_quotes")),
    )
    op.create_index("ix_quotes_finding", "quotes", ["workspace", "finding"], unique=False)
    op.add_column("customers", sa.Column("zone", sa.String(), nullable=True))
    op.add_column(
        "dealings",
        sa.Column(
            "correction",
            sa.Enum("never", "only_copied", "long_ago", name="correction", native_enum=False, length=32),
            nullable=True,
        ),
    )
    op.add_column("dealings", sa.Column("corrected_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("findings", sa.Column("more_reasons", sa.JSON(), server_default="[]", nullable=False))
    op.add_column("findings", sa.Column("competitor", sa.Text(), nullable=True))
    op.add_column("findings", sa.Column("contract_ends", sa.Date(), nullable=True))
    op.add_column("findings", sa.Column("check_in_welcome", sa.Boolean(), nullable=True))
    op.add_column("findings", sa.Column("fix_owed", sa.Text(), nullable=True))
    op.add_column("findings", sa.Column("would_return", sa.Text(), nullable=True))
    op.add_column(
        "findings",
        sa.Column(
            "recommend", sa.Enum("yes", "perhaps", "no", name="recommend", native_enum=False, length=32), nullable=True
        ),
    )
    op.add_column(
        "findings",
        sa.Column(
            "stay_by",
            sa.Enum("call", "meeting", "letter", "email", "other", name="touchkind", native_enum=False, length=32),
            nullable=True,
        ),
    )
    op.add_column("interview_requests", sa.Column("decision", sa.JSON(), nullable=True))
    op.add_column("interviews", sa.Column("number", sa.Integer(), server_default="1", nullable=False))
    op.add_column("interviews", sa.Column("contact", sa.String(), nullable=True))
    op.add_column("interviews", sa.Column("minutes", sa.Integer(), nullable=True))
    op.add_column("interviews", sa.Column("place", sa.Text(), nullable=True))
    op.add_column("interviews", sa.Column("calendar_turn", sa.Integer(), server_default="0", nullable=False))
    op.add_column("interviews", sa.Column("contact_asked_of", sa.String(), nullable=True))
    op.add_column("interviews", sa.Column("contact_asked_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("interviews", sa.Column("introduced_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("interviews", sa.Column("contact_wrong_at", sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table("interviews") as interviews:
        interviews.drop_constraint("uq_interviews_workspace_departure", type_="unique")
        interviews.create_unique_constraint(
            "uq_interviews_workspace_departure_number", ["workspace", "departure", "number"]
        )
    op.add_column(
        "workspace_settings",
        sa.Column(
            "interview_pool",
            sa.Enum("everybody", "people", "group", name="pool", native_enum=False, length=32),
            server_default="everybody",
            nullable=False,
        ),
    )
    op.add_column("workspace_settings", sa.Column("pool_people", sa.JSON(), server_default="[]", nullable=False))
    op.add_column("workspace_settings", sa.Column("pool_group", sa.String(), nullable=True))
    op.add_column("workspace_settings", sa.Column("most_interviews", sa.Integer(), server_default="2", nullable=False))
    op.add_column("workspace_settings", sa.Column("long_ago_years", sa.Integer(), server_default="3", nullable=False))
    op.add_column("workspace_settings", sa.Column("frank_reader", sa.String(), nullable=True))
