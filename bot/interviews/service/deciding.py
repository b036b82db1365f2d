"""What whoever is responsible decides, when nobody is left to ask or nothing comes of it. One press decides."""

from __future__ import annotations

from dataclasses import replace

from bot.departures.service import choose_size, roles_in
from bot.departures.values import Size
from bot.interviews.models import Interview, InterviewPrompt
from bot.interviews.service.ending import end
from bot.interviews.service.holding import release
from bot.interviews.service.prompting import LOOK_AGAIN, close_prompts
from bot.interviews.service.records import prompt_of
from bot.interviews.service.seeking import DECISION, ask_anyway_when_at_work, look_again
from bot.interviews.service.writing import write
from bot.interviews.values import (
    OVER,
    TAKEN,
    Decision,
    End,
    Evidence,
    InterviewState,
    Obstacle,
    PromptAnswer,
    PromptKind,
)
from bot.work.unit import Unit
from bot.workspace.roles import Deed, may
from bot.workspace.service import record


def ask_anyway(unit: Unit, person: str, prompt_id: str) -> Obstacle | None:
    """Ask the colleague with the least contact, although they have some."""
    interview, prompt = prompt_of(unit, prompt_id)
    obstacle = decided_by(unit, person, interview, prompt)
    if obstacle or prompt.offer is None:
        return obstacle or Obstacle.over
    record(unit, person, "interview.ask_anyway", interview.id)
    close_prompts(unit, interview, PromptAnswer.ask_anyway)
    kept = prompt.evidence or {}
    decision = replace(Decision.read(kept.get(DECISION) or {}), chosen=prompt.offer, by=person)
    ask_anyway_when_at_work(unit, interview, prompt.offer, Evidence.read(kept), decision)
    return None


def look_later(unit: Unit, person: str, prompt_id: str) -> Obstacle | None:
    """Look again in a week."""
    interview, prompt = prompt_of(unit, prompt_id)
    obstacle = decided_by(unit, person, interview, prompt)
    if obstacle:
        return obstacle
    close_prompts(unit, interview, PromptAnswer.look_later)
    look_again(unit, interview, after=LOOK_AGAIN)
    return None


def no_interview(unit: Unit, person: str, prompt_id: str) -> Obstacle | None:
    """There will be no interview this time."""
    interview, prompt = prompt_of(unit, prompt_id)
    obstacle = decided_by(unit, person, interview, prompt)
    if obstacle:
        return obstacle
    record(unit, person, "interview.not_wanted", interview.id)
    end(unit, interview, End.not_wanted, PromptAnswer.no_interview)
    return None


def write_instead(unit: Unit, person: str, prompt_id: str) -> Obstacle | None:
    """Four questions in writing instead of a call: less is done about this departure from now on."""
    interview, prompt = prompt_of(unit, prompt_id)
    obstacle = decided_by(unit, person, interview, prompt)
    if obstacle:
        return obstacle
    close_prompts(unit, interview, PromptAnswer.write_instead)
    if interview.number > 1:
        write(unit, interview, at_once=True)  # how much is done for the customer as a whole was decided with the first
        return None
    choose_size(unit, person, interview.departure, Size.light)
    if interview.state is InterviewState.nobody:
        write(unit, interview, at_once=True)  # it was to be short before, and nothing has changed by that
    return None


def ask_someone_else(unit: Unit, person: str, prompt_id: str) -> Obstacle | None:
    """Nothing came of it with this interviewer: somebody else is looked for."""
    interview, prompt = prompt_of(unit, prompt_id)
    obstacle = decided_by(unit, person, interview, prompt)
    if obstacle:
        return obstacle
    record(unit, person, "interview.ask_someone_else", interview.id)
    release(unit, interview, PromptAnswer.handed_over)
    return None


def decided_by(unit: Unit, person: str, interview: Interview, prompt: InterviewPrompt) -> Obstacle | None:
    """What keeps a person from deciding this, if anything."""
    if not may(Deed.choose_interviewer, roles_in(unit, person, interview.departure)):
        return Obstacle.not_yours
    if prompt.answer is not None:
        return Obstacle.answered
    if interview.state in OVER:
        return Obstacle.over
    applies = TAKEN if prompt.kind is PromptKind.stuck else (InterviewState.nobody,)
    return None if interview.state in applies else Obstacle.over
