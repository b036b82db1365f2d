"""Where we were wrong: an apology to send, and later that it is changed; never to whom wishes to be left in peace."""

from __future__ import annotations

import asyncio
from urllib.parse import quote

import pytest
from sqlalchemy import select

from bot.customers.models import Touch
from bot.customers.service import note_consent
from bot.customers.values import Consent, TouchKind
from bot.departures.service import choose_size, facts_of, move
from bot.departures.values import Size, Stage
from bot.farewell.models import Apology
from bot.farewell.service import apology, timeline
from bot.sandbox.errors import NotThere
from bot.sandbox.records import Message
from bot.work.unit import Unit
from bot.workspace.models import AuditEntry
from tests.farewell.support import ACME, Parting, buttons, press_beside

WHAT = "We promised your order for Monday, and it came on <Thursday>."
ASK = "Eight weeks ago we wrote to"
LAST = "once more: is it changed by now"
BRIEF = "Good morning"


def card(parting: Parting, containing: str = "where we were wrong", handle: str = "maya") -> Message:
    """A card of the apology in somebody's messages; a line of it in their morning brief is none. Raises NotThere."""
    found = [one for one in parting.person(handle).dm if containing in one.text and not one.text.startswith(BRIEF)]
    if not found:
        raise NotThere(f"A card with {containing!r}", [one.text for one in parting.person(handle).dm[-10:]])
    return found[-1]


async def writes(parting: Parting, handle: str = "maya", what: str = WHAT) -> None:
    """Somebody writes an apology, from the request for thanks."""
    person = parting.person(handle)
    await person.presses("Where we were wrong…")
    assert await person.fills(what=what) == {}
    await person.closes()
    await parting.settles()


async def sends(parting: Parting, handle: str = "maya") -> None:
    """They write it, and send it."""
    await writes(parting, handle)
    await parting.person(handle).presses("I've sent it", card(parting, handle=handle))
    await parting.settles()


async def eight_weeks_later(parting: Parting, handle: str = "maya") -> None:
    """The question whether it is changed stands in the morning."""
    await later(parting, 58, ASK, handle)


async def later(parting: Parting, days: int, containing: str, handle: str = "maya") -> None:
    """Days go by, and a question stands in the morning: alone, or opened from among other things."""
    await parting.world.clock.advance(days=days)
    person = parting.person(handle)
    brief = person.newest(containing)
    if brief.text.startswith(BRIEF):
        await press_beside(person, brief, containing, "Open")
        await parting.settles()


async def touches(parting: Parting) -> list[tuple[TouchKind, str]]:
    """All contacts that are kept."""
    return await parting.unit(lambda unit: [(one.kind, one.by) for one in unit.all(select(Touch))])


async def says(parting: Parting, departure: str, answer: Consent) -> None:
    """Somebody hears whether we may stay in touch."""

    def hear(unit: Unit) -> None:
        note_consent(unit, facts_of(unit, departure).customer_id, answer, heard_by=parting.world.id_of("maya"))

    await parting.unit(hear)
    await parting.settles()


async def test_an_apology_is_written_looked_at_and_sent_and_kept_as_a_contact(parting: Parting) -> None:
    await parting.opens()
    departure = await parting.loses()
    maya = parting.person("maya")

    await maya.presses("Where we were wrong…")
    assert await maya.fills(what="Unfortunately you ordered late.") == {}
    assert "“Unfortunately you” may sound like blame." in str(maya.modal.body)
    assert await maya.fills(what=WHAT) == {}
    assert "in your messages with me" in str(maya.modal.body)
    await maya.closes()
    await parting.settles()
    asked = card(parting)
    assert "order for Monday, and it came on &lt;Thursday&gt;." in asked.text
    assert f"mailto:rosa@acme.example?subject={quote('We were wrong')}" in str(asked.blocks)
    assert await parting.unit(apology.apology_duties, maya.user_id) == [f"Send *{ACME}* the apology you wrote"]

    await maya.presses("I've sent it", asked)
    await parting.settles()

    assert await touches(parting) == [(TouchKind.email, maya.user_id)]
    assert buttons(card(parting, "that we were wrong:")) == ["It is changed", "It stays as it is"]
    assert parting.person("theo").newest("Maya Okafor has told them that we were wrong", "departures").thread_ts
    assert await parting.unit(apology.apology_duties, maya.user_id) == []

    def told(unit: Unit) -> list[str | None]:
        audit = [f"{one.did} {one.what}" for one in unit.all(select(AuditEntry))]
        assert not any("Monday" in line for line in audit)
        entries = timeline(unit, facts_of(unit, departure).customer_id, maya.user_id)
        return [one.words for one in entries if one.kind == "apology.sent"]

    [words] = await parting.unit(told)
    assert words is not None
    assert WHAT in words


