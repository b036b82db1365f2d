"""What is known of each colleague that matters for choosing the interviewer."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, func, or_, select

from bot.colleagues.service import day_of, full_members, hours_of, is_away
from bot.customers.service import customer_of
from bot.departures.values import DepartureFacts
from bot.interviews.models import Interview, Request
from bot.interviews.rules import RECENT, considered, minutes_in_common
from bot.interviews.service.evidence import contacts_by_person, dealt_with, excluded_by, weighed_by
from bot.interviews.service.records import requests_of
from bot.interviews.service.willing import is_group_unread, pool_of, unwilling_now
from bot.interviews.values import STANDING, TAKEN, Candidate, ChannelsSeen, Choice, Decision, Evidence, RequestState
from bot.work.calendar import Hours, is_zone
from bot.work.unit import Unit
from bot.workspace.service import settings_of

WOULD_RATHER_NOT = (RequestState.cannot_now, RequestState.no_answer, RequestState.handed_over)


def candidates_for(
    unit: Unit, interview: Interview, departure: DepartureFacts, seen: ChannelsSeen, away: Collection[str] = ()
) -> list[Candidate]:
    """Every full member of the firm, with what speaks against asking them; of those `away` that has just turned out."""
    # The session keeps rows only while somebody holds them: no query for each person's hours, here and below.
    _settings, everybody = settings_of(unit), full_members(unit)
    dealt = dealt_with(unit, departure.customer_id)
    excluded, weighed = excluded_by(dealt, departure), weighed_by(unit, dealt, departure, interview)
    touches, pool, unwilling = contacts_by_person(unit, departure.customer_id), pool_of(unit, seen), unwilling_now(unit)
    asked, declined = _answers(unit, interview)
    is_open = or_(
        Request.state.in_((RequestState.chosen, RequestState.asked)),
        and_(Request.state == RequestState.accepted, Interview.state.in_(TAKEN)),
    )
    counts = Request.state.in_(STANDING)
    open_now = _counted(unit, is_open)
    recent = _counted(unit, counts, Request.asked_at >= unit.now - RECENT)
    last, theirs = _last_accepted(unit), _hours_there(unit, departure)
    return [
        Candidate(
            person=one.id,
            in_pool=pool is None or one.id in pool,
            willing=one.id not in unwilling,
            away=one.id in away or is_away(unit, one.id),
            dealings=excluded.get(one.id, frozenset()),
            faint=weighed.get(one.id, ()),
            touches=len(touches[one.id]) if one.id in touches else 0,
            last_touch=day_of(unit, one.id, touches[one.id][0].at) if one.id in touches else None,
            last_touch_kind=touches[one.id][0].kind if one.id in touches else None,
            channels=tuple(sorted(channel for channel, inside in seen.members.items() if one.id in inside)),
            logged=one.id == departure.logged_by,
            asked=one.id in asked,
            declined=one.id in declined,
            open=open_now.get(one.id, 0),
            recent=recent.get(one.id, 0),
            last=day_of(unit, one.id, last[one.id]) if one.id in last else None,
            overlap=_overlap(unit, one.id, theirs),
        )
        for one in everybody
    ]


def evidence_for(one: Candidate, choice: Choice, seen: ChannelsSeen, *, all_touches: int) -> Evidence:
    """Why this one, as it is kept with the request. `all_touches` is how many contacts are logged, whoever had them."""
    return Evidence(
        touches=one.touches,
        all_touches=all_touches,
        last_touch=one.last_touch.isoformat() if one.last_touch else None,
        last_touch_kind=one.last_touch_kind.value if one.last_touch_kind else None,
        dealings=tuple(sorted(kind.value for kind in one.dealings)),
        channels=one.channels,
        channels_seen=tuple(sorted(seen.members)),
        channels_unread=seen.unread,
        channels_listed=seen.listed,
        logged=one.logged,
        recent=one.recent,
        last=one.last.isoformat() if one.last else None,
        eligible=choice.eligible,
        considered=len(choice.order),
        faint=tuple(kind.value for kind in one.faint),
        overlap=one.overlap,
    )


def decision_for(unit: Unit, choice: Choice, seen: ChannelsSeen) -> Decision:
    """The choice as it is kept, whole."""
    settings = settings_of(unit)
    return Decision(
        people=considered(choice, settings.most_interviews),
        chosen=choice.chosen.person if choice.chosen else "",
        pool=settings.interview_pool.value,
        group_unread=is_group_unread(unit, seen),
    )


def _answers(unit: Unit, interview: Interview) -> tuple[set[str], set[str]]:
    """Who was asked already, and who of them would rather not: knowing the customer is no unwillingness, once."""
    asked, declined = set[str](), set[str]()
    for request in requests_of(unit, interview):
        if request.state is RequestState.withdrawn:
            continue
        asked.add(request.person)
        if request.state in WOULD_RATHER_NOT or Evidence.read(request.evidence).anyway:
            declined.add(request.person)
    return asked, declined


def _counted(unit: Unit, *which: ColumnElement[bool]) -> dict[str, int]:
    query = select(Request.person, func.count()).join(Interview, _its_interview()).where(*which)
    return dict(unit.session.execute(query.group_by(Request.person)).all())


def _last_accepted(unit: Unit) -> dict[str, datetime]:
    query = select(Request.person, func.max(Request.answered_at)).where(Request.state == RequestState.accepted)
    rows = unit.session.execute(query.group_by(Request.person))
    return {person: at for person, at in rows if at is not None}


def _its_interview() -> ColumnElement[bool]:
    return and_(Request.workspace == Interview.workspace, Request.interview == Interview.id)


def _hours_there(unit: Unit, departure: DepartureFacts) -> Hours | None:
    """When the customer works: nine to five by their own clock, where anybody said which that is."""
    zone = customer_of(unit, departure.customer_id).zone
    return Hours(ZoneInfo(zone)) if zone and is_zone(zone) else None


def _overlap(unit: Unit, person: str, theirs: Hours | None) -> int | None:
    if theirs is None:
        return None
    return minutes_in_common(hours_of(unit, person), theirs, unit.now.astimezone(theirs.zone).date())
