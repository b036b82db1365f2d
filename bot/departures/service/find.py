"""Which customers and departures somebody may see, and how they are found."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, exists, func, or_, select, true

from bot.colleagues.models import Membership
from bot.colleagues.service import hours_of, may_as_colleague, name_of, standing, standing_inside
from bot.customers.models import Customer, Dealing, FormerName
from bot.customers.rules import LONGEST_NAME, Named, begins_like, fold, nearly_the_same, ranked
from bot.customers.service import last_touch_of, present
from bot.departures.models import Departure
from bot.departures.rules import meant_word
from bot.departures.service.access import ON_THE_TEAM
from bot.departures.values import OPEN_STAGES, Logger, LostList, LostRow, MayNot, Opening, Stage, Suggestion, Unclear
from bot.store.among import among
from bot.work.unit import Unit
from bot.workspace.limits import reach_of
from bot.workspace.roles import Deed, Role, may

MOST_SUGGESTIONS = 20
MOST_ROWS = 20
MOST_NAMES = 500
"""So many names are compared in the event loop; more in the database's own time."""


class _Dated(NamedTuple):
    """When a customer was last in touch, or left; in that order they are listed."""

    contact: date
    departure: str
    responsible: str
    was_touched: bool


def understand(unit: Unit, person: str, typed: str, words: tuple[str, ...]) -> Opening | Unclear | MayNot:
    """What to do when somebody typed this after the command: open the form, unless it seems to be one of `words`, misspelt."""
    name = " ".join(typed.split())
    if name[:1] in ("-", "?"):
        return Unclear(name, None)
    opening = open_log(unit, person, typed)
    meant = meant_word(name, words)
    if meant is None or isinstance(opening, MayNot) or opening.customer_id is not None:
        return opening
    return Unclear(name, meant)


def open_log(unit: Unit, person: str, typed: str = "") -> Opening | MayNot:
    """What the log form opens with. What is too long for a name is taken for a note."""
    logger = logger_of(unit, person)
    if not logger.may_log:
        return MayNot()
    today = unit.now.astimezone(logger.zone).date()
    name = " ".join(typed.split())
    if not name:
        return Opening(today)
    if len(name) > LONGEST_NAME:
        return Opening(today, note=typed)
    visible = visible_customers(unit, person)
    plain = fold(name)
    known = next((one for one in visible if one.plain_name == plain), None)
    if known is not None:
        return Opening(today, known.id, known.name)
    alike = nearly_the_same(name, visible)
    return Opening(today, name=name, alike=alike.name if alike else None)


def logger_of(unit: Unit, person: str) -> Logger:
    """Where somebody is who wants to log a departure, and what they are; who may is asked of the table each time."""
    roles, reach = standing_inside(unit, person), reach_of(unit, Deed.log_departure)
    return Logger(hours_of(unit, person).zone, roles, reach)


def names_in_use(unit: Unit) -> tuple[Named, ...] | None:
    """Every name that a customer has or had, whoever may see them; None where there are many."""
    names: list[str] = []
    for plain in (Customer.plain_name, FormerName.plain_name):
        names += unit.all(select(plain).limit(MOST_NAMES))
    return tuple(Named("", name, name) for name in names) if len(names) < MOST_NAMES else None


def suggest_customers(unit: Unit, person: str, typed: str) -> tuple[list[Suggestion], bool]:
    """The customers that may be meant, of those that this person may see; and whether one has exactly that name."""
    if not may_as_colleague(unit, Deed.log_departure, person):
        return [], True
    visible = visible_customers(unit, person)
    if not typed.strip():
        found = sorted(_once(visible), key=lambda one: one.plain_name)[:MOST_SUGGESTIONS]
    else:
        found = _once(ranked(typed, visible, most=2 * MOST_SUGGESTIONS))[:MOST_SUGGESTIONS]
    plain = fold(typed)
    offered = [Suggestion(one.id, one.name, not plain or begins_like(typed, one)) for one in found]
    return offered, any(one.plain_name == plain for one in visible)


def may_see_customer(unit: Unit, person: str, customer: str) -> bool:
    """Whether a customer's name is offered to this person; of one merged into another, that one's."""
    meant = present(unit, customer)
    if meant is None:
        return False
    seen = select(Customer.id).where(Customer.id == meant.id, _customer_shown_to(unit, person))
    return unit.first(seen) is not None


def visible_customers(unit: Unit, person: str) -> list[Named]:
    """The customers that somebody may see, under the names that they have; and again under those that they had before."""
    query = select(Customer.id, Customer.name, Customer.plain_name).where(_customer_shown_to(unit, person))
    visible = {row.id: Named(row.id, row.name, row.plain_name) for row in unit.session.execute(query)}
    former = unit.session.execute(select(FormerName.customer, FormerName.plain_name)).all()
    merged = unit.session.execute(
        select(Customer.id, Customer.plain_name, Customer.merged_into, Customer.erased_at).where(Customer.merged_into.is_not(None))
    ).all()
    into = {row.id: row.merged_into for row in merged}
    before = [*former, *((row.id, row.plain_name) for row in merged if row.erased_at is None)]
    now = ((_end_of(into, whose), plain) for whose, plain in before)
    again = [Named(whose, visible[whose].name, plain) for whose, plain in now if whose in visible]
    return [*visible.values(), *again]


