"""What we change begins wherever one reads why customers leave."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from bot.farewell.models import Apology
from bot.farewell.service import apology
from bot.farewell.service.changing import tell_changed
from bot.farewell.values import Outcome
from bot.farewell.values.letters import ApologyState
from bot.insights import blocks as insights
from bot.insights.values import AlertView
from bot.slack.kit import unpack
from bot.work.unit import Unit
from tests.fixes.support import WHAT, heard, makes
from tests.interviews.support import Story


async def apologised(story: Story, departure: str) -> str:
    """Maya wrote that we were wrong, and sent it; the apology's id."""
    maya = story.world.id_of("maya")

    def write(unit: Unit) -> str:
        assert apology.apologise(unit, maya, departure, "The boxes came crushed.", "write") is Outcome.done
        kept = unit.first(select(Apology))
        assert kept is not None
        kept.state, kept.sent_at, kept.sent_by = ApologyState.sent, unit.now, maya
        apology._plan(unit, kept, 1)
        return kept.id

    return await story.unit(write)


def test_a_reason_that_comes_up_more_than_before_can_be_fixed() -> None:
    card = insights.alert_card(AlertView("a", "what we delivered", date(2026, 1, 1), 6, 4, code="quality"))
    buttons = [one for block in card.blocks if block["type"] == "actions" for one in block["elements"]]

    [fix] = [one for one in buttons if one["text"]["text"] == "Fix this…"]
    assert unpack(fix["value"]) == {"r": "quality"}


@pytest.mark.slow
async def test_what_was_said_opens_from_the_details(story: Story) -> None:
    await heard(story)
    maya = story.world.person("maya")
    await maya.opens_home()
    await maya.presses("Details")
    await maya.presses("What they said")
    await maya.presses("Fix this…")

    assert maya.modal is not None
    assert "Because of what" in "\n".join(maya.modal.texts())


@pytest.mark.slow
async def test_whoever_apologised_is_not_asked_beside_it_whether_it_is_changed(story: Story) -> None:
    departure = await heard(story)
    which = await apologised(story, departure)
    assert await story.unit(lambda unit: len(unit.planned(apology.ASKED, f"{which}:1"))) == 1
    await makes(story, departure)

    assert await story.unit(lambda unit: len(unit.planned(apology.ASKED, f"{which}:1"))) == 0


async def test_where_we_apologised_for_it_the_letter_is_that_apologys(story: Story) -> None:
    """It says again what we were wrong about; for those who only told us there is another."""
    departure = await heard(story)
    which = await apologised(story, departure)
    maya = story.world.id_of("maya")
    assert await story.unit(tell_changed, maya, departure, WHAT, "one", same=True) is Outcome.done
    view = await story.unit(apology.apology_view, which)
    assert view.state is ApologyState.fixed
    assert view.letter is not None
    assert "The boxes came crushed." in view.letter.body

    assert await story.unit(tell_changed, maya, departure, WHAT, "two", same=False) is Outcome.done
    newest = await story.unit(lambda unit: unit.first(select(Apology).order_by(Apology.id.desc())))
    assert newest is not None
    other = (await story.unit(apology.apology_view, newest.id)).letter
    assert other is not None
    assert "you said openly" in other.body
    assert WHAT in other.body
