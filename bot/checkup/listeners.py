"""Slack comes in: an admin has the installation looked at, and each event is a sign that events come in."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.checkup.blocks import LOOK, checks_view, may_not_look
from bot.checkup.looking import look_inside
from bot.checkup.service import hear, may_look
from bot.slack.answers import Answer, Show
from bot.slack.door import Door
from bot.slack.kit import escape, message
from bot.slack.request import Request
from bot.work.deps import Deps

AN_HOUR = timedelta(hours=1)


def register(door: Door, deps: Deps) -> None:
    """Look when an admin asks, and note which events come in."""
    noted: dict[tuple[str, str], datetime] = {}

    async def look(request: Request) -> Answer | None:
        if not await deps.unit(request.workspace, may_look, request.person):
            await request.reply(message(escape(may_not_look())))
            return None
        return Show(checks_view(await look_inside(deps, request.workspace)))

    async def note(workspace: str, kind: str) -> None:
        now, key = deps.clock.now(), (workspace, kind)
        if key in noted and noted[key] <= now < noted[key] + AN_HOUR:
            return
        noted[key] = now
        await deps.unit(workspace, hear, kind)

    door.press(LOOK, look)
    door.on_event = note
