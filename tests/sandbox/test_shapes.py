"""What the workspace sends has no key that Slack's own payloads lack."""

import json
from pathlib import Path
from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.coverage import COVERAGE
from bot.sandbox.methods import METHODS
from bot.sandbox.workspace import LocalWorkspace
from tests.sandbox.firms import manifest
from tests.sandbox.lantern import BUTTONS, MODAL, Lantern, words

PAYLOADS = Path(__file__).parent / "payloads"
# Parts whose inside is the app's or the person's own. The `selected_…` of an action is a piece of its state.
FREE = {"state", "blocks", "attachments", "event_payload", "files", "icons", "shares"}
HOME = {"type": "home", "blocks": [{"type": "section", "text": words("Hello")}]}


def sample(path: str) -> Any:
    """A payload of Slack's by the path of its file."""
    return json.loads((PAYLOADS / path).read_text())


def strange(payload: Any, known: Any, at: str = "") -> list[str]:
    """The paths of keys that the sample does not have."""
    if isinstance(payload, list) and isinstance(known, list):
        return [path for item in payload for path in strange(item, known[0], at)] if known else []
    if not isinstance(payload, dict) or not isinstance(known, dict):
        return []
    found = [f"{at}.{key}" for key in payload if key not in known and key not in ("state", "blocks")]
    found = [path for path in found if not path.rpartition(".")[2].startswith("selected_")]
    for key in payload.keys() & known.keys() - FREE:
        found += strange(payload[key], known[key], f"{at}.{key}")
    return found


async def test_every_served_method_is_in_the_coverage_table_and_the_other_way_round(
    workspace: LocalWorkspace, lantern: Lantern
) -> None:
    """The table names exactly the methods that answer over HTTP."""
    assert set(COVERAGE) == set(METHODS)
    for method in COVERAGE:
        answer = await _answer(lantern.client, method, {})
        assert answer.get("error") != "unknown_method", method
    workspace.revoke(*workspace.apps.values())
    assert (await _answer(lantern.client, "chat.scheduleMessage", {}))["error"] == "unknown_method"


async def test_answers_of_the_web_api_have_slacks_shape(workspace: LocalWorkspace, lantern: Lantern) -> None:
    """Each method with a sample is called for real, and its answer compared."""
    client, maya, general = lantern.client, workspace.person("maya"), workspace.channel("general")
    posted = await client.chat_postMessage(
        channel=general.id, text="hi", blocks=BUTTONS, metadata={"event_type": "e", "event_payload": {"a": 1}}
    )
    ts = posted["ts"]
    await client.chat_postMessage(channel=general.id, text="reply", thread_ts=ts)
    await maya.reacts("wave", maya.newest("hi"))
    await maya.says("a reply", thread=workspace.message(general.id, ts))
    file = await client.files_upload_v2(filename="a.png", content=b"1234", channel=general.id)
    shared = workspace.channel("with-acme")
    await client.conversations_join(channel=shared.id)
    calls: dict[str, dict[str, Any]] = {
        "auth.test": {}, "team.info": {}, "users.info": {"user": maya.user_id, "include_locale": True},
        "users.list": {}, "conversations.list": {"types": "public_channel,private_channel,im"},
        "conversations.info": {"channel": shared.id, "include_num_members": True},
        "conversations.members": {"channel": general.id},
        "conversations.open": {"users": maya.user_id, "return_im": True},
        "conversations.history": {"channel": general.id, "include_all_metadata": True},
        "conversations.replies": {"channel": general.id, "ts": ts, "include_all_metadata": True},
        "conversations.join": {"channel": general.id},
        "conversations.invite": {"channel": shared.id, "users": workspace.account("tom").id},
        "chat.postMessage": {"channel": maya.user_id, "text": "hello", "blocks": BUTTONS},
        "chat.postEphemeral": {"channel": general.id, "user": maya.user_id, "text": "psst"},
        "chat.update": {"channel": general.id, "ts": ts, "text": "changed"},
        "chat.getPermalink": {"channel": general.id, "message_ts": ts},
        "views.publish": {"user_id": maya.user_id, "view": HOME},
        "files.info": {"file": file["file"]["id"]},
        "files.getUploadURLExternal": {"filename": "b.txt", "length": "3"},
        "usergroups.list": {"include_users": True},
        "usergroups.users.list": {"usergroup": next(iter(workspace.groups))},
        "chat.delete": {"channel": general.id, "ts": ts},
    }  # fmt: skip

    for method, args in calls.items():
        answer = await _answer(client, method, args)
        assert answer["ok"], (method, answer)
        assert strange(answer, sample(f"api/{method}.json")) == [], method
    opened = await lantern.client.apps_connections_open(app_token=lantern.installed.app_token)
    assert strange(opened.data, sample("api/apps.connections.open.json")) == []


