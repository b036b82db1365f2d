"""Both ways in start, answer and stop within seconds, and let nothing in that is not Slack's."""

import asyncio
import hashlib
import hmac
import json
import socket
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import urlencode

import aiohttp
import pytest
from pydantic import SecretStr

from bot.slack import kit, serving
from bot.slack.answers import Errors
from bot.slack.client import NotSent, Refused, Slack
from bot.slack.door import Door
from bot.slack.request import Request
from bot.slack.serving import LARGEST_BODY, listening_http, listening_socket
from bot.work.clock import real_now
from tests.slack import payloads
from tests.slack.conftest import SIGNING_SECRET
from tests.slack.stand_in import StandIn

FORM = kit.modal("A form", "form", [kit.text_input("Who", "who")], submit="Save")
APP_TOKEN = SecretStr("xapp-1")


@pytest.fixture
async def address(door: Door) -> AsyncIterator[str]:
    async with listening_http(door, "127.0.0.1", 0) as port:
        yield f"http://127.0.0.1:{port}"


def signed(body: bytes, *, seconds_ago: int = 0, secret: str = SIGNING_SECRET) -> dict[str, str]:
    timestamp = str(int(real_now().timestamp()) - seconds_ago)
    digest = hmac.new(secret.encode(), b"v0:" + timestamp.encode() + b":" + body, hashlib.sha256)
    return {
        "X-Slack-Request-Timestamp": timestamp,
        "X-Slack-Signature": f"v0={digest.hexdigest()}",
        "Content-Type": "application/x-www-form-urlencoded",
    }


def interaction(payload: dict[str, Any]) -> bytes:
    return urlencode({"payload": json.dumps(payload)}).encode()


async def deliver(door: Door, address: str, body: bytes, headers: dict[str, str]) -> tuple[int, str]:
    async with door.slack.session.post(f"{address}/slack/events", data=body, headers=headers) as response:
        return response.status, await response.text()


async def spoken(address: str, rest: bytes) -> tuple[int, bool]:
    """The status that a request gets with these last headers and what follows them, and whether it was the last word."""
    host, _, port = address.removeprefix("http://").partition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    stamps = "".join(f"{name}: {value}\r\n" for name, value in signed(b"x").items())
    writer.write(f"POST /slack/events HTTP/1.1\r\nHost: {host}\r\n{stamps}".encode() + rest)
    answer = await asyncio.wait_for(reader.read(), 10)
    writer.close()
    await writer.wait_closed()
    return int(answer.split()[1]), reader.at_eof()


async def test_a_signed_command_over_http_reaches_its_handler(door: Door, address: str) -> None:
    heard: list[str] = []

    async def anything(request: Request) -> None:
        heard.append(request.text)

    door.otherwise(anything)
    body = urlencode(payloads.command("Acme & Söhne")).encode()

    status, text = await deliver(door, address, body, signed(body))
    await door.drain(5)

    assert (status, text) == (200, "")
    assert heard == ["Acme & Söhne"]


async def test_a_submission_over_http_is_answered_in_the_response(door: Door, address: str) -> None:
    async def refuses(_request: Request) -> Errors:
        return Errors({"who": "Who?"})

    door.submission("form", refuses)
    body = interaction(payloads.submission(FORM, {}))

    status, text = await deliver(door, address, body, signed(body))

    assert status == 200
    assert json.loads(text) == {"response_action": "errors", "errors": {"who": "Who?"}}


async def test_slacks_question_whether_we_are_there_is_answered(door: Door, address: str) -> None:
    body = json.dumps({"type": "url_verification", "challenge": "c4"}).encode()
    headers = signed(body) | {"Content-Type": "application/json"}

    status, text = await deliver(door, address, body, headers)

    assert (status, json.loads(text)) == (200, {"challenge": "c4"})


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-Slack-Request-Timestamp": "soon", "X-Slack-Signature": "v0=1"},
        {"X-Slack-Request-Timestamp": "²", "X-Slack-Signature": "v0=1"},
        {"X-Slack-Request-Timestamp": "1741000000"},
        {"X-Slack-Request-Timestamp": "9" * 5000, "X-Slack-Signature": "v0=" + "0" * 64},
        {"X-Slack-Request-Timestamp": "-1", "X-Slack-Signature": "v0=" + "0" * 64},
        signed(b"x") | {"X-Slack-Signature": "v0=é"},
        signed(b"x") | {"X-Slack-Signature": ""},
        signed(b"x") | {"x-slack-signature": "v0=" + "0" * 64},
        {"X-Slack-Signature": "v0=1"},
        signed(b"x", secret="another"),
        signed(b"command=other"),
        signed(b"x", seconds_ago=600),
    ],
)
async def test_what_is_not_signed_now_by_slack_stays_outside(door: Door, address: str, headers: dict[str, str]) -> None:
    status, _text = await deliver(door, address, b"x", headers)

    assert status == 401


