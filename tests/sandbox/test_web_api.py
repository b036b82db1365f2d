"""The Web API refuses what Slack refuses, in Slack's words, to the real SDK."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError

from bot.sandbox.clock import Clock
from bot.sandbox.server import Address, serve
from bot.sandbox.workspace import LocalWorkspace
from tests.sandbox.firms import FIRM, MONDAY, manifest
from tests.sandbox.lantern import BUTTONS, Client, client_of


@pytest.fixture
async def client(workspace: LocalWorkspace, address: Address) -> AsyncIterator[Client]:
    """The SDK with the app's token."""
    async with client_of(workspace, address) as made:
        yield made


async def refusal(call: Any) -> dict[str, Any]:
    """What a call that must fail answers."""
    with pytest.raises(SlackApiError) as refused:
        await call
    data: dict[str, Any] = refused.value.response.data
    return data


async def error(call: Any) -> str:
    """The error code of a call that must fail."""
    return str((await refusal(call))["error"])


async def test_tokens_are_checked(workspace: LocalWorkspace, client: Client) -> None:
    """No token, a strange one, the wrong kind, a revoked one, one of an app that is gone."""
    (app,) = workspace.apps.values()

    assert await error(client.auth_test(token="")) == "not_authed"
    assert await error(client.auth_test(token="xoxb-other")) == "invalid_auth"
    assert await error(client.auth_test(token=app.app_token)) == "not_allowed_token_type"
    assert await error(client.apps_connections_open(app_token=app.bot_token)) == "not_allowed_token_type"
    await client.auth_revoke()
    assert await error(client.auth_test()) == "token_revoked"
    workspace.uninstall(app)
    assert await error(client.auth_test()) == "account_inactive"


async def test_scopes_are_those_of_the_manifest(workspace: LocalWorkspace, client: Client) -> None:
    """A missing scope is named, with those that the app has."""
    workspace.install(manifest(scopes=["commands", "channels:read"]))
    general = workspace.channel("general").id

    answer = await refusal(client.chat_postMessage(channel=general, text="hi"))

    assert (answer["error"], answer["needed"]) == ("missing_scope", "chat:write")
    assert answer["provided"] == "commands,channels:read"
    assert await error(client.conversations_list(types="private_channel")) == "missing_scope"
    assert await error(client.conversations_history(channel=general)) == "missing_scope"
    assert (await client.conversations_info(channel=general))["ok"]


async def test_a_channel_is_only_for_its_members(workspace: LocalWorkspace, client: Client) -> None:
    """Public channels are known but closed; private ones do not exist for the app."""
    maya = workspace.account("maya").id
    shared, secrets = workspace.channel("with-acme").id, workspace.channel("secrets").id

    assert await error(client.chat_postMessage(channel=shared, text="hi")) == "not_in_channel"
    assert await error(client.conversations_history(channel=shared)) == "not_in_channel"
    assert await error(client.chat_postMessage(channel=secrets, text="hi")) == "channel_not_found"
    assert await error(client.conversations_info(channel=secrets)) == "channel_not_found"
    assert await error(client.chat_postMessage(channel="C404", text="hi")) == "channel_not_found"
    general = workspace.channel("general").id
    rita = workspace.account("rita").id
    assert await error(client.chat_postEphemeral(channel=general, user=rita, text="hi")) == "user_not_in_channel"
    assert await error(client.conversations_invite(channel=general, users=maya)) == "already_in_channel"
    assert await error(client.conversations_invite(channel=general, users=rita)) == "cant_invite"
    workspace.archive("general")
    assert await error(client.chat_postMessage(channel=general, text="hi")) == "is_archived"


async def test_direct_messages_open_by_person(workspace: LocalWorkspace, client: Client) -> None:
    """By conversations.open or by posting to the person's id; not with outsiders, bots or the departed."""
    maya, rita, old = (workspace.account(handle).id for handle in ("maya", "rita", "old"))

    posted = await client.chat_postMessage(channel=maya, text="hi")
    opened = await client.conversations_open(users=maya)

    assert posted["channel"] == opened["channel"]["id"]
    assert posted["channel"].startswith("D")
    assert (await client.conversations_history(channel=posted["channel"]))["messages"][0]["text"] == "hi"
    assert await error(client.conversations_open(users=rita)) == "user_not_visible"
    assert await error(client.conversations_open(users=old)) == "user_disabled"
    assert await error(client.conversations_open(users="U404")) == "user_not_found"
    assert await error(client.chat_postMessage(channel=rita, text="hi")) == "channel_not_found"