@pytest.mark.slow
async def test_once_it_is_changed_there_is_a_letter_that_asks_for_nothing(long_parting: Parting) -> None:
    parting = long_parting
    departure = await parting.loses()
    maya = parting.person("maya")
    await sends(parting)

    await maya.presses("It is changed")
    await parting.settles()
    letter = card(parting, "may like to hear that it is changed")
    assert "We changed it. Thank you for telling us" in letter.text
    await maya.presses("Change the words", letter)
    await maya.fills(body="Dear Rosa, it comes on Mondays now. Thank you for telling us.")
    await parting.settles()
    await maya.presses("Print", card(parting, "may like to hear"))
    await parting.settles()
    assert "comes on Mondays now" in parting.world.workspace.file(maya.newest("to print").files[0]).data.decode()
    await maya.presses("I've sent it", card(parting, "may like to hear"))
    assert await maya.fills(way="By letter") == {}  # printed, and with an address: so it is asked
    await parting.settles()

    assert "told them on" in card(parting, "that it is changed. It is in their folder").text
    assert [kind for kind, _by in await touches(parting)] == [TouchKind.email, TouchKind.letter]

    def told(unit: Unit) -> list[str]:
        return [one.kind for one in timeline(unit, facts_of(unit, departure).customer_id, maya.user_id)]

    assert {"apology.sent", "apology.told"} <= set(await parting.unit(told))
    await parting.world.clock.advance(days=200)
    with pytest.raises(NotThere):
        card(parting, ASK)


@pytest.mark.slow
async def test_after_eight_weeks_it_is_asked_and_a_quarter_later_once_more(long_parting: Parting) -> None:
    parting = long_parting
    await parting.loses()
    maya = parting.person("maya")
    await sends(parting)
    await parting.world.clock.advance(days=54)
    with pytest.raises(NotThere):
        card(parting, ASK)

    await later(parting, 4, ASK)
    assert "If it is not yet, I ask once more" in card(parting, ASK).text
    await maya.presses("Not yet", card(parting, ASK))
    await parting.settles()
    assert buttons(card(parting, "not yet, then. I ask you once more")) == []

    await later(parting, 93, LAST)
    assert "I ask this for the last time." in card(parting, LAST).text
    await maya.presses("Not yet", card(parting, LAST))
    await parting.settles()
    assert buttons(card(parting, "I leave it at that")) == []
    seen = len(maya.dm)
    await parting.world.clock.advance(days=200)
    assert not [one for one in maya.dm[seen:] if "changed by now" in one.text and not one.text.startswith(BRIEF)]

    await maya.presses("It is changed", card(parting, "that we were wrong:"))
    await parting.settles()
    assert "I've sent it" in buttons(card(parting, "may like to hear"))


@pytest.mark.slow
async def test_that_it_stays_as_it_is_ends_it(long_parting: Parting) -> None:
    parting = long_parting
    await parting.loses()
    maya = parting.person("maya")
    await sends(parting)
    await eight_weeks_later(parting)
    asked = card(parting, ASK)

    await maya.presses("It stays as it is", asked)
    await parting.settles()

    assert "it stays as it is, says Maya Okafor" in card(parting, "I don't ask again").text
    with pytest.raises(NotThere):
        card(parting, ASK)
    await parting.world.clock.advance(days=200)
    with pytest.raises(NotThere):
        card(parting, LAST)


async def test_it_may_be_left_after_all(long_parting: Parting) -> None:
    parting = long_parting
    await parting.loses()
    await writes(parting)

    await parting.person("maya").presses("Not after all", card(parting))
    await parting.settles()

    assert buttons(card(parting, "no apology after all")) == []
    assert await touches(parting) == []


@pytest.mark.slow
async def test_who_wishes_to_be_left_in_peace_gets_neither(long_parting: Parting) -> None:
    parting = long_parting
    departure = await parting.loses()
    maya = parting.person("maya")
    await maya.presses("Where we were wrong…")
    await says(parting, departure, Consent.no)

    assert "left in peace" in (await maya.fills(what=WHAT))["what"]

    await maya.closes()
    assert await parting.unit(lambda unit: unit.all(select(Apology))) == []
    await says(parting, departure, Consent.yes)
    await sends(parting)
    await says(parting, departure, Consent.no)
    assert buttons(card(parting, "left in peace, so there is nothing to send")) == []
    await parting.world.clock.advance(days=60)
    with pytest.raises(NotThere):
        card(parting, ASK)


