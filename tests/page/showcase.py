"""A Bolt app that shows every block and input, and a firm to show them to."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import aiohttp
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.firm import Channel, Firm, Person
from bot.sandbox.records import App
from bot.sandbox.server import Address
from tests.page.blocks import BLOCKS, CONTACT, FORM, HOME, TABLE, Json, button, chart, options

MONDAY = datetime(2025, 3, 3, 9, 5, tzinfo=UTC)
PEOPLE = (
    Person("maya", "Maya Lind", "Europe/Berlin", title="Account manager", owner=True),
    Person("tom", "Tom Okoro", "America/New_York", title="Engineer"),
    Person("ines", "Inês Duarte", "Europe/Lisbon", title="Support"),
    Person("rita", "Rita Stone", "Europe/London", outsider_of="Acme Bakeries"),
)
FIRM = Firm(
    name="Northwind",
    domain="northwind",
    people=PEOPLE,
    channels=(
        Channel("general", ("maya", "tom", "ines"), purpose="News for *all* of us"),
        Channel("random", ("maya", "tom")),
        Channel("leadership", ("maya",), private=True),
        Channel("with-acme", ("maya", "rita"), shared_with="Acme Bakeries"),
    ),
)
MANIFEST: Json = {
    "display_information": {"name": "Lantern"},
    "features": {
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
        "bot_user": {"display_name": "Lantern"},
        "slash_commands": [
            {"command": "/form", "description": "Every kind of input", "usage_hint": "[name]"},
            {"command": "/show", "description": "Every kind of block", "usage_hint": "blocks | charts"},
        ],
        "shortcuts": [
            {"name": "Worried about a customer", "type": "global", "callback_id": "worried", "description": "Tell us"},
            {"name": "Keep this message", "type": "message", "callback_id": "keep", "description": "For the folder"},
        ],
    },
    "oauth_config": {"scopes": {"bot": [
        "commands", "chat:write", "channels:read", "channels:history", "im:write", "im:history", "users:read", "files:write",
    ]}},
    "settings": {
        "event_subscriptions": {"bot_events": ["app_home_opened", "message.channels"]},
        "interactivity": {"is_enabled": True},
        "socket_mode_enabled": True,
    },
}  # fmt: skip


class Showcase:
    """The app, and what it has heard: the submissions and the presses, oldest first."""

    def __init__(self, installed: App, address: Address, session: aiohttp.ClientSession) -> None:
        self.client = AsyncWebClient(token=installed.bot_token, base_url=address.api, session=session)
        self.app = AsyncApp(client=self.client, signing_secret=installed.signing_secret)
        self.submissions: list[Json] = []
        self.presses: list[Json] = []
        self.shortcuts: list[Json] = []
        self.opened: list[Json] = []
        self._say()
        self._ask()
        self._listen()

    async def offer(self, channel: str, view: Json) -> None:
        """A message comes into a channel, with a button “Open it” that opens this view; what was opened is in `opened`."""

        @self.app.action("open")
        async def _(ack: Any, body: Json, client: AsyncWebClient) -> None:
            await ack()
            self.opened.append((await client.views_open(trigger_id=body["trigger_id"], view=view))["view"])

        row = [{"type": "actions", "elements": [button("Open it", "open")]}]
        await self.client.chat_postMessage(channel=channel, text="Something to open", blocks=row)

    def _say(self) -> None:
        @self.app.command("/form")
        async def _(ack: Any, body: Json, client: AsyncWebClient) -> None:
            await ack()
            await client.views_open(trigger_id=body["trigger_id"], view=FORM)

        @self.app.command("/show")
        async def _(ack: Any, body: Json, client: AsyncWebClient) -> None:
            await ack("Here it comes.")
            channel = body["channel_id"]
            if body["text"] == "charts":
                for kind in ("pie", "bar", "line", "area"):
                    await client.chat_postMessage(channel=channel, text=f"A {kind}", blocks=[chart(kind)])
                return
            await client.chat_postMessage(channel=channel, text="Acme Bakeries has left", blocks=BLOCKS)
            words = "## Oldest contact first\nThose we **have not talked to**:\n\n- one\n- two"
            blocks = [{"type": "markdown", "text": words}, TABLE]
            await client.chat_postMessage(channel=channel, text="A table", blocks=blocks)

        @self.app.event("app_home_opened")
        async def _(event: Json, client: AsyncWebClient) -> None:
            await client.views_publish(user_id=event["user"], view=HOME)

        @self.app.event("message")
        async def _() -> None:
            return

    def _ask(self) -> None:
        @self.app.options("it")
        async def _(ack: Any, body: Json) -> None:
            names = ("Acme Bakeries", "Acorn & Co", "Harbor & Sons", "Moonrise")
            await ack(options=options(*[name for name in names if body["value"].lower() in name.lower()]))

        @self.app.view("form")
        async def _(ack: Any, body: Json) -> None:
            values = body["view"]["state"]["values"]
            self.submissions.append(values)
            if values["note"]["it"]["value"] == "wrong":
                await ack(response_action="errors", errors={"note": "Say it another way."})
                return
            await ack()

        @self.app.view("contact")
        async def _(ack: Any) -> None:
            await ack()

    def _listen(self) -> None:
        @self.app.action("deeper")
        async def _(ack: Any, body: Json, client: AsyncWebClient) -> None:
            await ack()
            await client.views_push(trigger_id=body["trigger_id"], view=CONTACT)

        async def pressed(ack: Any, body: Json, respond: Any) -> None:
            await ack()
            self.presses.append(body["actions"][0])
            if body["actions"][0]["action_id"] == "accept":
                thanks = "Thank you. You are calling Acme."
                await respond(text=thanks, response_type="ephemeral", replace_original=False)

        for name in ("accept", "decline", "peace", "more", "pick", "day", "log", "it"):
            self.app.action(name)(pressed)

        async def shortcut(ack: Any, body: Json, client: AsyncWebClient) -> None:
            await ack()
            self.shortcuts.append(body)
            await client.views_open(trigger_id=body["trigger_id"], view=CONTACT)

        self.app.shortcut("worried")(shortcut)
        self.app.shortcut("keep")(shortcut)


@asynccontextmanager
async def running(installed: App, address: Address) -> AsyncIterator[Showcase]:
    """The app on a socket."""
    async with aiohttp.ClientSession() as session:
        showcase = Showcase(installed, address, session)
        handler = AsyncSocketModeHandler(showcase.app, installed.app_token)
        await handler.connect_async()  # type: ignore[no-untyped-call] # Bolt leaves it without types
        try:
            yield showcase
        finally:
            await handler.close_async()  # type: ignore[no-untyped-call] # as above
