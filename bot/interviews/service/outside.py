"""Somebody from outside calls the customer for us; a stand-in here keeps the record."""

from __future__ import annotations

from bot.colleagues.service import name_of, standing
from bot.departures.service import carer_of, need_departure
from bot.interviews import blocks
from bot.interviews.service.deciding import decided_by
from bot.interviews.service.prompting import close_prompts, plan_next_prompt
from bot.interviews.service.records import OUTSIDER_CARD, about, changed, prompt_of, say_in_thread
from bot.interviews.values import InterviewState, InterviewView, Obstacle, OutsiderForm, PromptAnswer
from bot.work.unit import Unit
from bot.workspace.roles import Role
from bot.workspace.service import record


def outsider_wanted(unit: Unit, person: str, prompt_id: str) -> InterviewView | Obstacle:
    """What the form is written from that asks who from outside will call."""
    interview, prompt = prompt_of(unit, prompt_id)
    obstacle = decided_by(unit, person, interview, prompt)
    return obstacle or about(unit, interview, person)


def ask_outside(unit: Unit, person: str, prompt_id: str, form: OutsiderForm) -> Obstacle | None:
    """Somebody from outside will call: a stand-in, else who looks after the customer, gets the words to hand on."""
    interview, prompt = prompt_of(unit, prompt_id)
    obstacle = decided_by(unit, person, interview, prompt)
    if obstacle:
        return obstacle
    keeper = form.keeper or carer_of(unit, need_departure(unit, interview.departure))
    if Role.member not in standing(unit, keeper):
        return Obstacle.not_a_colleague
    interview.outsider, interview.outsider_email = form.name, form.email
    interview.state, interview.interviewer, interview.accepted_at = InterviewState.accepted, keeper, unit.now
    unit.cancel(interview.id)
    close_prompts(unit, interview, PromptAnswer.outsider)
    plan_next_prompt(unit, interview)
    record(unit, person, "interview.outsider", interview.id)
    unit.ask(keeper, OUTSIDER_CARD, interview.id)
    told = blocks.outsider_line(name_of(unit, keeper))
    say_in_thread(unit, interview, told, key=f"interview_outsider:{interview.id}:{interview.turns}")
    changed(unit, interview)
    return None
