"""Slack comes in: what a customer said or wrote is filled in page by page, and what is not for the owner is opened."""

from __future__ import annotations

from dataclasses import dataclass

from bot.colleagues.listeners import standing_of
from bot.interviews import blocks
from bot.interviews.blocks import ids
from bot.interviews.listeners.refusing import refuse
from bot.interviews.service import (
    another_wanted,
    answers_of,
    ask_another,
    file_page,
    name_reader,
    open_findings,
    open_frank_note,
    reader_choice,
    turn_page,
)
from bot.interviews.values import Obstacle, Source
from bot.interviews.values.heard import FindingsView, Step, Unready
from bot.slack.answers import Answer, Errors, Push, Show
from bot.slack.door import Door
from bot.slack.request import Request
from bot.work.deps import Deps


def register(door: Door, deps: Deps) -> None:
    """Answer what is pressed and filled in about what was heard."""
    here = _Here(deps)
    door.press(ids.DONE, here.open)
    door.press(ids.WROTE, here.open_written)
    door.press(ids.ANSWERED, here.open_answers)
    door.press(ids.MORE, here.open)
    door.press(ids.STEP, here.turn)
    door.press(ids.READ_FRANK, here.read_frank)
    door.press(ids.READER, here.ask_for_reader)
    door.submission(ids.DONE_FORM, here.take)
    door.submission(ids.ANSWERS_FORM, here.take)
    door.submission(ids.READER_FORM, here.take_reader)
    door.press(ids.ANOTHER, here.ask_for_another)
    door.submission(ids.ANOTHER_FORM, here.take_another)


@dataclass(frozen=True)
class _Here:
    deps: Deps

    async def open(self, request: Request) -> Answer | None:
        source = Source(request.value.get("source", Source.said.value))
        return await self._open(request, str(request.value["interview"]), source)

    async def open_written(self, request: Request) -> Answer | None:
        return await self._open(request, str(request.value["interview"]), Source.wrote)

    async def open_answers(self, request: Request) -> Answer | None:
        which = str(request.value["questions"])
        about = await self.deps.unit(request.workspace, answers_of, request.person, which)
        if isinstance(about, Obstacle):
            await refuse(request, about)
            return None
        return await self._open(request, about.interview, Source.wrote)

    async def turn(self, request: Request) -> Answer | None:
        place = blocks.place_of(request.metadata)
        answers, to = blocks.read_step(place.step, request.values), Step(int(request.value["to"]))
        found = await self.deps.unit(request.workspace, turn_page, request.person, place, answers, to, request.once)
        return await _shown(request, found)

    async def take(self, request: Request) -> Answer | None:
        place = blocks.place_of(request.metadata)
        answers = blocks.read_step(place.step, request.values)
        found = await self.deps.unit(request.workspace, file_page, request.person, place, answers, request.once)
        match found:
            case None:
                return None
            case Unready():
                return Errors(found.sentences)
            case FindingsView():
                return Show(blocks.findings_form(found))
            case Obstacle():
                return Errors({blocks.first_question(place.step): blocks.obstacle_words(found)})

    async def read_frank(self, request: Request) -> Answer | None:
        which = str(request.value["interview"])
        found = await self.deps.unit(request.workspace, open_frank_note, request.person, which)
        if isinstance(found, Obstacle):
            await refuse(request, found)
            return None
        return Show(blocks.frank_view(found))

    async def ask_for_reader(self, request: Request) -> Answer | None:
        choice = await self.deps.unit(request.workspace, reader_choice, request.person)
        if choice is None:
            await refuse(request, Obstacle.not_yours)
            return None
        return Show(blocks.reader_form(choice))

    async def take_reader(self, request: Request) -> Answer | None:
        reader = blocks.parse_reader(request.values)
        if reader is not None:
            await standing_of(self.deps, request.workspace, reader)
        came = await self.deps.unit(request.workspace, name_reader, request.person, reader)
        return Errors({ids.WHO_READS: blocks.obstacle_words(came)}) if came else None

    async def ask_for_another(self, request: Request) -> Answer | None:
        which = str(request.value["d"])
        customer = await self.deps.unit(request.workspace, another_wanted, request.person, which)
        if isinstance(customer, Obstacle):
            await refuse(request, customer)
            return None
        return Push(blocks.another_form(which, customer))

    async def take_another(self, request: Request) -> Answer | None:
        form, which = blocks.parse_contact(request.values), str(request.metadata["d"])
        if isinstance(form, dict):
            return Errors(form)
        obstacle = await self.deps.unit.once(request.once, request.workspace, ask_another, request.person, which, form)
        return Errors({ids.NAME: blocks.obstacle_words(obstacle)}) if obstacle else None

    async def _open(self, request: Request, interview: str, source: Source) -> Answer | None:
        found = await self.deps.unit(request.workspace, open_findings, request.person, interview, source)
        return await _shown(request, found)


async def _shown(request: Request, found: FindingsView | Obstacle) -> Answer | None:
    """The page; or, where there is none any more, why: in private, so that what was typed stays in sight."""
    if isinstance(found, Obstacle):
        await refuse(request, found)
        return None
    return Show(blocks.findings_form(found))
