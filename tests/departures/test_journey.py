"""A customer is logged in a workspace, through the running bot: what people type, see and press."""

from __future__ import annotations

import asyncio
import contextlib
from datetime import timedelta

import pytest

from bot.sandbox.errors import NotThere
from bot.sandbox.posting import delete
from bot.sandbox.records import Message
from tests.support.world import World


async def settle(world: World) -> None:
    """Half a minute goes by: in one channel the bot says one thing a second."""
    await world.clock.advance(seconds=30)


async def choose_channel(world: World, name: str = "departures") -> str:
    """Lena chooses the channel for cards."""
    lena = world.person("lena")
    await lena.types("/lost-customer settings")
    await lena.presses("Channels")
    errors = await lena.fills(channel=name)
    await lena.closes()
    await settle(world)
    assert errors == {}
    return str(world.channel(name).id)


async def log(world: World, handle: str, name: str, **answers: object) -> dict[str, str]:
    """Somebody types the command with a name, fills the form and sends it."""
    person = world.person(handle)
    await person.types(f"/lost-customer {name}")
    errors = await person.fills(**answers)
    await settle(world)
    return errors


def texts(messages: list[Message]) -> list[str]:
    """All that these messages say."""
    return ["\n".join(message.texts()) for message in messages]


def cards_in(messages: list[Message]) -> list[str]:
    """The cards of departures who have left among these messages."""
    return [text for text in texts(messages) if "Has left" in text]


async def test_a_customer_is_logged_and_the_channel_has_one_card(world: World) -> None:
    """The form opens with the name, closes when it is sent, and the card stands in the channel."""
    await choose_channel(world)

    errors = await log(world, "maya", "Acme Bakeries", owner="theo", contact="Bo, bo@acme.example", note="Too dear.")

    maya = world.person("maya")
    cards = cards_in(maya.messages("departures"))
    assert errors == {}
    assert maya.modal is None
    assert len(cards) == 1
    assert "Theo Marchetti" in cards[0]
    assert "bo@acme.example" not in "".join(texts(maya.messages("departures")))
    assert "Too dear" not in "".join(texts(maya.messages("departures")))


async def test_the_card_is_updated_and_its_thread_keeps_the_history(world: World) -> None:
    """One message, whatever happens; what happened is in the thread."""
    await choose_channel(world)
    maya = world.person("maya")
    await maya.types("/lost-customer Acme Bakeries")
    await maya.chooses("Has given notice")
    await maya.fills(owner="maya")
    await settle(world)
    card = await maya.sees("Has given notice", "departures")

    await maya.presses("Say where it stands", card)
    await maya.fills(stage="Has left", why="They signed with somebody else")
    await settle(world)

    shown = await maya.sees("Has left", "departures")
    history = texts([one for one in maya.messages("departures") if one.thread_ts == card.ts and one.ts != card.ts])
    assert shown.ts == card.ts
    assert any("has given notice → *has left*" in line and "signed with somebody else" in line for line in history)


async def test_errors_stand_at_their_fields_and_nothing_typed_is_lost(world: World) -> None:
    """A day to come and an owner from outside: the form stays, and the corrected one counts."""
    await choose_channel(world)
    theo = world.person("theo")
    tomorrow = world.clock.now().date() + timedelta(days=1)
    await theo.types("/lost-customer Harbor")

    errors = await theo.fills(happened=tomorrow, owner="hal", note="Keep this.")
    corrected = await theo.fills(happened=tomorrow - timedelta(days=3), owner="theo")
    await settle(world)

    assert set(errors) == {"happened", "owner"}
    assert corrected == {}
    await theo.presses("Details", await theo.sees("Has left", "departures"))
    assert theo.modal is not None
    assert "Keep this." in "\n".join(theo.modal.texts())


async def next_morning(world: World, handle: str) -> None:
    """A day passes, and somebody opens all that their brief tells them."""
    await world.clock.advance(days=1)
    for brief in [one for one in world.person(handle).dm if "wait for you" in one.text]:
        with contextlib.suppress(NotThere):
            for _thing in range(10):
                await world.person(handle).presses("Open", brief)
    await settle(world)


