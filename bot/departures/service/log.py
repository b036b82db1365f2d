"""Somebody logs that a customer is leaving."""

from __future__ import annotations

from sqlalchemy.exc import IntegrityError

from bot.colleagues.service import colleague, is_in, may_as_colleague, standing, today_of
from bot.customers.models import Customer
from bot.customers.service import (
    add_contact,
    current_lifetime,
    note_cues,
    note_dealing,
)
from bot.customers.values import DealingKind
from bot.departures.blocks.card import noticed_too
from bot.departures.events import DepartureLogged
from bot.departures.models import Departure, Step
from bot.departures.rules import day_problem, may_go
from bot.departures.service.access import carer_of, responsible, roles_in
from bot.departures.service.card import place_card
from bot.departures.service.facts import facts_of
from bot.departures.service.move import move, name_owner
from bot.departures.service.naming import customer_problem, named_customer
from bot.departures.service.signs import notice_signs, refresh_signs
from bot.departures.service.size import usual_size
from bot.departures.values import (
    Field,
    Known,
    LogForm,
    Logged,
    LogResult,
    MayNot,
    Outcome,
    Problem,
    Problems,
    Rejected,
    Repeated,
    Stage,
    Thanked,
)
from bot.work.unit import Unit
from bot.workspace.roles import Deed, Role, may
from bot.workspace.service import record


def strangers_in(unit: Unit, form: LogForm) -> list[str]:
    """The people in a form of whom Slack has not told us yet."""
    named = [*form.worked_with, *([form.owner] if form.owner else [])]
    return [person for person in dict.fromkeys(named) if colleague(unit, person) is None]


def log_departure(unit: Unit, by: str, form: LogForm, gesture: str) -> LogResult:
    """Log a departure, once for each `gesture`; a form with a mistake in it counts for nothing and may come again.

    A customer has one open departure. Who logs it again is shown it, if they may see it, and moves it where they say that it
    stands further on; if not, whoever looks after it is told, and they learn nothing.
    """
    if not may_as_colleague(unit, Deed.log_departure, by):
        return MayNot()
    problems = _problems(unit, by, form)
    if problems:
        return Rejected(problems)
    if not unit.saw(gesture):
        return Repeated()
    departure, is_new = _open_departure(unit, by, form)
    if is_new:
        return _begin(unit, by, form, departure)
    return _notice_too(unit, by, form, departure, gesture)


def _problems(unit: Unit, by: str, form: LogForm) -> Problems:
    found: dict[Field, Problem | None] = {
        Field.customer: customer_problem(unit, by, form.customer_id, form.new_name),
        Field.happened: day_problem(form.happened, today_of(unit, by)),
        Field.owner: _people_problem(unit, [form.owner] if form.owner else []),
        Field.worked_with: _people_problem(unit, form.worked_with),
    }
    return {field: problem for field, problem in found.items() if problem}


def _people_problem(unit: Unit, people: tuple[str, ...] | list[str]) -> Problem | None:
    are_colleagues = all(Role.member in standing(unit, person) for person in people)
    return None if are_colleagues else Problem.not_a_colleague


def _open_departure(unit: Unit, by: str, form: LogForm) -> tuple[Departure, bool]:
    """The open departure of the customer; a new one where there is none. Two who log at once get the same one."""
    for _attempt in range(3):
        try:
            with unit.session.begin_nested():
                customer = named_customer(unit, form.customer_id, form.new_name)
                open_one = unit.find(Departure, open_for=customer.id)
                if open_one is not None:
                    return open_one, False
                departure = _add(unit, by, form, customer)
                unit.session.flush()
                return departure, True
        except IntegrityError:
            continue  # somebody else was faster: what they logged can be seen now
    raise RuntimeError("the departure was neither there nor could it be added")


