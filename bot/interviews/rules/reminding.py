"""When the interviewer is asked how it goes.

From the second week after the departure, about twice a week at first, then once a week. The best time is over after six
weeks; after eight the question is whether to let it be.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from bot.interviews.values import AT_THE_LATEST, OPENS, NextPrompt, PromptKind
from bot.work.calendar import Hours, morning_of, next_working_moment

PATIENCE = 2
"""Working days after which somebody who was asked, and has not answered, is passed over."""

RECENT = timedelta(days=180)
"""How far back interviews count when the load is shared."""

LEAST_TIME = timedelta(days=14)
"""Whoever accepts late, or wants to go on trying, has at least this long."""

OFTEN_FOR = timedelta(days=14)
OFTEN = timedelta(days=3)
SELDOM = timedelta(days=7)
UNANSWERED = 2
"""So often the interviewer is asked whether to let it be; then so often whoever is responsible."""


def next_reminder(
    now: datetime, happened: date, accepted: datetime, last_activity: datetime | None, hours: Hours
) -> datetime:
    """When to remind the interviewer next: a morning of theirs, on a working day, never in the past; in UTC.

    Reminding begins eight days after the customer left (`happened`), or on the next working day for somebody who
    `accepted` later. `last_activity` is when they were last reminded, or last tried. All moments are aware.
    """
    begins = _begins(happened, accepted, hours)
    return max(morning_of(_day(begins, last_activity, hours), hours), next_working_moment(now, hours))


def next_prompt(
    now: datetime,
    happened: date,
    accepted: datetime,
    last_activity: datetime | None,
    hours: Hours,
    *,
    keep_until: date | None = None,
    unanswered: int = 0,
) -> NextPrompt | None:
    """What is asked next, and when: a reminder, or after the window whether the customer cannot be reached.

    `unanswered` counts how often that was proposed without an answer: then whoever is responsible is asked instead,
    and at last nobody, for a message that was passed over four times is noise.
    """
    at = next_reminder(now, happened, accepted, last_activity, hours)
    if at.astimezone(hours.zone).date() <= last_day(happened, accepted, hours, keep_until):
        return NextPrompt(PromptKind.reminder, at)
    if unanswered >= 2 * UNANSWERED:
        return None
    return NextPrompt(PromptKind.not_reached if unanswered < UNANSWERED else PromptKind.stuck, at)


def last_day(happened: date, accepted: datetime, hours: Hours, keep_until: date | None = None) -> date:
    """The last day of reminding: eight weeks after the departure, later for who accepted late or wants to go on."""
    enough = accepted.astimezone(hours.zone).date() + LEAST_TIME
    return max(happened + AT_THE_LATEST, enough, keep_until or date.min)


def keep_trying_until(today: date) -> date:
    """How long "I'll keep trying" lasts: two more weeks."""
    return today + LEAST_TIME


def _begins(happened: date, accepted: datetime, hours: Hours) -> date:
    tomorrow = accepted.astimezone(hours.zone).date() + timedelta(days=1)
    return max(happened + OPENS, tomorrow)


def _day(begins: date, last_activity: datetime | None, hours: Hours) -> date:
    if last_activity is None:
        return begins
    last = last_activity.astimezone(hours.zone).date()
    gap = OFTEN if last < begins + OFTEN_FOR else SELDOM
    return max(begins, last + gap)
