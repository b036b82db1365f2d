"""What is put right since when, in bulk, for whoever weighs whom to ask again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select

from bot.fixes.models import Fix, FixCase
from bot.fixes.values import FixState
from bot.reasons.service import reasons_of
from bot.work.unit import Unit


def fixed_reasons(unit: Unit) -> Mapping[str, datetime]:
    """The reasons that are put right for all who left over them, and since when: codes as they count today; the newest counts.

    A reason that was merged is named as it counts today.

    What was changed for one customer alone is in `fixed_cases`, and nowhere else.
    """
    query = select(Fix.reason, Fix.verified_at).where(Fix.state == FixState.verified, Fix.everyone.is_(True))
    rows = unit.session.execute(query.order_by(Fix.verified_at))
    now = reasons_of(unit).now
    return {now(reason): at for reason, at in rows if reason is not None and at is not None}


def fixed_cases(unit: Unit) -> Mapping[str, datetime]:
    """The departures of those who left over something that is put right now, and since when."""
    query = select(FixCase.departure, Fix.verified_at).join(Fix, Fix.id == FixCase.fix)
    rows = unit.session.execute(query.where(Fix.state == FixState.verified).order_by(Fix.verified_at))
    return {departure: at for departure, at in rows if at is not None}
