"""What is said in the thread of a card goes into the customer's folder, once an admin wants that and the thread was told."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.customers.models import Customer
from bot.folder.blocks.threads import LEAVE_OUT
from bot.sandbox.records import Message
from bot.work.unit import Unit
from bot.workspace.service import settings_of
from tests.departures.test_journey import choose_channel, log, settle, texts
from tests.folder.support import rows, timeline, words
from tests.folder.test_kept_messages import KEEP, keep
from tests.support.world import World

ON = "From now on I keep what you write in this thread in the folder of"
OFF = "From now on nothing from this thread goes into the folder"
THREADS = "Keep it in the customer's folder"


async def turn(world: World, *, on: bool, handle: str = "lena") -> dict[str, str]:
    """An admin turns it on, or off, in the settings."""
    person = world.person(handle)
    await person.types("/lost-customer settings")
    await person.presses("Channels")
    errors = await person.fills(threads=[THREADS] if on else [])
    await person.closes()
    await settle(world)
    return errors


async def lost(world: World, name: str = "Acme Bakeries", handle: str = "maya") -> Message:
    """A customer is lost; the card in the channel."""
    await log(world, handle, name, owner="theo")
    return card_of(world, name)


def card_of(world: World, name: str = "Acme Bakeries") -> Message:
    """The card of a customer in the channel."""
    seen = [one for one in world.person("maya").messages("departures") if not one.is_reply]
    return next(one for one in seen if name in "\n".join(one.texts()))


async def kept(world: World) -> Message:
    """Threads are kept, and Acme is lost: the card."""
    await choose_channel(world)
    await turn(world, on=True)
    return await lost(world)


def under(world: World, card: Message) -> list[str]:
    """What stands in the thread of a card."""
    replies = [one for one in world.person("maya").messages("departures") if one.thread_ts == card.ts and one.is_reply]
    return texts(replies)


async def test_it_is_off_until_an_admin_turns_it_on(world: World) -> None:
    await choose_channel(world)
    card = await lost(world)
    await world.person("walt").says("They told me in May that they were looking around.", thread=card)
    await settle(world)

    assert not await rows(world)
    assert not any(ON in line for line in under(world, card))


@pytest.mark.slow
async def test_each_open_thread_is_told_once_what_is_kept_and_how_to_leave_a_message_out(world: World) -> None:
    """Those that are open when it is turned on, and each new one; who turned it on stands there, too.

    In a thread that somebody else opened later they stand by name: to mention them would interrupt them.
    """
    await choose_channel(world)
    before = await lost(world)
    await turn(world, on=True)
    after = await lost(world, "Brightwater Foods")
    await turn(world, on=True)

    mentioned, named = f"<@{world.id_of('lena')}>", "Lena Hoffmann"
    for card, name, who in ((before, "Acme Bakeries", mentioned), (after, "Brightwater Foods", named)):
        (told,) = [line for line in under(world, card) if ON in line]
        assert f"*{name}*" in told
        assert f":{LEAVE_OUT}:" in told
        assert f"{who} turned this on" in told


async def test_what_is_said_afterwards_is_kept_with_its_author_time_and_link(world: World) -> None:
    """What was said before, when nobody knew of it, is not."""
    await choose_channel(world)
    card = await lost(world)
    walt = world.person("walt")
    await walt.says("Between us: they were hard work.", thread=card)
    await turn(world, on=True)

    said = await walt.says("Paula told @theo & me that the boxes came late.", thread=card)
    await settle(world)

    (entry,) = await timeline(world, "maya")
    assert entry.words == "Paula told @Theo Marchetti & me that the boxes came late."
    assert entry.by == world.id_of("walt")
    assert f"{entry.at.timestamp():.6f}" == said.ts
    permalink = await world.bot.deps.directory.permalink(world.team, said.channel, said.ts)
    assert entry.link == permalink
    assert entry.kind == "message.thread"


async def test_a_reply_that_is_also_sent_to_the_channel_is_kept_and_others_in_the_channel_are_not(world: World) -> None:
    card = await kept(world)
    theo = world.person("theo")
    await theo.says("Good morning, all", channel="departures")
    await theo.says("They go in June.", thread=card, broadcast=True)
    await theo.says("The machines, too.", thread=await theo.says("What else?", channel="departures"))
    await settle(world)

    assert await words(world) == ["They go in June."]


async def test_an_edit_in_slack_is_one_in_the_folder(world: World) -> None:
    card = await kept(world)
    walt = world.person("walt")
    said = await walt.says("They pay 48,000 a year", thread=card)
    await walt.edits(said, "They pay 84,000 a year <net>")
    await settle(world)

    (entry,) = await timeline(world, "maya")
    assert entry.words == "They pay 84,000 a year <net>"
    assert "(edited)" in entry.what


@pytest.mark.slow
async def test_a_deletion_in_slack_is_one_in_the_folder(world: World) -> None:
    """Nothing of its words is left; an admin's deletion counts as the author's."""
    card = await kept(world)
    walt = world.person("walt")
    mine, other = await walt.says("Forget that", thread=card), await walt.says("And that", thread=card)
    await walt.deletes(mine)
    world.workspace.delete_message(other)
    await settle(world)

    assert await words(world) == []
    assert [(row.words, row.files) for row in await rows(world)] == [(None, None)] * 2


@pytest.mark.parametrize("handle", ["walt", "jonas"])
@pytest.mark.slow
async def test_a_reaction_leaves_a_message_out_and_without_it_it_is_read_again(world: World, handle: str) -> None:
    """The author may, and anybody in the channel; what it says by then is what is kept."""
    card = await kept(world)
    walt = world.person("walt")
    said = await walt.says("Their buyer is my cousin", thread=card)
    await world.person(handle).reacts("eyes", said)
    assert await words(world) == ["Their buyer is my cousin"]

    await world.person(handle).reacts(LEAVE_OUT, said)
    await settle(world)
    assert await words(world) == []
    assert [row.words for row in await rows(world)] == [None]
    await walt.edits(said, "Their buyer is a friend")
    await settle(world)
    assert [row.words for row in await rows(world)] == [None]

    await world.person(handle).reacts(LEAVE_OUT, said)
    await settle(world)
    assert await words(world) == ["Their buyer is a friend"]


async def test_a_reaction_of_somebody_who_may_not_see_the_customer_counts_for_nothing(world: World) -> None:
    card = await kept(world)
    said = await world.person("walt").says("They go in June", thread=card)
    world.workspace.join("departures", "noor")

    await world.person("noor").reacts(LEAVE_OUT, said)
    await settle(world)

    assert await words(world) == ["They go in June"]


@pytest.mark.slow
async def test_guests_people_from_outside_and_apps_are_not_kept(world: World) -> None:
    card = await kept(world)
    world.workspace.join("departures", "noor")
    await world.person("noor").says("I wrote their leaflet.", thread=card)
    await settle(world)

    assert not await rows(world)
    assert len(under(world, card)) > 2


async def test_files_are_kept_by_name_and_link(world: World) -> None:
    card = await kept(world)
    await world.person("theo").shares("offer.pdf", b"%PDF", "Our last offer", thread=card)
    await settle(world)

    (entry,) = await timeline(world, "maya")
    assert entry.words is not None
    assert entry.words.startswith("Our last offer\nFile: offer.pdf http")


@pytest.mark.slow
async def test_turned_off_nothing_more_is_kept_and_what_is_there_stays(world: World) -> None:
    """The thread is told. A deletion still counts; turned on again, it is told again, and what was said between stays out."""
    card = await kept(world)
    walt = world.person("walt")
    first, second = await walt.says("One", thread=card), await walt.says("Two", thread=card)
    await turn(world, on=False)
    await walt.says("Between", thread=card)
    await walt.deletes(first)
    await settle(world)
    assert [line for line in under(world, card) if OFF in line]
    assert await words(world) == ["Two"]

    await turn(world, on=True)
    await walt.says("Three", thread=card)
    await walt.edits(second, "Two and a half")
    await settle(world)

    assert await words(world) == ["Two and a half", "Three"]
    assert len([line for line in under(world, card) if ON in line]) == 2


async def test_a_card_between_a_few_has_no_thread_that_is_kept(world: World) -> None:
    """Once it is shared, the channel's thread is told, and kept from then on."""
    await choose_channel(world)
    await turn(world, on=True)
    maya, theo = world.person("maya"), world.person("theo")
    await maya.uses_shortcut("Worried about a customer")
    await maya.fills(customer="Acme Bakeries", owner="theo")
    await settle(world)
    private = await theo.sees("Shows warning signs")
    await theo.says("I thought so", thread=private)
    assert not await rows(world)

    await theo.presses("Share with the channel", private)
    await settle(world)
    card = card_of(world)
    await maya.says("Now all know", thread=card)
    await settle(world)

    assert await words(world) == ["Now all know"]


