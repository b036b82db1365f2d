"""Slack comes in: somebody changes what a customer takes along, or an admin the list that customers get."""

from __future__ import annotations

from dataclasses import dataclass

from bot.colleagues.listeners import standing_of
from bot.farewell import blocks
from bot.farewell.blocks import changing, template, things
from bot.farewell.service.handover import (
    add_item,
    add_segment,
    change_item,
    customer_of_handover,
    handover_of_item,
    keep_thing,
    move_thing,
    open_handover,
    remove_template,
    remove_thing,
    template_view,
)
from bot.farewell.values import Outcome, TemplateView, Whose
from bot.slack.answers import Answer, Errors, Push, Show
from bot.slack.door import Door
from bot.slack.kit import escape, message
from bot.slack.request import Request
from bot.work.deps import Deps
from bot.workspace.blocks import HANDOVER_LIST, may_not_change


def register(door: Door, deps: Deps) -> None:
    """Answer what is pressed and filled in about lists of what customers take along."""
    one, all_ = _OfOneCustomer(deps), _OfAll(deps)
    door.press(things.CHANGE, one.ask)
    door.press(changing.CHANGE_ITEM, one.ask_for_item)
    door.press(changing.ADD_ITEM, one.ask_for_new)
    door.submission(changing.ITEM_FORM, one.take)
    door.word("handover", all_.ask)
    door.press(HANDOVER_LIST, all_.ask_from_settings)
    door.press(template.PICK_LIST, all_.pick)
    door.press(template.THING_DO, all_.do)
    door.press(template.ADD_THING, all_.ask_for_new)
    door.press(template.ADD_LIST, all_.ask_for_list)
    door.press(template.BACK_TO_OURS, all_.remove)
    door.submission(template.THING_FORM, all_.take)
    door.submission(template.LIST_FORM, all_.take_list)


@dataclass(frozen=True)
class _OfOneCustomer:
    deps: Deps

    async def ask(self, request: Request) -> Answer | None:
        handover = str(request.value["handover"])
        view = await self.deps.unit(request.workspace, open_handover, request.person, handover)
        if isinstance(view, Outcome):
            customer = await self.deps.unit(request.workspace, customer_of_handover, handover)
            await request.reply(message(escape(blocks.handover_declined(view, customer))))
            return None
        return Show(changing.handover_changes(view))

    async def ask_for_item(self, request: Request) -> Answer | None:
        item = str(request.value["item"])
        handover = await self.deps.unit(request.workspace, handover_of_item, item)
        return await self._form(request, handover, item)

    async def ask_for_new(self, request: Request) -> Answer | None:
        return await self._form(request, str(request.value["handover"]), None)

    async def take(self, request: Request) -> Answer | None:
        form = changing.parse_item(request.values)
        if isinstance(form, dict):
            return Errors(form)
        if form.owner is not None:
            await standing_of(self.deps, request.workspace, form.owner)
        handover, item = str(request.metadata["handover"]), request.metadata.get("item")
        unit = self.deps.unit
        if item is None:
            came = await unit.once(request.once, request.workspace, add_item, request.person, handover, form)
        else:
            came = await unit.once(request.once, request.workspace, change_item, request.person, str(item), form)
        if came is not None and came is not Outcome.done:
            return Errors(changing.item_errors(came))
        view = await unit(request.workspace, open_handover, request.person, handover)
        return None if isinstance(view, Outcome) else Show(changing.handover_changes(view))

    async def _form(self, request: Request, handover: str, item: str | None) -> Answer:
        view = await self.deps.unit(request.workspace, open_handover, request.person, handover)
        if isinstance(view, Outcome):
            return Show(changing.gone_view())
        return Show(changing.item_form(view, next((row for row in view.rows if row.item == item), None)))


@dataclass(frozen=True)
class _OfAll:
    deps: Deps

    async def ask(self, request: Request) -> Answer | None:
        view = await self._view(request, "")
        return Show(template.template_list(view)) if view else None

    async def ask_from_settings(self, request: Request) -> Answer | None:
        view = await self._view(request, "")
        return Push(template.template_list(view)) if view else None

    async def pick(self, request: Request) -> Answer | None:
        view = await self._view(request, str(request.value.get("t", "")))
        return Show(template.template_list(view)) if view else None

    async def do(self, request: Request) -> Answer | None:
        which, ref, deed = (str(request.value.get(name, "")) for name in ("t", "i", "d"))
        if deed == template.CHANGE:
            view = await self._view(request, which)
            thing = next((one for one in view.things if one.ref == ref), None) if view else None
            return Show(template.thing_form(view, thing)) if view and thing else None
        unit, once = self.deps.unit, request.once
        if deed == template.REMOVE:
            await unit.once(once, request.workspace, remove_thing, request.person, which, ref)
        else:
            places = -1 if deed == template.UP else 1
            await unit.once(once, request.workspace, move_thing, request.person, which, ref, places)
        return await self._shown(request, which)

    async def ask_for_new(self, request: Request) -> Answer | None:
        view = await self._view(request, str(request.value.get("t", "")))
        return Show(template.thing_form(view, None)) if view else None

    async def take(self, request: Request) -> Answer | None:
        form = template.parse_thing(request.values)
        if isinstance(form, dict):
            return Errors(form)
        if form.whose is Whose.person and form.person is not None:
            await standing_of(self.deps, request.workspace, form.person)
        which, ref = str(request.metadata.get("t", "")), request.metadata.get("i")
        came = await self.deps.unit.once(
            request.once, request.workspace, keep_thing, request.person, which, str(ref) if ref else None, form
        )
        if came is not None and came is not Outcome.done:
            return Errors(template.thing_errors(came))
        return await self._shown(request, which)

    async def ask_for_list(self, request: Request) -> Answer | None:
        return Show(template.list_form()) if await self._view(request, "") else None

    async def take_list(self, request: Request) -> Answer | None:
        segment = template.parse_segment(request.values)
        if segment is None:
            return Errors(template.segment_errors())
        made = await self.deps.unit(request.workspace, add_segment, request.person, segment)
        if isinstance(made, Outcome):
            return Errors({template.SEGMENT: may_not_change()})
        return await self._shown(request, made)

    async def remove(self, request: Request) -> Answer | None:
        which = str(request.value.get("t", ""))
        await self.deps.unit.once(request.once, request.workspace, remove_template, request.person, which)
        return await self._shown(request, "")

    async def _shown(self, request: Request, which: str) -> Answer | None:
        view = await self._view(request, which)
        return Show(template.template_list(view)) if view else None

    async def _view(self, request: Request, which: str) -> TemplateView | None:
        """The list, for an admin; anybody else is told, kindly, that it is not theirs to change."""
        view = await self.deps.unit(request.workspace, template_view, request.person, which)
        if view is None:
            await request.reply(message(escape(may_not_change())))
        return view
