"""The one whose account it was is asked for thanks, and for their own guess; and is left in peace after that."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeVar
from urllib.parse import quote

import pytest
from sqlalchemy import select

from bot.customers.models import ConsentAnswer, Touch
from bot.customers.values import Consent, TouchKind
from bot.departures.service import log_departure, move, name_owner
from bot.departures.values import LogForm, Logged, Stage
from bot.farewell.models import Guess
from bot.farewell.service import card_lines, lock_guesses
from bot.farewell.service.thanks import thanks_duties as duties
from bot.sandbox.actor import Actor
from bot.sandbox.errors import NotThere
from bot.sandbox.records import Message
from bot.work.models import Delivery
from bot.work.unit import Unit
from bot.workspace.models import AuditEntry
from bot.workspace.service import choose_channel
from tests.farewell.support import press_beside
from tests.support.world import World, gesture_of

T = TypeVar("T")

ACME = "Acme Bakeries"
SECRET = "we were slow to answer them all of last spring"


async def in_unit(world: World, use_case: Callable[..., T], *args: object) -> T:
    """What a use case returns, in a unit of its own."""
    with gesture_of(args[0] if args else None):
        return await world.bot.deps.unit(world.workspace.team_id, use_case, *args)


async def settles(world: World) -> None:
    """All that there is to say is said: Slack takes one message a second in each place."""
    await world.clock.advance(seconds=10)


async def departure(world: World, by: str = "maya", stage: Stage = Stage.left, **more: object) -> str:
    """A departure that somebody logged, with its owner `maya` unless told otherwise."""
    for handle in ("maya", "theo", "grace", "ben"):
        await world.person(handle).opens_home()
    await settles(world)
    owner = world.person("maya").user_id
    known = {"happened": date(2026, 3, 2), "new_name": ACME, "owner": owner, "contact": "Rosa Marin, rosa@acme.example"}
    form = LogForm(**{"stage": stage, **known, **more})
    logged = await in_unit(world, log_departure, world.person(by).user_id, form, f"log by {by}")
    assert isinstance(logged, Logged)
    await settles(world)
    return logged.departure


async def a_channel(world: World) -> None:
    """Cards of departures, and the lists under them, are in #random."""
    lena = world.person("lena")
    await lena.opens_home()
    await settles(world)
    await in_unit(world, choose_channel, lena.user_id, world.workspace.channel("random").id)
    world.workspace.join("random", "porchlight")


def request(person: Actor) -> Message:
    """The request for thanks in somebody's messages. Raises NotThere."""
    return person.newest("This happens to good firms")


def buttons(message: Message) -> list[str]:
    """What can be pressed in a message."""
    rows = [block for block in message.blocks if block["type"] == "actions"]
    return [element["text"]["text"] for row in rows for element in row["elements"]]


@pytest.mark.slow
async def test_the_owner_is_asked_at_once_and_alone_with_a_letter_that_asks_to_stay_in_touch(world: World) -> None:
    await departure(world, by="theo", contact="Hana Fields, hana@acme.example")

    maya = world.person("maya")
    assert "*Acme Bakeries* has left. This happens to good firms" in request(maya).text
    assert "Thank you for all the business that Acme Bakeries has given us" in request(maya).text
    assert "Would it be all right if I stayed in touch" in request(maya).text
    assert "Kind regards,\nMaya Okafor" in request(maya).text
    assert f"mailto:hana@acme.example?subject={quote('Thank you')}" in str(request(maya).blocks)
    assert buttons(request(maya)) == [
        "Change the words",
        "Print",
        "I've sent it",
        "They answered…",
        "My own guess",
        "Where we were wrong…",
    ]
    with pytest.raises(NotThere):
        request(world.person("theo"))


@pytest.mark.slow
async def test_it_is_asked_of_the_logger_while_nobody_knows_the_owner_and_then_of_the_owner(world: World) -> None:
    logged = await departure(world, by="theo", owner=None)
    theo, maya = world.person("theo"), world.person("maya")
    assert "because you logged it" in request(theo).text

    await in_unit(world, name_owner, theo.user_id, logged, maya.user_id)
    await settles(world)

    assert "they are your customer" in request(maya).text
    with pytest.raises(NotThere):
        request(theo)
    passed = theo.newest("so I ask them to send the thanks now")
    assert buttons(passed) == []


