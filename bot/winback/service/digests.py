"""The weekly digest: whom to ask again, told to the channel of departures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from bot.colleagues.events import PeopleRead
from bot.colleagues.service import admins, cards_about, firm_days, hours_of, name_of, today_of
from bot.customers.models import Customer
from bot.departures.models import Departure
from bot.departures.service import carer_of, need_departure, refresh_card, roles_in
from bot.departures.values import Stage
from bot.nudges import service as nudging
from bot.slack.kit import Message
from bot.winback import blocks
from bot.winback.models import Digest, DigestItem, Peace
from bot.winback.rules import choose, next_digest
from bot.winback.service.hearing import hearers, sees_all
from bot.winback.service.opportunities import is_free, opportunities
from bot.winback.service.since import since_last
from bot.winback.service.ways import told_ways
from bot.winback.values import (
    Candidate,
    Declined,
    DigestView,
    Factor,
    ItemState,
    ItemView,
    Obstacle,
    Opportunity,
    Reason,
    WayIn,
)
from bot.words import locale
from bot.work.calendar import Hours, is_zone
from bot.work.models import Obligation
from bot.work.unit import Unit
from bot.workspace.events import RhythmChanged
from bot.workspace.limits import may_here
from bot.workspace.roles import Deed
from bot.workspace.rules import write_amount
from bot.workspace.service import digest_place, record, settings_of

DIGEST = "digest"
"""The card, and the obligation that posts it."""
DIGEST_TO_ONE = "digest_to_one"
"""The card for people who have it from us alone, of whom each has their own: they can stop it."""
EVERYBODY = "everybody"
LONGEST_REST = timedelta(days=3 * 366)
REST = timedelta(days=3) - timedelta(hours=1)
"""After one that came late, after a downtime, the next one does not follow on its heels; one day's move is no lateness."""


def plan_digest(unit: Unit) -> None:
    """Plan the next digest, unless one is planned. For whenever the bot starts."""
    if not unit.planned(DIGEST, EVERYBODY):
        _plan_next(unit, after=unit.now)


def follow_rhythm(unit: Unit, _event: PeopleRead | RhythmChanged) -> None:
    """The day, the hour or whose clock counts may be others now: the planned digest moves there; there is still one a week.

    One that is due already is posted as it was planned, and plans the next by what counts then.
    """
    for planned in unit.planned(DIGEST, EVERYBODY):
        if planned.due > unit.now:
            planned.due, planned.key = _next(unit, after=unit.now, instead_of=planned.id)
            planned.lease = planned.leased_until = None
            unit.made_work = True


def post_digest(unit: Unit) -> None:
    """Tell the channel whom to ask again, if there is anything new, and a channel; and plan the next week's.

    Those of whom there is nothing new to say are left out: they stand in a digest before this one. So are those whose
    card is not in the channel of departures: who reads this need not know of them.
    """
    _plan_next(unit, after=unit.now + REST)
    channel, settings = digest_place(unit), settings_of(unit)
    if channel is None and not settings.digest_people:
        return
    open_in = {channel, settings.departures_channel} - {None}
    found = {one.departure: one for one in opportunities(unit) if one.channel in open_in}
    candidates = [_candidate(one) for one in found.values()]
    places = choose(candidates)
    if not places:
        return
    digest = unit.add(Digest(at=unit.now, channel=channel or ""))
    unit.session.flush()
    for number, place in enumerate(places, 1):
        unit.add(
            DigestItem(
                digest=digest.id,
                departure=place.departure,
                place=number,
                kept=place.kept,
                reasons=found[place.departure].reasons,
                news=list(found[place.departure].news),
                state=ItemState.open,
            )
        )
    unit.session.flush()
    if channel is not None:
        unit.show(DIGEST, digest.id, to=channel)
    for person in hearers(unit, channel, [place.departure for place in places]):
        unit.prompt(person, DIGEST_TO_ONE, f"{digest.id}:{person}")


