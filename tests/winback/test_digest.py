"""Every week the channel is told whom to ask again: at most five, each with a reason, and everybody in the end."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.customers.values import Consent
from bot.departures import service as leaving
from bot.departures.values import Stage
from bot.nudges import service as nudging
from bot.nudges.values import CadenceState
from bot.winback import service as winning
from bot.winback.values import AskState, Declined, Factor, ItemState, Obstacle
from bot.work.unit import Unit
from bot.workspace.service import settings_of
from tests.nudges.support import ANA, CHANNEL, GUEST, LEE, MAYA, OMAR, Firm
from tests.winback.support import digests, interviewed, item_of, items, newest_items, only_ask, winning_firm, worth

LONG_AGO = date(2025, 3, 2)


@pytest.fixture
async def firm(database_url: str) -> AsyncIterator[Firm]:
    """A small firm, on SQLite and on PostgreSQL."""
    async with winning_firm(database_url) as opened:
        yield opened


async def test_the_channel_is_told_each_monday_at_ten_where_the_admin_is(firm: Firm) -> None:
    await firm.loses("Acme", happened=LONG_AGO)

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
    assert "You can choose: I'll ask Acme, Acme: not now, Leave Acme in peace" in text


async def test_the_workspace_may_choose_day_hour_and_zone(firm: Firm) -> None:
    def choose(unit: Unit) -> None:
        settings = settings_of(unit)
        settings.zone, settings.digest_weekday, settings.digest_hour = "America/New_York", 2, 8

    await firm(choose)
    await firm.loses("Acme", happened=LONG_AGO)
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
    assert len(await digests(firm)) == 2


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


async def test_each_has_its_reasons_and_neither_amounts_nor_findings_are_told(firm: Firm) -> None:
    acme = await firm.loses("Acme", happened=LONG_AGO)
    await worth(firm, acme, 120_000)
    await firm.agrees(acme)
    await interviewed(firm, acme, "price")

    await firm.passes(days=7)

    (item,) = await newest_items(firm)
    assert list(item.reasons) == [Factor.value.value, Factor.cure.value, Factor.consent.value]
    text = await firm.shown("digest", item.digest)
    assert "they were worth a lot to us" in text
    assert "what they left over can be put right" in text
    assert "glad to hear from us" in text
    assert "120" not in text
    assert "price" not in text


async def test_amounts_are_shown_where_the_workspace_wants_it(firm: Firm) -> None:
    def show(unit: Unit) -> None:
        settings_of(unit).show_amounts = True

    acme = await firm.loses("Acme", happened=LONG_AGO)
    await worth(firm, acme, 120_000)
    await firm(show)
    await firm.passes(days=7)

    (item,) = await newest_items(firm)
    assert "worth $120,000 a year" in await firm.shown("digest", item.digest)


async def test_not_now_leaves_them_out_until_that_day_and_says_so(firm: Firm) -> None:
    acme = await firm.loses("Acme", happened=LONG_AGO)
    await firm.passes(days=14)
    old, new = await digests(firm)
    (item,) = await newest_items(firm)

    await firm(winning.not_now, LEE, item.id, date(2026, 5, 1))

    for digest in (old, new):
        text = await firm.shown("digest", digest.id)
        assert "Not before" in text
        assert "says Lee" in text
        assert "I'll ask" not in text.split("\n", 3)[3]
    await firm.until(datetime(2026, 5, 2, tzinfo=UTC))
    assert len(await digests(firm)) == 2
    await firm.passes(days=7)
    assert (await item_of(firm, acme)).state is ItemState.open


@pytest.mark.parametrize("until", [None, date(2026, 3, 9), date(2039, 3, 9)])
async def test_not_now_wants_a_day_to_come(firm: Firm, until: date | None) -> None:
    await firm.loses("Acme", happened=LONG_AGO)
    await firm.passes(days=7)
    (item,) = await newest_items(firm)

    with pytest.raises(Declined) as declined:
        await firm(winning.not_now, LEE, item.id, until)

    assert declined.value.why is Obstacle.bad_day


async def test_left_in_peace_nobody_asks_or_nudges_until_it_is_taken_back(firm: Firm) -> None:
    acme = await firm.loses("Acme", happened=LONG_AGO)
    await firm.agrees(acme)
    await firm.passes(days=7)
    (item,) = await newest_items(firm)

    await firm(winning.leave_in_peace, OMAR, item.id, "They asked us to let it rest")

    text = await firm.shown("digest", item.digest)
    assert "Left in peace: Omar said so." in text
    assert "They asked us" not in text
    assert await firm(winning.card_lines, acme) == ("Left in peace: Omar said so",)
    await firm.passes(days=100)
    assert len(await digests(firm)) == 1
    assert await firm.nudges() == []

    await firm(winning.end_peace, MAYA, item.id)
    await firm.passes(days=8)
    assert (await item_of(firm, acme)).state is ItemState.open
    cadence = await firm(nudging.cadence_of, acme)
    assert cadence is not None
    assert cadence.state is CadenceState.going
    assert len(await firm.nudges()) == 1


@pytest.mark.parametrize("who", [GUEST, "UNOBODY"])
async def test_only_those_who_may_see_the_customer_decide(firm: Firm, who: str) -> None:
    await firm.loses("Acme", happened=LONG_AGO)
    await firm.passes(days=7)
    (item,) = await newest_items(firm)

    for use_case in (winning.claim, winning.customer_and_day, winning.end_peace):
        with pytest.raises(Declined) as declined:
            await firm(use_case, who, item.id)
        assert declined.value.why is Obstacle.may_not


async def test_the_first_who_takes_them_up_has_them(firm: Firm) -> None:
    acme = await firm.loses("Acme", happened=LONG_AGO)
    await firm.passes(days=7)
    (item,) = await newest_items(firm)

    await firm(winning.claim, LEE, item.id)
    with pytest.raises(Declined) as declined:
        await firm(winning.claim, OMAR, item.id)

    assert declined.value.why is Obstacle.answered
    ask = await only_ask(firm)
    assert (ask.by, ask.state) == (LEE, AskState.claimed)
    assert ask.until - firm.clock.moment >= timedelta(days=14)
    assert "Lee asks them, by" in await firm.shown("digest", item.digest)
    assert (await firm(winning.card_lines, acme))[0].startswith("Asking again: Lee, by")
    await firm.passes(days=13)
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
