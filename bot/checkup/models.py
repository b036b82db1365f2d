"""What was heard of Slack's events."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped

from bot.store.base import Tenant


class Heard(Tenant):
    """When an event of a kind came in last, to the hour. `id` is the kind, as Slack calls it: nothing of what it said."""

    __tablename__ = "heard_events"

    at: Mapped[datetime]
