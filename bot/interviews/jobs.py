"""Time comes in: somebody is to be chosen, nobody answered, it is time to ask how it goes."""

from __future__ import annotations

from bot.interviews.rules import is_channel_of
from bot.interviews.service import (
    ask_chosen,
    choose_interviewer,
    customer_sought,
    pass_on_unanswered,
    prompt_when_due,
    remind_of_questions,
)
from bot.interviews.values import ChannelsSeen
from bot.slack.errors import Refused, SlackError
from bot.work.deps import Deps
from bot.work.parts import Due, Handler
from bot.work.unit import Unit

MOST_CHANNELS = 10
"""A customer has few channels of their own; more than this are not theirs alone."""


async def look_at_channels(deps: Deps, due: Due) -> ChannelsSeen:
    """Who is in the customer's channels now. One that cannot be read is said so, not ignored."""
    customer = await deps.unit(due.workspace, customer_sought, due.subject)
    if customer is None:
        return ChannelsSeen()
    try:
        channels = await deps.directory.channels(due.workspace)
    except Refused:
        return ChannelsSeen(listed=False)
    except SlackError:
        return ChannelsSeen(listed=False, later=True)
    theirs = [
        one.id for one in channels if not one.is_general and is_channel_of(one.name, customer, shared=one.is_shared)
    ]
    return await _look_into(deps, due.workspace, theirs[:MOST_CHANNELS])


def choose(unit: Unit, due: Due, seen: ChannelsSeen) -> None:
    """Ask the right stranger."""
    choose_interviewer(unit, due.subject, seen, due.facts.get("looks", 1))


def ask(unit: Unit, due: Due, _facts: None) -> None:
    """Ask whoever was chosen, now that they work."""
    ask_chosen(unit, due.facts["request"])


def pass_on(unit: Unit, due: Due, _facts: None) -> None:
    """Nobody answered: ask the next."""
    pass_on_unanswered(unit, due.subject)


def prompt(unit: Unit, due: Due, _facts: None) -> None:
    """Ask how it goes."""
    prompt_when_due(unit, due.subject, due.facts, due.due)


def remind(unit: Unit, due: Due, _facts: None) -> None:
    """Ask how it stands with the questions in writing."""
    remind_of_questions(unit, due.subject)


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


HANDLERS: dict[str, Handler] = {
    "choose_interviewer": Handler(act=choose, look=look_at_channels),
    "ask_interviewer": Handler(act=ask),
    "request_unanswered": Handler(act=pass_on),
    "questions_reminder": Handler(act=remind),
    "interview_prompt": Handler(act=prompt),
}
