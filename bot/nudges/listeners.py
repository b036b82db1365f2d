"""Slack comes in: somebody answers a nudge, or brings news of a lost customer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Concatenate, ParamSpec

from bot.departures.blocks.views import may_not_log
from bot.departures.service.find import open_log
from bot.departures.values import MayNot
from bot.nudges import blocks
from bot.nudges.rules import address_in, without_address
from bot.nudges.service import (
    asking,
    bring_article,
    bring_news,
    hand_over,
    set_rhythm,
    skip,
    snooze,
    start_again,
    stop,
    tell_done,
    whom_it_suits,
)
from bot.nudges.values import Asking, Declined, Snooze
from bot.slack.answers import Answer, Errors, Show
from bot.slack.door import Door
from bot.slack.kit import View, escape, message
from bot.slack.request import Request
from bot.work.deps import Deps
from bot.work.unit import Unit

P = ParamSpec("P")

COMMANDS = blocks.COMMANDS


def register(door: Door, deps: Deps) -> None:
    """Answer the nudges and their forms, and take news of lost customers."""
    here = _Here(deps)
    door.word("news", here.news, takes_more=True)
    door.message_shortcut(blocks.BRING_NEWS, here.news_in_message)
    door.submission(blocks.NEWS_FORM, here.take_news)
    door.word("article", here.article, takes_more=True)
    door.submission(blocks.ARTICLE_FORM, here.look_for_readers)
    door.submission(blocks.WHOM_FORM, here.take_readers)
    door.press(blocks.RHYTHM, here.ask_how_often)
    door.submission(blocks.RHYTHM_FORM, here.take_rhythm)
    door.press(blocks.DONE, here.ask_what_it_was)
    door.press(blocks.SNOOZE, here.put_off)
    door.press(blocks.HAND_OVER, here.ask_for_colleague)
    door.press(blocks.STOP, here.ask_why)
    door.press(blocks.START_AGAIN, here.begin_again)
    door.submission(blocks.DONE_FORM, here.take_done)
    door.submission(blocks.DAY_FORM, here.take_day)
    door.submission(blocks.HAND_OVER_FORM, here.take_colleague)
    door.submission(blocks.STOP_FORM, here.take_stop)


@dataclass(frozen=True)
class _Here:
    deps: Deps

    async def ask_what_it_was(self, request: Request) -> Answer | None:
        return await self._form(request, blocks.done_form)

    async def ask_for_colleague(self, request: Request) -> Answer | None:
        return await self._form(request, blocks.hand_over_form)

    async def ask_why(self, request: Request) -> Answer | None:
        return await self._form(request, blocks.stop_form)

    async def ask_how_often(self, request: Request) -> Answer | None:
        return await self._form(request, blocks.rhythm_form)

    async def take_rhythm(self, request: Request) -> Answer | None:
        return await self._submit(request, set_rhythm, _nudge(request), blocks.parse_rhythm(request.values))

    async def news(self, request: Request) -> Answer | None:
        return await self._news_form(request, without_address(request.text), address_in(request.text))

    async def news_in_message(self, request: Request) -> Answer | None:
        words = str(request.payload["message"].get("text") or "")
        return await self._news_form(request, "", address_in(words), without_address(words))

    async def take_news(self, request: Request) -> Answer | None:
        form = blocks.parse_news(request.values)
        if isinstance(form, dict):
            return Errors(form)
        try:
            brought = await self.deps.unit.once(request.once, request.workspace, bring_news, request.person, form)
        except Declined as declined:
            return Errors(blocks.news_declined(declined.why))
        return Show(blocks.news_brought(brought)) if brought else None

    async def article(self, request: Request) -> Answer:
        return Show(blocks.article_form(address_in(request.text) or ""))

    async def look_for_readers(self, request: Request) -> Answer:
        article = blocks.parse_article(request.values)
        if isinstance(article, dict):
            return Errors(article)
        found = await self.deps.unit(request.workspace, whom_it_suits, request.person, article)
        return Show(blocks.whom_form(article, found))

    async def take_readers(self, request: Request) -> Answer | None:
        article, chosen = blocks.article_in(request.metadata), request.values.options(blocks.WHOM)
        try:
            asked = await self.deps.unit.once(
                request.once, request.workspace, bring_article, request.person, article, chosen
            )
        except Declined as declined:
            return Errors({blocks.WHOM: blocks.declined(declined.why)})
        return Show(blocks.article_brought(asked)) if asked else None

    async def _news_form(
        self, request: Request, name: str, address: str | None, words: str | None = None
    ) -> Answer | None:
        opening = await self.deps.unit(request.workspace, open_log, request.person, name)
        if isinstance(opening, MayNot):
            await request.reply(message(escape(may_not_log())))
            return None
        return Show(blocks.news_form(opening, address or "", words))

    async def put_off(self, request: Request) -> Answer | None:
        choice = blocks.snooze_choice(request.value.get("until"))
        if choice is None:
            await self._press(request, skip, _nudge(request))
            return None
        if choice is Snooze.day:
            return await self._form(request, blocks.day_form)
        await self._press(request, snooze, _nudge(request), choice)
        return None

    async def begin_again(self, request: Request) -> None:
        await self._press(request, start_again, _nudge(request))

    async def take_done(self, request: Request) -> Answer | None:
        form = blocks.parse_done(request.values)
        if isinstance(form, dict):
            return Errors(form)
        return await self._submit(request, tell_done, _nudge(request), form)

    async def take_day(self, request: Request) -> Answer | None:
        return await self._submit(request, snooze, _nudge(request), Snooze.day, request.values.date(blocks.DAY))

    async def take_colleague(self, request: Request) -> Answer | None:
        return await self._submit(request, hand_over, _nudge(request), request.values.user(blocks.COLLEAGUE))

    async def take_stop(self, request: Request) -> Answer | None:
        return await self._submit(request, stop, _nudge(request), request.values.text(blocks.WORDS))

    async def _form(self, request: Request, form: Callable[[str, Asking], View]) -> Answer | None:
        nudge = _nudge(request)
        try:
            return Show(form(nudge, await self.deps.unit(request.workspace, asking, request.person, nudge)))
        except Declined as declined:
            await request.reply(message(escape(blocks.declined(declined.why))))
            return None

    async def _press(
        self,
        request: Request,
        use_case: Callable[Concatenate[Unit, str, P], None],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> None:
        try:
            await self.deps.unit.once(request.once, request.workspace, use_case, request.person, *args, **kwargs)
        except Declined as declined:
            await request.reply(message(escape(blocks.declined(declined.why))))

    async def _submit(
        self,
        request: Request,
        use_case: Callable[Concatenate[Unit, str, P], None],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Answer | None:
        try:
            await self.deps.unit.once(request.once, request.workspace, use_case, request.person, *args, **kwargs)
        except Declined as declined:
            return Errors({blocks.question_of(declined.why): blocks.declined(declined.why)})
        return None


def _nudge(request: Request) -> str:
    return str(request.value.get(blocks.NUDGE) or request.metadata.get(blocks.NUDGE) or "")
