"""Slack comes in: what is said in threads, changed and taken back there, and marked to be left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.colleagues.listeners import standing_of
from bot.departures.listeners.links import permalink
from bot.folder.blocks.threads import LEAVE_OUT
from bot.folder.following import Marked
from bot.folder.messages import SlackMessage, read_message
from bot.folder.service.threads import hear_gone, hear_mark, hear_said, keep_link, thread_at
from bot.slack.door import Door
from bot.slack.reading import reading, text, timestamp, timestamp_if
from bot.slack.request import Request
from bot.work.deps import Deps

WRITTEN = frozenset({None, "file_share", "thread_broadcast", "me_message"})
"""What somebody wrote; all other kinds of message are Slack's own notes, or an app's."""
TOMBSTONE = "tombstone"
"""What Slack leaves where a message was deleted that others had answered."""


def register(door: Door, deps: Deps) -> None:
    """Hear what is said where the bot is. Nothing is looked at twice that is not said under a card, or kept already."""
    here = _Here(deps)
    door.event("message", here.hear)
    door.event("reaction_added", here.marked)
    door.event("reaction_removed", here.marked)


@dataclass(frozen=True)
class _Here:
    deps: Deps

    async def hear(self, request: Request) -> None:
        if await self._is_ours(request):
            return
        match _heard(request):
            case _GoneThere(ts, thread, at):
                await self.deps.unit(request.workspace, hear_gone, request.channel or "", ts, thread, at)
            case _SaidThere(said, is_new) if not request.is_shared:  # with another company: nobody listens there
                await self._said(request, said, is_new=is_new)

    async def marked(self, request: Request) -> None:
        event = request.payload
        with reading():
            item = event["item"]
            if event["reaction"] != LEAVE_OUT or item.get("type") != "message":
                return
            channel, ts = text(item["channel"]), timestamp(item["ts"])
            mark = Marked(text(request.person), timestamp(event["event_ts"]), stands=request.name == "reaction_added")
        await standing_of(self.deps, request.workspace, request.person)
        await self.deps.unit(request.workspace, hear_mark, channel, ts, mark)

    async def _said(self, request: Request, said: SlackMessage, *, is_new: bool) -> None:
        place = await self.deps.unit(request.workspace, thread_at, said.channel, said.thread)
        if place is None and is_new:
            return
        if place is not None:
            if place.link is None:
                link = await permalink(self.deps, request.workspace, place.channel, place.root)
                if link:
                    await self.deps.unit(request.workspace, keep_link, place.id, link)
            if said.author is not None:
                await standing_of(self.deps, request.workspace, said.author)
        await self.deps.unit(request.workspace, hear_said, said)

    async def _is_ours(self, request: Request) -> bool:
        """Whether the bot wrote it: a card that is drawn again is an edit, too."""
        with reading():
            event = request.payload
            bot = (event.get("message") or event.get("previous_message") or event).get("bot_id")
        install = await self.deps.slack.installs.of(request.workspace) if bot else None
        return install is not None and bot == install.bot_id


@dataclass(frozen=True)
class _SaidThere:
    """Somebody wrote something, or changed it."""

    said: SlackMessage
    is_new: bool


@dataclass(frozen=True)
class _GoneThere:
    """Somebody deleted a message, at that timestamp."""

    ts: str
    thread: str | None
    at: str


def _heard(request: Request) -> _SaidThere | _GoneThere | None:
    """What a message event says, as far as it matters here. Raises Unreadable."""
    with reading():
        event, subtype, channel = request.payload, request.payload.get("subtype"), request.channel or ""
        if subtype == "message_deleted":
            return _gone(event, event["deleted_ts"])
        if subtype == "message_changed":
            changed = event["message"]
            if changed.get("subtype") == TOMBSTONE:
                return _gone(event, changed["ts"])
            return _SaidThere(read_message(changed, channel), False) if changed.get("subtype") in WRITTEN else None
        if subtype in WRITTEN and event.get("thread_ts"):
            return _SaidThere(read_message(event, channel), True)
        return None


def _gone(event: Mapping[str, Any], ts: Any) -> _GoneThere:
    before = event.get("previous_message") or {}
    return _GoneThere(timestamp(ts), timestamp_if(before.get("thread_ts")), timestamp(event.get("event_ts") or event["ts"]))
