"""Each thing that Slack tells of a channel or a person has one effect, whichever channel it is and however often it comes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from bot.colleagues.service import name_of
from bot.customers.models import KeptMessage
from bot.sandbox.firm import Channel
from bot.work.unit import Unit
from bot.workspace.service import choose_channel, settings_of
from tests.support.events import tell_nothing
from tests.support.world import World, open_world

ACME = "Acme Bakeries"
KOLKATA = ZoneInfo("Asia/Kolkata")

LOSSES: list[tuple[str, bool, Callable[[World, str], None], str]] = [
    ("archived", False, lambda world, name: world.workspace.archive(name), "was archived"),
    ("archived, private", True, lambda world, name: world.workspace.archive(name), "was archived"),
    ("deleted", False, lambda world, name: world.workspace.delete_channel(name), "was deleted"),
    ("deleted, private", True, lambda world, name: world.workspace.delete_channel(name), "was deleted"),
    ("shared", False, lambda world, name: world.workspace.share(name, "Harbor & Sons"), "shared with another company"),
    ("left", False, lambda world, name: world.workspace.leave(name, "porchlight"), "I was taken out of"),
    ("left, private", True, lambda world, name: world.workspace.leave(name, "porchlight"), "I was taken out of"),
]
"""What may happen to a channel, how, whether it is a private one, and what is said of it."""


def made(world: World, name: str, *, private: bool = False) -> str:
    """A channel of colleagues with the bot in it; its id."""
    world.workspace.add_channel(Channel(name, ("grace", "maya", "porchlight"), private=private))
    return str(world.channel(name).id)


async def setting(world: World, name: str) -> str | None:
    found: str | None = await world.bot.deps.unit(world.team, lambda unit: getattr(settings_of(unit), name))
    return found


async def cards_go_to(world: World, channel: str) -> None:
    await world.bot.deps.unit(world.team, choose_channel, world.id_of("grace"), channel)
    await world.clock.advance(seconds=30)


async def others_go_to(world: World, name: str, handle: str = "grace") -> None:
    """An admin has whom to ask again, and reasons that come up more, told in a channel of its own."""
    admin = world.person(handle)
    await admin.types("/lost-customer settings")
    await admin.presses("Who hears it")
    assert await admin.fills(digest_channel=name) == {}
    await admin.presses("Channels")
    assert await admin.fills(alerts_channel=name) == {}
    await admin.closes()
    await world.rests()


async def loses_acme(world: World, by: str = "maya", owner: str = "maya") -> None:
    person = world.person(by)
    await person.types(f"/lost-customer {ACME}")
    assert await person.fills(owner=owner) == {}
    await world.clock.advance(seconds=30)


def cards_in(world: World, channel: str) -> int:
    """How many cards of lost customers stand in a channel."""
    return sum("Has left" in "\n".join(one.texts()) for one in world.workspace.conversations[channel].messages.values())


def told(world: World, handle: str, words: str) -> int:
    return sum(words in "\n".join(one.texts()) for one in world.person(handle).dm)


@pytest.mark.slow
async def test_whatever_happens_to_the_channel_of_the_cards_it_is_given_up_and_they_go_on_in_private(sqlite_url: str) -> None:
    async with open_world(sqlite_url, every_night=True) as world:
        await cards_go_to(world, await world.enter("departures"))
        await loses_acme(world)
        for number, (_what, private, happens, words) in enumerate(LOSSES):
            name = f"lost-{number}"
            channel = made(world, name, private=private)
            await cards_go_to(world, channel)
            assert cards_in(world, channel) == 1
            said, in_private = told(world, "grace", words), told(world, "maya", "Has left")

            happens(world, name)
            await world.clock.advance(seconds=30)

            assert await setting(world, "departures_channel") is None, name
            assert told(world, "maya", "Has left") == in_private + 1, name
            await world.clock.advance(days=3)
            assert told(world, "grace", words) > said, name


@pytest.mark.slow
async def test_whatever_happens_to_a_channel_of_its_own_it_is_given_up_and_an_admin_told(sqlite_url: str) -> None:
    async with open_world(sqlite_url, every_night=True) as world:
        departures = await world.enter("departures")
        await cards_go_to(world, departures)
        for number, (_what, private, happens, words) in enumerate(LOSSES):
            name = f"own-{number}"
            channel = made(world, name, private=private)
            await others_go_to(world, name)
            assert await setting(world, "digest_channel") == await setting(world, "alerts_channel") == channel
            said = told(world, "grace", words)

            happens(world, name)
            await world.rests()

            assert await setting(world, "digest_channel") is await setting(world, "alerts_channel") is None, name
            assert await setting(world, "departures_channel") == departures
            await world.clock.advance(days=3)
            assert told(world, "grace", words) == said + 1, name
        assert told(world, "lena", "It was to hear") == 0


@pytest.mark.parametrize("number", range(len(LOSSES)), ids=[what for what, *_rest in LOSSES])
async def test_what_nobody_told_of_a_channel_of_its_own_is_found_at_night(sqlite_url: str, number: int) -> None:
    _what, private, happens, _words = LOSSES[number]
    async with open_world(sqlite_url, every_night=True) as world:
        departures = await world.enter("departures")
        await cards_go_to(world, departures)
        made(world, "own", private=private)
        await others_go_to(world, "own")
        tell_nothing(world)
        happens(world, "own")
        await world.rests()
        assert await setting(world, "digest_channel") is not None

        await world.clock.advance(days=3)

        assert await setting(world, "digest_channel") is await setting(world, "alerts_channel") is None
        assert await setting(world, "departures_channel") == departures
        assert told(world, "grace", "It was to hear") == 1


async def test_an_admin_who_chose_a_channel_of_its_own_reads_nothing_of_its_loss_where_another_is_chosen_by_then(
    sqlite_url: str,
) -> None:
    async with open_world(sqlite_url, every_night=True) as world:
        await cards_go_to(world, await world.enter("departures"))
        made(world, "own")
        await others_go_to(world, "own", "lena")
        world.workspace.archive("own")
        await world.rests()

        await others_go_to(world, "random")
        await world.clock.advance(days=3)

        assert [told(world, handle, "was archived") for handle in ("grace", "lena")] == [0, 0]


@pytest.mark.slow
async def test_nothing_depends_on_the_name_of_a_channel(sqlite_url: str) -> None:
    """It is mentioned by its id, so that everybody reads its name as it is now."""
    async with open_world(sqlite_url, every_night=True) as world:
        channel = await world.enter("departures")
        await cards_go_to(world, channel)
        await others_go_to(world, "random")
        own = world.channel("random").id

        world.workspace.rename("departures", "farewells")
        world.workspace.rename("random", "this-and-that")
        await loses_acme(world)
        await world.clock.advance(days=2)

        assert await setting(world, "departures_channel") == channel
        assert await setting(world, "digest_channel") == own
        assert cards_in(world, channel) == 1
        ben = world.person("ben")
        await ben.types("/lost-customer settings", channel="this-and-that")
        shown = await ben.sees("lost customers", "this-and-that")
        assert f"<#{channel}>" in "\n".join(shown.texts())
        everything = "\n".join(
            text
            for place in world.workspace.conversations.values()
            for one in place.messages.values()
            if one.app_id
            for text in one.texts()
        )
        assert not [name for name in ("departures", "farewells") if f"#{name}" in everything]


@pytest.mark.slow
async def test_cards_go_on_in_a_channel_that_is_made_private(sqlite_url: str) -> None:
    """The bot stays in it; what is said under cards there goes on into the folders. Slack's own note is nothing to keep."""
    async with open_world(sqlite_url, every_night=True) as world:
        channel = await world.enter("departures")
        grace = world.person("grace")
        await grace.types("/lost-customer settings")
        await grace.presses("Channels")
        assert await grace.fills(channel="departures", threads=["Keep it in the customer's folder"]) == {}
        await grace.closes()
        await loses_acme(world)
        card = await world.person("maya").sees("Has left", "departures")

        world.workspace.make_private("departures")
        await world.clock.advance(seconds=30)
        await world.person("theo").says("I will call Rosa.", thread=card)
        await world.person("maya").types("/lost-customer Brightwater Foods")
        assert await world.person("maya").fills(owner="maya") == {}
        await world.clock.advance(days=2)

        assert await setting(world, "departures_channel") == channel
        assert cards_in(world, channel) == 2
        kept = await world.bot.deps.unit(world.team, lambda unit: [one.words for one in unit.all(select(KeptMessage))])
        assert kept == ["I will call Rosa."]


