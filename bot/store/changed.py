"""Whether a session has changed anything that people may be looking at, by whatever way it was changed."""

from __future__ import annotations

from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, Session

CHANGED = "changed"


def has_changed(session: Session) -> bool:
    """Whether it has so far; rows that are only about the work itself (`Tenant.is_beside`) do not count."""
    return CHANGED in session.info


def is_unchanged(session: Session) -> bool:
    """Whether nothing that people may be looking at was changed so far, in the database or in rows that are still to be written."""
    return not has_changed(session) and not (session.dirty or session.new or session.deleted)


@event.listens_for(Session, "do_orm_execute")
def _note_statement(state: ORMExecuteState) -> None:
    if not state.is_select and state.bind_mapper is not None:
        note_change(state.session, state.bind_mapper.class_)


@event.listens_for(Session, "before_flush")
def _note_rows(session: Session, _context: Any, _instances: Any) -> None:
    modified = [row for row in session.dirty if session.is_modified(row)]
    for row in (*session.new, *modified, *session.deleted):
        note_change(session, type(row))


def note_change(session: Session, kind: type[Any]) -> None:
    """Rows of that kind are changed in a way that the session does not see by itself."""
    if not getattr(kind, "is_beside", False):
        session.info[CHANGED] = True
