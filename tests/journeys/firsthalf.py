"""The first half of the journey, from the command to the interview: what people type, fill in, press and see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.demo.firm import EVERYONE
from bot.sandbox.actor import Actor
from bot.sandbox.faults import Fault
from bot.sandbox.finding import controls
from bot.sandbox.records import Message
from tests.interviews.support import ACME, QUESTION, ROSA, buttons
from tests.support.process import ProcessWorld

REFUSAL = "Porchlight is for colleagues at Fernhill only"


@dataclass
class FirstHalf:
    """The demo's firm beside the bot's own process. Whatever is known here, somebody of the firm can see."""

    world: ProcessWorld

    def person(self, handle: str) -> Actor:
        """Somebody of the firm, to act as."""
        return self.world.person(handle)

    async def settles(self) -> None:
        """All that there is to say is said: Slack takes one message a second in each place."""
        await self.world.clock.advance(seconds=15)

    async def opens(self) -> None:
        """Grace chooses #departures for the cards."""
        grace = self.person("grace")
        await grace.types("/lost-customer settings")
        await grace.presses("Channels")
        assert await grace.fills(channel="departures") == {}
        await grace.closes()
        await self.settles()

    async def loses(self, customer: str = ACME, by: str = "maya", **answers: Any) -> None:
        """Somebody types the command and fills in the form, with Maya as the owner unless told otherwise."""
        person = self.person(by)
        await person.types(f"/lost-customer {customer}")
        assert await person.fills(**{"owner": "maya", "contact": ROSA, **answers}) == {}
        await self.settles()

    async def loses_what_all_worked_on_but(self, *strangers: str) -> None:
        """Only these people never worked with the customer."""
        await self.loses(worked_with=[one for one in EVERYONE if one not in (*strangers, "maya")])

    def slack_is_busy(self, words: str) -> Fault:
        """Slack answers the next message with these words, or to this channel, with 429: come back in 45 seconds."""
        return self.world.workspace.faults.add(
            method="chat.postMessage", kind="429", retry_after=45, where=lambda sent: words in str(sent)
        )

    async def asked(self) -> Actor:
        """The one who is asked to call, waited for until their morning; nobody but they may be asked."""
        for _half_a_day in range(10):
            people = self.all_asked()
            if people:
                assert len(people) == 1, people
                return self.person(people[0])
            await self.world.clock.advance(hours=12)
        raise AssertionError("nobody is asked")

    def all_asked(self) -> list[str]:
        """Who has an open question in their messages."""
        here = [self.person(one) for one in EVERYONE]
        return [one.handle for one in here if not one.user.deactivated and count(one, QUESTION)]

    def cards(self, stage: str = "*Has left*") -> list[Message]:
        """The cards in #departures that say this."""
        return [one for one in self.person("maya").messages("departures") if stage in one.text and not one.thread_ts]

    def card(self) -> str:
        """What the only card in #departures says."""
        (card,) = self.cards()
        return card.text

    def thread(self) -> str:
        """What stands under the cards."""
        return "\n".join(one.text for one in self.person("maya").messages("departures") if one.thread_ts)

    def in_public(self) -> str:
        """All that the members of #departures can read."""
        return "\n".join(text for one in self.person("maya").messages("departures") for text in one.texts())


def count(person: Actor, words: str) -> int:
    """How many of somebody's direct messages say this."""
    return len([one for one in person.dm if words in "\n".join(one.texts())])


def pressable(person: Actor, text: str) -> list[Message]:
    """Somebody's direct messages with this button."""
    return [one for one in person.dm if text in buttons(one)]


def said_at(person: Actor, messages: Sequence[Message]) -> list[datetime]:
    """When these messages came, by the clock on this person's wall."""
    return [datetime.fromtimestamp(float(one.ts), UTC).astimezone(ZoneInfo(person.user.tz)) for one in messages]


async def refusals(person: Actor, message: Message) -> int:
    """How many buttons this message has; each press is refused, to this person alone, and opens nothing."""
    found = [one for one in controls([message]) if one.element["type"] == "button"]
    for number, one in enumerate(found, start=1):
        before = len(person.messages())
        await person.press(one.container, one.block_id, one.element["action_id"])
        answers = person.messages()[before:]
        assert person.modal is None
        assert [answer.ephemeral and REFUSAL in answer.text for answer in answers] == [True], f"press {number}"
    return len(found)


async def picks_somebody_whom_slack_does_not_know(person: Actor) -> None:
    """The owner in the form is somebody whose account was removed since Slack offered it."""
    view = person.modal
    assert view is not None
    block = next(one for one in view.body["blocks"] if one["block_id"] == "owner")
    await person.type_into({"type": "view", "view_id": view.id}, "owner", block["element"]["action_id"], "U0NOBODY00")
