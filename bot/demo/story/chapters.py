"""What happens to Acme Bakeries, chapter by chapter. The docstring of a chapter is its heading."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta

from bot.demo.story.scene import Scene

QUESTION = "Would you make one short call"
PAULA = "Paula Reyes, +1 212 555 0142, paula@acmebakeries.example"


async def settle_in(scene: Scene) -> None:
    """January: Grace chooses where lost customers are talked about."""
    grace = scene.person("grace")
    await grace.types("/lost-customer settings")
    await grace.fills(channel="departures", country="United States")
    with scene.teller.aside():
        await _moonrise_leaves(scene)
    scene.narrates(
        "Two weeks ago Moonrise Cosmetics has left. Ben, who never worked with them, has called them: they were bought, "
        "and the new owners have a supplier of their own."
    )


async def _moonrise_leaves(scene: Scene) -> None:
    maya, theo, ben = scene.person("maya"), scene.person("theo"), scene.person("ben")
    await maya.types("/lost-customer Moonrise Cosmetics")
    await maya.fills(owner="theo", worked_with=["grace", "dan", "priya"], contact="June Park, +1 310 555 0199")
    await theo.presses("I've sent it")
    await scene.becomes("ben", hour=11)
    await ben.presses("I'll do it")
    await scene.becomes("ben", days=14, hour=15)
    await ben.presses("Done")
    await ben.fills(said="They were bought; the new owners have a supplier.", reason="had no choice", consent="Yes")


async def leave(scene: Scene) -> None:
    """March: Acme Bakeries leaves, and Maya says so."""
    maya = scene.person("maya")
    await scene.comes(3, 2, "maya")
    scene.narrates("Paula Reyes of Acme Bakeries writes to Maya: they change to a supplier in their own street.")
    await maya.types("/lost-customer Acme Bakeries")
    await maya.fills(
        owner="maya",
        worked_with=["grace", "theo", "dan"],
        contact=PAULA,
        note="Paula sounded sorry. The price was a topic in January.",
    )


async def thank(scene: Scene) -> None:
    """Maya thanks them the same day."""
    maya = scene.person("maya")
    await scene.passes(minutes=40)
    scene.narrates("Maya sends the letter as it is, with a line of her own.")
    await maya.presses("I've sent it")
    await maya.presses("My own guess")
    await maya.fills(reason="price", words="They never said so, but it came up twice.")


async def ask_a_stranger(scene: Scene) -> None:
    """Somebody who never worked with them is asked to hear them out."""
    await scene.becomes("maya", hour=23)
    first = scene.asked(QUESTION)
    await first.presses("I can't now")
    await scene.comes(3, 3, "maya", hour=11)
    scene.narrates("Paula has answered Maya's letter: of course, she would like to stay in touch.")
    await scene.person("maya").presses("They answered…")
    await scene.person("maya").fills(answer="Yes, gladly")
    await scene.comes(3, 3, "ben", hour=10)
    second = scene.asked(QUESTION)
    await second.presses("I'll do it")


async def hear_why(scene: Scene) -> None:
    """It takes some patience, and one call."""
    ben = scene.person("ben")
    await scene.comes(3, 11, "ben", hour=14)
    scene.narrates("Ben phones Acme Bakeries. Paula is out until next week.")
    await ben.presses("Tried")
    await ben.fills(words="Paula is out until Monday.")
    await scene.comes(3, 16, "ben", hour=11)
    scene.narrates("This time he reaches her: Thursday suits.")
    await ben.presses("Arranged")
    await ben.fills(day=(scene.clock.now() + timedelta(days=3)).date(), time="10:00")
    await scene.comes(3, 19, "ben", hour=12)
    scene.narrates("They talk for twenty minutes. It was not the price.")
    await ben.presses("Done")
    await ben.fills(
        said="Orders came late three times before Christmas, and nobody called. The new people are next door. "
        "She liked the boxes, and Dan.",
        reason="small things added up",
        consent="Yes",
    )


CHAPTERS: Sequence[Callable[[Scene], Awaitable[None]]] = (settle_in, leave, thank, ask_a_stranger, hear_why)
