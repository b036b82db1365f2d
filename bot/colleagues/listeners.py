"""Slack comes in: people and memberships change; and nobody but colleagues gets past the gate."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.colleagues.blocks import OPEN, for_colleagues_only, opened_words
from bot.colleagues.service import colleague, joined, learn_person, open_item, parted, standing
from bot.slack.directory import SlackPerson, person_from_event
from bot.slack.door import Door
from bot.slack.errors import End, Refused
from bot.slack.kit import escape, message
from bot.slack.request import Request
from bot.work.deps import Deps
from bot.work.unit import Unit
from bot.workspace.roles import Role

Gate = Callable[[Request], Awaitable[str | None]]


def register(door: Door, deps: Deps) -> None:
    """Keep in step with Slack, and keep the gate of the door."""

    async def learn(request: Request) -> None:
        person = person_from_event(dict(request.payload["user"]), request.workspace)
        await deps.unit.once(request.once, request.workspace, learn_person, person)

    async def came(request: Request) -> None:
        await deps.unit.once(request.once, request.workspace, joined, request.channel or "", request.person)

    async def went(request: Request) -> None:
        await deps.unit.once(request.once, request.workspace, parted, request.channel or "", request.person)

    async def open_one(request: Request) -> None:
        opened = await deps.unit(request.workspace, open_item, request.person, str(request.value.get("i", "")))
        words = opened_words(opened)
        if words is not None:
            await request.reply(message(escape(words)))

    door.gate = make_gate(deps)
    door.press(OPEN, open_one)
    door.event("team_join", learn)
    door.event("user_change", learn)
    door.event("member_joined_channel", came)
    door.event("member_left_channel", went)


def make_gate(deps: Deps) -> Gate:
    """What lets colleagues pass, and tells everybody else, kindly, that this is not for them."""

    async def gate(request: Request) -> str | None:
        if Role.member in await standing_of(deps, request.workspace, request.person):
            return None
        return await refusal(deps, request.workspace)

    return gate


async def standing_of(deps: Deps, workspace: str, person: str) -> frozenset[Role]:
    """What a person is to the workspace; somebody unknown is looked up in Slack first."""
    stands = await deps.unit(workspace, _standing_if_known, person)
    if stands is not None:
        return stands
    try:
        found = await deps.directory.person(workspace, person)
    except Refused as refused:
        if refused.end is End.PERSON_GONE:
            return frozenset({Role.outsider})
        raise
    return await deps.unit(workspace, _learn_standing, found)


async def refusal(deps: Deps, workspace: str) -> str:
    """What somebody hears who is not a colleague, in plain text."""
    install = await deps.slack.installs.of(workspace)
    return for_colleagues_only(install.name if install else None)


def _standing_if_known(unit: Unit, person: str) -> frozenset[Role] | None:
    return None if colleague(unit, person) is None else standing(unit, person)


def _learn_standing(unit: Unit, person: SlackPerson) -> frozenset[Role]:
    learn_person(unit, person)
    return standing(unit, person.id)