async def test_messages_are_checked(workspace: LocalWorkspace, client: Client) -> None:
    """Empty, malformed, foreign and missing messages; metadata; threads."""
    general = workspace.channel("general").id
    theirs = await workspace.person("maya").says("hello", channel="general")
    mine = (await client.chat_postMessage(channel=general, text="mine"))["ts"]

    assert await error(client.api_call("chat.postMessage", json={"channel": general})) == "no_text"
    answer = await refusal(client.chat_postMessage(channel=general, blocks=[{"type": "input"}], text="x"))
    assert answer["error"] == "invalid_blocks"
    assert "missing required field: label [json-pointer:/blocks/0]" in answer["response_metadata"]["messages"][0]
    many = [{"text": "a"}] * 101
    assert await error(client.chat_postMessage(channel=general, text="x", attachments=many)) == "too_many_attachments"
    assert await error(client.chat_postMessage(channel=general, text="x", thread_ts="1.2")) == "thread_not_found"
    assert await error(client.chat_update(channel=general, ts="1.2", text="x")) == "message_not_found"
    assert await error(client.chat_update(channel=general, ts=theirs.ts, text="x")) == "cant_update_message"
    assert await error(client.chat_update(channel=general, ts=mine, text="x" * 4001)) == "msg_too_long"
    assert await error(client.chat_delete(channel=general, ts=theirs.ts)) == "cant_delete_message"
    bad = {"event_type": 1}
    assert await error(client.chat_postMessage(channel=general, text="x", metadata=bad)) == "invalid_metadata_format"
    assert len(workspace.channel("general").messages) == 2


async def test_an_update_keeps_the_blocks_and_metadata_it_does_not_mention(
    workspace: LocalWorkspace, client: Client
) -> None:
    """Text alone leaves the rest; an empty list takes the blocks away."""
    general = workspace.channel("general").id
    metadata = {"event_type": "delivery", "event_payload": {"id": 1}}
    posted = await client.chat_postMessage(channel=general, text="a", blocks=BUTTONS, metadata=metadata)
    message = workspace.message(general, posted["ts"])

    await client.chat_update(channel=general, ts=message.ts, text="b")
    kept = (message.text, len(message.blocks), message.metadata)
    await client.chat_update(channel=general, ts=message.ts, text="c", blocks=[])

    assert kept == ("b", 2, metadata)
    assert (message.text, message.blocks, message.metadata) == ("c", [], metadata)


async def test_history_pages_backwards_without_ephemerals_and_replies(
    workspace: LocalWorkspace, client: Client
) -> None:
    """Newest first, by cursor, with metadata on request; the thread has its own pages."""
    general, maya = workspace.channel("general").id, workspace.account("maya").id
    stamps = []
    for number in range(5):
        metadata = {"event_type": "e", "event_payload": {"n": number}}
        stamps.append((await client.chat_postMessage(channel=general, text=str(number), metadata=metadata))["ts"])
    await client.chat_postEphemeral(channel=general, user=maya, text="psst")
    for number in range(3):
        await client.chat_postMessage(channel=general, text=f"r{number}", thread_ts=stamps[0])

    first = await client.conversations_history(channel=general, limit=2, include_all_metadata=True)
    cursor = first["response_metadata"]["next_cursor"]
    second = await client.conversations_history(channel=general, limit=2, cursor=cursor)
    since = await client.conversations_history(channel=general, oldest=stamps[3], inclusive=True)
    replies = await client.conversations_replies(channel=general, ts=stamps[0], limit=2)

    assert stamps == sorted(set(stamps))
    assert [m["text"] for m in first["messages"]] == ["4", "3"]
    assert first["messages"][0]["metadata"]["event_payload"] == {"n": 4}
    assert [m["text"] for m in second["messages"]] == ["2", "1"]
    assert "metadata" not in second["messages"][0]
    assert [m["text"] for m in since["messages"]] == ["4", "3"]
    assert [m["text"] for m in replies["messages"]] == ["0", "r0"]
    assert replies["has_more"]
    assert replies["messages"][0]["reply_count"] == 3


