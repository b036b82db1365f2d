"""What keeps a session inside one workspace, whatever the use case asks of it.

A session that is told its workspace (`stay_within`) adds it to every query as a criterion, and refuses what it cannot
add it to. On PostgreSQL the tables themselves show a unit no other workspace's rows (`keep_apart`), also where SQL is
written by hand; that holds for a role that does not own them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, CursorResult, Select, Update, event, text
from sqlalchemy.orm import ORMExecuteState, Session, with_loader_criteria
from sqlalchemy.orm.interfaces import ORMOption
from sqlalchemy.sql.dml import Insert, ReturningInsert

from bot.store.base import Tenant

WORKSPACE = "workspace"
OF = "of"
"""How a statement that is built beforehand asks for the workspace."""
IS_WITHIN = {"is_within": True}
"""Execution options of a statement that names the session's workspace by itself."""
ENTER = text(
    "SELECT pg_advisory_xact_lock(hashtextextended(:workspace, 0)), set_config('porchlight.workspace', :workspace, true)"
)
"""Waits for the workspace's turn and shows nothing but its rows; both end with the transaction, however it ends."""
KEEP_APART = text("""
    DO $$
    DECLARE found name;
    BEGIN
        FOR found IN
            SELECT c.relname FROM pg_class c
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'workspace' AND NOT a.attisdropped
            WHERE c.relkind IN ('r', 'p') AND c.relnamespace = current_schema()::regnamespace
            AND NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'one_workspace')
        LOOP
            EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', found);
            EXECUTE format(
                'CREATE POLICY one_workspace ON %I USING '
                '(workspace = coalesce(nullif(current_setting(''porchlight.workspace'', true), ''''), workspace))', found);
        END LOOP;
    END $$
""")


def stay_within(session: Session, workspace: str) -> None:
    """From here on this session reads and writes in that workspace only. Anything else raises PermissionError."""
    session.info[WORKSPACE] = workspace


def execute_within(session: Session, statement: ReturningInsert[Any] | Update, values: Mapping[str, Any]) -> CursorResult[Any]:
    """Carry out a statement that was built beforehand: past the session's criteria, and so many times as fast.

    The workspace is filled in here, and is always the session's own: an INSERT takes it as its row's, an UPDATE as `of`, and
    one that does not ask for it is refused by SQLAlchemy. What the session was still to write is written before.
    """
    session.flush()
    name = WORKSPACE if isinstance(statement, Insert) else OF
    return session.connection().execute(statement, {**values, name: session.info[WORKSPACE]})


def keep_apart(connection: Connection) -> None:
    """Let every table that has workspaces show a unit the rows of its own. Safe to run again; SQLite knows no such thing.

    What is in no unit (claiming what is due, in whichever workspace; migrations; a backup) names no workspace, and sees all.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(KEEP_APART)


@event.listens_for(Session, "do_orm_execute")
def _stay_inside(state: ORMExecuteState) -> None:
    workspace = state.session.info.get(WORKSPACE)
    if workspace is None or state.is_column_load or state.execution_options.get("is_within"):
        return
    if isinstance(state.statement, Insert):
        if any(one != workspace for one in _inserted(state.statement, state.parameters)):
            raise PermissionError("a unit writes only in its own workspace")
        return
    others = {one for one in _asked_for(state) if not issubclass(one, Tenant)}
    if not state.is_orm_statement or not all(hasattr(one, WORKSPACE) for one in others):
        raise PermissionError("a unit asks its database through the models, which know their workspace")
    state.statement = state.statement.options(
        _only(workspace),
        *(with_loader_criteria(one, one.workspace == workspace, include_aliases=True) for one in others),
    )


@lru_cache
def _only(workspace: str) -> ORMOption:
    """Built once: it takes as long as a statement by itself."""
    return with_loader_criteria(Tenant, lambda cls: cls.workspace == workspace, include_aliases=True)


@event.listens_for(Session, "before_flush")
def _write_inside(session: Session, _context: Any, _instances: Any) -> None:
    workspace = session.info.get(WORKSPACE)
    if workspace is None:
        return
    for row in (*session.new, *session.dirty, *session.deleted):
        if getattr(row, WORKSPACE, None) != workspace:
            raise PermissionError("a unit writes only in its own workspace")


def _asked_for(state: ORMExecuteState) -> set[type[Any]]:
    """The classes of what a statement is about; of a SELECT as its columns tell, for `all_mappers` describes each of them first."""
    if isinstance(state.statement, Select):
        entities = (column._annotations.get("parententity") for column in state.statement._raw_columns)
        return {one.mapper.class_ for one in entities if one is not None}
    return {one.class_ for one in state.all_mappers}


def _inserted(statement: Insert, parameters: Any) -> Iterator[object]:
    """The workspace of each row to be inserted; None where it does not say."""
    if parameters:
        yield from (row.get(WORKSPACE) for row in ([parameters] if isinstance(parameters, Mapping) else parameters))
        return
    values: Mapping[Any, Any] = (
        statement._values or {}
    )  # SQLAlchemy tells them nowhere else without compiling the statement
    named = {getattr(column, "key", column): value for column, value in values.items()}
    yield getattr(named.get(WORKSPACE), "value", None)
