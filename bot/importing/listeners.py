"""Slack comes in: somebody brings in what is known from before."""

from __future__ import annotations

from dataclasses import dataclass

from bot.importing.blocks import forms
from bot.importing.blocks.messages import DROP, REVIEW
from bot.importing.service.asking import answer_review, drop, may_bring_in, review, take_file, take_pasted, typed_before
from bot.importing.values import Refusal, Reply, Review
from bot.slack.answers import Answer, Errors, Show
from bot.slack.door import Door
from bot.slack.kit import View, escape, message
from bot.slack.request import Request, parse_word
from bot.work.deps import Deps


def register(door: Door, deps: Deps) -> None:
    """Answer the word, the forms and the buttons."""
    here = _Here(deps)
    door.word("import", here.begin, takes_more=True)
    door.press(forms.PASTE, here.ask_lines)
    door.press(forms.FILE, here.ask_file)
    door.submission(forms.PASTE_FORM, here.take_lines)
    door.submission(forms.FILE_FORM, here.take_file)
    door.press(REVIEW, here.look)
    door.submission(forms.REVIEW_FORM, here.take_review)
    door.press(DROP, here.drop)


@dataclass(frozen=True)
class _Here:
    deps: Deps

    async def begin(self, request: Request) -> Answer | None:
        word, _rest = parse_word(request.text)
        wanted = {"paste": forms.paste_form, "file": forms.file_form}.get(word, forms.choose_view)
        if await self.deps.unit(request.workspace, may_bring_in, request.person):
            return Show(wanted())
        await request.reply(message(escape(forms.refused_words(Refusal.may_not))))
        return None

    async def ask_lines(self, request: Request) -> Answer:
        which = _which(request)
        typed = await self.deps.unit(request.workspace, typed_before, request.person, which) if which else None
        return await self._form(request, forms.paste_form(typed))

    async def ask_file(self, request: Request) -> Answer:
        return await self._form(request, forms.file_form())

    async def take_lines(self, request: Request) -> Answer | None:
        text = request.values.text(forms.LINES) or ""
        came = await self.deps.unit.once(request.once, request.workspace, take_pasted, request.person, text)
        if isinstance(came, Refusal):
            return Errors({forms.LINES: forms.refused_words(came)})
        return Show(forms.review_view(came)) if came else None

    async def take_file(self, request: Request) -> Answer | None:
        given = forms.parse_file(request.values)
        if isinstance(given, dict):
            return Errors(given)
        came = await self.deps.unit.once(request.once, request.workspace, take_file, request.person, *given)
        if isinstance(came, Refusal):
            return Errors({forms.FILES: forms.refused_words(came)})
        return Show(forms.told_view(came)) if came else None

    async def look(self, request: Request) -> Answer:
        found = await self.deps.unit(request.workspace, review, request.person, _which(request))
        return Show(forms.review_view(found) if isinstance(found, Review) else forms.refused_view(found))

    async def take_review(self, request: Request) -> Answer | None:
        which = str(request.metadata["i"])
        found = await self.deps.unit(request.workspace, review, request.person, which)
        if isinstance(found, Refusal):
            return Show(forms.refused_view(found))
        before = Reply(found.way.columns, found.way.order, found.way.mark, begin=False)
        reply = forms.parse_review(request.values, before)
        came = await self.deps.unit.once(request.once, request.workspace, answer_review, request.person, which, reply)
        if came is None:
            return None
        if isinstance(came, Refusal):
            return Show(forms.refused_view(came))
        return Show(forms.review_view(came) if isinstance(came, Review) else forms.told_view(came))

    async def drop(self, request: Request) -> Answer | None:
        came = await self.deps.unit.once(request.once, request.workspace, drop, request.person, _which(request))
        if isinstance(came, Refusal):
            await request.reply(message(escape(forms.refused_words(came))))
        return None

    async def _form(self, request: Request, form: View) -> Answer:
        may = await self.deps.unit(request.workspace, may_bring_in, request.person)
        return Show(form if may else forms.refused_view(Refusal.may_not))


def _which(request: Request) -> str:
    return str(request.value.get("i", ""))
