"""Who is away, wants no messages, or is in a user group, as Slack tells it; and what an app need not be granted."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.sandbox.firm import Usergroup
from bot.sandbox.membership import add_group
from bot.sandbox.server import Address
from bot.sandbox.workspace import LocalWorkspace
from tests.sandbox.firms import manifest
from tests.sandbox.lantern import Client, client_of


@pytest.fixture
async def client(workspace: LocalWorkspace, address: Address) -> AsyncIterator[Client]:
    """The SDK with the app's token."""
    async with client_of(workspace, address) as made:
        yield made


async def test_a_status_stands_beside_a_name_until_it_is_over(workspace: LocalWorkspace, client: Client) -> None:
    handle, until = workspace.handles()[0], workspace.seconds() + 3600
    workspace.change_person(handle, status_emoji=":palm_tree:", status_text="Vacationing", status_until=until)
    person = workspace.account(handle).id

    profile = (await client.users_info(user=person))["user"]["profile"]
    assert (profile["status_emoji"], profile["status_text"], profile["status_expiration"]) == (
        ":palm_tree:",
        "Vacationing",
        until,
    )

    await workspace.clock.advance(hours=1)
    profile = (await client.users_info(user=person))["user"]["profile"]
    assert (profile["status_emoji"], profile["status_text"], profile["status_expiration"]) == ("", "", 0)


async def test_quiet_hours_are_told_while_they_last_and_before_they_begin(
    workspace: LocalWorkspace, client: Client
) -> None:
    handle, now = workspace.handles()[0], workspace.seconds()
    person = workspace.account(handle).id
    assert not (await client.dnd_info(user=person))["dnd_enabled"]

    workspace.change_person(handle, dnd_until=now + 600)
    told = await client.dnd_info(user=person)
    assert (told["dnd_enabled"], told["next_dnd_start_ts"], told["next_dnd_end_ts"]) == (True, now, now + 600)

    workspace.change_person(handle, dnd_from=now + 60, dnd_until=now + 600)
    assert (await client.dnd_info(user=person))["next_dnd_start_ts"] == now + 60


async def test_presence_and_groups_are_told(workspace: LocalWorkspace, client: Client) -> None:
    handle = workspace.handles()[0]
    workspace.change_person(handle, presence="away")
    person = workspace.account(handle).id
    group = add_group(workspace, Usergroup("callers", "Callers", (handle,)))

    assert (await client.users_getPresence(user=person))["presence"] == "away"
    assert [one["handle"] for one in (await client.usergroups_list())["usergroups"]][-1] == "callers"
    assert (await client.usergroups_users_list(usergroup=group.id))["users"] == [person]


def test_what_is_optional_must_be_asked_for_all_the_same(workspace: LocalWorkspace) -> None:
    asked = manifest()
    asked["oauth_config"]["scopes"]["bot_optional"] = ["admin"]

    with pytest.raises(ValueError, match="Optional scopes"):
        workspace.install(asked)