def open_item(unit: Unit, by: str, item_id: str) -> tuple[DigestItem, Departure]:
    """A place in a digest that waits for somebody to press, and who may; raises `Declined`."""
    item = unit.need(DigestItem, item_id)
    departure = need_departure(unit, item.departure)
    if not may_here(unit, Deed.ask_again, roles_in(unit, by, departure.id)):
        raise Declined(Obstacle.may_not)
    if departure.stage is not Stage.left or item.state is ItemState.over:
        raise Declined(Obstacle.over)
    if item.state is not ItemState.open:
        raise Declined(Obstacle.answered)
    if not is_free(unit, departure):
        raise Declined(Obstacle.taken)
    return item, departure


def customer_and_day(unit: Unit, by: str, item_id: str) -> tuple[str, date]:
    """What a form about this place opens with: the customer's name, and the day for `by`."""
    _item, departure = open_item(unit, by, item_id)
    today = today_of(unit, by)
    return unit.need(Customer, departure.customer).name, today


def not_now(unit: Unit, by: str, item_id: str, until: date | None) -> None:
    """Leave a customer out of the digests until a day, in the zone of `by`."""
    item, departure = open_item(unit, by, item_id)
    today = today_of(unit, by)
    if until is None or not today < until <= today + LONGEST_REST:
        raise Declined(Obstacle.bad_day)
    settle_items(unit, item.departure, ItemState.not_now, by, until=until)
    record(unit, by, "ask.not_now", departure.id)


def leave_in_peace(unit: Unit, by: str, item_id: str, why: str | None) -> None:
    """Nobody asks this customer again, nor is nudged to stay in touch, until somebody takes it back."""
    _item, departure = open_item(unit, by, item_id)
    make_peace(unit, by, departure, why)


def make_peace(unit: Unit, by: str, departure: Departure, why: str | None) -> None:
    """Leave a customer in peace. The caller has asked who may."""
    unit.add(Peace(departure=departure.id, customer=departure.customer, by=by, at=unit.now, why=why))
    unit.session.flush()
    nudging.leave_be(unit, departure.id)
    record(unit, by, "ask.in_peace", departure.id)
    settle_items(unit, departure.id, ItemState.in_peace, by)
    refresh_card(unit, departure.id)


def end_peace(unit: Unit, by: str, item_id: str) -> None:
    """Take "in peace" back: the customer may be asked again, and stayed in touch with."""
    item = unit.need(DigestItem, item_id)
    departure = need_departure(unit, item.departure)
    if not may_here(unit, Deed.ask_again, roles_in(unit, by, departure.id)):
        raise Declined(Obstacle.may_not)
    lasting = unit.all(select(Peace).where(Peace.customer == departure.customer, Peace.undone_at.is_(None)))
    if not lasting or departure.stage is not Stage.left:
        raise Declined(Obstacle.over)
    for peace in lasting:
        peace.undone_by, peace.undone_at = by, unit.now
    unit.session.flush()
    nudging.revive(unit, departure.id)
    record(unit, by, "ask.peace_ended", departure.id)
    settle_items(unit, departure.id, ItemState.open, None, of=ItemState.in_peace)
    refresh_card(unit, departure.id)


def settle_items(
    unit: Unit,
    departure: str,
    state: ItemState,
    by: str | None,
    *,
    until: date | None = None,
    ask: str | None = None,
    of: ItemState = ItemState.open,
) -> None:
    """Say in every digest that still offers this customer (or stands at `of`) what became of it."""
    for item in unit.all(select(DigestItem).where(DigestItem.departure == departure, DigestItem.state == of)):
        item.state, item.by, item.until, item.ask = state, by, until, ask
        show_anew(unit, item.digest)


def free_items(unit: Unit, ask: str) -> None:
    """What was taken up with this ask is open again."""
    for item in unit.all(select(DigestItem).where(DigestItem.ask == ask, DigestItem.state == ItemState.claimed)):
        item.state, item.by, item.until, item.ask = ItemState.open, None, None, None
        show_anew(unit, item.digest)


def digest_view(unit: Unit, digest_id: str) -> DigestView:
    """A digest as it stands, without those who were erased since."""
    items = _items(unit, digest_id)
    ways = told_ways(unit, [item.departure for item in items])
    views = tuple(_item_view(unit, item, ways.get(item.departure)) for item in items)
    return DigestView(views, tuple(since_last(unit, digest_id)))


