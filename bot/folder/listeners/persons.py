"""Slack comes in: what is held about a person at a customer's."""

from __future__ import annotations

from dataclasses import dataclass

import structlog

from bot.departures.blocks import views
from bot.departures.service.find import open_log
from bot.departures.values import Field, MayNot
from bot.folder.blocks import persons as blocks
from bot.folder.blocks.putting_right import chosen, refused, refused_view
from bot.folder.putting_right import Refusal
from bot.folder.service.persons import correct_person, erase_person, held_about, people_at
from bot.slack.answers import Answer, Errors, Push, Show
from bot.slack.door import Door
from bot.slack.errors import SlackError
from bot.slack.kit import escape, message
from bot.slack.request import Request
from bot.work.deps import Deps

log = structlog.get_logger(__name__)


def register(door: Door, deps: Deps) -> None:
    """Answer what is typed, pressed and filled in about people at customers'."""
    here = _Here(deps)
    door.word("person", here.ask, takes_more=True)
    door.submission(blocks.PEOPLE_FORM, here.take_customer)
    door.press(blocks.PEOPLE, here.show_people)
    door.press(blocks.HELD, here.show_held)
    door.press(blocks.CORRECT, here.ask_correction)
    door.submission(blocks.CORRECT_FORM, here.take_correction)
    door.press(blocks.ERASE, here.ask_erasure)
    door.submission(blocks.ERASE_FORM, here.take_erasure)


@dataclass(frozen=True)
class _Here:
    deps: Deps

    async def ask(self, request: Request) -> Answer | None:
        opening = await self.deps.unit(request.workspace, open_log, request.person, request.text)
        if isinstance(opening, MayNot):
            await request.reply(message(escape(views.may_not_log())))
            return None
        return Show(blocks.people_form(opening))

    async def take_customer(self, request: Request) -> Answer | None:
        there = await self.deps.unit(request.workspace, people_at, request.person, chosen(request.values))
        if isinstance(there, Refusal):
            return Errors({Field.customer.value: refused(there)})
        return Show(blocks.people_view(there))

    async def show_people(self, request: Request) -> Answer | None:
        which = str(request.value.get("c", ""))
        there = await self.deps.unit(request.workspace, people_at, request.person, which)
        return Show(refused_view(there) if isinstance(there, Refusal) else blocks.people_view(there))

    async def show_held(self, request: Request) -> Answer | None:
        held = await self.deps.unit(request.workspace, held_about, request.person, _contact(request))
        return Push(refused_view(held) if isinstance(held, Refusal) else blocks.held_view(held))

    async def ask_correction(self, request: Request) -> Answer | None:
        held = await self.deps.unit(request.workspace, held_about, request.person, _contact(request))
        return Push(refused_view(held) if isinstance(held, Refusal) else blocks.correct_form(held.person))

    async def take_correction(self, request: Request) -> Answer | None:
        which, words = str(request.metadata["p"]), request.values.text(blocks.WORDS)
        came = await self.deps.unit.once(request.once, request.workspace, correct_person, request.person, which, words)
        if isinstance(came, Refusal):
            return Show(refused_view(came))
        await self._draw_below(request)
        return Show(blocks.person_corrected(came)) if came else None

    async def ask_erasure(self, request: Request) -> Answer | None:
        held = await self.deps.unit(request.workspace, held_about, request.person, _contact(request))
        return Push(refused_view(held) if isinstance(held, Refusal) else blocks.erase_form(held))

    async def take_erasure(self, request: Request) -> Answer | None:
        which, terms = str(request.metadata["p"]), blocks.parse_terms(request.values)
        came = await self.deps.unit.once(request.once, request.workspace, erase_person, request.person, which, terms)
        if isinstance(came, Refusal):
            return Show(refused_view(came))
        await self._draw_below(request)
        return Show(blocks.person_erased(came)) if came else None

    async def _draw_below(self, request: Request) -> None:
        """The list on which the form lies: nobody reads there who was erased in it."""
        which = str(request.metadata.get("c", ""))
        if request.below is None:
            return
        there = await self.deps.unit(request.workspace, people_at, request.person, which)
        if isinstance(there, Refusal):
            return
        try:
            await request.update(blocks.people_view(there), request.below)
        except SlackError as error:  # it is done: they may have closed the list, and open it anew
            log.info("people not drawn again", workspace=request.workspace, error=type(error).__name__)


def _contact(request: Request) -> str:
    return str(request.value.get("p", ""))
