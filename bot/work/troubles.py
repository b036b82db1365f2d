"""What did not get through, for those who can mend it: nothing vanishes without being seen by somebody."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import func, select

from bot.work.models import Delivery, Obligation, Progress, Rest, Sending
from bot.work.outbox.rows import NO_TROUBLE
from bot.work.unit import Unit
from bot.work.values import Troubles

LATELY = timedelta(days=7)


def troubles_of(unit: Unit) -> Troubles:
    """What this workspace's work stumbled over lately."""
    ended = (
        select(Delivery.trouble, func.count())
        .where(
            Delivery.state == Sending.ended,
            Delivery.trouble.is_not(None),
            Delivery.trouble.not_in(NO_TROUBLE),
            Delivery.due > unit.now - LATELY,
        )
        .group_by(Delivery.trouble)
    )
    failed = select(func.count()).where(Obligation.state == Progress.failed, Obligation.finished > unit.now - LATELY)
    rows = unit.session.execute(ended.order_by(func.count().desc())).all()
    return Troubles(
        undelivered={str(code): count for code, count in rows},
        failed=unit.session.scalar(failed) or 0,
        resting=unit.first(select(Rest.why)),
    )
