"""How the workspace reaches an app: over its socket while it holds one, else by signed HTTP."""

import asyncio
import hashlib
import hmac
import itertools
import json
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from urllib.parse import urlencode

import aiohttp

from bot.sandbox.clock import real_time
from bot.sandbox.errors import AppTrouble
from bot.sandbox.records import App, Json

# What an app answers with its ack: JSON, plain text, or nothing.
Answer = Json | str | None


class Socket:
    """One Socket Mode connection of an app, from hello to close."""

    def __init__(self, app_id: str, send: Callable[[Json], Awaitable[None]]) -> None:
        self.app_id = app_id
        self.send = send
        self._acks: dict[str, asyncio.Future[Answer]] = {}

    async def ask(self, kind: str, payload: Json, retry: "Retry") -> Answer:
        """Sends one envelope and waits for its ack."""
        envelope: Json = {"type": kind, "envelope_id": str(uuid.uuid4()), "payload": payload}
        envelope["accepts_response_payload"] = kind != "events_api"
        if kind == "events_api":
            envelope |= {"retry_attempt": retry.number, "retry_reason": retry.reason}
        ack: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._acks[envelope["envelope_id"]] = ack
        try:
            await self.send(envelope)
            return await ack
        finally:
            del self._acks[envelope["envelope_id"]]

    def receive(self, said: Json) -> None:
        """Takes an ack from the app."""
        ack = self._acks.get(said.get("envelope_id", ""))
        if ack is not None and not ack.done():
            ack.set_result(said.get("payload"))

    def lost(self) -> None:
        """The connection is gone, and with it every ack that was still to come."""
        for ack in self._acks.values():
            if not ack.done():
                ack.set_exception(ConnectionResetError("the socket was closed"))


@dataclass(frozen=True)
class Retry:
    """Which attempt at delivering an event this is, and why the one before it failed."""

    number: int = 0
    reason: str = ""


@dataclass
class Delivery:
    """Carries events, commands and interactions to apps; all times are real seconds.

    `ack_seconds` is how long an app may take; `retry_waits` are the pauses before an event is sent again. With `twice`
    all that is answered comes a second time, as if somebody had listened in and replayed it; `heard`, where there is a
    list, keeps what was delivered, to be replayed later.
    """

    ack_seconds: float = 3.0
    retry_waits: tuple[float, ...] = (0.05, 0.2, 0.5)
    twice: bool = False
    heard: list[tuple[App, str, Json]] | None = None
    sockets: dict[str, list[Socket]] = field(default_factory=dict)
    _turn: "itertools.count[int]" = field(default_factory=itertools.count)
    _events: set[asyncio.Task[None]] = field(default_factory=set)
    _http: aiohttp.ClientSession | None = None

    async def ask(self, app: App, kind: str, payload: Json, doing: str) -> Answer:
        """Delivers a command or interaction and returns what the ack carried. Raises AppTrouble."""
        try:
            return await self._deliver(app, kind, payload, Retry())
        except TimeoutError:
            raise AppTrouble("operation_timeout", doing) from None
        except (OSError, aiohttp.ClientError) as broken:
            raise AppTrouble("dispatch_failed", doing) from broken
        except _Refused as refused:
            raise AppTrouble(f"http_error {refused}", doing) from None

    def tell(self, app: App, event: Json) -> None:
        """Delivers an event in the background, three times more if it has to."""
        task = asyncio.get_running_loop().create_task(self._tell(app, event))
        self._events.add(task)
        task.add_done_callback(self._events.discard)

    async def replay(self, app: App, kind: str, payload: Json) -> Answer:
        """Delivers once more what was delivered before, signed anew; nothing is done with the answer."""
        try:
            return await self._carry(app, kind, payload, Retry())
        except _Refused:
            return None

    async def drained(self) -> bool:
        """Waits until no event is on its way; says whether there was any."""
        if not self._events:
            return False
        await asyncio.gather(*self._events)
        return True

    async def verify(self, app: App) -> bool:
        """Asks the request URL for the challenge, as Slack does when the URL is set."""
        challenge = uuid.uuid4().hex
        asked = {"token": app.verification_token, "challenge": challenge, "type": "url_verification"}
        answer = await self.ask(app, "events_api", asked, "url_verification")
        return answer == challenge or (isinstance(answer, dict) and answer.get("challenge") == challenge)

    async def close(self) -> None:
        """Gives up what is on its way and closes the connections to apps."""
        for task in list(self._events):
            task.cancel()
        await asyncio.gather(*self._events, return_exceptions=True)
        if self._http is not None:
            await self._http.close()
            self._http = None

    async def _tell(self, app: App, event: Json) -> None:
        retry = Retry()
        for wait in (*self.retry_waits, None):
            try:
                await self._deliver(app, "events_api", event, retry)
            except TimeoutError:
                reason = "http_timeout" if app.app_id not in self.sockets else "timeout"
            except (OSError, aiohttp.ClientError):
                reason = "connection_failed"
            except _Refused as refused:
                if refused.final:
                    return
                reason = "http_error"
            else:
                return
            if wait is not None:
                await asyncio.sleep(wait)  # Slack pauses before it sends an event again
            retry = Retry(retry.number + 1, reason)

    async def _deliver(self, app: App, kind: str, payload: Json, retry: Retry) -> Answer:
        answer = await self._carry(app, kind, payload, retry)
        if self.heard is not None:
            self.heard.append((app, kind, payload))
        if self.twice:
            await self.replay(app, kind, payload)
        return answer

    async def _carry(self, app: App, kind: str, payload: Json, retry: Retry) -> Answer:
        async with asyncio.timeout(self.ack_seconds):
            sockets = self.sockets.get(app.app_id)
            if sockets:
                return await sockets[next(self._turn) % len(sockets)].ask(kind, payload, retry)
            if app.request_url is None:
                raise ConnectionRefusedError(f"{app.name} holds no socket and has no request URL")
            return await self._post(app, app.request_url, kind, payload, retry)

    async def _post(self, app: App, url: str, kind: str, payload: Json, retry: Retry) -> Answer:
        body, content_type = _encode(kind, payload)
        headers = signed(app.signing_secret, body) | {"content-type": content_type}
        if retry.number:
            headers |= {"x-slack-retry-num": str(retry.number), "x-slack-retry-reason": retry.reason}
        if self._http is None:
            self._http = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0))
        async with self._http.post(url, data=body, headers=headers) as response:
            text = await response.text()
            if response.status != 200:
                raise _Refused(str(response.status), final=response.headers.get("x-slack-no-retry") == "1")
            if response.content_type == "application/json" and text:
                answer: Answer = json.loads(text)
                return answer
            return text or None


def signed(secret: str, body: bytes) -> dict[str, str]:
    """The headers by which an app knows that a request comes from its workspace."""
    moment = str(int(real_time()))
    digest = hmac.new(secret.encode(), b"v0:" + moment.encode() + b":" + body, hashlib.sha256).hexdigest()
    return {"x-slack-request-timestamp": moment, "x-slack-signature": f"v0={digest}"}


def _encode(kind: str, payload: Json) -> tuple[bytes, str]:
    if kind == "events_api":
        return json.dumps(payload).encode(), "application/json"
    fields = payload if kind == "slash_commands" else {"payload": json.dumps(payload)}
    return urlencode(fields).encode(), "application/x-www-form-urlencoded"


class _Refused(Exception):
    """The app answered with a status other than 200; `final` when it asked for no more attempts."""

    def __init__(self, status: str, *, final: bool) -> None:
        super().__init__(status)
        self.final = final
