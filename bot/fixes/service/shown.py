"""What is shown of what we change: messages, the list, somebody's Home, the folder."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import or_, select

from bot.colleagues.service import hours_of, name_of, standing, today_of
from bot.departures.models import Departure
from bot.departures.service import carer_of, seen_departures
from bot.departures.values import Stage
from bot.farewell.service.changing import letters_of_change
from bot.fixes import blocks
from bot.fixes.models import Fix, FixCase
from bot.fixes.service import reminding
from bot.fixes.service.doing import roles_about
from bot.fixes.service.left import left_over, readable
from bot.fixes.values import FixList, FixState, FixView, Left, ToldView
from bot.reasons.service import reasons_of
from bot.slack.kit import Message
from bot.work.calendar import morning_of
from bot.work.parts import Renderer
from bot.work.unit import Unit
from bot.work.values import Duty, Entry, Upcoming
from bot.workspace.roles import Deed, may

MOST_VERIFIED = 8


def list_fixes(unit: Unit, person: str) -> FixList | None:
    """All that somebody may read; None for people who may see none."""
    if not may(Deed.see_fixes, standing(unit, person)):
        return None
    fixes = unit.all(select(Fix).where(Fix.state != FixState.dropped).order_by(Fix.due, Fix.id))
    may_read = readable(unit, person, fixes)
    views = fix_views(unit, [one for one in fixes if one.id in may_read], person)
    of = {state: [one for one in views if one.state is state] for state in FixState}
    newest = sorted(of[FixState.verified], key=lambda one: (one.verified_at, one.id), reverse=True)
    return FixList(
        due=tuple(one for one in of[FixState.open] if one.is_late),
        open=tuple(one for one in of[FixState.open] if not one.is_late),
        done=tuple(of[FixState.done]),
        verified=tuple(newest[:MOST_VERIFIED]),
        more=len(newest[MOST_VERIFIED:]),
    )


def open_fix(unit: Unit, person: str, fix_id: str) -> FixView | None:
    """One of them in full; None for somebody who may not read it."""
    fix = unit.get(Fix, fix_id)
    if fix is None or not may(Deed.see_fixes, standing(unit, person)) or not readable(unit, person, [fix]):
        return None
    return fix_views(unit, [fix], person)[0]


def fix_views(unit: Unit, fixes: Sequence[Fix], reader: str) -> list[FixView]:
    """These as somebody sees them, in a few queries however many they are."""
    today = today_of(unit, reader)
    left = left_over(unit, [one.id for one in fixes], reader)
    letters = letters_of_change(unit, {one.departure for theirs in left.values() for one in theirs})
    return [_view(unit, one, reader, today, _told(one, left.get(one.id, ()), letters)) for one in fixes]


def _told(fix: Fix, left: Sequence[Left], letters: Sequence[tuple[str, datetime, bool]]) -> tuple[Left, ...]:
    """Which of them heard that it is changed, since somebody looked that it holds."""
    told = {departure: sent for departure, at, sent in letters if fix.verified_at is not None and at >= fix.verified_at}
    return tuple(replace(one, letter_sent=told.get(one.departure)) for one in left)


def duties(unit: Unit, person: str) -> Sequence[Duty]:
    """What somebody sees to that is due, and what they were asked to look at."""
    today = today_of(unit, person)
    mine = (Fix.owner == person) & (Fix.state == FixState.open) & (Fix.due <= today)
    looks = (Fix.asked == person) & (Fix.state == FixState.done) & (Fix.looks > 0)
    found = unit.all(select(Fix).where(or_(mine, looks)).order_by(Fix.due, Fix.id))
    return [blocks.fix_duty(one) for one in fix_views(unit, found, person)]


def ahead(unit: Unit, person: str, until: datetime) -> Sequence[Upcoming]:
    """What somebody sees to that is due by then."""
    hours = hours_of(unit, person)
    mine = Fix.owner == person, Fix.state == FixState.open
    found = [(morning_of(one.due, hours), one) for one in unit.all(select(Fix).where(*mine).order_by(Fix.due, Fix.id))]
    return [Upcoming(due, blocks.fix_ahead(one.what or None)) for due, one in found if due <= until]


def timeline(unit: Unit, customer: str, reader: str) -> Sequence[Entry]:
    """Of the departures that the reader may see: what was to be changed because of them, and what is."""
    seen = list(seen_departures(unit, customer, reader))
    query = select(Fix).join(FixCase, FixCase.fix == Fix.id).where(FixCase.departure.in_(seen)).distinct()
    found = list(unit.all(query.order_by(Fix.id))) if seen else []
    made = (
        Entry(one.at, "fix.made", blocks.made_entry(), one.id, one.by, one.what)
        for one in found
        if one.departure in seen
    )
    holds = (
        Entry(one.verified_at, "fix.verified", blocks.verified_entry(), one.id, one.verified_by, one.what)
        for one in found
        if one.state is FixState.verified and one.verified_at is not None
    )
    return (*made, *holds)


def told_view(unit: Unit, fix: Fix, person: str) -> ToldView:
    """What somebody hears whose customers left over it."""
    theirs = _looked_after(unit, fix, person)
    left = [one for one in left_over(unit, [fix.id], person).get(fix.id, ()) if one.departure in theirs]
    letters = letters_of_change(unit, theirs)
    return ToldView(
        fix=fix.id,
        what=fix.what or None,
        done_words=fix.done_words,
        holds=fix.state is FixState.verified,
        left=_told(fix, [one for one in left if one.reach.may_be_contacted], letters),
    )


def _looked_after(unit: Unit, fix: Fix, person: str) -> frozenset[str]:
    query = select(Departure).join(FixCase, FixCase.departure == Departure.id)
    gone = unit.all(query.where(FixCase.fix == fix.id, Departure.stage == Stage.left))
    return frozenset(one.id for one in gone if carer_of(unit, one) == person)


def _view(unit: Unit, fix: Fix, reader: str, today: date, left: tuple[Left, ...]) -> FixView:
    roles = roles_about(unit, reader, fix)
    is_barred = reader == fix.done_by and fix.state is FixState.done and reminding.needs_another(unit, fix)
    return FixView(
        id=fix.id,
        what=fix.what or None,
        reason=reasons_of(unit).words(fix.reason) if fix.reason else None,
        everyone=fix.everyone,
        state=fix.state,
        owner=name_of(unit, fix.owner),
        by=name_of(unit, fix.by),
        due=fix.due,
        turns=fix.turns,
        is_late=fix.state is FixState.open and fix.due <= today,
        done_by=_name(unit, fix.done_by),
        done_at=fix.done_at,
        done_words=fix.done_words,
        asked=_name(unit, fix.asked),
        verified_by=_name(unit, fix.verified_by),
        verified_at=fix.verified_at,
        reopened_by=_name(unit, fix.reopened_by),
        reopened_why=fix.reopened_why,
        dropped_by=_name(unit, fix.dropped_by),
        left=left,
        may_work=may(Deed.see_to_fix, roles),
        may_look=may(Deed.look_at_fix, roles) and not is_barred,
        is_mine=fix.owner == reader,
        wanted_it=fix.by == reader,
        did_it=fix.done_by == reader,
    )


def _draws(kind: str, card: Callable[[FixView, int], Message]) -> Renderer:
    def draw(unit: Unit, subject: str) -> Message | None:
        """Nothing where it was answered, or is somebody else's, while it waited for the morning. No customer is named."""
        fix, turn = reminding.read_subject(unit, subject)
        if fix is None:
            return None
        wanted = FixState.done if kind in (reminding.LOOK, reminding.LOOK_AGAIN) else FixState.open
        is_open = fix.state is wanted and str(fix.turns) == turn
        if not is_open and not unit.shown(kind, subject):
            return None
        shown = unit.shown(kind, subject)
        today = today_of(unit, fix.owner)
        reader = shown.target if shown else (fix.asked or fix.owner)
        return card(_view(unit, fix, reader, today, ()), int(turn))

    return draw


def _draw_told(unit: Unit, subject: str) -> Message | None:
    """Nothing where nobody is left who may be contacted, unless it stands there already."""
    fix, person = reminding.read_subject(unit, subject)
    if fix is None:
        return None
    view = told_view(unit, fix, person)
    is_wanted = view.holds and bool(view.left)
    return blocks.told_card(view) if is_wanted or unit.shown(reminding.TOLD, subject) else None


CARDS: Mapping[str, Renderer] = {
    reminding.FIX: _draws(reminding.FIX, blocks.fix_card),
    reminding.DUE: _draws(reminding.DUE, blocks.due_card),
    reminding.AGAIN: _draws(reminding.AGAIN, blocks.again_card),
    reminding.LATE: _draws(reminding.LATE, blocks.late_card),
    reminding.LOOK: _draws(reminding.LOOK, blocks.look_card),
    reminding.LOOK_AGAIN: _draws(reminding.LOOK_AGAIN, blocks.look_card),
    reminding.TOLD: _draw_told,
}


def _name(unit: Unit, person: str | None) -> str | None:
    return name_of(unit, person) if person else None
