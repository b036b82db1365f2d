"""A few lines that speak just enough of Slack to test the port alone; journeys run in the local workspace."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

from aiohttp import WSMsgType, web

Answer = Callable[[dict[str, Any]], Awaitable[web.StreamResponse]]

WHO = {"ok": True, "team_id": "T1", "team": "Larch & Co", "url": "https://larch.slack.com/", "user_id": "UBOT"}


class StandIn:
    """Answers Web API calls, remembers them, and sends envelopes over Socket Mode."""

    def __init__(self) -> None:
        self.url = ""
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.answers: dict[str, list[dict[str, Any] | Answer]] = {}
        self.acks: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.arrived = asyncio.Event()
        self.connected = asyncio.Event()
        self.sockets: list[web.WebSocketResponse] = []
        self.refuses_tickets = 0

    def will_answer(self, method: str, *answers: dict[str, Any] | Answer) -> None:
        """The next answers to a method, in order; the last one stays."""
        self.answers[method] = list(answers)

    def called(self, method: str) -> list[dict[str, Any]]:
        """The arguments of every call of a method."""
        return [arguments for name, arguments in self.calls if name == method]

    async def call_of(self, method: str) -> dict[str, Any]:
        """The first call of a method, waited for."""
        while not self.called(method):
            self.arrived.clear()
            await asyncio.wait_for(self.arrived.wait(), 10)
        return self.called(method)[0]

    async def send(self, kind: str, payload: dict[str, Any], envelope: str = "e1") -> dict[str, Any]:
        """Send an envelope down the newest socket and wait for its acknowledgement."""
        await self.sockets[-1].send_json({"type": kind, "envelope_id": envelope, "payload": payload})
        return await asyncio.wait_for(self.acks.get(), 10)

    async def api(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        arguments = await arguments_of(request)
        self.calls.append((method, arguments))
        self.arrived.set()
        queue = self.answers.get(method) or [_usual(self, method)]
        answer = queue.pop(0) if len(queue) > 1 else queue[0]
        return web.json_response(answer) if isinstance(answer, dict) else await answer(arguments)

    async def responded(self, request: web.Request) -> web.StreamResponse:
        self.calls.append(("response_url", await request.json()))
        self.arrived.set()
        queue = self.answers.get("response_url")
        return await queue[0]({}) if queue and not isinstance(queue[0], dict) else web.Response(text="ok")

    async def socket(self, request: web.Request) -> web.StreamResponse:
        if self.refuses_tickets:
            self.refuses_tickets -= 1
            raise web.HTTPNotFound
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self.sockets.append(socket)
        self.connected.set()
        await socket.send_json({"type": "hello"})
        async for frame in socket:
            if frame.type is WSMsgType.TEXT:
                await self.acks.put(json.loads(frame.data))
        return socket


@contextlib.asynccontextmanager
async def standing_in() -> AsyncIterator[StandIn]:
    """A stand-in on a free port of this machine."""
    slack = StandIn()
    app = web.Application()
    app.router.add_route("*", "/api/{method}", slack.api)
    app.router.add_post("/response", slack.responded)
    app.router.add_get("/socket", slack.socket)
    runner = web.AppRunner(app, shutdown_timeout=1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    slack.url = f"http://127.0.0.1:{runner.addresses[0][1]}/"
    try:
        yield slack
    finally:
        await runner.cleanup()


async def arguments_of(request: web.Request) -> dict[str, Any]:
    """Slack's client sends them as query, form or JSON, with nested parts as JSON text in the first two."""
    if request.content_type == "application/json":
        body: dict[str, Any] = await request.json()
        return dict(request.query) | body
    return dict(request.query) | {name: str(value) for name, value in (await request.post()).items()}


def _usual(slack: StandIn, method: str) -> dict[str, Any]:
    match method:
        case "auth.test":
            return WHO
        case "apps.connections.open":
            return {"ok": True, "url": slack.url.replace("http", "ws") + "socket"}
        case _ if method.startswith("views."):
            return {"ok": True, "view": {"id": "V9", "hash": "h9"}}
        case _:
            return {"ok": True, "channel": {"id": "D1"}, "ts": "1.1"}
