"""The Web API over HTTP: reads a request, checks who asks and whether they may, answers as Slack does."""

import asyncio
import base64
from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import format_datetime

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from bot.sandbox.coverage import COVERAGE
from bot.sandbox.errors import SlackError
from bot.sandbox.faults import Fault
from bot.sandbox.methods import METHODS
from bot.sandbox.methods.call import Call
from bot.sandbox.records import App, Json
from bot.sandbox.world import World


async def answer_among(worlds: Sequence[World], method: str, request: Request) -> Response:
    """Serves one Web API call for the workspace whose token, or whose code of OAuth, it carries."""
    token, args = await _arguments(request)
    return await answer(next((world for world in worlds if _concerns(world, token, args)), worlds[0]), method, request)


def _concerns(world: World, token: str, args: Json) -> bool:
    if token:
        return world.app_of_token(token) is not None
    if args.get("refresh_token"):
        return any(app.knows_refresh(str(args["refresh_token"])) for app in world.apps.values())
    return args.get("code") in world.codes


async def answer(world: World, method: str, request: Request) -> Response:
    """Serves one Web API call."""
    if method not in METHODS:
        return JSONResponse({"ok": False, "error": "unknown_method", "req_method": method})
    token, args = await _arguments(request)
    fault = world.faults.take(method, args)
    early = await fault_before(fault)
    if early is not None:
        return early
    headers = {"date": format_datetime(datetime.now(UTC) + world.clock_ahead, usegmt=True)}  # noqa: TID251 - the real one
    try:
        app = _caller(world, method, token)
        if app is not None:
            headers["x-oauth-scopes"] = ",".join(app.scopes)
        wait = world.rates.wait_for(method, args, world.now())
        if wait:
            return _too_many(wait)
        shown = {"ok": True, **METHODS[method](Call(world, method, args, app))}
    except SlackError as refused:
        shown = {"ok": False, "error": refused.code, **refused.details}
    return fault_after(fault) or JSONResponse(shown, headers=headers)


class Dropped(Response):
    """No answer at all: the connection breaks."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 - ASGI's signature
        scope["extensions"]["abort"]()
        while (await receive())["type"] != "http.disconnect":
            pass


async def _arguments(request: Request) -> tuple[str, Json]:
    args: Json = dict(request.query_params)
    if request.method == "POST":
        kind = request.headers.get("content-type", "")
        if kind.startswith("application/json"):
            body = await request.json()
            args |= body if isinstance(body, dict) else {}
        else:
            args |= dict(await request.form())
    given = args.pop("token", "")
    bearer = request.headers.get("authorization", "")
    if bearer.lower().startswith("bearer "):
        given = bearer[7:].strip()
    elif bearer.lower().startswith("basic "):
        args = _client(bearer[6:]) | args
    return given, args


def _client(basic: str) -> Json:
    """The client id and secret of an OAuth exchange."""
    try:
        client_id, _, secret = base64.b64decode(basic).decode().partition(":")
    except ValueError:
        return {}
    return {"client_id": client_id, "client_secret": secret}


async def fault_before(fault: Fault | None) -> Response | None:
    """What goes wrong before anything is done, if it does."""
    if fault is None or fault.kind in ("drop_after", "500_after"):
        return None
    if fault.kind == "slow":
        await asyncio.sleep(fault.seconds)  # being slow is the fault that was asked for
        fault.arrived += 1
        return None
    if fault.kind == "drop_before":
        return Dropped()
    if fault.kind == "429":
        return _too_many(fault.retry_after)
    if fault.kind == "500":
        return _internal_error()
    return JSONResponse({"ok": False, "error": fault.kind})


def fault_after(fault: Fault | None) -> Response | None:
    """What goes wrong once all is done, if it does."""
    if fault is not None and fault.kind == "drop_after":
        return Dropped()
    if fault is not None and fault.kind == "500_after":
        return _internal_error()
    return None


def _internal_error() -> Response:
    return JSONResponse({"ok": False, "error": "internal_error"}, status_code=500)


def _too_many(wait: int) -> Response:
    return JSONResponse({"ok": False, "error": "ratelimited"}, 429, {"retry-after": str(wait)})


def _caller(world: World, method: str, token: str) -> App | None:
    """Whose token it is, once it is good for this method. Raises SlackError."""
    wanted = COVERAGE[method]
    if wanted.caller == "anyone":
        return None
    if not token:
        raise SlackError("not_authed")
    app = world.app_of_token(token)
    if app is None:
        raise SlackError("invalid_auth")
    if app.uninstalled:
        raise SlackError("account_inactive")
    if (token == app.app_token) != (wanted.caller == "app"):
        raise SlackError("not_allowed_token_type")
    if wanted.caller == "bot":
        if app.revoked:
            raise SlackError("token_revoked")
        if app.rotates and app.expiring and app.expiring.get(token, 0) <= world.seconds():
            raise SlackError("token_expired")
        if wanted.scope is not None and wanted.scope not in app.scopes:
            raise SlackError("missing_scope", needed=wanted.scope, provided=",".join(app.scopes))
    return app
