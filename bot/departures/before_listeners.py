"""Slack comes in: what came of asking first, and of the talk before they go."""

from __future__ import annotations

from dataclasses import dataclass

from bot.departures.before import TalkForm
from bot.departures.blocks import talks, views
from bot.departures.service.talks import answer_talk, open_talk
from bot.departures.values import Came, Outcome, Problem
from bot.slack.answers import Answer, Errors, Show
from bot.slack.door import Door
from bot.slack.request import Request
from bot.work.deps import Deps


def register(door: Door, deps: Deps) -> None:
    """Answer what is pressed and filled in before a customer has left."""
    here = _Here(deps)
    door.press(talks.TALK, here.answer)
    door.submission(talks.TALK_FORM, here.take)


@dataclass(frozen=True)
class _Here:
    deps: Deps

    async def answer(self, request: Request) -> Answer | None:
        came, talk = Came(str(request.value["c"])), str(request.value["t"])
        if came in talks.WITH_A_FORM:
            found = await self.deps.unit(request.workspace, open_talk, request.person, talk)
            if not isinstance(found, Outcome):
                view, today = found
                return Show(talks.talk_form(view, came, today))
            await self._refuse(request, found)
            return None
        result = await self.deps.unit(
            request.workspace, answer_talk, request.person, talk, TalkForm(came), request.once
        )
        if isinstance(result, Outcome) and result is not Outcome.done:
            await self._refuse(request, result)
        return None

    async def take(self, request: Request) -> Answer | None:
        told = talks.parse_talk(request.values, request.metadata)
        if isinstance(told, dict):
            return Errors(told)
        talk = str(request.metadata["t"])
        result = await self.deps.unit(request.workspace, answer_talk, request.person, talk, told, request.once)
        if isinstance(result, Problem):
            return Errors(talks.day_words(result))
        return None if result is Outcome.done else Show(views.outcome_view(result))

    async def _refuse(self, request: Request, outcome: Outcome) -> None:
        await request.reply(views.outcome_message(outcome))
