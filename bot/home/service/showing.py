"""What somebody's Home shows, and what is ahead of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta

from bot.colleagues.service import hours_of, may_as_colleague, own_hours, standing
from bot.departures.service.find import lost_apart
from bot.home.models import OpenHome
from bot.home.service.onboarding import still_to_take
from bot.home.values import AheadView, HomeView, Inbox, Picture
from bot.insights.service import left_and_returned, sums
from bot.interviews.service import reader_choice, willingness_of
from bot.winback.service import list_line
from bot.work.troubles import troubles_of
from bot.work.unit import Unit
from bot.work.values import Duty, Upcoming
from bot.workspace.roles import Deed, Role
from bot.workspace.service import choosing

DAY, WEEK, QUARTER, EVER = timedelta(days=1), timedelta(days=7), timedelta(days=90), timedelta(days=20 * 366)
OWN_ROWS, OTHER_ROWS = 10, 5
NEW_FOR = timedelta(hours=1)
"""So long it is explained what this is; and afterwards to whom it shows nothing else."""


def home_of(unit: Unit, person: str) -> HomeView:
    """What a colleague's Home shows now."""
    chosen, is_admin = choosing(unit, person), Role.admin in standing(unit, person)
    own, others = lost_apart(unit, person, own=OWN_ROWS, others=OTHER_ROWS)
    inbox = _inbox(unit, person)
    known = unit.get(OpenHome, person)
    reads_sums = may_as_colleague(unit, Deed.read_report, person)
    is_new = known is None or unit.now - known.first_at < NEW_FOR
    return HomeView(
        inbox=inbox,
        own=own,
        others=others,
        is_new=is_new or (inbox.is_empty and not own.rows and not others.rows),
        steps=still_to_take(unit, person),
        picture=Picture(*left_and_returned(unit)) if reads_sums else Picture(),
        channel=chosen.choices.departures_channel,
        may_choose_channel=chosen.may_choose_channel,
        troubles=troubles_of(unit) if is_admin else None,
        troubled=tuple(line for look in unit.parts.troubled for line in look(unit)) if is_admin else (),
        willing=willingness_of(unit, person),
        reader=reader_choice(unit, person),
        hours=own_hours(unit, person),
        heard=tuple(sums(unit)) if reads_sums else (),
        keeps_threads=chosen.choices.keep_threads,
        may_change_settings=chosen.may_change_settings,
        again=list_line(unit, person),
    )


def ahead_of(unit: Unit, person: str) -> AheadView:
    """What is due from somebody within ninety days. A day that has not ended in their zone is not late."""
    found, midnight = _ahead(unit, person, unit.now + QUARTER), _midnight(unit, person)
    return AheadView(
        late=tuple(one for one in found if one.due < midnight),
        soon=tuple(one for one in found if midnight <= one.due < midnight + WEEK),
        later=tuple(one for one in found if one.due >= midnight + WEEK),
    )


def _inbox(unit: Unit, person: str) -> Inbox:
    """What was asked of somebody and what they said they would do; what has a day stands under it, and nowhere else."""
    asked = [one for ask in unit.parts.duties for one in ask(unit, person)]
    dated, midnight = _ahead(unit, person, unit.now + EVER), _midnight(unit, person)
    lines = {one.line for one in dated}
    return Inbox(
        begun=tuple(one for one in asked if isinstance(one, Duty)),
        late=tuple(one for one in dated if one.due < midnight),
        now=tuple(one for one in asked if isinstance(one, str) and one not in lines),
        soon=tuple(one for one in dated if midnight <= one.due < midnight + WEEK),
        later=sum(midnight + WEEK <= one.due <= unit.now + QUARTER for one in dated),
        turns=_turns(dated, midnight),
    )


def _turns(dated: Sequence[Upcoming], midnight: datetime) -> datetime | None:
    """The first midnight to come at which one of these was due the day before, or is due within a week."""
    days = [midnight.combine(one.due.astimezone(midnight.tzinfo), time(), midnight.tzinfo) for one in dated]
    turns = [turn for day in days for turn in (day + DAY, day + DAY - WEEK) if turn > midnight]
    return min(turns).astimezone(UTC) if turns else None


def _ahead(unit: Unit, person: str, until: datetime) -> list[Upcoming]:
    found = (one for ask in unit.parts.ahead for one in ask(unit, person, until))
    return sorted(found, key=lambda one: one.due)


def _midnight(unit: Unit, person: str) -> datetime:
    return unit.now.astimezone(hours_of(unit, person).zone).replace(hour=0, minute=0, second=0, microsecond=0)
