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

Json = dict[str, Any]
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


def words(text: str) -> Json:
    """A plain text."""
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Json:
    """A text with marks."""
    return {"type": "mrkdwn", "text": text}


def options(*texts: str) -> list[Json]:
    """Options of a menu, with descriptions after a bar."""
    made = []
    for text in texts:
        label, _, note = text.partition("|")
        made.append({"text": words(label), "value": label.lower()} | ({"description": words(note)} if note else {}))
    return made


def field(block_id: str, label: str, element: Json, **more: Any) -> Json:
    """An input block."""
    return {"type": "input", "block_id": block_id, "label": words(label), "element": {"action_id": "it", **element}, **more}


def button(text: str, action_id: str, **more: Any) -> Json:
    """A button."""
    return {"type": "button", "text": words(text), "action_id": action_id, **more}


CONFIRM = {
    "title": words("Leave them in peace?"), "text": mrkdwn("Nobody will be asked to call *Acme* again."),
    "confirm": words("Leave them"), "deny": words("Go back"), "style": "danger",
}  # fmt: skip
BLOCKS: list[Json] = [
    {"type": "header", "text": words("Acme Bakeries has left :candle:")},
    {"type": "section", "text": mrkdwn(
        "*Bold*, _italic_, ~struck~, `code`, <https://example.com|a link>, 1 &lt; 2 &amp; 3\n"
        "&gt; quoted words\nand <!date^1740992700^{date_long} at {time}|then>, <!here>, :tada:")},
    {"type": "section", "fields": [
        mrkdwn("*Where it stands*\nHas left"), mrkdwn("*Owner*\n@maya"), mrkdwn("*Since*\nMarch"), mrkdwn("*Value*\nA good deal")]},
    {"type": "section", "text": mrkdwn("Will you call them?"), "accessory": {
        "type": "overflow", "action_id": "more", "options": options("Hand over", "Never mind")}},
    {"type": "actions", "elements": [
        button("I'll do it", "accept", style="primary", value="7"), button("I can't now", "decline"),
        button("Leave in peace", "peace", style="danger", confirm=CONFIRM),
        {"type": "static_select", "action_id": "pick", "placeholder": words("Pick a reason"), "options": options("Price", "Service", "Unknown")},
        {"type": "datepicker", "action_id": "day", "initial_date": "2025-03-10"}]},
    {"type": "divider"},
    {"type": "rich_text", "elements": [
        {"type": "rich_text_section", "elements": [{"type": "text", "text": "Rich "}, {"type": "text", "text": "bold", "style": {"bold": True}}, {"type": "emoji", "name": "wave"}]},
        {"type": "rich_text_list", "style": "bullet", "elements": [
            {"type": "rich_text_section", "elements": [{"type": "text", "text": "first"}]},
            {"type": "rich_text_section", "elements": [{"type": "text", "text": "second"}]}]},
        {"type": "rich_text_quote", "elements": [{"type": "text", "text": "a quote"}]},
        {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "let it = 'stand';"}]}]},
    {"type": "context", "elements": [mrkdwn("Logged by Maya · only people who need to know see this")]},
]  # fmt: skip
TABLE: Json = {
    "type": "table", "column_settings": [{"is_wrapped": True}, {"align": "right"}],
    "rows": [[{"type": "raw_text", "text": text} for text in row] for row in (
        ("Customer", "Days since we talked"), ("Acme Bakeries", "12"), ("Harbor & Sons", "104"), ("Moonrise", "7"))],
}  # fmt: skip


def chart(kind: str) -> Json:
    """A chart of a kind, with two series (or three slices)."""
    quarters = ["Q1", "Q2", "Q3", "Q4"]
    if kind == "pie":
        slices = (("Price", 4), ("Service", 7), ("Moved away", 2))
        return {"type": "data_visualization", "title": "Reasons", "chart": {
            "type": "pie", "segments": [{"label": label, "value": value} for label, value in slices]}}  # fmt: skip
    series = [
        {"name": name, "data": [{"label": label, "value": value} for label, value in zip(quarters, values, strict=True)]}
        for name, values in (("Left", (3, 5, 2, 4)), ("Came back", (0, 1, 2, 2)))
    ]
    axes = {"categories": quarters, "x_label": "2024", "y_label": "Customers"}
    return {"type": "data_visualization", "title": f"Left and back ({kind})", "chart": {
        "type": kind, "series": series, "axis_config": axes}}  # fmt: skip


