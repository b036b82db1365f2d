"""Slack comes in: a customer gets another name; two are merged, or parted again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.departures.blocks import views
from bot.departures.service.find import open_log
from bot.departures.values import MayNot, Opening
from bot.folder.blocks import putting_right as blocks
from bot.folder.blocks.folder import RIGHT
from bot.folder.putting_right import Refusal
from bot.folder.service.merging import last_merge, merge, plan_merge, undo_merge
from bot.folder.service.renaming import rename
from bot.folder.service.whose import opening_for, right_of
from bot.slack.answers import Answer, Errors, Push, Show
from bot.slack.door import Door
from bot.slack.kit import View, escape, message
from bot.slack.request import Request
from bot.work.deps import Deps


def register(door: Door, deps: Deps) -> None:
    """Answer what is typed, pressed and filled in about names and merges."""
    here = _Here(deps)
    door.press(RIGHT, here.ask_what)
    door.press(blocks.RENAME, here.name_from_folder)
    door.press(blocks.MERGE, here.merge_from_folder)
    door.press(blocks.UNMERGE, here.undo_from_folder)
    door.word("rename", here.ask_name, takes_more=True)
    door.submission(blocks.RENAME_FORM, here.take_name)
    door.word("merge", here.ask_merge, takes_more=True)
    door.submission(blocks.MERGE_FORM, here.show_merge)
    door.submission(blocks.MERGE_SURE, here.take_merge)
    door.word("unmerge", here.ask_undo, takes_more=True)
    door.submission(blocks.UNDO_FORM, here.show_undo)
    door.submission(blocks.UNDO_SURE, here.take_undo)
    door.press(blocks.UNDO, here.undo)


@dataclass(frozen=True)
class _Here:
    deps: Deps

    async def ask_what(self, request: Request) -> Answer | None:
        which = str(request.value.get("c", ""))
        found = await self.deps.unit(request.workspace, right_of, request.person, which)
        if isinstance(found, Refusal):
            return Push(blocks.refused_view(found))
        name, may_erase = found
        return Push(blocks.right_view(which, name, may_erase=may_erase))

    async def name_from_folder(self, request: Request) -> Answer | None:
        return await self._from_folder(request, blocks.rename_form)

    async def merge_from_folder(self, request: Request) -> Answer | None:
        return await self._from_folder(request, blocks.merge_form)

    async def undo_from_folder(self, request: Request) -> Answer | None:
        return await self._from_folder(request, blocks.undo_form)

    async def ask_name(self, request: Request) -> Answer | None:
        return await self._form(request, blocks.rename_form)

    async def take_name(self, request: Request) -> Answer | None:
        who, name = blocks.chosen(request.values), request.values.text(blocks.NAME)
        came = await self.deps.unit.once(request.once, request.workspace, rename, request.person, who, name)
        if isinstance(came, Refusal):
            return Errors(blocks.refused_under(came))
        return Show(blocks.renamed_view(came)) if came else None

    async def ask_merge(self, request: Request) -> Answer | None:
        return await self._form(request, blocks.merge_form)

    async def show_merge(self, request: Request) -> Answer | None:
        stays, goes = blocks.chosen(request.values), blocks.chosen(request.values, block=blocks.OTHER)
        if goes is None and stays is not None:
            return Errors({blocks.OTHER: blocks.refused(Refusal.unknown)})
        plan = await self.deps.unit(request.workspace, plan_merge, request.person, stays, goes)
        return Errors(blocks.refused_under(plan)) if isinstance(plan, Refusal) else Show(blocks.merge_sure(plan))

    async def take_merge(self, request: Request) -> Answer | None:
        stays, goes = str(request.metadata["stays"]), str(request.metadata["goes"])
        came = await self.deps.unit.once(request.once, request.workspace, merge, request.person, stays, goes)
        if isinstance(came, Refusal):
            return Show(blocks.refused_view(came))
        return Show(blocks.merged_view(came)) if came else None

    async def ask_undo(self, request: Request) -> Answer | None:
        return await self._form(request, blocks.undo_form)

    async def show_undo(self, request: Request) -> Answer | None:
        who = blocks.chosen(request.values)
        last = await self.deps.unit(request.workspace, last_merge, request.person, who)
        return Errors(blocks.refused_under(last)) if isinstance(last, Refusal) else Show(blocks.undo_sure(last))

    async def take_undo(self, request: Request) -> Answer | None:
        return await self._undo(request, str(request.metadata["m"]))

    async def undo(self, request: Request) -> Answer | None:
        return await self._undo(request, str(request.value.get("m", "")))

    async def _undo(self, request: Request, which: str) -> Answer | None:
        came = await self.deps.unit.once(request.once, request.workspace, undo_merge, request.person, which)
        if isinstance(came, Refusal):
            return Show(blocks.refused_view(came))
        return Show(blocks.parted_view(came)) if came else None

    async def _from_folder(self, request: Request, form: Callable[[Opening], View]) -> Answer | None:
        return await opened_from_folder(self.deps, request, form)

    async def _form(self, request: Request, form: Callable[[Opening], View]) -> Answer | None:
        opening = await self.deps.unit(request.workspace, open_log, request.person, request.text)
        if isinstance(opening, MayNot):
            await request.reply(message(escape(views.may_not_log())))
            return None
        return Show(form(opening))


async def opened_from_folder(deps: Deps, request: Request, form: Callable[[Opening], View]) -> Answer | None:
    """A form about the customer whose folder stands open, in place of the view that was pressed in."""
    found = await deps.unit(request.workspace, opening_for, request.person, str(request.value.get("c", "")))
    return Show(blocks.refused_view(found) if isinstance(found, Refusal) else form(found))
