"""They are back: nudges and asks end, people are thanked, and they get extra care for a year."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from bot.customers.models import Lifetime
from bot.departures import service as leaving
from bot.departures.blocks.words import day
from bot.departures.models import Departure
from bot.departures.values import Stage
from bot.nudges.values import NudgeState
from bot.winback import service as winning
from bot.winback.values import AmberForm, BackForm, CareKind, CareState, Declined, Gone, Obstacle
from tests.nudges.support import ANA, CHANNEL, GUEST, LEE, MAYA, OMAR, TODAY, Firm
from tests.winback.support import checks, interviewed, newest_items, only_return

NEW_YORK = ZoneInfo("America/New_York")
BACK = date(2026, 3, 2)


async def returned(firm: Firm, **form: object) -> str:
    """A customer who is back since the second of March; the departure's id."""
    acme = await firm.loses("Acme", happened=date(2025, 9, 1), contact="Hana Fields, +1 555 0100")
    await firm(winning.come_back, OMAR, acme, BackForm(**{"day": BACK} | form))  # type: ignore[arg-type] - a form in parts
    return acme


async def test_by_name_whoever_may_see_them_says_that_they_are_back(firm: Firm) -> None:
    acme = await firm.loses("Acme GmbH", happened=date(2025, 9, 1))

    opening = await firm(winning.open_back, OMAR, " acme ")

    assert (opening.departure, opening.customer, opening.today) == (acme, "Acme GmbH", TODAY)
    quiet = await firm.loses("Secret", happened=date(2025, 9, 1), quiet=True, owner=None)
    for who, name in ((LEE, "Secret"), (LEE, "Nobody Inc"), (OMAR, "Nobody Inc")):
        with pytest.raises(Declined) as declined:
            await firm(winning.open_back, who, name)
        assert declined.value.why is Obstacle.unknown
    assert (await firm(winning.open_back, OMAR, "Secret")).departure == quiet
    with pytest.raises(Declined) as declined:
        await firm(winning.open_back, GUEST, "Acme GmbH")
    assert declined.value.why is Obstacle.may_not


async def test_nudges_and_asks_end_and_their_next_time_begins(firm: Firm) -> None:
    acme = await firm.loses("Acme", happened=date(2025, 9, 1))
    await firm.agrees(acme)
    await firm.passes(days=20)
    (nudge,) = await firm.nudges()

    await firm(winning.come_back, OMAR, acme, BackForm(date(2026, 3, 20), words="A pilot"))

    (nudge,) = await firm.nudges()
    assert nudge.state is NudgeState.over
    came_back = await only_return(firm)
    assert (came_back.day, came_back.words, came_back.said_by) == (date(2026, 3, 20), "A pilot", OMAR)
    lives = await firm(lambda unit: unit.all(select(Lifetime).order_by(Lifetime.number)))
    assert [(one.number, one.began) for one in lives] == [(1, None), (2, date(2026, 3, 20))]
    assert lives[1].id == came_back.lifetime
    digest = (await newest_items(firm))[0].digest
    assert "There is nothing left to ask" in await firm.shown("digest", digest)


async def test_whoever_had_a_part_in_it_is_thanked_in_the_thread_without_triumph(firm: Firm) -> None:
    acme = await firm.loses("Acme", happened=date(2025, 9, 1))
    await interviewed(firm, acme, "price", by=LEE)
    await firm.passes(days=7)
    await firm(winning.claim, ANA, (await newest_items(firm))[0].id)

    await firm(winning.come_back, ANA, acme, BackForm(date(2026, 3, 9)))

    (line,) = [said for said in await firm.said(CHANNEL) if "again" in said]
    assert line.startswith("*Acme* is doing business with us again. Thank you for your part in it:")
    assert all(f"<@{person}>" in line for person in (MAYA, OMAR, LEE))
    assert f"<@{ANA}>" not in line  # took it up, but did not get to ask


async def test_the_owner_gets_a_humble_welcome_to_send(firm: Firm) -> None:
    await returned(firm)
    came_back = await only_return(firm)

    text = await firm.shown("welcome", came_back.id)

    assert await firm.prompted("welcome") == [MAYA]
    assert "Thank you for working with us again" in text
    assert "second time with us" in text
    assert "Hana Fields" in text
    assert "When is the first delivery?" in text
    assert "after 30, 60 and 90 days, and after 6 and 12 months" in text


