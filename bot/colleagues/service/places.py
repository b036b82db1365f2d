"""The places of a person's day: their brief takes one, and one thing more, whatever it is, the other.

How often somebody is interrupted is counted here and nowhere else, across all stages.
"""

from __future__ import annotations

from bot.colleagues.models import Interruption
from bot.colleagues.rules import end_of_day
from bot.colleagues.service.hours import hours_of, today_of
from bot.work.calendar import next_working_moment
from bot.work.unit import Unit

FOR_BRIEF, FOR_MORE = "brief", "more"


def is_taken(unit: Unit, place: str, person: str) -> bool:
    """Whether that place of the person's day, by their own clock, is taken."""
    return unit.get(Interruption, _id(unit, place, person)) is not None


def take(unit: Unit, place: str, person: str) -> None:
    """From now on that place of the person's day is taken."""
    day = today_of(unit, person)
    unit.ensure(Interruption, _id(unit, place, person), person=person, day=day, at=unit.now)


def is_open(unit: Unit, person: str, card: str) -> bool:
    """Whether somebody may be interrupted with that card now: in their hours, once a day, and not where they have an appointment.

    What is worth nothing a day later comes on its own day, though the place is taken.
    """
    hours = hours_of(unit, person)
    if next_working_moment(unit.now, hours) > unit.now:
        return False
    if is_for_today(unit, card):
        return True
    if is_taken(unit, FOR_MORE, person):
        return False
    midnight = end_of_day(unit.now, hours)
    return not any(is_ahead(unit, person, midnight) for is_ahead in unit.parts.appointments)


def is_for_today(unit: Unit, card: str) -> bool:
    """Whether that card is one that comes on its own day."""
    return card in unit.parts.same_day


def take_for_appointment(unit: Unit, person: str) -> None:
    """They were told of an appointment of their own: that was the one thing more of this day."""
    take(unit, FOR_MORE, person)


def _id(unit: Unit, place: str, person: str) -> str:
    day = today_of(unit, person)
    return f"{place}:{person}:{day.isoformat()}"
