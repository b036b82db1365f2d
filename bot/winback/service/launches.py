"""Something is new, or fixed: whoever looks after customers who left over it is told, and it is the way in to ask them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import or_, select

from bot.colleagues.service import full_members, name_of, standing
from bot.customers.models import Customer
from bot.customers.rules import plain_segment
from bot.departures.models import Departure
from bot.departures.service import carer_of, need_departure, roles_in
from bot.departures.service.find import lost_and_heard, lost_and_seen, seen_of, visible_customers
from bot.departures.values import Stage
from bot.fixes.events import FixVerified
from bot.reasons.service import reasons_of
from bot.slack.kit import Message
from bot.store.among import among
from bot.winback.blocks import launches as blocks
from bot.winback.models import Ask, DigestItem, Launch, LaunchTold
from bot.winback.service.asks import redraw_ask, take_up
from bot.winback.service.digests import show_anew
from bot.winback.service.opportunities import is_free, rests_of
from bot.winback.service.ways import NEWS, answered_by, still_news, ways_of
from bot.winback.values import MADE, AskState, Declined, ItemState, Obstacle, WayKind
from bot.winback.ways import Answered, LaunchOpening, LaunchRow, NewsView, OpenDoor, Reach, Way
from bot.work.unit import Unit
from bot.workspace.limits import may_here
from bot.workspace.roles import Deed, Role, may
from bot.workspace.service import record

MOST_ROWS = 20


def open_launch(unit: Unit, by: str) -> LaunchOpening:
    """What the form opens with: the reasons, and the kinds of customers that somebody may see; raises `Declined`."""
    _need_may(unit, Deed.launch, by)
    seen = [one.id for one in visible_customers(unit, by)]
    named = unit.all(select(Customer.segments).where(among(Customer.id, seen)))
    segments = {plain_segment(one): one for segments in named for one in segments}
    return LaunchOpening(reasons_of(unit), tuple(sorted(segments.values(), key=str.casefold)))


def reach_of(unit: Unit, by: str, way: Way) -> Reach:
    """Whom that news would answer, of those whom this person may know of; raises `Declined`.

    That somebody is named under a reason tells what they said, so that is for those who may read it.
    """
    _need_may(unit, Deed.launch, by)
    known = {one.id for one in (lost_and_heard if way.reasons else lost_and_seen)(unit, by)}
    return _reach(unit, by, [one for one in answered_by(unit, way) if one.id in known])


def launch(unit: Unit, by: str, way: Way) -> Reach:
    """Tell that news by hand; raises `Declined`."""
    reach = reach_of(unit, by, way)
    open_ways(unit, by, way)
    return reach


def open_ways(unit: Unit, by: str, way: Way) -> Launch:
    """Something is new or fixed: from now on it is the way in to ask those whom it answers.

    Whoever looks after them is told, quiet customers among them; of what follows from a fix they hear with the fix.
    """
    known = unit.first(select(Launch).where(Launch.source == way.source)) if way.source else None
    told = known or unit.add(Launch(source=way.source))
    told.kind, told.words, told.by, told.at = way.kind, way.words, by, unit.now
    told.reasons, told.segments = list(way.reasons), list(way.segments)
    unit.session.flush()
    record(unit, by, f"launch.{way.kind.value}", told.id)
    _tell(unit, told, answered_by(unit, way))
    return told


def follow_fix(unit: Unit, event: FixVerified) -> None:
    """What customers left over is changed, and somebody has looked: that is the way in to ask them, too."""
    reasons = (event.reason,) if event.reason else ()
    open_ways(unit, event.by, Way(WayKind.fixed, "", reasons, departures=event.departures, source=event.fix))


def take_back(unit: Unit, by: str, launch_id: str) -> None:
    """It was a mistake: nobody is asked with it any more. For whoever told it, and admins."""
    told = unit.need(Launch, launch_id)
    if not _may_take_back(unit, by, told):
        raise Declined(Obstacle.may_not)
    if told.taken_back_at is not None:
        raise Declined(Obstacle.over)
    _end(unit, told, by)


def launches_of(unit: Unit, by: str) -> Sequence[LaunchRow]:
    """All that was told, the newest first, and what became of it with those whom the reader may see; raises `Declined`."""
    _need_may(unit, Deed.see_launches, by)
    found = unit.all(select(Launch).order_by(Launch.at.desc(), Launch.id.desc()).limit(MOST_ROWS))
    ids = [one.id for one in found]
    told = unit.all(select(LaunchTold).where(LaunchTold.launch.in_(ids)))
    asks = unit.all(select(Ask).where(Ask.launch.in_(ids), or_(Ask.state.in_(MADE), Ask.made_at.is_not(None))))
    seen = seen_of(unit, by, {one.departure for one in told} | {one.departure for one in asks})
    living, reasons = still_news(unit, found), reasons_of(unit)
    return [
        LaunchRow(
            launch=one.id,
            way=way,
            reasons=tuple(reasons.words(code) for code in way.reasons),
            by=name_of(unit, one.by),
            at=one.at,
            told=_count(told, one, seen),
            asked=_count(asks, one, seen),
            back=_count([ask for ask in asks if ask.state is AskState.back], one, seen),
            is_over=one not in living,
            undoable=one in living and one.source is None and _may_take_back(unit, by, one),
        )
        for one, way in zip(found, ways_of(unit, found), strict=True)
    ]


def claim_told(unit: Unit, by: str, told_id: str) -> Ask:
    """Take up to ask a customer of whom the message about a launch tells."""
    departure = need_departure(unit, unit.need(LaunchTold, told_id).departure)
    if not may_here(unit, Deed.ask_again, roles_in(unit, by, departure.id)):
        raise Declined(Obstacle.may_not)
    rests = rests_of(unit, [departure])
    if departure.id not in rests:
        raise Declined(Obstacle.over)
    if rests[departure.id] is not None or not is_free(unit, departure):
        raise Declined(Obstacle.taken)
    return take_up(unit, by, departure)


def draw_news(unit: Unit, subject: str) -> Message | None:
    """What somebody who looks after customers reads of a launch; None when it is gone, or nobody is left in it, or it was over
    while it waited."""
    launch_id, _colon, person = subject.partition(":")
    told = unit.get(Launch, launch_id)
    if told is None:
        return None
    doors = _doors(unit, told, person)
    [way] = ways_of(unit, [told])
    is_over = not still_news(unit, [told])
    if not doors or (is_over and not unit.shown(NEWS, subject)):
        return None
    return blocks.news_card(NewsView(way, doors, is_over=is_over))


def _tell(unit: Unit, told: Launch, departures: Sequence[Departure]) -> None:
    rests = rests_of(unit, departures)
    open_asks = {one.departure: one for one in unit.all(select(Ask).where(Ask.state == AskState.claimed))}
    known = {one.departure: one for one in unit.all(select(LaunchTold).where(LaunchTold.launch == told.id))}
    held = full_members(unit)  # the session keeps rows only while somebody holds them: no query for each
    people = []
    for departure in departures:
        if departure.id not in rests:
            continue
        ask = open_asks.get(departure.id)
        if ask is not None and ask.made_at is None:
            ask.launch = told.id
            redraw_ask(unit, ask)
        person = ask.by if ask else carer_of(unit, departure)
        row = known.get(departure.id) or unit.add(LaunchTold(launch=told.id, departure=departure.id))
        row.person, row.at = person, unit.now
        people.append(person)
    unit.session.flush()
    for person in dict.fromkeys(people) if told.source is None else ():
        unit.prompt(person, NEWS, f"{told.id}:{person}")
        unit.refresh(NEWS, f"{told.id}:{person}")
    del held


def _end(unit: Unit, told: Launch, by: str) -> None:
    told.taken_back_by, told.taken_back_at = by, unit.now
    unit.session.flush()
    record(unit, by, "launch.taken_back", told.id)
    rows = unit.all(select(LaunchTold).where(LaunchTold.launch == told.id))
    for person in dict.fromkeys(one.person for one in rows):
        unit.refresh(NEWS, f"{told.id}:{person}")
    for ask in unit.all(select(Ask).where(Ask.launch == told.id, Ask.state == AskState.claimed)):
        redraw_ask(unit, ask)
    offered = among(DigestItem.departure, (one.departure for one in rows)), DigestItem.state == ItemState.open
    for digest in unit.all(select(DigestItem.digest).where(*offered).distinct()):
        show_anew(unit, digest)


def _reach(unit: Unit, by: str, departures: Sequence[Departure]) -> Reach:
    rests = rests_of(unit, departures)
    asks = {one.departure: one for one in unit.all(select(Ask).where(Ask.state == AskState.claimed))}
    may_be = [one for one in departures if one.id in rests]
    named = select(Customer.id, Customer.name).where(among(Customer.id, (one.customer for one in may_be)))
    names = {one.id: one.name for one in unit.session.execute(named)}
    answered = [
        Answered(
            customer=names[one.customer],
            owner=name_of(unit, carer_of(unit, one)),
            rests_until=rests[one.id],
            asked_by=name_of(unit, asks[one.id].by) if one.id in asks else None,
        )
        for one in may_be
    ]
    answered.sort(key=lambda one: (one.rests_until is not None, one.customer.casefold()))
    return Reach(len(departures), tuple(answered), others=Role.admin not in standing(unit, by))


def _doors(unit: Unit, told: Launch, person: str) -> list[OpenDoor]:
    theirs = LaunchTold.launch == told.id, LaunchTold.person == person, Customer.erased_at.is_(None)
    rows = unit.session.execute(
        select(LaunchTold.id, Departure, Customer.name)
        .join(Departure, Departure.id == LaunchTold.departure)
        .join(Customer, Customer.id == Departure.customer)
        .where(*theirs)
        .order_by(LaunchTold.id)
    ).all()
    rests = rests_of(unit, [departure for _id, departure, _name in rows])
    asks: dict[str, Ask] = {}
    for ask in unit.all(select(Ask).where(among(Ask.departure, (one.id for _id, one, _name in rows))).order_by(Ask.id)):
        asks[ask.departure] = ask
    return [
        _door(unit, told, row, departure, name, rests, asks.get(departure.id))
        for row, departure, name in rows
        if departure.id in rests or departure.stage is Stage.returned
    ]


def _door(
    unit: Unit,
    told: Launch,
    row: str,
    departure: Departure,
    name: str,
    rests: Mapping[str, date | None],
    ask: Ask | None,
) -> OpenDoor:
    """One customer, and where asking them stands. What came of an ask before this news is no matter here."""
    asks = ask is not None and ask.state is AskState.claimed
    answered = ask is not None and ask.launch == told.id and ask.state in MADE
    back = departure.stage is Stage.returned
    rest = rests.get(departure.id)
    free = not (asks or answered or back or rest or told.taken_back_at)
    return OpenDoor(
        told=row if free else None,
        customer=name,
        rests_until=rest,
        asked_by=name_of(unit, ask.by) if ask is not None and asks else None,
        came_of_it=AskState.back if back else ask.state if ask is not None and answered else None,
    )


def _count(rows: Iterable[LaunchTold | Ask], told: Launch, seen: Collection[str]) -> int:
    return len({one.departure for one in rows if one.launch == told.id and one.departure in seen})


def _need_may(unit: Unit, deed: Deed, by: str) -> None:
    if not may(deed, standing(unit, by)):
        raise Declined(Obstacle.may_not)


def _may_take_back(unit: Unit, by: str, told: Launch) -> bool:
    stands = standing(unit, by)
    return may(Deed.take_back_launch, stands | {Role.logger} if told.by == by and may(Deed.launch, stands) else stands)
