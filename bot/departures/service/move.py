"""A departure moves from where it stands, is shared, or gets an owner."""

from __future__ import annotations

from datetime import date

from bot.colleagues.service import name_of, standing, today_of
from bot.customers.models import Lifetime
from bot.customers.service import begin_lifetime, note_dealing
from bot.customers.values import DealingKind
from bot.departures.blocks.card import moved_line, owner_line, shared_line, successor_line
from bot.departures.events import DepartureShared, OwnerNamed, StageChanged
from bot.departures.models import Departure, Step
from bot.departures.rules import day_problem, is_believable, may_go
from bot.departures.service.access import need_departure, roles_in
from bot.departures.service.card import place_card, refresh_card, tell_thread
from bot.departures.service.facts import facts_of
from bot.departures.values import (
    OPEN_STAGES,
    DepartureFacts,
    Field,
    MoveForm,
    Outcome,
    Problem,
    Problems,
    Rejected,
    Stage,
)
from bot.work.unit import Unit
from bot.workspace.limits import may_here
from bot.workspace.roles import Deed, Role, may
from bot.workspace.service import record


def open_move(unit: Unit, by: str, departure_id: str) -> tuple[DepartureFacts, date] | Outcome:
    """What the form that moves a departure opens with: how it stands, and which day it is for `by`."""
    if unit.get(Departure, departure_id) is None:
        return Outcome.not_from_here
    facts = facts_of(unit, departure_id)
    if not may_here(unit, Deed.move_departure, roles_in(unit, by, departure_id)):
        return Outcome.may_not
    return (facts, today_of(unit, by)) if facts.stage in OPEN_STAGES else Outcome.not_from_here


def answer_move(unit: Unit, by: str, form: MoveForm, gesture: str) -> Outcome | Rejected:
    """Take over the form that moves a departure, once for each `gesture`; one with a mistake may come again."""
    departure = unit.get(Departure, form.departure)
    if departure is None:
        return Outcome.not_from_here
    problems = _problems(unit, by, departure, form)
    if problems:
        return Rejected(problems)
    if not unit.saw(gesture):
        return Outcome.done
    if form.owner is not None:
        named = name_owner(unit, by, departure.id, form.owner)
        if form.after is None or named is not Outcome.done:
            return named
    return move(unit, by, departure.id, form.after, form.happened, form.why) if form.after else Outcome.done


def move(
    unit: Unit, by: str, departure_id: str, after: Stage, when: date | None = None, why: str | None = None
) -> Outcome:
    """Say where a departure stands now. `when` is the day it happened, in the zone of `by`; today where it is left out."""
    departure = need_departure(unit, departure_id)
    if not may_here(unit, Deed.move_departure, roles_in(unit, by, departure_id)):
        return Outcome.may_not
    if not may_go(departure.stage, after):
        return Outcome.not_from_here
    today = today_of(unit, by)
    if when is not None and not is_believable(when, today):
        return Outcome.bad_day
    _step(unit, departure, by, after, when or today, why)
    return Outcome.done


def share(unit: Unit, by: str, departure_id: str) -> Outcome:
    """Keep a departure no longer between a few people."""
    departure = unit.get(Departure, departure_id)
    if departure is None:
        return Outcome.not_from_here
    if not may(Deed.share_departure, roles_in(unit, by, departure_id)):
        return Outcome.may_not
    if not departure.quiet:
        return Outcome.not_from_here
    departure.quiet = False
    record(unit, by, "departure.shared", departure.id)
    place_card(unit, departure)
    tell_thread(unit, departure.id, shared_line(name_of(unit, by)), key=f"departure:shared:{departure.id}")
    unit.tell(DepartureShared(departure.id, by))
    return Outcome.done


def name_owner(unit: Unit, by: str, departure_id: str, owner: str) -> Outcome:
    """Say whose customer it was, while nobody knows."""
    departure = need_departure(unit, departure_id)
    if not may_here(unit, Deed.move_departure, roles_in(unit, by, departure_id)):
        return Outcome.may_not
    if departure.owner is not None or Role.member not in standing(unit, owner):
        return Outcome.not_from_here
    departure.owner = owner
    note_dealing(unit, departure.customer, owner, DealingKind.owner, said_by=by)
    record(unit, by, "departure.owner", departure.id)
    if departure.quiet:
        place_card(unit, departure)
    refresh_card(unit, departure.id)
    line = owner_line(name_of(unit, by), name_of(unit, owner))
    tell_thread(unit, departure.id, line, key=f"departure:owner:{departure.id}")
    unit.tell(OwnerNamed(departure.id, owner, by))
    return Outcome.done


def give_to(unit: Unit, by: str, departure_id: str, owner: str, *, instead_of: str) -> None:
    """From now on it is this colleague's customer, since whose it was has left us. The caller has asked who may, and them.

    What was still asked of the one who left went to somebody else when they left, and stays there.
    """
    departure = need_departure(unit, departure_id)
    if departure.owner not in (None, instead_of):
        return
    departure.owner = owner
    note_dealing(unit, departure.customer, owner, DealingKind.owner, said_by=by)
    record(unit, by, "departure.owner", departure.id)
    refresh_card(unit, departure.id)
    line = successor_line(name_of(unit, owner))
    tell_thread(unit, departure.id, line, key=f"departure:owner:{departure.id}:{unit.now.isoformat()}")


def _problems(unit: Unit, by: str, departure: Departure, form: MoveForm) -> Problems:
    found: dict[Field, Problem | None] = {}
    if form.after is None and form.owner is None:
        found[Field.stage] = Problem.missing
    if form.after is not None:
        found[Field.happened] = day_problem(form.happened, today_of(unit, by))
    if form.owner is not None and departure.owner is None and Role.member not in standing(unit, form.owner):
        found[Field.owner] = Problem.not_a_colleague
    return {field: problem for field, problem in found.items() if problem}


def _step(unit: Unit, departure: Departure, by: str, after: Stage, day: date, why: str | None) -> None:
    before, day_before = departure.stage, departure.happened
    departure.stage = after
    if after in OPEN_STAGES:
        departure.happened = day
    else:
        departure.open_for = None
    if after is Stage.left:
        unit.need(Lifetime, departure.lifetime).ended = day
    if after is Stage.returned:
        begin_lifetime(unit, departure.customer, day)
    step = unit.add(
        Step(
            departure=departure.id, before=before, after=after, who=by, at=unit.now, why=why, day_before=day_before
        )
    )
    record(unit, by, f"departure.{after.value}", departure.id)
    refresh_card(unit, departure.id)
    line = moved_line(name_of(unit, by), before, facts_of(unit, departure.id), why)
    tell_thread(unit, departure.id, line, key=f"departure:step:{step.id}")
    unit.tell(StageChanged(departure.id, before, after, by))
