"""Slack comes in: something was promised to a customer, and kept, moved, or not kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.colleagues.listeners import standing_of
from bot.colleagues.service import hours_of
from bot.departures.blocks import form, promises, views
from bot.departures.blocks.signs import ADD_PROMISE
from bot.departures.blocks.sources import source_of
from bot.departures.listeners.links import link_to
from bot.departures.service.find import open_log
from bot.departures.service.promises import break_promise, drop, keep, make_promise, move_promise, promise_of
from bot.departures.values import Field, MayNot, Opening, Problem, Rejected
from bot.slack.answers import Answer, Errors, Push, Show
from bot.slack.door import Door
from bot.slack.kit import escape, message
from bot.slack.request import Request
from bot.work.deps import Deps
from bot.work.unit import Unit


def register(door: Door, deps: Deps) -> None:
    """Answer what is typed, pressed and filled in about promises."""
    here = _Here(deps)
    door.word("promise", here.promise, takes_more=True)
    door.press(ADD_PROMISE, here.promise_instead)
    door.submission(promises.PROMISE_FORM, here.take)
    door.press(promises.KEPT, here.kept)
    door.press(promises.BROKEN, here.broken)
    door.press(promises.DROPPED, here.dropped)
    door.press(promises.MOVED, here.ask_for_day)
    door.submission(promises.MOVE_FORM, here.take_day)


@dataclass(frozen=True)
class _Here:
    deps: Deps

    async def promise(self, request: Request) -> Answer | None:
        opening = await self.deps.unit(request.workspace, open_log, request.person, request.text)
        if isinstance(opening, MayNot):
            await request.reply(message(escape(views.may_not_log())))
            return None
        return await self._form(request, opening)

    async def promise_instead(self, request: Request) -> Answer | None:
        opening = await self.deps.unit(request.workspace, open_log, request.person)
        if isinstance(opening, MayNot):
            return Push(views.may_not_log_view())
        return await self._form(request, form.with_choice(opening, request.values))

    async def take(self, request: Request) -> Answer | None:
        told = promises.parse_promise(request.values)
        if isinstance(told, dict):
            return Errors(told)
        await standing_of(self.deps, request.workspace, told.by)
        link = await link_to(self.deps, request.workspace, source_of(request.metadata))
        told = replace(told, link=link)
        result = await self.deps.unit(request.workspace, make_promise, request.person, told, request.once)
        match result:
            case Rejected(problems):
                wrong = promises.someone_else() if Field.by in problems else form.problem_words(problems)
                return Errors(wrong)
            case Problem():
                return Errors(promises.day_words(result))
            case MayNot():
                return Errors({form.CUSTOMER: views.may_not_log()})
            case _:
                return Show(promises.promise_noted(result))

    async def kept(self, request: Request) -> None:
        await self._press(request, keep)

    async def broken(self, request: Request) -> None:
        await self._press(request, break_promise)

    async def dropped(self, request: Request) -> None:
        await self._press(request, drop)

    async def ask_for_day(self, request: Request) -> Answer | None:
        which = str(request.value.get("p", ""))
        view = await self.deps.unit(request.workspace, promise_of, request.person, which)
        if view is None:
            await request.reply(message(escape(promises.promise_declined())))
            return None
        return Show(promises.move_form(which, view, await self._zone(request)))

    async def take_day(self, request: Request) -> Answer | None:
        when = promises.parse_moment(request.values)
        if isinstance(when, dict):
            return Errors(when)
        which = str(request.metadata["p"])
        result = await self.deps.unit(
            request.workspace, move_promise, request.person, which, when.day, when.at, request.once
        )
        if isinstance(result, Problem):
            return Errors(promises.day_words(result))
        return None if result else Errors({promises.DAY: promises.promise_declined()})

    async def _press(self, request: Request, use_case: Callable[[Unit, str, str], bool]) -> None:
        which = str(request.value.get("p", ""))
        done = await self.deps.unit.once(request.once, request.workspace, use_case, request.person, which)
        if done is False:
            await request.reply(message(escape(promises.promise_declined())))

    async def _form(self, request: Request, opening: Opening) -> Answer:
        zone, source = await self._zone(request), source_of(request.metadata)
        return Show(promises.promise_form(opening, request.person, zone, source))

    async def _zone(self, request: Request) -> str:
        hours = await self.deps.unit(request.workspace, hours_of, request.person)
        return hours.zone.key
