"""Time comes in: every night it is looked whether a reason comes up more than before; every month its numbers
are asked for; every quarter its report is shown."""

from __future__ import annotations

from bot.insights.service import ASK_NUMBERS, LOOK, POST, ask_for_month, look, post_report
from bot.work.parts import Due, Handler
from bot.work.unit import Unit


def _look(unit: Unit, due: Due, facts: object) -> None:
    del due, facts
    look(unit)


def _ask(unit: Unit, due: Due, facts: object) -> None:
    del facts
    ask_for_month(unit, due.subject)


def _post(unit: Unit, due: Due, facts: object) -> None:
    del due, facts
    post_report(unit)


HANDLERS = {LOOK: Handler(act=_look), POST: Handler(act=_post), ASK_NUMBERS: Handler(act=_ask)}