async def test_people_are_listed_with_all_kinds_of_accounts(workspace: LocalWorkspace, client: Client) -> None:
    """Guests, outsiders, the deactivated, bots and Slackbot, each recognisable; pages by cursor."""
    members: list[dict[str, Any]] = []
    async for page in await client.users_list(limit=3):
        members += page["members"]
    known = {member["name"]: member for member in members}
    rita = await client.users_info(user=workspace.account("rita").id)
    found = await client.users_lookupByEmail(email="maya@northwind.example")

    assert set(known) == {"slackbot", "maya", "tom", "ines", "old", "rita", "lantern"}
    assert known["maya"]["is_owner"]
    assert known["ines"]["is_restricted"]
    assert known["old"]["deleted"]
    assert known["lantern"]["is_bot"]
    assert not known["slackbot"]["is_bot"]
    assert rita["user"]["is_stranger"]
    assert rita["user"]["team_id"] != known["maya"]["team_id"]
    assert (known["tom"]["tz"], known["tom"]["tz_offset"]) == ("America/New_York", -18000)
    assert found["user"]["name"] == "maya"
    assert await error(client.users_lookupByEmail(email="rita@acme.example")) == "users_not_found"


async def test_files_are_uploaded_and_shared(workspace: LocalWorkspace, client: Client) -> None:
    """The SDK's own upload; unshared images can stand in a block, others cannot."""
    general = workspace.channel("general").id

    shared = await client.files_upload_v2(filename="a.csv", content="a,b", channel=general, initial_comment="Here")
    chart = await client.files_upload_v2(filename="chart.png", content=b"\x89PNG")
    block = {"type": "image", "alt_text": "a chart", "slack_file": {"id": chart["file"]["id"]}}
    posted = await client.chat_postMessage(channel=general, text="chart", blocks=[block])

    (ts,) = workspace.file(shared["file"]["id"]).shares[general]
    assert workspace.message(general, ts).text == "Here"
    assert workspace.file(shared["file"]["id"]).data == b"a,b"
    assert posted["ok"]
    block["slack_file"] = {"id": shared["file"]["id"]}
    assert await error(client.chat_postMessage(channel=general, text="x", blocks=[block])) == "invalid_blocks"
    await client.files_delete(file=shared["file"]["id"])
    assert await error(client.files_info(file=shared["file"]["id"])) == "file_deleted"


async def test_a_file_is_read_by_those_who_may(workspace: LocalWorkspace, client: Client) -> None:
    """By the app's token, or by a person in a conversation that shows it."""
    file = await client.files_upload_v2(
        filename="a.txt", content="hello", channel=workspace.channel("general").id
    )
    url = file["file"]["url_private"]

    async with aiohttp.ClientSession() as http:
        async with http.get(url, headers={"authorization": f"Bearer {client.token}"}) as answer:
            assert await answer.text() == "hello"
        async with http.get(f"{url}?as=tom") as answer:
            assert answer.status == 200
        async with http.get(f"{url}?as=rita") as answer:
            assert answer.status == 404
        async with http.get(url) as answer:
            assert answer.status == 404


async def test_workflow_steps_are_completed_once(workspace: LocalWorkspace, client: Client) -> None:
    """functions.completeSuccess keeps the outputs; a second completion is refused."""
    (app,) = workspace.apps.values()
    run_id = workspace.run_function(app, "log", {"customer": "Acme"})

    await client.functions_completeSuccess(function_execution_id=run_id, outputs={"done": True})

    assert workspace.runs[run_id]["outputs"] == {"done": True}
    again = client.functions_completeError(function_execution_id=run_id, error="no")
    assert await error(again) == "function_execution_already_completed"


