"""The cards of this stage, each drawn from the state as it is when it is sent."""

from __future__ import annotations

from bot.interviews import blocks
from bot.interviews.models import InterviewPrompt, Request
from bot.interviews.service import prompt_view, request_view
from bot.slack.kit import Message
from bot.work.parts import Renderer
from bot.work.unit import Unit


def draw_request(unit: Unit, request_id: str) -> Message | None:
    """What the colleague who was asked sees."""
    request = unit.get(Request, request_id)
    return blocks.request_card(request_view(unit, request)) if request else None


def draw_reminder(unit: Unit, prompt_id: str) -> Message | None:
    """What the interviewer is asked along the way."""
    prompt = unit.get(InterviewPrompt, prompt_id)
    return blocks.reminder_card(prompt_view(unit, prompt)) if prompt else None


def draw_decision(unit: Unit, prompt_id: str) -> Message | None:
    """What whoever is responsible is asked to decide."""
    prompt = unit.get(InterviewPrompt, prompt_id)
    return blocks.decision_card(prompt_view(unit, prompt)) if prompt else None


CARDS: dict[str, Renderer] = {
    "interview_request": draw_request,
    "interview_reminder": draw_reminder,
    "interview_nobody": draw_decision,
}