async def test_a_body_that_says_it_is_huge_is_refused_unread(door: Door, address: str) -> None:
    body = b"x" * (LARGEST_BODY + 1)

    status, _text = await deliver(door, address, body, signed(body))

    assert status == 413


@pytest.mark.parametrize(
    "header", ["Content-Length: 10000000000", "Content-Length: 1000001\r\nExpect: 100-continue", "Content-Length: 1e9"]
)
async def test_a_body_that_is_announced_too_large_is_not_waited_for(address: str, header: str) -> None:
    """Not a byte of it is sent here, and the answer is there, and the connection closed."""
    status, closed = await spoken(address, f"{header}\r\n\r\n".encode())

    assert status == (400 if "1e9" in header else 413)
    assert closed


async def test_a_body_that_does_not_come_is_not_waited_for(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "BODY_WITHIN", 0.05)

    assert await spoken(address, b"Content-Length: 10\r\n\r\nabc") == (408, True)


async def test_an_idle_connection_is_kept_for_longer_than_a_proxy_keeps_it(
    door: Door, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who hangs up first may do so just when the other sends: Slack would be told that nobody is there."""
    loop, waits = asyncio.get_running_loop(), list[float]()
    later = loop.call_later

    def noted(seconds: float, *rest: Any, **more: Any) -> asyncio.TimerHandle:
        waits.append(seconds)
        return later(seconds, *rest, **more)

    monkeypatch.setattr(loop, "call_later", noted)
    async with door.slack.session.get(f"{address}/nothing-here") as response:
        await response.read()

    assert serving.IDLE_SECONDS > 60
    assert serving.IDLE_SECONDS in waits


async def test_a_body_that_turns_out_huge_is_refused_while_it_is_read(door: Door, address: str) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(12):
            yield b"x" * 100_000

    async with door.slack.session.post(f"{address}/slack/events", data=pieces(), headers=signed(b"x")) as response:
        assert response.status == 413


MISSHAPEN = (
    b"\xff\xfe",
    b"{not json",
    b'payload={"type"',
    b"payload=[]",
    b"payload=7",
    b"payload=" + b"[" * 5000,
    b"command=%2Flost-customer",
    interaction({"type": "block_actions"}),
    interaction({"type": "block_actions", "user": {"id": 7}, "actions": [{"action_id": "x"}]}),
    interaction({"type": "view_submission", "user": {"id": "U1"}, "view": "V1"}),
    interaction({"type": "view_submission", "user": {"id": "U1"}, "view": {"id": "V1", "blocks": [1]}}),
    interaction({"type": "block_suggestion", "user": []}),
    interaction({"type": "message_action", "user": {"id": "U1"}, "message": 3, "channel": {"id": "C1"}}),
    json.dumps({"type": "event_callback", "event": 4, "event_id": "Ev1"}).encode(),
    json.dumps({"type": "event_callback", "event": {"type": ["message"]}, "event_id": "Ev1"}).encode(),
    json.dumps({"type": "event_callback", "event": {"type": "message"}, "event_id": {"a": 1}}).encode(),
)


@pytest.mark.parametrize("body", MISSHAPEN)
async def test_a_signed_body_that_cannot_be_read_is_a_bad_request(door: Door, address: str, body: bytes) -> None:
    status, _text = await deliver(door, address, body, signed(body))

    assert status == 400


async def test_what_cannot_be_read_over_the_socket_is_not_acknowledged_and_the_next_thing_is(
    door: Door, stand_in: StandIn
) -> None:
    async def saves(_request: Request) -> None: ...

    door.submission("form", saves)

    async with listening_socket(door, APP_TOKEN):
        await stand_in.connected.wait()
        for payload in ({"type": "block_actions"}, {"type": "view_submission", "user": 3}, {"type": "shortcut"}):
            await stand_in.sockets[0].send_json({"type": "interactive", "envelope_id": "e0", "payload": payload})
        ack = await stand_in.send("interactive", payloads.submission(FORM, {}), "e1")

    assert ack == {"envelope_id": "e1"}


async def test_a_port_that_is_taken_is_said_at_once(door: Door) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()

        with pytest.raises(OSError, match="in use"):
            async with listening_http(door, "127.0.0.1", taken.getsockname()[1]):
                pass


async def test_over_the_socket_a_submission_is_answered_in_the_acknowledgement(door: Door, stand_in: StandIn) -> None:
    async def refuses(_request: Request) -> Errors:
        return Errors({"who": "Who?"})

    door.submission("form", refuses)

    async with listening_socket(door, APP_TOKEN) as is_connected:
        await stand_in.connected.wait()
        ack = await stand_in.send("interactive", payloads.submission(FORM, {}))
        assert await is_connected()

    assert ack == {
        "envelope_id": "e1",
        "payload": {"response_action": "errors", "errors": {"who": "Who?"}},
    }


async def test_over_the_socket_a_command_is_acknowledged(door: Door, stand_in: StandIn) -> None:
    heard = asyncio.Event()

    async def anything(_request: Request) -> None:
        heard.set()

    door.otherwise(anything)

    async with listening_socket(door, APP_TOKEN):
        await stand_in.connected.wait()
        ack = await stand_in.send("slash_commands", payloads.command("Acme"))
        await asyncio.wait_for(heard.wait(), 5)

    assert ack == {"envelope_id": "e1"}


async def test_the_socket_answers_what_is_at_work_before_it_closes(door: Door, stand_in: StandIn) -> None:
    begun, go = asyncio.Event(), asyncio.Event()

    async def slow(_request: Request) -> None:
        begun.set()
        await go.wait()

    door.submission("form", slow)

    async with listening_socket(door, APP_TOKEN):
        await stand_in.connected.wait()
        sent = asyncio.create_task(stand_in.send("interactive", payloads.submission(FORM, {})))
        await begun.wait()
        asyncio.get_running_loop().call_later(0.05, go.set)

    assert await sent == {"envelope_id": "e1"}


async def test_the_socket_comes_back_when_slack_asks_to_reconnect(door: Door, stand_in: StandIn) -> None:
    async def saves(_request: Request) -> None: ...

    door.submission("form", saves)

    async with listening_socket(door, APP_TOKEN):
        await stand_in.connected.wait()
        stand_in.connected.clear()
        await stand_in.sockets[0].send_json({"type": "disconnect", "reason": "refresh_requested"})
        await asyncio.wait_for(stand_in.connected.wait(), 10)
        ack = await stand_in.send("interactive", payloads.submission(FORM, {}), "e2")

    assert ack == {"envelope_id": "e2"}
    assert len(stand_in.called("apps.connections.open")) == 2


async def test_the_socket_comes_back_after_slack_was_away_and_its_ticket_is_stale(
    door: Door, stand_in: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "PING_SECONDS", 0.05)
    monkeypatch.setattr(serving, "TICKET_SECONDS", 0.1)

    async with listening_socket(door, APP_TOKEN):
        await stand_in.connected.wait()
        stand_in.connected.clear()
        stand_in.refuses_tickets = 2
        await stand_in.sockets[0].close()
        await asyncio.wait_for(stand_in.connected.wait(), 10)

    assert stand_in.refuses_tickets == 0
    assert len(stand_in.called("apps.connections.open")) >= 3


async def test_a_wrong_app_token_is_said_at_once(door: Door, stand_in: StandIn) -> None:
    stand_in.will_answer("apps.connections.open", {"ok": False, "error": "invalid_auth"})

    with pytest.raises(Refused):
        async with listening_socket(door, APP_TOKEN):
            pass


async def test_slack_out_of_reach_is_said_at_once(slack: Slack, unused_tcp_port: int) -> None:
    nowhere = Slack(slack.installs, slack.session, f"http://127.0.0.1:{unused_tcp_port}/api/")

    with pytest.raises(NotSent):
        async with listening_socket(Door(nowhere), APP_TOKEN):
            pass


async def test_the_server_leaves_no_connection_behind(door: Door) -> None:
    async with (
        listening_http(door, "127.0.0.1", 0) as port,
        door.slack.session.get(f"http://127.0.0.1:{port}/slack/events") as response,
    ):
        await response.read()

    with pytest.raises(aiohttp.ClientConnectorError):
        await door.slack.session.get(f"http://127.0.0.1:{port}/slack/events")