async def test_rates_are_enforced_on_the_workspaces_clock(workspace: LocalWorkspace, client: Client) -> None:
    """One message a second in a channel; a 429 says how long to wait, and the clock ends the wait."""
    workspace.rates.enforce = True
    general = workspace.channel("general").id
    await client.chat_postMessage(channel=general, text="1")

    with pytest.raises(SlackApiError) as limited:
        await client.chat_postMessage(channel=general, text="2")
    await workspace.clock.advance(seconds=1)
    await client.chat_postMessage(channel=general, text="2")

    assert limited.value.response.status_code == 429
    assert limited.value.response.headers["retry-after"] == "1"
    assert (await client.users_info(user=workspace.account("maya").id))["ok"]


async def test_methods_have_their_own_minute(workspace: LocalWorkspace, client: Client) -> None:
    """Commercial apps may read history once a minute; others fifty times."""
    workspace.rates.enforce = workspace.rates.commercial = True
    general = workspace.channel("general").id
    await client.conversations_history(channel=general)

    with pytest.raises(SlackApiError) as limited:
        await client.conversations_history(channel=general)

    assert limited.value.response.headers["retry-after"] == "60"


async def test_commercial_apps_read_fifteen_messages_at_a_time_however_many_they_ask_for(
    workspace: LocalWorkspace, client: Client
) -> None:
    """In a channel and in a thread; the cursor leads to the rest."""
    workspace.rates.commercial = True
    general = workspace.channel("general")
    parent = await client.chat_postMessage(channel=general.id, text="parent")
    for number in range(20):
        await client.chat_postMessage(channel=general.id, text=str(number))
        await client.chat_postMessage(channel=general.id, text=f"reply {number}", thread_ts=parent["ts"])

    page = await client.conversations_history(channel=general.id, limit=200)
    rest = await client.conversations_history(
        channel=general.id, limit=200, cursor=page["response_metadata"]["next_cursor"]
    )
    thread = await client.conversations_replies(channel=general.id, ts=parent["ts"], limit=200)

    assert [len(one["messages"]) for one in (page, rest, thread)] == [15, 6, 15]
    assert page["has_more"]
    assert thread["has_more"]


async def test_faults_happen_on_demand(workspace: LocalWorkspace, client: Client) -> None:
    """429, 500, error codes and broken connections, so many times, where the test wants them."""
    general = workspace.channel("general").id
    faults, channel = workspace.faults, workspace.channel("general")
    faults.add(method="chat.postMessage", kind="429", retry_after=7)
    faults.add(method="chat.postMessage", kind="token_revoked", where=lambda args: args["text"] == "b")
    faults.add(method="chat.postMessage", kind="drop_before", where=lambda args: args["text"] == "c")
    faults.add(method="chat.postMessage", kind="drop_after", where=lambda args: args["text"] == "d")
    faults.add(method="users.info", kind="slow", seconds=0.01)

    with pytest.raises(SlackApiError) as limited:
        await client.chat_postMessage(channel=general, text="a")
    assert limited.value.response.headers["retry-after"] == "7"
    assert await error(client.chat_postMessage(channel=general, text="b")) == "token_revoked"
    with pytest.raises(aiohttp.ClientError):
        await client.chat_postMessage(channel=general, text="c")
    with pytest.raises(aiohttp.ClientError):
        await client.chat_postMessage(channel=general, text="d")

    assert [message.text for message in channel.messages.values()] == ["d"]
    assert (await client.users_info(user=workspace.account("maya").id))["ok"]
    assert (await client.chat_postMessage(channel=general, text="d"))["ok"]
    assert workspace.faults.waiting == []
    faults.add(method="*", kind="500")
    assert (await refusal(client.auth_test()))["error"] == "internal_error"


async def test_a_port_in_use_is_said_so(address: Address) -> None:
    """Serving on a taken port raises OSError and leaves nothing open."""
    port = int(address.url.rpartition(":")[2])

    with pytest.raises(OSError, match="in use"):
        async with serve(LocalWorkspace(FIRM, Clock(MONDAY, frozen=True)), port=port):
            pass
