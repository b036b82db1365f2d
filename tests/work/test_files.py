"""A message that goes with a file arrives once, with its file; where Slack takes no file, the message goes all the same."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import select

from bot.sandbox.records import File, Message
from bot.slack.kit import message
from bot.work.models import Delivery, Sending
from bot.work.unit import Unit
from bot.work.values import Enclosure
from tests.support.world import World, open_world

STEPS = ("files.getUploadURLExternal", "upload", "files.completeUploadExternal")
WORDS = "Here it is"
NONE = "It could not be added"
LETTERS = "BEGIN:VCALENDAR\r\nnaïve\r\n"


@pytest.fixture
async def world(database_url: str) -> AsyncIterator[World]:
    async with open_world(database_url) as opened:
        yield opened


async def send(world: World, *, to: str = "maya", key: str = "file") -> None:
    file = Enclosure("talk.ics", LETTERS, without=message(NONE))

    def work(unit: Unit) -> None:
        unit.say(message(WORDS), to=world.id_of(to), key=key, file=file)

    await world.bot.deps.unit(world.team, work)
    await world.rests()


def told(world: World, handle: str = "maya") -> list[str]:
    return [one.text for one in world.person(handle).dm]


def shared(world: World) -> list[tuple[Message, File]]:
    """Every file that stands in Maya's messages, with the message that shows it."""
    files = world.workspace.files
    return [(one, files[file]) for one in world.person("maya").dm for file in one.files]


async def the_delivery(world: World, key: str = "file") -> Delivery:
    query = select(Delivery).where(Delivery.key == key)
    [row] = await world.bot.deps.unit(world.team, lambda unit: unit.all(query))
    return row


async def test_a_file_arrives_with_its_words(world: World) -> None:
    await send(world)
    await send(world)

    [(shown, file)] = shared(world)
    assert shown.text == WORDS
    assert (file.name, file.title, file.data) == ("talk.ics", "talk.ics", LETTERS.encode())
    assert told(world) == [WORDS]
    assert world.person("theo").dm == []
    assert (await the_delivery(world)).state is Sending.sent


@pytest.mark.parametrize("kind", ["drop_before", "drop_after", "500", "500_after", "429"])
@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("times", [1, 3])
async def test_whatever_goes_wrong_on_the_way_exactly_one_file_stands_there(
    world: World, step: str, kind: str, times: int
) -> None:
    world.workspace.faults.add(method=step, kind=kind, times=times, retry_after=30)

    await send(world)
    await world.clock.advance(minutes=10)

    assert told(world) == [WORDS]
    assert len(shared(world)) == 1
    assert (await the_delivery(world)).state is Sending.sent


@pytest.mark.parametrize("kind", ["drop_before", "drop_after", "500", "429"])
async def test_looking_for_it_may_go_wrong_as_well(world: World, kind: str) -> None:
    world.workspace.faults.add(method="files.completeUploadExternal", kind="drop_after")
    world.workspace.faults.add(method="files.info", kind=kind, times=2, retry_after=30)

    await send(world)
    await world.clock.advance(minutes=10)

    assert world.workspace.faults.waiting == []
    assert told(world) == [WORDS]
    assert len(shared(world)) == 1


async def test_a_restart_after_the_file_was_shared_does_not_share_it_again(world: World) -> None:
    world.workspace.faults.add(method="files.completeUploadExternal", kind="drop_after")
    await send(world)

    await world.restart()
    await world.clock.advance(minutes=5)

    assert len(shared(world)) == 1
    assert (await the_delivery(world)).state is Sending.sent


@pytest.mark.parametrize("step", STEPS[::2])
@pytest.mark.parametrize("code", ["missing_scope", "file_uploads_disabled"])
async def test_where_slack_takes_no_file_the_message_goes_and_says_so(world: World, step: str, code: str) -> None:
    world.workspace.faults.add(method=step, kind=code)

    await send(world)
    await world.clock.advance(minutes=2)

    assert told(world) == [NONE]
    assert shared(world) == []
    assert (await the_delivery(world)).state is Sending.sent


async def test_a_workspace_that_never_granted_files_gets_every_message(world: World) -> None:
    world.app.scopes = tuple(scope for scope in world.app.scopes if not scope.startswith("files:"))

    for number in range(3):
        await send(world, key=f"file {number}")
    await world.clock.advance(minutes=2)

    assert told(world) == [NONE] * 3


async def test_where_nobody_may_look_the_message_is_rather_said_without_than_the_file_shared_twice(world: World) -> None:
    world.app.scopes = tuple(scope for scope in world.app.scopes if scope != "files:read")
    world.workspace.faults.add(method="files.completeUploadExternal", kind="drop_after")

    await send(world)
    await world.clock.advance(minutes=2)

    assert told(world) == [WORDS, NONE]
    assert len(shared(world)) == 1


async def test_a_message_after_a_file_waits_its_second_and_stands_below_it(world: World) -> None:
    world.workspace.rates.enforce = True

    def both(unit: Unit) -> None:
        unit.by = world.id_of("maya")  # both answer what she did, so both come at once
        file = Enclosure("talk.ics", LETTERS, without=message(NONE))
        unit.say(message(WORDS), to=world.id_of("maya"), key="file", file=file)
        unit.say(message("And then"), to=world.id_of("maya"), key="after")

    await world.bot.deps.unit(world.team, both)
    await world.clock.advance(seconds=5)

    first, second = world.person("maya").dm
    assert (first.text, second.text) == (WORDS, "And then")
    assert float(second.ts) - float(first.ts) >= 1


async def test_what_a_file_says_is_kept_as_peoples_words_and_nowhere_else(world: World) -> None:
    await send(world)

    row = await the_delivery(world)

    assert row.content is not None
    assert row.content["file"]["text"] == LETTERS
    assert row.file is not None
    assert LETTERS not in (row.key, row.subject, row.trouble)
