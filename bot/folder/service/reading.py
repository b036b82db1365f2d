"""Kept threads are read again in Slack: every night, and when the bot starts, for what it did not hear while it was away."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import exists, or_, select

from bot.colleagues.service import plan_tonight
from bot.customers.models import KeptMessage
from bot.folder.following import Gone, Marked, follow
from bot.folder.messages import is_later, moment_of
from bot.folder.models import KeptThread
from bot.folder.service.keeping import state_of, write_state
from bot.folder.service.threads import READ_THREAD, Read, ThreadPlace, hear_gone, hear_read, tell_threads
from bot.work.models import Delivery
from bot.work.parts import Due
from bot.work.unit import Unit
from bot.workspace.events import ThreadsChosen
from bot.workspace.service import settings_of

NIGHT = "threads.night"
EVERY_THREAD = "every thread"
APART = timedelta(seconds=3)
"""Between one reading and the next: Slack lets an app read some fifty pages a minute, and others want to read, too."""
SHOWN_FOR = timedelta(days=80)
"""On the free plan Slack hides what is older than 90 days: what is missing then was not taken back."""


def plan_reading(unit: Unit) -> None:
    """The bot has started: have every kept thread read, one after the other. Nothing while none is kept."""
    if settings_of(unit).keep_threads:
        tell_threads(unit)
        _plan(unit, unit.all(select(KeptThread.id).where(KeptThread.told.is_not(None)).order_by(KeptThread.id)))
        plan_night(unit)


def read_at_night(unit: Unit) -> None:
    """Have those read that were told, or in which something was said, not too long ago; and again tomorrow night."""
    if settings_of(unit).keep_threads:
        tell_threads(unit)
        lately = unit.now - SHOWN_FOR
        told = exists().where(
            Delivery.workspace == KeptThread.workspace, Delivery.key == KeptThread.told, Delivery.created > lately
        )
        said = exists().where(
            KeptMessage.workspace == KeptThread.workspace,
            KeptMessage.departure == KeptThread.departure,
            KeptMessage.said_at > lately,
        )
        _plan(unit, unit.all(select(KeptThread.id).where(or_(told, said)).order_by(KeptThread.id)))
        plan_night(unit)


def plan_night(unit: Unit, event: ThreadsChosen | None = None) -> None:
    """Have kept threads read tonight, and from then on every night."""
    if event is not None and not event.keep:
        return
    plan_tonight(unit, NIGHT, EVERY_THREAD)


def take_in_page(unit: Unit, due: Due, place: ThreadPlace, page: Sequence[Read], more: str | None, at: str) -> None:
    """Take in a page of a thread as it was read `at` that timestamp; what should stand in it and does not was deleted.

    `more` is Slack's cursor of the next page.
    """
    for one in page:
        hear_read(unit, one, at)
    read = [one.said.ts for one in page if one.said.ts != place.root]
    first = due.facts.get("after", place.since)
    last = at if not more else read[-1] if read else first
    for row in unit.all(
        select(KeptMessage).where(KeptMessage.channel == place.channel, KeptMessage.thread == place.root)
    ):
        is_within = is_later(row.ts, first) and not is_later(row.ts, last)
        if is_within and row.ts not in read and unit.now - row.said_at < SHOWN_FOR:
            write_state(unit, row, follow(state_of(row), Gone(at)))
    if more:
        facts: dict[str, Any] = {"cursor": more, "after": last}
        unit.plan(READ_THREAD, place.id, unit.now + APART, key=f"{READ_THREAD}:{place.id}:after:{due.id}", **facts)


def take_in_one(unit: Unit, due: Due, found: Read | None, at: str) -> None:
    """Take in one message as it was read; none was found where it is gone. The occasion was that somebody marked it."""
    channel, _, ts = due.subject.partition(":")
    if found is not None:
        mark = Marked(due.facts["person"], due.facts["at"], stands=due.facts["stands"])
        hear_read(unit, found, at, mark)
    elif unit.now - moment_of(ts) < SHOWN_FOR:
        hear_gone(unit, channel, ts, None, at)


def _plan(unit: Unit, threads: Sequence[str]) -> None:
    for number, thread in enumerate(threads):
        due = unit.now + number * APART
        if not unit.planned(READ_THREAD, thread):
            unit.plan(READ_THREAD, thread, due, key=f"{READ_THREAD}:{thread}:{due.isoformat()}")
