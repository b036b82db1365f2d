"""Slack comes in: an admin says who stays in touch instead of somebody who is gone, and that one answers."""

from __future__ import annotations

from dataclasses import dataclass

from bot.nudges import blocks as words
from bot.nudges.blocks import succession as blocks
from bot.nudges.service.succession import answer_offer, offer_to, succession_view
from bot.nudges.values import Declined, Obstacle
from bot.slack.answers import Answer, Errors, Show
from bot.slack.door import Door
from bot.slack.kit import escape, message
from bot.slack.request import Request
from bot.work.deps import Deps


def register(door: Door, deps: Deps) -> None:
    """Answer the cards about customers of a colleague who is gone."""
    here = _Here(deps)
    door.press(blocks.CHOOSE, here.ask_who)
    door.submission(blocks.SUCCESSOR_FORM, here.take_choice)
    door.press(blocks.TAKE_ON, here.take_on)
    door.press(blocks.RATHER_NOT, here.rather_not)


@dataclass(frozen=True)
class _Here:
    deps: Deps

    async def ask_who(self, request: Request) -> Answer | None:
        who = str(request.value.get(blocks.WHO, ""))
        try:
            view = await self.deps.unit(request.workspace, succession_view, request.person, who)
        except Declined as declined:
            await request.reply(message(escape(words.declined(declined.why))))
            return None
        return Show(blocks.successor_form(view))

    async def take_choice(self, request: Request) -> Answer | None:
        chosen, to = blocks.parse_successor(request.values)
        who = str(request.metadata[blocks.WHO])
        try:
            await self.deps.unit.once(request.once, request.workspace, offer_to, request.person, who, chosen, to)
        except Declined as declined:
            told = blocks.nothing_open() if declined.why is Obstacle.nobody_chosen else words.declined(declined.why)
            return Errors({words.COLLEAGUE if declined.why is Obstacle.not_a_colleague else blocks.WHICH: told})
        return None

    async def take_on(self, request: Request) -> None:
        await self._answer(request, takes=True)

    async def rather_not(self, request: Request) -> None:
        await self._answer(request, takes=False)

    async def _answer(self, request: Request, *, takes: bool) -> None:
        who = str(request.value.get(blocks.WHO, ""))
        try:
            await self.deps.unit.once(
                request.once, request.workspace, answer_offer, request.person, who, takes=takes
            )
        except Declined as declined:
            await request.reply(message(escape(words.declined(declined.why))))
