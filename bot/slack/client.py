"""Calls to Slack, for a workspace, each made once: whoever calls decides about pacing and trying again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.errors import End, Limited, NotSent, Refused, SlackError, Unknown
from bot.slack.installs import Installs
from bot.slack.kit import Message
from bot.slack.methods import METHODS
from bot.slack.wire import ask, ask_whole, fetch_bytes, open_session, post_back, send_bytes, web_client

__all__ = [
    "METHODS",
    "End",
    "Introduced",
    "Limited",
    "NotSent",
    "Refused",
    "Slack",
    "SlackError",
    "Unknown",
    "delivery_in",
    "open_session",
    "said",
    "stamp",
]

EVENT_TYPE = "porchlight_delivery"


@dataclass(frozen=True)
class Introduced:
    """Who Slack takes us for: the workspace's name, our permissions there, and Slack's own clock (aware), if it says."""

    name: str
    scopes: frozenset[str]
    at: datetime | None


class Slack:
    """The Web API as the bot uses it. Lives as long as the process; `session` is the process's own."""

    def __init__(self, installs: Installs, session: aiohttp.ClientSession, api_url: str) -> None:
        self.installs = installs
        self.session = session
        self.api_url = api_url
        self._clients: dict[tuple[str, str], AsyncWebClient] = {}

    async def call(self, workspace: str, method: str, **arguments: Any) -> dict[str, Any]:
        """Call one method once with the workspace's token, and hand back Slack's answer.

        Arguments that are None are left out. Raises Limited, Refused, NotSent or Unknown; LookupError for a
        method that METHODS does not name, since the manifest would not grant its scope.
        """
        if method not in METHODS:
            raise LookupError(f"{method} is not among METHODS.")
        install = await self.installs.of(workspace)
        if install is None:
            raise Refused(method, "no_install")
        given = {name: value for name, value in arguments.items() if value is not None}
        return await ask(self._client(workspace, install.token.get_secret_value()), method, given)

    async def introduced(self, workspace: str) -> Introduced:
        """Who Slack takes us for. Raises Limited, Refused, NotSent or Unknown."""
        install = await self.installs.of(workspace)
        if install is None:
            raise Refused("auth.test", "no_install")
        who, headers = await ask_whole(self._client(workspace, install.token.get_secret_value()), "auth.test", {})
        granted = frozenset(scope.strip() for scope in headers.get("x-oauth-scopes", "").split(",") if scope.strip())
        return Introduced(str(who.get("team", "")), granted, _moment(headers.get("date")))

    async def respond(self, response_url: str, payload: dict[str, Any]) -> None:
        """Answer a gesture on the address it came with. Raises Limited, Refused, NotSent or Unknown."""
        await post_back(self.session, response_url, payload)

    async def upload(self, url: str, data: bytes) -> None:
        """Hand over the bytes of a file, at the address that Slack gave for them. Raises Limited, Refused, NotSent or Unknown."""
        await send_bytes(self.session, url, data)

    async def download(self, workspace: str, url: str, most: int) -> bytes | None:
        """The bytes of a file at the address that Slack gave for it; None where they are more than `most`.

        The token goes to Slack alone. Raises Limited, Refused, NotSent or Unknown.
        """
        install = await self.installs.of(workspace)
        if install is None or not self._is_slacks(url):
            raise Refused("download", "no_install" if install is None else "not_slacks")
        return await fetch_bytes(self.session, url, install.token.get_secret_value(), most)

    def _is_slacks(self, url: str) -> bool:
        """An address of Slack's own, or of whatever we speak with in its place."""
        given, api = urlsplit(url), urlsplit(self.api_url)
        if (given.scheme, given.netloc) == (api.scheme, api.netloc):
            return True
        return given.scheme == "https" and (given.hostname or "").endswith(".slack.com")

    def _client(self, workspace: str, token: str) -> AsyncWebClient:
        client = self._clients.get((workspace, token))
        if client is None:
            self._clients = {key: kept for key, kept in self._clients.items() if key[0] != workspace}
            client = self._clients[workspace, token] = web_client(token, self.session, self.api_url)
        return client


def _moment(header: str | None) -> datetime | None:
    try:
        return parsedate_to_datetime(header).astimezone(UTC) if header else None
    except ValueError:
        return None


def said(message: Message) -> dict[str, Any]:
    """A message as the arguments of `chat.postMessage`, `chat.update` and their kin."""
    return {"text": message.text, "blocks": list(message.blocks)}


def stamp(delivery: str) -> dict[str, Any]:
    """The metadata that marks a message as this delivery: by it an unknown outcome is looked up."""
    return {"event_type": EVENT_TYPE, "event_payload": {"id": delivery}}


def delivery_in(message: Mapping[str, Any]) -> str | None:
    """The delivery that a message from the history is, by its metadata."""
    metadata = message.get("metadata") or {}
    if metadata.get("event_type") != EVENT_TYPE:
        return None
    found = (metadata.get("event_payload") or {}).get("id")
    return None if found is None else str(found)
