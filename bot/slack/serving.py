"""The two ways in: requests over HTTP, and Socket Mode."""

import asyncio
import contextlib
import json
import re
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from http import HTTPStatus
from typing import Any

import uvicorn
from pydantic import SecretStr
from slack_bolt import BoltResponse
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from bot.slack.door import Door
from bot.slack.wire import ask, web_client

_TIMESTAMP = re.compile("[0-9]{1,12}")
_SIGNATURE = re.compile("v0=[0-9a-f]{64}")

LARGEST_BODY = 1_000_000
BODY_WITHIN = 3.0
"""Seconds of real time in which a body has to be here, however slowly somebody sends it: Slack's are small."""
STOP_WITHIN = 3
"""Seconds of real time: no longer does Slack wait for an answer."""
IDLE_SECONDS = 75
"""Longer than a proxy keeps an idle connection, which is a minute usually: else it sends a request just when we hang up."""
TICKET_SECONDS = 15
PING_SECONDS = 5


def http_app(door: Door, routes: Sequence[BaseRoute] = ()) -> Starlette:
    """POST /slack/events for Slack, and other `routes` beside it."""

    async def events(request: Request) -> Response:
        if not _stamped(request):
            return _refused(401)
        try:
            async with asyncio.timeout(BODY_WITHIN):
                raw = await _body_of(request)
        except TimeoutError:
            return _refused(408)
        if raw is None:
            return _refused(413)
        try:
            body = raw.decode()
        except UnicodeDecodeError:
            return _refused(400)
        query = request.scope["query_string"].decode("latin-1")
        return _answer(await door.take("http", body, query=query, headers=dict(request.headers)))

    return Starlette(routes=[Route("/slack/events", events, methods=["POST"]), *routes])


@contextlib.asynccontextmanager
async def listening_http(door: Door, host: str, port: int, routes: Sequence[BaseRoute] = ()) -> AsyncIterator[int]:
    """Let Slack in over HTTP while inside; the port that is served is handed out. Raises as `serving` does."""
    async with serving(http_app(door, routes), host, port) as served:
        yield served


@contextlib.asynccontextmanager
async def serving(app: Starlette, host: str, port: int) -> AsyncIterator[int]:
    """Serve an app over HTTP while inside; the port that is served is handed out.

    Raises OSError when the address is taken. Leaving lets requests at work finish within three seconds.
    """
    listener = _bound(host, port)
    server = _Server(
        uvicorn.Config(
            app,
            http="httptools",
            ws="none",
            lifespan="off",
            access_log=False,
            log_config=None,
            server_header=False,
            timeout_keep_alive=IDLE_SECONDS,
            timeout_graceful_shutdown=STOP_WITHIN,
        )
    )
    running = asyncio.create_task(server.serve(sockets=[listener]))
    ready = asyncio.create_task(server.ready.wait())
    try:
        await asyncio.wait({running, ready}, return_when=asyncio.FIRST_COMPLETED)
        yield listener.getsockname()[1]
    finally:
        ready.cancel()
        server.should_exit = True
        await running
        listener.close()


@contextlib.asynccontextmanager
async def listening_socket(door: Door, app_token: SecretStr) -> AsyncIterator[Callable[[], Awaitable[bool]]]:
    """Stay connected to Slack by Socket Mode while inside; what is handed out tells whether it is connected now.

    Raises what `bot.slack.wire.ask` does when Slack cannot be reached or refuses the token. Leaving takes in
    nothing more and lets requests at work be answered within three seconds.
    """
    token = app_token.get_secret_value()
    web = web_client(None, door.slack.session, door.slack.api_url)
    opened = await ask(web, "apps.connections.open", {"app_token": token})
    handler = AsyncSocketModeHandler(door.app, token, web_client=web, ping_interval=PING_SECONDS)
    handler.client.wss_uri = opened["url"]
    answering = _Answering(door, handler)
    refreshing = asyncio.create_task(_refresh_ticket(handler.client))
    try:
        await handler.client.connect()  # type: ignore[no-untyped-call] # the SDK's own, without types
        yield handler.client.is_connected
    finally:
        refreshing.cancel()
        await answering.finish(STOP_WITHIN)
        await handler.client.close()  # type: ignore[no-untyped-call] # the SDK's own, without types


class _Answering:
    """Stands between the socket and the door to know which requests still wait for their answer."""

    def __init__(self, door: Door, handler: AsyncSocketModeHandler) -> None:
        self._door = door
        self._handler = handler
        self._at_work: set[asyncio.Task[Any]] = set()
        handler.client.socket_mode_request_listeners[:] = [self._answer]

    async def finish(self, seconds: float) -> None:
        """Take nothing more, and wait for what is at work."""
        self._handler.client.socket_mode_request_listeners.clear()
        if self._at_work:
            await asyncio.wait(self._at_work, timeout=seconds)

    async def _answer(self, _client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        task = asyncio.current_task()
        if task is not None:
            self._at_work.add(task)
            task.add_done_callback(self._at_work.discard)
        response = await self._door.take("socket_mode", request.payload)
        if response.status == HTTPStatus.OK:  # what is not acknowledged Slack sends again, or tells the person of it
            payload = json.loads(response.body) if response.body else None
            await self._handler.client.send_socket_mode_response(SocketModeResponse(request.envelope_id, payload))


async def _refresh_ticket(client: SocketModeClient) -> None:
    """The SDK tries an address again until it works, but Slack's are good for one try: drop those that failed."""
    while True:
        await asyncio.sleep(TICKET_SECONDS)
        if not await client.is_connected():
            client.wss_uri = None


class _Server(uvicorn.Server):
    """Uvicorn that says when it is ready, and leaves signals to the process that it is a part of."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        self.ready.set()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def _bound(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
    except OSError:
        listener.close()
        raise
    return listener


def _stamped(request: Request) -> bool:
    """Whether the headers that Bolt checks are there, once, and of the right shape: it fails over others, with a 500."""
    timestamps = request.headers.getlist("x-slack-request-timestamp")
    signatures = request.headers.getlist("x-slack-signature")
    if len(timestamps) != 1 or len(signatures) != 1:
        return False
    return bool(_TIMESTAMP.fullmatch(timestamps[0]) and _SIGNATURE.fullmatch(signatures[0]))


async def _body_of(request: Request) -> bytes | None:
    """The body, or None when it is larger than anything that Slack sends."""
    announced = request.headers.get("content-length", "0")
    if not announced.isdigit() or int(announced) > LARGEST_BODY:
        return None
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_BODY:
            return None
    return bytes(body)


def _refused(status: int) -> Response:
    """The connection is closed, so that nothing more of a body is read."""
    return PlainTextResponse("", status_code=status, headers={"connection": "close"})


def _answer(response: BoltResponse) -> Response:
    headers = {name: values[0] for name, values in response.headers.items() if values}
    return Response(response.body, status_code=response.status, headers=headers)
