"""Time comes in: a quarter has passed since the last contact, or the doors are about to open."""

from __future__ import annotations

from datetime import date

from bot.nudges.service import (
    DOORS,
    NUDGE,
    PAST,
    REPLAN,
    UNANSWERED,
    let_pass,
    nudge_now,
    open_doors,
    plan_all,
    take_back_offer,
)
from bot.work.parts import Due, Handler
from bot.work.unit import Unit


def _nudge(unit: Unit, due: Due, facts: object) -> None:
    del facts
    nudge_now(unit, due.subject)


def _past(unit: Unit, due: Due, facts: object) -> None:
    del facts
    let_pass(unit, due.subject)


def _doors(unit: Unit, due: Due, facts: object) -> None:
    del facts
    open_doors(unit, due.subject, date.fromisoformat(due.facts["ends"]))


def _replan(unit: Unit, due: Due, facts: object) -> None:
    del due, facts
    plan_all(unit)


def _no_answer(unit: Unit, due: Due, facts: object) -> None:
    del facts
    take_back_offer(unit, due.subject, due.facts.get("asked", ()))


HANDLERS = {
    NUDGE: Handler(act=_nudge),
    PAST: Handler(act=_past),
    DOORS: Handler(act=_doors),
    REPLAN: Handler(act=_replan),
    UNANSWERED: Handler(act=_no_answer),
}
