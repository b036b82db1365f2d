"""Slack comes in: the thank-you was sent, the customer answered, somebody guesses, ticks off the handover, sends good wishes."""

from __future__ import annotations

from dataclasses import dataclass

from bot.farewell import blocks
from bot.farewell.blocks.letters import way_form
from bot.farewell.service import (
    answer_wishes,
    customer_of_item,
    guess,
    guess_of,
    set_item,
    thanks_sent,
    view_of,
    wishes_view,
)
from bot.farewell.values import ItemState, Outcome, Wishes
from bot.farewell.values.letters import LetterKind
from bot.slack.answers import Answer, Errors, Show
from bot.slack.door import Door
from bot.slack.kit import escape, message
from bot.slack.request import Request
from bot.work.deps import Deps


def register(door: Door, deps: Deps) -> None:
    """Answer the requests of parting and their forms."""
    here = _Here(deps)
    door.press(blocks.SENT, here.sent)
    door.press(blocks.GUESS, here.ask_for_guess)
    door.press(blocks.TICK, here.tick)
    door.press(blocks.NOT_NEEDED, here.leave_out)
    door.press(blocks.WISHES_SENT, here.wishes_sent)
    door.press(blocks.NOT_THIS_TIME, here.no_wishes)
    door.submission(blocks.GUESS_FORM, here.take_guess)


@dataclass(frozen=True)
class _Here:
    deps: Deps

    async def sent(self, request: Request) -> Answer | None:
        thanks = str(request.value["thanks"])
        came = await self.deps.unit.once(request.once, request.workspace, thanks_sent, request.person, thanks)
        if came is Outcome.unclear:
            view = await self.deps.unit(request.workspace, view_of, thanks)
            return Show(way_form(LetterKind.thanks, thanks, view.customer))
        if came is not None and came is not Outcome.done:
            await self._decline(request, came, thanks)
        return None

    async def ask_for_guess(self, request: Request) -> None:
        thanks = str(request.value["thanks"])
        came, view = await self.deps.unit(request.workspace, guess_of, request.person, thanks)
        match came:
            case Outcome.done:
                await request.open(blocks.guess_form(thanks, view))
            case Outcome.locked:
                await request.open(blocks.guess_locked_view(view.customer))
            case _:
                await request.reply(message(escape(blocks.thanks_declined(came, view.customer))))

    async def take_guess(self, request: Request) -> Answer | None:
        form = blocks.parse_guess(request.values)
        if isinstance(form, dict):
            return Errors(form)
        thanks = str(request.metadata["thanks"])
        came = await self.deps.unit(request.workspace, guess, request.person, thanks, form)
        return await self._kept(request, came, thanks, blocks.REASON)

    async def tick(self, request: Request) -> None:
        await self._set(request, ItemState(request.value["to"]))

    async def leave_out(self, request: Request) -> None:
        await self._set(request, ItemState.not_needed)

    async def wishes_sent(self, request: Request) -> None:
        await self._wish(request, Wishes.sent)

    async def no_wishes(self, request: Request) -> None:
        await self._wish(request, Wishes.not_this_time)

    async def _set(self, request: Request, to: ItemState) -> None:
        item = str(request.value["item"])
        came = await self.deps.unit.once(request.once, request.workspace, set_item, request.person, item, to)
        if came is not None and came is not Outcome.done:
            customer = await self.deps.unit(request.workspace, customer_of_item, item)
            await request.reply(message(escape(blocks.handover_declined(came, customer))))

    async def _wish(self, request: Request, wishes: Wishes) -> None:
        handover = str(request.value["handover"])
        came = await self.deps.unit.once(
            request.once, request.workspace, answer_wishes, request.person, handover, wishes
        )
        if came is not None and came is not Outcome.done:
            view = await self.deps.unit(request.workspace, wishes_view, handover)
            await request.reply(message(escape(blocks.wishes_declined(came, view.customer))))

    async def _kept(self, request: Request, came: Outcome, thanks: str, question: str) -> Answer | None:
        if came in (Outcome.done, Outcome.already):
            return None
        view = await self.deps.unit(request.workspace, view_of, thanks)
        return Errors({question: blocks.thanks_declined(came, view.customer)})

    async def _decline(self, request: Request, came: Outcome, thanks: str) -> None:
        view = await self.deps.unit(request.workspace, view_of, thanks)
        await request.reply(message(escape(blocks.thanks_declined(came, view.customer))))
