"""A departure moves from where it stands."""

from __future__ import annotations

from datetime import date

from bot.colleagues.service import hours_of
from bot.customers.models import Lifetime
from bot.departures.events import StageChanged
from bot.departures.models import Departure, Step
from bot.departures.rules import is_believable, may_go
from bot.departures.service.access import need_departure, roles_in
from bot.departures.service.card import refresh_card
from bot.departures.values import OPEN_STAGES, Outcome, Stage
from bot.work.unit import Unit
from bot.workspace.roles import Deed, may
from bot.workspace.service import record


def move(
    unit: Unit, by: str, departure_id: str, after: Stage, when: date | None = None, why: str | None = None
) -> Outcome:
    """Say where a departure stands now. `when` is the day it happened, in the zone of `by`; today where it is left out."""
    departure = need_departure(unit, departure_id)
    today = unit.now.astimezone(hours_of(unit, by).zone).date()
    if not may(Deed.move_departure, roles_in(unit, by, departure_id)):
        return Outcome.may_not
    if not may_go(departure.stage, after):
        return Outcome.not_from_here
    if when is not None and not is_believable(when, today):
        return Outcome.bad_day
    _step(unit, departure, by, after, when or today, why)
    return Outcome.done


def _step(unit: Unit, departure: Departure, by: str, after: Stage, day: date, why: str | None) -> None:
    before = departure.stage
    departure.stage = after
    if after in OPEN_STAGES:
        departure.happened = day
    else:
        departure.open_for = None
    if after is Stage.left:
        unit.need(Lifetime, departure.lifetime).ended = day
    unit.add(Step(departure=departure.id, before=before, after=after, who=by, at=unit.now, why=why))
    record(unit, by, f"departure.{after.value}", departure.id)
    refresh_card(unit, departure.id)
    unit.tell(StageChanged(departure.id, before, after, by))
