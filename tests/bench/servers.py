"""Three apps that open a form for `/lost-customer`, each in a process of its own: ours, a stock one, and the floor.

`python -m tests.bench.servers ours|stock|raw SLACK_URL DATABASE_URL [WORKSPACES]` prints the port once it serves.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import resource
import sys
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from urllib.parse import parse_qs

import aiohttp
from pydantic import SecretStr
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot import logs
from bot.app import build, offline
from bot.colleagues.service import learn_person
from bot.settings import Settings
from bot.slack.directory import SlackPerson
from bot.slack.serving import listening_http, serving
from bot.store.keys import new_key
from bot.work.clock import SystemClock
from bot.workspace.installing import Arrival, Grant, KeptInstalls
from tests.bench.fake import PERSON, SECRET, TEAM, TOKEN, FakeSlack, teams
from tests.bench.processes import say

App = Callable[[str, str, int], AbstractAsyncContextManager[int]]
"""Serves with that Slack (its URL), that database (its URL) and so many workspaces; its port is handed out."""
COLLEAGUE = SlackPerson(
    id=PERSON, name="p", real_name="P", display_name="P", team=TEAM, zone="Europe/Berlin", locale=None, email=None,
    is_bot=False, is_guest=False, is_outsider=False, is_admin=True, is_owner=False, deleted=False,
)  # fmt: skip
VIEW = {
    "type": "modal",
    "callback_id": "log",
    "title": {"type": "plain_text", "text": "Log a customer"},
    "submit": {"type": "plain_text", "text": "Save"},
    "blocks": [
        {
            "type": "input",
            "block_id": "who",
            "label": {"type": "plain_text", "text": "Who"},
            "element": {"type": "plain_text_input", "action_id": "who"},
        }
    ],
}


async def used(_request: Request) -> Response:
    """Seconds of CPU that this process has used, and the most memory that it has held."""
    return PlainTextResponse(f"{time.process_time()} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}")


@asynccontextmanager
async def ours(slack: str, database: str, workspaces: int) -> AsyncIterator[int]:
    """The whole app, worker and all, on SQLite; with more than one workspace, each has installed it itself."""
    common = {"database_url": database, "slack_api_url": slack, "slack_signing_secret": SecretStr(SECRET), "slack_app_token": None}
    if workspaces == 1:
        settings = Settings(**common, slack_bot_token=SecretStr(TOKEN))
    else:
        own = {"slack_client_id": "1.2", "slack_client_secret": SecretStr("s"), "words_key": SecretStr(new_key())}
        settings = Settings(**common, **own, slack_bot_token=None)
        await _install(settings, workspaces)
    async with (
        build(settings, SystemClock()) as bot,
        listening_http(bot.door, "127.0.0.1", 0, [Route("/used", used)]) as port,
    ):
        await bot.rest()
        yield port


async def _install(settings: Settings, workspaces: int) -> None:
    """Each workspace lets the app in, and has one colleague."""
    app, grant = "A0BENCH", Grant(SecretStr(TOKEN), None, None)
    clock, scopes = SystemClock(), frozenset({"commands"})
    async with offline(settings) as units:
        installs = KeptInstalls(units.database, clock)
        for team in teams(workspaces):
            await installs.keep(Arrival(team, team, "http://127.0.0.1/", app, "BBOT", "UBOT", scopes, PERSON, grant))
        await asyncio.gather(*(units(team, learn_person, COLLEAGUE) for team in teams(workspaces)))


@asynccontextmanager
async def stock(slack: str, _database: str, _workspaces: int) -> AsyncIterator[int]:
    """What somebody would write by Bolt's own documentation."""
    from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
    from slack_bolt.async_app import AsyncApp
    from slack_sdk.web.async_client import AsyncWebClient

    app = AsyncApp(signing_secret=SECRET, client=AsyncWebClient(token=TOKEN, base_url=slack))

    @app.command("/lost-customer")
    async def opens(ack, body, client) -> None:  # type: ignore[no-untyped-def]
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=VIEW)

    handler = AsyncSlackRequestHandler(app)

    async def events(request: Request) -> Response:
        return await handler.handle(request)

    routes = [Route("/slack/events", events, methods=["POST"]), Route("/used", used)]
    async with serving(Starlette(routes=routes), "127.0.0.1", 0) as port:
        yield port


@asynccontextmanager
async def raw(slack: str, _database: str, _workspaces: int) -> AsyncIterator[int]:
    """The floor: the signature is checked, the form is opened over kept connections, and nothing else is done."""
    async with aiohttp.ClientSession(headers={"Authorization": f"Bearer {TOKEN}"}) as session:
        tasks: set[asyncio.Task[None]] = set()

        async def opens(trigger: str) -> None:
            async with session.post(f"{slack}views.open", json={"trigger_id": trigger, "view": VIEW}) as answer:
                await answer.json()

        async def events(request: Request) -> Response:
            body = await request.body()
            base = b"v0:" + request.headers["x-slack-request-timestamp"].encode() + b":" + body
            digest = hmac.new(SECRET.encode(), base, hashlib.sha256).hexdigest()
            if not hmac.compare_digest(f"v0={digest}", request.headers["x-slack-signature"]):
                return Response(status_code=401)
            task = asyncio.create_task(opens(parse_qs(body.decode())["trigger_id"][0]))
            tasks.add(task)
            task.add_done_callback(tasks.discard)
            return Response()

        routes = [Route("/slack/events", events, methods=["POST"]), Route("/used", used)]
        async with serving(Starlette(routes=routes), "127.0.0.1", 0) as port:
            yield port


@asynccontextmanager
async def apart(
    kind: str, slack: FakeSlack, database: str, workspaces: int = 1, *, program: str = "tests.bench.servers"
) -> AsyncIterator[int]:
    """One of a program's apps in a process of its own, as long as the context lasts; its port is handed out."""
    command = [sys.executable, "-m", program, kind, slack.url, database, str(workspaces)]
    process = await asyncio.create_subprocess_exec(*command, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdin is not None
    try:
        yield int(await asyncio.wait_for(process.stdout.readline(), 120))
    finally:
        process.stdin.close()
        await process.wait()


def serve(apps: Mapping[str, App]) -> None:
    """The other side of that: the app that is asked for says its port, and serves until whoever started it closes its input."""
    kind, slack, database, workspaces = sys.argv[1:]

    async def serving_it() -> None:
        async with apps[kind](slack, database, int(workspaces)) as port:
            say(str(port))
            await asyncio.to_thread(sys.stdin.read)

    logs.set_up("WARNING")
    asyncio.run(serving_it())


if __name__ == "__main__":
    serve({"ours": ours, "stock": stock, "raw": raw})
