"""The least that answers as Slack does, and a hand that types commands: in one loop, so that a request is timed from end to end."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import itertools
import json
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from statistics import median
from time import perf_counter
from typing import Any
from urllib.parse import parse_qsl, urlencode

import aiohttp
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from bot.slack.serving import serving
from bot.work.clock import real_now

TEAM, PERSON, SECRET, TOKEN = "T0BENCH", "U0000", "5ec2e7", "xoxb-bench"
COLLEAGUES = 500
MEMBERS = [
    {"id": f"U{number:04}", "team_id": TEAM, "name": f"p{number}", "tz": "Europe/Berlin", "profile": {"real_name": f"P {number}"}}
    for number in range(COLLEAGUES)
]
CHANNEL = {"id": "C1", "name": "lost-customers", "is_member": True}
ANSWERS = {
    "auth.test": {"team_id": TEAM, "team": "Bench", "user_id": "UBOT", "bot_id": "BBOT", "url": "http://127.0.0.1/"},
    "users.list": {"members": MEMBERS, "response_metadata": {"next_cursor": ""}},
    "users.info": {"user": MEMBERS[0]},
    "views.open": {"view": {"id": "V1", "hash": "1"}},
    "conversations.info": {"channel": CHANNEL},
    "conversations.list": {"channels": [CHANNEL]},
    "conversations.members": {"members": [one["id"] for one in MEMBERS]},
    "dnd.info": {"dnd_enabled": False},
    "conversations.history": {"messages": []},
    "conversations.replies": {"messages": []},
}
STAMPS = itertools.count(1)


def teams(number: int) -> list[str]:
    """The ids of so many workspaces."""
    return [TEAM, *(f"T1BENCH{one:04}" for one in range(number - 1))]


class FakeSlack:
    """Notes when each form was opened, and what it was asked; takes `delay` seconds for each answer."""

    def __init__(self) -> None:
        self.opened: dict[str, asyncio.Future[float]] = {}
        self.asked: Counter[str] = Counter()
        self.delay = 0.0
        self.url = ""

    async def answer(self, request: Request) -> JSONResponse:
        method, given = request.path_params["method"], await _given(request)
        self.asked[method] += 1
        if self.delay:
            await asyncio.sleep(self.delay)
        if method == "views.open":
            waiting = self.opened.pop(given["trigger_id"], None)
            if waiting is not None and not waiting.done():
                waiting.set_result(perf_counter())
        return JSONResponse({"ok": True, **ANSWERS.get(method, {}), **_made(method, given)})


async def _given(request: Request) -> dict[str, Any]:
    body = await request.body()
    is_json = request.headers.get("content-type", "").startswith("application/json")
    named = dict(json.loads(body)) if is_json else dict(parse_qsl(body.decode()))
    return {**request.query_params, **named}


def _made(method: str, given: dict[str, Any]) -> dict[str, Any]:
    """What is another one with each call: a message, and where somebody is spoken to."""
    match method:
        case "conversations.open":
            return {"channel": {"id": f"D{given['users']}"}}
        case "chat.postMessage":
            return {"channel": given["channel"], "ts": f"1772445600.{next(STAMPS):06}"}
        case "chat.update":
            return {"channel": given["channel"], "ts": given["ts"]}
        case _:
            return {}


@asynccontextmanager
async def fake_slack() -> AsyncIterator[FakeSlack]:
    """Slack, as long as the context lasts."""
    slack = FakeSlack()
    app = Starlette(routes=[Route("/api/{method}", slack.answer, methods=["GET", "POST"])])
    async with serving(app, "127.0.0.1", 0) as port:
        slack.url = f"http://127.0.0.1:{port}/api/"
        yield slack


@dataclass(frozen=True)
class Round:
    """So many forms a second; the app's own CPU for each, in seconds; and how long all but the slowest hundredth took."""

    rate: float
    cpu: float
    p99: float


class Hand:
    """Types `/lost-customer` at one app, in each of some workspaces in turn, and waits for the form."""

    numbers = itertools.count(1)

    def __init__(
        self, slack: FakeSlack, session: aiohttp.ClientSession, port: int, teams: Sequence[str] = (TEAM,)
    ) -> None:
        self.slack, self.session, self.base = slack, session, f"http://127.0.0.1:{port}"
        self.teams = itertools.cycle(teams)

    async def types(self) -> float:
        """Seconds from the command until it is acknowledged and its form is open."""
        trigger = f"1.{next(self.numbers)}"
        fields = {"command": "/lost-customer", "text": f"Customer {trigger}", "team_id": next(self.teams), "user_id": PERSON}
        body = urlencode({**fields, "trigger_id": trigger, "channel_id": "C1", "response_url": f"{self.slack.url}x"}).encode()
        opened = self.slack.opened[trigger] = asyncio.get_running_loop().create_future()
        began = perf_counter()
        async with self.session.post(f"{self.base}/slack/events", data=body, headers=signed(body)) as answer:
            if answer.status != 200:
                raise RuntimeError(f"{answer.status} from {self.base}")
        acknowledged = perf_counter()
        return max(acknowledged, await asyncio.wait_for(opened, 30)) - began

    async def one_at_a_time(self, times: int) -> float:
        """The median of so many, in seconds."""
        return median([await self.types() for _ in range(times)])

    async def at_once(self, hands: int, times: int) -> Round:
        """Type it so many times, with so many hands."""
        left, took = iter(range(times)), []

        async def one() -> None:
            took.extend([await self.types() for _ in left])

        (spent, _held), began = await self.used(), perf_counter()
        await asyncio.gather(*(one() for _ in range(hands)))
        rate = times / (perf_counter() - began)
        return Round(rate, ((await self.used())[0] - spent) / times, sorted(took)[times * 99 // 100])

    async def used(self) -> tuple[float, int]:
        """Seconds of CPU that the app's process has used so far, and the most memory that it has held."""
        async with self.session.get(f"{self.base}/used") as answer:
            cpu, held = (await answer.text()).split()
            return float(cpu), int(held)


def signed(body: bytes) -> dict[str, str]:
    stamp = str(int(real_now().timestamp()))
    digest = hmac.new(SECRET.encode(), b"v0:" + stamp.encode() + b":" + body, hashlib.sha256).hexdigest()
    kind = "application/x-www-form-urlencoded"
    return {"x-slack-request-timestamp": stamp, "x-slack-signature": f"v0={digest}", "content-type": kind}
