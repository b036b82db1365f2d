"""What is not for the owner: its author and the named reader see it, it counts, and it stands nowhere else."""

from __future__ import annotations

import pytest
from sqlalchemy import inspect, select, text

from bot.demo.firm import EVERYONE
from bot.departures.service import name_owner
from bot.interviews.models import FrankNote
from bot.interviews.service import name_reader, open_frank_note
from bot.interviews.values import Obstacle
from bot.sandbox.actor import Actor
from bot.store.base import Base
from bot.work.unit import Unit
from bot.workspace.models import AuditEntry
from tests.interviews.support import ACME, Story, buttons
from tests.interviews.test_findings import FIRST, filled, speaking

FRANK = "Zanzibarism: Maya talked over them at every visit"
WORD = "Zanzibarism"
TOLD = "something that is not for the owner"
KEPT_IN = {"frank_notes", "finding_drafts"}


async def names(story: Story, reader: str | None, *, by: str = "grace") -> Obstacle | None:
    return await story.unit(name_reader, story.world.id_of(by), story.world.id_of(reader) if reader else None)


async def confides(story: Story, departure: str, words: str = FRANK) -> Actor:
    """The interviewer files the three answers, and what is not for the owner."""
    person = await speaking(story, departure)
    await person.enters(**FIRST)
    await person.presses("Not for the owner…")
    assert await person.fills(frank=words, frank_reason="how we treated them") == {}
    await story.settles()
    return person


async def changes(story: Story, person: Actor, words: str) -> None:
    """The author changes it."""
    await person.presses("Add to it…", person.newest("and what they said is kept"))
    await person.presses("Not for the owner…")
    assert await person.fills(frank=words) == {}
    await story.settles()


async def mornings(story: Story) -> None:
    await story.world.clock.advance(days=3)


def told(story: Story) -> list[str]:
    """Who was told that there is something."""
    return [one for one in EVERYONE if any(TOLD in m.text for m in story.world.person(one).dm)]


async def openings(story: Story) -> list[tuple[str, str]]:
    def read(unit: Unit) -> list[tuple[str, str]]:
        entries = unit.all(select(AuditEntry).where(AuditEntry.did == "frank_note.opened").order_by(AuditEntry.id))
        return [(one.who, one.what) for one in entries]

    return await story.unit(read)


async def everywhere_else(story: Story) -> str:
    """All that the database keeps outside the compartment."""

    def read(unit: Unit) -> str:
        session, found = unit.session, []
        for name in sorted(set(inspect(session.connection()).get_table_names()) - KEPT_IN):
            rows = session.connection().execute(text(f'select * from "{name}"'))  # noqa: S608 - the names are the database's own
            found += [f"{name}: {tuple(row)}" for row in rows]
        return "\n".join(found)

    return await story.unit(read)


@pytest.mark.slow
async def test_the_reader_is_told_in_private_and_opens_it_and_every_opening_is_written_down(story: Story) -> None:
    assert await names(story, "felix") is None
    departure = await story.loses_what_all_worked_on_but("ruth")
    await confides(story, departure)
    await mornings(story)

    felix = story.world.person("felix")
    assert told(story) == ["felix"]
    word = felix.newest(TOLD)
    assert ACME in word.text
    assert WORD not in "\n".join(word.texts())
    await felix.presses("Read it", word)
    assert felix.modal is not None
    assert FRANK in str(felix.modal.body)
    assert "Ruth" in str(felix.modal.body)
    await felix.closes()
    await felix.presses("Read it", word)

    interview = (await story.interview(departure)).id
    assert await openings(story) == [(story.world.id_of("felix"), interview)] * 2


@pytest.mark.slow
async def test_it_stands_nowhere_else(story: Story) -> None:
    """Everybody opens their Home and the details; the database outside the compartment is read whole, and so is all of Slack."""
    await names(story, "felix")
    departure = await story.loses_what_all_worked_on_but("ruth")
    ruth = await confides(story, departure)
    await changes(story, ruth, f"{FRANK}, and at the fair")
    await mornings(story)
    await story.world.person("felix").presses("Read it", story.world.person("felix").newest(TOLD))
    await story.world.person("felix").closes()
    for handle in EVERYONE:
        person = story.world.person(handle)
        await person.opens_home()
        if not [one for one in person.messages("departures") if "Logged by" in one.text]:
            continue
        await person.presses("Details", person.newest("Logged by", channel="departures"))
        if person.modal is not None:
            assert WORD not in str(person.modal.body)
            await person.closes()

    kept = await everywhere_else(story)
    assert "Maya Okafor" in kept
    assert [line[:200] for line in kept.splitlines() if WORD in line] == []
    world = story.world.workspace
    for place in world.conversations.values():
        assert WORD not in repr(place.messages)
    for view in world.views.values():
        assert WORD not in repr(view) or view.user in (ruth.user_id, story.world.id_of("felix"))


