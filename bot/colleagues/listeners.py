"""Slack comes in: people and memberships change; and nobody but colleagues gets past the gate."""

from __future__ import annotations

from dataclasses import dataclass

from bot.colleagues import blocks
from bot.colleagues.blocks import for_colleagues_only, not_for_guests, opened_words
from bot.colleagues.service import (
    choose_hours,
    colleague,
    hear_of_person,
    is_first,
    joined,
    learn_person,
    open_item,
    own_hours,
    parted,
    standing,
)
from bot.slack.answers import Answer, Errors, Show
from bot.slack.directory import SlackPerson, person_from_event
from bot.slack.door import Door, Gate, Welcome
from bot.slack.errors import End, Refused
from bot.slack.kit import escape, message
from bot.slack.reading import reading
from bot.slack.request import Request
from bot.work.deps import Deps
from bot.work.unit import Unit
from bot.workspace.roles import Role


@dataclass(frozen=True)
class Known:
    """What a person is to the workspace, and their language, as Slack spells it."""

    roles: frozenset[Role]
    language: str | None = None


def register(door: Door, deps: Deps) -> None:
    """Keep in step with Slack, and keep the gate of the door."""

    async def learn(request: Request) -> None:
        with reading():
            person = person_from_event(dict(request.payload["user"]), request.workspace)
        await deps.unit.once(request.once, request.workspace, hear_of_person, person)

    async def came(request: Request) -> None:
        await deps.unit.once(request.once, request.workspace, joined, request.channel or "", request.person)

    async def went(request: Request) -> None:
        await deps.unit.once(request.once, request.workspace, parted, request.channel or "", request.person)

    async def open_one(request: Request) -> None:
        opened = await deps.unit(request.workspace, open_item, request.person, str(request.value.get("i", "")))
        words = opened_words(opened)
        if words is not None:
            await request.reply(message(escape(words)))

    async def ask_for_hours(request: Request) -> Answer:
        return Show(blocks.hours_form(await deps.unit(request.workspace, own_hours, request.person)))

    async def take_hours(request: Request) -> Answer | None:
        form = blocks.parse_hours(request.values)
        if isinstance(form, dict):
            return Errors(form)
        problem = await deps.unit(request.workspace, choose_hours, request.person, form)
        return Errors(blocks.hours_words(problem)) if problem else None

    door.gate = make_gate(deps)
    door.press(blocks.OPEN, open_one)
    door.press(blocks.HOURS, ask_for_hours)
    door.submission(blocks.HOURS_FORM, take_hours)
    door.event("team_join", learn)
    door.event("user_change", learn)
    door.event("member_joined_channel", came)
    door.event("member_left_channel", went)


def make_gate(deps: Deps) -> Gate:
    """What lets colleagues pass, and tells everybody else, kindly, that this is not for them.

    Slack gives each gesture a trigger id of its own, so one that was here before is a replay, and nothing comes of it. For
    what a colleague only looks at Slack itself takes that id once, so nothing is written, and nothing read that is known.
    """

    async def gate(request: Request) -> Welcome | str | None:
        if request.only_looks:
            known = await deps.unit.glance(request.workspace, _if_known, request.person)
            known = known or await _known(deps, request.workspace, request.person)
            if Role.member in known.roles:
                return Welcome(known.language)
        first, known = await deps.unit(request.workspace, _meet, request.person, request.trigger)
        if not first:
            return None
        known = known or await _known(deps, request.workspace, request.person)
        return Welcome(known.language) if Role.member in known.roles else await refusal(deps, request.workspace, known.roles)

    return gate


async def standing_of(deps: Deps, workspace: str, person: str) -> frozenset[Role]:
    """What a person is to the workspace; somebody unknown is looked up in Slack first."""
    return (await _known(deps, workspace, person)).roles


async def refusal(deps: Deps, workspace: str, roles: frozenset[Role]) -> str:
    """What somebody hears who is not a colleague but `roles`, in plain text."""
    install = await deps.slack.installs.of(workspace)
    return (not_for_guests if Role.guest in roles else for_colleagues_only)(install.name if install else None)


async def _known(deps: Deps, workspace: str, person: str) -> Known:
    known = await deps.unit(workspace, _if_known, person)
    if known is not None:
        return known
    try:
        found = await deps.directory.person(workspace, person)
    except Refused as refused:
        if refused.end is End.PERSON_GONE:
            return Known(frozenset({Role.outsider}))
        raise
    return await deps.unit(workspace, _learn, found)


def _meet(unit: Unit, person: str, trigger: str | None) -> tuple[bool, Known | None]:
    """Whether this gesture is here for the first time, and what we know of whoever made it."""
    return trigger is None or is_first(unit, trigger), _if_known(unit, person)


def _if_known(unit: Unit, person: str) -> Known | None:
    known = colleague(unit, person)
    return Known(standing(unit, person), known.locale) if known else None


def _learn(unit: Unit, person: SlackPerson) -> Known:
    learn_person(unit, person)
    return Known(standing(unit, person.id), person.locale)
