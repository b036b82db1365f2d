"""What stands in a customer's folder of staying in touch, in sentences of plain text."""

from __future__ import annotations

from datetime import date

from bot.nudges.values import NudgeState, Sounded
from bot.words import _, later, locale
from bot.workspace.rules import write_day

_STATES = {
    NudgeState.waiting: later("It is time to be in touch again"),
    NudgeState.done: later("Stayed in touch"),
    NudgeState.snoozed: later("Being in touch was put off for a while"),
    NudgeState.stopped: later("Nobody is asked to stay in touch any more"),
}
_SOUNDED = {
    Sounded.glad: later("they were glad to hear from us"),
    Sounded.as_usual: later("they were as always"),
    Sounded.reserved: later("they were reserved"),
}
SHOWN = frozenset({*_STATES, NudgeState.handed_over})
"""What stands in a folder; that something was overtaken by what stands there anyway does not."""


def nudge_entry(
    state: NudgeState, sounded: Sounded | None, handed_to: str | None, until: date | None = None
) -> str:
    """Somebody was asked to be in touch, and what came of it; `handed_to` is a name, `until` when it comes back."""
    if state is NudgeState.snoozed and until is not None:
        return _("Being in touch was put off until {day}").format(day=write_day(until, locale.get()))
    if state is NudgeState.handed_over:
        return _("{name} stays in touch with them from now on").format(name=handed_to or _("Somebody else"))
    told = _(_STATES[state])
    return f"{told}: {_(_SOUNDED[sounded])}" if sounded else told


def stopped_entry() -> str:
    """Somebody stopped it."""
    return _("Staying in touch was stopped")
