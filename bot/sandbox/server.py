"""Puts a workspace on the network: the Web API, Socket Mode, uploads, the clock's wire and the page."""

import asyncio
import contextlib
import secrets
import socket
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.websockets import WebSocket
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from bot.sandbox import api
from bot.sandbox.errors import SlackError
from bot.sandbox.link import Followers, socket_mode
from bot.sandbox.page import routes as page_routes
from bot.sandbox.page.guard import guarded
from bot.sandbox.records import File
from bot.sandbox.replies import use_response_url
from bot.sandbox.shapes import mimetype
from bot.sandbox.workspace import LocalWorkspace

ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}">'
    '<rect width="100%" height="100%" rx="20%" fill="#{colour}"/></svg>'
)
# What somebody uploaded is shown, and never run.
INERT = {"Content-Security-Policy": "default-src 'none'; sandbox", "X-Content-Type-Options": "nosniff"}


@dataclass(frozen=True)
class Address:
    """Where a workspace is served: `url` for people, `api` as the base URL of a Slack client."""

    url: str
    api: str


@contextlib.asynccontextmanager
async def serve(workspace: LocalWorkspace, *, host: str = "127.0.0.1", port: int = 0) -> AsyncIterator[Address]:
    """Serves a workspace until the block ends. Raises OSError when the port is taken."""
    try:
        async with serve_app(Starlette(routes=routes(workspace)), host, port) as url:
            workspace.base_url = url
            try:
                yield Address(url, f"{url}/api/")
            finally:
                workspace.closing.set()
                workspace.changed()
                await workspace.delivery.close()
    finally:
        workspace.closing.clear()


@contextlib.asynccontextmanager
async def serve_api(workspaces: Sequence[LocalWorkspace]) -> AsyncIterator[Address]:
    """One address of the Web API and of OAuth for several workspaces, each of which is served by itself as well."""

    async def call(request: Request) -> Response:
        return await api.answer_among(workspaces, request.path_params["method"], request)

    async def authorize(request: Request) -> Response:
        return consent(workspaces, request)

    shared = [Route("/api/{method}", call, methods=["GET", "POST"]), Route("/oauth/v2/authorize", authorize)]
    async with serve_app(Starlette(routes=shared), "127.0.0.1", 0) as url:
        yield Address(url, f"{url}/api/")


@contextlib.asynccontextmanager
async def serve_app(app: Starlette, host: str, port: int) -> AsyncIterator[str]:
    """Serves an app until the block ends; its URL. Raises OSError when the port is taken."""
    config = uvicorn.Config(
        app, http=AbortableProtocol, ws="websockets-sansio", lifespan="off",
        log_level="warning", access_log=False, timeout_graceful_shutdown=2, log_config=None,
    )  # fmt: skip
    listening = _bound(host, port)
    server = QuietServer(config)
    running = asyncio.create_task(server.serve(sockets=[listening]))
    try:
        while not server.started:
            if running.done():
                await running
            await asyncio.sleep(0)  # uvicorn tells of its start by this attribute alone
        yield f"http://{host}:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        await running
        listening.close()


class QuietServer(uvicorn.Server):
    """uvicorn without its own ideas about Ctrl-C, which belongs to whoever serves."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leaves the signals alone."""
        yield


class AbortableProtocol(HttpToolsProtocol):
    """HTTP whose connections can be broken on purpose."""

    def on_message_begin(self) -> None:
        """Hands the request the means to break its connection."""
        super().on_message_begin()
        self.scope["extensions"] = {"abort": {}}
        self.scope["extensions"]["abort"] = self.transport.abort  # type: ignore[assignment] # uvicorn wants data here


def routes(workspace: LocalWorkspace) -> list[BaseRoute]:
    """Everything that the workspace answers to."""
    here = Endpoints(workspace)
    return [
        Route("/api/{method}", here.call, methods=["GET", "POST"]),
        WebSocketRoute("/link/", here.link),
        WebSocketRoute("/clock", Followers(workspace.clock).follow),
        Route("/respond/{key}", here.respond, methods=["POST"]),
        Route("/upload/{file_id}/{key}", here.upload, methods=["POST"]),
        Route("/files/{file_id}/{name}", here.download),
        Route("/oauth/v2/authorize", here.authorize),
        Route("/icon/{app_id}/{size:int}", here.icon),
        *page_routes(workspace),
    ]


