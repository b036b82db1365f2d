"""thanks and interviews"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "guesses",
        sa.Column("departure", sa.String(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("locked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "departure"], ["departures.workspace", "departures.id"], name=op.f("fk_guesses_departure")
        ),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_guesses")),
        sa.UniqueConstraint("workspace", "departure", "author", name=op.f("uq_guesses_workspace_departure_author")),
    )
    op.create_table(
        "handovers",
        sa.Column("departure", sa.String(), nullable=False),
        sa.Column("began", sa.DateTime(timezone=True), nullable=False),
        sa.Column("touched_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("asked", sa.String(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "wishes", sa.Enum("sent", "not_this_time", name="wishes", native_enum=False, length=32), nullable=True
        ),
        sa.Column("answered_by", sa.String(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("turns", sa.Integer(), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "departure"], ["departures.workspace", "departures.id"], name=op.f("fk_handovers_departure")
        ),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_handovers")),
        sa.UniqueConstraint("workspace", "departure", name=op.f("uq_handovers_workspace_departure")),
    )
    op.create_table(
        "interviews",
        sa.Column("departure", sa.String(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "seeking",
                "nobody",
                "asked",
                "accepted",
                "arranged",
                "writing",
                "held",
                "ended",
                name="interviewstate",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "end",
            sa.Enum("no_longer_needed", "not_wanted", "not_reached", name="end", native_enum=False, length=32),
            nullable=True,
        ),
        sa.Column("interviewer", sa.String(), nullable=True),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("appointment", sa.DateTime(timezone=True), nullable=True),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("keep_until", sa.Date(), nullable=True),
        sa.Column("held_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("turns", sa.Integer(), nullable=False),
        sa.Column("outsider", sa.Text(), nullable=True),
        sa.Column("outsider_email", sa.Text(), nullable=True),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "departure"], ["departures.workspace", "departures.id"], name=op.f("fk_interviews_departure")
        ),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_interviews")),
        sa.UniqueConstraint("workspace", "departure", name=op.f("uq_interviews_workspace_departure")),
    )
    with op.batch_alter_table("interviews", schema=None) as batch_op:
        batch_op.create_index("ix_interviews_interviewer", ["workspace", "interviewer"], unique=False)

    op.create_table(
        "thanks",
        sa.Column("departure", sa.String(), nullable=False),
        sa.Column("asked", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_by", sa.String(), nullable=True),
        sa.Column("guesses_locked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "departure"], ["departures.workspace", "departures.id"], name=op.f("fk_thanks_departure")
        ),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_thanks")),
        sa.UniqueConstraint("workspace", "departure", name=op.f("uq_thanks_workspace_departure")),
    )
    op.create_table(
        "findings",
        sa.Column("interview", sa.String(), nullable=False),
        sa.Column("filed_by", sa.String(), nullable=False),
        sa.Column("filed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column(
            "consent",
            sa.Enum("yes", "no", "not_answered", name="consent", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("source", sa.Enum("said", "wrote", name="source", native_enum=False, length=32), nullable=False),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "interview"], ["interviews.workspace", "interviews.id"], name=op.f("fk_findings_interview")
        ),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_findings")),
        sa.UniqueConstraint("workspace", "interview", name=op.f("uq_findings_workspace_interview")),
    )
    op.create_table(
        "handover_items",
        sa.Column("handover", sa.String(), nullable=False),
        sa.Column(
            "part",
            sa.Enum(
                "records",
                "open_matters",
                "access",
                "new_contact",
                "last_delivery",
                "mailing_list",
                name="handoverpart",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum("open", "done", "not_needed", name="itemstate", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("by", sa.String(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "handover"], ["handovers.workspace", "handovers.id"], name=op.f("fk_handover_items_handover")
        ),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_handover_items")),
        sa.UniqueConstraint("workspace", "handover", "part", name=op.f("uq_handover_items_workspace_handover_part")),
    )
    op.create_table(
        "interview_prompts",
        sa.Column("interview", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "reminder",
                "how_did_it_go",
                "not_reached",
                "nobody",
                "stuck",
                name="promptkind",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "answer",
            sa.Enum(
                "done",
                "arranged",
                "tried",
                "handed_over",
                "not_reached",
                "keep_trying",
                "ask_anyway",
                "look_later",
                "no_interview",
                "write_instead",
                "outsider",
                "replaced",
                "over",
                name="promptanswer",
                native_enum=False,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("offer", sa.String(), nullable=True),
        sa.Column("evidence", sa.JSON(), nullable=True),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "interview"],
            ["interviews.workspace", "interviews.id"],
            name=op.f("fk_interview_prompts_interview"),
        ),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_interview_prompts")),
        sa.UniqueConstraint(
            "workspace", "interview", "number", name=op.f("uq_interview_prompts_workspace_interview_number")
        ),
    )
    op.create_table(
        "interview_requests",
        sa.Column("interview", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "chosen",
                "asked",
                "accepted",
                "knows_them",
                "cannot_now",
                "no_answer",
                "handed_over",
                "withdrawn",
                name="requeststate",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "interview"],
            ["interviews.workspace", "interviews.id"],
            name=op.f("fk_interview_requests_interview"),
        ),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_interview_requests")),
        sa.UniqueConstraint(
            "workspace", "interview", "number", name=op.f("uq_interview_requests_workspace_interview_number")
        ),
    )
    with op.batch_alter_table("interview_requests", schema=None) as batch_op:
        batch_op.create_index("ix_interview_requests_person", ["workspace", "person"], unique=False)

    op.create_table(
        "interview_tries",
        sa.Column("interview", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "how",
            sa.Enum("call", "meeting", "letter", "email", "other", name="touchkind", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "interview"],
            ["interviews.workspace", "interviews.id"],
            name=op.f("fk_interview_tries_interview"),
        ),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_interview_tries")),
    )
    with op.batch_alter_table("interview_tries", schema=None) as batch_op:
        batch_op.create_index("ix_interview_tries_interview", ["workspace", "interview"], unique=False)

    op.create_table(
        "questionnaires",
        sa.Column("interview", sa.String(), nullable=False),
        sa.Column("asked", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_by", sa.String(), nullable=True),
        sa.Column("workspace", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "interview"],
            ["interviews.workspace", "interviews.id"],
            name=op.f("fk_questionnaires_interview"),
        ),
        sa.PrimaryKeyConstraint("workspace", "id", name=op.f("pk_questionnaires")),
        sa.UniqueConstraint("workspace", "interview", name=op.f("uq_questionnaires_workspace_interview")),
    )
    with op.batch_alter_table("deliveries", schema=None) as batch_op:
        batch_op.alter_column("content", existing_type=sa.TEXT(), type_=sa.Text(), existing_nullable=True)
