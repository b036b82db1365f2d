"""What happens to Acme Bakeries, chapter by chapter. The docstring of a chapter is its heading."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import date, timedelta

from bot.demo.story.scene import Scene

QUESTION = "Would you make one short call"
ACME = "Acme Bakeries"
PAULA = "Paula Reyes, +1 212 555 0142, paula@acmebakeries.example"


async def settle_in(scene: Scene) -> None:
    """January: Grace chooses where lost customers are talked about."""
    grace, theo = scene.person("grace"), scene.person("theo")
    await grace.types("/lost-customer settings")
    await grace.presses("Channels")
    await grace.fills(channel="departures")
    await grace.presses("Working days")
    await grace.fills(country="United States")
    await grace.presses("Close")
    with scene.teller.aside():
        await _moonrise_leaves(scene)
    scene.narrates(
        "Two weeks ago Moonrise Cosmetics has left. Ben, who never worked with them, has called them: they were bought, "
        "and the new owners have a supplier of their own."
    )
    await scene.comes(2, 17, "theo", hour=11)
    scene.narrates("There is nothing to ask them, Theo thinks.")
    await theo.presses_beside("Moonrise Cosmetics", "Leave them in peace")
    await theo.fills(why="They were bought; the supplier is family.")


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
    await scene.comes(3, 3, "maya", hour=15)
    scene.narrates("Maya tells Paula that Ben will call, and why.")
    await scene.person("maya").presses("I've sent it")


async def hand_over(scene: Scene) -> None:
    """They take along what is theirs, quickly and completely."""
    maya, theo = scene.person("maya"), scene.person("theo")
    await scene.comes(3, 4, "maya", hour=14)
    await maya.presses_beside("records and files", "Done")
    await maya.presses_beside("orders and invoices", "Done")
    await maya.chooses("Access and passwords")
    await scene.comes(3, 6, "maya", hour=15)
    scene.narrates("Theo talks to the new supplier, and Friday's delivery is the last.")
    await theo.presses_beside("new supplier", "Done")
    await theo.presses_beside("last delivery", "Done")
    await maya.presses_beside("mailing list", "Done")


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


async def compare(scene: Scene) -> None:
    """What Maya thought, and what they said."""
    await scene.person("maya").is_told_of(ACME)


async def wish_them_well(scene: Scene) -> None:
    """Three weeks after the handover: a kind word, and nothing else."""
    maya = scene.person("maya")
    await maya.is_told_of(ACME)
    await maya.presses("I've sent it")


async def stay_in_touch(scene: Scene) -> None:
    """Summer: once a quarter, a word without business in it."""
    maya = scene.person("maya")
    await scene.comes(4, 13, "maya", hour=11)
    scene.narrates("Maya thinks that it is too early to ask.")
    await maya.presses_beside(ACME, "Not now")
    await maya.fills(day=date(2026, 10, 1))
    await maya.is_told_of(ACME)
    scene.narrates("Maya phones Paula. They talk about the bakery's new shop in Queens, and not about boxes.")
    await maya.presses("Done")
    await maya.fills(kind="A call", sounded="Glad to hear from us", words="They open a shop in Queens in autumn.")
    await maya.is_told_of(ACME)
    scene.narrates("The shop in Queens is open. Maya sends a card to Paula.")
    await maya.presses("Done")
    await maya.fills(kind="A letter or note", words="Congratulated them on the new shop.")


async def ask_again(scene: Scene) -> None:
    """Autumn: somebody asks them again."""
    maya = scene.person("maya")
    scene.narrates(
        "Meanwhile Dan has begun to phone every customer whose order will be late, before it is. "
        "What Acme Bakeries left over is put right."
    )
    await scene.comes(10, 5, "maya", hour=11)
    await maya.presses_beside(ACME, "I'll ask")
    await scene.comes(10, 8, "maya", hour=15)
    scene.narrates("Paula has signed until the new year, and says: ask me then.")
    await maya.presses("I asked them")
    await maya.fills(answer="Maybe later", words="Signed until the new year.", again=date(2027, 1, 11))


async def come_back(scene: Scene) -> None:
    """January: the light was on."""
    maya = scene.person("maya")
    await scene.comes(1, 11, "maya", hour=11)
    await maya.presses_beside(ACME, "I'll ask")
    await scene.comes(1, 14, "maya", hour=16)
    scene.narrates("Paula says yes. The new people could not keep up with the second shop.")
    await maya.presses("I asked them")
    await maya.fills(answer="Yes, they are back", words="The others could not keep up with the second shop.")
    await scene.passes(minutes=5)
    await maya.presses("When is the first delivery?")
    await maya.fills(day=date(2027, 1, 21))


async def take_extra_care(scene: Scene) -> None:
    """Spring: extra care, so that they stay."""
    maya = scene.person("maya")
    await maya.is_told_of(ACME)
    await maya.presses("All is well")
    await maya.is_told_of(ACME)
    scene.narrates("One delivery came a day late, and Paula was not told.")
    await maya.presses("Something is off")
    await maya.fills(
        cause_gone="No, it is still there", note="Thursday's boxes came on Friday. A call from Dan would help."
    )
    scene.narrates("Dan calls Paula the same afternoon. Their orders are on his own list from now on.")
    await maya.is_told_of(ACME)
    await maya.presses("All is well")
    await maya.is_told_of(ACME)
    await maya.presses("All is well")
    await scene.comes(6, 2, "maya", hour=10)
    scene.narrates(
        "Fifteen months after they left, Acme Bakeries are customers like any other, and looked after a little better."
    )


CHAPTERS: Sequence[Callable[[Scene], Awaitable[None]]] = (
    settle_in,
    leave,
    thank,
    ask_a_stranger,
    hand_over,
    hear_why,
    compare,
    wish_them_well,
    stay_in_touch,
    ask_again,
    come_back,
    take_extra_care,
)