def _end_of(into: Mapping[str, str | None], customer: str) -> str:
    """Whom that id means today, by who was merged into whom."""
    while following := into.get(customer):
        customer = following
    return customer


def lost_and_seen(unit: Unit, person: str) -> Sequence[Departure]:
    """The departures of those who have left and whom somebody may see, the newest first."""
    seen = Departure.stage == Stage.left, _departure_shown_to(unit, person)
    return unit.all(select(Departure).where(*seen).order_by(Departure.happened.desc(), Departure.id))


def seen_of(unit: Unit, person: str, departures: Collection[str]) -> frozenset[str]:
    """Which of these departures somebody may see."""
    shown = select(Departure.id).where(among(Departure.id, departures), _departure_shown_to(unit, person))
    return frozenset(unit.all(shown)) if departures else frozenset()


def heard_of(unit: Unit, person: str, departures: Collection[str]) -> frozenset[str]:
    """Of which of these departures somebody may also read what the customer said."""
    heard = select(Departure.id).where(among(Departure.id, departures), _departure_known_to(unit, person))
    return frozenset(unit.all(heard)) if departures else frozenset()


def lost_and_heard(unit: Unit, person: str) -> Sequence[Departure]:
    """Those of them of whom somebody may also read what the customer said: not whoever only reads the channel."""
    heard = Departure.stage == Stage.left, _departure_known_to(unit, person)
    return unit.all(select(Departure).where(*heard).order_by(Departure.happened.desc(), Departure.id))


def list_lost(unit: Unit, person: str) -> LostList | MayNot:
    """The open departures that this person may see, the oldest contact first."""
    if not may(Deed.list_customers, standing(unit, person)):
        return MayNot()
    return _listed(unit, _dated(unit, person), MOST_ROWS)


def lost_apart(unit: Unit, person: str, *, own: int, others: int) -> tuple[LostList, LostList]:
    """The same in two: the customers whom this person looks after, and the rest; so many rows of each."""
    if not may(Deed.list_customers, standing(unit, person)):
        return LostList((), 0), LostList((), 0)
    dated = _dated(unit, person)
    theirs = [one for one in dated if one.responsible == person]
    rest = [one for one in dated if one.responsible != person]
    return _listed(unit, theirs, own), _listed(unit, rest, others)


def _dated(unit: Unit, person: str) -> list[_Dated]:
    looks_after = func.coalesce(Departure.owner, Departure.logged_by)
    query = select(Departure.id, Departure.happened, looks_after, last_touch_of(Departure.customer)).where(
        Departure.stage.in_(OPEN_STAGES), _departure_shown_to(unit, person)
    )
    zone = hours_of(unit, person).zone
    return sorted(
        _Dated(at.astimezone(zone).date() if at else happened, departure, responsible, at is not None)
        for departure, happened, responsible, at in unit.session.execute(query)
    )


def _listed(unit: Unit, dated: list[_Dated], most: int) -> LostList:
    rows = [_row(unit, one) for one in dated[:most]]
    return LostList(tuple(rows), len(dated) - len(rows))


def _row(unit: Unit, dated: _Dated) -> LostRow:
    departure = unit.need(Departure, dated.departure)
    return LostRow(
        departure=departure.id,
        customer=unit.need(Customer, departure.customer).name,
        stage=departure.stage,
        owner=name_of(unit, departure.owner) if departure.owner else None,
        last_contact=dated.contact,
        touched=dated.was_touched,
        customer_id=departure.customer,
    )


def _once(found: list[Named]) -> list[Named]:
    """Each customer once, under the first name that fits."""
    first: dict[str, Named] = {}
    for one in found:
        first.setdefault(one.id, one)
    return list(first.values())


def _customer_shown_to(unit: Unit, person: str) -> ColumnElement[bool]:
    """A customer who never left is no secret; one who did is for those who may see a departure of theirs."""
    theirs = and_(Departure.workspace == Customer.workspace, Departure.customer == Customer.id)
    here = Customer.merged_into.is_(None), Customer.erased_at.is_(None)
    shown = or_(
        ~exists().where(theirs),
        exists().where(theirs, _departure_shown_to(unit, person)),
        exists().where(
            Dealing.workspace == Customer.workspace,
            Dealing.customer == Customer.id,
            Dealing.person == person,
            Dealing.kind.in_(ON_THE_TEAM),
        ),
    )
    return and_(*here, shown)


def _departure_shown_to(unit: Unit, person: str) -> ColumnElement[bool]:
    """The same as `roles_in` grants, in bulk, with what a stage grants for a while (an interviewer)."""
    return or_(
        _departure_known_to(unit, person),
        and_(
            Departure.quiet.is_(False),
            exists().where(
                Membership.workspace == Departure.workspace,
                Membership.channel == Departure.posted_to,
                Membership.person == person,
            ),
        ),
        *(Departure.id.in_(granted(person)) for granted in unit.parts.granted),
    )


def _departure_known_to(unit: Unit, person: str) -> ColumnElement[bool]:
    """Whoever looks after the customer, logged it or worked with them; and admins."""
    if Role.admin in standing(unit, person):
        return true()
    return or_(
        Departure.owner == person,
        Departure.logged_by == person,
        exists().where(
            Dealing.workspace == Departure.workspace,
            Dealing.customer == Departure.customer,
            Dealing.person == person,
            Dealing.kind.in_(ON_THE_TEAM),
        ),
    )
