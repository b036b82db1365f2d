"""Which departures count when lost customers are counted."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, exists, or_

from bot.departures.models import Departure, Step
from bot.departures.values import Stage


def was_lost() -> ColumnElement[bool]:
    """They left, and may have come back since. A case that was closed counts where they had left before."""
    left = exists().where(
        Step.workspace == Departure.workspace,
        Step.departure == Departure.id,
        Step.after == Stage.left,
        Step.undone_at.is_(None),
    )
    return or_(Departure.stage.in_((Stage.left, Stage.returned)), and_(Departure.stage == Stage.closed, left))
