"""Where a departure may go from where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal

from rapidfuzz.distance import OSA

from bot.customers.rules import LONGEST_NAME, Named, fold, nearly_the_same
from bot.customers.values import Cue, Noticed
from bot.departures.values import Opening, Problem, Size, Stage, Thresholds
from bot.work.calendar import UTC, Hours, is_working_day, next_working_moment

TRANSITIONS: dict[Stage, tuple[Stage, ...]] = {
    Stage.at_risk: (Stage.leaving, Stage.left, Stage.saved, Stage.closed),
    Stage.leaving: (Stage.left, Stage.saved, Stage.closed),
    Stage.left: (Stage.returned, Stage.closed),
    Stage.saved: (),
    Stage.returned: (),
    Stage.closed: (),
}
"""Saved, returned and closed are the end of a departure: if it starts again, that is a new one."""

LONGEST_AGO = timedelta(days=30 * 366)
EARLIEST_SINCE = date(1900, 1, 1)
LONGEST_WATCH = timedelta(days=366)
ASK_WITHIN = 2
"""Working days within which somebody is asked to talk with a customer."""
ASK_AGAIN_AFTER = 5
"""Working days after which they are asked once more, and then no more."""
SIGNS_WITHIN = timedelta(days=90)
ADDS_UP = 3
"""So much is enough to tell whoever looks after a customer: three small signs within ninety days, or one that is not small."""
NOT_SMALL = frozenset({Cue.complaint, Cue.champion})
REMIND_BEFORE = timedelta(hours=2)
REMIND_BEFORE_END = timedelta(hours=1)
LEAST_NOTICE = timedelta(minutes=30)
ASK_KEPT_AFTER = timedelta(minutes=30)
ASK_KEPT_WITHIN = timedelta(hours=1)
SMALL_FIRM = 3
"""In a firm of so few everybody knows every customer: nobody is left who could hear one out."""


def may_go(before: Stage, after: Stage) -> bool:
    """Whether a departure that stands at `before` may stand at `after` next."""
    return after in TRANSITIONS[before]


def is_believable(day: date, today: date) -> bool:
    """Whether something can have happened on that day: not in the future, and within a working life. `today` is the person's own."""
    return today - LONGEST_AGO <= day <= today


def day_problem(day: date | None, today: date) -> Problem | None:
    """What is wrong with a day on which something happened, if anything. `today` is the person's own."""
    if day is None:
        return Problem.missing
    if is_believable(day, today):
        return None
    return Problem.in_future if day > today else Problem.too_long_ago


def since_problem(since: date, today: date, left: date) -> Problem | None:
    """What is wrong with the day on which business began, if anything. `today` is the person's own, `left` the departure's."""
    if since > today:
        return Problem.in_future
    if since > left:
        return Problem.after_leaving
    return None if since >= EARLIEST_SINCE else Problem.too_long_ago


def add_up(signs: Iterable[Noticed], now: datetime) -> bool:
    """Whether these warning signs are enough to tell somebody, seen from `now` (aware)."""
    recent = (one for one in signs if now - SIGNS_WITHIN < one.at <= now)
    return sum(ADDS_UP if one.kind in NOT_SMALL else 1 for one in recent) >= ADDS_UP


def cross(before: Iterable[Noticed], new: Iterable[Noticed], now: datetime) -> bool:
    """Whether warning signs add up now that did not before the `new` ones: somebody is told once for each time."""
    known = tuple(before)
    return not add_up(known, now) and add_up((*known, *new), now)


def due_problem(due: datetime, now: datetime) -> Problem | None:
    """What is wrong with the moment by which something is promised, if anything; both are aware."""
    return None if now < due <= now + LONGEST_WATCH else Problem.not_ahead


def remind_at(due: datetime, now: datetime, hours: Hours) -> datetime | None:
    """When to remind somebody of a promise, in UTC: two hours before, in their hours; where that is outside of them at

    the start of that day, or an hour before the end of the last working day before. None when that has passed. All aware.
    """
    local = due.astimezone(hours.zone)
    start = datetime.combine(local.date(), hours.start, tzinfo=hours.zone)
    end = datetime.combine(local.date(), hours.end, tzinfo=hours.zone) - REMIND_BEFORE_END
    if is_working_day(local.date(), hours) and local - start >= LEAST_NOTICE:
        found = min(max(local - REMIND_BEFORE, start), end)
    else:
        day = local.date() - timedelta(days=1)
        while not is_working_day(day, hours):
            day -= timedelta(days=1)
        found = datetime.combine(day, hours.end, tzinfo=hours.zone) - REMIND_BEFORE_END
    found = found.astimezone(UTC)
    return found if found > now else None


def ask_whether_kept_at(due: datetime, hours: Hours) -> datetime:
    """When to ask whether a promise was kept, in UTC: a little later, in working hours. `due` is aware."""
    return next_working_moment(due + ASK_KEPT_AFTER, hours)


def is_on_time(due: datetime, now: datetime, hours: Hours) -> bool:
    """Whether it is now about when that is asked, and not days after. Both moments are aware."""
    return now - ask_whether_kept_at(due, hours) < ASK_KEPT_WITHIN


def watch_problem(until: date | None, today: date) -> Problem | None:
    """What is wrong with the day until which a customer is watched, if anything. `today` is the person's own."""
    if until is None:
        return Problem.missing
    return None if today < until <= today + LONGEST_WATCH else Problem.not_ahead


def going_problem(day: date | None, today: date, *, may_be_ahead: bool) -> Problem | None:
    """What is wrong with the day since which they are gone, or from which they will be. `today` is the person's own."""
    if may_be_ahead and day is not None and today < day <= today + LONGEST_WATCH:
        return None
    return day_problem(day, today)


def size_for(value: Decimal | None, currency: str | None, thresholds: Thresholds, colleagues: int | None) -> Size:
    """How much is done about a departure while nobody has said so.

    `value` is what the customer is worth a year; unknown, or in another currency than the thresholds are, nothing is
    left out for its sake. `colleagues` is how many the firm has, where that is known.
    """
    usual = Size.light if colleagues is not None and colleagues <= SMALL_FIRM else Size.full
    if value is None or (currency and thresholds.currency and currency != thresholds.currency):
        return usual
    if thresholds.record_below is not None and value < thresholds.record_below:
        return Size.record
    if thresholds.light_below is not None and value < thresholds.light_below:
        return Size.light
    return usual


def newcomer(typed: str, today: date, words: Iterable[str], in_use: Sequence[Named]) -> Opening | None:
    """What the form opens with for somebody of whom nobody has heard; None where what was typed may mean anything else.

    `in_use` are all names that customers have, also of those whom whoever types may not see.
    """
    name = " ".join(typed.split())
    if name[:1] in ("-", "?") or len(name) > LONGEST_NAME or meant_word(name, words):
        return None
    plain = fold(name)
    if any(one.plain_name == plain for one in in_use) or nearly_the_same(name, in_use):
        return None
    return Opening(today, name=name or None)


def meant_word(typed: str, words: Iterable[str]) -> str | None:
    """The word of the command that somebody probably meant: at most two letters off, one where the word is short."""
    plain = typed.casefold()
    near = ((OSA.distance(plain, word), word) for word in words if word)
    best = min(near, default=None)
    if best is None or best[0] > (1 if len(best[1]) <= 5 else 2):
        return None
    return best[1]
