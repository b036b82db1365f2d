"""How often, for any history and any calendar: due exactly once, never on a day off, never too soon, never forgotten."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.nudges.rules import RHYTHMS, next_nudge
from bot.nudges.rules.turns import AHEAD, bounds_for, come_round, turn_of
from bot.nudges.values import Bounds, TheirDay, Turn
from bot.work.calendar import Hours, is_working_day

ZONES = ["America/New_York", "America/Sao_Paulo", "Europe/Berlin", "Asia/Kolkata", "Pacific/Auckland", "UTC"]
BERLIN = Hours(ZoneInfo("Europe/Berlin"), country="DE")
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2028, 12, 31)).map(lambda naive: naive.replace(tzinfo=UTC))  # noqa: DTZ001 - made aware at once
BOUNDS = st.tuples(st.sampled_from(RHYTHMS), st.sampled_from(RHYTHMS)).map(lambda two: Bounds(min(two), max(two)))
DATES = st.lists(
    st.builds(TheirDay, st.dates(date(2000, 1, 1), date(2023, 12, 31)), st.sampled_from([None, "Founders' day"])), max_size=3
)
HISTORIES = st.lists(st.tuples(st.integers(0, 160), st.integers(0, 23)), max_size=8)


@st.composite
def calendars(draw: st.DrawFn) -> Hours:
    """Somebody's zone, working days and holidays, perhaps with some weeks away."""
    days = draw(st.sets(st.integers(0, 6), min_size=1))
    gone = draw(st.none() | st.dates(date(2025, 1, 1), date(2028, 1, 1)))
    away = (gone, gone + timedelta(days=draw(st.integers(0, 40)))) if gone else None
    zone = ZoneInfo(draw(st.sampled_from(ZONES)))
    return Hours(zone, country=draw(st.sampled_from([None, "DE", "US", "IN", "BR"])), days=frozenset(days), away=away)


@dataclass
class Lived:
    """What came of a history: when somebody was asked, and the last contact before each."""

    asked: list[tuple[Turn, datetime]]
    contacts: list[datetime]
    until: datetime


def live(
    began: datetime, history: list[tuple[int, int]], hours: Hours, days: int, bounds: Bounds, theirs: list[TheirDay]
) -> Lived:
    """Time passes: contacts come as they come, and somebody is asked whenever it is time. What is asked stays unanswered
    until there is contact."""
    contacts, at = [], began
    for gap, hour in history:
        at += timedelta(days=gap, hours=hour)
        contacts.append(at)
    until = at + timedelta(days=500)
    coming, asked, last, now = list(contacts), [], began, began
    not_before: datetime | None = None
    for _ in range(200):
        turn = turn_of(last, now, hours, days=days, bounds=bounds, not_before=not_before, theirs=theirs)
        due = max(turn.due, now)
        if coming and coming[0] <= due:
            now = last = coming.pop(0)
            not_before = None
            continue
        if due > until:
            break
        again = turn_of(last, due, hours, days=days, bounds=bounds, not_before=not_before, theirs=theirs)
        assert again == Turn(due, turn.greets), "when its time has come, it is still its time"
        asked.append((Turn(due, turn.greets), last))
        now, not_before = due, next_nudge(due, hours, days=bounds.fitted(days))
    else:
        pytest.fail("somebody is asked without end")
    return Lived(asked, contacts, until)


@settings(max_examples=120, deadline=None)
@given(MOMENTS, HISTORIES, calendars(), st.sampled_from(RHYTHMS), BOUNDS, DATES)
def test_for_any_history_and_any_calendar(
    began: datetime, history: list[tuple[int, int]], hours: Hours, days: int, bounds: Bounds, theirs: list[TheirDay]
) -> None:
    lived = live(began, history, hours, days, bounds, theirs)
    usual = bounds.fitted(days)

    for turn, last in lived.asked:
        local = turn.due.astimezone(hours.zone)
        assert is_working_day(local.date(), hours), "never on a day off"
        assert hours.start <= local.time() < hours.end
        assert turn.due - last >= timedelta(days=bounds.shortest), "never before the minimum since the last contact"
        if turn.greets is None:
            assert turn.due - last >= timedelta(days=usual), "and without a date of theirs not before the usual time"
        else:
            assert local.date() <= turn.greets.day <= local.date() + AHEAD, "a greeting is asked for in time"
    for (one, before), (other, after) in pairwise(lived.asked):
        assert one.due < other.due, "due once"
        if before == after:
            assert other.due - one.due >= timedelta(days=usual), "nobody is asked again sooner because nobody answered"