@pytest.mark.slow
async def test_one_that_was_made_private_without_the_bot_is_lost(sqlite_url: str) -> None:
    async with open_world(sqlite_url, every_night=True) as world:
        await cards_go_to(world, await world.enter("departures"))
        tell_nothing(world)
        world.workspace.leave("departures", "porchlight")
        world.workspace.make_private("departures")

        await world.clock.advance(days=3)

        assert await setting(world, "departures_channel") is None
        assert told(world, "grace", "I can no longer see") == 1


@pytest.mark.slow
async def test_what_comes_out_of_the_archive_is_not_chosen_again_by_itself_nor_lost_a_second_time_by_a_late_event(
    sqlite_url: str,
) -> None:
    async with open_world(sqlite_url, every_night=True) as world:
        heard: list[Any] = []
        world.workspace.delivery.heard = heard
        channel = await world.enter("departures")
        await cards_go_to(world, channel)
        world.workspace.archive("departures")
        await world.clock.advance(seconds=30)
        [lost] = [one for one in heard if one[2].get("event", {}).get("type") == "channel_archive"]

        world.workspace.unarchive("departures")
        await world.clock.advance(days=2)
        assert await setting(world, "departures_channel") is None

        await cards_go_to(world, await world.enter("departures"))
        for _time in range(2):
            await world.workspace.delivery.replay(*lost)
        await world.rests()
        assert await setting(world, "departures_channel") == channel


