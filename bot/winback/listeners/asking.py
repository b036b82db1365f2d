"""Slack comes in: somebody takes up to ask a customer, says what came of it, or that they are back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Concatenate, ParamSpec, TypeVar

from bot.farewell.blocks.letters import way_form
from bot.farewell.values import Outcome
from bot.farewell.values.letters import LetterKind
from bot.slack.answers import Answer, Errors, Push, Show
from bot.slack.door import Door
from bot.slack.kit import View, escape, message
from bot.slack.request import Request
from bot.winback import blocks
from bot.winback.service import (
    asked_opening,
    care_opening,
    change_weights,
    claim,
    come_back,
    customer_and_day,
    end_peace,
    give_back,
    leave_in_peace,
    not_now,
    not_yet,
    open_back,
    open_weights,
    opening_again,
    opening_delivery,
    return_view,
    set_first_delivery,
    tell_amber,
    tell_asked,
    tell_green,
    tell_more,
    welcome_sent,
)
from bot.winback.values import Declined, Obstacle
from bot.work.deps import Deps
from bot.work.unit import Unit
from bot.workspace.blocks import WHAT_COUNTS

P = ParamSpec("P")
R = TypeVar("R")

def register(door: Door, deps: Deps) -> None:
    """Answer what concerns asking again and returns."""
    here = _Here(deps)
    door.word("back", here.ask_who_is_back, takes_more=True)
    door.press(blocks.ONE_OF, here.do_one_of)
    door.press(blocks.CLAIM, here.take_up)
    door.press(blocks.NOT_NOW, here.ask_until_when)
    door.press(blocks.IN_PEACE, here.ask_why)
    door.press(blocks.END_PEACE, here.end_peace)
    door.press(blocks.ASKED, here.ask_what_they_said)
    door.press(blocks.NOT_YET, here.not_yet)
    door.press(blocks.GIVE_BACK, here.give_back)
    door.press(blocks.DELIVERY, here.ask_for_delivery)
    door.press(blocks.TELL_MORE, here.ask_how_they_came)
    door.press(blocks.WELCOMED, here.welcomed)
    door.press(blocks.GREEN, here.all_is_well)
    door.press(blocks.AMBER, here.ask_what_is_off)
    door.press(WHAT_COUNTS, here.ask_what_counts)
    door.submission(blocks.WEIGHTS_FORM, here.take_weights)
    door.submission(blocks.NOT_NOW_FORM, here.take_until)
    door.submission(blocks.PEACE_FORM, here.take_peace)
    door.submission(blocks.ASKED_FORM, here.take_asked)
    door.submission(blocks.BACK_FORM, here.take_back)
    door.submission(blocks.DELIVERY_FORM, here.take_delivery)
    door.submission(blocks.AMBER_FORM, here.take_amber)


@dataclass(frozen=True)
class _Here:
    deps: Deps

    async def ask_who_is_back(self, request: Request) -> Answer | None:
        if not request.text:
            await request.reply(message(escape(blocks.no_name())))
            return None
        try:
            opening = await self.deps.unit(request.workspace, open_back, request.person, request.text)
        except Declined as declined:
            unknown = declined.why is Obstacle.unknown
            told = blocks.not_found(request.text) if unknown else blocks.declined(declined.why)
            await request.reply(message(escape(told)))
            return None
        return Show(blocks.back_form(opening))

    async def do_one_of(self, request: Request) -> Answer | None:
        """What was chosen in the menu beside a customer is as good as its button."""
        ways = {blocks.NOT_NOW: self.ask_until_when, blocks.IN_PEACE: self.ask_why}
        way = ways.get(str(request.value.get("way")))
        if way is not None:
            return await way(request)
        await self.take_up(request)
        return None

    async def take_up(self, request: Request) -> None:
        await self._press(request, claim, _id(request, blocks.ITEM))

    async def ask_until_when(self, request: Request) -> Answer | None:
        return await self._item_form(request, blocks.not_now_form)

    async def ask_why(self, request: Request) -> Answer | None:
        return await self._item_form(request, blocks.peace_form)

    async def end_peace(self, request: Request) -> None:
        await self._press(request, end_peace, _id(request, blocks.ITEM))

    async def ask_what_they_said(self, request: Request) -> Answer | None:
        ask = _id(request, blocks.ASK_ID)
        opened = await self._look(request, asked_opening, ask)
        return Show(blocks.asked_form(ask, opened)) if opened else None

    async def not_yet(self, request: Request) -> None:
        if await self._press(request, not_yet, _id(request, blocks.ASK_ID)):
            await request.reply(message(escape(blocks.more_time())))

    async def give_back(self, request: Request) -> None:
        await self._press(request, give_back, _id(request, blocks.ASK_ID))

    async def ask_for_delivery(self, request: Request) -> Answer | None:
        opened = await self._look(request, opening_delivery, _id(request, blocks.RETURN))
        return Show(blocks.delivery_form(opened)) if opened else None

    async def ask_how_they_came(self, request: Request) -> Answer | None:
        opening = await self._look(request, opening_again, _id(request, blocks.RETURN))
        return Show(blocks.back_form(opening)) if opening else None

    async def welcomed(self, request: Request) -> Answer | None:
        came_back = _id(request, blocks.RETURN)
        unit, here = self.deps.unit, request.workspace
        came = await unit.once(request.once, here, welcome_sent, request.person, came_back)
        if came is None or came is Outcome.done:
            return None
        customer = (await unit(here, return_view, came_back)).customer
        if came is Outcome.unclear:
            return Show(way_form(LetterKind.welcome, came_back, customer))
        await request.reply(message(escape(blocks.welcome_declined(came, customer))))
        return None

    async def all_is_well(self, request: Request) -> None:
        await self._press(request, tell_green, _id(request, blocks.CHECK))

    async def ask_what_is_off(self, request: Request) -> Answer | None:
        check = _id(request, blocks.CHECK)
        view = await self._look(request, care_opening, check)
        return Show(blocks.amber_form(check, view)) if view else None

    async def ask_what_counts(self, request: Request) -> Answer | None:
        try:
            weights = await self.deps.unit(request.workspace, open_weights, request.person)
        except Declined as declined:
            await request.reply(message(escape(blocks.declined(declined.why))))
            return None
        return Push(blocks.weights_form(weights))

    async def take_weights(self, request: Request) -> Answer | None:
        points = blocks.parse_weights(request.values)
        try:
            await self.deps.unit(request.workspace, change_weights, request.person, points)
        except Declined as declined:
            return Errors({blocks.FIRST_WEIGHT: blocks.declined(declined.why)})
        return None

    async def take_until(self, request: Request) -> Answer | None:
        until = request.values.date(blocks.UNTIL)
        return await self._submit(request, not_now, _id(request, blocks.ITEM), until)

    async def take_peace(self, request: Request) -> Answer | None:
        why = request.values.text(blocks.WHY)
        return await self._submit(request, leave_in_peace, _id(request, blocks.ITEM), why)

    async def take_asked(self, request: Request) -> Answer | None:
        form = blocks.parse_asked(request.values)
        if isinstance(form, dict):
            return Errors(form)
        return await self._submit(request, tell_asked, _id(request, blocks.ASK_ID), form)

    async def take_back(self, request: Request) -> Answer | None:
        form = blocks.parse_back(request.values)
        if isinstance(form, dict):
            return Errors(form)
        if came_back := _id(request, blocks.RETURN):
            return await self._submit(request, tell_more, came_back, form)
        return await self._submit(request, come_back, _id(request, blocks.DEPARTURE), form)

    async def take_delivery(self, request: Request) -> Answer | None:
        day = request.values.date(blocks.DELIVERY_DAY)
        return await self._submit(request, set_first_delivery, _id(request, blocks.RETURN), day)

    async def take_amber(self, request: Request) -> Answer | None:
        form = blocks.parse_amber(request.values)
        if isinstance(form, dict):
            return Errors(form)
        return await self._submit(request, tell_amber, _id(request, blocks.CHECK), form)

    async def _item_form(self, request: Request, form: Callable[[str, str, date], View]) -> Answer | None:
        item = _id(request, blocks.ITEM)
        opened = await self._look(request, customer_and_day, item)
        return Show(form(item, *opened)) if opened else None

    async def _look(self, request: Request, use_case: Callable[[Unit, str, str], R], subject: str) -> R | None:
        try:
            return await self.deps.unit(request.workspace, use_case, request.person, subject)
        except Declined as declined:
            await request.reply(message(escape(blocks.declined(declined.why))))
            return None

    async def _press(self, request: Request, use_case: Callable[[Unit, str, str], object], subject: str) -> bool:
        """Whether it was done; whoever pressed hears why it was not."""
        try:
            await self.deps.unit.once(request.once, request.workspace, use_case, request.person, subject)
        except Declined as declined:
            await request.reply(message(escape(blocks.declined(declined.why))))
            return False
        return True

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


def _id(request: Request, name: str) -> str:
    return str(request.value.get(name) or request.metadata.get(name) or "")
