"""Time comes in: somebody is to talk with a customer, in time and not for ever; a promise comes near, or is past."""

from __future__ import annotations

from collections.abc import Callable

from bot.departures.service import promises, talks
from bot.work.parts import Due, Handler
from bot.work.unit import Unit


def _about(use_case: Callable[[Unit, str], None]) -> Handler:
    def act(unit: Unit, due: Due, facts: object) -> None:
        del facts
        use_case(unit, due.subject)

    return Handler(act=act)


HANDLERS = {
    promises.SOON: _about(promises.remind),
    promises.KEPT: _about(promises.ask_whether_kept),
    talks.IN_TIME: _about(talks.ask_in_time),
    talks.AGAIN: _about(talks.ask_once_more),
    talks.TALK: _about(talks.ask_on_the_day),
}
