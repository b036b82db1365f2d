"""Whoever kept in touch with customers has left us: an admin says who does it instead, and they are asked first."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import timedelta

from sqlalchemy import or_, select

from bot.colleagues.events import ColleagueGone
from bot.colleagues.service import admins, hours_of, name_of
from bot.customers.models import Customer
from bot.departures.models import Departure
from bot.departures.service import give_to
from bot.departures.values import Stage
from bot.nudges.blocks import succession as blocks
from bot.nudges.models import Cadence, Succession
from bot.nudges.service.planning import hold_handed_over, plan_next, recipient_of
from bot.nudges.values import (
    CadenceState,
    Declined,
    Obstacle,
    OfferView,
    SuccessionRow,
    SuccessionState,
    SuccessionView,
    WhyYou,
)
from bot.slack.kit import Message
from bot.work.calendar import add_working_days
from bot.work.parts import Renderer
from bot.work.unit import Unit
from bot.workspace.roles import Deed, Role, may
from bot.workspace.service import record

WANTED, OFFERED = "successor_wanted", "successor_offered"
"""The card of an admin, about a colleague who is gone; and that of whoever is asked to take customers on."""
UNANSWERED = "nudges.successor_unanswered"
ANSWER_WITHIN = 5
"""Working days of whoever is asked; afterwards an admin may ask somebody else."""
HELD = timedelta(days=7)
"""So long what is due waits for the new one, before it goes to the admin."""
_STANDING = (SuccessionState.open, SuccessionState.asked)


def seek_successor(unit: Unit, event: ColleagueGone) -> None:
    """An admin is asked who stays in touch with those of whom nobody looks after any more; what they had to answer goes on."""
    admin = next(iter(admins(unit)), None)
    if admin is None:
        return
    for row in unit.all(select(Succession).where(Succession.asked == event.person, Succession.state.in_(_STANDING))):
        row.asked = admin
        _prompt(unit, row)
    offered = Succession.offer == event.person, Succession.state == SuccessionState.asked
    for row in unit.all(select(Succession).where(*offered)):
        _open_again(unit, row)
        unit.cancel(f"{row.who}:{event.person}", UNANSWERED)
    for cadence in _orphaned(unit, event.person):
        row = unit.add(Succession(cadence=cadence.id, who=event.person, asked=admin, at=unit.now, turns=0))
        unit.session.flush()
        _prompt(unit, row)
        cadence.not_before = max(cadence.not_before or unit.now, unit.now + HELD)
        hold_handed_over(unit, cadence, cadence.not_before)
        plan_next(unit, cadence)


def succession_view(unit: Unit, by: str, who: str) -> SuccessionView:
    """What the form about a colleague who is gone opens with, for an admin. Raises `Declined`."""
    if not may(Deed.choose_successor, unit.parts.standing(unit, by)):
        raise Declined(Obstacle.not_an_admin)
    return _view(unit, who)


def offer_to(unit: Unit, by: str, who: str, chosen: Collection[str], to: str | None) -> None:
    """Ask a colleague whether they take these customers on; an admin who names themselves has said so. Raises `Declined`."""
    if not may(Deed.choose_successor, unit.parts.standing(unit, by)):
        raise Declined(Obstacle.not_an_admin)
    if to is None or Role.member not in unit.parts.standing(unit, to):
        raise Declined(Obstacle.not_a_colleague)
    rows = [one for one in _rows(unit, who) if one.id in chosen and one.state is SuccessionState.open]
    if not rows:
        raise Declined(Obstacle.nobody_chosen)
    for row in rows:
        row.state, row.offer, row.chosen_by = SuccessionState.asked, to, by
        record(unit, by, "successor.asked", row.cadence)
        if to == by:
            _take(unit, row)
    unit.session.flush()
    if to != by:
        unit.prompt(to, OFFERED, _offer_subject(rows[0]))
        due = add_working_days(unit.now, ANSWER_WITHIN, hours_of(unit, to))
        asked = [one.id for one in rows]
        unit.plan(UNANSWERED, f"{who}:{to}", due, key=f"{UNANSWERED}:{who}:{to}:{unit.now.isoformat()}", asked=asked)
    _redraw(unit, rows)


def answer_offer(unit: Unit, by: str, who: str, *, takes: bool) -> None:
    """Somebody takes on what they were asked for, or would rather not. Raises `Declined`."""
    rows = [one for one in _rows(unit, who) if one.offer == by and one.state is SuccessionState.asked]
    if not rows:
        raise Declined(Obstacle.answered)
    for row in rows:
        record(unit, by, "successor.taken" if takes else "successor.declined", row.cadence)
        if takes:
            _take(unit, row)
        else:
            row.declined_by = by
            _open_again(unit, row)
    unit.session.flush()
    unit.cancel(f"{who}:{by}", UNANSWERED)
    _redraw(unit, rows, offered=by)


def take_back_offer(unit: Unit, subject: str, asked: Collection[str]) -> None:
    """Nobody has answered for these: the admin may ask somebody else, and what was asked is not asked any more."""
    who, _colon, offer = subject.partition(":")
    standing = [one for one in _rows(unit, who) if one.offer == offer and one.state is SuccessionState.asked]
    rows = [one for one in standing if one.id in asked]
    for row in rows:
        _open_again(unit, row)
    unit.session.flush()
    _redraw(unit, rows, offered=offer)


def _orphaned(unit: Unit, person: str) -> list[Cadence]:
    """The customers whom somebody kept in touch with, and nobody but an admin is left for."""
    theirs = or_(
        Cadence.keeper == person,
        Departure.owner == person,
        Departure.owner.is_(None) & (Departure.logged_by == person),
    )
    query = (
        select(Cadence, Departure)
        .join(Departure, Departure.id == Cadence.departure)
        .where(theirs, Cadence.state == CadenceState.going, Departure.stage == Stage.left)
        .order_by(Cadence.id)
    )
    found = []
    for cadence, departure in unit.session.execute(query):
        to = recipient_of(unit, cadence, departure)
        if to is not None and to.why is WhyYou.admin:
            found.append(cadence)
    return found


def _take(unit: Unit, row: Succession) -> None:
    row.state, row.answered_at = SuccessionState.taken, unit.now
    cadence = unit.need(Cadence, row.cadence)
    if row.offer is not None:
        cadence.keeper = row.offer
        give_to(unit, row.chosen_by or row.offer, cadence.departure, row.offer, instead_of=row.who)
    if cadence.state is CadenceState.going:
        cadence.not_before = unit.now
        hold_handed_over(unit, cadence, None)
        plan_next(unit, cadence)


def _open_again(unit: Unit, row: Succession) -> None:
    row.state, row.offer, row.answered_at = SuccessionState.open, None, unit.now
    row.turns += 1
    _prompt(unit, row)


def _prompt(unit: Unit, row: Succession) -> None:
    unit.prompt(row.asked, WANTED, f"{row.who}:{row.turns}")


def _redraw(unit: Unit, rows: Iterable[Succession], offered: str | None = None) -> None:
    for row in rows:
        for turn in range(row.turns + 1):
            unit.refresh(WANTED, f"{row.who}:{turn}")
            if offered:
                unit.refresh(OFFERED, f"{row.who}:{offered}:{row.id}:{turn}")


def _rows(unit: Unit, who: str) -> Sequence[Succession]:
    return unit.all(select(Succession).where(Succession.who == who).order_by(Succession.id))


def _offer_subject(row: Succession) -> str:
    return f"{row.who}:{row.offer}:{row.id}:{row.turns}"


def _view(unit: Unit, who: str) -> SuccessionView:
    rows = _rows(unit, who)
    customers = _customers(unit, rows)
    going = {cadence for cadence, (_name, is_going) in customers.items() if is_going}
    return SuccessionView(
        who,
        name_of(unit, who),
        tuple(
            SuccessionRow(
                one.id,
                customers[one.cadence][0],
                one.state,
                name_of(unit, one.offer) if one.offer else None,
                name_of(unit, one.declined_by) if one.declined_by else None,
            )
            for one in rows
            if one.cadence in going or one.state is SuccessionState.taken
        ),
    )


def _customers(unit: Unit, rows: Sequence[Succession]) -> Mapping[str, tuple[str, bool]]:
    query = (
        select(Cadence.id, Customer.name, Cadence.state)
        .join(Customer, Customer.id == Cadence.customer)
        .where(Cadence.id.in_([one.cadence for one in rows]))
    )
    return {row.id: (row.name, row.state is CadenceState.going) for row in unit.session.execute(query)}


def _draw_wanted(unit: Unit, subject: str) -> Message | None:
    view = _view(unit, subject.partition(":")[0])
    return blocks.wanted_card(view) if view.rows else None


def _draw_offered(unit: Unit, subject: str) -> Message | None:
    who, offer, *_which = subject.split(":")
    rows = [one for one in _rows(unit, who) if offer in (one.offer, one.declined_by)]
    standing = [one for one in rows if one.offer == offer and one.state is SuccessionState.asked]
    taken = [one for one in rows if one.offer == offer and one.state is SuccessionState.taken]
    meant = standing or taken or rows
    customers = _customers(unit, meant)
    chosen_by = next((one.chosen_by for one in meant if one.chosen_by), "")
    return blocks.offered_card(
        OfferView(
            who,
            name_of(unit, who),
            name_of(unit, chosen_by),
            tuple(customers[one.cadence][0] for one in meant),
            answered=None if standing else bool(taken),
        )
    )


CARDS: Mapping[str, Renderer] = {WANTED: _draw_wanted, OFFERED: _draw_offered}
