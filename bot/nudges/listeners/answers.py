"""Slack comes in: somebody answers a nudge."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Concatenate, ParamSpec

from bot.nudges import blocks
from bot.nudges.service import (
    asking,
    hand_over,
    print_words,
    set_rhythm,
    skip,
    snooze,
    start_again,
    stop,
    tell_done,
)
from bot.nudges.values import Asking, Declined, Snooze
from bot.slack.answers import Answer, Errors, Show
from bot.slack.door import Door
from bot.slack.kit import View, escape, message
from bot.slack.request import Request
from bot.work.deps import Deps
from bot.work.unit import Unit

P = ParamSpec("P")

def register(door: Door, deps: Deps) -> None:
    """Answer the nudges and their forms."""
    here = _Here(deps)
    door.press(blocks.RHYTHM, here.ask_how_often)
    door.submission(blocks.RHYTHM_FORM, here.take_rhythm)
    door.press(blocks.DONE, here.ask_what_it_was)
    door.press(blocks.PRINT, here.print)
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

    async def put_off(self, request: Request) -> Answer | None:
        choice = blocks.snooze_choice(request.value.get("until"))
        if choice is None:
            await self._press(request, skip, _nudge(request))
            return None
        if choice is Snooze.day:
            return await self._form(request, blocks.day_form)
        await self._press(request, snooze, _nudge(request), choice)
        return None

    async def print(self, request: Request) -> None:
        await self._press(request, print_words, _nudge(request), request.once)

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
