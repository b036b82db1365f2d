"""What is asked of Slack without a workspace's token: where somebody may say yes, and what a yes or a refresh is worth."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import Any
from urllib.parse import urljoin

import aiohttp
from pydantic import SecretStr
from slack_sdk.oauth import AuthorizeUrlGenerator
from sqlalchemy import delete
from sqlalchemy.orm import Session

from bot.slack.methods import OPTIONAL, scopes
from bot.slack.wire import ask, web_client
from bot.store.engine import Database
from bot.work.clock import Clock
from bot.workspace.installing.kept import Arrival, Grant
from bot.workspace.models import InstallState

STATE_LIVES = timedelta(minutes=10)


class Unfit(Exception):
    """Slack let us in, but not so that we could work there. The text is a plain code."""


class OAuth:
    """Slack's OAuth for this app: `client_id` and `client_secret` are its own. Lives as long as the process."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        client_id: str,
        client_secret: SecretStr,
        session: aiohttp.ClientSession,
        api_url: str,
    ) -> None:
        self.database, self.clock = database, clock
        self._client_id, self._secret = client_id, client_secret
        self._session, self._api_url = session, api_url
        page = urljoin(api_url, "../oauth/v2/authorize")
        self._urls = AuthorizeUrlGenerator(client_id=client_id, scopes=sorted(scopes()), authorization_url=page)

    async def begin(self, team: str | None = None) -> tuple[str, str]:
        """A new state, and the page of Slack's where whoever carries it may say yes."""
        state, now = secrets.token_urlsafe(32), self.clock.now()

        def write(session: Session) -> None:
            session.execute(delete(InstallState).where(InstallState.until <= now))
            session.add(InstallState(id=_hashed(state), until=now + STATE_LIVES))

        await self.database.run(write)
        return state, self._urls.generate(state, team)

    async def use(self, state: str) -> bool:
        """Whether this state is good; it is so once."""
        good = InstallState.id == _hashed(state), InstallState.until > self.clock.now()
        using = delete(InstallState).where(*good).returning(InstallState.id)
        return await self.database.run(lambda session: session.execute(using).first() is not None)

    async def redeem(self, code: str) -> Arrival:
        """What the code that Slack sent somebody back with is worth. Raises Unfit, and what `bot.slack.wire.ask` does."""
        given = await self._ask(code=code)
        granted = frozenset(filter(None, str(given.get("scope", "")).split(",")))
        if given.get("is_enterprise_install") or not given.get("team"):
            raise Unfit("organisation")
        if scopes() - OPTIONAL - granted:
            raise Unfit("scopes")
        grant = _grant(given)
        client = web_client(grant.token.get_secret_value(), self._session, self._api_url)
        who = await ask(client, "auth.test", {})
        return Arrival(
            workspace=given["team"]["id"],
            name=given["team"].get("name") or who.get("team", ""),
            url=who.get("url", ""),
            app=given.get("app_id", ""),
            bot_id=who.get("bot_id", ""),
            bot_user=who["user_id"],
            scopes=granted,
            by=(given.get("authed_user") or {}).get("id", ""),
            grant=grant,
        )

    async def refresh(self, token: SecretStr) -> Grant:
        """A new token for a refresh token, which is used up by that. Raises what `bot.slack.wire.ask` does."""
        return _grant(await self._ask(grant_type="refresh_token", refresh_token=token.get_secret_value()))

    async def _ask(self, **arguments: str) -> dict[str, Any]:
        given = {"client_id": self._client_id, "client_secret": self._secret.get_secret_value(), **arguments}
        return await ask(web_client(None, self._session, self._api_url), "oauth.v2.access", given)


def _grant(given: dict[str, Any]) -> Grant:
    refresh, seconds = given.get("refresh_token"), given.get("expires_in")
    return Grant(
        SecretStr(given["access_token"]),
        SecretStr(refresh) if refresh else None,
        timedelta(seconds=int(seconds)) if seconds else None,
    )


def _hashed(state: str) -> str:
    return hashlib.sha256(state.encode()).hexdigest()
