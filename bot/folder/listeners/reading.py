"""Slack comes in: a folder is opened, searched and taken along, and its pages are turned."""

from __future__ import annotations

from dataclasses import dataclass

from bot.customers.blocks import OPEN_FOLDER as OPEN
from bot.folder.blocks import finding
from bot.folder.blocks.exporting import export_view, only_admins_export
from bot.folder.blocks.folder import EXPORT, FOLDER, PAGE, SEARCH, folder_view
from bot.folder.service import find_folder, folder_of, may_take_along, open_folder, take_along
from bot.folder.values import Ambiguous, Nameless, Unknown
from bot.slack.answers import Answer, Errors, Push, Show
from bot.slack.door import Door
from bot.slack.kit import escape, message
from bot.slack.request import Request
from bot.work.deps import Deps


def register(door: Door, deps: Deps) -> None:
    """Answer the command's word, the buttons and the search."""
    here = _Here(deps)
    door.word("folder", here.find, takes_more=True)
    door.submission(finding.FIND_FORM, here.take_name)
    door.press(OPEN, here.open)
    door.press(PAGE, here.turn)
    door.submission(FOLDER, here.search)
    door.press(EXPORT, here.take_along)


@dataclass(frozen=True)
class _Here:
    deps: Deps

    async def find(self, request: Request) -> Answer:
        found = await self.deps.unit(request.workspace, find_folder, request.person, request.text)
        match found:
            case Nameless():
                return Show(finding.which_form())
            case Ambiguous():
                return Show(finding.ambiguous_view(found))
            case Unknown():
                return Show(finding.unknown_view(found))
            case _:
                return await self._opened(request, found)

    async def take_name(self, request: Request) -> Answer:
        customer = finding.parse_which(request.values)
        view = await self.deps.unit(request.workspace, open_folder, request.person, customer) if customer else None
        return Show(folder_view(view)) if view else Errors({finding.CUSTOMER: finding.unknown_words()})

    async def open(self, request: Request) -> Answer:
        """In place of the question whose it is; else on top of what the button stood in."""
        answer = await self._opened(request, str(request.value.get("c", "")))
        return answer if request.value.get("r") else Push(answer.view)

    async def turn(self, request: Request) -> Answer:
        return await self._page(request, str(request.value.get("c", "")), int(request.value.get("p", 0)))

    async def search(self, request: Request) -> Answer:
        return await self._page(request, str(request.metadata["c"]), 0)

    async def take_along(self, request: Request) -> Answer | None:
        customer = str(request.value.get("c", ""))
        seen = await self.deps.unit(request.workspace, folder_of, request.person, customer)
        if seen is None:
            return Show(finding.unknown_view(Unknown("")))
        if not await self.deps.unit(request.workspace, may_take_along, request.person, customer):
            await request.reply(message(escape(only_admins_export())))
            return None
        await self.deps.unit.once(request.once, request.workspace, take_along, request.person, customer)
        return Show(export_view(customer, seen.facts.name))

    async def _opened(self, request: Request, customer: str) -> Show:
        view = await self.deps.unit(request.workspace, open_folder, request.person, customer)
        return Show(folder_view(view) if view else finding.unknown_view(Unknown("")))

    async def _page(self, request: Request, customer: str, page: int) -> Show:
        query = request.values.text(SEARCH)
        view = await self.deps.unit(
            request.workspace, folder_of, request.person, customer, page=page, query=query
        )
        return Show(folder_view(view) if view else finding.unknown_view(Unknown("")))
