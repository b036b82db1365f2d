"""How an app is reached: signatures, acks within three seconds, retries of events, response URLs, sockets."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs

import aiohttp
import pytest
from aiohttp import web
from slack_sdk.signature import SignatureVerifier

from bot.sandbox.errors import AppTrouble
from bot.sandbox.records import App
from bot.sandbox.server import Address
from bot.sandbox.workspace import LocalWorkspace
from tests.sandbox.lantern import BUTTONS, Lantern, client_of, over_http, over_socket

pytestmark = pytest.mark.every_way


class Endpoint:
    """A request URL that answers as a test wants, and keeps what came."""

    def __init__(self) -> None:
        self.came: list[tuple[dict[str, str], str]] = []
        self.statuses: list[int] = []
        self.hang = asyncio.Event()
        self.hanging = False

    async def handle(self, request: web.Request) -> web.Response:
        """Answers with the next status, or not at all."""
        body = await request.text()
        self.came.append(({key.lower(): value for key, value in request.headers.items()}, body))
        if self.hanging:
            await self.hang.wait()
        if body.startswith("{") and "challenge" in json.loads(body):
            return web.json_response({"challenge": json.loads(body)["challenge"]})
        return web.Response(status=self.statuses.pop(0) if self.statuses else 200)


@pytest.fixture
async def installed(workspace: LocalWorkspace, address: Address) -> App:
    """The app, in a served workspace."""
    assert address.url == workspace.base_url
    (app,) = workspace.apps.values()
    return app


@pytest.fixture
async def endpoint(installed: App) -> AsyncIterator[Endpoint]:
    """The app's request URL."""
    made = Endpoint()
    app = web.Application()
    app.router.add_post("/slack/events", made.handle)
    runner = web.AppRunner(app, access_log=None, handler_cancellation=True)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    installed.request_url = f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
    yield made
    made.hang.set()
    await runner.cleanup()


async def test_requests_are_signed_and_shaped_as_slack_does(
    workspace: LocalWorkspace, installed: App, endpoint: Endpoint
) -> None:
    """A command is a form, an interaction a form with `payload`, an event JSON; the SDK accepts each signature."""
    maya = workspace.person("maya")
    await maya.types("/lost Acme", channel="general")
    await maya.uses_shortcut("Worried")
    await maya.says("hello", channel="general")

    verifier = SignatureVerifier(installed.signing_secret)
    assert all(verifier.is_valid_request(body, headers) for headers, body in endpoint.came)
    command, shortcut, event = (body for _, body in endpoint.came)
    assert parse_qs(command)["command"] == ["/lost"]
    assert json.loads(parse_qs(shortcut)["payload"][0])["type"] == "shortcut"
    assert json.loads(event)["event"]["text"] == "hello"
    assert await workspace.delivery.verify(installed)


async def test_an_app_that_does_not_ack_in_time_is_trouble(workspace: LocalWorkspace, endpoint: Endpoint) -> None:
    """The person is told after the deadline (shortened here); a refusal and an absent app are told too."""
    maya = workspace.person("maya")
    assert workspace.delivery.ack_seconds == 3.0
    workspace.delivery.ack_seconds = 0.05
    endpoint.hanging = True
    with pytest.raises(AppTrouble, match="operation_timeout"):
        await maya.types("/lost", channel="general")

    endpoint.hanging, endpoint.statuses = False, [500]
    with pytest.raises(AppTrouble, match="http_error 500"):
        await maya.types("/lost", channel="general")

    (app,) = workspace.apps.values()
    app.request_url = None
    with pytest.raises(AppTrouble, match="dispatch_failed"):
        await maya.types("/lost", channel="general")


async def test_an_event_is_sent_again_three_times_at_most(workspace: LocalWorkspace, endpoint: Endpoint) -> None:
    """The retries carry their number, the reason and the same event id."""
    workspace.delivery.retry_waits = (0, 0, 0)
    endpoint.statuses = [500, 500, 500, 500]

    await workspace.person("maya").says("hello", channel="general")

    numbers = [headers.get("x-slack-retry-num") for headers, _ in endpoint.came]
    assert numbers == [None, "1", "2", "3"]
    assert endpoint.came[1][0]["x-slack-retry-reason"] == "http_error"
    assert len({json.loads(body)["event_id"] for _, body in endpoint.came}) == 1


async def test_an_event_that_arrives_late_is_not_sent_a_third_time(
    workspace: LocalWorkspace, endpoint: Endpoint
) -> None:
    """One failure, one retry, and then rest."""
    workspace.delivery.retry_waits = (0, 0, 0)
    endpoint.statuses = [503]

    await workspace.person("maya").says("hello", channel="general")

    assert len(endpoint.came) == 2


