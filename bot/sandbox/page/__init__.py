"""The page of the local workspace: a Slack-like client in the browser where one can be any of the people.

The browser gets one page for each person, a stream of what changes for them, and a handful of gestures it can send
back. What a person may see, and what a gesture does, is decided by the workspace; the page only carries it.
"""

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, Template
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from bot.sandbox.page.changes import older, stream
from bot.sandbox.page.gestures import GESTURES, ClockButtons, Refused, do
from bot.sandbox.page.guard import SECURITY_HEADERS, guarded, refused
from bot.sandbox.page.seen import Seen
from bot.sandbox.records import Json

STATIC = Path(__file__).parent.parent / "static"
TEMPLATES = Path(__file__).parent / "templates"
LARGEST_FILE = 20_000_000


def routes(workspace: Seen) -> list[BaseRoute]:
    """Everything the browser asks for, to be mounted beside the Web API of the same workspace."""
    page = Page(workspace)
    return [
        Route("/", guarded(page.front)),
        Route("/as/{handle}", guarded(page.show)),
        Route("/archives/{channel}/{message}", guarded(page.front)),
        Route("/page/clock", guarded(page.move_clock), methods=["POST"]),
        Route("/page/{handle}/changes", guarded(page.changes)),
        Route("/page/{handle}/older", guarded(page.older)),
        Route("/page/{handle}/upload", guarded(page.upload), methods=["POST"]),
        Route("/page/{handle}/{gesture}", guarded(page.gesture), methods=["POST"]),
        Mount("/static", Fresh(directory=STATIC)),
    ]


class Fresh(StaticFiles):
    """Files that the browser asks about again each time, so that a new version shows at once."""

    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        """The file, or word that it is the same as before."""
        response = super().file_response(*args, **kwargs)
        response.headers["Cache-Control"] = "no-cache"
        return response


@cache
def _template(name: str) -> Template:
    """Of a page: read when it is first shown."""
    return Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True).get_template(name)


class Page:
    """The endpoints; each lives as long as the workspace."""

    def __init__(self, workspace: Seen) -> None:
        self._workspace = workspace
        self._clock = ClockButtons(workspace)

    async def front(self, request: Request) -> Response:
        """Opens the page as the first person of the firm, in the conversation that a link to a message names."""
        place = request.path_params.get("channel", "")
        return RedirectResponse(f"/as/{self._workspace.handles()[0]}" + (f"#{place}" if place else ""))

    async def show(self, request: Request) -> Response:
        """The page itself; what stands on it comes by the stream."""
        handle = request.path_params["handle"]
        known = self._knows(handle)
        page = _template("page.html" if known else "nobody.html")
        html = page.render(handle=handle, sheets=_names("*.css"), modules=_names("*.js"))
        return HTMLResponse(html, 200 if known else 404, headers=SECURITY_HEADERS)

    async def changes(self, request: Request) -> Response:
        """The stream of what one person sees."""
        handle = request.path_params["handle"]
        if not self._knows(handle):
            return refused(f"There is nobody called {handle} here.", 404)
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(stream(self._workspace, handle), media_type="text/event-stream", headers=headers)

    async def older(self, request: Request) -> Response:
        """Messages further up, when somebody scrolls to them."""
        handle = request.path_params["handle"]
        if not self._knows(handle):
            return refused(f"There is nobody called {handle} here.", 404)
        query = request.query_params
        found = older(self._workspace.view_for(handle), query.get("channel", ""), query.get("before", ""))
        return Response(found, media_type="application/json")

    async def gesture(self, request: Request) -> Response:
        """One thing that a person does."""
        handle, gesture = request.path_params["handle"], request.path_params["gesture"]
        if not self._knows(handle) or gesture not in GESTURES:
            return refused("There is no such person, or no such thing to do.", 404)
        try:
            return JSONResponse(await do(self._workspace.person(handle), gesture, await _body(request)))
        except KeyError as missing:
            return refused(f"The request lacks {missing}.", 400)
        except Refused as why:
            return refused(str(why), 409)

    async def upload(self, request: Request) -> Response:
        """Takes a file that a person gives to a form."""
        handle, name = request.path_params["handle"], request.query_params.get("name", "")
        if not self._knows(handle) or not name:
            return refused("There is no such person, or the file has no name.", 404)
        if int(request.headers.get("content-length", "0")) > LARGEST_FILE:
            return refused(f"Files here may have {LARGEST_FILE // 1_000_000} MB at most.", 413)
        file = self._workspace.upload(handle, Path(name).name, await request.body())
        return JSONResponse({"id": file.id, "name": file.name, "size": file.size})

    async def move_clock(self, request: Request) -> Response:
        """Moves the workspace's time."""
        try:
            return JSONResponse(await self._clock.move((await _body(request))["by"]))
        except KeyError:
            return refused("The clock does not know that step.", 400)
        except Refused as why:
            return refused(str(why), 409)

    def _knows(self, handle: str) -> bool:
        return handle in self._workspace.handles()


async def _body(request: Request) -> Json:
    """The JSON object that was sent. Raises Refused for anything else."""
    if request.headers.get("content-type", "").split(";")[0] != "application/json":
        raise Refused("Send JSON.")
    try:
        body = await request.json()
    except ValueError as broken:
        raise Refused("Send JSON.") from broken
    if not isinstance(body, dict):
        raise Refused("Send a JSON object.")
    return body


def _names(pattern: str) -> list[str]:
    return sorted(path.name for path in STATIC.glob(pattern) if path.name != "theme.js")
