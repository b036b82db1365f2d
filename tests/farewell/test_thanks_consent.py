"""May we stay in touch: kept with who said it, who heard it, when and how; and it can be taken back, by anyone who may see it."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from bot.customers.models import ConsentAnswer
from bot.customers.service import consent_of, note_consent
from bot.customers.values import Consent
from bot.departures.service import facts_of
from bot.farewell.service import timeline
from bot.nudges.models import Cadence, Nudge
from bot.nudges.values import NudgeState
from bot.sandbox.actor import Actor
from bot.sandbox.records import Message
from bot.work.unit import Unit
from bot.workspace.models import AuditEntry
from tests.farewell.support import ACME, Parting, buttons

WORDS = "“Drop by when you are in town”, on the phone"


def request(parting: Parting) -> Message:
    """The request for thanks in Maya's messages."""
    return parting.person("maya").newest("This happens to good firms")


async def answers(parting: Parting) -> list[tuple[Any, ...]]:
    """All that is kept of what they said."""

    def read(unit: Unit) -> list[tuple[Any, ...]]:
        rows = unit.all(select(ConsentAnswer).order_by(ConsentAnswer.at, ConsentAnswer.id))
        return [(one.answer, one.said_by, one.heard_by, one.words) for one in rows]

    return await parting.unit(read)


async def opens_details(parting: Parting, handle: str) -> Actor:
    """Somebody opens the details at the card in the channel."""
    person = parting.person(handle)
    await person.presses("Details", person.newest("Logged by", "departures"))
    return person


async def test_the_answer_is_kept_with_who_said_it_who_heard_it_and_how(parting: Parting) -> None:
    await parting.opens()
    departure = await parting.loses()
    maya = parting.person("maya")

    await maya.presses("They answered…")
    assert await maya.fills(answer="Yes, gladly", said_by="Rosa <Marin>", words=WORDS) == {}
    await parting.settles()

    assert await answers(parting) == [(Consent.yes, "Rosa <Marin>", maya.user_id, WORDS)]
    assert "They said yes: we may stay in touch." in request(parting).text
    theo = await opens_details(parting, "theo")
    shown = str(theo.modal.body)
    assert "yes, said Rosa &lt;Marin&gt;; heard by Maya Okafor" in shown
    assert WORDS in shown

    def told(unit: Unit) -> list[str]:
        entries = timeline(unit, facts_of(unit, departure).customer_id, theo.user_id)
        audit = [f"{one.did} {one.what}" for one in unit.all(select(AuditEntry))]
        assert not any("Rosa" in line or "Drop by" in line for line in audit)
        return [f"{one.kind}: {one.what}: {one.words}" for one in entries if one.kind.startswith("consent")]

    assert await parting.unit(told) == [f"consent.yes: We may stay in touch, said Rosa <Marin>: {WORDS}"]


async def test_whom_they_know_there_is_proposed_as_the_one_who_said_it(long_parting: Parting) -> None:
    await long_parting.loses()
    maya = long_parting.person("maya")

    await maya.presses("They answered…")
    await maya.fills(answer="Yes, gladly")

    assert [said_by for _answer, said_by, _by, _words in await answers(long_parting)] == ["Rosa Marin"]


@pytest.mark.slow
async def test_they_change_their_mind_and_again_and_each_is_kept(long_parting: Parting) -> None:
    parting = long_parting
    await parting.opens()
    await parting.loses()
    maya = parting.person("maya")
    await maya.presses("They answered…")
    await maya.fills(answer="Yes, gladly")
    await parting.settles()

    walt = await opens_details(parting, "walt")
    await walt.presses("May we stay in touch…")
    assert "said yes: we may stay in touch" in str(walt.modal.body)
    assert "No answer to that yet" not in str(walt.modal.body)
    assert await walt.fills(answer="No, leave them in peace", words="Please stop.") == {}
    await parting.settles()
    assert "They said no: we leave them in peace." in request(parting).text
    assert "Where we were wrong…" not in buttons(request(parting))

    await maya.presses("They changed their mind…", request(parting))
    assert "Please stop." in str(maya.modal.body)
    assert await maya.fills(answer="Yes, gladly") == {}
    await parting.settles()

    kept = [(answer, by) for answer, _said, by, _words in await answers(parting)]
    assert kept == [(Consent.yes, maya.user_id), (Consent.no, walt.user_id), (Consent.yes, maya.user_id)]
    assert "They said yes: we may stay in touch." in request(parting).text


async def test_no_answer_yet_never_takes_a_no_away(long_parting: Parting) -> None:
    parting = long_parting
    departure = await parting.loses()
    maya = parting.person("maya")
    await maya.presses("They answered…")
    await maya.enters(answer="No answer to that yet")

    def they_say_no(unit: Unit) -> None:
        note_consent(unit, facts_of(unit, departure).customer_id, Consent.no, heard_by=maya.user_id)

    await parting.unit(they_say_no)
    assert "yes or no before" in (await maya.submits())["answer"]

    def later(unit: Unit) -> Consent:
        customer = facts_of(unit, departure).customer_id
        note_consent(unit, customer, Consent.not_answered, heard_by=maya.user_id)
        return consent_of(unit, customer)

    assert await parting.unit(later) is Consent.no


async def test_who_may_not_see_the_departure_learns_and_changes_nothing(parting: Parting) -> None:
    await parting.opens()
    await parting.loses(quiet=True)
    seen = request(parting)
    row = [block for block in seen.blocks if block["type"] == "actions"][-1]
    walt = parting.person("walt")  # in the channel, but this one is kept between a few
    mine = await walt.says("anything", channel="random")
    mine.blocks, mine.app_id = [row], seen.app_id
    container = {"type": "message", "channel_id": mine.channel, "message_ts": mine.ts}
    pressed = next(one for one in row["elements"] if one["text"]["text"] == "They answered…")

    await walt.press(container, row["block_id"], pressed["action_id"], None)

    assert walt.modal is None
    assert ACME not in walt.newest("leave the answer to them").text
    assert await answers(parting) == []


async def test_a_card_of_an_earlier_version_still_asks(long_parting: Parting) -> None:
    parting = long_parting
    await parting.loses()
    maya, seen = parting.person("maya"), request(parting)
    row = [block for block in seen.blocks if block["type"] == "actions"][-1]
    sent = next(one for one in row["elements"] if one["text"]["text"] == "I've sent it")
    asks = next(one for one in row["elements"] if one["text"]["text"] == "They answered…")
    asks["value"] = sent["value"]

    await maya.presses("They answered…", seen)

    assert f"May we stay in touch with {ACME}?" in str(maya.modal.body)


@pytest.mark.slow
async def test_a_no_ends_what_is_asked_of_colleagues_and_a_yes_lets_it_go_on(long_parting: Parting) -> None:
    parting = long_parting
    await parting.loses()
    maya = parting.person("maya")
    await maya.presses("They answered…")
    await maya.fills(answer="Yes, gladly")
    await parting.world.clock.advance(days=150)

    async def waiting() -> int:
        query = select(Nudge).join(Cadence, Cadence.id == Nudge.cadence).where(Nudge.state == NudgeState.waiting)
        return await parting.unit(lambda unit: len(unit.all(query)))

    assert await waiting() == 1
    await maya.presses("They changed their mind…", request(parting))
    await maya.fills(answer="No, leave them in peace")
    await parting.settles()
    assert await waiting() == 0
    await parting.world.clock.advance(days=150)
    assert await waiting() == 0

    await maya.presses("They changed their mind…", request(parting))
    await maya.fills(answer="Yes, gladly")
    await parting.world.clock.advance(days=150)
    assert await waiting() == 1
