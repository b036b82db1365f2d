"""However much comes up, people hear of it once, in their hours, and are interrupted once a day at the most."""

from __future__ import annotations

import itertools
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from bot.colleagues.service import BRIEF, MORE
from bot.work.calendar import Hours, is_working_day
from tests.colleagues.courtesy import Days, Event, Quiet, Told, Way, day_of
from tests.support.sqlite import SqliteTemplate

START = datetime(2026, 1, 1, tzinfo=UTC)
PEOPLE = ("U1", "U2", "U3")
ZONES = ("America/New_York", "Europe/Berlin", "Asia/Kolkata", "Pacific/Auckland")
NUMBERS = itertools.count()
NINE_TO_FIVE = Hours(ZoneInfo("Europe/Berlin"))


@pytest.fixture(scope="module")
def url(sqlite_template: SqliteTemplate, tmp_path_factory: pytest.TempPathFactory) -> str:
    return sqlite_template.fresh(Path(tmp_path_factory.mktemp("courtesy")))


@st.composite
def some_hours(draw: st.DrawFn) -> Hours:
    start = draw(st.integers(0, 15))
    first = draw(st.dates(date(2026, 1, 1), date(2026, 12, 31)))
    return Hours(
        zone=ZoneInfo(draw(st.sampled_from(ZONES))),
        start=time(start, draw(st.sampled_from([0, 30]))),
        end=time(start + 8),
        country=draw(st.sampled_from([None, "DE", "US", "IN", "NZ"])),
        days=draw(st.frozensets(st.integers(0, 6), min_size=1)),
        away=draw(st.none() | st.integers(0, 40).map(lambda days: (first, first + timedelta(days=days)))),
        brief=draw(st.none() | st.just(time(start + 3))),
    )


@st.composite
def some_quiet(draw: st.DrawFn) -> Quiet:
    begins = START + timedelta(minutes=draw(st.integers(0, 60 * 24 * 60)))
    says_until = draw(st.booleans())
    ends = begins + timedelta(minutes=draw(st.integers(1, 60 * 24 * (9 if says_until else 3))))
    return Quiet(begins, ends, says_until)


@st.composite
def some_days(draw: st.DrawFn) -> tuple[dict[str, Hours], dict[str, list[Quiet]], list[Event]]:
    hours = {person: draw(some_hours()) for person in PEOPLE}
    quiet = {person: draw(st.lists(some_quiet(), max_size=4)) for person in PEOPLE}
    count = draw(st.integers(1, 60))
    spread = draw(st.sampled_from([2, 10, 60]))  # a crowded time, or a quiet one
    events = [
        Event(
            START + timedelta(minutes=draw(st.integers(0, spread * 24 * 60))),
            draw(st.sampled_from(PEOPLE)),
            draw(st.sampled_from([Way.prompt, Way.ask, Way.ask, Way.ask, Way.today, Way.said, Way.answer, Way.appointment])),
            f"thing {number}",
        )
        for number in range(count)
    ]
    return hours, quiet, events


def live(url: str, hours: dict[str, Hours], quiet: dict[str, list[Quiet]], events: list[Event]) -> list[Told]:
    engine = create_engine(url)
    with Session(engine) as session:
        days = Days(session, f"W{next(NUMBERS)}", hours, quiet, events)
        told = days.live(START)
        session.rollback()
    engine.dispose()
    return told


@pytest.mark.slow
@settings(max_examples=30)
@given(lived=some_days())
def test_whatever_comes_up_is_told_once_in_time_and_within_the_budget(
    url: str, lived: tuple[dict[str, Hours], dict[str, list[Quiet]], list[Event]]
) -> None:
    hours, quiet, events = lived
    known = {event.name: event for event in events}

    told = live(url, hours, quiet, events)

    assert Counter(name for one in told for name in one.names) == Counter(list(known)), "nothing lost, nothing doubled"
    assert all(known[name].person == one.person for one in told for name in one.names)
    for person in PEOPLE:
        mine = [one for one in told if one.person == person]
        _never_more_than_the_budget(mine, known, hours[person])
        _never_out_of_hours(mine, hours[person], quiet[person])
        _oldest_first(mine, known)
        _at_once_where_nothing_stands_against_it(mine, known, hours[person], quiet[person])


def _never_more_than_the_budget(told: list[Told], known: dict[str, Event], hours: Hours) -> None:
    briefs = Counter(day_of(one.at, hours) for one in told if one.by == BRIEF)
    more = Counter(day_of(one.at, hours) for one in told if one.by == MORE and not _is_for_today(one, known))
    assert set(briefs.values()) <= {1}, "one brief a day"
    assert set(more.values()) <= {1}, "one thing more a day"
    appointments = {day_of(event.at, hours) for event in known.values() if event.way is Way.appointment} & {
        day_of(one.at, hours) for one in told if one.by == Way.appointment.value
    }
    assert not appointments & set(more), "all else yields to an appointment of theirs"
    assert {one.by for one in told} <= {BRIEF, MORE, Way.answer.value, Way.appointment.value}
    for one in told:
        if one.by in (Way.answer.value, Way.appointment.value):
            assert [known[name].at for name in one.names] == [one.at], "what is their own comes at once"


def _never_out_of_hours(told: list[Told], hours: Hours, quiet: list[Quiet]) -> None:
    for one in _counted(told):
        local = one.at.astimezone(hours.zone)
        assert is_working_day(local.date(), hours)
        assert hours.start <= local.time() < hours.end
        assert not any(time.holds(one.at) for time in quiet), "never in do-not-disturb"


def _oldest_first(told: list[Told], known: dict[str, Event]) -> None:
    """What is told leaves nothing older behind; what cannot wait leaves behind only what can."""
    counted = [one for one in _counted(told) if one.by == BRIEF or not _is_for_today(one, known)]
    for number, one in enumerate(counted):
        newest = max(known[name].at for name in one.names)
        assert [known[name].at for name in one.names] == sorted(known[name].at for name in one.names)
        for later in counted[number + 1 :]:
            for name in later.names:
                if one.by == BRIEF or known[name].way is Way.ask:
                    assert known[name].at >= newest


def _at_once_where_nothing_stands_against_it(
    told: list[Told], known: dict[str, Event], hours: Hours, quiet: list[Quiet]
) -> None:
    when = {name: one.at for one in told for name in one.names}
    asked = [event for event in known.values() if event.name in when and event.way in (Way.ask, Way.today)]
    own = [event.at for event in known.values() if event.name in when and event.way is Way.appointment]
    for event in asked:
        local = event.at.astimezone(hours.zone)
        works = is_working_day(local.date(), hours) and hours.start <= local.time() < hours.end
        peace = any(time.holds(event.at) for time in quiet)
        today = [one.at for one in told if one.by == MORE and one.at <= event.at]
        taken = any(day_of(at, hours) == local.date() for at in [*today, *own] if at != event.at or at in own)
        before = [other for other in asked if other is not event and (event.way is Way.ask or other.way is Way.today)]
        older = any(other.at <= event.at <= when[other.name] for other in before)
        same = any(other.at == event.at for other in known.values() if other is not event)
        if works and not (peace or older or same) and (event.way is Way.today or not taken):
            assert when[event.name] == event.at


def _is_for_today(one: Told, known: dict[str, Event]) -> bool:
    return one.by == MORE and all(known[name].way is Way.today for name in one.names)


def _counted(told: list[Told]) -> list[Told]:
    return sorted((one for one in told if one.by in (BRIEF, MORE)), key=lambda one: one.at)
