"""A message is kept in a customer's folder from its own menu: words and all, for Slack may not keep it."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.demo.gallery.cast import ACME_CHANNEL, TODAY
from bot.departures.values import Opening
from bot.folder.blocks.keeping import LONGEST, keep_form, message_in
from bot.folder.messages import SlackMessage, as_typed, read_message, with_names
from bot.sandbox.records import Message
from bot.slack.kit import unpack
from bot.workspace.models import AuditEntry
from tests.departures.test_journey import choose_channel, log, settle
from tests.folder.support import rows, timeline, words
from tests.support.world import World

KEEP = "Keep in customer folder"
SAID = "Paula asked what a cancellation costs"


async def keep(world: World, handle: str, message: Message, customer: str = "Acme Bakeries") -> str:
    """Somebody keeps a message; what they hear."""
    person = world.person(handle)
    await person.uses_message_shortcut(KEEP, message)
    errors = await person.fills(customer=customer)
    await world.rests()
    assert errors == {}
    assert person.modal is not None
    heard = "\n".join(person.modal.texts())
    await person.closes()
    return heard


async def test_the_words_the_author_the_time_and_the_link_are_kept(world: World) -> None:
    dan = world.person("dan")
    said = await dan.says(f"{SAID}, says @maya & <she> is serious", channel="acct-acme")
    await world.clock.advance(days=2)

    heard = await keep(world, "maya", said)

    (entry,) = await timeline(world, "maya")
    assert "the folder of *Acme Bakeries*" in heard
    assert entry.words == f"{SAID}, says @Maya Okafor & <she> is serious"
    assert entry.by == world.id_of("dan")
    assert entry.what == "Dan Whitcombe wrote a message, and Maya Okafor kept it"
    assert f"{entry.at.timestamp():.6f}" == said.ts
    assert entry.link is not None
    assert said.ts.replace(".", "") in entry.link
    assert entry.kind == "message.kept"


async def test_what_is_kept_twice_is_there_once(world: World) -> None:
    """By the same person or another; a message about two customers is in the folders of both."""
    said = await world.person("dan").says(SAID, channel="acct-acme")
    first = await keep(world, "maya", said)
    second = await keep(world, "ines", said)
    await keep(world, "maya", said, "Brightwater Foods")

    assert first == second
    assert await words(world) == [SAID]
    assert await words(world, customer="Brightwater Foods") == [SAID]


async def test_a_long_message_is_kept_whole(world: World) -> None:
    """As the form shows it: forms remember little, and so the words travel in what is shown."""
    long = "\n".join(f"{number}. They said <this> & that, and *more*, with `code`." for number in range(150))
    said = await world.person("dan").says(long, channel="acct-acme")

    await keep(world, "maya", said)

    assert await words(world) == [long]


async def test_people_from_outside_are_kept_by_name(world: World) -> None:
    """What a customer says in a channel that we share with them is what people want to keep most."""
    said = await world.person("hal").says("We are looking at other suppliers.", channel="harbor-and-fernhill")

    await keep(world, "theo", said, "Harbor & Sons")

    (entry,) = await timeline(world, "theo", "Harbor & Sons")
    assert entry.by is None
    assert entry.what == "Hal Harbor wrote a message, and Theo Marchetti kept it"
    assert entry.words == "We are looking at other suppliers."


async def test_nobody_from_outside_keeps_anything(world: World) -> None:
    said = await world.person("dan").says("Hello all", channel="general")
    noor = world.person("noor")

    await noor.uses_message_shortcut(KEEP, said)
    await world.rests()

    assert noor.modal is None
    assert not await rows(world)


@pytest.mark.slow
async def test_whoever_may_not_see_a_customer_learns_nothing_from_keeping(world: World) -> None:
    """They hear what they would hear of a customer whom nobody knows; those who may see them find the message."""
    await choose_channel(world)
    await log(world, "maya", "Acme Bakeries")
    said = await world.person("ben").says(SAID, channel="acct-moonrise")

    known = await keep(world, "ben", said)
    unknown = await keep(world, "ben", said, "Nobody Knows Them")

    assert known.replace("Acme Bakeries", "-") == unknown.replace("Nobody Knows Them", "-")
    assert await words(world, "maya") == [SAID]


async def test_the_record_says_who_kept_something_and_no_word_of_it(world: World) -> None:
    said = await world.person("dan").says(SAID, channel="acct-acme")
    await keep(world, "maya", said)

    entries = await world.bot.deps.unit(world.team, lambda unit: unit.all(select(AuditEntry)))

    assert [one.who for one in entries if one.did == "message.kept"] == [world.id_of("maya")]
    assert not any("Paula" in f"{one.did} {one.what}" for one in entries)


async def test_a_message_without_words_is_answered(world: World) -> None:
    said = await world.person("dan").says(" ", channel="acct-acme")
    maya = world.person("maya")

    await maya.uses_message_shortcut(KEEP, said)
    await settle(world)

    assert maya.modal is None
    await maya.sees("There are no words in that message")


def test_the_form_gives_back_what_it_was_given() -> None:
    """Whatever stands in a message, and wherever it is cut into blocks."""
    for said in ("& &amp; <@U1> <!channel>" * 400, "a\n" * 3000, "x" * LONGEST, "\n\na\n\n\nb\n", "<" * 3000):
        message = SlackMessage(ACME_CHANNEL, "1.5", "1.2", "U1", None, said, (), "1.7")

        view = keep_form(Opening(TODAY), message).payload
        found = message_in(view, unpack(view["private_metadata"]))

        assert found.words == said.strip()
        assert (found.ts, found.thread, found.author, found.version) == ("1.5", "1.2", "U1", "1.7")


def test_slacks_marks_are_read_as_people_see_them() -> None:
    assert as_typed("see <https://a.example|the page> in <#C1|sales> &amp; <mailto:a@b.example|a@b.example>") == (
        "see the page (https://a.example) in #sales & a@b.example"
    )
    assert as_typed("<!here> <!date^1^{time}|noon> &lt;!channel&gt; a < b") == "@here noon <!channel> a < b"
    assert with_names("Ask <@U1>, or <@U2|ben>", {"U1": "Ann", "U2": "Ben"}.__getitem__) == "Ask @Ann, or @Ben"


def test_an_app_has_a_name_and_is_nobody() -> None:
    read = read_message({"ts": "1.0", "bot_id": "B1", "user": "U9", "username": "Desk", "text": "Ticket 5"}, "C1")

    assert (read.author, read.called) == (None, "Desk")