@pytest.mark.slow
async def test_without_a_named_reader_only_the_author_keeps_it(story: Story) -> None:
    departure = await story.loses_what_all_worked_on_but("ruth")
    ruth = await confides(story, departure)
    await mornings(story)

    interview = (await story.interview(departure)).id
    assert told(story) == []
    for handle in set(EVERYONE) - {"ruth"}:
        assert await story.unit(open_frank_note, story.world.id_of(handle), interview) is Obstacle.not_yours
    await ruth.presses("Add to it…", ruth.newest("and what they said is kept"))
    await ruth.presses("Not for the owner…")
    assert filled(ruth)["frank"] == FRANK


@pytest.mark.slow
async def test_another_reader_does_not_see_what_was_meant_for_the_one_before_and_that_one_no_more(story: Story) -> None:
    await names(story, "felix")
    departure = await story.loses_what_all_worked_on_but("ruth")
    ruth = await confides(story, departure)
    await mornings(story)
    interview = (await story.interview(departure)).id

    assert await names(story, "dan") is None
    await mornings(story)

    assert not buttons(story.world.person("felix").newest("It is not with you any more"))
    assert told(story) == []
    for handle in ("felix", "dan", "grace"):
        assert await story.unit(open_frank_note, story.world.id_of(handle), interview) is Obstacle.not_yours
    await changes(story, ruth, f"{FRANK}, and at the fair")
    await mornings(story)
    assert told(story) == ["dan"]
    await names(story, "felix")
    assert await story.unit(open_frank_note, story.world.id_of("felix"), interview) is Obstacle.not_yours


@pytest.mark.slow
async def test_a_reader_who_looks_after_the_customer_is_told_nothing(story: Story) -> None:
    await names(story, "maya")
    departure = await story.loses_what_all_worked_on_but("ruth")
    ruth = await confides(story, departure)
    await mornings(story)

    interview = (await story.interview(departure)).id
    assert told(story) == []
    assert await story.unit(open_frank_note, story.world.id_of("maya"), interview) is Obstacle.not_yours
    await ruth.presses("Add to it…", ruth.newest("and what they said is kept"))
    await ruth.presses("Not for the owner…")
    assert ruth.modal is not None
    assert "Only you can read this" in str(ruth.modal.body)


@pytest.mark.slow
async def test_a_reader_who_turns_out_to_be_the_owner_can_open_it_no_more(story: Story) -> None:
    await names(story, "dan")
    departure = await story.loses_what_all_worked_on_but("ruth", owner=None, by="theo")
    await confides(story, departure)
    await mornings(story)
    assert told(story) == ["dan"]

    await story.unit(name_owner, story.world.id_of("theo"), departure, story.world.id_of("dan"))
    await story.settles()

    interview = (await story.interview(departure)).id
    assert told(story) == []
    assert await story.unit(open_frank_note, story.world.id_of("dan"), interview) is Obstacle.not_yours


@pytest.mark.slow
async def test_a_note_can_be_taken_back(story: Story) -> None:
    await names(story, "felix")
    departure = await story.loses_what_all_worked_on_but("ruth")
    ruth = await confides(story, departure)
    await mornings(story)
    await ruth.presses("Add to it…", ruth.newest("and what they said is kept"))
    await ruth.presses("Not for the owner…")
    assert await ruth.fills(frank=None, frank_reason=None) == {}
    await story.settles()

    assert await story.unit(lambda unit: unit.all(select(FrankNote))) == []
    assert told(story) == []


async def test_only_admins_name_the_reader_and_only_a_colleague_can_be_one(story: Story) -> None:
    grace, maya = story.world.person("grace"), story.world.person("maya")
    assert await names(story, "felix", by="maya") is Obstacle.not_yours
    assert await names(story, "noor") is Obstacle.not_a_colleague
    assert await names(story, "hal") is Obstacle.not_a_colleague
    await maya.opens_home()
    assert maya.home is not None
    assert "not for the owner" not in str(maya.home.body)

    await grace.opens_home()
    assert grace.home is not None
    assert "is read by its author alone" in str(grace.home.body)
    await grace.presses("Choose a reader")
    assert "your own company" in (await grace.fills(reader="hal"))["reader"]
    assert await grace.fills(reader="felix") == {}
    await grace.opens_home()
    assert "is read by its author and Felix Brandt" in str(grace.home.body)


@pytest.mark.slow
async def test_a_reader_who_left_the_firm_is_told_nothing(story: Story) -> None:
    await names(story, "felix")
    departure = await story.loses_what_all_worked_on_but("ruth")
    story.world.workspace.deactivate("felix")
    await story.settles()
    await confides(story, departure)
    await mornings(story)

    assert told(story) == []


def test_the_compartment_is_where_this_test_looks_away() -> None:
    assert set(Base.metadata.tables) >= KEPT_IN
