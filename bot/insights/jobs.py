"""Time comes in: every night it is looked whether a reason comes up more than before."""

from __future__ import annotations

from bot.insights.service import LOOK, look
from bot.work.parts import Due, Handler
from bot.work.unit import Unit


def _look(unit: Unit, due: Due, facts: object) -> None:
    del due, facts
    look(unit)


HANDLERS = {LOOK: Handler(act=_look)}
