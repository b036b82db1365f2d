"""What a handover shows: who does what of it until when, in lists, on the card, in Home and in the folder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import or_, select

from bot.colleagues.service import hours_of, name_of, standing
from bot.customers.models import Customer
from bot.departures.models import Departure
from bot.departures.service import carer_of, facts_of, need_departure, roles_in
from bot.departures.values import Size
from bot.farewell import blocks
from bot.farewell.models import Handover, HandoverItem
from bot.farewell.values import (
    PARTING,
    HandoverRow,
    HandoverView,
    ItemState,
    MineView,
    Whose,
    Wishes,
    progress_of,
)
from bot.work.calendar import morning_of
from bot.work.unit import Unit
from bot.work.values import Entry, Upcoming
from bot.workspace.roles import Deed, Role, may


def handover_of(unit: Unit, departure_id: str) -> Handover | None:
    """The handover of a departure, once there is one."""
    return unit.find(Handover, departure=departure_id)


def items_of(unit: Unit, handover: Handover) -> Sequence[HandoverItem]:
    """In the order of the list; those of before there were templates, all in one place, as they were made."""
    found = select(HandoverItem).where(HandoverItem.handover == handover.id)
    return unit.all(found.order_by(HandoverItem.place, HandoverItem.id))


def is_due(departure: Departure) -> bool:
    """Whether a departure is one of those in which something is handed over."""
    return departure.stage in PARTING and departure.size is Size.full


def is_open(unit: Unit, handover: Handover) -> bool:
    """Whether there is still something to hand over."""
    return handover.done_at is None and is_due(need_departure(unit, handover.departure))


def doer_of(unit: Unit, item: HandoverItem, departure: Departure) -> str | None:
    """Who was named to do a thing, and still is a colleague; None where it is up to whoever looks after the customer.

    Of a departure that is kept between a few nobody hears because the workspace's list names them.
    """
    person = departure.owner if item.whose is Whose.account else item.owner if item.whose is Whose.person else None
    if person is None or Role.member not in standing(unit, person):
        return None
    is_told = not departure.quiet or item.given_by is not None or item.whose is Whose.account
    return person if is_told or may(Deed.see_departure, roles_in(unit, person, departure.id)) else None


def who_does(unit: Unit, item: HandoverItem, departure: Departure) -> str:
    """Who does a thing, or sees to it that it is done."""
    return doer_of(unit, item, departure) or carer_of(unit, departure)


def handover_view(unit: Unit, handover_id: str) -> HandoverView:
    """What the list shows now; raises `Gone`."""
    handover = unit.need(Handover, handover_id)
    facts = facts_of(unit, handover.departure)
    rows = rows_of(unit, handover, items_of(unit, handover))
    return HandoverView(handover.id, facts.customer, facts.stage, rows, facts.size)


def rows_of(unit: Unit, handover: Handover, items: Sequence[HandoverItem]) -> tuple[HandoverRow, ...]:
    """Things as they are shown."""
    departure = need_departure(unit, handover.departure)
    carer = carer_of(unit, departure)
    return tuple(_row(unit, one, departure, carer) for one in items)


def mine_of(
    unit: Unit, handover: Handover, person: str, day: date, reader: str, *, until: date | None
) -> MineView:
    """What of a handover is a person's, open or answered since that day, as `reader` is told of it.

    `until`: only what is due by then.
    """
    departure = need_departure(unit, handover.departure)
    zone = hours_of(unit, person).zone
    theirs = [
        one
        for one in items_of(unit, handover)
        if (one.state is ItemState.open or (one.at is not None and one.at.astimezone(zone).date() >= day))
        and (until is None or (one.due is not None and one.due <= until))
        and who_does(unit, one, departure) == person
    ]
    facts = facts_of(unit, departure.id)
    givers = [one.given_by for one in theirs if one.given_by is not None]
    return MineView(
        handover=handover.id,
        customer=facts.customer,
        stage=facts.stage,
        rows=tuple(replace(row, owner=None) for row in rows_of(unit, handover, theirs)),
        size=facts.size,
        name=name_of(unit, person),
        given_by=name_of(unit, givers[-1]) if givers and givers[-1] != reader else None,
        may_change=may(Deed.change_handover, roles_in(unit, reader, departure.id)),
    )


def handover_lines(unit: Unit, departure_id: str) -> Sequence[str]:
    """For the departure's card: how far the handover is."""
    handover = handover_of(unit, departure_id)
    if handover is None or not is_due(need_departure(unit, departure_id)):
        return ()
    return (blocks.handover_line(progress_of(one.state for one in items_of(unit, handover))),)


