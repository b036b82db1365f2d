"""Getting it held: what the interviewer says of how it goes."""

from __future__ import annotations

from bot.colleagues.service import today_of
from bot.customers.values import TouchKind
from bot.departures.service import roles_in
from bot.interviews import blocks
from bot.interviews.models import Interview, Try
from bot.interviews.rules import keep_trying_until
from bot.interviews.service.ending import end
from bot.interviews.service.introducing import ask_for_better_contact
from bot.interviews.service.prompting import close_prompts, plan_next_prompt
from bot.interviews.service.records import OUTSIDER_CARD, about, changed, say_in_thread, standing_request
from bot.interviews.service.seeking import look_again, pass_on
from bot.interviews.values import (
    OVER,
    TAKEN,
    End,
    InterviewState,
    InterviewView,
    Obstacle,
    PromptAnswer,
    RequestState,
    TryAnswer,
)
from bot.work.unit import Unit
from bot.workspace.roles import Deed, may
from bot.workspace.service import record


def form_of(unit: Unit, person: str, interview_id: str) -> InterviewView | Obstacle:
    """What the interviewer's forms are written from."""
    held = held_by(unit, person, interview_id)
    return held if isinstance(held, Obstacle) else about(unit, held, person)


def log_try(
    unit: Unit, person: str, interview_id: str, how: TouchKind, words: str | None, answer: TryAnswer | None = None
) -> Obstacle | None:
    """The interviewer tried: it is kept, and the next reminder counts from now. A customer who would rather not is left alone."""
    interview = held_by(unit, person, interview_id)
    if isinstance(interview, Obstacle):
        return interview
    unit.add(Try(interview=interview.id, by=person, at=unit.now, how=how, answer=answer, words=words))
    interview.moved_at = unit.now
    if answer is TryAnswer.declined:
        _respect(unit, interview, person)
        return None
    if answer is TryAnswer.wrong:
        ask_for_better_contact(unit, interview)
    _answered(unit, interview, PromptAnswer.tried)
    if not _has_appointment_ahead(unit, interview):
        plan_next_prompt(unit, interview)
    return None


def hand_over(unit: Unit, person: str, interview_id: str) -> Obstacle | None:
    """The interviewer hands over, whatever the reason: the next is asked, and it counts against nobody."""
    interview = held_by(unit, person, interview_id)
    if isinstance(interview, Obstacle):
        return interview
    release(unit, interview, PromptAnswer.handed_over)
    return None


def release(unit: Unit, interview: Interview, answer: PromptAnswer) -> None:
    """The interviewer no longer holds the interview: somebody else is looked for, and the thread says so."""
    request = standing_request(unit, interview)
    close_prompts(unit, interview, answer)
    if request is None:
        _say_who_else(unit, interview, str(interview.turns))
        look_again(unit, interview)
        unit.refresh(OUTSIDER_CARD, interview.id)
        return
    _say_who_else(unit, interview, request.id)
    pass_on(unit, interview, request, RequestState.handed_over)


def keep_trying(unit: Unit, person: str, interview_id: str) -> Obstacle | None:
    """The interviewer does not give up yet."""
    interview = held_by(unit, person, interview_id)
    if isinstance(interview, Obstacle):
        return interview
    today = today_of(unit, person)
    interview.keep_until, interview.moved_at = keep_trying_until(today), unit.now
    _answered(unit, interview, PromptAnswer.keep_trying)
    plan_next_prompt(unit, interview)
    return None


def not_reached(unit: Unit, person: str, interview_id: str) -> Obstacle | None:
    """The interviewer says that the customer cannot be reached: that is an outcome, and nobody's fault."""
    interview = held_by(unit, person, interview_id)
    if isinstance(interview, Obstacle):
        return interview
    record(unit, person, "interview.not_reached", interview.id)
    told = blocks.not_reached_line()
    say_in_thread(unit, interview, told, key=f"interview_not_reached:{interview.id}:{interview.turns}")
    end(unit, interview, End.not_reached, PromptAnswer.not_reached)
    return None


def held_by(unit: Unit, person: str, interview_id: str) -> Interview | Obstacle:
    """The interview, if this person is to hold it."""
    interview = unit.need(Interview, interview_id)
    if interview.interviewer != person:
        return Obstacle.over if interview.state in OVER else Obstacle.not_yours
    if interview.state not in TAKEN:
        return Obstacle.over
    allowed = may(Deed.record_interview, roles_in(unit, person, interview.departure))
    return interview if allowed else Obstacle.not_yours


def _respect(unit: Unit, interview: Interview, person: str) -> None:
    """They would rather not talk: that is an outcome, and nobody asks again."""
    record(unit, person, "interview.declined", interview.id)
    told = blocks.declined_line()
    say_in_thread(unit, interview, told, key=f"interview_declined:{interview.id}:{interview.turns}")
    end(unit, interview, End.declined, PromptAnswer.declined)


def _answered(unit: Unit, interview: Interview, answer: PromptAnswer) -> None:
    close_prompts(unit, interview, answer)
    changed(unit, interview)


def _has_appointment_ahead(unit: Unit, interview: Interview) -> bool:
    """Trying before an appointment does not break the silence until it."""
    return (
        interview.state is InterviewState.arranged
        and interview.appointment is not None
        and interview.appointment > unit.now
    )


def _say_who_else(unit: Unit, interview: Interview, occasion: str) -> None:
    told = blocks.handed_over_line()
    say_in_thread(unit, interview, told, key=f"interview_handed_over:{interview.id}:{occasion}")