FORM: Json = {
    "type": "modal", "callback_id": "form", "title": words("Every input"), "submit": words("Save"), "close": words("Not now"),
    "blocks": [
        {"type": "section", "text": mrkdwn("Two minutes. *Only what the next step needs.*")},
        field("customer", "Which customer?", {"type": "external_select", "min_query_length": 0, "placeholder": words("Start typing a name")}),
        field("stage", "Where does it stand?", {"type": "radio_buttons", "options": options("Warning signs|They are quieter than usual", "Has given notice", "Has left")}),
        field("when", "When?", {"type": "datepicker"}, optional=True),
        field("hour", "At what time?", {"type": "timepicker"}, optional=True),
        field("meeting", "Shall we meet?", {"type": "datetimepicker"}, optional=True),
        field("owner", "Whose account is it?", {"type": "users_select"}, optional=True),
        field("team", "Who else has worked with them?", {"type": "multi_users_select"}, optional=True),
        field("channel", "Where do we talk?", {"type": "channels_select"}, optional=True),
        field("places", "Where else?", {"type": "multi_conversations_select"}, optional=True),
        field("reason", "Why?", {"type": "static_select", "option_groups": [
            {"label": words("Us"), "options": options("Price", "Service")}, {"label": words("Them"), "options": options("Moved away", "Closed")}]}, optional=True),
        field("tags", "Words for it", {"type": "multi_static_select", "options": options("Urgent", "Quiet", "Big", "Old friend")}, optional=True),
        field("quiet", "Between us", {"type": "checkboxes", "options": options("Keep it between us for now|Nothing is posted")}, optional=True),
        field("email", "Email", {"type": "email_text_input"}, optional=True),
        field("site", "Website", {"type": "url_text_input"}, optional=True),
        field("count", "How many people work there?", {"type": "number_input", "is_decimal_allowed": False, "min_value": "1"}, optional=True),
        field("papers", "Papers", {"type": "file_input", "max_files": 2}, optional=True),
        field("note", "A note", {"type": "plain_text_input", "multiline": True}, hint=words("What would help the next person?")),
        {"type": "actions", "block_id": "deeper", "elements": [button("Add a contact", "deeper")]},
        {"type": "alert", "level": "warning", "text": mrkdwn("They have an open departure.")},
    ],
}  # fmt: skip
CONTACT: Json = {
    "type": "modal", "callback_id": "contact", "title": words("A contact"), "submit": words("Add"),
    "blocks": [field("name", "Name", {"type": "plain_text_input"})],
}  # fmt: skip
HOME: Json = {"type": "home", "blocks": [
    {"type": "header", "text": words("Good morning")},
    {"type": "section", "text": mrkdwn("Nothing waits for you."), "accessory": button("Log a customer", "log", style="primary")},
    TABLE,
    chart("bar"),
]}  # fmt: skip


class Showcase:
    """The app, and what it has heard: the submissions and the presses, oldest first."""

    def __init__(self, installed: App, address: Address, session: aiohttp.ClientSession) -> None:
        self.client = AsyncWebClient(token=installed.bot_token, base_url=address.api, session=session)
        self.app = AsyncApp(client=self.client, signing_secret=installed.signing_secret)
        self.submissions: list[Json] = []
        self.presses: list[Json] = []
        self.shortcuts: list[Json] = []
        self._register(self.app)

    def _register(self, app: AsyncApp) -> None:
        @app.command("/form")
        async def _(ack: Any, body: Json, client: AsyncWebClient) -> None:
            await ack()
            await client.views_open(trigger_id=body["trigger_id"], view=FORM)

        @app.command("/show")
        async def _(ack: Any, body: Json, client: AsyncWebClient) -> None:
            await ack("Here it comes.")
            what = body["text"]
            if what == "charts":
                for kind in ("pie", "bar", "line", "area"):
                    await client.chat_postMessage(channel=body["channel_id"], text=f"A {kind}", blocks=[chart(kind)])
                return
            await client.chat_postMessage(channel=body["channel_id"], text="Acme Bakeries has left", blocks=BLOCKS)
            await client.chat_postMessage(channel=body["channel_id"], text="A table", blocks=[
                {"type": "markdown", "text": "## Oldest contact first\nThose we **have not talked to**:\n\n- one\n- two"}, TABLE])

        @app.options("it")
        async def _(ack: Any, body: Json) -> None:
            names = ("Acme Bakeries", "Acorn & Co", "Harbor & Sons", "Moonrise")
            await ack(options=options(*[name for name in names if body["value"].lower() in name.lower()]))

        @app.view("form")
        async def _(ack: Any, body: Json) -> None:
            values = body["view"]["state"]["values"]
            self.submissions.append(values)
            if values["note"]["it"]["value"] == "wrong":
                await ack(response_action="errors", errors={"note": "Say it another way."})
                return
            await ack()

        @app.view("contact")
        async def _(ack: Any) -> None:
            await ack()

        @app.action("deeper")
        async def _(ack: Any, body: Json, client: AsyncWebClient) -> None:
            await ack()
            await client.views_push(trigger_id=body["trigger_id"], view=CONTACT)

        async def pressed(ack: Any, body: Json, respond: Any) -> None:
            await ack()
            self.presses.append(body["actions"][0])
            if body["actions"][0]["action_id"] == "accept":
                await respond(text="Thank you. You are calling Acme.", response_type="ephemeral", replace_original=False)

        for name in ("accept", "decline", "peace", "more", "pick", "day", "log", "it"):
            app.action(name)(pressed)

        async def shortcut(ack: Any, body: Json, client: AsyncWebClient) -> None:
            await ack()
            self.shortcuts.append(body)
            await client.views_open(trigger_id=body["trigger_id"], view=CONTACT)

        app.shortcut("worried")(shortcut)
        app.shortcut("keep")(shortcut)

        @app.event("app_home_opened")
        async def _(event: Json, client: AsyncWebClient) -> None:
            await client.views_publish(user_id=event["user"], view=HOME)

        @app.event("message")
        async def _() -> None:
            return


@asynccontextmanager
async def running(installed: App, address: Address) -> AsyncIterator[Showcase]:
    """The app on a socket."""
    async with aiohttp.ClientSession() as session:
        showcase = Showcase(installed, address, session)
        handler = AsyncSocketModeHandler(showcase.app, installed.app_token)
        await handler.connect_async()
        try:
            yield showcase
        finally:
            await handler.close_async()
