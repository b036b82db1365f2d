"""Whoever asked hears what came of it."""

from __future__ import annotations

from bot.departures.events import StageChanged
from bot.departures.values import Stage
from bot.interviews.service.records import CAME_OF_IT, interviews_of
from bot.interviews.values import InterviewState
from bot.work.unit import Unit


def tell_what_came_of_it(unit: Unit, event: StageChanged) -> None:
    """The customer is back: whoever spoke with them about why they left hears of it, in their next brief."""
    if event.after is not Stage.returned:
        return
    for held in interviews_of(unit, event.departure):
        if held.state is InterviewState.held and held.interviewer:
            unit.prompt(held.interviewer, CAME_OF_IT, held.id)