async def test_said_on_the_card_alone_the_same_follows(firm: Firm) -> None:
    acme = await firm.loses("Acme", happened=date(2025, 9, 1))

    await firm(leaving.move, MAYA, acme, Stage.returned)

    assert (await only_return(firm)).day == TODAY
    assert len(await checks(firm)) == 6
    assert await firm.prompted("welcome") == [MAYA]


@pytest.mark.slow
async def test_extra_care_is_asked_for_through_the_year_in_working_hours(firm: Firm) -> None:
    acme = await returned(firm)
    assert await firm(winning.card_lines, acme) == ("Extra care: next look on <!date^1773050400^{date}|2026-03-09>",)

    for kind in CareKind:
        following = next(one for one in await checks(firm) if one.kind is kind)
        await firm.until(datetime.combine(following.due, datetime.min.time(), UTC) + timedelta(days=4))
        check = next(one for one in await checks(firm) if one.kind is kind)
        assert (check.state, check.person) == (CareState.waiting, MAYA)
        assert check.asked_at is not None
        local = check.asked_at.astimezone(NEW_YORK)
        assert local.date() >= check.due
        assert local.weekday() < 5
        assert local.hour == 9
        assert "Is what they once left over gone?" in await firm.shown("care", check.id)
        (duty,) = await firm(winning.duties, MAYA)
        assert duty.startswith("Say how *Acme* is doing")
        await firm(winning.tell_green, MAYA, check.id)
        assert "all is well" in await firm.shown("care", check.id)

    assert [one.due for one in await checks(firm)] == [
        date(2026, 3, 9),
        date(2026, 4, 1),
        date(2026, 5, 1),
        date(2026, 5, 31),
        date(2026, 9, 2),
        date(2027, 3, 2),
    ]
    assert await firm.prompted("care") == [MAYA] * 6
    assert await firm(winning.card_lines, acme) == ("Extra care: all was well at the last look",)


async def test_a_first_delivery_is_asked_for_on_the_day_after(firm: Firm) -> None:
    await returned(firm, first_delivery=date(2026, 3, 18))
    assert "on <!date^" in await firm.shown("welcome", (await only_return(firm)).id)

    await firm.until(datetime(2026, 3, 19, 12, tzinfo=UTC))
    assert [one.state for one in await checks(firm)] == [CareState.planned] * 6

    await firm.until(datetime(2026, 3, 19, 14, tzinfo=UTC))
    assert (await checks(firm))[0].state is CareState.waiting


async def test_the_day_of_the_first_delivery_can_be_said_later(firm: Firm) -> None:
    await returned(firm)
    came_back = await only_return(firm)

    await firm(winning.set_first_delivery, MAYA, came_back.id, date(2026, 3, 18))
    await firm.until(datetime(2026, 3, 18, 20, tzinfo=UTC))
    assert [one.state for one in await checks(firm)] == [CareState.planned] * 6
    await firm.until(datetime(2026, 3, 19, 20, tzinfo=UTC))
    check = (await checks(firm))[0]
    assert check.state is CareState.waiting

    await firm(winning.tell_green, MAYA, check.id)
    with pytest.raises(Declined) as declined:
        await firm(winning.set_first_delivery, MAYA, came_back.id, date(2026, 3, 25))
    assert declined.value.why is Obstacle.answered


async def test_amber_reaches_the_responsible_and_the_admins_the_same_day(firm: Firm) -> None:
    acme = await returned(firm)
    await firm.passes(days=8)
    check = (await checks(firm))[0]

    form = AmberForm(Gone.no, "quality", "The first pallet came late")
    await firm(winning.tell_amber, OMAR, check.id, form)

    assert sorted(await firm.prompted("care_amber")) == [ANA, MAYA]
    text = await firm.shown("care_amber", check.id)
    assert "something is off, says Omar" in text
    assert "What they once left over: it is still there" in text
    assert "A new reason: what we delivered" in text
    assert "> The first pallet came late" in text
    assert (await firm(winning.card_lines, acme))[0].startswith("Extra care: something was off, next look on")
    with pytest.raises(Declined) as declined:
        await firm(winning.tell_green, MAYA, check.id)
    assert declined.value.why is Obstacle.answered


