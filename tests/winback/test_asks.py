"""Whoever takes it up to ask a customer is asked once what came of it, and can let go."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.customers.service import touches_of
from bot.customers.values import Consent, TouchKind
from bot.departures import service as leaving
from bot.departures.models import Departure
from bot.departures.values import Stage
from bot.winback import service as winning
from bot.winback.service import wording
from bot.winback.values import Answer, AskedForm, AskState, Declined, ItemState, Obstacle
from tests.nudges.support import LEE, MAYA, OMAR, Firm
from tests.winback.support import claimed, digests, item_of, newest_items, only_ask, only_return, today


async def test_they_are_followed_up_once_and_then_it_goes_back_on_the_list(firm: Firm) -> None:
    acme = await claimed(firm)
    await firm.passes(days=13)
    assert await firm.prompted("ask_follow_up") == []

    await firm.passes(days=4)
    ask = await only_ask(firm)
    assert await firm.prompted("ask_follow_up") == [LEE]
    assert "Did you get to ask *Acme*?" in await firm.shown("ask_follow_up", f"{ask.id}:1")

    await firm.passes(days=20)
    ask = await only_ask(firm)
    assert ask.state is AskState.lapsed
    assert await firm.prompted("ask_follow_up") == [LEE]
    assert "No harm done" in await firm.shown("ask_follow_up", f"{ask.id}:1")
    assert (await item_of(firm, acme)).state is ItemState.open


async def test_not_yet_gives_two_weeks_more_and_one_more_question(firm: Firm) -> None:
    await claimed(firm)
    await firm.passes(days=17)
    ask = await only_ask(firm)

    await firm(winning.not_yet, LEE, ask.id)

    assert "You can choose" not in await firm.shown("ask_follow_up", f"{ask.id}:1")
    await firm.passes(days=13)
    assert len(await firm.prompted("ask_follow_up")) == 1
    await firm.passes(days=5)
    assert len(await firm.prompted("ask_follow_up")) == 2
    assert "You can choose" in await firm.shown("ask_follow_up", f"{ask.id}:2")


@pytest.mark.parametrize(
    ("answer", "state", "rest"),
    [(Answer.later, AskState.later, timedelta(days=91)), (Answer.no, AskState.no, timedelta(days=365))],
)
@pytest.mark.slow
async def test_what_they_said_is_kept_and_they_are_left_alone_for_a_while(
    firm: Firm, answer: Answer, state: AskState, rest: timedelta
) -> None:
    acme = await claimed(firm)
    ask = await only_ask(firm)
    asked_on = today(firm)

    await firm(winning.tell_asked, LEE, ask.id, AskedForm(answer, TouchKind.meeting, asked_on, "Not this year"))

    ask = await only_ask(firm)
    assert (ask.state, ask.again, ask.words) == (state, asked_on + rest, "Not this year")
    customer = (await firm(lambda unit: unit.need(Departure, acme))).customer
    touch = (await firm(touches_of, customer))[0]
    assert (touch.kind, touch.by, touch.id) == (TouchKind.meeting, LEE, ask.touch)
    assert "Thank you for asking" in await firm.shown("ask", ask.id)
    before = len(await digests(firm))
    await firm.passes(days=rest.days - 1)
    assert len(await digests(firm)) == before
    await firm.passes(days=8)
    assert (await item_of(firm, acme)).state is ItemState.open


@pytest.mark.slow
async def test_who_would_rather_not_be_asked_is_left_in_peace(firm: Firm) -> None:
    acme = await claimed(firm)
    ask = await only_ask(firm)

    await firm(
        winning.tell_asked, LEE, ask.id, AskedForm(Answer.no, TouchKind.call, today(firm), "Please not", in_peace=True)
    )

    (item,) = await newest_items(firm)
    assert item.state is ItemState.in_peace
    assert await firm(winning.card_lines, acme) == ("Left in peace: Lee said so",)
    await firm.passes(days=800)
    assert len(await digests(firm)) == 1


async def test_yes_brings_them_back(firm: Firm) -> None:
    acme = await claimed(firm)
    ask = await only_ask(firm)

    await firm(winning.tell_asked, LEE, ask.id, AskedForm(Answer.back, TouchKind.call, today(firm)))

    assert (await firm(lambda unit: unit.need(Departure, acme))).stage is Stage.returned
    assert (await only_ask(firm)).state is AskState.back
    assert (await only_return(firm)).departure == acme
    (item,) = await newest_items(firm)
    assert item.state is ItemState.over
    assert "*Acme* is back. Thank you for asking." in await firm.shown("ask", ask.id)


async def test_an_answer_is_taken_once_and_only_from_whoever_took_it_up(firm: Firm) -> None:
    await claimed(firm)
    ask = await only_ask(firm)
    form = AskedForm(Answer.later, TouchKind.call, today(firm))

    with pytest.raises(Declined) as declined:
        await firm(winning.tell_asked, OMAR, ask.id, form)
    assert declined.value.why is Obstacle.may_not

    await firm(winning.tell_asked, LEE, ask.id, form)
    with pytest.raises(Declined) as declined:
        await firm(winning.tell_asked, LEE, ask.id, form)
    assert declined.value.why is Obstacle.answered


@pytest.mark.parametrize(("day", "again"), [(1, None), (-500, None), (0, 0), (0, 5000)])
async def test_days_that_cannot_be_right_are_asked_again_and_nothing_is_changed(
    firm: Firm, day: int, again: int | None
) -> None:
    await claimed(firm)
    ask = await only_ask(firm)
    form = AskedForm(
        Answer.later,
        TouchKind.call,
        today(firm) + timedelta(days=day),
        again=None if again is None else today(firm) + timedelta(days=again),
    )

    with pytest.raises(Declined) as declined:
        await firm(winning.tell_asked, LEE, ask.id, form)

    assert declined.value.why is Obstacle.bad_day
    assert (await only_ask(firm)).state is AskState.claimed


async def test_asked_and_not_answered_is_followed_up_with_whoever_asked_and_then_rests(firm: Firm) -> None:
    acme = await claimed(firm)
    ask = await only_ask(firm)
    asked_on = today(firm)
    await firm(winning.tell_asked, LEE, ask.id, AskedForm(Answer.waiting, TouchKind.email, asked_on, "Sent it"))

    text = await firm.shown("ask", ask.id)
    assert "has not answered yet" in text
    assert "Print" not in text
    (duty,) = await firm(winning.duties, LEE)
    assert duty.startswith("You asked *Acme*: hear what they answer")
    with pytest.raises(Declined):
        await firm(winning.give_back, LEE, ask.id)
    with pytest.raises(Declined):
        await firm(wording.change_words, LEE, ask.id, "Too late")

    await firm.passes(days=17)
    assert await firm.prompted("ask_follow_up") == [LEE]
    assert "Has *Acme* answered you?" in await firm.shown("ask_follow_up", f"{ask.id}:1")
    opening = await firm(winning.asked_opening, LEE, ask.id)
    assert opening.was_asked

    await firm.passes(days=20)
    ask = await only_ask(firm)
    assert ask.state is AskState.unanswered
    assert ask.again is not None
    assert ask.again > today(firm) + timedelta(days=80)
    assert (await item_of(firm, acme)).state is ItemState.not_now
    assert "did not answer" in await firm.shown("ask", ask.id)
    with pytest.raises(Declined) as declined:
        await firm(winning.claim, OMAR, (await item_of(firm, acme)).id)
    assert declined.value.why is Obstacle.answered


async def test_an_answer_that_comes_late_is_taken(firm: Firm) -> None:
    await claimed(firm)
    ask = await only_ask(firm)
    await firm(winning.tell_asked, LEE, ask.id, AskedForm(Answer.waiting, TouchKind.email, today(firm)))
    await firm.passes(days=10)

    await firm(winning.tell_asked, LEE, ask.id, AskedForm(Answer.no, TouchKind.call, today(firm), "No, thank you"))

    ask = await only_ask(firm)
    assert (ask.state, ask.words) == (AskState.no, "No, thank you")


async def test_the_answer_to_what_a_colleague_asked_who_has_gone_is_awaited_by_whoever_looks_after_them(firm: Firm) -> None:
    acme = await claimed(firm)
    ask = await only_ask(firm)
    await firm(winning.tell_asked, LEE, ask.id, AskedForm(Answer.waiting, TouchKind.email, today(firm)))

    await firm.loses_colleague(LEE)
    await firm.passes(days=1)

    ask = await only_ask(firm)
    assert (ask.state, ask.by) == (AskState.claimed, MAYA)
    assert await firm.prompted("ask") == [LEE, MAYA]
    assert (await item_of(firm, acme)).by == MAYA
    await firm.passes(days=17)
    assert await firm.prompted("ask_follow_up") == [MAYA]


async def test_who_returns_by_another_way_was_won_by_the_ask(firm: Firm) -> None:
    acme = await claimed(firm)
    ask = await only_ask(firm)
    await firm(winning.tell_asked, LEE, ask.id, AskedForm(Answer.waiting, TouchKind.email, today(firm)))

    await firm(leaving.move, MAYA, acme, Stage.returned, today(firm))

    assert (await only_ask(firm)).state is AskState.back


async def test_given_back_somebody_else_can_take_it_up(firm: Firm) -> None:
    acme = await claimed(firm)
    ask = await only_ask(firm)

    await firm(winning.give_back, LEE, ask.id)

    item = await item_of(firm, acme)
    assert item.state is ItemState.open
    taken = await firm(winning.claim, OMAR, item.id)
    assert taken.by == OMAR


async def test_what_a_colleague_took_up_who_has_gone_is_free_again(firm: Firm) -> None:
    acme = await claimed(firm)

    await firm.loses_colleague(LEE)

    assert (await only_ask(firm)).state is AskState.lapsed
    assert (await item_of(firm, acme)).state is ItemState.open


async def test_a_no_to_staying_in_touch_ends_it_at_once(firm: Firm) -> None:
    """Whoever took it up sees that they need not ask, and the list of that week offers nobody any more."""
    acme = await claimed(firm)
    await firm.agrees(acme, Consent.no)

    ask, item = await only_ask(firm), await item_of(firm, acme)
    assert (ask.state, item.state) == (AskState.over, ItemState.over)
    assert "nothing left to ask" in await firm.shown("ask", ask.id)
    with pytest.raises(Declined):
        await firm(winning.claim, OMAR, item.id)
    await firm.passes(days=20)
    assert await firm.prompted("ask_follow_up") == []


async def test_when_the_matter_is_closed_there_is_nothing_left_to_ask(firm: Firm) -> None:
    acme = await claimed(firm)

    await firm(leaving.move, MAYA, acme, Stage.closed)

    assert (await only_ask(firm)).state is AskState.over
    (item,) = await newest_items(firm)
    assert item.state is ItemState.over