@pytest.mark.slow
async def test_a_no_that_comes_after_the_question_takes_it_back(long_parting: Parting) -> None:
    parting = long_parting
    departure = await parting.loses()
    await sends(parting)
    await eight_weeks_later(parting)
    assert card(parting, ASK)

    await says(parting, departure, Consent.no)

    with pytest.raises(NotThere):
        card(parting, ASK)
    assert buttons(card(parting, "left in peace, so there is nothing to send")) == []


async def test_who_stays_with_us_after_all_hears_it_as_well(long_parting: Parting) -> None:
    parting = long_parting
    departure = await parting.loses(Stage.leaving)
    maya = parting.person("maya")
    await parting.world.clock.advance(days=1)  # the talk before they go was what could not wait yesterday
    await writes(parting)
    await parting.unit(move, maya.user_id, departure, Stage.saved)
    await parting.settles()
    assert "I've sent it" in buttons(card(parting))


async def test_a_record_alone_ends_it_kindly(long_parting: Parting) -> None:
    parting = long_parting
    departure = await parting.loses()
    maya = parting.person("maya")
    await writes(parting)

    await parting.unit(choose_size, maya.user_id, departure, Size.record)
    await parting.settles()

    assert buttons(card(parting, "So there is nothing to send.")) == []
    assert await parting.unit(apology.apology_duties, maya.user_id) == []


@pytest.mark.slow
async def test_whoever_wrote_it_and_is_gone_passes_it_on(long_parting: Parting) -> None:
    parting = long_parting
    await parting.opens()
    await parting.loses()
    await sends(parting)

    parting.world.workspace.deactivate("maya")
    await parting.world.clock.advance(days=1)
    theo = parting.person("theo")
    await press_beside(theo, theo.newest("Good morning"), "that we were wrong:", "Open")
    await parting.settles()
    assert "whoever wrote" not in card(parting, "that we were wrong:", "theo").text
    await eight_weeks_later(parting, "theo")

    assert "you look after this customer now, and somebody else wrote the apology" in card(parting, ASK, "theo").text
    await parting.person("theo").presses("It is changed", card(parting, ASK, "theo"))
    await parting.settles()
    assert "Kind regards,\nTheo Marchetti" in card(parting, "may like to hear", "theo").text


async def test_the_team_apologises_from_the_details_and_others_learn_nothing(parting: Parting) -> None:
    await parting.opens()
    await parting.loses(worked_with=(parting.world.id_of("dan"),))
    dan, walt = parting.person("dan"), parting.person("walt")
    await walt.presses("Details", walt.newest("Logged by", "departures"))
    assert "Where we were wrong" not in str(walt.modal.body)
    await walt.closes()
    seen = parting.person("maya").newest("This happens to good firms")
    row = [block for block in seen.blocks if block["type"] == "actions"][-1]
    wrong = next(one for one in row["elements"] if one["text"]["text"] == "Where we were wrong…")
    for person in (walt, dan):
        mine = await person.says(f"anything by {person.handle}", channel="random")
        mine.blocks, mine.app_id = [row], seen.app_id
        container = {"type": "message", "channel_id": mine.channel, "message_ts": mine.ts}
        await person.press(container, row["block_id"], wrong["action_id"], None)

    assert walt.modal is None
    assert ACME not in walt.newest("leave the answer to them").text
    assert await dan.fills(what=WHAT) == {}
    await dan.closes()
    await parting.settles()
    assert "I've sent it" in buttons(card(parting, handle="dan"))
    with pytest.raises(NotThere):
        card(parting, "To *Acme Bakeries*, where we were wrong", "maya")


@pytest.mark.every_way
async def test_a_press_that_comes_twice_counts_once(parting: Parting) -> None:
    await parting.loses()
    maya = parting.person("maya")
    await maya.presses("Where we were wrong…")
    await maya.enters(what=WHAT)
    await maya.submits_twice()
    await parting.settles()
    assert len(await parting.unit(lambda unit: unit.all(select(Apology)))) == 1

    asked = card(parting)
    await asyncio.gather(maya.presses("I've sent it", asked), maya.presses("I've sent it", asked))
    await parting.settles()

    assert await touches(parting) == [(TouchKind.email, maya.user_id)]
