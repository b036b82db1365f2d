"""What stands in a customer's folder of asking again and of returns, in sentences of plain text."""

from __future__ import annotations

from datetime import date

from bot.winback.blocks.caring import GONE_LINES, WHEN
from bot.winback.values import AskState, CareKind, CareState, Gone
from bot.words import _, later, locale
from bot.workspace.rules import write_day

_ASKED = {
    AskState.back: later("Asked again: they come back"),
    AskState.later: later("Asked again: perhaps later"),
    AskState.no: later("Asked again: no"),
    AskState.unanswered: later("Asked again: they did not answer"),
    AskState.given_back: later("Somebody else may ask them again"),
    AskState.lapsed: later("They were not asked again in time"),
    AskState.over: later("There was nothing left to ask them"),
}


def claimed_entry() -> str:
    """Somebody took it upon themselves to ask."""
    return _("Will ask them again")


def made_entry() -> str:
    """They were asked, and their answer was still to come."""
    return _("Asked again")


def asked_entry(state: AskState) -> str:
    """What came of it; for any state but that it is still open."""
    return _(_ASKED[state])


def peace_entry() -> str:
    """They are not asked any more."""
    return _("They are left in peace")


def peace_over_entry() -> str:
    """They may be asked again after all."""
    return _("They may be asked again after all")


def return_entry(day: date, *, stayed: bool) -> str:
    """They are back; or had given notice, and stay."""
    when = write_day(day, locale.get())
    return _("They stay after all, since {day}").format(day=when) if stayed else _("They are back, since {day}").format(day=when)


def care_entry(kind: CareKind, state: CareState, gone: Gone | None, new_cause: str | None) -> str:
    """How they are doing; `new_cause` is in plain words."""
    well = _("All is well") if state is CareState.green else _("Something is off")
    told = _("How they are doing {when}: {answer}").format(when=_(WHEN[kind]), answer=well)
    if gone:
        told = f"{told}. " + _("What they once left over: {answer}").format(answer=_(GONE_LINES[gone]))
    if new_cause:
        told = f"{told}. " + _("New: {cause}").format(cause=new_cause)
    return told
