"""Where a workspace's token comes from."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Protocol

import aiohttp
from pydantic import SecretStr
from slack_bolt.authorization import AuthorizeResult

from bot.slack.wire import ask, web_client


@dataclass(frozen=True, slots=True)
class Install:
    """The app as one workspace has it. `workspace` is the team id (T…) that owns the install."""

    workspace: str
    name: str
    url: str
    token: SecretStr
    bot_id: str
    bot_user: str


class Installs(Protocol):
    """Finds the install that a request or a call belongs to. Asked at every request: answers from memory."""

    async def of(self, workspace: str) -> Install | None:
        """The install of this workspace, or None if the app is not there, or no longer."""

    async def serving(self, team: str | None, enterprise: str | None, /) -> Install | None:
        """The install that a request from this team or organisation is for."""

    async def all(self) -> tuple[Install, ...]:
        """Every workspace that has the app."""

    async def end(self, workspace: str, /) -> None:
        """Slack does not let us into this workspace any more: its tokens are forgotten."""


class StaticInstall:
    """One workspace, by the bot token in the settings. Its team id is learned once, from `auth.test`."""

    def __init__(self, install: Install) -> None:
        self.install = install

    @classmethod
    async def learn(cls, token: SecretStr, session: aiohttp.ClientSession, api_url: str) -> "StaticInstall":
        """Ask Slack whose token this is. Raises as `bot.slack.wire.ask` does."""
        client = web_client(token.get_secret_value(), session, api_url)
        who = await ask(client, "auth.test", {})
        return cls(
            Install(
                workspace=who["team_id"],
                name=who.get("team", ""),
                url=who.get("url", ""),
                token=token,
                bot_id=who.get("bot_id", ""),
                bot_user=who["user_id"],
            )
        )

    async def of(self, workspace: str) -> Install | None:
        return self.install if workspace == self.install.workspace else None

    async def serving(self, _team: str | None, _enterprise: str | None, /) -> Install | None:
        return self.install

    async def all(self) -> tuple[Install, ...]:
        return (self.install,)

    async def end(self, _workspace: str, /) -> None:
        """The token stands in the settings: nothing here forgets it."""


def authorizer(installs: Installs) -> Callable[..., Awaitable[Any]]:
    """Bolt's question "whose request is this", answered from the installs without asking Slack."""

    async def authorize(enterprise_id: str | None, team_id: str | None, user_id: str | None) -> AuthorizeResult | None:
        install = await installs.serving(team_id, enterprise_id)
        if install is None:
            return None
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=install.workspace,
            user_id=user_id,
            bot_token=install.token.get_secret_value(),
            bot_id=install.bot_id,
            bot_user_id=install.bot_user,
        )

    return authorize