@pytest.mark.slow
async def test_only_those_who_may_see_the_departure_read_what_was_said_under_it(world: World) -> None:
    card = await kept(world)
    await world.person("walt").says("They go in June", thread=card)
    await settle(world)

    assert await words(world, "theo") == ["They go in June"]
    assert await words(world, "ben") == []


async def test_nothing_is_kept_once_another_company_can_read_it(world: World) -> None:
    card = await kept(world)
    world.workspace.share("departures", "Harbor & Sons")
    await world.person("walt").says("Who reads this?", thread=card)
    await settle(world)

    assert not await rows(world)


async def test_somebody_who_is_no_admin_does_not_turn_it_on(world: World) -> None:
    """Not even whoever chooses the first channel: they are not asked."""
    maya = world.person("maya")
    await maya.types("/lost-customer settings")
    assert maya.modal is not None
    assert "Keep it in the customer's folder" not in "\n".join(maya.modal.texts())
    await maya.fills(channel="departures")
    await settle(world)

    assert not await world.bot.deps.unit(world.team, lambda unit: settings_of(unit).keep_threads)


@pytest.mark.slow
async def test_an_admin_is_asked_where_the_channel_is_chosen_first(world: World) -> None:
    await log(world, "lena", "Acme Bakeries")
    lena = world.person("lena")
    await lena.presses("Choose a channel", await lena.sees("Has left"))
    await lena.fills(channel="departures", threads=[THREADS])
    await settle(world)

    card = card_of(world)
    assert any(ON in line for line in under(world, card))
    await lena.says("Hello", thread=card)
    await settle(world)
    assert await words(world, "lena") == ["Hello"]


