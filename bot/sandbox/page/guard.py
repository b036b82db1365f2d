"""Keeps other pages and other machines away from the workspace: it is for the browser on this machine only."""

import re
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.websockets import WebSocket

Endpoint = Callable[[Request], Awaitable[Response]]
LOOPBACK = re.compile(r"(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?", re.IGNORECASE)
SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; font-src 'self'; "
        "img-src 'self' data: http: https:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}


def guarded(endpoint: Endpoint) -> Endpoint:
    """Serves only requests that name this machine (a name re-pointed to it does not), and only from this page."""

    async def checked(request: Request) -> Response:
        host = request.headers.get("host", "")
        if not LOOPBACK.fullmatch(host):
            return refused("This workspace answers only on this machine's own address.")
        origin = request.headers.get("origin")
        is_own = origin == f"{request.url.scheme}://{host}"
        if request.method == "POST" and not is_own:
            return refused("This can be done only from the page of the workspace.")
        if not (_is_from_here(request) or _is_visit(request)):
            return refused("This can be read only from the page of the workspace.")
        return await endpoint(request)

    return checked


def may_connect(websocket: WebSocket) -> bool:
    """Whether a WebSocket comes from this page, or from a program that is no browser (which names no origin)."""
    origin, host = websocket.headers.get("origin"), websocket.headers.get("host", "")
    return origin is None or (LOOPBACK.fullmatch(host) is not None and origin == f"http://{host}")


def refused(why: str, status: int = 403) -> JSONResponse:
    """An answer that says in `error` why something is not done."""
    return JSONResponse({"error": why}, status_code=status)


def _is_from_here(request: Request) -> bool:
    """Whether the browser says that this page asks; programs that are no browser say nothing."""
    return request.headers.get("sec-fetch-site", "same-origin") in ("same-origin", "none")


def _is_visit(request: Request) -> bool:
    """Whether somebody followed a link here from elsewhere, which is as good as typing the address."""
    return request.headers.get("sec-fetch-mode") == "navigate" and request.method == "GET"
