"""Slack comes in: who hears each week whom to ask again is chosen, and somebody wants it no more."""

from __future__ import annotations

from dataclasses import dataclass

from bot.slack.answers import Answer, Errors, Push
from bot.slack.door import Door
from bot.slack.kit import escape, message
from bot.slack.request import Request
from bot.winback import blocks
from bot.winback.service import choose_hearing, stop_hearing
from bot.work.deps import Deps
from bot.workspace import blocks as choices
from bot.workspace.listeners import enter
from bot.workspace.service import choosing
from bot.workspace.values import Outcome


def register(door: Door, deps: Deps) -> None:
    """Answer what concerns who hears it."""
    here = _Here(deps)
    door.press(choices.HEARING, here.ask_who_hears)
    door.submission(choices.HEARING_FORM, here.take_who_hears)
    door.press(blocks.STOP_HEARING, here.stop)


def refusal(came: Outcome) -> Errors | None:
    """What to say in the form where it was not taken over."""
    match came:
        case Outcome.strangers:
            return Errors({choices.HEARERS: blocks.strangers_to_list()})
        case Outcome.may_not:
            return Errors({choices.DAY: choices.may_not_change()})
        case Outcome.done:
            return None


@dataclass(frozen=True)
class _Here:
    deps: Deps

    async def ask_who_hears(self, request: Request) -> Answer | None:
        now = await self.deps.unit(request.workspace, choosing, request.person)
        if now.may_change_settings:
            return Push(choices.hearing_form(now.hearing))
        await request.reply(message(escape(choices.may_not_change())))
        return None

    async def take_who_hears(self, request: Request) -> Answer | None:
        hearing = choices.parse_hearing(request.values)
        if isinstance(hearing, dict):
            return Errors(hearing)
        trouble = await enter(self.deps, request.workspace, hearing.channel) if hearing.channel else None
        if trouble is not None:
            return Errors(choices.own_channel_error(choices.DIGEST, trouble))
        return refusal(await self.deps.unit(request.workspace, choose_hearing, request.person, hearing))

    async def stop(self, request: Request) -> None:
        await self.deps.unit.once(request.once, request.workspace, stop_hearing, request.person)
        await request.reply(message(escape(blocks.stopped_words())))
