"""What nearly every unit asks of its database, built once: to build a statement takes longer than the database takes to do it.

They go past the session, so they name the workspace themselves (`of`), and the session sees nothing of what they change.
"""

from __future__ import annotations

from functools import cache
from typing import Any, TypeVar

from sqlalchemy import Select, Update, bindparam, case, literal, select, tuple_, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import ReturningInsert

from bot.store.base import Base, Tenant
from bot.store.within import OF
from bot.work.models import Delivery, Obligation, Progress, Sending

_DELIVERIES, _OBLIGATIONS = (Base.metadata.tables[kind.__tablename__] for kind in (Delivery, Obligation))


M = TypeVar("M", bound=Tenant)


@cache
def with_facts(kind: type[M], facts: tuple[str, ...]) -> Select[M]:
    """One row of which each of these facts, which are given when it is asked for, is true."""
    which = (getattr(kind, name) == bindparam(name) for name in facts)
    return select(kind).where(kind.workspace == bindparam(OF), *which).limit(1)


@cache
def insert_unless_there(kind: type[Tenant], dialect: str) -> ReturningInsert[Any]:
    """Insert a row that names its workspace; hands out its id, or nothing where there was such a row before."""
    table = Base.metadata.tables[kind.__tablename__]
    insert = (postgresql.insert if dialect == "postgresql" else sqlite.insert)(table)
    return insert.on_conflict_do_nothing().returning(table.c.id)


def _redraw() -> Update:
    columns = _DELIVERIES.c
    was_sent, moment = columns.state == Sending.sent, bindparam("at", type_=columns.due.type)
    which = tuple_(columns.card, columns.subject).in_(bindparam("cards", expanding=True))
    near = columns.card.in_(bindparam("kinds", expanding=True)), columns.subject.in_(bindparam("about", expanding=True))
    return (  # SQLite finds no pair in an index, only either of them
        update(_DELIVERIES)
        .where(columns.workspace == bindparam(OF), *near, which, columns.state != Sending.ended)
        .values(
            wanted=columns.wanted + 1,
            cause=bindparam("because"),
            state=case((was_sent, literal(Sending.waiting, columns.state.type)), else_=columns.state),
            due=case((was_sent, moment), else_=columns.due),
        )
    )


def _cancel() -> Update:
    columns = _OBLIGATIONS.c
    which = columns.subject.in_(bindparam("about", expanding=True)), columns.state == Progress.planned
    return (
        update(_OBLIGATIONS)
        .where(columns.workspace == bindparam(OF), *which)
        .values(state=Progress.cancelled, finished=bindparam("at"))
    )


PLANNED = (
    select(Obligation)
    .where(
        Obligation.workspace == bindparam(OF),
        Obligation.kind == bindparam("kind"),
        Obligation.subject == bindparam("about"),
        Obligation.state == Progress.planned,
    )
    .order_by(Obligation.due)
)
"""What is still to be done of a `kind` `about` a subject, soonest first."""
REDRAW = _redraw()
"""All living deliveries of these `cards`, which are of these `kinds` and `about` these subjects, want to be sent again, from `at` on,
`because` of a request."""
CANCEL = _cancel()
"""What is planned `about` these subjects is not done."""
CANCEL_KINDS = CANCEL.where(_OBLIGATIONS.c.kind.in_(bindparam("kinds", expanding=True)))
