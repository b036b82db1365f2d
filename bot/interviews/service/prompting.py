"""Asking in private: the interviewer how it goes, and whoever is responsible what is to be done."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from bot.colleagues.service import hours_of
from bot.departures.service import carer_of, need_departure
from bot.interviews.models import Interview, InterviewPrompt
from bot.interviews.rules import next_prompt
from bot.interviews.service.records import CARD_FOR, CHOOSE, PROMPT, changed, plan
from bot.interviews.values import TAKEN, USUAL_MINUTES, InterviewState, PromptAnswer, PromptKind
from bot.work.calendar import next_working_moment
from bot.work.unit import Unit

AFTER_APPOINTMENT = timedelta(hours=1)
FRESH = timedelta(hours=3)
"""So long after it was due a question about an appointment is still asked at once; later it waits like anything else."""
LOOK_AGAIN = timedelta(days=7)
MOST_UNANSWERED = 2
"""So often it is said that nobody is left to ask; then it waits in the card of the departure."""


def plan_next_prompt(unit: Unit, interview: Interview) -> None:
    """Plan what the interviewer is asked next, in place of what was planned before."""
    unit.cancel(interview.id, PROMPT)
    if interview.interviewer is None or interview.accepted_at is None:
        return
    departure = need_departure(unit, interview.departure)
    hours = hours_of(unit, interview.interviewer)
    following = next_prompt(
        unit.now,
        departure.happened,
        interview.accepted_at,
        interview.moved_at,
        hours,
        keep_until=interview.keep_until,
        unanswered=_unanswered(unit, interview, PromptKind.not_reached, PromptKind.stuck),
    )
    if following is None:
        return
    if following.kind is PromptKind.stuck:
        prompt_at_work(unit, interview, following.kind, carer_of(unit, departure), following.at)
    else:
        prompt_at_work(unit, interview, following.kind, interview.interviewer, following.at)


def plan_how_did_it_go(unit: Unit, interview: Interview) -> None:
    """Nothing is asked until the appointment; then, an hour after its end, how it went, whatever the hour."""
    unit.cancel(interview.id, PROMPT)
    begins = interview.appointment or unit.now
    due = begins + timedelta(minutes=interview.minutes or USUAL_MINUTES) + AFTER_APPOINTMENT
    facts = {"prompt": PromptKind.how_did_it_go.value, "person": interview.interviewer}
    plan(unit, interview, PROMPT, due, **facts)


def prompt_at_work(
    unit: Unit, interview: Interview, kind: PromptKind, person: str, earliest: datetime, **facts: Any
) -> None:
    """Plan to ask somebody something in their working hours, not before `earliest`."""
    due = next_working_moment(earliest, hours_of(unit, person))
    plan(unit, interview, PROMPT, due, prompt=kind.value, person=person, **facts)


def prompt_when_due(unit: Unit, interview_id: str, facts: dict[str, Any], due: datetime) -> None:
    """Ask what was planned for `due` (aware), if it still applies, and plan what comes after it."""
    interview = unit.need(Interview, interview_id)
    kind, person = PromptKind(facts["prompt"]), str(facts["person"])
    if not _applies(unit, interview, kind, person):
        return
    more = {name: facts[name] for name in ("offer", "evidence") if name in facts}
    if kind is not PromptKind.how_did_it_go and next_working_moment(unit.now, hours_of(unit, person)) > unit.now:
        prompt_at_work(unit, interview, kind, person, unit.now, **more)
        return
    is_fresh = unit.now - due <= FRESH
    _prompt(unit, interview, kind, person, at_once=kind is PromptKind.how_did_it_go and is_fresh, **more)
    if kind is PromptKind.nobody:
        _look_again_later(unit, interview)
        return
    interview.moved_at, interview.state = unit.now, InterviewState.accepted
    plan_next_prompt(unit, interview)
    changed(unit, interview)


def close_prompts(unit: Unit, interview: Interview, answer: PromptAnswer) -> None:
    """What was asked is answered, or no longer matters: the messages lose their buttons and say what came of it."""
    open_ones = unit.all(
        select(InterviewPrompt).where(InterviewPrompt.interview == interview.id, InterviewPrompt.answer.is_(None))
    )
    for prompt in open_ones:
        prompt.answer, prompt.answered_at = answer, unit.now
    unit.session.flush()
    for prompt in open_ones:
        unit.refresh(CARD_FOR[prompt.kind], prompt.id)


def _prompt(unit: Unit, interview: Interview, kind: PromptKind, person: str, *, at_once: bool, **more: Any) -> None:
    close_prompts(unit, interview, PromptAnswer.replaced)
    number = len(_prompts(unit, interview)) + 1
    row = InterviewPrompt(
        id=f"{interview.id}:{number}",
        interview=interview.id,
        number=number,
        kind=kind,
        person=person,
        at=unit.now,
        **more,
    )
    unit.add(row)
    unit.session.flush()
    ask = unit.on_time if at_once else unit.prompt
    ask(person, CARD_FOR[kind], row.id)


def _applies(unit: Unit, interview: Interview, kind: PromptKind, person: str) -> bool:
    if kind is PromptKind.nobody:
        return interview.state is InterviewState.nobody
    if kind is PromptKind.stuck:
        return interview.state in TAKEN and person == carer_of(unit, need_departure(unit, interview.departure))
    return interview.state in TAKEN and person == interview.interviewer


def _look_again_later(unit: Unit, interview: Interview) -> None:
    """Nobody may answer; people join, and what is known changes: look again in a week, but not for ever."""
    if _unanswered(unit, interview, PromptKind.nobody) <= MOST_UNANSWERED:
        plan(unit, interview, CHOOSE, unit.now + LOOK_AGAIN)


def _unanswered(unit: Unit, interview: Interview, *kinds: PromptKind) -> int:
    """How many of the latest prompts asked this, and were passed over."""
    count = 0
    for prompt in reversed(_prompts(unit, interview)):
        if prompt.kind not in kinds or prompt.answer not in (None, PromptAnswer.replaced):
            break
        count += 1
    return count


def _prompts(unit: Unit, interview: Interview) -> list[InterviewPrompt]:
    query = select(InterviewPrompt).where(InterviewPrompt.interview == interview.id)
    return list(unit.all(query.order_by(InterviewPrompt.number)))
