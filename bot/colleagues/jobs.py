"""Time comes in: what Slack's events may have missed is read again every night."""

from __future__ import annotations

from collections.abc import Awaitable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

import structlog

from bot.colleagues.away import absence
from bot.colleagues.service import (
    BRIEF,
    EVERYBODY,
    LOOK_AT,
    MORE,
    READ_MEMBERS,
    READ_PEOPLE,
    bring_more,
    everybody_was_read,
    forget_gestures,
    hold_brief,
    is_brief_due,
    is_more_due,
    learn_members,
    learn_people,
    mirrored,
    plan_tonight,
)
from bot.colleagues.values import Absence
from bot.slack.directory import SlackPerson
from bot.slack.errors import End, Limited, Refused, SlackError
from bot.work.deps import Deps
from bot.work.parts import Due, Handler
from bot.work.unit import Unit, Units
from bot.workspace.service import lose_channel, own_places, trouble_with
from bot.workspace.values import ChannelTrouble

log = structlog.get_logger(__name__)

Told = TypeVar("Told")

AGAIN_AFTER = timedelta(hours=1)
IN_ONE_UNIT = 500


@dataclass(frozen=True)
class Inside:
    """A channel as it was found: what is wrong with it, or who is in it."""

    trouble: ChannelTrouble | None
    members: tuple[str, ...] = ()


async def look_at_people(deps: Deps, due: Due) -> bool:
    """Learn everybody whom Slack shows to the workspace; False when Slack could not be read now."""
    try:
        people = await deps.directory.people(due.workspace)
    except SlackError as error:
        log.warning("people not read", workspace=due.workspace, error=type(error).__name__)
        return False
    await learn_by_turns(deps.unit, due.workspace, people)
    return True


async def learn_by_turns(units: Units, workspace: str, people: Sequence[SlackPerson]) -> None:
    """Learn some people in each unit: whoever presses something meanwhile comes in between, in a firm of many thousands too."""
    for first in range(0, len(people), IN_ONE_UNIT):
        await units(workspace, learn_people, people[first : first + IN_ONE_UNIT])


def take_in_people(unit: Unit, due: Due, were_read: bool) -> None:
    """Have the channels that matter looked at, now that everybody is known; then plan the next night, or the next try."""
    if not were_read:
        again = unit.now + AGAIN_AFTER
        unit.plan(READ_PEOPLE, EVERYBODY, again, key=f"{READ_PEOPLE}:after:{due.id}")
        return
    everybody_was_read(unit)
    forget_gestures(unit)
    inside = mirrored(unit)
    for channel in inside:
        unit.plan(READ_MEMBERS, channel, unit.now, key=f"{READ_MEMBERS}:{channel}:{due.id}")
    for channel in own_places(unit) - inside:
        unit.plan(LOOK_AT, channel, unit.now, key=f"{LOOK_AT}:{channel}:{due.id}")
    plan_tonight(unit, READ_PEOPLE, EVERYBODY)


async def look_inside(deps: Deps, due: Due) -> Inside:
    """A channel and its members, or why it is none of ours any more. Raises what Slack's passing troubles raise."""
    try:
        trouble = await look_at_channel(deps, due)
        return Inside(trouble, () if trouble else await deps.directory.members(due.workspace, due.subject))
    except Refused as refused:
        if refused.end is End.TARGET_GONE:
            return Inside(ChannelTrouble.unseen)
        raise


async def look_at_channel(deps: Deps, due: Due) -> ChannelTrouble | None:
    """Why a channel is none of ours any more, if it is not. Raises what Slack's passing troubles raise."""
    try:
        facts = await deps.directory.channel(due.workspace, due.subject)
    except Refused as refused:
        if refused.end is End.TARGET_GONE:
            return ChannelTrouble.unseen
        raise
    return trouble_with(facts) or (None if facts.is_member else ChannelTrouble.not_inside)


def take_in_members(unit: Unit, due: Due, inside: Inside) -> None:
    """Mirror who is in a channel; one that is no longer ours alone is given up, and being in it counts for nothing."""
    learn_members(unit, due.subject, inside.members)
    if inside.trouble is not None:
        lose_channel(unit, due.subject, inside.trouble)


def take_in_trouble(unit: Unit, due: Due, trouble: ChannelTrouble | None) -> None:
    """A channel that hears of something else than the cards is given up when it is no longer ours alone."""
    if trouble is not None:
        lose_channel(unit, due.subject, trouble)


async def look_before_brief(deps: Deps, due: Due) -> Absence | None:
    """Whether somebody for whom something waits is away, or wants no messages now."""
    is_due = await deps.unit(due.workspace, is_brief_due, due.subject)
    return await look_at_absence(deps, due.workspace, due.subject) if is_due else None


async def look_before_more(deps: Deps, due: Due) -> Absence | None:
    """The same of somebody who is about to be interrupted."""
    is_due = await deps.unit(due.workspace, is_more_due, due.subject)
    return await look_at_absence(deps, due.workspace, due.subject) if is_due else None


def tell_brief(unit: Unit, due: Due, absent: Absence | None) -> None:
    """A person begins to work: tell them what waits."""
    hold_brief(unit, due.subject, absent)


def tell_more(unit: Unit, due: Due, absent: Absence | None) -> None:
    """Something cannot wait: tell it, if nothing else interrupted them today."""
    bring_more(unit, due.subject, absent)


async def look_at_absence(deps: Deps, workspace: str, person: str) -> Absence | None:
    """Whether somebody is away or wants no messages now, by what they let Slack say of them."""
    now = deps.clock.now()
    status = await _if_told(deps.directory.status(workspace, person))
    quiet = await _if_told(deps.directory.quiet_until(workspace, person, now))
    return absence(status, quiet, now)


async def _if_told(asked: Awaitable[Told]) -> Told | None:
    """What Slack says; without an answer nobody is kept from being asked, but where it wants us to wait, we do."""
    try:
        return await asked
    except Limited:
        raise
    except SlackError:
        return None


HANDLERS = {
    READ_PEOPLE: Handler(act=take_in_people, look=look_at_people),
    READ_MEMBERS: Handler(act=take_in_members, look=look_inside),
    LOOK_AT: Handler(act=take_in_trouble, look=look_at_channel),
    BRIEF: Handler(act=tell_brief, look=look_before_brief),
    MORE: Handler(act=tell_more, look=look_before_more),
}
