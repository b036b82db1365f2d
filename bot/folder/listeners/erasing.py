"""Slack comes in: a customer is erased."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace

from bot.departures.blocks import views
from bot.departures.listeners.links import permalink
from bot.departures.service.find import open_log
from bot.departures.values import Field, MayNot
from bot.folder.blocks import forgetting as blocks
from bot.folder.blocks.putting_right import FORGET, chosen, refused, refused_view
from bot.folder.listeners.putting_right import opened_from_folder
from bot.folder.putting_right import Refusal
from bot.folder.service.forgetting import erase, plan_erasure, threads_of
from bot.slack.answers import Answer, Errors, Show
from bot.slack.door import Door
from bot.slack.kit import escape, message
from bot.slack.request import Request
from bot.work.deps import Deps

MOST_THREADS = 5
"""So many are asked of Slack before the form has to be answered."""


def register(door: Door, deps: Deps) -> None:
    """Answer what is typed and filled in about erasing."""
    here = _Here(deps)
    door.press(FORGET, here.from_folder)
    door.word("forget", here.ask, takes_more=True)
    door.submission(blocks.FORGET_FORM, here.show)
    door.submission(blocks.FORGET_SURE, here.take)


@dataclass(frozen=True)
class _Here:
    deps: Deps

    async def from_folder(self, request: Request) -> Answer | None:
        return await opened_from_folder(self.deps, request, blocks.forget_form)

    async def ask(self, request: Request) -> Answer | None:
        opening = await self.deps.unit(request.workspace, open_log, request.person, request.text)
        if isinstance(opening, MayNot):
            await request.reply(message(escape(views.may_not_log())))
            return None
        return Show(blocks.forget_form(opening))

    async def show(self, request: Request) -> Answer | None:
        who = chosen(request.values)
        plan = await self.deps.unit(request.workspace, plan_erasure, request.person, who)
        if isinstance(plan, Refusal):
            return Errors({Field.customer.value: refused(plan)})
        return Show(blocks.forget_sure(plan))

    async def take(self, request: Request) -> Answer | None:
        who, typed = str(request.metadata["c"]), request.values.text(blocks.CONFIRM)
        threads = await self.deps.unit(request.workspace, threads_of, who)
        asked = (permalink(self.deps, request.workspace, *one) for one in threads[:MOST_THREADS])
        found = await asyncio.gather(*asked)
        came = await self.deps.unit.once(request.once, request.workspace, erase, request.person, who, typed)
        if came is Refusal.wrong_name:
            return Errors({blocks.CONFIRM: refused(came)})
        if isinstance(came, Refusal):
            return Show(refused_view(came))
        if came is None:
            return None
        return Show(blocks.forgotten_view(replace(came, threads=tuple(link for link in found if link))))
