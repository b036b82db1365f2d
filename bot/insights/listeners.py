"""Slack comes in: what a customer said is opened again from the details."""

from __future__ import annotations

from dataclasses import dataclass

from bot.insights import blocks
from bot.insights.service import open_findings_again
from bot.interviews.listeners.refusing import refuse
from bot.interviews.values import Obstacle
from bot.slack.answers import Answer, Push
from bot.slack.door import Door
from bot.slack.request import Request
from bot.work.deps import Deps


def register(door: Door, deps: Deps) -> None:
    """Answer what is pressed about what was found."""
    door.press(blocks.SAID_AGAIN, _Here(deps).show)


@dataclass(frozen=True)
class _Here:
    deps: Deps

    async def show(self, request: Request) -> Answer | None:
        which = str(request.value["d"])
        found = await self.deps.unit(request.workspace, open_findings_again, request.person, which)
        if found is None:
            await refuse(request, Obstacle.not_yours)
            return None
        return Push(blocks.said_view(found))
