"""The cards of this stage, each drawn from the state as it is when it is sent."""

from __future__ import annotations

from bot.interviews import blocks
from bot.interviews.models import InterviewPrompt, Request
from bot.interviews.service import DECISION_CARD, REMINDER_CARD, REQUEST_CARD, prompt_view, request_view
from bot.slack.kit import Message
from bot.work.parts import Renderer
from bot.work.unit import Unit


def draw_request(unit: Unit, request_id: str) -> Message | None:
    """What the colleague who was asked sees."""
    request = unit.get(Request, request_id)
    return blocks.request_card(request_view(unit, request)) if request else None


def draw_reminder(unit: Unit, prompt_id: str) -> Message | None:
    """What the interviewer is asked along the way."""
    prompt = _worth_showing(unit, REMINDER_CARD, prompt_id)
    return blocks.reminder_card(prompt_view(unit, prompt)) if prompt else None


def draw_decision(unit: Unit, prompt_id: str) -> Message | None:
    """What whoever is responsible is asked to decide."""
    prompt = _worth_showing(unit, DECISION_CARD, prompt_id)
    return blocks.decision_card(prompt_view(unit, prompt)) if prompt else None


def _worth_showing(unit: Unit, card: str, prompt_id: str) -> InterviewPrompt | None:
    """The prompt; nothing when it was answered before anybody saw it, while it waited for the morning."""
    prompt = unit.get(InterviewPrompt, prompt_id)
    if prompt is None or prompt.answer is None or unit.shown(card, prompt_id):
        return prompt
    return None


CARDS: dict[str, Renderer] = {
    REQUEST_CARD: draw_request,
    REMINDER_CARD: draw_reminder,
    DECISION_CARD: draw_decision,
}
