"""The pages where somebody takes the app into their workspace: what it asks for, the way to Slack, and the way back."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import structlog
from slack_sdk.oauth import OAuthStateUtils
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from bot.logs import where
from bot.slack.errors import Refused, SlackError
from bot.slack.methods import OPTIONAL
from bot.words import locale
from bot.workspace.blocks.installing import Came, came_words, install_words, scope_reasons
from bot.workspace.installing.kept import Arrival
from bot.workspace.installing.oauth import STATE_LIVES, OAuth, Unfit

log = structlog.stdlib.get_logger("porchlight.installs")

INSTALL, BEGIN, REDIRECT = "/slack/install", "/slack/install/begin", "/slack/oauth_redirect"
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
STATUS = {Came.stranger: 400, Came.late: 400, Came.refused: 400, Came.unanswered: 502}
Welcomes = Callable[[Arrival], Awaitable[bool]]
"""Takes a workspace in that has let us in; whether it was here before."""


def routes(oauth: OAuth, welcome: Welcomes, erased_after: int) -> list[Route]:
    """What is served beside /slack/events. `erased_after`: so many days after it was taken out, all is erased."""
    here = _Pages(oauth, welcome, erased_after)
    return [
        Route(INSTALL, here.shown, methods=["GET"]),
        Route(BEGIN, here.begun, methods=["GET"]),
        Route(REDIRECT, here.returned, methods=["GET"]),
    ]


class _Pages:
    def __init__(self, oauth: OAuth, welcome: Welcomes, erased_after: int) -> None:
        self.oauth, self.welcome, self.erased_after = oauth, welcome, erased_after
        self.states = OAuthStateUtils(expiration_seconds=int(STATE_LIVES.total_seconds()))

    async def shown(self, request: Request) -> Response:
        """What the app does, and what it asks for."""
        words = {name: text.replace("{days}", str(self.erased_after)) for name, text in install_words().items()}
        reasons = [
            {"scopes": one.scopes, "why": one.why, "spare": OPTIONAL.issuperset(one.scopes)} for one in scope_reasons()
        ]
        team = request.query_params.get("team")
        return _page(words, f"{BEGIN}?{urlencode({'team': team})}" if team else BEGIN, reasons=reasons)

    async def begun(self, request: Request) -> Response:
        """To Slack, with something that only this browser has, for ten minutes, once."""
        state, url = await self.oauth.begin(_plain(request.query_params.get("team")))
        cookie = self.states.build_set_cookie_for_new_state(state)
        return RedirectResponse(url, 302, headers=HEADERS | {"Set-Cookie": f"{cookie}; SameSite=Lax"})

    async def returned(self, request: Request) -> Response:
        """Back from Slack, with a yes or a no."""
        query = request.query_params
        if query.get("error"):
            return self._told(Came.cancelled if query["error"] == "access_denied" else Came.refused, code=_plain(query["error"]))
        state = query.get("state")
        if not self.states.is_valid_browser(state, dict(request.headers)):
            return self._told(Came.stranger)
        if not await self.oauth.use(state or ""):
            return self._told(Came.late)
        try:
            arrival = await self.oauth.redeem(query.get("code", ""))
            was_here = await self.welcome(arrival)
        except Unfit as unfit:
            return self._told(Came(str(unfit)))
        except Refused as refused:
            return self._told(Came.refused, code=refused.code)
        except SlackError as error:
            log.warning("an installation was not finished", **where(error))
            return self._told(Came.unanswered)
        came = Came.again if was_here else Came.installed
        opens = f"https://slack.com/app_redirect?{urlencode({'app': arrival.app, 'team': arrival.workspace})}"
        return self._told(came, name=arrival.name, go=opens)

    def _told(self, came: Came, *, name: str = "", code: str | None = None, go: str = INSTALL) -> Response:
        page = _page(came_words(came, name, code or ""), go, status=STATUS.get(came, 200))
        page.headers["Set-Cookie"] = self.states.build_set_cookie_for_deletion()
        return page


def _page(words: Mapping[str, str], go: str, *, reasons: Any = (), status: int = 200) -> Response:
    from jinja2 import Environment, FileSystemLoader  # when it is needed: most starts of the bot never show a page

    templates = Environment(loader=FileSystemLoader(Path(__file__).parent / "static"), autoescape=True)
    text = templates.get_template("page.html").render(words=words, go=go, reasons=reasons, language=locale.get())
    return HTMLResponse(text, status_code=status, headers=HEADERS)


def _plain(text: str | None) -> str | None:
    """Slack's ids and codes are letters, digits and underscores: what else comes in an address is no such thing."""
    return text if text and text.isascii() and text.replace("_", "").isalnum() and len(text) <= 64 else None
