"""Slack comes in: an admin reads who did what; a colleague wants what is held about them."""

from __future__ import annotations

from dataclasses import dataclass

from bot.privacy.blocks import own
from bot.privacy.blocks import records as blocks
from bot.privacy.service.own import take_own
from bot.privacy.service.records import open_records, records_of, take_records
from bot.privacy.values import RecordsView
from bot.slack.answers import Answer, Push, Show
from bot.slack.door import Door
from bot.slack.kit import escape, message
from bot.slack.request import Request
from bot.work.deps import Deps
from bot.workspace.blocks import RECORDS

COMMANDS = blocks.COMMANDS


def register(door: Door, deps: Deps) -> None:
    """Answer the command's words and the buttons."""
    here = _Here(deps)
    door.word("records", here.show_records)
    door.word("my", here.take_own, takes_more=True)
    door.press(RECORDS, here.open_from_settings)
    door.press(blocks.ONLY, here.turn)
    door.press(blocks.OLDER, here.turn)
    door.press(blocks.NEWEST, here.turn)
    door.press(blocks.EXPORT, here.take_records)


@dataclass(frozen=True)
class _Here:
    deps: Deps

    async def show_records(self, request: Request) -> Answer | None:
        return await self._shown(request, await self.deps.unit(request.workspace, open_records, request.person))

    async def open_from_settings(self, request: Request) -> Answer | None:
        shown = await self._shown(request, await self.deps.unit(request.workspace, open_records, request.person))
        return Push(shown.view) if shown else None

    async def turn(self, request: Request) -> Answer | None:
        only, older = blocks.parse_only(str(request.value.get("only", ""))), blocks.place_in(dict(request.value))
        return await self._shown(request, await self.deps.unit(request.workspace, records_of, request.person, only, older))

    async def take_records(self, request: Request) -> Answer | None:
        taken = await self.deps.unit.once(request.once, request.workspace, take_records, request.person)
        if taken is False:
            await request.reply(message(escape(blocks.may_not_read())))
            return None
        return Show(blocks.records_taken())

    async def take_own(self, request: Request) -> None:
        if request.text.casefold() not in ("", "data"):
            await request.reply(message(escape(own.which_data())))
            return
        taken = await self.deps.unit.once(request.once, request.workspace, take_own, request.person)
        if taken is not None:
            await request.reply(message(escape(own.own_coming() if taken else own.not_a_colleague())))

    async def _shown(self, request: Request, view: RecordsView | None) -> Show | None:
        if view is not None:
            return Show(blocks.records_view(view))
        await request.reply(message(escape(blocks.may_not_read())))
        return None
