"""A step that was a mistake is taken back, by whoever took it or by an admin; what it began ends kindly."""

from __future__ import annotations

from sqlalchemy import select

from bot.colleagues.service import name_of
from bot.customers.models import Lifetime
from bot.departures.blocks.card import undone_line
from bot.departures.events import StepUndone
from bot.departures.models import Departure, Step
from bot.departures.service.access import roles_in
from bot.departures.service.card import refresh_card, tell_thread
from bot.departures.values import OPEN_STAGES, Outcome, Stage
from bot.work.unit import Unit
from bot.workspace.limits import may_here
from bot.workspace.roles import Deed, Role
from bot.workspace.service import record


def undoable(unit: Unit, by: str, departure_id: str) -> str | None:
    """The step that this person may take back: the last one, where they took it themselves or are an admin."""
    step = _last(unit, departure_id)
    if step is None or step.before is None:
        return None
    roles = roles_in(unit, by, departure_id)
    return step.id if may_here(unit, Deed.move_departure, roles) and (step.who == by or Role.admin in roles) else None


def take_back(unit: Unit, by: str, departure_id: str, step_id: str) -> Outcome:
    """Let a departure stand where it stood before a step. The step stays in its history, with who took it back."""
    departure = unit.get(Departure, departure_id)
    if departure is None:
        return Outcome.not_from_here
    step = _last(unit, departure_id)
    if step is None or step.id != step_id or step.before is None:
        return Outcome.not_from_here
    if undoable(unit, by, departure_id) is None:
        return Outcome.may_not
    if step.before in OPEN_STAGES and _is_open_elsewhere(unit, departure):
        return Outcome.not_from_here
    step.undone_by, step.undone_at = by, unit.now
    _restore(unit, departure, step, step.before)
    record(unit, by, "departure.step_undone", departure.id)
    refresh_card(unit, departure.id)
    line = undone_line(name_of(unit, by), step.after, step.before)
    tell_thread(unit, departure.id, line, key=f"departure:undone:{step.id}")
    unit.tell(StepUndone(departure.id, step.after, step.before, by, step.at))
    return Outcome.done


def _last(unit: Unit, departure_id: str) -> Step | None:
    taken = select(Step).where(Step.departure == departure_id, Step.undone_at.is_(None))
    return unit.first(taken.order_by(Step.at.desc(), Step.id.desc()))


def _is_open_elsewhere(unit: Unit, departure: Departure) -> bool:
    """Whether the same customer has been logged again since."""
    others = select(Departure.id).where(Departure.open_for == departure.customer, Departure.id != departure.id)
    return unit.first(others) is not None


def _restore(unit: Unit, departure: Departure, step: Step, before: Stage) -> None:
    departure.stage = before
    if before in OPEN_STAGES:
        departure.open_for = departure.customer
    if step.day_before is not None:
        departure.happened = step.day_before
    if step.after is Stage.left:
        unit.need(Lifetime, departure.lifetime).ended = None
    if step.after is Stage.returned:
        _end_lifetime(unit, departure)
    unit.session.flush()


def _end_lifetime(unit: Unit, departure: Departure) -> None:
    """The next time with us has not begun after all; it waits, empty, until it does."""
    newest = select(Lifetime).where(Lifetime.customer == departure.customer).order_by(Lifetime.number.desc())
    found = unit.first(newest)
    if found is not None and found.id != departure.lifetime:
        found.began = None
