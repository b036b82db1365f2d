"""Slack comes in: somebody tries the journey with a practice customer."""

from __future__ import annotations

from dataclasses import dataclass

from bot.home.blocks import practice as blocks
from bot.home.service import begin_practice, end_practice, find_out, go_on, is_at, may_practise
from bot.slack.answers import Answer, Push, Show
from bot.slack.door import Door
from bot.slack.kit import escape, message
from bot.slack.request import Request
from bot.work.deps import Deps


def register(door: Door, deps: Deps) -> None:
    """Answer the buttons and forms of the practice, and of nothing else: none of them leads into a real stage."""
    here = _Here(deps)
    door.press(blocks.PRACTISE, here.ask)
    door.submission(blocks.BEGIN_FORM, here.begin)
    door.press(blocks.GO_ON, here.go_on)
    door.submission(blocks.FOUND_FORM, here.find_out)
    door.press(blocks.END, here.end)


@dataclass(frozen=True)
class _Here:
    deps: Deps

    async def ask(self, request: Request) -> Answer | None:
        reasons = await self.deps.unit(request.workspace, may_practise, request.person)
        return Push(blocks.begin_form(reasons)) if reasons else None

    async def begin(self, request: Request) -> Answer:
        guess = blocks.reason_of(request.values)
        await self.deps.unit.once(request.once, request.workspace, begin_practice, request.person, guess)
        return Show(blocks.begun_view())

    async def go_on(self, request: Request) -> Answer | None:
        step = _step(request.value)
        if step == blocks.ASKED_STEP and await self.deps.unit(request.workspace, is_at, request.person, step):
            reasons = await self.deps.unit(request.workspace, may_practise, request.person)
            return Show(blocks.found_form(reasons, step)) if reasons else None
        if not await self.deps.unit(request.workspace, go_on, request.person, step):
            await request.reply(message(escape(blocks.long_over())))
        return None

    async def find_out(self, request: Request) -> None:
        reason = blocks.reason_of(request.values)
        step = _step(request.metadata)
        await self.deps.unit.once(request.once, request.workspace, find_out, request.person, step, reason)

    async def end(self, request: Request) -> None:
        ended = await self.deps.unit(request.workspace, end_practice, request.person)
        await request.reply(message(escape(blocks.over() if ended else blocks.long_over())))


def _step(carried: object) -> int:
    found = carried.get(blocks.STEP) if isinstance(carried, dict) else None
    return found if isinstance(found, int) else -1
