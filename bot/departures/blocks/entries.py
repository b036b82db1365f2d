"""What stands in a customer's folder of their leaving, in sentences of plain text."""

from __future__ import annotations

from datetime import date

from bot.customers.blocks import touch_words
from bot.customers.values import Cue, PromiseState, TouchKind
from bot.departures.blocks.signs import SIGNS
from bot.departures.blocks.talks import ANSWERS, parts_told
from bot.departures.blocks.words import stage_words
from bot.departures.values import Came, Stage
from bot.departures.values.before import Part
from bot.words import _, later, locale
from bot.workspace.rules import write_day

_PROMISES = {
    PromiseState.kept: later("A promise was kept"),
    PromiseState.broken: later("A promise was not kept"),
    PromiseState.dropped: later("A promise is not needed any more"),
}


def logged_entry(stage: Stage, happened: date) -> str:
    """Somebody logged it."""
    return _("Logged: {stage}, since {day}").format(stage=stage_words(stage), day=_day(happened))


def source_entry() -> str:
    """The message that it was logged from."""
    return _("The message it started from")


def step_entry(before: Stage, after: Stage, day: date | None, undone_by: str | None) -> str:
    """It moved on, and since when; and was taken back, by whom, where it was."""
    told = _("From “{before}” to “{after}”").format(before=stage_words(before), after=stage_words(after))
    if undone_by:
        return _("{step} (taken back by {who})").format(step=told, who=undone_by)
    return _("{step}, since {day}").format(step=told, day=_day(day)) if day else told


def talk_entry(came: Came) -> str:
    """What came of a talk with them."""
    return _("After a talk: {answer}").format(answer=_(ANSWERS[came]))


def talk_said(words: str | None, stays: Part | None, goes: Part | None) -> str | None:
    """What was noted at it: people's words, what stays and what goes."""
    return "\n".join([*([words] if words else []), *parts_told(stays, goes)]) or None


def sign_entry(kind: Cue) -> str:
    """A warning sign."""
    return _("Warning sign: {sign}").format(sign=_(SIGNS[kind]))


def promise_entry(way: TouchKind, due: date) -> str:
    """Something was promised."""
    return _("Promised by {day} ({way})").format(day=_day(due), way=touch_words(way))


def promise_answer(state: PromiseState) -> str:
    """What became of a promise."""
    return _(_PROMISES[state])


def _day(day: date) -> str:
    return write_day(day, locale.get())