def _add(unit: Unit, by: str, form: LogForm, customer: Customer) -> Departure:
    lifetime = current_lifetime(unit, customer.id)
    if form.stage is Stage.left:
        lifetime.ended = form.happened
    contact = add_contact(unit, customer.id, form.contact, added_by=by) if form.contact else None
    unit.session.flush()
    return unit.add(
        Departure(
            customer=customer.id,
            lifetime=lifetime.id,
            open_for=customer.id,
            stage=form.stage,
            happened=form.happened,
            owner=form.owner,
            logged_by=by,
            logged_at=unit.now,
            quiet=form.quiet,
            contact=contact.id if contact else None,
            note=form.note,
            source_link=form.source_link,
            source_words=form.source_words,
            size=usual_size(unit, customer),
        )
    )


def _begin(unit: Unit, by: str, form: LogForm, departure: Departure) -> Logged:
    unit.add(Step(departure=departure.id, before=None, after=departure.stage, who=by, at=unit.now, why=None))
    _note_dealings(unit, by, form, departure.customer)
    note_cues(unit, departure.customer, form.signs, by=by)
    record(unit, by, "departure.logged", departure.id)
    place_card(unit, departure)
    refresh_signs(unit, departure.customer)
    unit.tell(DepartureLogged(departure.id))
    shown = departure.posted_to is None or is_in(unit, departure.posted_to, by)
    return Logged(departure.id, _as_typed(unit, form, departure), shown)


def _notice_too(unit: Unit, by: str, form: LogForm, departure: Departure, gesture: str) -> LogResult:
    notice_signs(unit, departure.customer, form.signs, by=by)
    if responsible(departure) == by:
        _keep(unit, by, departure, form)
        moved = _move_on(unit, by, departure, form)
        anything = form.note or form.contact or form.worked_with
        return Known(facts_of(unit, departure.id), passed_on=False, kept=bool(anything), moved=moved)
    sees = may(Deed.see_departure, roles_in(unit, by, departure.id))
    facts = facts_of(unit, departure.id)
    _keep_contact(unit, by, departure, form)
    if sees:
        _note_dealings(unit, by, form, departure.customer, with_owner=False)
    moved = _move_on(unit, by, departure, form) if sees else None
    passes_on = bool(form.note) or not sees or moved is Outcome.may_not
    if passes_on:
        told = noticed_too(facts, by, form, sees=sees)
        unit.say(told, to=carer_of(unit, departure), key=f"departure:noticed:{departure.id}:{gesture}")
    if not sees:
        # Thanked in the words of everybody who sees no card of what they log. Where they would have seen one, none comes:
        # a customer has one open departure, and this one belongs to others. To say nothing at all would be unkinder, and
        # tell as much.
        return Thanked(_as_typed(unit, form, departure))
    return Known(facts_of(unit, departure.id), passed_on=passes_on, moved=moved)


def _move_on(unit: Unit, by: str, departure: Departure, form: LogForm) -> Outcome | None:
    """They say that it stands further on than is known: then it does, where they may say so. All that they typed is kept by now."""
    if not may_go(departure.stage, form.stage):
        return None
    unit.session.flush()
    return move(unit, by, departure.id, form.stage, form.happened)


def _as_typed(unit: Unit, form: LogForm, departure: Departure) -> str:
    """The customer as they named them: how others write the name may be known to those alone who may see them."""
    return form.new_name or unit.need(Customer, departure.customer).name


def _keep(unit: Unit, by: str, departure: Departure, form: LogForm) -> None:
    """What the one who looks after it typed a second time is added to what they typed first."""
    if form.note and form.note not in (departure.note or ""):
        departure.note = "\n\n".join(filter(None, [departure.note, form.note]))
    _keep_contact(unit, by, departure, form)
    _note_dealings(unit, by, form, departure.customer, with_owner=False)
    if form.owner:
        name_owner(unit, by, departure.id, form.owner)


def _keep_contact(unit: Unit, by: str, departure: Departure, form: LogForm) -> None:
    if form.contact and departure.contact is None:
        departure.contact = add_contact(unit, departure.customer, form.contact, added_by=by).id


def _note_dealings(unit: Unit, by: str, form: LogForm, customer: str, *, with_owner: bool = True) -> None:
    if form.owner and with_owner:
        note_dealing(unit, customer, form.owner, DealingKind.owner, said_by=by)
    for person in dict.fromkeys(form.worked_with):
        note_dealing(unit, customer, person, DealingKind.worked_with, said_by=by)
