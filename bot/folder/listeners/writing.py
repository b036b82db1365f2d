"""Slack comes in: something is written into a folder."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.departures.blocks.views import may_not_log
from bot.departures.service.find import open_log
from bot.departures.values import MayNot
from bot.folder.blocks import finding, folder, forms
from bot.folder.service import find_folder, folder_of
from bot.folder.service.writing import (
    open_form,
    write_files,
    write_note,
    write_person,
    write_profile,
    write_touch,
)
from bot.folder.values import Asking, Unknown, Unwritten, Written
from bot.slack.answers import Answer, Errors, Show
from bot.slack.door import Door, Handler
from bot.slack.kit import View, escape, message
from bot.slack.request import Request
from bot.work.deps import Deps

FORMS: dict[str, Callable[[Asking], View]] = {
    folder.TOUCH: forms.touch_form,
    folder.NOTE: forms.note_form,
    folder.PERSON: forms.person_form,
    folder.PROFILE: forms.profile_form,
    folder.FILE: forms.file_form,
}


def register(door: Door, deps: Deps) -> None:
    """Answer the buttons of a folder, its forms, and the note that is typed after the command."""
    here = _Here(deps)
    for action, form in FORMS.items():
        door.press(action, here.asking(form))
    door.submission(forms.TOUCH_FORM, here.take_touch)
    door.submission(forms.NOTE_FORM, here.take_note)
    door.submission(forms.PERSON_FORM, here.take_person)
    door.submission(forms.PROFILE_FORM, here.take_profile)
    door.submission(forms.FILE_FORM, here.take_files)
    door.word("note", here.note, takes_more=True)
    door.submission(forms.QUICK_FORM, here.take_quick)


@dataclass(frozen=True)
class _Here:
    deps: Deps

    def asking(self, form: Callable[[Asking], View]) -> Handler:
        async def ask(request: Request) -> Answer:
            customer = str(request.value.get("c", ""))
            asking = await self.deps.unit(request.workspace, open_form, request.person, customer)
            return Show(form(asking) if asking else forms.unwritten_view(Unwritten.may_not))

        return ask

    async def take_touch(self, request: Request) -> Answer:
        told = forms.parse_touch(request.values)
        return Errors(told) if isinstance(told, dict) else await self._keep(request, forms.DAY, write_touch, told)

    async def take_note(self, request: Request) -> Answer:
        return await self._keep_words(request, write_note)

    async def take_person(self, request: Request) -> Answer:
        return await self._keep_words(request, write_person)

    async def take_profile(self, request: Request) -> Answer:
        told = forms.parse_profile(request.values)
        return Errors(told) if isinstance(told, dict) else await self._keep(request, forms.SINCE, write_profile, told)

    async def take_files(self, request: Request) -> Answer:
        files = forms.parse_files(request.values)
        if isinstance(files, dict):
            return Errors(files)
        return await self._keep(request, forms.FILES, write_files, files, request.values.text(forms.WORDS))

    async def note(self, request: Request) -> Answer | None:
        """`note Acme: text` keeps it at once where there is no doubt whose it is; else it is asked, and nothing typed is lost."""
        name, colon, words = (part.strip() for part in request.text.partition(":"))
        found = await self.deps.unit(request.workspace, find_folder, request.person, name) if colon else None
        if isinstance(found, str) and words:
            kept = await self.deps.unit.once(
                request.once, request.workspace, write_note, request.person, found, words
            )
            if isinstance(kept, Written):
                await request.reply(forms.note_kept(kept.customer))
            elif isinstance(kept, Unwritten):
                await request.reply(message(escape(forms.unwritten_words(kept))))
            return None
        opening = await self.deps.unit(request.workspace, open_log, request.person, name if found else "")
        if isinstance(opening, MayNot):
            await request.reply(message(escape(may_not_log())))
            return None
        return Show(forms.quick_form(opening, words if isinstance(found, str) else request.text or None))

    async def take_quick(self, request: Request) -> Answer:
        customer, words = forms.parse_quick(request.values)
        if customer is None:
            return Errors({finding.CUSTOMER: finding.unknown_words()})
        if words is None:
            return Errors({forms.WORDS: forms.nothing_typed()})
        return await self._keep_for(request, customer, finding.CUSTOMER, write_note, words)

    async def _keep_words(self, request: Request, use_case: Callable[..., Written | Unwritten]) -> Answer:
        words = request.values.text(forms.WORDS)
        if words is None:
            return Errors({forms.WORDS: forms.nothing_typed()})
        return await self._keep(request, forms.WORDS, use_case, words)

    async def _keep(
        self, request: Request, question: str, use_case: Callable[..., Written | Unwritten], *told: Any
    ) -> Answer:
        return await self._keep_for(request, str(request.metadata["c"]), question, use_case, *told)

    async def _keep_for(
        self, request: Request, customer: str, question: str, use_case: Callable[..., Written | Unwritten], *told: Any
    ) -> Answer:
        """Keep it, and show the folder with it; what is wrong stands under the question that it concerns."""
        came = await self.deps.unit.once(request.once, request.workspace, use_case, request.person, customer, *told)
        if isinstance(came, Unwritten):
            return Errors({question: forms.unwritten_words(came)})
        view = await self.deps.unit(request.workspace, folder_of, request.person, customer)
        return Show(folder.folder_view(view) if view else finding.unknown_view(Unknown("")))
