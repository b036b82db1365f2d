"""What the departure's card says of the interview, and who may see the departure for its sake."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Select, select

from bot.colleagues.service import name_of
from bot.departures.service import carer_of, need_departure
from bot.departures.values import Size, Stage
from bot.interviews import blocks
from bot.interviews.models import Finding, Interview, InterviewPrompt, Request
from bot.interviews.service.filling import draft_duties
from bot.interviews.service.introducing import to_announce
from bot.interviews.service.records import (
    about,
    interviews_of,
    prompt_view,
    questions_of,
    request_view,
    standing_request,
)
from bot.interviews.service.writing import questions_view, questions_with
from bot.interviews.values import TAKEN, InterviewState, PromptKind, RequestState, Source
from bot.work.unit import Unit
from bot.work.values import Duty
from bot.workspace.roles import Role


def card_lines(unit: Unit, departure_id: str) -> Sequence[str]:
    """What the departure's card says of the interview: who calls them, or that it was held; never who was asked."""
    found = ((one, _line(unit, one)) for one in interviews_of(unit, departure_id))
    lines = tuple(blocks.card_line_of(line, one.number) for one, line in found if line)
    departure = need_departure(unit, departure_id)
    waits = departure.quiet and departure.stage is Stage.left and departure.size is Size.full
    return lines or ((blocks.kept_quiet_line(),) if waits else ())


def duties(unit: Unit, person: str) -> Sequence[str | Duty]:
    """Whom somebody is asked to call, or has said they will call; and what they are to decide."""
    asked = Request.state == RequestState.asked, Request.person == person
    held = Interview.state.in_(TAKEN), Interview.interviewer == person
    decide = InterviewPrompt.answer.is_(None), InterviewPrompt.kind == PromptKind.nobody
    requests = unit.all(select(Request).where(*asked).order_by(Request.asked_at))
    drafts = draft_duties(unit, person)
    calls = unit.all(select(Interview).where(*held).order_by(Interview.accepted_at))
    prompts = unit.all(select(InterviewPrompt).where(*decide, InterviewPrompt.person == person))
    return (
        *drafts,
        *(blocks.asked_duty(request_view(unit, one).about) for one in requests),
        *(blocks.call_duty(view) for view in (about(unit, one, person) for one in calls) if not view.has_draft),
        *(blocks.decide_duty(prompt_view(unit, one).about) for one in prompts),
        *(blocks.contact_duty(one) for one in to_announce(unit, person)),
        *(blocks.questions_duty(questions_view(unit, one)) for one in questions_with(unit, person)),
    )


def roles_in(unit: Unit, departure_id: str, person: str) -> frozenset[Role]:
    """The interviewer for the time of the interview, and whoever is being asked."""
    return frozenset().union(*(_roles(unit, one, person) for one in interviews_of(unit, departure_id)))


def granted(person: str) -> Select[str]:
    """The departures whose interview somebody holds now."""
    return select(Interview.departure).where(Interview.state.in_(TAKEN), Interview.interviewer == person)


def _line(unit: Unit, interview: Interview) -> str | None:
    person = interview.interviewer
    if interview.state is InterviewState.nobody:
        person = carer_of(unit, need_departure(unit, interview.departure))
    if (written := _written(unit, interview)) is not None:
        return written
    return blocks.card_line(
        interview.state,
        name=name_of(unit, person) if person else "",
        appointment=interview.appointment,
        held_at=interview.held_at,
        end=interview.end,
        is_outside=interview.outsider is not None,
    )


def _roles(unit: Unit, interview: Interview, person: str) -> frozenset[Role]:
    if interview.state in TAKEN and interview.interviewer == person:
        return frozenset({Role.interviewer})
    if interview.state is InterviewState.asked:
        request = standing_request(unit, interview)
        is_asked = request is not None and request.person == person and request.state is RequestState.asked
        return frozenset({Role.asked}) if is_asked else frozenset()
    return frozenset()


def _written(unit: Unit, interview: Interview) -> str | None:
    """How it stands with the questions in writing, where they take the place of a call."""
    questions = questions_of(unit, interview)
    if questions is None or interview.state not in (InterviewState.writing, InterviewState.held):
        return None
    wrote = Finding.interview == interview.id, Finding.source == Source.wrote
    if interview.state is InterviewState.held and unit.first(select(Finding.id).where(*wrote)) is None:
        return None
    return blocks.questions_line(name_of(unit, questions.asked), questions.sent_at, interview.held_at)