async def test_after_the_first_delivery_amber_still_tells_the_day_of_the_return(firm: Firm) -> None:
    await returned(firm, first_delivery=date(2026, 3, 18))
    await firm.until(datetime(2026, 3, 19, 14, tzinfo=UTC))
    check = (await checks(firm))[0]
    await firm(winning.tell_amber, OMAR, check.id, AmberForm(Gone.no, None, None))

    assert f"came back on {day(BACK)}, and something is off" in await firm.shown("care_amber", check.id)


async def test_an_unanswered_look_is_overtaken_by_the_next(firm: Firm) -> None:
    await returned(firm)

    await firm.passes(days=32)

    first, second, *rest = await checks(firm)
    assert (first.state, second.state) == (CareState.overtaken, CareState.waiting)
    assert {one.state for one in rest} == {CareState.planned}
    assert "asked again since" in await firm.shown("care", first.id)
    with pytest.raises(Declined) as declined:
        await firm(winning.tell_green, MAYA, first.id)
    assert declined.value.why is Obstacle.over


async def test_only_those_who_look_after_them_say_how_they_are(firm: Firm) -> None:
    await returned(firm)
    await firm.passes(days=8)

    with pytest.raises(Declined) as declined:
        await firm(winning.tell_green, LEE, (await checks(firm))[0].id)

    assert declined.value.why is Obstacle.may_not


async def test_what_a_colleague_was_asked_who_has_gone_is_asked_of_an_admin(firm: Firm) -> None:
    await returned(firm)
    await firm.passes(days=8)

    await firm.loses_colleague(MAYA)
    await firm.passes(days=3)

    check = (await checks(firm))[0]
    assert (check.state, check.person) == (CareState.waiting, ANA)
    assert await firm.prompted("care") == [MAYA, ANA]


async def test_a_return_that_is_told_late_brings_no_heap_of_questions(firm: Firm) -> None:
    acme = await firm.loses("Acme", happened=date(2025, 3, 1))
    await firm(winning.come_back, OMAR, acme, BackForm(date(2025, 12, 20)))

    await firm.passes(days=10)

    assert [(one.kind, one.state) for one in await checks(firm)] == [
        (CareKind.delivery, CareState.waiting),
        (CareKind.day_30, CareState.over),
        (CareKind.day_60, CareState.over),
        (CareKind.day_90, CareState.planned),
        (CareKind.month_6, CareState.planned),
        (CareKind.month_12, CareState.planned),
    ]


@pytest.mark.parametrize(
    "form",
    [
        BackForm(date(2026, 3, 3)),
        BackForm(date(2025, 8, 1)),
        BackForm(BACK, first_delivery=date(2026, 1, 1)),
        BackForm(BACK, first_delivery=date(2030, 1, 1)),
    ],
)
async def test_days_that_cannot_be_right_change_nothing(firm: Firm, form: BackForm) -> None:
    acme = await firm.loses("Acme", happened=date(2025, 9, 1))

    with pytest.raises(Declined) as declined:
        await firm(winning.come_back, OMAR, acme, form)

    assert declined.value.why is Obstacle.bad_day
    assert (await firm(lambda unit: unit.need(Departure, acme))).stage is Stage.left


async def test_leaving_again_opens_a_new_departure_and_ends_extra_care(firm: Firm) -> None:
    acme = await returned(firm)
    customer = (await firm(lambda unit: unit.need(Departure, acme))).customer
    await firm.passes(days=8)

    again = await firm.loses(happened=date(2026, 3, 10), customer_id=customer, new_name=None)

    assert again != acme
    assert {one.state for one in await checks(firm)} == {CareState.over}
    assert "Extra care has ended" in await firm.shown("welcome", (await only_return(firm)).id)
    facts = await firm(leaving.facts_of, again)
    assert (facts.time, facts.since) == (2, BACK)
    await firm.passes(days=60)
    assert await firm.prompted("care") == [MAYA]


async def test_warning_signs_alone_leave_extra_care_as_it_is(firm: Firm) -> None:
    acme = await returned(firm)
    customer = (await firm(lambda unit: unit.need(Departure, acme))).customer

    again = await firm.loses(stage=Stage.at_risk, customer_id=customer, new_name=None)
    assert CareState.over not in {one.state for one in await checks(firm)}

    await firm(leaving.move, MAYA, again, Stage.leaving)
    assert {one.state for one in await checks(firm)} == {CareState.over}
