"""Time comes in: a quarter has passed since the last contact."""

from __future__ import annotations

from bot.nudges.service import NUDGE, nudge_now
from bot.work.parts import Due, Handler
from bot.work.unit import Unit


def _nudge(unit: Unit, due: Due, facts: object) -> None:
    del facts
    nudge_now(unit, due.subject)


HANDLERS = {NUDGE: Handler(act=_nudge)}
