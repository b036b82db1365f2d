"""When everybody is read again."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

NIGHT = time(2, 30, tzinfo=UTC)


def next_night(now: datetime) -> datetime:
    """The next 02:30 UTC after `now` (aware)."""
    today = datetime.combine(now.astimezone(UTC).date(), NIGHT)
    return today if today > now else today + timedelta(days=1)
