"""A firm on paper: whom it stays in touch with, when it reminds whom, and whom it may ask again.

Written from what people are told (the guide, and the plan of staying in touch), with no rule of the bot's: a card index, a
calendar on the wall, and a list of what waits on each desk. Dates of a customer's own are left out; nobody here has any.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import holidays

QUARTER = 91
GOODBYE = timedelta(days=14)
SIX_WEEKS = timedelta(days=42)
A_WHILE = timedelta(days=90)
A_DAY = timedelta(days=1)
NINE, FIVE = time(9), time(17)
A_MINUTE = timedelta(minutes=1)
BRIEF_HOLDS = 10


@dataclass
class Desk:
    """Somebody who works here, where and when."""

    who: str
    zone: ZoneInfo
    country: str
    away: tuple[date, date] | None = None
    quiet: tuple[datetime, datetime] | None = None
    """From when to when they let Slack say that they want no messages."""

    def works_on(self, day: date) -> bool:
        """Whether they work on that day."""
        is_away = self.away is not None and self.away[0] <= day <= self.away[1]
        return day.weekday() < 5 and not is_away and day not in _free_days(self.country, day.year)

    def day(self, moment: datetime) -> date:
        """That moment's day on the calendar on their wall."""
        return moment.astimezone(self.zone).date()

    def clock(self, day: date, at: time) -> datetime:
        """That time on the clock on their wall."""
        return datetime.combine(day, at, self.zone).astimezone(UTC)

    def at_work(self, moment: datetime) -> datetime:
        """That moment, where they are at work then; else when they next come to work."""
        day = self.day(moment)
        if self.works_on(day) and moment < self.clock(day, FIVE):
            return max(moment, self.clock(day, NINE))
        return self.morning_after(day)

    def morning(self, day: date) -> datetime:
        """When they come to work on that day, or on their next working day."""
        return self.clock(day, NINE) if self.works_on(day) else self.morning_after(day)

    def morning_after(self, day: date) -> datetime:
        """When they come to work after that day."""
        day += A_DAY
        while not self.works_on(day):
            day += A_DAY
        return self.clock(day, NINE)

    def briefs(self, first: datetime, last: datetime) -> Iterator[datetime]:
        """When they are told what waits: at nine on working days; after a quiet time when it ends, if they are at work."""
        day = self.day(first)
        while (nine := self.clock(day, NINE) + A_MINUTE) <= last:
            if self.works_on(day) and nine >= first:
                if self.quiet is None or not self.quiet[0] <= nine < self.quiet[1]:
                    yield nine
                elif self.day(self.quiet[1]) == day and self.at_work(self.quiet[1]) == self.quiet[1]:
                    yield self.quiet[1]
            day += A_DAY


@dataclass(frozen=True)
class Asked:
    """Somebody was reminded of a customer. `what`: a hello, the one question whether we may (check), or news of them."""

    at: datetime
    who: str
    what: str


