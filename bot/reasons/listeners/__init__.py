"""Slack comes in: an admin looks at the reasons why customers leave, and changes them."""

from __future__ import annotations

from dataclasses import dataclass

from bot.reasons import blocks
from bot.reasons.service import change_reason, reason_to_change, reasons_to_change
from bot.reasons.values import Taxonomy
from bot.reasons.values.changing import Outcome
from bot.slack.answers import Answer, Errors, Push, Show
from bot.slack.door import Door
from bot.slack.kit import escape, message
from bot.slack.request import Request
from bot.work.deps import Deps
from bot.workspace.blocks import REASONS, may_not_change

COMMANDS = blocks.COMMANDS


def register(door: Door, deps: Deps) -> None:
    """Answer what concerns the list of reasons."""
    here = _Here(deps)
    door.word("reasons", here.ask)
    door.press(REASONS, here.ask_from_settings)
    door.press(blocks.BACK, here.ask)
    door.press(blocks.CHANGE, here.ask_for_one)
    door.press(blocks.PICK, here.ask_for_one)
    door.press(blocks.ADD, here.ask_for_one)
    door.submission(blocks.FORM, here.take)


@dataclass(frozen=True)
class _Here:
    deps: Deps

    async def ask(self, request: Request) -> Answer | None:
        reasons = await self._reasons(request)
        return Show(blocks.reason_list(reasons)) if reasons else None

    async def ask_from_settings(self, request: Request) -> Answer | None:
        reasons = await self._reasons(request)
        return Push(blocks.reason_list(reasons)) if reasons else None

    async def ask_for_one(self, request: Request) -> Answer | None:
        code = blocks.code_of(request.value)
        view = await self.deps.unit(request.workspace, reason_to_change, request.person, code)
        if view is None:
            await request.reply(message(escape(may_not_change())))
            return None
        return Show(blocks.reason_form(view))

    async def take(self, request: Request) -> Answer | None:
        form, code = blocks.parse_reason(request.values), blocks.code_of(request.metadata)
        if isinstance(form, dict):
            return Errors(form)
        unit = self.deps.unit
        came = await unit.once(request.once, request.workspace, change_reason, request.person, code, form)
        if came is not None and came is not Outcome.done:
            return Errors(blocks.refused_words(came))
        return await self.ask(request)

    async def _reasons(self, request: Request) -> Taxonomy | None:
        """The reasons, for an admin; anybody else is told, kindly, that they are not theirs to change."""
        reasons = await self.deps.unit(request.workspace, reasons_to_change, request.person)
        if reasons is None:
            await request.reply(message(escape(may_not_change())))
        return reasons
