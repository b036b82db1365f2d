"""Leases of a process that is gone."""

from __future__ import annotations

from sqlalchemy import update
from sqlalchemy.orm import Session

from bot.work.models import Delivery, Obligation


def free_all(session: Session) -> None:
    """Free whatever was in hand when the last process ended. Only where there can be no other process: on SQLite."""
    for kind in (Obligation, Delivery):
        session.execute(
            update(kind).where(kind.lease.is_not(None)).values(leased_until=None).execution_options(synchronize_session=False)
        )
