"""Every night: what was kept long enough goes. A folder with which nothing happens any more is announced to admins first."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import cache

from dateutil.relativedelta import relativedelta
from sqlalchemy import Date, delete, func, or_, select, update
from sqlalchemy.orm import InstrumentedAttribute

from bot.colleagues.models import Colleague, Interruption, Membership
from bot.colleagues.service import admins, plan_tonight
from bot.customers.events import CustomerErased
from bot.customers.models import Customer
from bot.folder.service.forgetting import let_go_of
from bot.folder.service.reach import links
from bot.interviews.models import Willingness
from bot.interviews.service.frank import let_go_of_frank_notes
from bot.privacy.blocks import keeping as blocks
from bot.privacy.rules import STILL_NEEDED
from bot.slack.kit import Message
from bot.store.base import Tenant
from bot.store.types import Instant
from bot.work.models import Attempt, Delivery, Obligation, Progress, Sending
from bot.work.parts import Renderer
from bot.work.unit import Unit
from bot.workspace.models import AuditEntry
from bot.workspace.records import record
from bot.workspace.service import settings_of

NIGHT, SLICE, LET_GO, GOING = "privacy.night", "privacy.folders", "privacy.let_go", "privacy.going"
ANNOUNCED_IN, NEWEST = "night", "newest"
Path = tuple[tuple[type[Tenant], str, type[Tenant]], ...]
"""From a table, by which column, to which other, and so on."""
ALL = "all"
ANNOUNCED = timedelta(days=30)
"""So long before a folder goes an admin hears of it."""
AT_ONCE = 200
"""So many customers are looked at in one unit, so that others press buttons in between."""
TRACES = timedelta(days=30)
"""So long it is kept which days of somebody's were taken."""


def plan_night(unit: Unit) -> None:
    """Let go next night of what was kept long enough by then."""
    plan_tonight(unit, NIGHT, ALL)


def let_go_at_night(unit: Unit) -> None:
    """Let go of all that was kept long enough, and begin to look at the folders."""
    plan_night(unit)
    settings = settings_of(unit)
    gone = {
        "sent": _let_go_of_sent(unit, unit.now - timedelta(days=settings.keep_sent)) if settings.keep_sent else 0,
        "frank": let_go_of_frank_notes(unit, _years_ago(unit, settings.keep_frank)) if settings.keep_frank else 0,
        "traces": _let_go_of_traces(unit),
    }
    for kind, count in gone.items():
        if count:
            record(unit, "", "kept.let_go", kind, after=count)
    if settings.keep_records:
        _let_go_of_records(unit, _years_ago(unit, settings.keep_records) - timedelta(days=1))
    if settings.keep_folders:
        _plan_slice(unit, "")


def look_at_folders(unit: Unit, after: str) -> None:
    """Announce of the next customers whose folders go in a month, if nothing happens until then; then the next ones are looked at."""
    settings = settings_of(unit)
    if not settings.keep_folders:
        return
    before = _years_ago(unit, settings.keep_folders) + ANNOUNCED
    here = Customer.merged_into.is_(None), Customer.erased_at.is_(None), Customer.created < before, Customer.id > after
    known = unit.all(select(Customer).where(*here).order_by(Customer.id).limit(AT_ONCE))
    if not known:
        return
    newest = newest_of(unit, [one.id for one in known])
    night = unit.now.isoformat()
    if [one for one in known if newest[one.id] < before and _announce(unit, one, newest[one.id], night)]:
        for admin in admins(unit):
            unit.prompt(admin, GOING, night)
    if len(known) == AT_ONCE:
        _plan_slice(unit, known[-1].id)


def draw_going(unit: Unit, night: str) -> Message | None:
    """Whose folders go that were announced in that night, and have neither gone nor been written into since.

    Nothing where none is left while this waited for the morning.
    """
    planned = unit.all(select(Obligation).where(Obligation.kind == LET_GO, Obligation.state == Progress.planned))
    ahead = {one.subject: one for one in planned if one.facts.get(ANNOUNCED_IN) == night}
    known = unit.all(select(Customer).where(Customer.id.in_(ahead), Customer.erased_at.is_(None)))
    newest = newest_of(unit, [one.id for one in known])
    names = sorted(one.name for one in known if newest[one.id].isoformat() == ahead[one.id].facts[NEWEST])
    if not names:
        return blocks.folders_gone() if unit.shown(GOING, night) else None
    day = min(one.due for one in ahead.values()).date()
    return blocks.folders_going(names, day, settings_of(unit).keep_folders)


def draw_without(unit: Unit, event: CustomerErased) -> None:
    """Somebody was erased, who may stand among those whose folders go."""
    del event
    lately = Delivery.card == GOING, Delivery.state != Sending.ended, Delivery.created > unit.now - 3 * ANNOUNCED
    for night in set(unit.all(select(Delivery.subject).where(*lately))):
        unit.refresh(GOING, night or "")


def let_go_of_folder(unit: Unit, customer: str) -> None:
    """A folder was announced to go: it does, unless something has happened since, or folders are kept longer now."""
    settings, known = settings_of(unit), unit.get(Customer, customer)
    if known is None or known.erased_at is not None or known.merged_into is not None or not settings.keep_folders:
        return
    if newest_of(unit, [customer])[customer] < _years_ago(unit, settings.keep_folders):
        let_go_of(unit, customer)


