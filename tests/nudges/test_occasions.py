"""Out of turn: they are in the news, their new contract is about to end, or somebody wants another rhythm."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.customers.values import Consent
from bot.departures.values import Stage
from bot.nudges import service as nudging
from bot.nudges.rules import DOORS_OPEN, RHYTHMS, address_in, doors_open_at, without_address
from bot.nudges.values import Brought, Declined, NewsForm, NudgeKind, NudgeState, Obstacle, Snooze
from bot.work.calendar import Hours, add_working_days, is_working_day
from bot.work.unit import Unit
from bot.workspace.service import settings_of
from tests.farewell.support import press_beside
from tests.nudges.support import ANA, LEE, MAYA, OMAR, TODAY, Firm
from tests.nudges.test_journey import lost, settles
from tests.support.world import World

PAGE = "https://news.example/acme-opens"
NEWS = NewsForm(None, "acme", PAGE, "They open a second bakery.")
BERLIN = ZoneInfo("Europe/Berlin")


async def declines(call: Any) -> Obstacle:
    with pytest.raises(Declined) as caught:
        await call
    return caught.value.why


async def test_whoever_looks_after_them_is_asked_once_to_congratulate(firm: Firm) -> None:
    """The next time to say hello counts from there; the same page is no news twice."""
    departure = await firm.loses()
    await firm.agrees(departure)
    await firm.passes(days=30)

    brought = await firm(nudging.bring_news, OMAR, NEWS)
    again = await declines(firm(nudging.bring_news, MAYA, NEWS))

    assert brought == Brought("Acme", "Maya", oneself=False)
    assert again is Obstacle.known_already
    (nudge,) = await firm.nudges(departure)
    assert (nudge.kind, nudge.person, nudge.link, nudge.brought_by) == (NudgeKind.news, MAYA, PAGE, OMAR)
    shown = await firm.shown("nudge", nudge.id)
    assert all(words in shown for words in ("in the news", PAGE, "> They open a second bakery.", "Omar came across it"))
    await firm.passes(days=100)
    _news, hello = await firm.nudges(departure)
    assert hello.kind is NudgeKind.nudge
    assert timedelta(days=91) <= hello.at - nudge.at <= timedelta(days=95)


@pytest.mark.parametrize("put_off", ["snooze", "hand_over"])
async def test_news_that_was_put_off_or_handed_over_comes_back_as_news(firm: Firm, put_off: str) -> None:
    """Also where nobody said whether we may stay in touch, and the one check-in has been."""
    departure = await firm.loses()
    await firm(nudging.bring_news, OMAR, NEWS)
    (first,) = await firm.nudges(departure)

    if put_off == "snooze":
        await firm(nudging.snooze, MAYA, first.id, Snooze.week)
    else:
        await firm(nudging.hand_over, MAYA, first.id, LEE)
    await firm.passes(days=9)

    _first, second = await firm.nudges(departure)
    assert (second.kind, second.link, second.words) == (NudgeKind.news, PAGE, "They open a second bakery.")
    assert second.person == (MAYA if put_off == "snooze" else LEE)


@pytest.mark.parametrize("meanwhile", ["contact", "no", "peace"])
async def test_news_that_was_put_off_does_not_come_back_once_it_is_over(firm: Firm, meanwhile: str) -> None:
    """There was contact meanwhile; or they wanted to be left alone, and do not any more, long after it was news."""
    departure = await firm.loses()
    await firm.agrees(departure)
    await firm(nudging.bring_news, OMAR, NEWS)
    (first,) = await firm.nudges(departure)
    await firm(nudging.snooze, MAYA, first.id, Snooze.week)
    await firm.passes(days=2)

    match meanwhile:
        case "contact":
            await firm.touches(departure)
        case "no":
            await firm.agrees(departure, Consent.no)
        case "peace":
            await firm(nudging.leave_be, departure)
    await firm.passes(days=30)
    if meanwhile == "no":
        await firm.agrees(departure)
    elif meanwhile == "peace":
        await firm(nudging.revive, departure)
    await firm.passes(days=30)

    (news,) = await firm.nudges(departure)
    assert news.state is (NudgeState.overtaken if meanwhile == "contact" else NudgeState.over)
    await firm.passes(days=60)
    assert [one.kind for one in await firm.nudges(departure)] == [NudgeKind.news, NudgeKind.nudge]


async def test_of_two_occasions_each_waits_for_its_own_answer(firm: Firm) -> None:
    """News does not take the doors away, nor what was put off; contact answers all of it."""
    departure, ends = await firm.loses(), TODAY + timedelta(days=200)
    await firm.agrees(departure)
    await firm(nudging.expect_doors, departure, ends)
    await firm.passes(days=112)
    hello, doors = await firm.nudges(departure)
    assert (hello.state, doors.kind, doors.state) == (NudgeState.overtaken, NudgeKind.doors, NudgeState.waiting)
    assert "asked about them anew" in await firm.shown("nudge", hello.id)

    await firm(nudging.bring_news, OMAR, NEWS)
    _hello, doors, news = await firm.nudges(departure)
    assert doors.state is news.state is NudgeState.waiting
    await firm(nudging.snooze, MAYA, doors.id, Snooze.week)
    await firm(nudging.bring_news, OMAR, NewsForm(None, "acme", f"{PAGE}-too", None))
    await firm.passes(days=9)
    *_rest, again = await firm.nudges(departure)
    assert (again.kind, again.day, again.state) == (NudgeKind.doors, ends, NudgeState.waiting)

    await firm(nudging.snooze, MAYA, again.id, Snooze.week)
    await firm.touches(departure)
    await firm.passes(days=60)
    assert [one.state for one in await firm.nudges(departure)] == [
        NudgeState.overtaken,
        NudgeState.snoozed,
        NudgeState.overtaken,
        NudgeState.overtaken,
        NudgeState.overtaken,
    ]


async def test_nobody_is_asked_about_who_is_not_known_has_not_left_or_is_left_in_peace(firm: Firm) -> None:
    departure = await firm.loses()
    saved = await firm.loses("Brio", stage=Stage.leaving)
    await firm.agrees(departure, Consent.no)

    assert await declines(firm(nudging.bring_news, OMAR, NewsForm(None, "Cleo", PAGE, None))) is Obstacle.unknown
    assert await declines(firm(nudging.bring_news, OMAR, NewsForm(None, "Brio", PAGE, None))) is Obstacle.not_gone
    assert await declines(firm(nudging.bring_news, OMAR, NEWS)) is Obstacle.in_peace
    assert await firm.nudges(departure) == await firm.nudges(saved) == []


async def test_who_may_not_see_a_customer_hears_the_same_as_of_one_that_nobody_knows(firm: Firm) -> None:
    await firm.loses(quiet=True)

    assert await declines(firm(nudging.bring_news, LEE, NEWS)) is Obstacle.unknown


async def test_ninety_days_before_their_contract_ends_somebody_is_asked_once(firm: Firm) -> None:
    """A later day moves it; being asked twice about one day does not happen; whoever is in peace is not asked."""
    departure, ends = await firm.loses(), TODAY + timedelta(days=200)
    await firm.agrees(departure)
    await firm(nudging.expect_doors, departure, ends)
    await firm(nudging.expect_doors, departure, ends + timedelta(days=100))
    await firm.passes(days=205)
    assert [one.day for one in await firm.nudges(departure) if one.kind is NudgeKind.doors] == []

    await firm.passes(days=10)
    (doors,) = [one for one in await firm.nudges(departure) if one.kind is NudgeKind.doors]
    assert doors.day == ends + timedelta(days=100)
    assert "ends on" in await firm.shown("nudge", doors.id)
    await firm(nudging.expect_doors, departure, doors.day)
    await firm.passes(days=120)
    assert len([one for one in await firm.nudges(departure) if one.kind is NudgeKind.doors]) == 1


async def test_after_a_downtime_a_contract_that_has_ended_meanwhile_is_not_asked_about(firm: Firm) -> None:
    departure = await firm.loses()
    await firm.agrees(departure)
    await firm(nudging.expect_doors, departure, TODAY + timedelta(days=200))

    await firm.leaps(days=201)

    assert [one.kind for one in await firm.nudges(departure) if one.kind is NudgeKind.doors] == []


async def test_it_has_not_ended_while_it_is_the_day_before_where_they_live(firm: Firm) -> None:
    """Maya is in New York, where it is ten in the evening when the last day has begun in London."""
    departure, ends = await firm.loses(), TODAY + timedelta(days=200)
    await firm.agrees(departure)
    await firm(nudging.expect_doors, departure, ends)

    await firm.leaps(seconds=(datetime.combine(ends, time(2), UTC) - firm.clock.moment).total_seconds())

    assert [one.day for one in await firm.nudges(departure) if one.kind is NudgeKind.doors] == [ends]


async def test_a_contract_that_has_ended_or_a_customer_in_peace_opens_no_doors(firm: Firm) -> None:
    departure = await firm.loses()
    await firm(nudging.expect_doors, departure, TODAY)
    await firm(nudging.expect_doors, departure, TODAY + timedelta(days=100))
    await firm.agrees(departure, Consent.no)

    await firm.passes(days=120)

    assert await firm.nudges(departure) == []


async def test_the_one_that_is_skipped_leaves_the_next_where_it_was(firm: Firm) -> None:
    departure = await firm.loses()
    await firm.agrees(departure)
    await firm.passes(days=95)
    (first,) = await firm.nudges(departure)

    await firm(nudging.skip, MAYA, first.id)
    await firm.passes(days=95)

    skipped, second = await firm.nudges(departure)
    assert (skipped.state, second.state) == (NudgeState.skipped, NudgeState.waiting)
    assert second.suggestion is not skipped.suggestion


@pytest.mark.parametrize("days", RHYTHMS)
async def test_how_often_counts_from_the_last_contact(firm: Firm, days: int) -> None:
    departure = await firm.loses()
    await firm.agrees(departure)
    await firm.passes(days=95)
    (first,) = await firm.nudges(departure)

    await firm(nudging.set_rhythm, MAYA, first.id, days)
    await firm.touches(departure)
    contact = firm.clock.now()
    await firm.passes(days=days + 5)

    newest = (await firm.nudges(departure))[1]
    assert timedelta(days=days) - timedelta(hours=12) <= newest.at - contact <= timedelta(days=days + 4)


async def test_only_those_who_look_after_them_say_how_often(firm: Firm) -> None:
    departure = await firm.loses()
    await firm.agrees(departure)
    await firm.passes(days=95)
    (first,) = await firm.nudges(departure)

    assert await declines(firm(nudging.set_rhythm, LEE, first.id, 30)) is Obstacle.may_not
    assert await declines(firm(nudging.skip, LEE, first.id)) is Obstacle.may_not
    assert await declines(firm(nudging.set_rhythm, ANA, first.id, 7)) is Obstacle.over


@given(st.dates(date(2026, 1, 1), date(2030, 1, 1)), st.dates(date(2026, 1, 1), date(2030, 1, 1)))
def test_doors_open_on_a_working_morning_ninety_days_before_or_as_soon_as_it_is_known(today: date, ends: date) -> None:
    now = datetime(today.year, today.month, today.day, 11, tzinfo=UTC)
    hours = Hours(BERLIN)

    due = doors_open_at(ends, now, hours)

    if ends <= now.astimezone(BERLIN).date():
        assert due is None
        return
    assert due is not None
    assert due >= now
    assert is_working_day(due.astimezone(BERLIN).date(), hours)
    first = max(now.astimezone(BERLIN).date(), ends - DOORS_OPEN)
    assert first <= due.astimezone(BERLIN).date() <= first + timedelta(days=3), "on that day, or after the weekend"


@pytest.mark.parametrize(
    ("typed", "name", "address"),
    [
        ("Acme https://news.example/a.", "Acme", "https://news.example/a"),
        ("Acme <https://news.example/a|news.example>", "Acme", "https://news.example/a"),
        ("http://news.example/a?b=1&c=2 Acme Bakeries", "Acme Bakeries", "http://news.example/a?b=1&c=2"),
        ("Acme", "Acme", None),
        ("https://nowhere", "", None),
        ("javascript:alert(1) Acme", "javascript:alert(1) Acme", None),
    ],
)
def test_an_address_is_read_out_of_what_was_typed(typed: str, name: str, address: str | None) -> None:
    assert (address_in(typed), without_address(typed)) == (address, name)


@pytest.mark.slow
async def test_news_is_brought_by_the_command_or_from_a_message(world: World) -> None:
    """Ben types it, Dan takes it from a message; Maya is asked on her next working morning, and says what she did."""
    await lost(world)
    dan, theo, maya = (world.person(one) for one in ("dan", "theo", "maya"))
    await theo.types("/lost-customer news Acme Bakeries")
    assert "https://" in (await theo.fills(link="the paper"))["link"]
    assert await theo.fills(link=PAGE, words="They open a *second* bakery.") == {}
    assert theo.modal is not None
    assert "Maya Okafor is asked once" in "\n".join(theo.modal.texts())
    await theo.closes()
    said = await theo.says(f"Look who is in the paper {PAGE}", channel="random")
    await theo.uses_message_shortcut("They are in the news", said)
    assert "brought already" in (await theo.fills(customer="Acme Bakeries"))["link"]
    await theo.closes()
    await dan.types(f"/lost-customer news Acme Bakeries {PAGE}")
    assert "have left" in (await dan.fills())["customer"]

    await world.clock.advance(days=1)
    await press_beside(maya, maya.newest("Good morning"), "in the news", "Open")
    await settles(world)
    asked = maya.newest("came across it")
    assert "Theo Marchetti came across it" in asked.text
    await maya.presses("How often", asked)
    assert await maya.fills(days="About twice a year") == {}
    await maya.presses("Done", asked)
    assert await maya.fills(words="They were glad.") == {}
    await settles(world)

    assert "was in touch with *Acme Bakeries*" in maya.newest("was in touch").text
    assert "2026-09-0" in theo.newest("Staying in touch:").text


@pytest.mark.slow
@pytest.mark.parametrize("brought", [datetime(2026, 4, 2, 22, tzinfo=UTC), datetime(2026, 4, 4, 15, tzinfo=UTC)])
async def test_news_is_told_within_two_working_days_over_a_weekend_and_holidays(world: World, brought: datetime) -> None:
    """In the evening before Easter, or on the Saturday: Maya hears of it on Tuesday at nine in New York, and not twice."""
    await lost(world)

    def german(unit: Unit) -> None:
        settings_of(unit).country = "DE"

    await world.bot.deps.unit(world.team, german)
    theo, maya = world.person("theo"), world.person("maya")
    await world.clock.advance_to(brought)
    await theo.types(f"/lost-customer news Acme Bakeries {PAGE}")
    assert await theo.fills() == {}

    def told() -> list[str]:
        return [one.text for one in maya.dm if "in the news" in one.text]

    nine = datetime(2026, 4, 7, 13, tzinfo=UTC)
    await world.clock.advance_to(nine)
    assert told() == []
    await world.clock.advance_to(nine + timedelta(minutes=2))
    assert len(told()) == 1
    hours = Hours(ZoneInfo("America/New_York"), country="DE")
    assert nine < add_working_days(brought, 2, hours)
    await world.clock.advance(days=3)
    assert len(told()) == 1
