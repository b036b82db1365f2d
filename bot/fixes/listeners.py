"""Slack comes in: what customers told us is to be changed, is done, holds or does not, and they hear of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Concatenate, ParamSpec

from bot.colleagues.listeners import standing_of
from bot.departures.blocks.fixing import FIX
from bot.farewell.listeners.letters import advised
from bot.fixes import blocks
from bot.fixes.service import (
    hand_over,
    leave_as_it_is,
    list_fixes,
    make_fix,
    next_due,
    open_again,
    open_fix,
    open_form,
    open_telling,
    put_off,
    say_done,
    say_it_holds,
    tell_customer,
)
from bot.fixes.values import FixState, FixView, Outcome
from bot.slack.answers import Answer, Errors, Push, Show
from bot.slack.door import Door
from bot.slack.kit import View, escape, message
from bot.slack.request import Request
from bot.work.deps import Deps
from bot.work.unit import Unit

P = ParamSpec("P")

COMMANDS = blocks.COMMANDS


def register(door: Door, deps: Deps) -> None:
    """Answer what is typed, pressed and filled in about what we change."""
    here = _Here(deps)
    door.word("fixes", here.list)
    door.press(FIX, here.ask_what)
    door.press(blocks.OPEN, here.open)
    door.press(blocks.DONE, here.ask_what_is_different)
    door.press(blocks.PUT_OFF, here.ask_for_day)
    door.press(blocks.HAND_OVER, here.ask_for_colleague)
    door.press(blocks.LEAVE, here.leave)
    door.press(blocks.HOLDS, here.holds)
    door.press(blocks.AGAIN, here.ask_what_was_seen)
    door.press(blocks.TELL, here.ask_for_words)
    door.submission(blocks.FIX_FORM, here.take)
    door.submission(blocks.DONE_FORM, here.take_done)
    door.submission(blocks.PUT_OFF_FORM, here.take_day)
    door.submission(blocks.HAND_OVER_FORM, here.take_colleague)
    door.submission(blocks.AGAIN_FORM, here.take_again)
    door.submission(blocks.TELL_FORM, here.take_words)


@dataclass(frozen=True)
class _Here:
    deps: Deps

    async def list(self, request: Request) -> Answer | None:
        fixes = await self.deps.unit(request.workspace, list_fixes, request.person)
        return Show(blocks.fixes_view(fixes)) if fixes else None

    async def ask_what(self, request: Request) -> Answer | None:
        departure, reason = request.value.get("d"), request.value.get("r")
        opening = await self.deps.unit(request.workspace, open_form, request.person, departure, reason)
        if isinstance(opening, Outcome):
            await request.reply(message(escape(blocks.may_not_hear())))
            return None
        form = blocks.fix_form(opening)
        return Push(form) if departure or reason else Show(form)

    async def take(self, request: Request) -> Answer | None:
        form = blocks.parse_fix(request.values, request.metadata.get("d"))
        if isinstance(form, dict):
            return Errors(form)
        await standing_of(self.deps, request.workspace, form.owner)
        came = await self.deps.unit.once(request.once, request.workspace, make_fix, request.person, form)
        if isinstance(came, Outcome):
            return Errors(blocks.declined_under(came))
        view = await self.deps.unit(request.workspace, open_fix, request.person, came) if came else None
        return Show(blocks.fix_view(view)) if view else None

    async def open(self, request: Request) -> Answer | None:
        view = await self._view(request)
        return Push(blocks.fix_view(view)) if view else None

    async def ask_what_is_different(self, request: Request) -> Answer | None:
        return await self._form(request, blocks.done_form)

    async def ask_for_day(self, request: Request) -> Answer | None:
        return await self._form(request, blocks.put_off_form)

    async def ask_for_colleague(self, request: Request) -> Answer | None:
        return await self._form(request, blocks.hand_over_form)

    async def ask_what_was_seen(self, request: Request) -> Answer | None:
        due = await self.deps.unit(request.workspace, next_due, request.person)
        return await self._form(request, partial(blocks.again_form, due=due), looks=True)

    async def leave(self, request: Request) -> Answer | None:
        return await self._press(request, leave_as_it_is)

    async def holds(self, request: Request) -> Answer | None:
        return await self._press(request, say_it_holds)

    async def take_done(self, request: Request) -> Answer | None:
        return await self._submit(request, say_done, request.values.text(blocks.WORDS))

    async def take_day(self, request: Request) -> Answer | None:
        return await self._submit(request, put_off, request.values.date(blocks.DAY))

    async def take_colleague(self, request: Request) -> Answer | None:
        to = request.values.user(blocks.OWNER)
        if to is not None:
            await standing_of(self.deps, request.workspace, to)
        return await self._submit(request, hand_over, to)

    async def take_again(self, request: Request) -> Answer | None:
        day, why = request.values.date(blocks.DAY), request.values.text(blocks.WORDS)
        return await self._submit(request, open_again, day, why)

    async def ask_for_words(self, request: Request) -> Answer | None:
        departure = str(request.value.get("d") or "")
        view = await self.deps.unit(request.workspace, open_telling, request.person, _fix(request), departure)
        if isinstance(view, Outcome):
            await request.reply(message(escape(blocks.declined(view))))
            return None
        return Push(blocks.tell_form(view))

    async def take_words(self, request: Request) -> Answer | None:
        departure, words = str(request.metadata["d"]), request.values.text(blocks.WORDS) or ""
        view = await self.deps.unit(request.workspace, open_telling, request.person, _fix(request), departure)
        if isinstance(view, Outcome):
            return Errors({blocks.WORDS: blocks.declined(view)})
        found, mark = advised(request, words)
        if found:
            return Show(blocks.tell_form(replace(view, words=words), found, mark))
        fix = _fix(request)
        await self.deps.unit(request.workspace, tell_customer, request.person, fix, departure, words, request.once)
        return Show(blocks.letter_written(view.customer))

    async def _form(self, request: Request, form: Callable[..., View], *, looks: bool = False) -> Answer | None:
        view = await self._view(request)
        if view is None or not (view.may_look if looks and view.state is FixState.done else view.may_work):
            await request.reply(message(escape(blocks.declined(Outcome.may_not))))
            return None
        return Show(form(view, inside=request.view is not None))

    async def _press(self, request: Request, use_case: Callable[[Unit, str, str], Outcome]) -> Answer | None:
        came = await self.deps.unit.once(request.once, request.workspace, use_case, request.person, _fix(request))
        if came is not None and came is not Outcome.done:
            await request.reply(message(escape(blocks.declined(came))))
            return None
        return await self._again(request) if request.view else None

    async def _submit(
        self,
        request: Request,
        use_case: Callable[Concatenate[Unit, str, str, P], Outcome],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Answer | None:
        unit, which = self.deps.unit, _fix(request)
        came = await unit.once(request.once, request.workspace, use_case, request.person, which, *args, **kwargs)
        if came is not None and came is not Outcome.done:
            return Errors(blocks.declined_under(came))
        return await self._again(request) if request.metadata.get("inside") else None

    async def _again(self, request: Request) -> Answer | None:
        view = await self._view(request)
        return Show(blocks.fix_view(view)) if view else None

    async def _view(self, request: Request) -> FixView | None:
        return await self.deps.unit(request.workspace, open_fix, request.person, _fix(request))


def _fix(request: Request) -> str:
    return str(request.value.get("f") or request.metadata.get("f") or "")
