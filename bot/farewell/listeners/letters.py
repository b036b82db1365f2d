"""Slack comes in: the words of letters are changed, one is printed, and how one went out is said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from bot.farewell.blocks import letters as blocks
from bot.farewell.service import letters
from bot.farewell.values import Outcome
from bot.farewell.values.letters import LetterKind, LetterRow
from bot.slack.answers import Answer, Errors, Push, Show
from bot.slack.door import Door
from bot.slack.kit import escape, message
from bot.slack.request import Request
from bot.tact import Remark, remarks
from bot.work.deps import Deps
from bot.workspace.blocks import LETTERS, may_not_change
from bot.workspace.values import Outcome as Changed


def register(door: Door, deps: Deps) -> None:
    """Answer what concerns the words of letters."""
    here = _Here(deps)
    door.press(LETTERS, here.show_letters)
    door.press(blocks.CHANGE_LETTER, here.ask_for_letter)
    door.press(blocks.SHIPPED, here.bring_back)
    door.submission(blocks.LETTER_FORM, here.take_letter)
    door.press(blocks.CHANGE_WORDS, here.ask_for_words)
    door.submission(blocks.WORDS_FORM, here.take_words)
    door.press(blocks.PRINT, here.print)
    door.submission(blocks.WAY_FORM, here.take_way)


def advised(request: Request, text: str) -> tuple[list[Remark], str]:
    """What to look at again in words that were sent, unless just these words were advised on before; and their mark."""
    mark = blake2b(text.encode(), digest_size=8).hexdigest()
    return ([] if request.metadata.get("seen") == mark else list(remarks(text))), mark


@dataclass(frozen=True)
class _Here:
    deps: Deps

    async def show_letters(self, request: Request) -> Answer | None:
        rows = await self.deps.unit(request.workspace, letters.letter_rows, request.person)
        if rows is None:
            await request.reply(message(escape(may_not_change())))
            return None
        return Push(blocks.letters_view(rows))

    async def ask_for_letter(self, request: Request) -> Answer | None:
        rows = await self.deps.unit(request.workspace, letters.letter_rows, request.person)
        if rows is None:
            await request.reply(message(escape(may_not_change())))
            return None
        return Push(blocks.letter_form(next(one for one in rows if one.kind is _kind(request.value))))

    async def bring_back(self, request: Request) -> Answer | None:
        if await self.deps.unit(request.workspace, letters.letter_rows, request.person) is None:
            await request.reply(message(escape(may_not_change())))
            return None
        kind = _kind(request.value)
        turn = int(request.metadata.get("turn") or 0) + 1
        return Show(blocks.letter_form(LetterRow(kind, blocks.shipped(kind), is_own=False), turn=turn))

    async def take_letter(self, request: Request) -> Answer | None:
        kind = _kind(request.metadata)
        letter = blocks.parse_letter(kind, request.values)
        if isinstance(letter, dict):
            return Errors(letter)
        found, mark = advised(request, f"{letter.subject}.\n\n{letter.body}")
        if found:
            turn = int(request.metadata.get("turn") or 0)
            row = LetterRow(kind, letter, is_own=letter != blocks.shipped(kind))
            return Show(blocks.letter_form(row, found, mark, turn))
        came = await self.deps.unit(request.workspace, letters.keep_letter, request.person, kind, letter)
        if came is Changed.may_not:
            return Errors({blocks.BODY: may_not_change()})
        return Show(blocks.letter_kept(await self.deps.unit(request.workspace, letters.letter_row, kind)))

    async def ask_for_words(self, request: Request) -> Answer | None:
        kind, subject = _kind(request.value), str(request.value["id"])
        view = await self.deps.unit(request.workspace, letters.words_to, request.person, kind, subject)
        if isinstance(view, Outcome):
            await self._decline(request, kind, view, subject)
            return None
        return Show(blocks.words_form(view))

    async def take_words(self, request: Request) -> Answer | None:
        kind, subject = _kind(request.metadata), str(request.metadata["id"])
        words = blocks.parse_words(request.values)
        view = await self.deps.unit(request.workspace, letters.words_to, request.person, kind, subject)
        if isinstance(view, Outcome):
            return Errors({blocks.BODY: await self._sentence(request, kind, view, subject)})
        found, mark = advised(request, words or "")
        if found:
            again = blocks.with_words(view, words or "")
            return Show(blocks.words_form(again, found, mark))
        if words != view.letter.body or view.is_changed:
            await self.deps.unit(request.workspace, letters.change_words, request.person, kind, subject, words)
        return None

    async def print(self, request: Request) -> None:
        kind, subject = _kind(request.value), str(request.value["id"])
        came = await self.deps.unit.once(
            request.once, request.workspace, letters.print_letter, request.person, kind, subject, request.once
        )
        if came is not None and came is not Outcome.done:
            await self._decline(request, kind, came, subject)

    async def take_way(self, request: Request) -> Answer | None:
        kind, subject, way = _kind(request.metadata), str(request.metadata["id"]), blocks.parse_way(request.values)
        came = await self.deps.unit(request.workspace, letters.send_letter, request.person, kind, subject, way)
        if came in (Outcome.done, Outcome.already):
            return None
        return Errors({blocks.WAY: await self._sentence(request, kind, came, subject)})

    async def _decline(self, request: Request, kind: LetterKind, came: Outcome, subject: str) -> None:
        await request.reply(message(escape(await self._sentence(request, kind, came, subject))))

    async def _sentence(self, request: Request, kind: LetterKind, came: Outcome, subject: str) -> str:
        return await self.deps.unit(request.workspace, letters.refusal, kind, came, subject)


def _kind(carried: Mapping[str, Any]) -> LetterKind:
    return LetterKind(carried["kind"])