def draw_digest(unit: Unit, digest_id: str) -> Message | None:
    """The card of a digest; None when it is gone, or nobody is left in it."""
    view = digest_view(unit, digest_id)
    return blocks.digest_card(view) if view.items else None


def draw_digest_to_one(unit: Unit, digest_and_person: str) -> Message | None:
    """The same for somebody who has it from us alone; None also when they may no longer see everybody on it."""
    digest_id, _, person = digest_and_person.partition(":")
    departures = [item.departure for item in _items(unit, digest_id)]
    if not departures or not sees_all(unit, person, departures):
        return None
    return blocks.digest_to_one(digest_view(unit, digest_id))


def show_anew(unit: Unit, digest_id: str) -> None:
    """Something about one of those on it has changed: draw it again, wherever it stands."""
    unit.refresh(DIGEST, digest_id)
    for card, subject in cards_about(unit, (DIGEST_TO_ONE,), digest_id):
        unit.refresh(card, subject)


def _items(unit: Unit, digest_id: str) -> Sequence[DigestItem]:
    erased = select(Departure.id).join(Customer, Customer.id == Departure.customer).where(Customer.erased_at.is_not(None))
    mine = DigestItem.digest == digest_id, DigestItem.departure.not_in(erased)
    return unit.all(select(DigestItem).where(*mine).order_by(DigestItem.place))


def _candidate(one: Opportunity) -> Candidate:
    asked = one.signals.days_since_asked is not None
    return Candidate(one.departure, one.score.total, asked, one.shown, one.left, is_new=bool(one.news))


def _plan_next(unit: Unit, *, after: datetime) -> None:
    due, key = _next(unit, after=after)
    unit.plan(DIGEST, EVERYBODY, due, key=key)


def _next(unit: Unit, *, after: datetime, instead_of: str = "") -> tuple[datetime, str]:
    """When the next digest after a moment is, in UTC, and the key of its week, which no other has."""
    settings, hours = settings_of(unit), hours_of_firm(unit)
    due = after
    while True:
        due = next_digest(due, settings.digest_weekday, settings.digest_hour, hours)
        key = f"{DIGEST}:{_week(due.astimezone(hours.zone).date())}"
        others = select(Obligation.id).where(Obligation.key == key, Obligation.id != instead_of)
        if unit.first(others) is None:
            return due, key


def _week(day: date) -> str:
    year, week, _weekday = day.isocalendar()
    return f"{year}-{week:02}"


def hours_of_firm(unit: Unit) -> Hours:
    """The workspace's own hours, on its own days: by the clock that was chosen for it, else by an admin's.

    Whether that admin is away, and when they work, is no matter here.
    """
    settings = settings_of(unit)
    chosen = settings.zone and is_zone(settings.zone)
    zone = ZoneInfo(settings.zone or "") if chosen else hours_of(unit, next(iter(admins(unit)), "")).zone
    return Hours(zone, country=settings.country, days=firm_days(unit, settings.country))


def _item_view(unit: Unit, item: DigestItem, way: WayIn | None) -> ItemView:
    departure = need_departure(unit, item.departure)
    customer = unit.need(Customer, departure.customer)
    state = item.state
    if state in (ItemState.open, ItemState.not_now) and departure.stage is not Stage.left:
        state = ItemState.over
    return ItemView(
        item=item.id,
        customer=customer.name,
        state=state,
        kept=item.kept,
        reasons=tuple(_reason(unit, customer, name, fact) for name, fact in item.reasons.items()),
        by=name_of(unit, item.by) if item.by else None,
        until=item.until,
        undoable=state is ItemState.in_peace and departure.stage is Stage.left,
        news=tuple(item.news),
        carer=_carer(unit, departure),
        way=way,
    )


def _carer(unit: Unit, departure: Departure) -> str | None:
    carer = carer_of(unit, departure)
    return name_of(unit, carer) if carer in (departure.owner, departure.logged_by) else None


def _reason(unit: Unit, customer: Customer, name: str, fact: object) -> Reason:
    factor = Factor(name)
    if factor is not Factor.value or customer.value is None or not settings_of(unit).show_amounts:
        return Reason(factor, fact)
    return Reason(factor, fact, write_amount(customer.value, customer.currency, locale.get()))
