"""When somebody hears of what they see to, who looks whether it holds, and whom of those who left we may tell."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from bot.customers.values import Consent
from bot.departures.values import Stage
from bot.fixes.values import Reach
from bot.work.calendar import Hours, add_working_days, morning_of

USUAL_TIME = timedelta(weeks=4)
LONGEST_AHEAD = timedelta(days=366)
AGAIN_AFTER = 2
"""Working days after which somebody hears of it once more, and after which it is passed on."""
HOLDS_AFTER = 5
"""Working days after which whoever did it themselves is asked whether it holds, where nobody else can look."""
REMINDED_TWICE = 2
ENOUGH_OTHERS = 2


def due_problem(due: date | None, today: date) -> bool:
    """Whether something cannot be due on that day. `today` is the person's own."""
    return due is None or not today <= due <= today + LONGEST_AHEAD


def remind_at(due: date, step: int, now: datetime, hours: Hours) -> datetime:
    """When somebody hears next of what is due on that day: that morning, then (`step`) some working days on; in UTC."""
    return max(morning_of(due, hours), now) if step == 0 else add_working_days(now, AGAIN_AFTER, hours)


def somebody_else_looks(others: int) -> bool:
    """Whether whether it holds is for somebody else to say than who did it: where there are at least two `others`."""
    return others >= ENOUGH_OTHERS


def who_looks(near: Iterable[str | None], here: Iterable[str], did_it: str, before: Iterable[str] = ()) -> str | None:
    """Who is asked whether it holds: the first of those `near` it who is `here`, neither did it nor was asked `before`.

    None of them left, the first of all who are here.
    """
    not_again = {did_it, *before}
    members = list(here)
    return next((one for one in (*near, *members) if one in members and one not in not_again), None)


def reach_of(stage: Stage, consent: Consent, *, in_peace: bool) -> Reach:
    """Whether somebody who left over it may be contacted."""
    if stage in (Stage.returned, Stage.saved):
        return Reach.back
    if stage in (Stage.at_risk, Stage.leaving):
        return Reach.not_gone
    if stage is Stage.closed:
        return Reach.over
    if in_peace or consent is Consent.no:
        return Reach.in_peace
    return Reach.welcome if consent is Consent.yes else Reach.unasked
