"""Extra care on the days that calendars bring: month ends, holidays, people who are away or gone, deliveries that are late."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.colleagues.models import Colleague
from bot.departures.models import Departure
from bot.fixes.models import Fix
from bot.fixes.values import FixState
from bot.nudges.values import NudgeState
from bot.winback import service as winning
from bot.winback.rules import care_days, who_looks
from bot.winback.rules.caring import LATEST, NOBODYS, care_moment
from bot.winback.values import AmberForm, AskState, BackForm, CareKind, CareState, Gone
from bot.work.calendar import Hours, is_working_day
from bot.work.unit import Unit
from tests.nudges.support import ANA, CHANNEL, LEE, MAYA, OMAR, Firm
from tests.winback.support import checks, interviewed, item_of, newest_items, only_ask, only_return
from tests.winback.test_times_with_us import takes_back

BACK = date(2026, 3, 2)
ZONES = ("America/Los_Angeles", "America/New_York", "Europe/Berlin", "Asia/Kolkata", "Pacific/Apia")


async def returned(firm: Firm, **form: object) -> str:
    """A customer who is back since the second of March; the departure's id."""
    acme = await firm.loses("Acme", happened=date(2025, 9, 1))
    await firm(winning.come_back, OMAR, acme, BackForm(**{"day": BACK} | form))  # type: ignore[arg-type] - a form in parts
    return acme


async def is_away(firm: Firm, person: str, first: date, last: date) -> None:
    """Somebody said that they are not to be asked on these days."""

    def go(unit: Unit) -> None:
        known = unit.need(Colleague, person)
        known.away_from, known.away_until = first, last

    await firm(go)


async def lives_in(firm: Firm, person: str, country: str) -> None:
    """Somebody keeps the holidays of a country."""

    def settle(unit: Unit) -> None:
        unit.need(Colleague, person).country = country

    await firm(settle)


@pytest.mark.parametrize(
    ("back", "half", "year"),
    [
        (date(2025, 8, 31), date(2026, 2, 28), date(2026, 8, 31)),
        (date(2023, 8, 31), date(2024, 2, 29), date(2024, 8, 31)),
        (date(2024, 2, 29), date(2024, 8, 29), date(2025, 2, 28)),
        (date(2026, 3, 31), date(2026, 9, 30), date(2027, 3, 31)),
    ],
)
def test_months_end_with_their_last_day(back: date, half: date, year: date) -> None:
    days = care_days(back)

    assert (days[CareKind.month_6], days[CareKind.month_12]) == (half, year)


_HOURS = st.builds(
    lambda zone, country, away, days: Hours(zone, country=country, away=away, days=days),
    st.sampled_from(ZONES).map(ZoneInfo),
    st.sampled_from((None, "US", "DE", "IN")),
    st.none()
    | st.tuples(st.integers(0, 60), st.integers(0, 60)).map(
        lambda two: (BACK + timedelta(days=two[0]), BACK + timedelta(days=sum(two)))
    ),
    st.sampled_from((frozenset(range(5)), frozenset({1}), frozenset({6, 0, 1, 2, 3}))),
)


@settings(max_examples=80, deadline=None)
@given(people=st.lists(_HOURS, min_size=1, max_size=4), ahead=st.integers(0, 60), passed=st.integers(0, 24 * 60))
def test_somebody_is_always_asked_at_work_and_the_first_who_is_there_within_a_week(
    people: list[Hours], ahead: int, passed: int
) -> None:
    """Never on a day off, never before the day, never in the past; nobody is passed over who is there in time."""
    day, now = BACK + timedelta(days=ahead), datetime(2026, 3, 2, tzinfo=UTC) + timedelta(hours=passed)
    named = [(str(number), hours) for number, hours in enumerate(people)]

    person, moment = who_looks(named, day, now)

    hours = people[int(person)]
    local = moment.astimezone(hours.zone)
    assert is_working_day(local.date(), hours)
    assert hours.start <= local.time() < hours.end
    assert local.date() >= day
    assert moment >= now
    latest = max(care_moment(day, now, NOBODYS), now) + LATEST
    for before in people[: int(person)]:
        assert care_moment(day, now, before) > min(latest, moment)


async def test_a_delivery_that_has_not_come_is_asked_about_again_and_the_old_question_closes(firm: Firm) -> None:
    await returned(firm)
    await firm.passes(days=8)
    check = (await checks(firm))[0]
    assert "It has not come yet" in await _buttons(firm, check.id)

    came_back = await only_return(firm)
    await firm(winning.set_first_delivery, MAYA, came_back.id, date(2026, 3, 24))

    assert (await checks(firm))[0].state is CareState.planned
    assert "I'll ask how they are after" in await firm.shown("care", check.id)
    await firm.until(datetime(2026, 3, 25, 20, tzinfo=UTC))
    check = (await checks(firm))[0]
    assert (check.state, check.asked) == (CareState.waiting, 2)
    assert await firm.prompted("care") == [MAYA, MAYA]
    assert "asked again since" in await firm.shown("care", check.id)
    assert "content" in await firm.shown("care", f"{check.id}:2")
    await firm(winning.tell_green, MAYA, check.id)
    assert "all is well" in await firm.shown("care", f"{check.id}:2")


async def test_a_look_on_a_holiday_is_asked_for_on_the_next_working_day(firm: Firm) -> None:
    """The third of July 2026 is a day off in the United States, for the fourth is a Saturday."""
    await lives_in(firm, MAYA, "US")
    await returned(firm, day=date(2026, 2, 28), first_delivery=date(2026, 7, 2))

    await firm.until(datetime(2026, 7, 6, 12, tzinfo=UTC))
    delivery = next(one for one in await checks(firm) if one.kind is CareKind.delivery)
    assert (delivery.due, delivery.state) == (date(2026, 7, 3), CareState.planned)
    await firm.until(datetime(2026, 7, 6, 14, tzinfo=UTC))
    delivery = next(one for one in await checks(firm) if one.kind is CareKind.delivery)
    assert delivery.state is CareState.waiting


