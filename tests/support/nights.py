"""Nights in which the bot sleeps: what it looks after every night is done when something else wakes it.

Every night the bot reads who is in the firm, lets go of what was kept long enough, looks for reasons that come up more
often, and reads threads. A test that lets weeks pass spends nearly all its time on that. So with `make quick` the clock
does not stop for these alone: they are done late, at the next moment for which it does stop, as after hours without a
machine. In tests that are about what is done at night, and so are marked `every_night`, it stops every night there, too.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from sqlalchemy.orm import Session

from bot.app import Bot
from bot.colleagues.service.people import READ_PEOPLE
from bot.folder.service import reading
from bot.insights.service import alerts
from bot.privacy.service import keeping
from bot.work.models import Obligation
from tests.support.ways import IS_QUICK

NIGHTLY = (READ_PEOPLE, keeping.NIGHT, alerts.LOOK, reading.NIGHT)


def has_every_night(test: pytest.Item) -> bool:
    """Whether the clock of this test stops every night."""
    return not IS_QUICK or test.get_closest_marker("every_night") is not None


async def next_by_day(bot: Bot) -> datetime | None:
    """The next moment at which anything falls due that is not done every night."""
    ahead = {name: source.ahead() for name, source in bot.heartbeat.sources.items()}
    by_day = replace(ahead["agenda"], due=ahead["agenda"].due.where(Obligation.kind.not_in(NIGHTLY)))

    def look(session: Session) -> datetime | None:
        asked = ((one, session.scalar(one.due.limit(1))) for one in (ahead | {"agenda": by_day}).values())
        return min((moment + one.later for one, moment in asked if moment is not None), default=None)

    return await bot.database.run(look)