async def test_a_response_url_lasts_five_uses_and_thirty_minutes(
    workspace: LocalWorkspace, endpoint: Endpoint
) -> None:
    """Answers go to the asker alone, or into the channel; then the address is spent."""
    maya, tom = workspace.person("maya"), workspace.person("tom")

    async def given() -> str:
        await maya.types("/lost", channel="general")
        return parse_qs(endpoint.came[-1][1])["response_url"][0]

    async def answer(url: str, body: dict[str, Any]) -> int:
        async with aiohttp.ClientSession() as http, http.post(url, json=body) as response:
            return response.status

    url = await given()
    statuses = [await answer(url, {"text": f"answer {number}"}) for number in range(6)]
    assert statuses == [200] * 5 + [404]
    assert [message.text for message in maya.messages("general")] == [f"answer {n}" for n in range(5)]
    assert tom.messages("general") == []

    url = await given()
    assert await answer(url, {"text": "to all", "response_type": "in_channel"}) == 200
    assert tom.newest().text == "to all"
    assert await answer(url, {"blocks": [{"type": "nonsense"}]}) == 400
    await workspace.clock.leap(minutes=31)
    assert await answer(url, {"text": "late"}) == 404


async def test_an_ephemeral_can_be_replaced_and_deleted(workspace: LocalWorkspace, endpoint: Endpoint) -> None:
    """By the response URL of a press on it, which carries no message."""
    maya = workspace.person("maya")
    async with client_of(workspace, Address("", f"{workspace.base_url}/api/")) as client:
        general = workspace.channel("general").id
        await client.chat_postEphemeral(channel=general, user=maya.user_id, text="psst", blocks=BUTTONS)
    await maya.presses("I can't now")
    payload = json.loads(parse_qs(endpoint.came[-1][1])["payload"][0])

    async with aiohttp.ClientSession() as http:
        await (await http.post(payload["response_url"], json={"text": "ok", "replace_original": True})).read()
        replaced = [message.text for message in maya.messages("general")]
        await (await http.post(payload["response_url"], json={"delete_original": True})).read()

    assert "message" not in payload
    assert payload["container"]["is_ephemeral"]
    assert replaced == ["ok"]
    assert maya.messages("general") == []


async def test_a_socket_is_preferred_while_it_is_held(
    workspace: LocalWorkspace, address: Address, installed: App
) -> None:
    """With both ways open Slack uses the socket; when it closes, the request URL."""
    maya = workspace.person("maya")
    async with over_http(installed, address) as web_app:
        async with over_socket(installed, address) as socket_app:
            await maya.types("/lost help", channel="general")
        await workspace.until(lambda: not workspace.delivery.sockets)
        await maya.types("/lost help", channel="general")

    assert (socket_app.count("command"), web_app.count("command")) == (1, 1)


async def test_a_socket_is_refreshed_without_losing_anything(
    workspace: LocalWorkspace, address: Address, installed: App
) -> None:
    """After `disconnect` the client connects anew and hears the next command."""
    maya = workspace.person("maya")
    async with over_socket(installed, address) as app:
        first = workspace.delivery.sockets[installed.app_id][0]
        await workspace.refresh_sockets(installed)
        await workspace.until(
            lambda: [s for s in workspace.delivery.sockets.get(installed.app_id, []) if s is not first] != []
        )
        await workspace.until(lambda: first not in workspace.delivery.sockets[installed.app_id])
        await maya.types("/lost help", channel="general")

    assert app.count("command") == 1


async def test_a_ticket_opens_one_socket(workspace: LocalWorkspace, installed: App, address: Address) -> None:
    """The address from apps.connections.open is good once."""
    async with client_of(workspace, address) as client, aiohttp.ClientSession() as http:
        url = (await client.apps_connections_open(app_token=installed.app_token))["url"]
        async with http.ws_connect(url) as first:
            hello = await first.receive_json()
            with pytest.raises(aiohttp.WSServerHandshakeError):
                await http.ws_connect(url)

    assert (hello["type"], hello["num_connections"]) == ("hello", 1)


async def test_a_press_lives_as_long_as_the_clock_says(workspace: LocalWorkspace, lantern: Lantern) -> None:
    """Bolt's own `respond` works on both transports."""
    tom = workspace.person("tom")
    await lantern.client.chat_postMessage(channel=tom.user_id, text="Will you?", blocks=BUTTONS)

    await tom.presses("I'll do it")

    assert (await tom.sees("Thank you.")).blocks == []
    assert all(
        workspace.now() - reply.made <= timedelta(minutes=30) for reply in workspace.triggers.replies.values()
    )
