"""Slack comes in: a lost customer is in the news, or somebody read what may interest some of them."""

from __future__ import annotations

from dataclasses import dataclass

from bot.departures.blocks.views import may_not_log
from bot.departures.service.find import open_log
from bot.departures.values import MayNot
from bot.nudges import blocks
from bot.nudges.rules import address_in, without_address
from bot.nudges.service import bring_article, bring_news, whom_it_suits
from bot.nudges.values import Declined
from bot.slack.answers import Answer, Errors, Show
from bot.slack.door import Door
from bot.slack.kit import escape, message
from bot.slack.request import Request
from bot.work.deps import Deps


def register(door: Door, deps: Deps) -> None:
    """Take news of lost customers, and what may interest them."""
    here = _Here(deps)
    door.word("news", here.news, takes_more=True)
    door.message_shortcut(blocks.BRING_NEWS, here.news_in_message)
    door.submission(blocks.NEWS_FORM, here.take_news)
    door.word("article", here.article, takes_more=True)
    door.submission(blocks.ARTICLE_FORM, here.look_for_readers)
    door.submission(blocks.WHOM_FORM, here.take_readers)


@dataclass(frozen=True)
class _Here:
    deps: Deps

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
