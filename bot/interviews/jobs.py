"""Time comes in: somebody is to be chosen, nobody answered, it is time to ask how it goes."""

from __future__ import annotations

from dataclasses import replace

from bot.colleagues.jobs import look_at_absence
from bot.colleagues.values import Absence
from bot.interviews.rules import is_channel_of
from bot.interviews.service import (
    ask_chosen,
    choose_interviewer,
    pass_on_unanswered,
    person_to_ask,
    prompt_when_due,
    remind_of_questions,
    show_guide_when_due,
    sought_for,
)
from bot.interviews.values import ChannelsSeen
from bot.slack.errors import Refused, SlackError
from bot.work.deps import Deps
from bot.work.parts import Due, Handler
from bot.work.unit import Unit

MOST_CHANNELS = 10
"""A customer has few channels of their own; more than this are not theirs alone."""


async def look_at_channels(deps: Deps, due: Due) -> ChannelsSeen:
    """Who is in the customer's channels now, and in the group of those who may be asked.

    What cannot be read is said so, not ignored.
    """
    sought = await deps.unit(due.workspace, sought_for, due.subject)
    if sought is None:
        return ChannelsSeen()
    seen = await _look_for_channels(deps, due.workspace, sought.customer)
    return await _look_into_group(deps, due.workspace, sought.group, seen) if sought.group else seen


async def look_at_the_chosen(deps: Deps, due: Due) -> Absence | None:
    """Whether the one who is about to be asked is away, or wants no messages now. Nobody else is looked at."""
    person = await deps.unit(due.workspace, person_to_ask, due.facts["request"])
    if person is None:
        return None
    return await look_at_absence(deps, due.workspace, person)


def choose(unit: Unit, due: Due, seen: ChannelsSeen) -> None:
    """Ask the right stranger."""
    choose_interviewer(unit, due.subject, seen, due.facts.get("looks", 1), due.facts.get("away", ()))


def ask(unit: Unit, due: Due, absent: Absence | None) -> None:
    """Ask whoever was chosen, now that they work."""
    ask_chosen(unit, due.facts["request"], absent, due.facts.get("away", ()))


def pass_on(unit: Unit, due: Due, _facts: None) -> None:
    """Nobody answered: ask the next."""
    pass_on_unanswered(unit, due.subject)


def prompt(unit: Unit, due: Due, _facts: None) -> None:
    """Ask how it goes."""
    prompt_when_due(unit, due.subject, due.facts, due.due)


def guide(unit: Unit, due: Due, _facts: None) -> None:
    """Show the guide again before the appointment."""
    show_guide_when_due(unit, due.subject)


def remind(unit: Unit, due: Due, _facts: None) -> None:
    """Ask how it stands with the questions in writing."""
    remind_of_questions(unit, due.subject)


async def _look_for_channels(deps: Deps, workspace: str, customer: str) -> ChannelsSeen:
    try:
        channels = await deps.directory.channels(workspace)
    except Refused:
        return ChannelsSeen(listed=False)
    except SlackError:
        return ChannelsSeen(listed=False, later=True)
    theirs = [
        one.id for one in channels if not one.is_general and is_channel_of(one.name, customer, shared=one.is_shared)
    ]
    return await _look_into(deps, workspace, theirs[:MOST_CHANNELS])


async def _look_into(deps: Deps, workspace: str, channels: list[str]) -> ChannelsSeen:
    members: dict[str, frozenset[str]] = {}
    unread: list[str] = []
    later = False
    for channel in channels:
        try:
            members[channel] = frozenset(await deps.directory.members(workspace, channel))
        except SlackError as error:
            unread.append(channel)
            later |= not isinstance(error, Refused)
    return ChannelsSeen(members, tuple(unread), later=later)


async def _look_into_group(deps: Deps, workspace: str, group: str, seen: ChannelsSeen) -> ChannelsSeen:
    """Who is in the group of those who may be asked; left open where Slack does not say."""
    try:
        return replace(seen, group=frozenset(await deps.directory.group_members(workspace, group)))
    except Refused:
        return seen
    except SlackError:
        return replace(seen, later=True)


HANDLERS: dict[str, Handler] = {
    "choose_interviewer": Handler(act=choose, look=look_at_channels),
    "ask_interviewer": Handler(act=ask, look=look_at_the_chosen),
    "request_unanswered": Handler(act=pass_on),
    "appointment_guide": Handler(act=guide),
    "questions_reminder": Handler(act=remind),
    "interview_prompt": Handler(act=prompt),
}
