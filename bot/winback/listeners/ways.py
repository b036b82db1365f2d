"""Slack comes in: the words to a customer are changed or printed; something is new, and whom it answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Concatenate, ParamSpec

from bot.farewell.listeners.letters import advised
from bot.slack.answers import Answer, Errors, Show
from bot.slack.door import Door
from bot.slack.kit import escape, message
from bot.slack.request import Request
from bot.winback.blocks import asks, declined, launches
from bot.winback.service import launches as telling
from bot.winback.service import wording
from bot.winback.values import Declined
from bot.work.deps import Deps
from bot.work.unit import Unit

P = ParamSpec("P")


def register(door: Door, deps: Deps) -> None:
    """Answer what concerns ways back, and the words with which a customer is asked."""
    here = _Here(deps)
    door.press(asks.ANOTHER_WAY, here.another_way)
    door.press(asks.CHANGE_WORDS, here.ask_for_words)
    door.submission(asks.WORDS_FORM, here.take_words)
    door.press(asks.PRINT, here.print)
    door.word("launch", here.ask_what_is_new, takes_more=True)
    door.submission(launches.LAUNCH_FORM, here.show_reach)
    door.submission(launches.REACH_FORM, here.tell)
    door.word("launches", here.show_launches)
    door.press(launches.ASK_TOLD, here.take_up)
    door.press(launches.TAKE_BACK, here.take_back)


@dataclass(frozen=True)
class _Here:
    deps: Deps

    async def another_way(self, request: Request) -> None:
        await self._press(request, wording.another_way, _id(request, asks.ASK_ID))

    async def ask_for_words(self, request: Request) -> Answer | None:
        try:
            view = await self.deps.unit(request.workspace, wording.words_opening, request.person, _id(request, asks.ASK_ID))
        except Declined as obstacle:
            await self._decline(request, obstacle)
            return None
        return Show(asks.words_form(view))

    async def take_words(self, request: Request) -> Answer | None:
        ask, words = _id(request, asks.ASK_ID), request.values.text(asks.WORDS)
        try:
            view = await self.deps.unit(request.workspace, wording.words_opening, request.person, ask)
            found, mark = advised(request, words or "")
            if found:
                return Show(asks.words_form(view, found, mark, words))
            await self.deps.unit(request.workspace, wording.change_words, request.person, ask, words)
        except Declined as obstacle:
            return Errors({asks.WORDS: declined(obstacle.why)})
        return None

    async def print(self, request: Request) -> None:
        await self._press(request, wording.print_ask, _id(request, asks.ASK_ID), request.once)

    async def ask_what_is_new(self, request: Request) -> Answer | None:
        try:
            opening = await self.deps.unit(request.workspace, telling.open_launch, request.person)
        except Declined as obstacle:
            await self._decline(request, obstacle)
            return None
        return Show(launches.launch_form(opening, request.text))

    async def show_reach(self, request: Request) -> Answer:
        way = launches.parse_launch(request.values)
        if isinstance(way, dict):
            return Errors(way)
        try:
            reach = await self.deps.unit(request.workspace, telling.reach_of, request.person, way)
        except Declined as obstacle:
            return Errors({launches.WHAT: declined(obstacle.why)})
        return Show(launches.reach_form(way, reach))

    async def tell(self, request: Request) -> Answer | None:
        way = launches.way_in_form(request.metadata)
        try:
            await self.deps.unit.once(request.once, request.workspace, telling.launch, request.person, way)
        except Declined as obstacle:
            return Errors({launches.WHAT: declined(obstacle.why)})
        return Show(launches.launched(way))

    async def show_launches(self, request: Request) -> Answer | None:
        try:
            return Show(launches.launches_view(await self.deps.unit(request.workspace, telling.launches_of, request.person)))
        except Declined as obstacle:
            await self._decline(request, obstacle)
            return None

    async def take_up(self, request: Request) -> None:
        await self._press(request, telling.claim_told, _id(request, launches.TOLD))

    async def take_back(self, request: Request) -> Answer | None:
        await self._press(request, telling.take_back, _id(request, launches.LAUNCH))
        return await self.show_launches(request)

    async def _press(
        self,
        request: Request,
        use_case: Callable[Concatenate[Unit, str, P], object],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> None:
        try:
            await self.deps.unit.once(request.once, request.workspace, use_case, request.person, *args, **kwargs)
        except Declined as obstacle:
            await self._decline(request, obstacle)

    async def _decline(self, request: Request, obstacle: Declined) -> None:
        await request.reply(message(escape(declined(obstacle.why))))


def _id(request: Request, name: str) -> str:
    return str(request.value.get(name) or request.metadata.get(name) or "")
