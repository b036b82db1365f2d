"""Slack comes in: somebody wants to know why they were asked, says what is not right, or whether they wish to be asked."""

from __future__ import annotations

from dataclasses import dataclass

from bot.interviews import blocks
from bot.interviews.blocks import why as words
from bot.interviews.listeners.refusing import refuse
from bot.interviews.service import choose_willingness, correct, why, willingness_of
from bot.interviews.values import Obstacle
from bot.slack.answers import Answer, Errors, Push, Show
from bot.slack.door import Door
from bot.slack.request import Request
from bot.work.deps import Deps


def register(door: Door, deps: Deps) -> None:
    """Answer what is asked about who is asked."""
    here = _Here(deps)
    door.press(words.WHY, here.show)
    door.press(words.NOT_RIGHT, here.take_correction)
    door.press(blocks.WILLING, here.ask_whether)
    door.submission(blocks.WILLING_FORM, here.take_whether)


@dataclass(frozen=True)
class _Here:
    deps: Deps

    async def show(self, request: Request) -> Answer | None:
        found = await self.deps.unit(request.workspace, why, request.person, str(request.value["d"]))
        if isinstance(found, Obstacle):
            await refuse(request, found)
            return None
        return Push(words.why_view(found))

    async def take_correction(self, request: Request) -> Answer | None:
        departure, dealing = str(request.value["d"]), str(request.value["e"])
        said = words.correction_in(str(request.value["c"]))
        obstacle = await self.deps.unit.once(
            request.once, request.workspace, correct, request.person, departure, dealing, said
        )
        found = await self.deps.unit(request.workspace, why, request.person, departure)
        if obstacle is not None or isinstance(found, Obstacle):
            await refuse(request, obstacle or Obstacle.not_yours)
            return None
        return Show(words.why_view(found))

    async def ask_whether(self, request: Request) -> Answer | None:
        known = await self.deps.unit(request.workspace, willingness_of, request.person)
        return Show(blocks.willing_form(known))

    async def take_whether(self, request: Request) -> Answer | None:
        known = await self.deps.unit(request.workspace, willingness_of, request.person)
        form = blocks.parse_willing(request.values, known.today)
        if isinstance(form, dict):
            return Errors(form)
        await self.deps.unit.once(request.once, request.workspace, choose_willingness, request.person, form)
        return None
