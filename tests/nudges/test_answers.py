"""What whoever is asked to stay in touch can answer: done, not now, hand over, stop; and who may."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.customers.service import consent_of, touches_of
from bot.customers.values import Consent, TouchKind
from bot.departures.models import Departure
from bot.nudges import service as nudging
from bot.nudges.service import NUDGE
from bot.nudges.values import Declined, DoneForm, NudgeState, Obstacle, Snooze, Sounded, WhyYou
from tests.nudges.support import GUEST, LEE, MAYA, OMAR, Firm

NEW_YORK = ZoneInfo("America/New_York")


async def test_done_goes_into_the_folder_with_its_day_and_counts_from_there(firm: Firm) -> None:
    acme = await firm.loses()
    await firm.passes(days=95)
    (nudge,) = await firm.nudges()
    yesterday = firm.clock.moment.astimezone(NEW_YORK).date() - timedelta(days=1)

    form = DoneForm(TouchKind.letter, yesterday, Sounded.glad, "Sends regards", Consent.yes)
    await firm(nudging.tell_done, MAYA, nudge.id, form)

    customer = (await firm(lambda unit: unit.need(Departure, acme))).customer
    (touch,) = await firm(touches_of, customer)
    assert (touch.kind, touch.by, touch.words) == (TouchKind.letter, MAYA, "Sends regards")
    assert touch.at.astimezone(NEW_YORK).date() == yesterday
    assert await firm(consent_of, customer) is Consent.yes
    (nudge,) = await firm.nudges()
    assert (nudge.state, nudge.touch, nudge.sounded) == (NudgeState.done, touch.id, Sounded.glad)
    assert "Maya was in touch with *Acme*" in await firm.shown(NUDGE, nudge.id)
    await firm.passes(days=89)
    assert len(await firm.nudges()) == 1
    await firm.passes(days=4)
    assert len(await firm.nudges()) == 2


async def test_a_second_press_and_an_old_button_change_nothing(firm: Firm) -> None:
    await firm.loses()
    await firm.passes(days=95)
    (nudge,) = await firm.nudges()
    today = firm.clock.moment.astimezone(NEW_YORK).date()
    await firm(nudging.tell_done, MAYA, nudge.id, DoneForm(TouchKind.call, today))

    with pytest.raises(Declined) as declined:
        await firm(nudging.stop, MAYA, nudge.id, None)

    assert declined.value.why is Obstacle.answered
    assert await firm.planned() == 1


@pytest.mark.parametrize(
    ("day", "why"), [(timedelta(days=1), Obstacle.bad_day), (timedelta(days=-800), Obstacle.bad_day)]
)
async def test_a_contact_to_come_is_no_contact(firm: Firm, day: timedelta, why: Obstacle) -> None:
    await firm.loses()
    await firm.passes(days=95)
    (nudge,) = await firm.nudges()

    with pytest.raises(Declined) as declined:
        await firm(nudging.tell_done, MAYA, nudge.id, DoneForm(TouchKind.call, firm.clock.moment.date() + day))

    assert declined.value.why is why
    (nudge,) = await firm.nudges()
    assert nudge.state is NudgeState.waiting


async def test_snoozed_it_comes_back_on_that_morning_with_the_same_proposal(firm: Firm) -> None:
    acme = await firm.loses()
    await firm.agrees(acme)
    await firm.passes(days=95)
    (nudge,) = await firm.nudges()

    await firm(nudging.snooze, MAYA, nudge.id, Snooze.week)

    assert "put off by Maya" in await firm.shown(NUDGE, nudge.id)
    await firm.passes(days=6)
    assert len(await firm.nudges()) == 1
    await firm.passes(days=4)
    first, second = await firm.nudges()
    assert (first.state, second.state) == (NudgeState.snoozed, NudgeState.waiting)
    assert second.suggestion is first.suggestion
    assert second.at.astimezone(NEW_YORK).hour == 9


async def test_contact_while_it_is_snoozed_makes_it_needless(firm: Firm) -> None:
    acme = await firm.loses()
    await firm.agrees(acme)
    await firm.passes(days=95)
    (nudge,) = await firm.nudges()
    await firm(nudging.snooze, MAYA, nudge.id, Snooze.week)

    await firm.touches(acme, by=OMAR)
    await firm.passes(days=60)

    assert len(await firm.nudges()) == 1


async def test_handed_over_it_is_asked_of_the_colleague_in_their_hours_from_then_on(firm: Firm) -> None:
    acme = await firm.loses()
    await firm.agrees(acme)
    await firm.passes(days=95)
    (nudge,) = await firm.nudges()

    await firm(nudging.hand_over, MAYA, nudge.id, LEE)

    assert "Lee stays in touch from now on" in await firm.shown(NUDGE, nudge.id)
    await firm.passes(days=4)
    _first, second = await firm.nudges()
    assert (second.person, second.why, second.suggestion) == (LEE, WhyYou.handed_over, nudge.suggestion)
    local = second.at.astimezone(ZoneInfo("Asia/Kolkata"))
    assert local.weekday() < 5
    assert 9 <= local.hour < 17
    await firm(nudging.tell_done, LEE, second.id, DoneForm(TouchKind.call, local.date()))
    await firm.passes(days=100)
    assert [one.person for one in await firm.nudges()] == [MAYA, LEE, LEE]


@pytest.mark.parametrize("to", [None, MAYA, GUEST, "UNOBODY"])
async def test_it_is_handed_over_to_another_colleague_only(firm: Firm, to: str | None) -> None:
    await firm.loses()
    await firm.passes(days=95)
    (nudge,) = await firm.nudges()

    with pytest.raises(Declined) as declined:
        await firm(nudging.hand_over, MAYA, nudge.id, to)

    assert declined.value.why is Obstacle.not_a_colleague


async def test_stopped_it_is_silent_until_it_is_started_again(firm: Firm) -> None:
    acme = await firm.loses()
    await firm.agrees(acme)
    await firm.passes(days=95)
    (nudge,) = await firm.nudges()

    await firm(nudging.stop, MAYA, nudge.id, "They asked for quiet until they have moved")

    assert "You can choose: Start again" in await firm.shown(NUDGE, nudge.id)
    assert await firm(nudging.card_lines, acme) == ("Staying in touch: stopped by Maya",)
    await firm.passes(days=200)
    assert len(await firm.nudges()) == 1

    await firm(nudging.start_again, MAYA, nudge.id)
    assert "You can choose: Done" in await firm.shown(NUDGE, nudge.id)
    with pytest.raises(Declined):
        await firm(nudging.start_again, MAYA, nudge.id)
    await firm.passes(days=100)
    assert [one.state for one in await firm.nudges()] == [NudgeState.overtaken, NudgeState.waiting]


@pytest.mark.parametrize("who", [LEE, GUEST, "UNOBODY"])
async def test_only_those_who_look_after_the_customer_may_answer(firm: Firm, who: str) -> None:
    await firm.loses()
    await firm.passes(days=95)
    (nudge,) = await firm.nudges()

    with pytest.raises(Declined) as declined:
        await firm(nudging.stop, who, nudge.id, None)

    assert declined.value.why is Obstacle.may_not
