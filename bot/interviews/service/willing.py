"""Who may be asked at all: the people whom an admin chose, and of them those who do not mind just now."""

from __future__ import annotations

from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import InstrumentedAttribute

from bot.colleagues.service import admins, today_of
from bot.interviews import blocks
from bot.interviews.events import WillingnessChosen
from bot.interviews.models import Willingness
from bot.interviews.values import ChannelsSeen, WillingForm, WillingView
from bot.work.unit import Unit
from bot.workspace.models import AuditEntry
from bot.workspace.service import POOL_CHANGED, may_change_settings, record, settings_of
from bot.workspace.values import Pool

GROUP_UNREAD, GROUP_READ = "pool.unread", "pool.read"


def willingness_of(unit: Unit, person: str) -> WillingView:
    """Whether somebody wishes to be asked, as their own form shows it; a pause that is over is none."""
    known = unit.get(Willingness, person)
    today = today_of(unit, person)
    paused = known.paused_until if known and known.paused_until and known.paused_until > today else None
    return WillingView(never=bool(known and known.never), paused_until=paused, today=today)


def choose_willingness(unit: Unit, person: str, form: WillingForm) -> None:
    """Somebody says whether they wish to be asked. Whoever is being asked already answers that as it is."""
    known = unit.ensure(Willingness, person, never=False)
    known.never, known.paused_until = form.never, form.paused_until
    unit.session.flush()
    unit.tell(WillingnessChosen(person))


def unwilling_now(unit: Unit) -> frozenset[str]:
    """Who does not wish to be asked, ever or today by their own calendar."""
    said = unit.all(select(Willingness).where(or_(Willingness.never, Willingness.paused_until.is_not(None))))
    return frozenset(one.id for one in said if one.never or _is_paused(unit, one.id, one.paused_until))


def pool_of(unit: Unit, seen: ChannelsSeen) -> frozenset[str] | None:
    """Who may be asked; None for everybody. Where the group cannot be read, those whom an admin named instead, and nobody else."""
    settings = settings_of(unit)
    if settings.interview_pool is Pool.everybody:
        return None
    if settings.interview_pool is Pool.group and seen.group is not None:
        return seen.group
    return frozenset(settings.pool_people)


def group_to_read(unit: Unit) -> str | None:
    """The group of those who may be asked, where that is how they are chosen."""
    settings = settings_of(unit)
    return settings.pool_group if settings.interview_pool is Pool.group else None


def is_group_unread(unit: Unit, seen: ChannelsSeen) -> bool:
    """Whether it is a group that may be asked, and Slack did not say who is in it."""
    return settings_of(unit).interview_pool is Pool.group and seen.group is None


def note_group(unit: Unit, seen: ChannelsSeen) -> None:
    """Tell an admin once that the group cannot be read; their Home says so until it can."""
    unread, known = is_group_unread(unit, seen), is_group_missed(unit)
    if unread == known:
        return
    record(unit, "", GROUP_UNREAD if unread else GROUP_READ, group_to_read(unit) or "")
    admin = _who_mends(unit)
    if unread and admin:
        told = blocks.group_unread(bool(settings_of(unit).pool_people))
        unit.say(told, to=admin, key=f"{GROUP_UNREAD}:{unit.now.isoformat()}")


def is_group_missed(unit: Unit) -> bool:
    """Whether the group could not be read the last time that somebody was looked for."""
    return _newest(unit, (GROUP_UNREAD, GROUP_READ, POOL_CHANGED), AuditEntry.did) == GROUP_UNREAD


def _who_mends(unit: Unit) -> str | None:
    """Whoever chose the group, if they still may; else an admin."""
    chose = _newest(unit, (POOL_CHANGED,), AuditEntry.who)
    if chose and may_change_settings(unit, chose):
        return chose
    return next(iter(admins(unit)), None)


def _newest(unit: Unit, deeds: tuple[str, ...], column: InstrumentedAttribute[str]) -> str | None:
    query = select(column).where(AuditEntry.did.in_(deeds))
    return unit.first(query.order_by(AuditEntry.at.desc(), AuditEntry.id.desc()))


def _is_paused(unit: Unit, person: str, until: date | None) -> bool:
    return until is not None and today_of(unit, person) < until
