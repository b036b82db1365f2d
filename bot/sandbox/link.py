"""Socket Mode, and the wire by which other processes follow the clock: both WebSockets."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from datetime import datetime

from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from bot.sandbox.clock import Clock
from bot.sandbox.delivery import Socket
from bot.sandbox.errors import StuckClock
from bot.sandbox.page.guard import may_connect
from bot.sandbox.records import App, Json
from bot.sandbox.world import World

MOST_SOCKETS = 10
ANSWER_SECONDS = 60.0


async def socket_mode(world: World, websocket: WebSocket) -> None:
    """One connection of an app, from hello until either side closes it."""
    app_id = world.tickets.pop(websocket.query_params.get("ticket", ""), None)
    if app_id is None:
        await websocket.close()
        return
    await websocket.accept()
    sockets = world.delivery.sockets.setdefault(app_id, [])
    if len(sockets) >= MOST_SOCKETS:
        await _goodbye(websocket, "too_many_websockets")
        return
    socket = Socket(app_id, websocket.send_json)
    hello = {"host": "local", "build_number": 1, "approximate_connection_time": 18060}
    await websocket.send_json({
        "type": "hello", "num_connections": len(sockets) + 1, "debug_info": hello,
        "connection_info": {"app_id": app_id},
    })  # fmt: skip
    sockets.append(socket)
    world.changed()
    try:
        while True:
            socket.receive(await websocket.receive_json())
    except (WebSocketDisconnect, RuntimeError):
        pass
    finally:
        sockets.remove(socket)
        if not sockets:
            world.delivery.sockets.pop(app_id, None)
        socket.lost()
        world.changed()


async def refresh(world: World, app: App, reason: str = "refresh_requested") -> None:
    """Asks an app to connect anew, as Slack does every few hours."""
    for socket in list(world.delivery.sockets.get(app.app_id, [])):
        await socket.send({"type": "disconnect", "reason": reason, "debug_info": {"host": "local"}})


async def _goodbye(websocket: WebSocket, reason: str) -> None:
    await websocket.send_json({"type": "disconnect", "reason": reason, "debug_info": {"host": "local"}})
    await websocket.close()


class Followers:
    """The processes that follow the clock; together they say what falls due next and when all is done."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._all: list[_Follower] = []

    async def follow(self, websocket: WebSocket) -> None:
        """One follower, from its connection until either side closes it; pages elsewhere are no followers."""
        if not may_connect(websocket):
            await websocket.close()
            return
        await websocket.accept()
        follower = _Follower(websocket.send_json)
        self._join(follower)
        unsubscribe = self._clock.subscribe(lambda: follower.tell(self._moment()))
        follower.tell(self._moment())
        sender = asyncio.create_task(follower.send_all())
        try:
            while True:
                follower.receive(await websocket.receive_json())
        except (WebSocketDisconnect, RuntimeError):
            pass
        finally:
            unsubscribe()
            sender.cancel()
            self._part(follower)
            follower.lost()
            if websocket.application_state is not WebSocketState.DISCONNECTED:
                with contextlib.suppress(RuntimeError, WebSocketDisconnect):
                    await websocket.close()

    def _moment(self) -> Json:
        return {"now": self._clock.now().isoformat(), "frozen": self._clock.frozen}

    def _join(self, follower: "_Follower") -> None:
        self._all.append(follower)
        if self._clock.next_due is None and self._clock.at_rest is None:
            self._clock.next_due, self._clock.at_rest = self._next_due, self._at_rest

    def _part(self, follower: "_Follower") -> None:
        self._all.remove(follower)
        if not self._all and self._clock.at_rest == self._at_rest:
            self._clock.next_due = self._clock.at_rest = None

    async def _next_due(self) -> datetime | None:
        answers = [await follower.ask("next_due") for follower in list(self._all)]
        times = [datetime.fromisoformat(answer["next_due"]) for answer in answers if answer.get("next_due")]
        return min(times, default=None)

    async def _at_rest(self) -> None:
        for follower in list(self._all):
            await follower.ask("rest")


class _Follower:
    def __init__(self, send: Callable[[Json], Awaitable[None]]) -> None:
        self._send = send
        self._waiting: asyncio.Queue[Json] = asyncio.Queue()
        self._asking = asyncio.Lock()
        self._answer: asyncio.Future[Json] | None = None
        self._gone = False

    def tell(self, message: Json) -> None:
        self._waiting.put_nowait(message)

    async def send_all(self) -> None:
        while True:
            await self._send(await self._waiting.get())

    async def ask(self, question: str) -> Json:
        async with self._asking:
            if self._gone:
                return {}
            self._answer = asyncio.get_running_loop().create_future()
            self.tell({"ask": question})
            try:
                async with asyncio.timeout(ANSWER_SECONDS):
                    return await self._answer
            except TimeoutError:
                raise StuckClock(f"A follower of the clock did not answer {question!r}.") from None
            finally:
                self._answer = None

    def receive(self, said: Json) -> None:
        if self._answer is not None and not self._answer.done():
            self._answer.set_result(said)

    def lost(self) -> None:
        self._gone = True
        self.receive({})
