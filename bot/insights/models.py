"""What is told of all departures together, and what people said of it; and numbers of a month that no departure says."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from bot.insights.values import Judgement
from bot.store.base import Tenant


class Alert(Tenant):
    """A reason came up more than before in the quarter that begins on `quarter`: told once. `reason` is a code of the taxonomy.

    `now` and `before` are the counts by which it was told; the customers behind them are read from the state.
    """

    __tablename__ = "alerts"
    __table_args__ = (UniqueConstraint("workspace", "reason", "quarter"),)

    reason: Mapped[str]
    quarter: Mapped[date]
    now: Mapped[int]
    before: Mapped[int]
    told_at: Mapped[datetime]
    judgement: Mapped[Judgement | None]
    judged_by: Mapped[str | None]
    judged_at: Mapped[datetime | None]


class Month(Tenant):
    """What somebody told of one month; the id is the month, `2025-03`, and `month` its first day. What nobody told is None.

    `new_counted` and `proposals_counted`: those numbers were told by nobody, but counted of rows that came in, one each.
    """

    __tablename__ = "months"

    month: Mapped[date]
    new_customers: Mapped[int | None]
    proposals_sent: Mapped[int | None]
    proposals_won: Mapped[int | None]
    customers_at_start: Mapped[int | None]
    new_counted: Mapped[bool] = mapped_column(default=False, server_default=false())
    proposals_counted: Mapped[bool] = mapped_column(default=False, server_default=false())
    told_by: Mapped[str]
    told_at: Mapped[datetime]