async def test_a_message_kept_from_its_menu_follows_slack_too_where_the_bot_can_see_that(world: World) -> None:
    """In whatever channel the bot is; a mark of its author leaves it out."""
    await choose_channel(world)
    theo, maya = world.person("theo"), world.person("maya")
    one, two, three = [await theo.says(f"Acme {word}", channel="departures") for word in ("one", "two", "three")]
    for said in (one, two, three):
        await keep(world, "maya", said)

    await theo.edits(one, "Acme, changed")
    await theo.deletes(two)
    await theo.reacts(LEAVE_OUT, three)
    await settle(world)

    assert await words(world) == ["Acme, changed"]
    await theo.reacts(LEAVE_OUT, three)
    await settle(world)
    assert await words(world) == ["Acme, changed", "Acme three"]
    assert maya.modal is None


async def test_what_is_marked_to_be_left_out_comes_into_no_folder_by_its_menu_either(world: World) -> None:
    card = await kept(world)
    said = await world.person("walt").says("Not for the record", thread=card)
    await world.person("walt").reacts(LEAVE_OUT, said)
    maya = world.person("maya")

    await maya.uses_message_shortcut(KEEP, said)
    errors = await maya.fills()

    assert "stays out of folders" in "".join(errors.values())
    assert await words(world) == []


async def test_a_reply_under_a_card_is_offered_to_the_folder_of_that_customer(world: World) -> None:
    await choose_channel(world)
    card = await lost(world)
    said = await world.person("walt").says("They go in June", thread=card)
    jonas = world.person("jonas")

    await jonas.uses_message_shortcut(KEEP, said)
    await jonas.submits()
    await settle(world)

    assert await words(world) == ["They go in June"]


@pytest.mark.slow
async def test_a_card_that_is_drawn_again_is_nothing_that_was_said(world: World) -> None:
    card = await kept(world)
    await log(world, "maya", "Brightwater Foods")
    await world.person("maya").presses("Say where it stands", card)
    await world.person("maya").fills(stage="Came back")
    await settle(world)

    assert not await rows(world)


@pytest.mark.slow
async def test_nothing_is_kept_of_a_customer_who_was_erased(world: World) -> None:
    """Whatever is still said under the card, or comes in late."""
    card = await kept(world)

    def erase(unit: Unit) -> None:
        for customer in unit.all(select(Customer)):
            customer.erased_at = unit.now

    await world.bot.deps.unit(world.team, erase)
    said = await world.person("walt").says("They were called Acme", thread=card)
    await world.person("walt").reacts(LEAVE_OUT, said)
    await world.person("walt").reacts(LEAVE_OUT, said)
    await world.clock.advance(days=1)

    assert not await rows(world)
