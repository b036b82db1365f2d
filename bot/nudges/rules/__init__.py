"""When to stay in touch, who does it, and with what."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, time, timedelta

from bot.customers.rules import fold
from bot.customers.values import Consent
from bot.nudges.values import NudgeKind, Recipient, Snooze, Suggestion, WhyYou
from bot.work.calendar import UTC, Hours, morning_of, next_working_moment
from bot.workspace.values import Unanswered

EVERY_DAYS = 91
"""About once a quarter."""
GOODBYE = timedelta(days=14)
"""The thank-you and the handing over come first: nobody is nudged in the first two weeks after a loss became known."""
LONGEST_SNOOZE = timedelta(days=366)
VARIED = (
    Suggestion.call,
    Suggestion.note,
    Suggestion.article,
    Suggestion.greeting,
    Suggestion.congratulate,
    Suggestion.useful,
)
MONDAY = 7
SHORTEST, STEM = 5, 5
"""Letters of a word that says something, and of its beginning that is compared."""
_ADDRESS = re.compile(r"https?://[^\s<>|]+\.[^\s<>|]+")
RHYTHMS = (30, 61, 91, 182, 365)
"""How often one may be kept in touch with, in days: from once a month to once a year."""
DOORS_OPEN = timedelta(days=90)
"""So long before the contract with their new supplier ends it is time to ask how they are."""
WELL_PAST = timedelta(days=14)
"""So long after its day a greeting is late, and after that it is none any more."""


def next_nudge(
    last_contact: datetime, hours: Hours, *, days: int = EVERY_DAYS, not_before: datetime | None = None
) -> datetime:
    """The first working moment that is `days` after the last contact or later, and not before `not_before`; in UTC.

    `hours` are of the one who will be asked, so a day off of theirs moves it on, never back.
    """
    earliest = last_contact.astimezone(UTC) + timedelta(days=days)
    return next_working_moment(max(earliest, not_before or earliest), hours)


def kind_due(consent: Consent, unanswered: Unanswered, *, checked_in: bool) -> NudgeKind | None:
    """What may be asked for, if anything. `checked_in`: the one check-in has been asked for before."""
    if consent is Consent.yes:
        return NudgeKind.nudge
    if consent is Consent.no or unanswered is Unanswered.nothing:
        return None
    if unanswered is Unanswered.nudge:
        return NudgeKind.nudge
    return None if checked_in else NudgeKind.check_in


def choose_recipient(
    keeper: str | None, owner: str | None, logger: str, here: Collection[str], admins: Sequence[str]
) -> Recipient | None:
    """Whoever it was handed to, else the owner, or the logger where nobody owns it; an admin when that person is gone."""
    if keeper is not None and keeper in here:
        return Recipient(keeper, WhyYou.handed_over)
    if owner is None and logger in here:
        return Recipient(logger, WhyYou.logger)
    if owner is not None and owner in here:
        return Recipient(owner, WhyYou.owner)
    return next((Recipient(admin, WhyYou.admin) for admin in admins if admin in here), None)


def suggestion_for(number: int, before: Suggestion | None = None) -> Suggestion:
    """What the `number`-th nudge (from 1) proposes: each time something else than the time `before`."""
    chosen = VARIED[(number - 1) % len(VARIED)]
    return VARIED[number % len(VARIED)] if chosen is before else chosen


def is_greeting(kind: NudgeKind, day: date | None) -> bool:
    """Whether somebody is asked to greet a customer on a date of theirs. (The doors open on a day, too.)"""
    return kind is NudgeKind.nudge and day is not None


def past_at(day: date, asked: datetime, hours: Hours) -> datetime:
    """The morning, in UTC, on which what was asked because of a day means nothing any more. Who wanted to be asked later has as
    long from then.
    """
    return morning_of(max(day, asked.astimezone(hours.zone).date()) + WELL_PAST, hours)


def began_at(happened: date, now: datetime, hours: Hours) -> datetime:
    """The moment from which contact is counted where there was none since: the day they left; `now` at the latest."""
    return min(now, noon_of(happened, hours))


def noon_of(day: date, hours: Hours) -> datetime:
    """The middle of a day in somebody's zone, in UTC: when something happened of which only the day is known."""
    return datetime.combine(day, time(12), tzinfo=hours.zone).astimezone(UTC)


def snoozed_until(choice: Snooze, now: datetime, hours: Hours, day: date | None = None) -> datetime | None:
    """The morning until which a nudge is put off, in UTC; None for a `day` that is not in the year ahead."""
    today = now.astimezone(hours.zone).date()
    if choice is Snooze.day:
        in_the_year_ahead = day is not None and today < day <= today + LONGEST_SNOOZE
        return morning_of(day, hours) if day and in_the_year_ahead else None
    days = {Snooze.tomorrow: 1, Snooze.monday: MONDAY - today.weekday(), Snooze.week: 7}[choice]
    return morning_of(today + timedelta(days=days), hours)


def doors_open_at(ends: date, now: datetime, hours: Hours) -> datetime | None:
    """The morning on which somebody is asked because a contract ends on that day, in UTC; None once it is over."""
    if ends <= now.astimezone(hours.zone).date():
        return None
    return next_working_moment(max(now, morning_of(ends - DOORS_OPEN, hours)), hours)


def address_in(words: str) -> str | None:
    """The first web address in what was typed, also as Slack writes it (`<https://…|…>`); None where there is none."""
    found = _ADDRESS.search(words)
    return found.group().rstrip(".,;:!?)»“”\"'") if found else None


def without_address(words: str) -> str:
    """What was typed beside the address."""
    return " ".join(re.sub(r"<?https?://[^\s>]+>?", " ", words).split())


def in_common(about: str, known: Iterable[str]) -> tuple[str, ...]:
    """The words that what somebody wrote shares with what is known of a customer, in the order in which they wrote them.

    Whatever their case and accents; short words say nothing. A word counts, too, in which another begins ("bakery",
    "bakeries").
    """
    theirs = {word for text in known for word in _stems(text)}
    return tuple(dict.fromkeys(word for word, stem in _words(about) if stem in theirs))


def contact_at(day: date, now: datetime, hours: Hours) -> datetime | None:
    """When a contact was that somebody dates to `day`, in UTC; None for a day to come or beyond belief."""
    today = now.astimezone(hours.zone).date()
    if day > today or day < today - timedelta(days=366):
        return None
    return now if day == today else noon_of(day, hours)


def _words(text: str) -> list[tuple[str, str]]:
    found = re.findall(r"[^\W\d_]+", text)
    return [(word, fold(word)[:STEM]) for word in found if len(word) >= SHORTEST]


def _stems(text: str) -> set[str]:
    return {stem for _word, stem in _words(text)}
