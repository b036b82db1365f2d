"""Time comes in: every night it is looked whether a reason comes up more than before; every month its numbers are asked for."""

from __future__ import annotations

from bot.insights.service import ASK_NUMBERS, LOOK, ask_for_month, look
from bot.work.parts import Due, Handler
from bot.work.unit import Unit


def _look(unit: Unit, due: Due, facts: object) -> None:
    del due, facts
    look(unit)


def _ask(unit: Unit, due: Due, facts: object) -> None:
    del facts
    ask_for_month(unit, due.subject)


HANDLERS = {LOOK: Handler(act=_look), ASK_NUMBERS: Handler(act=_ask)}
