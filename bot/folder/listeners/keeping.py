"""Slack comes in: a message is kept in a customer's folder, from its own menu."""

from __future__ import annotations

from dataclasses import dataclass

from bot.colleagues.listeners import standing_of
from bot.departures.blocks import form, views
from bot.departures.blocks.noticing import no_such_customer
from bot.departures.listeners.links import link_to
from bot.departures.service.find import open_log
from bot.departures.values import MayNot, Rejected, Source
from bot.folder.blocks import keeping
from bot.folder.messages import read_message
from bot.folder.service.keeping import StaysOut, about_which, keep_message
from bot.slack.answers import Answer, Errors, Show
from bot.slack.door import Door
from bot.slack.kit import escape, message
from bot.slack.request import Request
from bot.work.deps import Deps

KEEP_MESSAGE = "keep_message"


def register(door: Door, deps: Deps) -> None:
    """Answer the message shortcut and its form."""
    here = _Here(deps)
    door.message_shortcut(KEEP_MESSAGE, here.ask)
    door.submission(keeping.KEEP_FORM, here.take)


@dataclass(frozen=True)
class _Here:
    deps: Deps

    async def ask(self, request: Request) -> Answer | None:
        opening = await self.deps.unit(request.workspace, open_log, request.person)
        if isinstance(opening, MayNot):
            await request.reply(message(escape(views.may_not_log())))
            return None
        said = read_message(request.payload["message"], request.channel or "")
        opening = await self.deps.unit(request.workspace, about_which, request.person, said, opening)
        if not said.words.strip() and not said.files:
            await request.reply(message(escape(keeping.nothing_to_keep())))
            return None
        return Show(keeping.keep_form(opening, said))

    async def take(self, request: Request) -> Answer | None:
        who = keeping.parse_keep(request.values)
        if isinstance(who, dict):
            return Errors(who)
        said = keeping.message_in(request.payload["view"], request.metadata)
        if said.author is not None:
            await standing_of(self.deps, request.workspace, said.author)
        link = await link_to(self.deps, request.workspace, Source("", said.channel, said.ts))
        result = await self.deps.unit(request.workspace, keep_message, request.person, who, said, link)
        match result:
            case Rejected():
                return Errors(no_such_customer())
            case MayNot():
                return Errors({form.CUSTOMER: views.may_not_log()})
            case StaysOut():
                return Errors({form.CUSTOMER: keeping.stays_out()})
            case str(customer):
                return Show(keeping.message_kept(customer))