@dataclass
class Card:
    """What the card index says of one lost customer."""

    name: str
    left: date
    owner: Desk
    last: datetime
    """The last real contact, by anyone; else noon on the day on which they left."""
    wait_until: datetime | None
    since: datetime
    """Since when the card is as it is."""
    shortest: int = 30
    longest: int = 365
    may_we: str | None = None
    """What they said to staying in touch."""
    every: int = QUARTER
    keeper: Desk | None = None
    open: Asked | None = None
    put_off: Asked | None = None
    """What comes back as it was."""
    checked_in: bool = False
    ended: str | None = None
    asked: list[Asked] = field(default_factory=list)

    shown: datetime | None = None
    """When they were last on the list of whom to ask again."""
    shown_times: int = 0
    stirred: datetime | None = None
    rests_until: date | None = None
    """Until when they rest after they were asked; `not_now_until` is what somebody said on the list."""
    not_now_until: date | None = None
    taken_by: str | None = None
    was_asked: bool = False

    @property
    def days(self) -> timedelta:
        """How long after a contact it is time again."""
        return timedelta(days=min(max(self.every, self.shortest), self.longest))

    @property
    def desk(self) -> Desk:
        """Who is reminded."""
        return self.keeper or self.owner

    def due(self) -> tuple[datetime, str] | None:
        """When somebody is reminded next, and of what, as things stand."""
        if self.ended or self.may_we == "no":
            return None
        news = self.put_off is not None and self.put_off.what == "news"
        if not news and self.may_we is None and self.checked_in:
            return None
        counted = [self.since, *([] if news else [self.last + self.days]), *([self.wait_until] if self.wait_until else [])]
        what = "news" if news else ("hello" if self.may_we else "check")
        return self.desk.at_work(max(counted)), what

    def passes(self, until: datetime) -> None:
        """Time passes; whoever is to be reminded is."""
        while (due := self.due()) is not None and due[0] <= until:
            self._remind(due[0], due[1])

    def brings_news(self, at: datetime) -> None:
        """Somebody read of them."""
        self._remind(at, "news")

    def contact(self, at: datetime, noted: datetime) -> None:
        """Anybody was in touch with them: what is asked is not needed any more, and the next time counts from then."""
        self.last = max(self.last, at)
        if self.open is not None and at >= self.open.at:
            self.open = self.wait_until = None
        if self.put_off is not None and at >= self.put_off.at:
            self.put_off = None
        self.since = noted

    def done(self, at: datetime, noted: datetime) -> None:
        """Whoever was reminded says that there was contact."""
        self.open = self.wait_until = None
        self.contact(at, noted)

    def skip(self, now: datetime) -> None:
        """Not this time."""
        self.open, self.since = None, now

    def snooze(self, until: datetime, now: datetime) -> None:
        """Not before that morning."""
        self._pass_on()
        self.wait_until, self.since = until, now

    def hand_over(self, to: Desk, now: datetime) -> None:
        """Somebody else stays in touch from now on, and is asked next."""
        self._pass_on()
        self.keeper, self.wait_until, self.since = to, now, now

    def how_often(self, days: int, now: datetime) -> None:
        """Another rhythm; what is asked now still waits."""
        assert self.open is not None
        self.every = days
        self.wait_until, self.since = self.desk.at_work(self.open.at + self.days), now

    def answers(self, answer: str, now: datetime) -> None:
        """They say whether we may stay in touch. Not to have answered takes nothing back."""
        self.may_we, self.since = answer, now
        if answer == "no":
            self.open = self.put_off = self.wait_until = self.taken_by = self.not_now_until = None
        else:
            self.stirred = now

    def ends(self, why: str) -> None:
        """They are left in peace, have come back, or somebody said to stop."""
        self.ended, self.open, self.put_off, self.wait_until = why, None, None, None

    def goes_on(self, now: datetime) -> None:
        """It was taken back that they are left in peace."""
        self.ended, self.since, self.stirred = None, now, now

    def may_be_asked(self, today: date) -> bool:
        """Whether they may stand on the list of whom to ask again."""
        rests = any(day is not None and today < day for day in (self.rests_until, self.not_now_until))
        is_left_alone = self.ended in ("peace", "back") or self.may_we == "no"
        return not (is_left_alone or rests or self.taken_by or today - self.left < SIX_WEEKS)

    def is_worth_telling(self, now: datetime) -> bool:
        """Whether anything is new about them since they were last on the list, or a quarter has passed."""
        if self.shown is None or (self.stirred is not None and self.stirred > self.shown):
            return True
        rested = max((day for day in (self.rests_until, self.not_now_until) if day), default=None)
        if rested is not None and self.shown.date() < rested <= now.date():
            return True
        return now.date() - self.shown.date() >= A_WHILE

    def turn(self) -> tuple[bool, datetime | None, date]:
        """Whose turn the kept place is: on no list yet, then on one longest ago; of these, who left first."""
        return (self.shown is not None, self.shown, self.left)

    def _remind(self, at: datetime, what: str) -> None:
        self.put_off = None
        self.open = Asked(at, self.desk.who, what)
        self.asked.append(self.open)
        self.wait_until, self.since = self.desk.at_work(at + self.days), at
        self.checked_in = self.checked_in or what == "check"

    def _pass_on(self) -> None:
        """What was only put off, or given to somebody else, has not been asked yet."""
        assert self.open is not None
        self.checked_in = self.checked_in and self.open.what != "check"
        self.put_off, self.open = self.open, None


def list_days(first: date, last: date, country: str) -> Iterator[date]:
    """On which days there may be a list of whom to ask again: on Mondays, or the working day after a holiday."""
    day = first
    while day <= last:
        if day.weekday() == 0:
            on = day
            while on.weekday() > 4 or on in _free_days(country, on.year):
                on += A_DAY
            yield on
        day += A_DAY


def told(desk: Desk, waiting: Iterable[tuple[datetime, str]], until: datetime) -> Mapping[str, datetime]:
    """When each thing that waits on a desk is told: in the next brief, ten at a time, the oldest first."""
    left = sorted(waiting)
    found: dict[str, datetime] = {}
    for brief in desk.briefs(left[0][0], until) if left else ():
        ready = [one for one in left if one[0] <= brief][:BRIEF_HOLDS]
        found.update((name, brief) for _at, name in ready)
        left = [one for one in left if one not in ready]
    return found


_FREE: dict[tuple[str, int], frozenset[date]] = {}


def _free_days(country: str, year: int) -> frozenset[date]:
    if (country, year) not in _FREE:
        _FREE[country, year] = frozenset(holidays.country_holidays(country, years=year))
    return _FREE[country, year]
