"""What is in hand, or at rest, when a process begins."""

from __future__ import annotations

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from bot.work.models import Delivery, Obligation, Rest
from bot.work.unit import Unit


def free_all(session: Session) -> None:
    """Free whatever was in hand when the last process ended. Only where there can be no other process: on SQLite."""
    for kind in (Obligation, Delivery):
        session.execute(
            update(kind).where(kind.lease.is_not(None)).values(leased_until=None).execution_options(synchronize_session=False)
        )


def wake_up(unit: Unit) -> None:
    """Slack lets us into this workspace (again): what waited while it rested goes on."""
    unit.session.execute(delete(Rest))
    unit.made_work = True


def lay_to_rest(unit: Unit, why: str) -> None:
    """Slack does not let us into this workspace any more: nothing is sent or done for it until it does."""
    unit.ensure(Rest, "rest", since=unit.now, why=why)