@pytest.mark.slow
async def test_logging_again_shows_what_is_there(world: World) -> None:
    """Who may see it gets its state and the way on; there is no second card."""
    await choose_channel(world)
    await log(world, "maya", "Acme Bakeries", owner="theo")

    await log(world, "walt", "acme bakeries", note="I heard it, too.")

    walt = world.person("walt")
    assert walt.modal is not None
    assert "is logged already" in "\n".join(walt.modal.texts())
    assert len(cards_in(walt.messages("departures"))) == 1
    await next_morning(world, "theo")
    assert any("I heard it, too." in text for text in texts(world.person("theo").dm))


async def test_what_is_between_us_stays_between_us(world: World) -> None:
    """Who stumbles over it is thanked and learns nothing; its owner is told; sharing brings the card."""
    await choose_channel(world)
    maya, theo, ben = world.person("maya"), world.person("theo"), world.person("ben")
    await maya.uses_shortcut("Worried about a customer")
    await maya.fills(customer="Acme Bakeries", owner="theo")
    await settle(world)

    await log(world, "ben", "Acme Bakeries", note="They asked for our prices.")

    assert ben.modal is not None
    assert "Thank you" in "\n".join(ben.modal.texts())
    assert "logged already" not in "\n".join(ben.modal.texts())
    await next_morning(world, "theo")
    assert any("They asked for our prices." in text for text in texts(theo.dm))
    assert not any("Acme" in text for text in texts(maya.messages("departures")))

    await theo.presses("Share with the channel", await theo.sees("Shows warning signs"))
    await settle(world)

    assert any("Shows warning signs" in text for text in texts(maya.messages("departures")))
    assert any("is in <#" in text for text in texts(theo.dm))


async def test_a_message_that_worries_is_kept(world: World) -> None:
    """Its words and its address are in the details, for those who may see them."""
    maya, dan = world.person("maya"), world.person("dan")
    said = await dan.says("Acme want their moulds back", channel="acct-acme")

    await maya.uses_message_shortcut("This is about a customer", said)
    await maya.fills(customer="Acme Bakeries")
    await settle(world)
    await maya.presses("Details", await maya.sees("Shows warning signs"))

    assert maya.modal is not None
    assert "Acme want their moulds back" in "\n".join(maya.modal.texts())
    assert said.ts.replace(".", "") in str(maya.modal.body).replace(".", "")


async def test_without_a_channel_the_logger_has_the_card_and_the_way_to_choose_one(world: World) -> None:
    """Once it is chosen the card goes there, and says so where it was."""
    await log(world, "maya", "Acme Bakeries")
    maya = world.person("maya")
    private = await maya.sees("Has left")

    await maya.presses("Choose a channel", private)
    await maya.fills(channel="departures")
    await settle(world)

    assert any("Has left" in text for text in texts(maya.messages("departures")))
    assert any("is in <#" in text for text in texts(maya.dm))


async def test_an_archived_channel_loses_no_card(world: World) -> None:
    """It goes to whoever logged it; nothing more is tried in the channel."""
    await choose_channel(world)
    await log(world, "maya", "Acme Bakeries")
    world.workspace.archive("departures")
    await settle(world)

    maya = world.person("maya")
    assert any("Has left" in text and "Choose a channel" in text for text in texts(maya.dm))


@pytest.mark.parametrize(
    ("typed", "heard"),
    [
        ("help", "What you can type"),
        ("hlep", "Did you mean `/lost-customer help`?"),
        ("--all", "What you can type"),
        ("list", "There is no lost customer"),
    ],
)
async def test_words_are_answered_to_the_asker_alone(world: World, typed: str, heard: str) -> None:
    """Help, and what was not understood."""
    maya, theo = world.person("maya"), world.person("theo")

    await maya.types(f"/lost-customer {typed}", channel="random")
    await settle(world)

    assert any(heard in text for text in texts(maya.messages("random")))
    assert not any(heard in text for text in texts(theo.messages("random")))