async def test_views_have_slacks_shape(workspace: LocalWorkspace, lantern: Lantern) -> None:
    """What views.open, push and update answer."""
    maya = workspace.person("maya")
    (app,) = workspace.apps.values()
    trigger = workspace.triggers.give(app.app_id, maya.user_id)

    opened = await lantern.client.views_open(trigger_id=trigger, view=MODAL)
    deeper = workspace.triggers.give(app.app_id, maya.user_id, opened["view"]["id"])
    pushed = await lantern.client.views_push(trigger_id=deeper, view=MODAL)
    updated = await lantern.client.views_update(view_id=pushed["view"]["id"], view=MODAL)

    assert strange(opened.data, sample("api/views.open.json")) == []
    assert strange(pushed.data, sample("api/views.push.json")) == []
    assert strange(updated.data, sample("api/views.update.json")) == []
    assert pushed["view"]["previous_view_id"] == opened["view"]["id"]


async def test_interactions_have_slacks_shape(workspace: LocalWorkspace, lantern: Lantern) -> None:
    """Commands, presses in messages and modals, submissions, closings and message shortcuts."""
    maya = workspace.person("maya")
    await lantern.client.chat_postMessage(channel="#general", text="Will you call Acme?", blocks=BUTTONS)
    await maya.presses("I can't now")
    assert strange(lantern.last("press"), sample("interactions/BlockActionPayload.json")) == []
    await maya.presses("Hand over")
    assert strange(lantern.last("press"), sample("interactions/BlockActionPayload.json")) == []
    await maya.uses_message_shortcut("Keep this", maya.newest("Acme"))
    assert strange(lantern.last("shortcut"), sample("interactions/MessageShortcutPayload.json")) == []

    await maya.types("/lost", channel="general")
    assert strange(lantern.last("command"), sample("interactions/SlashCommandPayload.json")) == []
    await maya.enters(customer="Acme", where_it_stands="Has left")
    assert strange(lantern.last("press"), sample("interactions/BlockActionPayload.json")) == []
    await maya.submits()
    assert strange(lantern.last("submission"), sample("interactions/ViewSubmissionPayload.json")) == []
    await maya.types("/lost", channel="general")
    await maya.closes()
    await workspace.until(lambda: lantern.count("closed") > 0)
    assert strange(lantern.last("closed"), sample("interactions/ViewClosedPayload.json")) == []


async def test_events_have_slacks_shape(workspace: LocalWorkspace, lantern: Lantern) -> None:
    """Each event with a sample happens for real and is compared."""
    maya = workspace.person("maya")
    await lantern.client.views_publish(user_id=maya.user_id, view=HOME)
    await maya.opens_home()
    await maya.says("hello", channel="general")
    message = workspace.person("tom").newest("hello")
    workspace.join("secrets", "lantern", "tom")
    workspace.leave("secrets", "tom")
    workspace.deactivate("tom")
    workspace.rename("general", "everybody")
    await workspace.rest()
    for kind, name in (
        ("app_home_opened", "AppHomeOpened"), ("message", "Message"), ("member_joined_channel", "MemberJoinedChannel"),
        ("member_left_channel", "MemberLeftChannel"), ("user_change", "UserChange"),
        ("channel_rename", "ChannelRename"),
    ):  # fmt: skip
        assert strange(lantern.last(kind), sample(f"events/{name}Payload.json")) == [], kind

    await maya.edit(message.channel, message.ts, "changed")
    assert strange(lantern.last("message"), sample("events/MessageChangedPayload.json")) == []
    await maya.delete(message.channel, message.ts)
    assert strange(lantern.last("message"), sample("events/MessageDeletedPayload.json")) == []

    workspace.archive("everybody")
    await workspace.rest()
    assert strange(lantern.last("channel_archive"), sample("events/ChannelArchivePayload.json")) == []
    workspace.uninstall(*workspace.apps.values())
    await workspace.rest()
    for kind, name in (("tokens_revoked", "TokensRevoked"), ("app_uninstalled", "AppUninstalled")):
        assert strange(lantern.last(kind), sample(f"events/{name}Payload.json")) == [], kind


@pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")  # slack_sdk's own use of it
async def test_the_exchange_of_a_code_has_slacks_shape(workspace: LocalWorkspace, lantern: Lantern) -> None:
    """oauth.v2.access answers with the token that the app was installed with."""
    workspace.codes["a-code"] = workspace.account("maya").id
    app = lantern.installed

    answer = await AsyncWebClient(base_url=lantern.client.base_url).oauth_v2_access(
        client_id=app.client_id, client_secret=app.client_secret, code="a-code"
    )

    assert answer["access_token"] == app.bot_token
    assert strange(answer.data, sample("api/oauth.v2.access.json")) == []
    assert manifest()["oauth_config"]["scopes"]["bot"] == answer["scope"].split(",")


async def _answer(client: AsyncWebClient, method: str, args: dict[str, Any]) -> dict[str, Any]:
    assert client.session is not None
    headers = {"authorization": f"Bearer {client.token}"}
    async with client.session.post(f"{client.base_url}{method}", json=args, headers=headers) as response:
        data: dict[str, Any] = await response.json()
        return data
