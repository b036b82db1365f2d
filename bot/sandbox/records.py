"""What the workspace remembers, as plain records that turn into JSON and back."""

from dataclasses import dataclass, field
from typing import Any

# A JSON object whose shape is Slack's and which passes through the workspace.
Json = dict[str, Any]
# block_id -> action_id -> the element's state as Slack shows it.
Values = dict[str, dict[str, Json]]


@dataclass
class User:
    """An account: a person, an app's bot or Slackbot. `updated` is in seconds of the workspace's clock."""

    id: str
    handle: str
    name: str
    tz: str
    team: str
    title: str = ""
    email: str = ""
    admin: bool = False
    owner: bool = False
    guest: bool = False
    company: str | None = None
    deactivated: bool = False
    bot: bool = False
    app_id: str | None = None
    bot_id: str | None = None
    locale: str = "en-US"
    updated: int = 0
    presence: str = "active"
    dnd_from: int = 0
    dnd_until: int = 0
    status_text: str = ""
    status_emoji: str = ""
    status_until: int = 0

    @property
    def outsider(self) -> bool:
        """Whether the account belongs to another company."""
        return self.company is not None


@dataclass
class Message:
    """A message as it stands; `reader` is set on an ephemeral one, which nobody else sees."""

    channel: str
    ts: str
    user: str
    text: str
    blocks: list[Json] = field(default_factory=list)
    attachments: list[Json] = field(default_factory=list)
    thread_ts: str | None = None
    metadata: Json | None = None
    app_id: str | None = None
    bot_id: str | None = None
    subtype: str | None = None
    edited: Json | None = None
    reactions: dict[str, list[str]] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)
    reader: str | None = None
    broadcast: bool = False
    client_msg_id: str | None = None
    # What each reader has chosen in the message's menus and inputs.
    chosen: dict[str, Values] = field(default_factory=dict)

    @property
    def is_reply(self) -> bool:
        """Whether it stands in a thread under another message."""
        return self.thread_ts is not None and self.thread_ts != self.ts

    @property
    def ephemeral(self) -> bool:
        """Whether only its reader sees it."""
        return self.reader is not None

    def texts(self) -> list[str]:
        """All that can be read in it: the text, then every text in its blocks, in order."""
        return [self.text, *readable(self.blocks)] if self.text else readable(self.blocks)


@dataclass
class Conversation:
    """A channel or direct message; `kind` is public, private or im. Messages are kept in order of time."""

    id: str
    name: str
    kind: str
    created: int
    creator: str
    members: dict[str, None] = field(default_factory=dict)
    shared_with: str | None = None
    purpose: str = ""
    archived: bool = False
    general: bool = False
    previous_names: list[str] = field(default_factory=list)
    read: dict[str, str] = field(default_factory=dict)
    messages: dict[str, Message] = field(default_factory=dict)
    ephemerals: dict[str, Message] = field(default_factory=dict)
    # Indexes over messages: what history shows, and the replies of each thread, oldest first.
    roots: list[str] = field(default_factory=list)
    threads: dict[str, list[str]] = field(default_factory=dict)


@dataclass
class View:
    """A modal or a Home tab of one person; `values` is what they typed or chose in it so far."""

    id: str
    app_id: str
    user: str
    team: str
    body: Json
    hash: str
    root: str
    previous: str | None = None
    values: Values = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    def texts(self) -> list[str]:
        """All that can be read in it: title, blocks, buttons and errors."""
        body = self.body
        edges = [body[key]["text"] for key in ("title", "submit", "close") if body.get(key)]
        return [*edges, *readable(body["blocks"]), *self.errors.values()]


@dataclass
class App:
    """An installed app: who it is, how it proves it, and what its manifest grants."""

    app_id: str
    name: str
    bot_user_id: str
    bot_id: str
    bot_token: str
    app_token: str
    signing_secret: str
    client_id: str
    client_secret: str
    verification_token: str
    manifest: Json
    scopes: list[str]
    request_url: str | None = None
    installer: str = ""
    revoked: bool = False
    uninstalled: bool = False
    # With token rotation: access tokens with the second they end at, and the one refresh token that is still good.
    expiring: dict[str, int] = field(default_factory=dict)
    refresh_token: str = ""
    used_refresh_tokens: list[str] = field(default_factory=list)

    def knows_refresh(self, token: str) -> bool:
        """Whether it was ever given this refresh token."""
        return token == self.refresh_token or token in self.used_refresh_tokens

    @property
    def rotates(self) -> bool:
        """Whether its tokens are given for a time only."""
        return bool(self.manifest.get("settings", {}).get("token_rotation_enabled", False))

    @property
    def wanted(self) -> list[str]:
        """The scopes that its manifest asks for."""
        asked: list[str] = self.manifest.get("oauth_config", {}).get("scopes", {}).get("bot", [])
        return asked

    @property
    def optional(self) -> list[str]:
        """The scopes that whoever installs it may leave out."""
        spared: list[str] = self.manifest.get("oauth_config", {}).get("scopes", {}).get("bot_optional", [])
        return spared

    @property
    def commands(self) -> list[Json]:
        """The slash commands that its manifest declares."""
        declared: list[Json] = self.manifest.get("features", {}).get("slash_commands", [])
        return declared

    @property
    def shortcuts(self) -> list[Json]:
        """The global and message shortcuts that its manifest declares."""
        declared: list[Json] = self.manifest.get("features", {}).get("shortcuts", [])
        return declared

    @property
    def events(self) -> list[str]:
        """The names of the events that its manifest subscribes to."""
        subscribed: list[str] = (
            self.manifest.get("settings", {}).get("event_subscriptions", {}).get("bot_events", [])
        )
        return subscribed


@dataclass
class File:
    """An uploaded file; `shares` maps a conversation to the timestamps of the messages that show it."""

    id: str
    name: str
    title: str
    size: int
    created: int
    user: str
    app_id: str
    data: bytes = b""
    complete: bool = False
    deleted: bool = False
    alt_text: str = ""
    shares: dict[str, list[str]] = field(default_factory=dict)


@dataclass
class Group:
    """A user group."""

    id: str
    handle: str
    name: str
    created: int
    members: list[str] = field(default_factory=list)


def readable(part: Any) -> list[str]:
    """Every text for people in blocks or in a part of them, in reading order."""
    if isinstance(part, list):
        return [text for item in part for text in readable(item)]
    if not isinstance(part, dict):
        return []
    found = [part[key] for key in ("text", "alt_text") if isinstance(part.get(key), str) and part[key]]
    for key in _READ_IN_ORDER:
        if isinstance(part.get(key), dict | list):
            found += readable(part[key])
    return found


_READ_IN_ORDER = (
    "title", "label", "text", "fields", "elements", "element", "accessory", "placeholder", "options",
    "option_groups", "hint", "description", "rows", "blocks",
)  # fmt: skip
