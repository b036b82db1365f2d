"""Slack comes in: what is said in threads, changed and taken back there, and marked to be left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.colleagues.listeners import standing_of
from bot.departures.listeners.links import permalink
from bot.folder.blocks.threads import LEAVE_OUT
from bot.folder.following import Marked
from bot.folder.messages import read_message
from bot.folder.service.threads import hear_gone, hear_mark, hear_said, keep_link, thread_at
from bot.slack.door import Door
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
        event, subtype = request.payload, request.payload.get("subtype")
        message = event.get("message") or event.get("previous_message") or event
        if await self._is_ours(request.workspace, message):
            return
        if subtype == "message_deleted":
            await self._gone(request, event["deleted_ts"], event.get("previous_message") or {})
        elif subtype == "message_changed" and event["message"].get("subtype") == TOMBSTONE:
            await self._gone(request, event["message"]["ts"], event.get("previous_message") or {})
        elif subtype == "message_changed":
            if event["message"].get("subtype") in WRITTEN:
                await self._said(request, event["message"], is_new=False)
        elif subtype in WRITTEN and event.get("thread_ts"):
            await self._said(request, event, is_new=True)

    async def marked(self, request: Request) -> None:
        event, item = request.payload, request.payload["item"]
        if event["reaction"] != LEAVE_OUT or item.get("type") != "message":
            return
        await standing_of(self.deps, request.workspace, request.person)
        mark = Marked(request.person, event["event_ts"], stands=request.name == "reaction_added")
        await self.deps.unit(request.workspace, hear_mark, item["channel"], item["ts"], mark)

    async def _said(self, request: Request, message: Mapping[str, Any], *, is_new: bool) -> None:
        said = read_message(message, request.channel or "")
        place = await self.deps.unit(request.workspace, thread_at, said.channel, said.thread)
        if place is None and is_new:
            return
        if place is not None and not request.is_shared:
            if place.link is None:
                link = await permalink(self.deps, request.workspace, place.channel, place.root)
                if link:
                    await self.deps.unit(request.workspace, keep_link, place.id, link)
            if said.author is not None:
                await standing_of(self.deps, request.workspace, said.author)
        await self.deps.unit(request.workspace, hear_said, said, may_take_in=not request.is_shared)

    async def _is_ours(self, workspace: str, message: Mapping[str, Any]) -> bool:
        """Whether the bot wrote it: a card that is drawn again is an edit, too."""
        install = await self.deps.slack.installs.of(workspace) if message.get("bot_id") else None
        return install is not None and message["bot_id"] == install.bot_id

    async def _gone(self, request: Request, ts: str, before: Mapping[str, Any]) -> None:
        at, channel = request.payload.get("event_ts") or request.payload["ts"], request.channel or ""
        await self.deps.unit(request.workspace, hear_gone, channel, ts, before.get("thread_ts"), at)
