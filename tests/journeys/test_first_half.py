"""From the command to the interview, and what goes wrong on the way: gestures alone, the bot a process of its own."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from bot.sandbox.actor import Actor
from bot.sandbox.errors import AppTrouble
from tests.interviews.support import ACME, QUESTION, ROSA, buttons, opens_in_brief
from tests.journeys.firsthalf import (
    REFUSAL,
    FirstHalf,
    count,
    picks_somebody_whom_slack_does_not_know,
    pressable,
    refusals,
    said_at,
)
from tests.support.free import free_port
from tests.support.process import open_process_world

pytestmark = [pytest.mark.every_way, pytest.mark.slow]

GUESS = "we were slow to answer them all of last spring"
SAID = "They felt that nobody listened after the second late delivery"
STEPS = ["Done", "Arranged", "Tried", "Hand over"]


@pytest.fixture
async def half(database_url: str, transport: str) -> AsyncIterator[FirstHalf]:
    """The firm before anything happened, over each way in and on each database."""
    async with open_process_world(database_url, transport, free_port()) as world:
        yield FirstHalf(world)


async def test_a_lost_customer_is_logged_the_card_keeps_up_and_the_owner_is_asked_for_thanks(half: FirstHalf) -> None:
    maya, theo, walt = half.person("maya"), half.person("theo"), half.person("walt")
    for typed, heard in (
        ("help", "What you can type"),
        ("hlep", "Did you mean `/lost-customer help`?"),
        ("--all", "I don't know what to do with"),
        ("list", "There is no lost customer"),
    ):
        await maya.types(f"/lost-customer {typed}", channel="random")
        assert maya.newest(heard, "random").ephemeral

    await maya.types("/lost-customer Acme Bakeries")
    errors = await maya.fills(happened=date(2026, 3, 3), owner="hal", contact=ROSA, note="Too dear for them.")
    assert set(errors) == {"happened", "owner"}
    assert await maya.fills(happened=date(2026, 2, 27), owner="theo", worked_with=["dan"]) == {}
    await half.settles()

    private = maya.newest("Only you see this until a channel")
    assert {"Say where it stands", "Details", "Choose a channel"} < set(buttons(private))
    await maya.presses("Choose a channel", private)
    assert await maya.fills(channel="departures") == {}
    await half.settles()
    card = half.cards()[0]
    assert "is in <#" in maya.newest("The card of *Acme Bakeries*").text
    assert "Theo Marchetti" in half.card()

    request = theo.newest("This happens to good firms")
    assert {"I've sent it", "They answered…", "My own guess"} < set(buttons(request))
    await theo.presses("My own guess", request)
    assert await theo.fills(reason="how we treated them", words=GUESS) == {}
    await theo.presses("I've sent it", request)  # nobody knows an address, so it is asked how it went
    assert await theo.fills(way="By letter") == {}
    await half.settles()
    assert "Only you can see it" in theo.newest("Your own guess is kept").text
    assert half.thread().count("Theo Marchetti has thanked them") == 1
    assert "Thanked on" in half.card()
    assert [one.ts for one in half.cards()] == [card.ts]

    await walt.types("/lost-customer acme bakeries")
    await walt.fills(note="I heard it, too.")
    assert walt.modal is not None
    assert "is logged already" in "\n".join(walt.modal.texts())
    await maya.types("/lost-customer list")
    assert "Acme Bakeries" in maya.newest("the oldest contact first").text
    await maya.presses("Details", card)
    assert maya.modal is not None
    assert "Too dear for them." in str(maya.modal.body)
    assert ROSA in str(maya.modal.body)
    for secret in (GUESS, ROSA, "Too dear", "I heard it"):
        assert secret not in half.in_public()


async def test_a_stranger_is_asked_alone_and_whoever_cannot_passes_it_on_without_a_trace(half: FirstHalf) -> None:
    await half.opens()
    await half.loses_what_all_worked_on_but("ruth", "ben", "felix", "priya")
    before = half.in_public()

    first = await half.asked()
    question = first.newest(QUESTION)
    assert "*Why you:* no contact of yours with them is logged, not in <#" in question.text
    assert "about 15 minutes" in question.text
    assert ROSA in question.text
    assert buttons(question)[:3] == ["I'll do it", "I know this customer", "I can't now"]
    await first.presses("I can't now")
    second = await half.asked()
    assert ACME in first.newest("it does not count against you").text

    await second.presses("I know this customer")
    third = await half.asked()
    assert "I will remember that you know *Acme Bakeries*" in second.newest("Nobody else hears of it").text

    asked_at = datetime.fromtimestamp(float(third.newest(QUESTION).ts), UTC)
    await half.world.clock.advance_to(asked_at + timedelta(days=2, minutes=-1))
    assert half.all_asked() == [third.handle]
    fourth = await _next_after(half, third.handle)
    assert ACME in third.newest("you probably had your hands full").text
    assert half.in_public() == before

    await fourth.presses("I'll do it")
    await half.settles()
    assert len({one.handle for one in (first, second, third, fourth)}) == 4
    assert f"{fourth.user.name} will call them" in half.card()
    assert f"{fourth.user.name}, who never worked with them, will call them" in half.thread()
    assert set(buttons(fourth.newest("You will call"))) >= set(STEPS)
    assert not half.all_asked()


async def test_the_interviewer_is_reminded_in_their_mornings_until_the_talk_was_held(half: FirstHalf) -> None:
    await half.opens()
    await half.loses()
    first = await half.asked()
    await first.presses("I'll do it")
    await half.settles()

    await half.world.clock.advance_to(datetime(2026, 3, 23, 23, tzinfo=UTC))
    reminders = said_at(
        first, [one for one in first.dm if "how it goes with" in one.text or "Have you been" in one.text]
    )
    assert reminders[0].date() == date(2026, 3, 10)
    assert {at.hour for at in reminders} == {9}
    assert {(later.date() - earlier.date()).days for earlier, later in pairwise(reminders)} <= {3, 4}

    await first.presses("Tried")
    await first.enters(anything="The line was busy")
    await first.submits_twice()
    await half.settles()
    assert not pressable(first, "Tried")[1:]
    await half.world.clock.advance(days=8)
    assert "1 try so far" in first.newest("Have you been able").text

    await first.presses("Arranged")
    assert set(await first.fills(day=date(2026, 3, 23), time="10:00")) == {"day"}
    assert await first.fills(day=date(2026, 4, 9), time="15:30") == {}
    await half.settles()
    heard = len(first.dm)
    assert f"{first.user.name} speaks with them on" in half.card()
    talk = datetime(2026, 4, 9, 15, 30, tzinfo=said_at(first, first.dm)[0].tzinfo)
    await half.world.stop()
    await half.world.start()
    await half.world.clock.advance_to(talk - timedelta(minutes=61))
    assert len(first.dm) == heard
    await half.world.clock.advance_to(talk + timedelta(minutes=74))
    assert count(first, "You speak with Acme Bakeries soon") == 1
    assert len(first.dm) == heard + 1
    await half.world.clock.advance(minutes=2)
    assert count(first, "How did it go with") == 1
    await first.presses("Hand over", first.newest("How did it go with"))
    await half.settles()
    assert "Somebody else is being asked" in half.thread()
    assert not pressable(first, "Hand over")

    second = await half.asked()
    assert second.handle != first.handle
    await second.presses("I'll do it")
    await second.presses("Done")
    assert set(await second.submits()) == {"said", "reason", "consent"}
    await second.enters(said=SAID, reason="how we treated them", consent="Yes")
    await second.submits_twice()
    await half.settles()
    assert "Exit interview: held on" in half.card()
    assert half.thread().count(f"{second.user.name} has spoken with them") == 1
    assert SAID not in half.in_public()
    assert not pressable(second, "Done")


async def test_a_worry_stays_between_a_few_until_it_is_shared(half: FirstHalf) -> None:
    await half.opens()
    maya, theo, ben, dan = (half.person(one) for one in ("maya", "theo", "ben", "dan"))
    said = await dan.says("Acme want their moulds back", channel="acct-acme")
    await maya.uses_message_shortcut("This is about a customer", said)
    assert await maya.fills(customer=ACME, owner="theo") == {}
    await half.settles()
    assert "Kept between us" in theo.newest("Shows warning signs").text

    await ben.uses_shortcut("Worried about a customer")
    await ben.fills(customer=ACME, note="They asked for our prices.")
    assert ben.modal is not None
    assert "logged already" not in "\n".join(ben.modal.texts())
    await half.settles()
    assert count(theo, "noticed something about") == 0, "what is only said waits for his morning"
    await half.world.clock.advance(days=1)
    await opens_in_brief(theo, "noticed something about")
    await half.settles()
    assert "They asked for our prices." in "\n".join(theo.newest("noticed something about").texts())
    assert ACME not in half.in_public()
    await half.world.clock.advance(days=2)
    assert not half.all_asked()

    await theo.presses("Share with the channel", theo.newest("Shows warning signs"))
    await half.settles()
    await theo.presses("Details", half.cards("*Shows warning signs*")[0])
    assert theo.modal is not None
    assert "Acme want their moulds back" in "\n".join(theo.modal.texts())
    await theo.presses("Say where it stands", half.cards("*Shows warning signs*")[0])
    assert await theo.fills(stage="Has left", why="They signed with somebody else") == {}
    await half.settles()
    assert "signed with somebody else" in half.thread()
    await half.asked()
    assert len(half.all_asked()) == 1


async def test_a_form_survives_wrong_people_a_stopped_bot_and_two_presses_and_a_busy_slack(half: FirstHalf) -> None:
    await half.opens()
    maya, departures = half.person("maya"), str(half.world.workspace.channel("departures").id)
    half.world.workspace.deactivate("walt")
    await half.settles()

    await maya.types("/lost-customer Acme Bakeries")
    for nobody in ("walt", "noor", "hal", "porchlight"):
        assert set(await maya.fills(owner=nobody, worked_with=["dan", nobody], note="Too dear.")) == {
            "owner",
            "worked_with",
        }
    await maya.enters(worked_with=[])
    await picks_somebody_whom_slack_does_not_know(maya)
    assert set(await maya.submits()) == {"owner"}

    await half.world.stop()
    await maya.enters(owner="maya")
    with pytest.raises(AppTrouble):
        await maya.submits()
    assert maya.modal is not None
    await half.world.start()

    for_card = half.slack_is_busy(departures)
    for_thanks = half.slack_is_busy("This happens to good firms")
    await maya.submits_twice()
    await half.settles()
    assert half.cards() == []
    await half.world.clock.advance(minutes=3)
    assert (for_card.met, for_thanks.met) == (1, 1)
    assert len(half.cards()) == 1
    assert count(maya, "This happens to good firms") == 1
    await maya.presses("Details", half.cards()[0])
    assert maya.modal is not None
    assert "Too dear." in "\n".join(maya.modal.texts())


async def test_when_nobody_is_without_dealings_the_owner_is_offered_the_one_with_the_least_contact(
    half: FirstHalf,
) -> None:
    """Ruth and Priya are strangers; one of them knows the customer after all, and the other is away."""
    await half.opens()
    maya = half.person("maya")
    await half.loses_what_all_worked_on_but("ruth", "priya")
    await maya.presses("I've sent it")
    first = await half.asked()
    await first.presses("I know this customer")
    second = await half.asked()
    await second.presses("I can't now")
    assert {first.handle, second.handle} == {"ruth", "priya"}
    await half.world.clock.advance(days=1)

    question = maya.newest("Everybody whom I may still ask has worked with them")
    ways = buttons(question)
    assert {"Send four questions instead", "Look again later", "No interview this time"} < set(ways)
    name = ways[0].removeprefix("Ask ").removesuffix(" anyway")
    assert name not in (second.user.name, maya.user.name)
    assert f"*{name}*: " in question.text
    assert "no contact is logged" in question.text
    assert "know the customer" not in question.text
    assert "Maya Okafor decides" in half.card()
    assert not half.all_asked()
    assert not [one for one in (first, second) if one.user.name in half.in_public()]

    await maya.presses(ways[0], question)
    third = await half.asked()
    assert third.user.name == name
    assert "and you the least" in third.newest(QUESTION).text
    await third.presses("I'll do it")
    await half.settles()
    assert f"{name} will call them and ask why they left." in half.thread()


async def test_nobody_is_asked_twice_through_a_busy_slack_a_kill_and_a_restart(half: FirstHalf) -> None:
    await half.opens()
    world = half.world
    busy = half.slack_is_busy(QUESTION)
    await half.loses()
    asked = await half.asked()
    assert busy.met == 1

    await world.kill()
    await world.start()
    await world.clock.advance(hours=1)
    assert await world.stop() == 0
    await world.start()
    await world.clock.advance(hours=1)
    assert half.all_asked() == [asked.handle]
    assert count(asked, QUESTION) == 1

    await asyncio.gather(asked.presses("I'll do it"), asked.presses("I'll do it"))
    await world.kill()
    await world.start()
    await half.settles()
    assert f"{asked.user.name} will call them" in half.card()
    assert half.thread().count("will call them") == 1
    assert not half.all_asked()
    await world.stop()
    await world.clock.leap(days=10)
    reminding = half.slack_is_busy("Have you been able")
    await world.start()
    await world.clock.advance(days=3)
    assert reminding.met == 1
    assert count(asked, "Have you been able") == 1


async def test_whoever_is_gone_is_passed_over_and_replaced(half: FirstHalf) -> None:
    """Slack no longer knows one of three strangers; the next leaves while asked; the last one makes the call."""
    await half.opens()
    strangers = ["ruth", "ben", "felix"]
    unknown = half.person("ruth").user_id
    half.world.workspace.faults.add(
        method="conversations.open", kind="user_not_found", times=9, where=lambda sent: sent.get("users") == unknown
    )
    await half.loses_what_all_worked_on_but(*strangers)
    first = await half.asked()
    assert first.handle in ("ben", "felix")

    half.world.workspace.deactivate(first.handle)
    await half.settles()
    last = await half.asked()
    assert {first.handle, last.handle} == {"ben", "felix"}

    await last.presses("I'll do it")
    await half.settles()
    assert f"{last.user.name} will call them" in half.card()
    half.world.workspace.deactivate(last.handle)
    await half.settles()
    await half.world.clock.advance(days=1)
    assert f"{last.user.name} will call them" not in half.card()
    assert "Somebody else is being asked" in half.thread()


async def test_guests_and_people_from_another_company_are_refused_politely_and_learn_nothing(half: FirstHalf) -> None:
    """A guest is in the channel, and then it is shared with a customer's company while the cards stand there."""
    workspace = half.world.workspace
    await half.opens()
    await half.loses(owner="theo")
    maya, theo, hal, noor = (half.person(one) for one in ("maya", "theo", "hal", "noor"))
    workspace.join("departures", "noor")
    assert await refusals(noor, half.cards()[0]) >= 3
    await noor.types("/lost-customer Acme Bakeries")
    assert noor.modal is None
    assert noor.newest(REFUSAL, "general").ephemeral

    workspace.share("departures", "Harbor & Sons")
    workspace.join("departures", "hal")
    await half.settles()
    stood = half.in_public()
    private = maya.newest("Only you see this until a channel")
    for channel in ("departures", "harbor-and-fernhill"):
        read = "\n".join(text for one in hal.messages(channel) for text in one.texts())
        assert ACME not in read, "what was said there was taken away as soon as they could read it"

    await theo.types("/lost-customer list", channel="harbor-and-fernhill")
    assert theo.newest("the oldest contact first", "harbor-and-fernhill").ephemeral
    assert ACME not in "\n".join(text for one in hal.messages("harbor-and-fernhill") for text in one.texts())
    asked = await half.asked()
    await asked.presses("I'll do it")
    await maya.presses("Say where it stands", private)
    assert await maya.fills(stage="Nothing more to do") == {}
    await half.settles()
    assert half.in_public() == stood
    assert "Closed" in maya.newest("Acme Bakeries\n").text


async def _next_after(half: FirstHalf, handle: str) -> Actor:
    """Who is asked when this person has not answered."""
    for _quarter_of_a_day in range(4):
        if handle not in half.all_asked():
            return await half.asked()
        await half.world.clock.advance(hours=6)
    raise AssertionError(f"{handle} is still asked")
