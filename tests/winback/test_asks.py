"""Whoever takes it up to ask a customer gets words to start from, is asked once what came of it, and can let go."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from bot.customers.service import touches_of
from bot.customers.values import Consent, TouchKind
from bot.departures import service as leaving
from bot.departures.models import Departure
from bot.departures.values import Stage
from bot.farewell.models import Apology
from bot.farewell.values.letters import ApologyState
from bot.winback import service as winning
from bot.winback.models import Ask
from bot.winback.service import wording
from bot.winback.values import Answer, AskedForm, AskState, Declined, ItemState, Obstacle
from bot.work.unit import Unit
from tests.nudges.support import LEE, MAYA, OMAR, Firm
from tests.winback.support import (
    digests,
    interviewed,
    item_of,
    newest_items,
    only_ask,
    only_return,
    winning_firm,
)

LONG_AGO = date(2025, 3, 2)


@pytest.fixture
async def firm(database_url: str) -> AsyncIterator[Firm]:
    """A small firm, on SQLite and on PostgreSQL."""
    async with winning_firm(database_url) as opened:
        yield opened


async def claimed(firm: Firm, by: str = LEE, **answers: object) -> str:
    """A customer whom somebody has taken up to ask; the departure's id."""
    acme = await firm.loses("Acme", happened=LONG_AGO, contact="Hana Fields, +1 555 0100", **answers)
    await firm.passes(days=7)
    await firm(winning.claim, by, (await item_of(firm, acme)).id)
    return acme


async def letter(firm: Firm) -> str:
    """The words to the customer, of the one ask that there is."""
    ask = await only_ask(firm)
    return (await firm(wording.words_opening, ask.by, ask.id)).body


def today(firm: Firm) -> date:
    return firm.clock.moment.date()


async def test_they_get_words_to_start_from_that_save_everybodys_face(firm: Firm) -> None:
    await claimed(firm)
    ask = await only_ask(firm)

    text = await firm.shown("ask", ask.id)

    assert "You take it up to ask *Acme* again" in text
    assert "Hana Fields, +1 555 0100" in text
    assert "we have not met: I look after customers here" in text
    assert "As far as the folder tells, they have never dealt with you" in text
    assert "Not this: that we told them so" in text
    assert "“Give it back” ends it" in text
    assert await firm.prompted("ask") == [LEE]
    (duty,) = await firm(winning.duties, LEE)
    assert duty.startswith("Ask *Acme* again, by")


async def test_what_they_left_over_is_told_to_whoever_asks_and_never_to_the_customer(firm: Firm) -> None:
    acme = await claimed(firm)
    await interviewed(firm, acme, "price", by=OMAR, would_return="If the bills were shorter")

    text = await firm.shown("ask", (await only_ask(firm)).id)

    assert "They told us why: price" in text
    assert "What would bring them back, they said:\n&gt; If the bills were shorter" in text.replace("> If", "&gt; If")
    assert "something small to try" in text
    assert "price" not in await letter(firm)


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


async def test_words_of_ones_own_take_the_place_of_those_that_are_proposed_until_another_way_is_wanted(firm: Firm) -> None:
    await claimed(firm)
    ask = await only_ask(firm)
    proposed = await letter(firm)

    await firm(wording.change_words, LEE, ask.id, "Hello Hana, shall we have lunch?")
    assert await letter(firm) == "Hello Hana, shall we have lunch?"
    assert "shall we have lunch?" in await firm.shown("ask", ask.id)

    await firm(wording.change_words, LEE, ask.id, None)
    assert await letter(firm) == proposed

    await firm(wording.change_words, LEE, ask.id, "Hello Hana, shall we have lunch?")
    await firm(wording.another_way, LEE, ask.id)
    other = await letter(firm)
    assert other not in (proposed, "Hello Hana, shall we have lunch?")
    with pytest.raises(Declined) as declined:
        await firm(wording.change_words, OMAR, ask.id, "Mine")
    assert declined.value.why is Obstacle.may_not


async def test_the_ways_go_round_and_each_begins_with_the_contact(firm: Firm) -> None:
    await claimed(firm)
    ask = await only_ask(firm)

    seen = [await letter(firm)]
    for _turn in range(4):
        await firm(wording.another_way, LEE, ask.id)
        seen.append(await letter(firm))

    assert seen[-1] == seen[0]
    assert len(set(seen)) == 4
    for words in seen:
        assert words.startswith("Hello Hana Fields,\n\n")
        assert words.endswith("Kind regards,\nLee")


async def test_whoever_looked_after_them_is_gone_so_new_people_are_a_way_back(firm: Firm) -> None:
    acme = await claimed(firm, by=OMAR)
    assert "not here any more" not in await letter(firm)
    await firm.loses_colleague(MAYA)
    ask = await only_ask(firm)
    await firm(winning.give_back, OMAR, ask.id)
    await firm(winning.claim, OMAR, (await item_of(firm, acme)).id)

    newest = (await firm(lambda unit: unit.all(select(Ask).order_by(Ask.id))))[-1]

    assert "whoever looked after you in your time is not here any more" in (
        await firm(wording.words_opening, OMAR, newest.id)
    ).body


async def test_what_went_wrong_and_is_changed_is_a_way_back(firm: Firm) -> None:
    acme = await claimed(firm)

    def put_right(unit: Unit) -> None:
        more = {"at": unit.now, "state": ApologyState.told, "fixed_at": unit.now}
        unit.add(Apology(departure=acme, what="Your bread {came} late.", by=MAYA, keeper=MAYA, asked=0, not_yet=0, **more))

    await firm(put_right)

    assert "what went wrong is put right" in await firm.shown("ask", (await only_ask(firm)).id)
    assert "Your bread {came} late.\n\nIt is changed." in await letter(firm)


async def test_asked_and_not_answered_is_followed_up_with_whoever_asked_and_then_rests(firm: Firm) -> None:
    acme = await claimed(firm)
    ask = await only_ask(firm)
    asked_on = today(firm)
    await firm(winning.tell_asked, LEE, ask.id, AskedForm(Answer.waiting, TouchKind.email, asked_on, "Sent it"))

    text = await firm.shown("ask", ask.id)
    assert "has not answered yet" in text
    assert "Print" not in text
    (duty,) = await firm(winning.duties, LEE)
    assert duty.startswith("Hear what *Acme* answers")
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


async def test_over_the_years_each_time_with_another_way(firm: Firm) -> None:
    """A no, silence, a perhaps: each time they rest for as long as they wished, and are met with something else."""
    acme = await claimed(firm)
    letters, states = [], []
    for answer in (Answer.no, Answer.waiting, Answer.later):
        ask = (await firm(lambda unit: unit.all(select(Ask).order_by(Ask.id))))[-1]
        letters.append((await firm(wording.words_opening, LEE, ask.id)).body)
        await firm(winning.tell_asked, LEE, ask.id, AskedForm(answer, TouchKind.call, today(firm)))
        await firm.passes(days=45)
        before = len(await digests(firm))
        await firm.passes(days=30)
        assert len(await digests(firm)) == before
        await firm.passes(days=320)
        states.append((await firm(lambda unit, one=ask.id: unit.need(Ask, one))).state)
        if answer is not Answer.later:
            await firm(winning.claim, LEE, (await item_of(firm, acme)).id)

    assert states == [AskState.no, AskState.unanswered, AskState.later]
    assert len(set(letters)) == 3


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
