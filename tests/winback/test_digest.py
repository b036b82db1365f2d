"""Every week the channel is told whom to ask again: at most five, and everybody in the end."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import select

from bot.colleagues.service import choose_hours
from bot.colleagues.values import HoursForm
from bot.customers.models import Customer
from bot.customers.values import Consent, TouchKind
from bot.departures import service as leaving
from bot.departures.models import Departure
from bot.departures.values import Stage
from bot.winback import service as winning
from bot.winback.models import Ask
from bot.winback.values import Answer, AskedForm, ItemState
from bot.work.unit import Unit
from bot.workspace.service import settings_of
from tests.nudges.support import ANA, CHANNEL, LEE, MAYA, Firm
from tests.winback.support import FIRST_MONDAY, LONG_AGO, digests, items, newest_items, worth


@pytest.mark.slow
async def test_the_channel_is_told_each_monday_at_ten_where_the_admin_is(firm: Firm) -> None:
    for number in range(20):
        await firm.loses("Acme" if number == 0 else f"Customer {number}", happened=LONG_AGO)

    await firm.passes(days=28)

    assert [one.at for one in await digests(firm)] == [
        datetime(2026, 3, 9, 9, tzinfo=UTC),
        datetime(2026, 3, 16, 9, tzinfo=UTC),
        datetime(2026, 3, 23, 9, tzinfo=UTC),
        datetime(2026, 3, 30, 8, tzinfo=UTC),  # summer time has begun
    ]
    assert await firm.prompted("digest") == [CHANNEL] * 4
    text = await firm.shown("digest", (await digests(firm))[0].id)
    assert "*Acme*" in text
    assert "nobody has ever asked them" in text
    assert "You can choose: I'll ask Acme, Acme: not now, Acme: leave them in peace" in text


@pytest.mark.slow
async def test_whether_the_admin_is_away_or_works_on_other_days_moves_no_list(firm: Firm) -> None:
    """Only their clock counts, where the workspace chose none."""
    for number in range(20):
        await firm.loses(f"Customer {number}", happened=LONG_AGO)
    assert await firm(choose_hours, ANA, HoursForm(frozenset({2, 3}), time(13), time(15), "DE", None, date(2026, 4, 30))) is None

    await firm.passes(days=20)

    assert [one.at for one in await digests(firm)] == [FIRST_MONDAY, FIRST_MONDAY + timedelta(days=7)]


async def test_the_workspace_may_choose_day_hour_and_zone(firm: Firm) -> None:
    def choose(unit: Unit) -> None:
        settings = settings_of(unit)
        settings.zone, settings.digest_weekday, settings.digest_hour = "America/New_York", 2, 8

    await firm(choose)
    for number in range(10):
        await firm.loses(f"Customer {number}", happened=LONG_AGO)
    await firm.passes(days=20)

    assert [one.at for one in await digests(firm)] == [
        datetime(2026, 3, 9, 9, tzinfo=UTC),  # was planned before
        datetime(2026, 3, 18, 12, tzinfo=UTC),
    ]


async def test_nobody_to_ask_no_digest_and_planning_twice_makes_no_second(firm: Firm) -> None:
    await firm.passes(days=20)
    await firm(winning.plan_digest)

    assert await digests(firm) == []
    assert await firm.planned() == 1


async def test_after_a_month_of_downtime_one_digest_not_four(firm: Firm) -> None:
    await firm.loses("Acme", happened=LONG_AGO)

    await firm.leaps(days=30)

    assert len(await digests(firm)) == 1
    await firm.passes(days=7)
    assert len(await digests(firm)) == 1
    await firm.loses("Harbor", happened=LONG_AGO)
    await firm.passes(days=7)
    assert len(await digests(firm)) == 2


async def test_after_a_year_of_downtime_the_next_digest_does_not_follow_on_the_heels_of_the_late_one(firm: Firm) -> None:
    for number in range(10):
        await firm.loses(f"Customer {number}", happened=LONG_AGO)

    await firm.leaps(days=369)  # a Saturday

    await firm.passes(days=8)
    assert [one.at for one in await digests(firm)] == [datetime(2027, 3, 6, 15, tzinfo=UTC)]
    await firm.passes(days=7)
    assert [one.at for one in await digests(firm)][1:] == [datetime(2027, 3, 15, 9, tzinfo=UTC)]


async def test_at_most_five_the_best_first_and_one_place_for_whoever_waited_longest(firm: Firm) -> None:
    lost = [await firm.loses(f"Customer {number}", happened=LONG_AGO) for number in range(8)]
    for number, one in enumerate(lost):
        await worth(firm, one, 10 ** (number % 7))

    await firm.passes(days=7)

    places = await newest_items(firm)
    assert len(places) == 5
    assert [one.kept for one in places] == [False, False, False, False, True]
    assert [one.departure for one in places[:4]] == [lost[6], lost[5], lost[4], lost[3]]


async def test_everybody_who_may_be_asked_is_in_a_digest_in_the_end(firm: Firm) -> None:
    lost = [await firm.loses(f"Customer {number}", happened=LONG_AGO) for number in range(12)]
    for one in lost[:6]:
        await worth(firm, one, 1_000_000)

    await firm.passes(days=7 * 12)

    seen = {place.departure for digest in await digests(firm) for place in await items(firm, digest)}
    assert seen == set(lost)


async def test_who_is_never_in_a_digest(firm: Firm) -> None:
    await firm.loses("Quiet", happened=LONG_AGO, quiet=True)
    said_no = await firm.loses("Said no", happened=LONG_AGO)
    await firm.agrees(said_no, Consent.no)
    await firm.loses("Just left", happened=date(2026, 3, 1))
    await firm.loses("Leaving", stage=Stage.leaving, happened=LONG_AGO)
    closed = await firm.loses("Closed", happened=LONG_AGO)
    await firm(leaving.move, MAYA, closed, Stage.closed)

    await firm.passes(days=30)

    assert await digests(firm) == []


async def test_the_first_six_weeks_belong_to_the_goodbye(firm: Firm) -> None:
    await firm.loses("Acme", happened=date(2026, 3, 1))
    await firm.passes(days=40)
    assert await digests(firm) == []

    await firm.passes(days=7)
    assert len(await digests(firm)) == 1


async def test_no_channel_no_digest_until_there_is_one(firm: Firm) -> None:
    def lose(unit: Unit) -> None:
        settings_of(unit).departures_channel = None

    await firm.loses("Acme", happened=LONG_AGO)
    await firm(lose)
    await firm.passes(days=14)
    assert await digests(firm) == []

    await firm.has_channel(ANA)
    await firm.passes(days=7)
    assert len(await digests(firm)) == 1


async def test_the_digest_tells_only_of_those_whose_card_is_in_its_channel(firm: Firm) -> None:
    """A card that was taken out of the channel is for a few; whoever reads the channel learns nothing of it."""
    acme = await firm.loses("Acme", happened=LONG_AGO)

    def withdraw(unit: Unit) -> None:
        unit.need(Departure, acme).posted_to = None

    await firm(withdraw)
    await firm.passes(days=14)

    assert await digests(firm) == []


async def test_an_erased_customer_is_in_no_digest(firm: Firm) -> None:
    acme = await firm.loses("Acme", happened=LONG_AGO)

    def erase(unit: Unit) -> None:
        unit.need(Customer, unit.need(Departure, acme).customer).erased_at = unit.now

    await firm(erase)
    await firm.passes(days=14)

    assert await digests(firm) == []


@pytest.mark.slow
async def test_over_the_years_everybody_who_may_be_asked_is_asked(firm: Firm) -> None:
    """Somebody takes up whose turn it is in every second digest; the others are left lying. In the end all were asked."""
    lost = [await firm.loses(f"Customer {number}", happened=LONG_AGO) for number in range(7)]
    for one in lost[:4]:
        await worth(firm, one, 1_000_000)
    said_no = await firm.loses("Said no", happened=LONG_AGO)
    await firm.agrees(said_no, Consent.no)
    seen = 0
    for _week in range(52 * 2):
        await firm.passes(days=7)
        if len(await digests(firm)) > seen:
            seen += 1
            places = await newest_items(firm)
            assert len(places) <= 5
            assert said_no not in [one.departure for one in places]
            if seen % 2 == 0 and places[-1].state is ItemState.open:
                ask = await firm(winning.claim, LEE, places[-1].id)
                today = firm.clock.moment.date()
                await firm(winning.tell_asked, LEE, ask.id, AskedForm(Answer.later, TouchKind.call, today))

    asked = {one.departure for one in await firm(lambda unit: unit.all(select(Ask)))}
    assert asked == set(lost)


async def test_home_says_where_the_list_stands_and_when_nothing_is_new(firm: Firm) -> None:
    assert "Nobody to ask again so far" in await firm(winning.list_line, LEE)
    await firm.loses("Acme", happened=LONG_AGO)
    await firm.passes(days=8)
    stands = await firm(winning.list_line, LEE)
    assert stands.startswith("Whom to ask again: the list of")
    assert f"<#{CHANNEL}>" in stands

    await firm.passes(days=7)

    told = await firm(winning.list_line, LEE)
    assert "nothing is new since the list of" in told
    assert "Acme" not in stands + told


async def test_without_a_channel_home_says_nothing_of_a_list(firm: Firm) -> None:
    def lose(unit: Unit) -> None:
        settings_of(unit).departures_channel = None

    await firm(lose)

    assert await firm(winning.list_line, LEE) is None
