"""Slack comes in: an admin looks at what customers are told apart by, and changes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.customers.blocks import telling_apart as blocks
from bot.customers.service.fields import change_field, fields_to_change
from bot.customers.values.fields import CustomerField, FieldOutcome
from bot.slack.answers import Answer, Errors, Push, Show
from bot.slack.door import Door
from bot.slack.kit import escape, message
from bot.slack.request import Request
from bot.work.deps import Deps
from bot.workspace.blocks import FIELDS, may_not_change

COMMANDS = blocks.COMMANDS


def register(door: Door, deps: Deps) -> None:
    """Answer what concerns the fields of customers."""
    here = _Here(deps)
    door.word("kinds", here.ask)
    door.press(FIELDS, here.ask_from_settings)
    door.press(blocks.BACK, here.ask)
    door.press(blocks.CHANGE, here.ask_for_one)
    door.press(blocks.ADD, here.ask_for_one)
    door.submission(blocks.FORM, here.take)


@dataclass(frozen=True)
class _Here:
    deps: Deps

    async def ask(self, request: Request) -> Answer | None:
        fields = await self._fields(request)
        return Show(blocks.field_list(fields)) if fields else None

    async def ask_from_settings(self, request: Request) -> Answer | None:
        fields = await self._fields(request)
        return Push(blocks.field_list(fields)) if fields else None

    async def ask_for_one(self, request: Request) -> Answer | None:
        fields, which = await self._fields(request), blocks.field_of(request.value)
        if fields is None:
            return None
        return Show(blocks.field_form(next((one for one in fields if one.id == which), None)))

    async def take(self, request: Request) -> Answer | None:
        form, which = blocks.parse_field(request.values, request.metadata), blocks.field_of(request.metadata)
        if isinstance(form, dict):
            return Errors(form)
        unit = self.deps.unit
        came = await unit.once(request.once, request.workspace, change_field, request.person, which, form)
        if came is not None and came is not FieldOutcome.done:
            return Errors(blocks.refused_words(came))
        return await self.ask(request)

    async def _fields(self, request: Request) -> Sequence[CustomerField] | None:
        """The fields, for an admin; anybody else is told, kindly, that they are not theirs to change."""
        fields = await self.deps.unit(request.workspace, fields_to_change, request.person)
        if fields is None:
            await request.reply(message(escape(may_not_change())))
        return fields
