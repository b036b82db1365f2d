"""The address of a message that a form was opened from."""

from __future__ import annotations

import asyncio

from bot.departures.values import Source
from bot.slack.errors import SlackError
from bot.work.deps import Deps

LINK_WITHIN = 1.0
"""Seconds in which Slack is to say the address of a message, while somebody waits for their form to be taken."""


async def link_to(deps: Deps, workspace: str, source: Source | None) -> str | None:
    """The address of that message; Slack's own scheme where it does not say in time."""
    if source is None:
        return None
    link = await permalink(deps, workspace, source.channel, source.ts)
    return link or f"slack://channel?team={workspace}&id={source.channel}&message={source.ts}"


async def permalink(deps: Deps, workspace: str, channel: str, ts: str) -> str | None:
    """The address of a message, where Slack says it in time."""
    try:
        async with asyncio.timeout(LINK_WITHIN):
            return await deps.directory.permalink(workspace, channel, ts)
    except (SlackError, TimeoutError):
        return None