@pytest.mark.slow
async def test_a_quiet_departure_is_thanked_for_as_well(world: World) -> None:
    await departure(world, quiet=True)

    assert request(world.person("maya"))


@pytest.mark.slow
async def test_while_they_may_still_stay_nobody_is_asked(world: World) -> None:
    at_risk = await departure(world, stage=Stage.at_risk)
    maya = world.person("maya")
    with pytest.raises(NotThere):
        request(maya)

    await in_unit(world, move, maya.user_id, at_risk, Stage.leaving)
    await settles(world)

    assert "*Acme Bakeries* is leaving." in request(maya).text


@pytest.mark.slow
async def test_sent_is_kept_as_a_contact_and_shown_in_thread_and_card(world: World) -> None:
    await a_channel(world)
    logged = await departure(world)
    maya = world.person("maya")

    await maya.presses("I've sent it")
    await settles(world)

    assert "maya thanked" not in request(maya).text
    assert "✓" in request(maya).text
    assert buttons(request(maya)) == ["They answered…", "My own guess", "Where we were wrong…"]
    assert "```" not in request(maya).text
    line = world.person("ben").newest("Maya Okafor has thanked them.", "random")
    assert line.thread_ts is not None
    touches = await in_unit(world, lambda unit: [(one.kind, one.by) for one in unit.all(select(Touch))])
    assert touches == [(TouchKind.email, maya.user_id)]
    assert "Thanked on" in (await in_unit(world, card_lines, logged))[0]


@pytest.mark.slow
async def test_a_second_press_changes_nothing(world: World) -> None:
    await departure(world)
    maya = world.person("maya")
    seen = request(maya)
    stale = [block for block in seen.blocks if block["type"] == "actions"][-1]
    container = {"type": "message", "channel_id": seen.channel, "message_ts": seen.ts}
    await maya.presses("I've sent it")
    await settles(world)

    seen.blocks = [*seen.blocks, stale | {"block_id": "stale"}]
    await maya.press(container, "stale", stale["elements"][0]["action_id"], None)

    assert (await maya.sees("noted already")).ephemeral
    assert await in_unit(world, lambda unit: len(unit.all(select(Touch)))) == 1


@pytest.mark.slow
async def test_the_answer_is_kept_and_no_answer_yet_leaves_the_question_open(world: World) -> None:
    await departure(world)
    maya = world.person("maya")

    await maya.presses("They answered")
    assert await maya.fills(answer="No answer to that yet") == {}
    await settles(world)
    assert "They answered…" in buttons(request(maya))

    await maya.presses("They answered")
    assert await maya.fills(answer="Yes, gladly") == {}
    await settles(world)

    assert "They said yes: we may stay in touch." in request(maya).text
    assert "They answered…" not in buttons(request(maya))
    answers = await in_unit(world, lambda unit: [one.answer for one in unit.all(select(ConsentAnswer))])
    assert sorted(answer.value for answer in answers) == sorted([Consent.not_answered.value, Consent.yes.value])


@pytest.mark.slow
async def test_the_guess_is_seen_by_its_author_alone(world: World) -> None:
    await departure(world, by="theo")
    maya = world.person("maya")

    await maya.presses("My own guess")
    assert "Only you can see" in str(maya.modal.body)
    assert await maya.fills(reason="how we treated them", words=SECRET) == {}
    await settles(world)

    assert "Your own guess is kept. Only you can see it." in request(maya).text
    assert "Change my guess" in buttons(request(maya))
    everything = [text for place in world.workspace.conversations.values() for m in place.messages.values() for text in m.texts()]
    assert not any(SECRET in text or "how we treated them" in text for text in everything)

    def kept(unit: Unit) -> list[str]:
        written = [f"{one.did} {one.what}" for one in unit.all(select(AuditEntry))]
        return [*written, *(str(one.content) for one in unit.all(select(Delivery)))]

    assert not any("guess" in one or SECRET in one or "treatment" in one for one in await in_unit(world, kept))
    await maya.presses("Change my guess")
    assert SECRET in str(maya.modal.body)


