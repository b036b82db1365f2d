"""Lantern: a small, unmodified Bolt app of the kind that the workspace has to carry."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
from aiohttp import web
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.records import App
from bot.sandbox.server import Address
from bot.sandbox.workspace import LocalWorkspace


def option(text: str, value: str) -> dict[str, Any]:
    """An option of a menu."""
    return {"text": {"type": "plain_text", "text": text}, "value": value}


def words(text: str) -> dict[str, Any]:
    """A plain text."""
    return {"type": "plain_text", "text": text}


MODAL: dict[str, Any] = {
    "type": "modal",
    "callback_id": "log",
    "title": words("A lost customer"),
    "submit": words("Log it"),
    "close": words("Not now"),
    "notify_on_close": True,
    "private_metadata": "kept",
    "blocks": [
        {"type": "input", "block_id": "customer", "label": words("Who is it?"),
         "element": {"type": "external_select", "action_id": "pick", "min_query_length": 0}},
        {"type": "input", "block_id": "where_it_stands", "label": words("Where it stands"), "dispatch_action": True,
         "element": {"type": "static_select", "action_id": "stage",
                     "options": [option("Warning signs", "risk"), option("Has left", "left")]}},
        {"type": "input", "block_id": "when", "label": words("When"), "optional": True,
         "element": {"type": "datepicker", "action_id": "date"}},
        {"type": "input", "block_id": "hour", "label": words("Hour"), "optional": True,
         "element": {"type": "timepicker", "action_id": "time"}},
        {"type": "input", "block_id": "owner", "label": words("Owner"), "optional": True,
         "element": {"type": "users_select", "action_id": "user"}},
        {"type": "input", "block_id": "others", "label": words("Who else"), "optional": True,
         "element": {"type": "multi_users_select", "action_id": "users"}},
        {"type": "input", "block_id": "between", "label": words("Between us"), "optional": True,
         "element": {"type": "checkboxes", "action_id": "quiet", "options": [option("Keep it between us", "yes")]}},
        {"type": "input", "block_id": "note", "label": words("A note"), "optional": True,
         "element": {"type": "plain_text_input", "action_id": "text", "multiline": True, "max_length": 200}},
        {"type": "actions", "block_id": "more", "elements": [
            {"type": "button", "action_id": "deeper", "text": words("Add somebody")}]},
    ],
}  # fmt: skip
BUTTONS: list[dict[str, Any]] = [
    {"type": "section", "block_id": "say", "text": {"type": "mrkdwn", "text": "Will you call *Acme*?"},
     "accessory": {"type": "overflow", "action_id": "menu",
                   "options": [option("Hand over", "over"), option("Never mind", "mind")]}},
    {"type": "actions", "block_id": "answer", "elements": [
        {"type": "button", "action_id": "accept", "text": words("I'll do it"), "value": "7", "style": "primary"},
        {"type": "button", "action_id": "decline", "text": words("I can't now"), "value": "7"}]},
]  # fmt: skip


Client = AsyncWebClient


@asynccontextmanager
async def client_of(workspace: LocalWorkspace, address: Address) -> AsyncIterator[Client]:
    """The SDK with the token of the only app, without retries of its own."""
    (installed,) = workspace.apps.values()
    async with aiohttp.ClientSession() as session:
        yield Client(token=installed.bot_token, base_url=address.api, session=session, retry_handlers=[])


class Lantern:
    """The app and what it has heard so far."""

    def __init__(self, installed: App, address: Address, session: aiohttp.ClientSession) -> None:
        self.installed = installed
        self.client = AsyncWebClient(token=installed.bot_token, base_url=address.api, session=session)
        self.app = AsyncApp(client=self.client, signing_secret=installed.signing_secret)
        self.heard: list[tuple[str, dict[str, Any]]] = []
        self.submission: dict[str, Any] | None = None
        self._register_modals(self.app)
        self._register_presses(self.app)
        self._register_events(self.app)

    def last(self, kind: str) -> dict[str, Any]:
        """The newest body of a kind that the app has heard."""
        return next(body for name, body in reversed(self.heard) if name == kind)

    def count(self, kind: str) -> int:
        """How many of a kind the app has heard."""
        return sum(name == kind for name, _ in self.heard)

    def _register_modals(self, app: AsyncApp) -> None:
        heard = self.heard

        @app.command("/lost")
        async def _(ack: Any, body: Any, client: Any) -> None:
            heard.append(("command", body))
            if body["text"] == "help":
                await ack("Usage: /lost [name]")
                return
            await ack()
            await client.views_open(trigger_id=body["trigger_id"], view=MODAL)

        @app.options("pick")
        async def _(ack: Any, body: Any) -> None:
            heard.append(("options", body))
            names = [name for name in ("Acme", "Acorn", "Zeta") if name.lower().startswith(body["value"].lower())]
            await ack(options=[option(name, name.lower()) for name in names])

        @app.view("log")
        async def _(ack: Any, body: Any) -> None:
            heard.append(("submission", body))
            await ack(**(self.submission or {}))

        @app.view_closed("log")
        async def _(ack: Any, body: Any) -> None:
            await ack()
            heard.append(("closed", body))

    def _register_presses(self, app: AsyncApp) -> None:
        heard = self.heard

        @app.action("deeper")
        async def _(ack: Any, body: Any, client: Any) -> None:
            await ack()
            heard.append(("press", body))
            await client.views_push(trigger_id=body["trigger_id"], view=MODAL)

        @app.action("accept")
        async def _(ack: Any, body: Any, respond: Any) -> None:
            await ack()
            heard.append(("press", body))
            await respond(text="Thank you.", replace_original=True)

        @app.action({"action_id": "stage"})
        @app.action({"action_id": "menu"})
        @app.action({"action_id": "decline"})
        async def _(ack: Any, body: Any) -> None:
            await ack()
            heard.append(("press", body))

        @app.shortcut("worried")
        @app.shortcut("keep")
        async def _(ack: Any, body: Any) -> None:
            await ack()
            heard.append(("shortcut", body))

    def _register_events(self, app: AsyncApp) -> None:
        async def event(body: Any) -> None:
            self.heard.append((body["event"]["type"], body))

        for name in (
            "app_home_opened", "message", "member_joined_channel", "member_left_channel", "team_join",
            "user_change", "channel_archive", "channel_rename", "channel_left", "channel_shared", "reaction_added",
            "tokens_revoked", "app_uninstalled", "group_archive", "channel_unarchive", "channel_deleted",
            "group_deleted", "function_executed",
        ):  # fmt: skip
            app.event(name)(event)


@asynccontextmanager
async def over_http(installed: App, address: Address) -> AsyncIterator[Lantern]:
    """Lantern behind a request URL."""
    async with aiohttp.ClientSession() as session:
        lantern = Lantern(installed, address, session)
        runner = web.AppRunner(lantern.app.server(path="/slack/events").web_app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        installed.request_url = f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
        try:
            yield lantern
        finally:
            await runner.cleanup()


@asynccontextmanager
async def over_socket(installed: App, address: Address) -> AsyncIterator[Lantern]:
    """Lantern on a socket."""
    async with aiohttp.ClientSession() as session:
        lantern = Lantern(installed, address, session)
        handler = AsyncSocketModeHandler(lantern.app, installed.app_token)
        await handler.connect_async()  # type: ignore[no-untyped-call] # Bolt has no types here
        try:
            yield lantern
        finally:
            await handler.close_async()  # type: ignore[no-untyped-call] # Bolt has no types here
