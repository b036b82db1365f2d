"""Time comes in: what Slack's events may have missed of kept threads is read again, and files are fetched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.colleagues.listeners import standing_of
from bot.departures.listeners.links import permalink
from bot.folder.blocks.threads import LEAVE_OUT
from bot.folder.fetching import HANDLERS as FETCHING
from bot.folder.listeners.threads import WRITTEN
from bot.folder.messages import read_message
from bot.folder.service.reading import NIGHT, read_at_night, take_in_one, take_in_page
from bot.folder.service.threads import (
    READ_MESSAGE,
    READ_THREAD,
    Read,
    ThreadPlace,
    is_unknown,
    keep_link,
    place_of,
    thread_at,
)
from bot.slack.errors import End, Refused
from bot.work.deps import Deps
from bot.work.parts import Due, Handler
from bot.work.unit import Unit


@dataclass(frozen=True)
class Page:
    """A page of a thread as it was read `at` that timestamp; `more` is Slack's cursor of the next."""

    place: ThreadPlace
    found: tuple[Read, ...]
    more: str | None
    at: str


@dataclass(frozen=True)
class One:
    """A message as it was read `at` that timestamp; none was found where it is gone."""

    found: Read | None
    at: str


async def look_at_thread(deps: Deps, due: Due) -> Page | None:
    """A page of a kept thread; None where nothing of it is kept any more, or Slack does not show it."""
    place = await deps.unit(due.workspace, place_of, due.subject)
    if place is None:
        return None
    at = _timestamp(deps)
    try:
        if (await deps.directory.channel(due.workspace, place.channel)).is_shared:
            return None
        found, more = await deps.directory.replies(
            due.workspace, place.channel, place.root, oldest=place.since, cursor=due.facts.get("cursor")
        )
    except Refused as refused:
        if refused.end in _NOT_SHOWN or refused.code == "invalid_cursor":
            return None
        raise
    place = await _with_link(deps, due.workspace, place)
    read = [_read(one, place.channel) for one in found if one.get("subtype") in WRITTEN]
    await _learn(deps, due.workspace, read)
    return Page(place, tuple(read), more, at)


def take_in_thread(unit: Unit, due: Due, page: Page | None) -> None:
    """Let the folder follow what was read."""
    if page is not None:
        take_in_page(unit, due, page.place, page.found, page.more, page.at)


async def look_at_message(deps: Deps, due: Due) -> One | None:
    """One message as it stands in Slack now; None where Slack does not show us that channel."""
    channel, _, ts = due.subject.partition(":")
    at = _timestamp(deps)
    try:
        if (await deps.directory.channel(due.workspace, channel)).is_shared:
            return None
        found, _more = await deps.directory.replies(due.workspace, channel, ts, oldest=ts, latest=ts)
    except Refused as refused:
        if refused.end is End.MESSAGE_GONE:
            return One(None, at)
        if refused.end in _NOT_SHOWN:
            return None
        raise
    read = [_read(one, channel) for one in found if one["ts"] == ts and one.get("subtype") in WRITTEN]
    if not read:
        return One(None, at)
    await _learn(deps, due.workspace, read)
    place = await deps.unit(due.workspace, thread_at, channel, read[0].said.thread)
    if place is not None:
        await _with_link(deps, due.workspace, place)
    return One(read[0], at)


def take_in_message(unit: Unit, due: Due, one: One | None) -> None:
    """Let the folder follow what was read."""
    if one is not None:
        take_in_one(unit, due, one.found, one.at)


def read_all(unit: Unit, due: Due, facts: None) -> None:
    """It is night: kept threads are read."""
    del due, facts
    read_at_night(unit)


HANDLERS: Mapping[str, Handler] = {
    READ_THREAD: Handler(act=take_in_thread, look=look_at_thread),
    READ_MESSAGE: Handler(act=take_in_message, look=look_at_message),
    NIGHT: Handler(act=read_all),
    **FETCHING,
}
_NOT_SHOWN = frozenset({End.MESSAGE_GONE, End.TARGET_GONE, End.MISSING_SCOPE})


def _read(one: Mapping[str, Any], channel: str) -> Read:
    marks: Mapping[str, Any] = next((mark for mark in one.get("reactions") or () if mark["name"] == LEAVE_OUT), {})
    people = frozenset(marks.get("users") or ())
    return Read(read_message(one, channel), people, knows_all=int(marks.get("count") or 0) <= len(people))


async def _learn(deps: Deps, workspace: str, found: Sequence[Read]) -> None:
    """Whoever wrote or marked something is known before it is decided what that means."""
    people = {person for one in found for person in (one.said.author, *one.markers) if person}
    for person in sorted(people):
        if await deps.unit(workspace, is_unknown, person):
            await standing_of(deps, workspace, person)


async def _with_link(deps: Deps, workspace: str, place: ThreadPlace) -> ThreadPlace:
    if place.link is None:
        link = await permalink(deps, workspace, place.channel, place.root)
        if link:
            await deps.unit(workspace, keep_link, place.id, link)
    return place


def _timestamp(deps: Deps) -> str:
    return f"{deps.clock.now().timestamp():.6f}"