@pytest.mark.slow
async def test_something_else_needs_a_sentence(world: World) -> None:
    await departure(world)
    maya = world.person("maya")
    await maya.presses("My own guess")

    assert "Please say in a sentence" in (await maya.fills(reason="something else"))["words"]
    assert await maya.fills(words="It was the music on hold.") == {}
    await settles(world)


@pytest.mark.slow
async def test_once_the_findings_are_filed_a_guess_stays_as_it_was(world: World) -> None:
    logged = await departure(world)
    maya = world.person("maya")
    await maya.presses("My own guess")
    await maya.enters(reason="price")
    await in_unit(world, lock_guesses, logged)
    await settles(world)

    assert "stays as it was" in (await maya.submits())["reason"]

    assert await in_unit(world, lambda unit: unit.all(select(Guess))) == []
    assert "My own guess" not in buttons(request(maya))


@pytest.mark.slow
async def test_one_reminder_the_next_working_morning_then_silence(world: World) -> None:
    await a_channel(world)
    await departure(world)
    maya = world.person("maya")
    at_first = len(maya.dm)

    await world.clock.advance(hours=23, minutes=5)
    await press_beside(maya, maya.newest("Good morning"), "still welcome", "Open")
    await settles(world)
    assert "is still welcome" in maya.newest("still welcome").text
    assert "I will not remind you of this again." in maya.newest("still welcome").text
    assert len(maya.dm) == at_first + 2

    await world.clock.advance(days=30)
    about_it = [one for one in maya.dm[at_first:] if "thank-you" in one.text]
    assert len(about_it) == 1, [one.text for one in about_it]

    await maya.presses("I've sent it", maya.newest("still welcome"))
    await settles(world)
    assert "I've sent it" not in buttons(maya.newest("still welcome"))
    assert "I've sent it" not in buttons(request(maya))


@pytest.mark.slow
async def test_no_reminder_for_what_was_done(world: World) -> None:
    await departure(world)
    maya = world.person("maya")
    await maya.presses("I've sent it")
    await settles(world)

    await world.clock.advance(days=5)

    with pytest.raises(NotThere):
        maya.newest("still welcome")


@pytest.mark.slow
async def test_when_the_customer_stays_there_is_nothing_to_send(world: World) -> None:
    logged = await departure(world, stage=Stage.leaving)
    maya = world.person("maya")
    await in_unit(world, move, maya.user_id, logged, Stage.saved)
    await settles(world)

    assert maya.newest("*Acme Bakeries* stays with us. So there is nothing to send.")
    assert await in_unit(world, duties, maya.user_id) == []
    await world.clock.advance(days=2)
    with pytest.raises(NotThere):
        maya.newest("still welcome")


@pytest.mark.slow
async def test_whoever_was_not_asked_is_told_so_kindly_and_learns_nothing(world: World) -> None:
    await departure(world)
    maya, ben = world.person("maya"), world.person("ben")
    seen = request(maya)
    rows = [block for block in seen.blocks if block["type"] == "actions"]
    mine = await ben.says("anything", channel="random")
    mine.blocks = rows
    mine.app_id = seen.app_id
    container = {"type": "message", "channel_id": mine.channel, "message_ts": mine.ts}

    for shown, element in [(one, element) for one in rows for element in one["elements"]]:
        await ben.press(container, shown["block_id"], element["action_id"], None)
        told = ben.newest("leave the answer to them")
        assert told.ephemeral
        assert ACME not in told.text

    assert ben.modal is None
    assert await in_unit(world, lambda unit: unit.all(select(Touch))) == []


@pytest.mark.slow
async def test_what_waits_is_a_duty_until_it_is_done(world: World) -> None:
    await departure(world)
    maya = world.person("maya")

    assert await in_unit(world, duties, maya.user_id) == ["Thank *Acme Bakeries* for their business"]
    await maya.presses("I've sent it")
    await settles(world)
    assert await in_unit(world, duties, maya.user_id) == []