async def test_who_is_away_for_some_days_is_waited_for(firm: Firm) -> None:
    await is_away(firm, MAYA, date(2026, 3, 9), date(2026, 3, 12))
    await returned(firm)

    await firm.until(datetime(2026, 3, 13, 20, tzinfo=UTC))

    check = (await checks(firm))[0]
    assert (check.state, check.person) == (CareState.waiting, MAYA)
    assert check.asked_at is not None
    assert check.asked_at.date() == date(2026, 3, 13)


async def test_for_who_is_away_for_long_somebody_else_is_asked_and_told_why(firm: Firm) -> None:
    await is_away(firm, MAYA, date(2026, 3, 9), date(2026, 4, 30))
    await returned(firm)

    await firm.until(datetime(2026, 3, 10, 20, tzinfo=UTC))

    check = (await checks(firm))[0]
    assert (check.state, check.person) == (CareState.waiting, OMAR)
    assert "is away, or not here any more" in await firm.shown("care", check.id)
    await firm(winning.tell_green, OMAR, check.id)


async def test_where_owner_and_logger_are_gone_an_admin_looks_after_them(firm: Firm) -> None:
    await returned(firm)
    await firm.loses_colleague(MAYA)
    await firm.loses_colleague(OMAR)

    await firm.passes(days=8)

    check = (await checks(firm))[0]
    assert (check.state, check.person) == (CareState.waiting, ANA)


async def test_amber_reaches_somebody_at_work_the_same_day_while_the_owner_is_off(firm: Firm) -> None:
    await is_away(firm, MAYA, date(2026, 3, 9), date(2026, 4, 30))
    await returned(firm)
    await firm.until(datetime(2026, 3, 10, 9, tzinfo=UTC))

    await firm(winning.tell_amber, OMAR, (await checks(firm))[0].id, AmberForm(Gone.no, None, "Late again"))

    assert sorted(await firm.prompted("care_amber")) == [ANA, MAYA]


async def test_what_was_put_right_is_told_to_whoever_looks_after_them(firm: Firm) -> None:
    acme = await firm.loses("Acme", happened=date(2025, 9, 1))
    await interviewed(firm, acme, "price")

    def put_right(unit: Unit) -> None:
        what = {"what": "New prices", "reason": "price", "everyone": True, "state": FixState.verified}
        who = {"by": MAYA, "owner": MAYA, "at": unit.now, "due": BACK, "verified_by": OMAR, "verified_at": unit.now}
        unit.add(Fix(**what, **who, turns=1, step=0, looks=0, reopened=0))

    await firm(put_right)
    await firm(winning.come_back, OMAR, acme, BackForm(BACK))
    await firm.passes(days=8)

    assert "As far as we know it was put right on" in await firm.shown("care", (await checks(firm))[0].id)


async def test_whoever_stayed_in_touch_while_they_were_gone_is_thanked_too(firm: Firm) -> None:
    acme = await firm.loses("Acme", happened=date(2025, 9, 1))
    await firm.touches(acme, by=LEE, at=datetime(2025, 8, 1, tzinfo=UTC))
    await firm.touches(acme, by=ANA, at=datetime(2025, 12, 1, tzinfo=UTC))

    await firm(winning.come_back, OMAR, acme, BackForm(BACK))

    (line,) = [said for said in await firm.said(CHANNEL) if "again" in said]
    assert f"<@{ANA}>" in line
    assert f"<@{LEE}>" not in line


async def test_who_had_taken_it_up_to_ask_need_not_any_more(firm: Firm) -> None:
    acme = await firm.loses("Acme", happened=date(2025, 9, 1))
    await firm.passes(days=7)
    await firm(winning.claim, ANA, (await item_of(firm, acme)).id)

    await firm(winning.come_back, OMAR, acme, BackForm(date(2026, 3, 9)))

    ask = await only_ask(firm)
    assert ask.state is AskState.over
    await firm.passes(days=40)
    assert await firm.prompted("ask_follow_up") == []


async def test_a_return_that_was_a_mistake_leaves_them_as_they_were(firm: Firm) -> None:
    acme = await firm.loses("Acme", happened=date(2025, 9, 1))
    await firm.agrees(acme)
    await firm(winning.come_back, OMAR, acme, BackForm(BACK))

    await takes_back(firm, acme)

    assert {one.state for one in await checks(firm)} == {CareState.over}
    await firm.passes(days=14)
    assert acme in {one.departure for one in await newest_items(firm)}
    assert await firm.prompted("care") == []
    await firm(winning.come_back, MAYA, acme, BackForm(date(2026, 3, 10)))
    lines = [said for said in await firm.said(CHANNEL) if "doing business with us again" in said]
    assert len(lines) == 2
    await firm.passes(days=20)
    assert (await checks(firm))[0].state is CareState.waiting


@pytest.mark.slow
async def test_no_nudge_and_no_ask_while_they_are_back(firm: Firm) -> None:
    acme = await firm.loses("Acme", happened=date(2025, 9, 1))
    await firm.agrees(acme)
    await firm(winning.come_back, OMAR, acme, BackForm(BACK))

    await firm.passes(days=400)

    assert [one for one in await firm.nudges(acme) if one.state is NudgeState.waiting] == []
    assert await firm.prompted("digest") == []
    assert (await firm(lambda unit: unit.need(Departure, acme))).open_for is None


async def _buttons(firm: Firm, subject: str) -> str:
    return str((await firm.drawn("care", subject)).blocks)
