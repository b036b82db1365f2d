"""Slack comes in: somebody opens the Home tab."""

from __future__ import annotations

from bot.colleagues.listeners import refusal, standing_of
from bot.home.blocks import AHEAD, ahead_view, closed_home, colleague_home
from bot.home.service import ahead_of, home_of
from bot.slack.answers import Answer, Show
from bot.slack.door import Door
from bot.slack.kit import View
from bot.slack.request import Request
from bot.work.deps import Deps
from bot.workspace.roles import Role


def register(door: Door, deps: Deps) -> None:
    """Answer the opening of Home."""

    async def opened(request: Request) -> None:
        if request.payload.get("tab") == "home":
            await request.publish_home(await draw(deps, request.workspace, request.person))

    async def look_ahead(request: Request) -> Answer:
        return Show(ahead_view(await deps.unit(request.workspace, ahead_of, request.person)))

    door.event("app_home_opened", opened)
    door.press(AHEAD, look_ahead)


async def draw(deps: Deps, workspace: str, person: str) -> View:
    """A person's Home as it is now. Somebody who is not a colleague learns that, and nothing else."""
    if Role.member not in await standing_of(deps, workspace, person):
        return closed_home(await refusal(deps, workspace))
    return colleague_home(await deps.unit(workspace, home_of, person))
