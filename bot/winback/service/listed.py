"""What somebody's Home says of the list of whom to ask again."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from bot.colleagues.service import hours_of
from bot.winback import blocks
from bot.winback.models import Digest
from bot.winback.service.digests import DIGEST, EVERYBODY
from bot.work.unit import Unit
from bot.workspace.service import digest_place, settings_of

ONE_LOOK = timedelta(days=11)
"""At most so long after a list it is looked again: a week, and the days off after it."""


def list_line(unit: Unit, person: str) -> str | None:
    """Where the newest list stands, or that nothing is new; it names no customer. None while there is no channel for it."""
    upcoming = next(iter(unit.planned(DIGEST, EVERYBODY)), None)
    nobody_hears = digest_place(unit) is None and not settings_of(unit).digest_people
    if nobody_hears or upcoming is None:
        return None
    zone = hours_of(unit, person).zone
    look = upcoming.due.astimezone(zone).date()
    newest = unit.first(select(Digest).order_by(Digest.at.desc()))
    if newest is None:
        return blocks.nothing_new(None, look)
    day = newest.at.astimezone(zone).date()
    if upcoming.due - newest.at > ONE_LOOK:
        return blocks.nothing_new(day, look)
    return blocks.list_stands(newest.channel, day, look)
