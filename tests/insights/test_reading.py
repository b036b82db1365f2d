"""What a customer said can be read again from the details, by those who may hear it, and by nobody else."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.customers.models import Dealing
from bot.demo.firm import EVERYONE
from bot.insights.service import open_findings_again
from bot.interviews.service import choose_willingness
from bot.interviews.values import WillingForm
from bot.sandbox.actor import Actor
from bot.work.unit import Unit
from bot.workspace.models import AuditEntry
from tests.insights.test_side_by_side import SAID, SECRET, guesses, held
from tests.interviews.support import ACME, Story
from tests.interviews.test_another import SECOND, another, guide_of, takes
from tests.interviews.test_findings import FIRST
from tests.interviews.test_frank import FRANK

AGAIN = "What they said"


async def details(story: Story, handle: str) -> list[str]:
    """What somebody can press in the details, opened from the card in the channel."""
    person = story.world.person(handle)
    await person.presses("Details", person.newest("Logged by", channel="departures"))
    return pressable(person)


def pressable(person: Actor) -> list[str]:
    """The buttons of the view that is open, if one is."""
    shown = person.modal.body["blocks"] if person.modal else []
    return [one["text"]["text"] for row in shown if row["type"] == "actions" for one in row["elements"]]


async def may_read(story: Story, departure: str) -> set[str]:
    """Everybody who is shown it when they ask for it, by whatever way."""
    return {
        one for one in EVERYONE if await story.unit(open_findings_again, story.world.id_of(one), departure) is not None
    }


async def openings(story: Story) -> list[AuditEntry]:
    def read(unit: Unit) -> list[AuditEntry]:
        return list(unit.all(select(AuditEntry).where(AuditEntry.did == "findings.opened")))

    return await story.unit(read)


@pytest.mark.slow
async def test_the_owner_reads_it_again_from_the_details(story: Story) -> None:
    departure = await story.loses()
    await guesses(story, departure, "maya", "price")
    assert AGAIN not in await details(story, "maya")
    await story.world.person("maya").closes()
    await held(story, departure)
    maya = story.world.person("maya")

    assert AGAIN in await details(story, "maya")
    await maya.presses(AGAIN)

    shown = str(maya.modal and maya.modal.body)
    assert ACME in shown
    assert SAID in shown
    assert "how we treated them" in shown
    assert SECRET not in shown
    assert [(one.who, one.what) for one in await openings(story)] == [(maya.user_id, departure)]
    assert SAID not in repr([vars(one) for one in await openings(story)])


@pytest.mark.slow
async def test_only_owner_logger_team_and_admins_read_it(story: Story) -> None:
    """Whoever held the talk has filed it, and the rest of the channel reads that it was held."""
    for one in ("grace", "lena"):
        await story.unit(choose_willingness, story.world.id_of(one), WillingForm(never=True, paused_until=None))
    departure = await story.loses(by="theo", worked_with=["walt"])
    interviewer = await held(story, departure)

    assert await may_read(story, departure) == {"maya", "theo", "walt", "grace", "lena"}
    assert interviewer in set(EVERYONE) - {"maya", "theo", "walt", "grace", "lena"}
    assert AGAIN not in await details(story, "jonas")
    assert await story.unit(open_findings_again, story.world.id_of("noor"), departure) is None
    assert await story.unit(open_findings_again, story.world.id_of("hal"), departure) is None


@pytest.mark.slow
async def test_whoever_lost_access_reads_it_no_more_though_the_button_still_stands_there(story: Story) -> None:
    departure = await story.loses(by="theo", worked_with=["walt"])
    await held(story, departure)
    walt = story.world.person("walt")
    assert AGAIN in await details(story, "walt")

    def had_no_dealings(unit: Unit) -> None:
        for known in unit.all(select(Dealing).where(Dealing.person == walt.user_id)):
            unit.session.delete(known)

    await story.unit(had_no_dealings)
    await walt.presses(AGAIN)

    assert SAID not in str(walt.modal and walt.modal.body)
    assert "with somebody else" in walt.newest("with somebody else").text
    assert await openings(story) == []
    story.world.workspace.deactivate("theo")
    await story.settles()
    assert await may_read(story, departure) == {"maya", "grace", "lena"}


@pytest.mark.slow
async def test_what_two_of_them_said_is_read_one_under_the_other_and_what_is_not_for_the_owner_is_not(
    story: Story,
) -> None:
    departure = await story.loses()
    assert await may_read(story, departure) == set()
    first = await takes(story, departure, 1)
    await another(story, departure)
    second = await takes(story, departure, 2)
    for actor, whom, words in ((first, "Rosa", SAID), (second, "Paul", SECOND)):
        await actor.presses("Done", guide_of(actor, whom))
        await actor.enters(**(FIRST | {"said": words}))
        await actor.presses("Not for the owner…")
        assert await actor.fills(frank=FRANK) == {}
        await story.settles()

    await details(story, "maya")
    maya = story.world.person("maya")
    await maya.presses(AGAIN)

    shown = str(maya.modal and maya.modal.body)
    assert shown.index(SAID) < shown.index(SECOND)
    assert "another person at" in shown
    assert FRANK not in shown
