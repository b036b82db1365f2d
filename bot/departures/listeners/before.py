"""Slack comes in: warning signs are added; what came of asking first, and of the talk before they go."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.departures.blocks import form, noticing, signs, talks, views
from bot.departures.blocks.sources import source_of
from bot.departures.listeners.links import link_to
from bot.departures.service.find import open_log
from bot.departures.service.signs import add_signs
from bot.departures.service.talks import answer_talk, open_talk
from bot.departures.values import Came, MayNot, Outcome, Problem, Rejected, Stage
from bot.departures.values.before import TalkForm
from bot.slack.answers import Answer, Errors, Push, Show
from bot.slack.door import Door
from bot.slack.kit import escape, message
from bot.slack.request import Request
from bot.work.deps import Deps

SIGN_WORDS = ("sign", "cue")
"""People read "sign"; the other is what those in the trade say."""


def register(door: Door, deps: Deps) -> None:
    """Answer what is pressed and filled in before a customer has left."""
    here = _Here(deps)
    for word in SIGN_WORDS:
        door.word(word, here.sign, takes_more=True)
    door.press(signs.ADD_SIGN, here.sign_instead)
    door.press(signs.WORRY, here.worry)
    door.submission(noticing.SIGN_FORM, here.take_sign)
    door.press(talks.TALK, here.answer)
    door.submission(talks.TALK_FORM, here.take)


@dataclass(frozen=True)
class _Here:
    deps: Deps

    async def sign(self, request: Request) -> Answer | None:
        opening = await self.deps.unit(request.workspace, open_log, request.person, request.text)
        if isinstance(opening, MayNot):
            await request.reply(message(escape(views.may_not_log())))
            return None
        return Show(noticing.sign_form(opening))

    async def sign_instead(self, request: Request) -> Answer | None:
        opening = await self.deps.unit(request.workspace, open_log, request.person)
        if isinstance(opening, MayNot):
            return Push(views.may_not_log_view())
        chosen = form.with_choice(opening, request.values)
        return Show(noticing.sign_form(chosen, source_of(request.metadata)))

    async def worry(self, request: Request) -> Answer | None:
        name = str(request.value.get("n", ""))
        opening = await self.deps.unit(request.workspace, open_log, request.person, name)
        if isinstance(opening, MayNot):
            await request.reply(message(escape(views.may_not_log())))
            return None
        return Show(form.log_form(opening, stage=Stage.at_risk, quiet=True))

    async def take_sign(self, request: Request) -> Answer | None:
        told = noticing.parse_sign(request.values)
        if isinstance(told, dict):
            return Errors(told)
        source = source_of(request.metadata)
        if source is not None:
            link = await link_to(self.deps, request.workspace, source)
            told = replace(told, words=told.words or source.words, link=link)
        result = await self.deps.unit(request.workspace, add_signs, request.person, told, request.once)
        match result:
            case Rejected():
                return Errors(noticing.no_such_customer())
            case MayNot():
                return Errors({form.CUSTOMER: views.may_not_log()})
            case str(customer):
                return Show(noticing.sign_kept(customer))

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
