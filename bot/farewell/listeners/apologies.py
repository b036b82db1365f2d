"""Slack comes in: where we were wrong, that it was said, and whether it is changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.farewell.blocks import apology as blocks
from bot.farewell.blocks.letters import way_form
from bot.farewell.listeners.letters import advised
from bot.farewell.service import apology
from bot.farewell.values import Outcome
from bot.farewell.values.letters import LETTER_OF, LetterKind
from bot.slack.answers import Answer, Errors, Show
from bot.slack.door import Door
from bot.slack.kit import escape, message
from bot.slack.request import Request
from bot.work.deps import Deps
from bot.work.unit import Unit


def register(door: Door, deps: Deps) -> None:
    """Answer what concerns apologies."""
    here = _Here(deps)
    door.press(blocks.APOLOGISE, here.ask_what)
    door.submission(blocks.APOLOGY_FORM, here.take_what)
    door.press(blocks.SENT, here.sent)
    door.press(blocks.DROP, here.drop)
    door.press(blocks.FIXED, here.changed)
    door.press(blocks.NOT_YET, here.not_yet)
    door.press(blocks.NEVER, here.never)


@dataclass(frozen=True)
class _Here:
    deps: Deps

    async def ask_what(self, request: Request) -> Answer | None:
        departure = str(request.value["d"])
        came, customer = await self.deps.unit(request.workspace, apology.open_apology, request.person, departure)
        if came is not Outcome.done:
            await request.reply(message(escape(blocks.apology_declined(came, customer))))
            return None
        return Show(blocks.apology_form(departure, customer))

    async def take_what(self, request: Request) -> Answer | None:
        departure, what = str(request.metadata["d"]), blocks.parse_apology(request.values)
        came, customer = await self.deps.unit(request.workspace, apology.open_apology, request.person, departure)
        if came is not Outcome.done:
            return Errors({blocks.WHAT: blocks.apology_declined(came, customer)})
        found, mark = advised(request, what)
        if found:
            return Show(blocks.apology_form(departure, customer, what, found, mark))
        await self.deps.unit(request.workspace, apology.apologise, request.person, departure, what, request.once)
        return Show(blocks.apology_written(customer))

    async def sent(self, request: Request) -> Answer | None:
        which = str(request.value["a"])
        came = await self.deps.unit.once(
            request.once, request.workspace, apology.letter_sent, request.person, which
        )
        if came is Outcome.unclear:
            view = await self.deps.unit(request.workspace, apology.apology_view, which)
            return Show(way_form(LETTER_OF.get(view.state, LetterKind.apology), which, view.customer))
        await self._decline(request, came, which)
        return None

    async def drop(self, request: Request) -> None:
        await self._press(request, apology.drop_letter)

    async def changed(self, request: Request) -> None:
        await self._press(request, apology.is_changed)

    async def never(self, request: Request) -> None:
        await self._press(request, apology.stays_as_it_is)

    async def not_yet(self, request: Request) -> None:
        turn = int(request.value.get("t") or 0)

        def not_yet(unit: Unit, by: str, which: str) -> Outcome:
            return apology.not_changed_yet(unit, by, which, turn)

        await self._press(request, not_yet)

    async def _press(self, request: Request, use_case: Callable[[Unit, str, str], Outcome]) -> None:
        which = str(request.value["a"])
        came = await self.deps.unit.once(request.once, request.workspace, use_case, request.person, which)
        await self._decline(request, came, which)

    async def _decline(self, request: Request, came: Outcome | None, which: str) -> None:
        if came is not None and came is not Outcome.done:
            view = await self.deps.unit(request.workspace, apology.apology_view, which)
            await request.reply(message(escape(blocks.apology_declined(came, view.customer))))