def handover_duties(unit: Unit, person: str) -> Sequence[str]:
    """What somebody has still to hand over, of all that they look after or have something to do for.

    What has a day stands under it (`handover_ahead`), and not here as well.
    """
    lines = []
    for departure, view, mine in _theirs(unit, person):
        undated = [row for row in mine if row.due is None]
        if departure.owner == person or (departure.owner is None and departure.logged_by == person):
            lines.append(blocks.handover_duty(view.customer, view.progress, undated))
        elif undated:
            lines.append(blocks.handover_help(view.customer, undated))
    return lines


def handover_ahead(unit: Unit, person: str, until: datetime) -> Sequence[Upcoming]:
    """What somebody is to hand over by then."""
    found = []
    hours = hours_of(unit, person)
    for _departure, view, rows in _theirs(unit, person):
        dated = [(morning_of(row.due, hours), row) for row in rows if row.due]
        found += [Upcoming(due, blocks.thing_ahead(view.customer, row)) for due, row in dated if due <= until]
    return found


def handover_timeline(unit: Unit, customer: str, reader: str) -> Sequence[Entry]:
    """For the folder: what was handed over and when, that it was all of it, and the good wishes afterwards."""
    theirs = select(Handover).join(Departure, Departure.id == Handover.departure).where(Departure.customer == customer)
    found: list[Entry] = []
    for handover in unit.all(theirs.order_by(Handover.began)):
        if may(Deed.see_departure, roles_in(unit, reader, handover.departure)):
            found.extend(_entries(unit, handover, unit.need(Customer, customer).name))
    return found


def _entries(unit: Unit, handover: Handover, customer: str) -> Iterator[Entry]:
    for row in rows_of(unit, handover, items_of(unit, handover)):
        if row.state is ItemState.open or row.at is None:
            continue
        by = unit.need(HandoverItem, row.item).by
        yield Entry(row.at, f"handover.{row.state.value}", blocks.handover_entry(row), row.item, by)
    if handover.done_at is not None:
        yield Entry(handover.done_at, "handover.complete", blocks.complete_entry(customer), handover.id)
    if handover.wishes is Wishes.sent and handover.answered_at is not None:
        yield Entry(handover.answered_at, "wishes.sent", blocks.wishes_entry(), handover.id, handover.answered_by)


def _row(unit: Unit, item: HandoverItem, departure: Departure, carer: str) -> HandoverRow:
    doer = doer_of(unit, item, departure)
    return HandoverRow(
        item=item.id,
        part=item.part,
        state=item.state,
        by=name_of(unit, item.by) if item.by else None,
        at=item.at,
        label=item.label,
        owner=name_of(unit, doer) if doer and doer != carer else None,
        due=item.due,
        waits=item.due is None and item.days is not None,
        owner_id=doer,
    )


def _theirs(unit: Unit, person: str) -> Iterator[tuple[Departure, HandoverView, list[HandoverRow]]]:
    """The handovers that somebody looks after or has something to do for, and what of it is theirs and open, soonest first."""
    looked_after = or_(Departure.owner == person, Departure.owner.is_(None) & (Departure.logged_by == person))
    given = select(HandoverItem.handover).where(HandoverItem.owner == person, HandoverItem.state == ItemState.open)
    query = select(Handover).join(Departure, Departure.id == Handover.departure)
    query = query.where(Handover.done_at.is_(None), Departure.stage.in_(PARTING), Departure.size == Size.full)
    query = query.where(or_(looked_after, Handover.id.in_(given))).order_by(Handover.began, Handover.id)
    for handover in unit.all(query):
        departure = need_departure(unit, handover.departure)
        view = handover_view(unit, handover.id)
        theirs = {one.id for one in items_of(unit, handover) if who_does(unit, one, departure) == person}
        mine = [row for row in view.rows if row.item in theirs and row.state is ItemState.open]
        yield departure, view, sorted(mine, key=lambda row: row.due or date.max)
