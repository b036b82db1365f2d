"""Time comes in: what somebody sees to is due, and it is time to look whether it holds."""

from __future__ import annotations

from bot.fixes.service import HOLDS, REMIND, ask_whether_it_holds, remind
from bot.work.parts import Due, Handler
from bot.work.unit import Unit


def due_now(unit: Unit, due: Due, facts: None) -> None:
    """Whoever sees to it hears of it, unless it is done."""
    del facts
    remind(unit, due.subject)


def look_now(unit: Unit, due: Due, facts: None) -> None:
    """Somebody is asked whether it holds, unless they said so."""
    del facts
    ask_whether_it_holds(unit, due.subject)


HANDLERS = {REMIND: Handler(act=due_now), HOLDS: Handler(act=look_now)}
