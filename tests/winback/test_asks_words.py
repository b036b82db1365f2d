"""Whoever takes it up to ask a customer gets a way back that saves face, and words to start from."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.customers.values import TouchKind
from bot.farewell.models import Apology
from bot.farewell.values.letters import ApologyState
from bot.winback import service as winning
from bot.winback.models import Ask
from bot.winback.service import wording
from bot.winback.values import Answer, AskedForm, AskState, Declined, Obstacle
from bot.work.unit import Unit
from tests.nudges.support import LEE, MAYA, OMAR, Firm
from tests.winback.support import claimed, digests, interviewed, item_of, letter, only_ask, today


async def test_they_get_words_to_start_from_that_save_everybodys_face(firm: Firm) -> None:
    await claimed(firm)
    ask = await only_ask(firm)

    text = await firm.shown("ask", ask.id)

    assert "You'll ask *Acme* again" in text
    assert "Hana Fields, +1 555 0100" in text
    assert "We have not met: I look after customers here" in text
    assert "As far as the folder tells, they have never dealt with you" in text
    assert "What not to say: that we told them so" in text
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

    assert "Whoever looked after you in your time is not here any more" in (
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


@pytest.mark.slow
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
