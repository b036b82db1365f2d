"""After the talk whoever guessed sees their own guess beside what was found, alone; an owner without a guess hears what was found."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.demo.firm import EVERYONE
from bot.farewell.service import guess, thanks_for
from bot.farewell.values import GuessForm
from bot.insights.blocks.findings import finding_card
from bot.insights.service import CARDS, FINDING, SIDE_BY_SIDE
from bot.insights.values import Heard
from bot.interviews.models import Finding
from bot.interviews.values import Source
from bot.sandbox.errors import NotThere
from bot.work.models import Delivery
from bot.work.unit import Unit
from tests.interviews.support import ACME, Story, buttons

SECRET = "we were slow with the spring order"
SAID = "Nobody called back about the damaged boxes"


async def guesses(story: Story, departure: str, handle: str, reason: str, words: str | None = SECRET) -> None:
    def keep(unit: Unit) -> None:
        thanks = thanks_for(unit, departure)
        assert thanks is not None
        guess(unit, story.world.id_of(handle), thanks.id, GuessForm(reason, words))

    await story.unit(keep)
    await story.settles()


async def held(story: Story, departure: str, reason: str = "how we treated them", leaves: str | None = None) -> str:
    """Somebody calls them and files what they said; and the next morning has come. Who it was. Before, somebody `leaves`."""
    maya = story.world.person("maya")
    while "☐" in maya.newest("takes along", "departures").text:  # else she is reminded of it the same morning
        await maya.presses("Done", maya.newest("takes along", "departures"))
        await story.settles()
    person = await story.interviewer(departure)
    await person.presses("Arranged")
    day = (story.world.clock.now() + timedelta(days=2)).date()
    assert await person.fills(day=day, time="11:00") == {}
    await story.world.clock.advance(days=3)
    if leaves is not None:
        story.world.workspace.deactivate(leaves)
        await story.settles()
    await person.presses("Done")
    assert await person.fills(said=SAID, reason=reason, consent="Yes") == {}
    await story.world.clock.advance(days=5)
    return str(person.handle)


def who_reads(story: Story, words: str) -> list[str]:
    """Everybody who has a message with these words in it."""
    return [
        handle
        for handle in EVERYONE
        if any(words in text for one in story.world.person(handle).messages() for text in one.texts())
    ]


@pytest.mark.slow
async def test_the_owner_sees_both_side_by_side_and_nobody_else_does(story: Story) -> None:
    departure = await story.loses()
    await guesses(story, departure, "maya", "price")
    interviewer = await held(story, departure)

    card = story.world.person("maya").newest("You thought: *price*. They said: *how we treated them*.")
    assert SECRET in card.text
    assert SAID in card.text
    assert ACME in card.text.splitlines()[0]
    assert buttons(card) == ["Details", "Fix this…"]
    assert who_reads(story, SECRET) == ["maya"]
    assert who_reads(story, SAID) == ["maya"], interviewer
    assert who_reads(story, "You thought") == ["maya"]
    assert "*price*" not in story.in_public()

    await story.world.person("maya").presses("Details", card)
    modal = story.world.person("maya").modal
    assert modal is not None
    assert ACME in str(modal.body)


@pytest.mark.slow
async def test_the_same_reason_is_said_simply(story: Story) -> None:
    departure = await story.loses()
    await guesses(story, departure, "maya", "treatment", None)
    await held(story, departure)

    card = story.world.person("maya").newest("You thought: *how we treated them*. They said the same.")
    assert buttons(card) == ["Details", "Fix this…"]


@pytest.mark.slow
async def test_what_they_wrote_is_told_as_written(story: Story) -> None:
    """Where somebody filed what the customer wrote, nobody has spoken with them."""
    departure = await story.loses()
    await guesses(story, departure, "maya", "price")
    await held(story, departure)

    def as_if_written(unit: Unit) -> str:
        finding = unit.first(select(Finding))
        kept = unit.first(select(Delivery).where(Delivery.card == SIDE_BY_SIDE))
        assert finding is not None
        assert kept is not None
        finding.source = Source.wrote
        unit.session.flush()
        drawn = CARDS[SIDE_BY_SIDE](unit, kept.subject or "")
        return drawn.text if drawn else ""

    text = await story.unit(as_if_written)
    assert text.startswith(f"*{ACME}* has answered in writing.")
    assert "They wrote: *how we treated them*." in text


@pytest.mark.slow
async def test_an_owner_who_made_no_guess_hears_what_was_found(story: Story) -> None:
    departure = await story.loses(by="theo")
    await held(story, departure)

    card = story.world.person("maya").newest("They left over this: *how we treated them*.")
    assert SAID in card.text
    assert "because they were your customer" in card.text
    assert who_reads(story, SAID) == ["maya"]


@pytest.mark.slow
async def test_what_was_found_reaches_whoever_logged_it_where_the_owner_is_no_colleague_any_more(story: Story) -> None:
    departure = await story.loses(by="theo")
    await held(story, departure, leaves="maya")

    card = story.world.person("theo").newest("They left over this: *how we treated them*.")
    assert "because nobody else looks after them" in card.text
    assert who_reads(story, SAID) == ["theo"]


@pytest.mark.slow
async def test_whoever_logged_it_and_the_owner_each_hear_their_own(story: Story) -> None:
    departure = await story.loses(by="theo")
    await guesses(story, departure, "theo", "quality", "two late deliveries")
    await guesses(story, departure, "maya", "price")
    await held(story, departure)

    assert "what we delivered" in story.world.person("theo").newest("You thought").text
    assert "price" in story.world.person("maya").newest("You thought").text
    assert who_reads(story, SECRET) == ["maya"]
    assert who_reads(story, "two late deliveries") == ["theo"]


@pytest.mark.slow
async def test_a_card_with_a_guess_is_drawn_for_nobody_but_its_author(story: Story) -> None:
    """Even where something went wrong, and it were to be sent to somebody else."""
    departure = await story.loses()
    await guesses(story, departure, "maya", "price")
    await held(story, departure)

    def astray(unit: Unit) -> None:
        kept = unit.first(select(Delivery).where(Delivery.card == SIDE_BY_SIDE))
        assert kept is not None
        assert kept.target == story.world.id_of("maya")
        unit.show(SIDE_BY_SIDE, kept.subject or "", to=story.world.id_of("dan"))

    await story.unit(astray)
    await story.settles()

    with pytest.raises(NotThere):
        story.world.person("dan").newest("You thought")


@pytest.mark.slow
async def test_what_was_found_is_drawn_for_nobody_who_may_not_see_it(story: Story) -> None:
    departure = await story.loses()
    await held(story, departure)

    def drawn_for_another(unit: Unit) -> bool:
        kept = unit.first(select(Delivery).where(Delivery.card == FINDING))
        assert kept is not None
        assert CARDS[FINDING](unit, kept.subject or "") is not None
        kept.target = story.world.id_of("noor")
        unit.session.flush()
        return CARDS[FINDING](unit, kept.subject or "") is None

    assert await story.unit(drawn_for_another)


def test_what_we_owe_them_is_not_said_to_be_nothing_to_do() -> None:
    heard = Heard("d", ACME, "Ruth Abelson", "price", "Twice you were late.", is_owner=True)

    assert "There is nothing to do." in finding_card(heard).text
    owed = finding_card(replace(heard, fix_owed="The credit note")).text
    assert "nothing to do" not in owed
    assert "With “Fix this…” somebody sees to what we owe them." in owed