def newest_of(unit: Unit, customers: Collection[str]) -> Mapping[str, datetime]:
    """The newest moment (aware, in UTC) that stands in anything that hangs on each of these customers, or lies ahead of them."""
    wanted = Customer.id.in_(customers)
    newest = dict(unit.session.execute(select(Customer.id, Customer.created).where(wanted)).all())
    for kind, path in paths().items():
        moments = [one for one in (getattr(kind, name) for name in kind.__mapper__.columns.keys()) if _is_moment(one)]  # noqa: SIM118 - SQLAlchemy's own collection
        if not moments:
            continue
        query = select(Customer.id, *(func.max(one) for one in moments)).select_from(kind)
        for child, column, parent in path:
            query = query.join(parent, getattr(child, column) == parent.id)
        for customer, *found in unit.session.execute(query.where(wanted).group_by(Customer.id)):
            newest[customer] = max(newest[customer], *(_moment(one) for one in found if one is not None), newest[customer])
    return newest


@cache
def paths() -> Mapping[type[Tenant], Path]:
    """How each table that hangs on customers leads there: from it, by which column, to what."""
    found: dict[type[Tenant], Path] = {Customer: ()}
    fresh: set[type[Tenant]] = {Customer}
    while fresh:
        nearer: dict[type[Tenant], Path] = {
            child: ((child, column, parent), *found[parent])
            for child, column, parent in links()
            if parent in fresh and child not in found
        }
        found |= nearer
        fresh = set(nearer)
    del found[Customer]
    return found


def _plan_slice(unit: Unit, after: str) -> None:
    unit.plan(SLICE, ALL, unit.now, key=f"{SLICE}:{unit.now.isoformat()}:{after}", after=after)


def _announce(unit: Unit, customer: Customer, newest: datetime, night: str) -> bool:
    """Plan that the folder goes; False where that was announced since something happened last."""
    key, facts = f"{LET_GO}:{customer.id}:{newest.isoformat()}", {ANNOUNCED_IN: night, NEWEST: newest.isoformat()}
    return unit.plan(LET_GO, customer.id, unit.now + ANNOUNCED, key=key, **facts)


def _let_go_of_sent(unit: Unit, before: datetime) -> int:
    """The words of plain messages that were sent, and how each was tried: the messages themselves stay in Slack."""
    over = Delivery.state.in_((Sending.sent, Sending.ended)), Delivery.created < before, Delivery.content.is_not(None)
    gone = update(Delivery).where(*over).values(content=None).execution_options(synchronize_session=False)
    count = len(unit.session.execute(gone.returning(Delivery.id)).all())
    unit.session.execute(delete(Attempt).where(Attempt.at < before).execution_options(synchronize_session=False))
    return count


def _let_go_of_records(unit: Unit, before: datetime) -> None:
    needed = or_(*(AuditEntry.did.startswith(begins, autoescape=True) for begins in STILL_NEEDED))
    old = AuditEntry.at < before, ~needed
    if unit.first(select(AuditEntry.id).where(*old)) is None:
        return
    record(unit, "", "kept.let_go", "records")
    unit.session.flush()
    unit.session.execute(delete(AuditEntry).where(*old).execution_options(synchronize_session=False))


def _let_go_of_traces(unit: Unit) -> int:
    """Absences that are over, days that were taken, and what those chose who are gone."""
    yesterday = unit.now.astimezone(UTC).date() - timedelta(days=1)
    gone = select(Colleague.id).where(Colleague.is_gone.is_(True))
    quietly = {"synchronize_session": False}
    unit.session.flush()
    chosen = {"days": None, "starts": None, "ends": None, "country": None, "brief_at": None}
    absent = {"away_from": None, "away_until": None}
    chose = or_(*(getattr(Colleague, name).is_not(None) for name in (*chosen, *absent)))
    done = [
        update(Colleague).where(Colleague.away_until < yesterday).values(**absent).returning(Colleague.id),
        update(Colleague).where(Colleague.is_gone.is_(True), chose).values(**chosen, **absent).returning(Colleague.id),
        delete(Interruption).where(Interruption.day < yesterday - TRACES).returning(Interruption.id),
        delete(Membership).where(Membership.person.in_(gone)).returning(Membership.id),
        delete(Willingness).where(Willingness.id.in_(gone)).returning(Willingness.id),
    ]
    count = sum(len(unit.session.execute(one.execution_options(**quietly)).all()) for one in done)
    unit.session.expire_all()
    return count


def _years_ago(unit: Unit, years: int) -> datetime:
    return unit.now - relativedelta(years=years)


def _is_moment(column: InstrumentedAttribute[object]) -> bool:
    return isinstance(column.type, Instant | Date)


def _moment(found: datetime | date) -> datetime:
    if isinstance(found, datetime):
        return found if found.tzinfo else found.replace(tzinfo=UTC)
    return datetime(found.year, found.month, found.day, tzinfo=UTC)


CARDS: Mapping[str, Renderer] = {GOING: draw_going}