@settings(max_examples=80, deadline=None)
@given(MOMENTS, HISTORIES, calendars(), st.sampled_from(RHYTHMS), BOUNDS, DATES)
def test_it_is_never_forgotten(
    began: datetime, history: list[tuple[int, int]], hours: Hours, days: int, bounds: Bounds, theirs: list[TheirDay]
) -> None:
    """Half as long again as usual at most, where a date of theirs is waited for, and whatever days off there are."""
    lived = live(began, history, hours, days, bounds, theirs)
    days_off = timedelta(days=60)  # the longest absence, and the holidays and weekends around it
    longest = timedelta(days=bounds.fitted(days)) * 1.5 + days_off

    for one, other in pairwise(sorted([began, *lived.contacts, *(turn.due for turn, _last in lived.asked), lived.until])):
        assert other - one <= longest


@given(st.lists(BOUNDS, max_size=4), st.integers(1, 1000))
def test_all_bounds_hold_and_where_they_contradict_the_calmer_does(kinds: list[Bounds], days: int) -> None:
    both = bounds_for(kinds)

    fitted = both.fitted(days)
    assert all(fitted >= one.shortest for one in kinds)
    if max([30, *(one.shortest for one in kinds)]) <= min([365, *(one.longest for one in kinds)]):
        assert all(fitted <= one.longest for one in kinds)


@given(st.dates(date(2000, 1, 1), date(2030, 1, 1)), st.dates(date(2024, 1, 1), date(2030, 1, 1)), st.booleans())
def test_a_date_comes_round_once_a_year(day: date, earliest: date, named: bool) -> None:
    found = come_round(TheirDay(day, "Founders' day" if named else None), earliest)

    assert found >= earliest or not named
    same = {(day.month, day.day)} | ({(2, 28)} if (day.month, day.day) == (2, 29) else set())
    assert (found.month, found.day) in same
    assert named or found > day, "the day of their first business is told of a year later for the first time"


@pytest.mark.parametrize(
    ("last", "due"),
    [
        # 31 January plus a month: thirty days on is Monday, 2 March.
        (datetime(2026, 1, 31, 10, tzinfo=UTC), datetime(2026, 3, 2, 10, tzinfo=UTC)),
        # and in a leap year Friday, 1 March.
        (datetime(2024, 1, 31, 10, tzinfo=UTC), datetime(2024, 3, 1, 10, tzinfo=UTC)),
        # The clocks go forward on Sunday, 29 March 2026: at nine on Monday it is 7:00 UTC, and it is asked once.
        (datetime(2026, 2, 27, 10, tzinfo=UTC), datetime(2026, 3, 30, 7, tzinfo=UTC)),
        # and back on Sunday, 25 October 2026.
        (datetime(2026, 9, 25, 10, tzinfo=UTC), datetime(2026, 10, 26, 8, tzinfo=UTC)),
    ],
)
def test_month_ends_and_summer_time(last: datetime, due: datetime) -> None:
    assert turn_of(last, last, BERLIN, days=30, bounds=Bounds()) == Turn(due)


def test_a_date_of_theirs_moves_the_next_time_to_it() -> None:
    """Sooner or later than usual, whichever is near; one that is too soon after the last contact is let go."""
    last = datetime(2026, 3, 2, 10, tzinfo=UTC)

    def turn(*theirs: TheirDay) -> Turn:
        return turn_of(last, last, BERLIN, days=91, bounds=Bounds(), theirs=theirs)

    assert turn() == Turn(datetime(2026, 6, 1, 10, tzinfo=UTC))
    may = TheirDay(date(2011, 5, 13), "the day they opened")
    assert turn(may) == Turn(datetime(2026, 5, 8, 7, tzinfo=UTC), TheirDay(date(2026, 5, 13), "the day they opened"))
    july = TheirDay(date(2019, 7, 1))
    assert turn(july) == Turn(datetime(2026, 6, 26, 7, tzinfo=UTC), TheirDay(date(2026, 7, 1)))
    assert turn(july, may).greets == TheirDay(date(2026, 5, 13), "the day they opened")
    assert turn(TheirDay(date(2011, 3, 20), "too soon")).greets is None
    assert turn(TheirDay(date(2011, 9, 20), "too far")).greets is None


def test_after_downtime_a_date_of_theirs_that_is_near_is_still_greeted() -> None:
    """The usual time is long over, and nobody was asked: what is asked now is for their date."""
    last, now = datetime(2025, 3, 3, 10, tzinfo=UTC), datetime(2026, 5, 8, 7, tzinfo=UTC)
    may = TheirDay(date(2011, 5, 13), "the day they opened")

    turn = turn_of(last, now, BERLIN, days=91, bounds=Bounds(), theirs=[may])

    assert turn == Turn(now, TheirDay(date(2026, 5, 13), "the day they opened"))