@pytest.mark.slow
async def test_who_is_renamed_is_called_so_and_who_moves_is_asked_by_the_new_clock(sqlite_url: str) -> None:
    """Maya moves from New York to Kolkata on the day on which she loses a customer: her next morning is there."""
    async with open_world(sqlite_url, every_night=True) as world:
        await loses_acme(world)
        before = len(world.person("maya").dm)

        world.workspace.change_person("maya", name="Maya Okafor-Lind", tz="Asia/Kolkata")
        await world.clock.advance(days=1)

        def called(unit: Unit) -> str:
            return name_of(unit, world.id_of("maya"))

        assert await world.bot.deps.unit(world.team, called) == "Maya Okafor-Lind"
        first = world.person("maya").dm[before]
        came = datetime.fromtimestamp(float(first.ts), KOLKATA)
        assert time(9) <= came.time() <= time(9, 10)
        assert came.day == 3


async def test_who_becomes_a_guest_hears_of_no_customer_any_more_and_what_was_theirs_passes_on(sqlite_url: str) -> None:
    """What was asked of Maya is asked of Theo, who logged it; what stands in her messages is not drawn again, either."""
    async with open_world(sqlite_url, every_night=True) as world:
        await loses_acme(world, by="theo")
        maya = world.person("maya")
        had = [(one.ts, one.text, one.edited) for one in maya.dm]
        assert had

        world.workspace.change_person("maya", guest=True)
        await world.clock.advance(days=200)

        assert [(one.ts, one.text, one.edited) for one in maya.dm] == had
        assert told(world, "theo", "whoever looked after them cannot") == 1
        assert told(world, "grace", "stayed in touch with") == 1


async def test_a_card_that_only_a_guest_has_now_is_brought_to_whoever_looks_after_the_customer(sqlite_url: str) -> None:
    """Maya logged it while no channel was chosen, so that the card stands in her messages; Theo looks after them."""
    async with open_world(sqlite_url, every_night=True) as world:
        await loses_acme(world, owner="theo")
        maya = world.person("maya")
        assert told(world, "maya", "Has left") == 1
        had = [(one.ts, one.text, one.edited) for one in maya.dm]

        world.workspace.change_person("maya", guest=True)
        await world.clock.advance(days=3)

        assert [(one.ts, one.text, one.edited) for one in maya.dm] == had
        assert told(world, "theo", "Has left") == 1