class Endpoints:
    """What is served beside the page; lives as long as the server."""

    def __init__(self, workspace: LocalWorkspace) -> None:
        self.workspace = workspace

    async def call(self, request: Request) -> Response:
        """A Web API method."""
        return await api.answer(self.workspace, request.path_params["method"], request)

    async def link(self, websocket: WebSocket) -> None:
        """A Socket Mode connection."""
        await socket_mode(self.workspace, websocket)

    async def respond(self, request: Request) -> Response:
        """A response URL."""
        try:
            use_response_url(self.workspace, request.path_params["key"], await request.json())
        except SlackError as refused:
            status = 404 if refused.code in ("expired_url", "used_url") else 400
            return JSONResponse({"ok": False, "error": refused.code, **refused.details}, status_code=status)
        return PlainTextResponse("ok")

    async def upload(self, request: Request) -> Response:
        """The bytes of a file, raw or as a form, at the address that was given out for it."""
        fault = self.workspace.faults.take("upload", {"file": request.path_params["file_id"]})
        early = await api.fault_before(fault)
        if early is not None:
            return early
        file = self.workspace.files.get(request.path_params["file_id"])
        key = self.workspace.secret(f"upload {file.id}") if file is not None else ""
        if file is None or request.path_params["key"] != key or file.complete:
            return PlainTextResponse("no such upload", status_code=404)
        data = await _body(request)
        if len(data) != file.size:
            return PlainTextResponse("the length differs from what was announced", status_code=400)
        file.data = data
        return api.fault_after(fault) or PlainTextResponse(f"OK - {file.size}")

    async def download(self, request: Request) -> Response:
        """The bytes of a file, for those who may read it: apps by their token, people on the page."""
        endpoint = self._file if _bearer(request) is not None else guarded(self._file)
        return await endpoint(request)

    async def _file(self, request: Request) -> Response:
        file = self.workspace.files.get(request.path_params["file_id"])
        if file is None or not file.complete or file.deleted or not _may_read(self.workspace, request, file):
            return PlainTextResponse("not found", status_code=404)
        return Response(file.data, media_type=mimetype(file.name), headers=INERT)

    async def authorize(self, request: Request) -> Response:
        """The consent page of OAuth, where the installer has always just answered."""
        return consent([self.workspace], request)

    async def icon(self, request: Request) -> Response:
        """An app's picture: a square of its own colour."""
        size, colour = request.path_params["size"], self.workspace.secret(request.path_params["app_id"])[:6]
        return Response(ICON.format(size=size, colour=colour), media_type="image/svg+xml")


def consent(workspaces: Sequence[LocalWorkspace], request: Request) -> Response:
    """What somebody's answer leads to on the page of OAuth; `team` says in which workspace they are."""
    query = request.query_params
    workspace = next((one for one in workspaces if one.team_id == query.get("team")), workspaces[0])
    app = next((app for app in workspace.apps.values() if app.client_id == query.get("client_id")), None)
    allowed = app.manifest.get("oauth_config", {}).get("redirect_urls", []) if app is not None else []
    redirect = query.get("redirect_uri") or next(iter(allowed), "")
    if app is None or not any(redirect.startswith(url) for url in allowed):
        return PlainTextResponse("invalid_client_id or bad_redirect_uri", status_code=400)
    strange = set(filter(None, query.get("scope", "").split(","))) - set(app.wanted)
    if strange:
        return PlainTextResponse("invalid_scope_requested", status_code=400)
    state = {"state": query.get("state", "")}
    if workspace.declines:
        return RedirectResponse(f"{redirect}?{urlencode({'error': 'access_denied'} | state)}")
    code = secrets.token_hex(12)
    workspace.codes[code] = app.installer
    return RedirectResponse(f"{redirect}?{urlencode({'code': code} | state)}")


async def _body(request: Request) -> bytes:
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        return await request.body()
    async with request.form() as form:
        parts = [part for part in form.values() if not isinstance(part, str)]
        return await parts[0].read() if parts else b""


def _bound(host: str, port: int) -> socket.socket:
    # asyncio sends without delay only where the socket names its protocol; else each answer may wait 40 ms.
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError:
        listening.close()
        raise
    return listening


def _may_read(workspace: LocalWorkspace, request: Request, file: File) -> bool:
    """An app by its token, with the scope; a person (`?as=handle`, the page's way) when a conversation of theirs shows the file."""
    token = _bearer(request)
    if token is not None:
        app = workspace.app_of_token(token)
        return app is not None and "files:read" in app.scopes
    reader = workspace.by_handle.get(request.query_params.get("as", ""))
    if reader is None:
        return False
    return not file.shares or any(reader in workspace.conversations[place].members for place in file.shares)


def _bearer(request: Request) -> str | None:
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    return token if kind.lower() == "bearer" else None
