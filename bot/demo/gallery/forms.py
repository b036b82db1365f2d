"""Forms as Slack hands them back, for the sentences under their questions."""

from __future__ import annotations

from datetime import date

from bot.slack.kit import Values


def form(**answers: str | date | tuple[str, ...] | None) -> Values:
    """A form that was sent: a question's answer by its name, whatever kind of question it is."""
    return Values({"values": {name: {"answer": _state(answer)} for name, answer in answers.items()}})


def _state(answer: str | date | tuple[str, ...] | None) -> dict[str, object]:
    if answer is None:
        return {}
    if isinstance(answer, tuple):
        return {"selected_options": [{"value": one} for one in answer]}
    if isinstance(answer, date):
        return {"selected_date": answer.isoformat()}
    return {"value": answer, "selected_option": {"value": answer}, "selected_time": answer}
