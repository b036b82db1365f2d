"""Slack's events come late, twice and in any order: the folder holds what stands in Slack in the end, and nothing leaks."""

from __future__ import annotations

import itertools
import random
from typing import Any

import pytest
from sqlalchemy import select

from bot.folder.blocks.threads import LEAVE_OUT
from bot.sandbox.events import bare_shape, changed_message_event, deleted_message_event, envelope, message_event
from bot.sandbox.records import Json, Message
from bot.work.models import Delivery, Gesture, Obligation
from bot.work.unit import Unit
from bot.workspace.models import AuditEntry
from tests.departures.test_journey import settle
from tests.folder.support import rows, words
from tests.folder.test_threads import kept
from tests.support.events import tell_nothing
from tests.support.world import World

STORIES = {
    "edited": ["edits"],
    "left out": ["marks"],
    "left out, and edited": ["marks", "edits"],
    "left out and taken back in": ["marks", "unmarks"],
    "edited, left out, taken back in": ["edits", "marks", "unmarks"],
    "deleted": ["deletes"],
    "edited and deleted": ["edits", "deletes"],
    "left out and deleted": ["marks", "deletes"],
}


class Recorder:
    """Walt, who writes under a card while Slack's events are held back."""

    def __init__(self, world: World, card: Message) -> None:
        self.world, self.card, self.walt = world, card, world.person("walt")
        self.held: list[Json] = []

    async def lives(self, story: list[str], text: str) -> Message:
        """A message is written, and these things happen to it."""
        said = await self.walt.says(text, thread=self.card)
        self._hold(message_event(self.world.workspace, said))
        for step in story:
            await getattr(self, step)(said)
        return said

    async def edits(self, said: Message) -> None:
        before = bare_shape(self.world.workspace, said)
        await self.walt.edits(said, f"{said.text}, changed")
        self._hold(changed_message_event(self.world.workspace, said, before))

    async def deletes(self, said: Message) -> None:
        event = deleted_message_event(self.world.workspace, said)
        await self.walt.deletes(said)
        self._hold(event)

    async def marks(self, said: Message) -> None:
        await self.walt.reacts(LEAVE_OUT, said)
        self._hold(self._reaction("reaction_added", said))

    async def unmarks(self, said: Message) -> None:
        await self.walt.reacts(LEAVE_OUT, said)
        self._hold(self._reaction("reaction_removed", said))

    async def come_in(self, order: list[int]) -> None:
        """The events come in, in that order."""
        for at in order:
            answer = await self.world.bot.door.answer(self.held[at], self.world.team, self.world.team)
            assert answer.status == 200
        await settle(self.world)

    def _hold(self, event: Json) -> None:
        workspace = self.world.workspace
        self.held.append(envelope(workspace, self.world.app, event, workspace.channel("departures")))

    def _reaction(self, kind: str, said: Message) -> Json:
        item = {"type": "message", "channel": said.channel, "ts": said.ts}
        person = self.walt.user_id
        ts = self.world.workspace.new_ts()
        return {"type": kind, "user": person, "reaction": LEAVE_OUT, "item_user": person, "item": item, "event_ts": ts}


@pytest.mark.slow
@pytest.mark.parametrize("story", list(STORIES))
async def test_whatever_the_order_the_folder_holds_what_stands_in_slack(world: World, story: str) -> None:
    """Each order in which the events can come, and one of them twice."""
    card = await kept(world)
    tell_nothing(world)
    steps = STORIES[story]
    chance = random.Random(story)
    expected: list[str] = []
    for number, order in enumerate(itertools.permutations(range(len(steps) + 1))):
        recorder = Recorder(world, card)
        said = await recorder.lives(steps, f"Message {number}")
        await recorder.come_in([*order, chance.choice(order)])
        if "deletes" not in steps and said.reactions == {}:
            expected.append(said.text)

    assert await words(world) == expected
    held = [row.words for row in await rows(world) if row.words is not None]
    assert held == expected


@pytest.mark.slow
async def test_no_word_of_it_stands_in_logs_keys_or_records(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    card = await kept(world)
    walt = world.person("walt")
    said = await walt.says("Zanzibar is what they said", thread=card)
    await walt.edits(said, "Zanzibar, I think")
    await walt.reacts(LEAVE_OUT, said)
    await walt.reacts(LEAVE_OUT, said)
    await walt.shares("zanzibar.pdf", b"%PDF", "Zanzibar again", thread=card)
    await settle(world)

    def all_keys(unit: Unit) -> list[Any]:
        return [
            *unit.all(select(Gesture.id)),
            *unit.all(select(Obligation.key)),
            *unit.all(select(Obligation.facts)),
            *unit.all(select(Delivery.key)),
            *unit.all(select(AuditEntry.what)),
            *unit.all(select(AuditEntry.did)),
        ]

    assert await words(world) != []
    assert "zanzibar" not in str(await world.bot.deps.unit(world.team, all_keys)).lower()
    assert "zanzibar" not in capsys.readouterr().out.lower()
