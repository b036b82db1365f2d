"""From what a customer said to what is changed: seen to, looked at by somebody else, and told to those who left over it."""

from __future__ import annotations

from datetime import date

import pytest

from bot.fixes.service import fixed_reasons, say_done
from bot.winback.service.launches import launches_of
from tests.fixes.support import OWED, WHAT, at_nine, card, heard, makes
from tests.interviews.support import ACME, Story, buttons


@pytest.mark.slow
async def test_from_a_finding_to_a_letter_that_says_it_is_changed(story: Story) -> None:
    maya, theo = story.world.person("maya"), story.world.person("theo")
    await heard(story)
    await at_nine(story, date(2026, 3, 3))
    await maya.presses("Fix this…", await card(story, "maya", "It is good to know"))
    assert maya.modal is not None
    assert OWED in str(maya.modal.body)
    assert (
        await maya.fills(what=WHAT, whom="Everyone who left over that", owner=theo.user_id, day=date(2026, 3, 16)) == {}
    )
    await story.settles()
    assert "sees to it by" in "\n".join(maya.modal.texts())

    given = theo.newest("Would you see to this by")
    assert WHAT in given.text
    assert buttons(given) == ["It is done", "Another day", "Hand it over", "It stays as it is", "Open"]
    await at_nine(story, date(2026, 3, 16))
    await theo.presses("It is done", await card(story, "theo", "Is it done?"))
    assert await theo.fills(words="Two people sign each slip.") == {}
    await story.settles()
    assert "done, says Theo" in theo.newest(WHAT).text

    await at_nine(story, date(2026, 3, 17))
    asked = await card(story, "maya", "Does it hold?")
    assert "Two people sign each slip." in asked.text
    await maya.presses("It holds", asked)
    await story.settles()
    assert set(await story.unit(fixed_reasons)) == {"quality"}

    await at_nine(story, date(2026, 3, 18))
    told = await card(story, "maya", "somebody checked that it holds")
    assert ACME in told.text
    await maya.presses("Tell them…", told)
    assert await maya.fills(words="Each parcel is checked twice now.") == {}
    await story.settles()
    assert await says_of_acme(story) == f"{ACME}: the letter is written and not sent yet (Maya Okafor)"
    letter = maya.newest("may like to hear that it is changed")
    assert "Each parcel is checked twice now." in letter.text
    assert "wrote to you" not in letter.text
    await maya.presses("I've sent it", letter)
    await maya.fills(way="By letter")
    await story.world.clock.advance(seconds=30)
    assert "the letter went out" in maya.newest("somebody checked that it holds").text
    assert await says_of_acme(story) == f"{ACME}: the letter went out (Maya Okafor)"
    assert "told them" in maya.newest("that it is changed. It is in their folder").text

    [way] = await story.unit(launches_of, maya.user_id)
    assert (way.told, way.is_over) == (1, False)
    await story.world.clock.advance(days=49)
    digest = maya.newest("Whom we could ask again", channel="departures")
    assert f"*{ACME}*" in digest.text
    assert "what they left over is put right" in digest.text
    assert WHAT not in digest.text
    await theo.presses("I'll ask", digest)
    await story.settles()
    words = theo.newest("You'll ask *")
    assert "what went wrong has been put right" in words.text
    await theo.presses("I asked them", words)
    assert await theo.fills(answer="Yes, they are back", day=story.world.clock.now().date()) == {}
    await story.settles()
    [way] = await story.unit(launches_of, maya.user_id)
    assert (way.asked, way.back) == (1, 1)


async def says_of_acme(story: Story) -> str:
    """What the list of what we change says of them, opened."""
    maya = story.world.person("maya")
    await maya.types("/lost-customer fixes")
    await maya.presses("Open")
    shown = "\n".join(maya.modal.texts())
    await maya.closes()
    await maya.closes()
    [line] = [one for one in shown.splitlines() if one.startswith(f"• *{ACME}*")]
    return line.removeprefix("• ").replace("*", "")


@pytest.mark.slow
async def test_what_is_answered_in_the_brief_is_settled_in_it(story: Story) -> None:
    """It has no message of its own there, and still asks nobody twice."""
    maya, theo = story.world.person("maya"), story.world.id_of("theo")
    departure = await heard(story)
    for what in (WHAT, "The boxes are thicker"):
        fix = await makes(story, departure, what=what)
        await story.unit(say_done, theo, fix, None)
    await at_nine(story, date(2026, 3, 4))
    assert "Does it hold?" in maya.newest("wait for you").text

    await maya.presses("It holds", maya.newest("wait for you"))
    await story.settles()

    assert maya.newest("wait for you").text.count("This is settled already.") == 1
