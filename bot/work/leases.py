"""What is in hand, and what is at rest.

A lease goes by the real clock. One that ends further ahead than any is long was given before that clock was set back:
it holds nobody up.
"""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from typing import Any, Protocol

from sqlalchemy import ColumnElement, and_, bindparam, delete, or_, update
from sqlalchemy.orm import Session

from bot.settings import LONGEST_LEASE
from bot.store.types import Instant
from bot.work.clock import real_now
from bot.work.models import Delivery, Obligation, Rest
from bot.work.unit import Unit

LONGEST = 2 * timedelta(seconds=LONGEST_LEASE)
"""A lease that ends further ahead was given before the clock was set back. Twice what a lease may last: another process may
have been given one after this one read the clock, and it must not seem to end too far ahead."""

NOW = bindparam("real_now", callable_=real_now, type_=Instant())
TOO_FAR = bindparam("too_far", callable_=lambda: real_now() + LONGEST, type_=Instant())
"""Read when a statement is executed; what it asks of held and of free rows it asks of one and the same moment."""


class Leased(Protocol):
    """A table whose rows one process at a time has in hand, until a moment of the real clock."""

    leased_until: Any


@cache
def is_held(kind: type[Leased]) -> ColumnElement[bool]:
    """Whether somebody, perhaps a process that died, has the row in hand."""
    return and_(kind.leased_until.is_not(None), kind.leased_until >= NOW, kind.leased_until <= TOO_FAR)


@cache
def is_free(kind: type[Leased]) -> ColumnElement[bool]:
    """Whether nobody has the row in hand."""
    return or_(kind.leased_until.is_(None), kind.leased_until < NOW, kind.leased_until > TOO_FAR)


def free_all(session: Session) -> None:
    """Free whatever was in hand when the last process ended. Only where there can be no other process: on SQLite."""
    for kind in (Obligation, Delivery):
        session.execute(
            update(kind).where(kind.lease.is_not(None)).values(leased_until=None).execution_options(synchronize_session=False)
        )


TAKEN_OUT = ("app_uninstalled", "tokens_revoked", "token_revoked", "account_inactive")
"""Why a workspace rests that has taken the app out: by the events that say so, or Slack's codes where these were lost."""


def wake_up(unit: Unit) -> None:
    """Slack lets us into this workspace (again): what waited while it rested goes on."""
    unit.session.execute(delete(Rest))
    unit.made_work = True


def wake_up_unless_taken_out(unit: Unit) -> None:
    """What kept us out may have been mended since; a workspace that took the app out has to take it in again."""
    unit.session.execute(delete(Rest).where(Rest.why.not_in(TAKEN_OUT)))
    unit.made_work = True


def lay_to_rest(unit: Unit, why: str) -> None:
    """Slack does not let us into this workspace any more: nothing is sent or done for it until it does."""
    rest = unit.ensure(Rest, "rest", since=unit.now, why=why)
    if why in TAKEN_OUT and rest.why not in TAKEN_OUT:
        rest.since, rest.why = unit.now, why
