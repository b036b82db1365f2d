"""what is kept how long, and a record of who did what that is only added to"""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

ON_SQLITE = (
    """
    CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
    BEGIN SELECT RAISE(ABORT, 'the record of who did what is only added to'); END
    """,
    """
    CREATE TRIGGER audit_is_not_shortened BEFORE DELETE ON audit
    WHEN EXISTS (SELECT 1 FROM customers WHERE workspace = OLD.workspace)
        AND OLD.at >= (SELECT datetime(max(at), '-1 year') FROM audit WHERE workspace = OLD.workspace)
    BEGIN SELECT RAISE(ABORT, 'the record of who did what is kept for a year'); END
    """,
)

ON_POSTGRESQL = (
    """
    CREATE FUNCTION audit_is_only_added_to() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'DELETE' AND (
            NOT EXISTS (SELECT 1 FROM customers WHERE workspace = OLD.workspace)
            OR OLD.at < (SELECT max(at) FROM audit WHERE workspace = OLD.workspace) - interval '1 year'
        ) THEN
            RETURN OLD;
        END IF;
        RAISE EXCEPTION 'the record of who did what is only added to, and kept for a year';
    END $$
    """,
    """
    CREATE TRIGGER audit_is_only_added_to BEFORE UPDATE OR DELETE ON audit
    FOR EACH ROW EXECUTE FUNCTION audit_is_only_added_to()
    """,
    """
    DO $$
    DECLARE other name;
    BEGIN
        FOR other IN
            SELECT DISTINCT role.rolname FROM pg_class AS kind, aclexplode(kind.relacl) AS granted
            JOIN pg_roles AS role ON role.oid = granted.grantee
            WHERE kind.oid = 'audit'::regclass AND granted.grantee <> kind.relowner
        LOOP
            EXECUTE format('REVOKE UPDATE, TRUNCATE ON audit FROM %I', other);
        END LOOP;
    END $$
    """,
)


def upgrade() -> None:
    op.add_column("audit", sa.Column("before", sa.String(), nullable=True))
    op.add_column("audit", sa.Column("after", sa.String(), nullable=True))
    op.create_index("ix_audit_at", "audit", ["workspace", "at", "id"])
    op.add_column("workspace_settings", sa.Column("digest_channel", sa.String(), nullable=True))
    op.add_column("workspace_settings", sa.Column("alerts_channel", sa.String(), nullable=True))
    op.add_column("workspace_settings", sa.Column("work_days", sa.String(), nullable=True))
    for name, span in (("keep_folders", 6), ("keep_records", 3), ("keep_frank", 3), ("keep_sent", 90)):
        op.add_column("workspace_settings", sa.Column(name, sa.Integer(), nullable=False, server_default=str(span)))
    for statement in ON_POSTGRESQL if op.get_bind().dialect.name == "postgresql" else ON_SQLITE:
        op.execute(statement)