async def test_a_misspelt_word_can_be_a_name_all_the_same(world: World) -> None:
    """There is always a way on."""
    maya = world.person("maya")
    await maya.types("/lost-customer lisa")
    await settle(world)

    await maya.presses("Log “lisa” as a customer")
    errors = await maya.fills()
    await settle(world)

    assert errors == {}
    await maya.types("/lost-customer list")
    await settle(world)
    assert any("*lisa*" in text for text in texts(maya.messages()))


async def test_a_guest_logs_nothing(world: World) -> None:
    """They are told, kindly, that this is not for them."""
    noor = world.person("noor")

    await noor.types("/lost-customer Acme")
    await settle(world)

    assert noor.modal is None
    assert any("colleagues" in text for text in texts(noor.messages()))


@pytest.mark.every_way
async def test_a_form_that_is_sent_twice_is_one(world: World) -> None:
    """Two presses at once: one departure, one card."""
    await choose_channel(world)
    maya = world.person("maya")
    await maya.types("/lost-customer Acme Bakeries")
    view = maya.modal
    assert view is not None

    await asyncio.gather(maya.submit(view.id), maya.submit(view.id))
    await settle(world)

    assert len(cards_in(maya.messages("departures"))) == 1


async def test_slack_asks_to_wait_and_the_card_comes_later_once(world: World) -> None:
    """A 429 loses nothing and doubles nothing."""
    channel = await choose_channel(world)
    maya = world.person("maya")
    world.workspace.faults.add(
        method="chat.postMessage", kind="429", retry_after=45, where=lambda sent: sent["channel"] == channel
    )

    await log(world, "maya", "Acme Bakeries")
    before = len(cards_in(maya.messages("departures")))
    await world.clock.advance(minutes=1)

    assert (before, len(cards_in(maya.messages("departures")))) == (0, 1)


async def test_a_restart_in_the_middle_loses_no_card(world: World) -> None:
    """What was logged before the bot stopped is shown when it is back."""
    await choose_channel(world)
    maya = world.person("maya")
    world.workspace.faults.add(method="chat.postMessage", kind="drop_before", times=3)
    await log(world, "maya", "Acme Bakeries")

    await world.restart()
    await world.clock.advance(hours=1)

    assert len(cards_in(maya.messages("departures"))) == 1


async def test_a_channel_that_is_shared_with_another_company_gets_nothing_more(world: World) -> None:
    """From that moment the card is private, and what happens next is told there."""
    await choose_channel(world)
    await log(world, "maya", "Acme Bakeries")
    maya = world.person("maya")
    world.workspace.share("departures", "Harbor & Sons")
    world.workspace.join("departures", "hal")
    await settle(world)
    before = len(maya.messages("departures"))

    private = [message for message in maya.dm if "Has left" in "\n".join(message.texts())][-1]
    await maya.presses("Say where it stands", private)
    await maya.fills(stage="Nothing more to do")
    await settle(world)

    assert len(maya.messages("departures")) == before
    assert any("Closed" in text for text in texts(maya.dm))
    assert not any("Closed" in text for text in texts(maya.messages("departures")))


async def test_a_card_that_somebody_deleted_is_posted_anew(world: World) -> None:
    """The next thing that happens brings it back."""
    await choose_channel(world)
    await log(world, "maya", "Acme Bakeries")
    maya = world.person("maya")
    card = await maya.sees("Has left", "departures")
    await maya.presses("Say where it stands", card)
    delete(world.workspace, card)

    await maya.fills(stage="Nothing more to do")
    await settle(world)

    assert any("Closed" in text for text in texts(maya.messages("departures")))


async def test_once_moved_nothing_says_any_more_where_it_stood(world: World) -> None:
    """The answer to a second logging lies under the form that moves it, and goes with it."""
    await log(world, "maya", "Acme Bakeries", owner="maya")
    await log(world, "maya", "Acme Bakeries", note="They called.")
    maya = world.person("maya")

    await maya.presses("Say where it stands")
    await maya.fills(stage="Nothing more to do")

    assert maya.modal is None
