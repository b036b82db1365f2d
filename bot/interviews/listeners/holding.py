"""Slack comes in: answers to the request, how it goes, what is decided."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.interviews import blocks
from bot.interviews.blocks import ids
from bot.interviews.listeners.refusing import refuse
from bot.interviews.service import (
    accept,
    announced,
    arrange,
    ask_anyway,
    ask_outside,
    ask_someone_else,
    decline,
    form_of,
    hand_over,
    keep_trying,
    log_try,
    look_later,
    name_contact,
    no_interview,
    no_questions,
    not_reached,
    open_contact,
    outsider_wanted,
    questions_sent,
    sent_questions_instead,
    write_instead,
)
from bot.interviews.values import InterviewView, Obstacle, RequestState
from bot.slack.answers import Answer, Errors, Show
from bot.slack.door import Door
from bot.slack.kit import View
from bot.slack.request import Request
from bot.work.deps import Deps
from bot.work.unit import Unit

Press = Callable[[Unit, str, str], Obstacle | None]
Form = Callable[[InterviewView], View]


def register(door: Door, deps: Deps) -> None:
    """Answer what is pressed and filled in about exit interviews."""
    here = _Here(deps)
    door.press(ids.ACCEPT, here.pressed("request", accept))
    door.press(ids.KNOWS_THEM, here.pressed("request", _knows_them))
    door.press(ids.CANNOT_NOW, here.pressed("request", _cannot_now))
    door.press(ids.HAND_OVER, here.pressed("interview", hand_over))
    door.press(ids.NOT_REACHED, here.pressed("interview", not_reached))
    door.press(ids.KEEP_TRYING, here.pressed("interview", keep_trying))
    door.press(ids.ASK_ANYWAY, here.pressed("prompt", ask_anyway))
    door.press(ids.LOOK_LATER, here.pressed("prompt", look_later))
    door.press(ids.NO_INTERVIEW, here.pressed("prompt", no_interview))
    door.press(ids.ASK_SOMEONE_ELSE, here.pressed("prompt", ask_someone_else))
    door.press(ids.WRITE_INSTEAD, here.pressed("prompt", write_instead))
    door.press(ids.SENT, here.pressed("questions", questions_sent))
    door.press(ids.NO_QUESTIONS, here.pressed("questions", no_questions))
    door.press(ids.OUTSIDER, here.ask_for_outsider)
    door.press(ids.INTRODUCED, here.pressed("interview", announced))
    door.press(ids.NAME_CONTACT, here.ask_for_contact)
    door.press(ids.NOTE_TO_THEM, here.opens(blocks.note_to_them))
    door.press(ids.QUESTIONS_READY, here.opens(blocks.questions_to_send))
    door.press(ids.ARRANGED, here.opens(blocks.arranged_form))
    door.press(ids.TRIED, here.opens(blocks.tried_form))
    door.submission(ids.ARRANGED_FORM, here.take_appointment)
    door.submission(ids.TRIED_FORM, here.take_try)
    door.submission(ids.OUTSIDER_FORM, here.take_outsider)
    door.submission(ids.CONTACT_FORM, here.take_contact)
    door.submission(ids.QUESTIONS_FORM, here.take_questions_sent)


@dataclass(frozen=True)
class _Here:
    deps: Deps

    def pressed(self, subject: str, use_case: Press) -> Callable[[Request], Awaitable[None]]:
        """A press that takes effect at once; the message that it was made in shows what came of it."""

        async def handle(request: Request) -> None:
            which = str(request.value[subject])
            obstacle = await self.deps.unit.once(request.once, request.workspace, use_case, request.person, which)
            if obstacle is not None:
                await refuse(request, obstacle)

        return handle

    def opens(self, form: Form) -> Callable[[Request], Awaitable[Answer | None]]:
        """A press that opens a form."""

        async def handle(request: Request) -> Answer | None:
            which = str(request.value["interview"])
            about = await self.deps.unit(request.workspace, form_of, request.person, which)
            if isinstance(about, Obstacle):
                await refuse(request, about)
                return None
            return Show(form(about))

        return handle

    async def ask_for_outsider(self, request: Request) -> Answer | None:
        which = str(request.value["prompt"])
        about = await self.deps.unit(request.workspace, outsider_wanted, request.person, which)
        if isinstance(about, Obstacle):
            await refuse(request, about)
            return None
        return Show(blocks.outsider_form(about, which))

    async def ask_for_contact(self, request: Request) -> Answer | None:
        which = str(request.value["interview"])
        view = await self.deps.unit(request.workspace, open_contact, request.person, which)
        if isinstance(view, Obstacle):
            await refuse(request, view)
            return None
        return Show(blocks.contact_form(view))

    async def take_contact(self, request: Request) -> Answer | None:
        form = blocks.parse_contact(request.values)
        if isinstance(form, dict):
            return Errors(form)
        which = str(request.metadata["interview"])
        obstacle = await self.deps.unit.once(request.once, request.workspace, name_contact, request.person, which, form)
        return _kept(obstacle, ids.NAME)

    async def take_questions_sent(self, request: Request) -> Answer | None:
        which = str(request.metadata["interview"])
        obstacle = await self.deps.unit.once(
            request.once, request.workspace, sent_questions_instead, request.person, which
        )
        if obstacle is not None:
            await refuse(request, obstacle)
        return None

    async def take_outsider(self, request: Request) -> Answer | None:
        form = blocks.parse_outsider(request.values)
        if isinstance(form, dict):
            return Errors(form)
        which = str(request.metadata["prompt"])
        obstacle = await self.deps.unit.once(request.once, request.workspace, ask_outside, request.person, which, form)
        return _kept(obstacle, blocks.KEEPER if obstacle is Obstacle.not_a_colleague else ids.NAME)

    async def take_appointment(self, request: Request) -> Answer | None:
        which = str(request.metadata["interview"])
        about = await self.deps.unit(request.workspace, form_of, request.person, which)
        if isinstance(about, Obstacle):
            return _kept(about, ids.DAY)
        when = blocks.parse_arranged(request.values, about.zone, self.deps.clock.now())
        if isinstance(when, dict):
            return Errors(when)
        obstacle = await self.deps.unit.once(request.once, request.workspace, arrange, request.person, which, when)
        return _kept(obstacle, ids.DAY)

    async def take_try(self, request: Request) -> Answer | None:
        tried = blocks.parse_tried(request.values)
        if isinstance(tried, dict):
            return Errors(tried)
        which = str(request.metadata["interview"])
        obstacle = await self.deps.unit.once(
            request.once, request.workspace, log_try, request.person, which, tried.how, tried.words, tried.answer
        )
        return _kept(obstacle, ids.HOW)


def _knows_them(unit: Unit, person: str, request_id: str) -> Obstacle | None:
    return decline(unit, person, request_id, RequestState.knows_them)


def _cannot_now(unit: Unit, person: str, request_id: str) -> Obstacle | None:
    return decline(unit, person, request_id, RequestState.cannot_now)


def _kept(obstacle: Obstacle | None, question: str) -> Answer | None:
    return Errors({question: blocks.obstacle_words(obstacle)}) if obstacle else None
