"""Slack comes in: an admin says how often it may be for kinds of customers, and takes the mailing list along."""

from __future__ import annotations

from dataclasses import dataclass

from bot.nudges.blocks import admins as blocks
from bot.nudges.blocks import mailing
from bot.nudges.service import choose_bounds, count_mailing, kinds_and_bounds, send_mailing
from bot.slack.answers import Answer, Errors, Push, Show
from bot.slack.door import Door
from bot.slack.kit import escape, message
from bot.slack.request import Request
from bot.work.deps import Deps
from bot.workspace.blocks import HOW_OFTEN, may_not_change
from bot.workspace.values import Outcome


def register(door: Door, deps: Deps) -> None:
    """Answer what an admin chooses here."""
    here = _Here(deps)
    door.word("mailing", here.show_mailing)
    door.submission(mailing.MAILING_FORM, here.send_list)
    door.press(HOW_OFTEN, here.show_kinds)
    door.press(blocks.CHANGE_KIND, here.ask_for_bounds)
    door.submission(blocks.BOUNDS_FORM, here.take_bounds)


@dataclass(frozen=True)
class _Here:
    deps: Deps

    async def show_mailing(self, request: Request) -> Answer | None:
        counts = await self.deps.unit(request.workspace, count_mailing, request.person)
        if counts is None:
            await request.reply(message(escape(mailing.may_not_mail())))
            return None
        return Show(mailing.mailing_view(counts))

    async def send_list(self, request: Request) -> Answer | None:
        sent = await self.deps.unit.once(request.once, request.workspace, send_mailing, request.person)
        if sent is False:
            await request.reply(message(escape(mailing.may_not_mail())))
            return None
        return Show(mailing.mailing_sent())

    async def show_kinds(self, request: Request) -> Answer | None:
        kinds = await self.deps.unit(request.workspace, kinds_and_bounds, request.person)
        if kinds is None:
            await request.reply(message(escape(may_not_change())))
            return None
        return Push(blocks.kinds_view(kinds))

    async def ask_for_bounds(self, request: Request) -> Answer | None:
        kinds = await self.deps.unit(request.workspace, kinds_and_bounds, request.person)
        wanted = request.value.get(blocks.SEGMENT)
        kind = next((one for one in kinds or () if one.segment == wanted), None)
        if kind is None:
            await request.reply(message(escape(may_not_change())))
            return None
        return Show(blocks.bounds_form(kind))

    async def take_bounds(self, request: Request) -> Answer | None:
        bounds = blocks.parse_bounds(request.values)
        if isinstance(bounds, dict):
            return Errors(bounds)
        segment = str(request.metadata[blocks.SEGMENT])
        came = await self.deps.unit(request.workspace, choose_bounds, request.person, segment, bounds)
        if came is Outcome.may_not:
            return Errors({blocks.SHORTEST: may_not_change()})
        kinds = await self.deps.unit(request.workspace, kinds_and_bounds, request.person)
        return Show(blocks.kinds_view(kinds or ()))
