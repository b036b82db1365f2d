"""Three apps that open a form for `/lost-customer`, each in a process of its own: ours, a stock one, and the floor.

`python -m tests.bench.servers ours|stock|raw SLACK_URL [DATABASE_URL]` prints the port once it serves.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import parse_qs

import aiohttp
from pydantic import SecretStr
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot import logs
from bot.app import build
from bot.settings import Settings
from bot.slack.serving import listening_http, serving
from bot.work.clock import SystemClock
from tests.bench.fake import SECRET, TOKEN

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


async def cpu(_request: Request) -> Response:
    """Seconds of CPU that this process has used."""
    return PlainTextResponse(str(time.process_time()))


@asynccontextmanager
async def ours(slack: str, database: str) -> AsyncIterator[int]:
    """The whole app, worker and all, on SQLite."""
    settings = Settings(
        database_url=database,
        slack_api_url=slack,
        slack_bot_token=SecretStr(TOKEN),
        slack_signing_secret=SecretStr(SECRET),
        slack_app_token=None,
    )
    async with (
        build(settings, SystemClock()) as bot,
        listening_http(bot.door, "127.0.0.1", 0, [Route("/cpu", cpu)]) as port,
    ):
        await bot.rest()
        yield port


@asynccontextmanager
async def stock(slack: str, _database: str) -> AsyncIterator[int]:
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

    routes = [Route("/slack/events", events, methods=["POST"]), Route("/cpu", cpu)]
    async with serving(Starlette(routes=routes), "127.0.0.1", 0) as port:
        yield port


@asynccontextmanager
async def raw(slack: str, _database: str) -> AsyncIterator[int]:
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

        routes = [Route("/slack/events", events, methods=["POST"]), Route("/cpu", cpu)]
        async with serving(Starlette(routes=routes), "127.0.0.1", 0) as port:
            yield port


async def _serve(kind: str, slack: str, database: str) -> None:
    async with {"ours": ours, "stock": stock, "raw": raw}[kind](slack, database) as port:
        sys.stdout.write(f"{port}\n")
        sys.stdout.flush()
        await asyncio.to_thread(sys.stdin.read)  # whoever started it closes it


if __name__ == "__main__":
    logs.set_up("WARNING")
    asyncio.run(_serve(*sys.argv[1:4]))
