"""Tells apps what happened: the events that their manifests subscribe to, as far as their scopes reach."""

import asyncio
from collections.abc import Iterable

from bot.sandbox.records import App, Conversation, Json, Message, User
from bot.sandbox.shapes import message_shape, user_shape
from bot.sandbox.world import World

# The scope that Slack asks for before it sends an event; None where it asks for none.
EVENT_SCOPES: dict[str, str | None] = {
    "app_home_opened": None, "app_uninstalled": None, "tokens_revoked": None, "function_executed": None,
    "message.channels": "channels:history", "message.groups": "groups:history", "message.im": "im:history",
    "member_joined_channel": "channels:read", "member_left_channel": "channels:read",
    "channel_archive": "channels:read", "channel_unarchive": "channels:read", "channel_rename": "channels:read",
    "channel_created": "channels:read", "channel_left": "channels:read", "channel_shared": "channels:read",
    "channel_deleted": "channels:read", "channel_unshared": "channels:read",
    "group_archive": "groups:read", "group_unarchive": "groups:read", "group_rename": "groups:read",
    "group_left": "groups:read", "group_deleted": "groups:read",
    "team_join": "users:read", "user_change": "users:read", "reaction_added": "reactions:read",
    "reaction_removed": "reactions:read",
}  # fmt: skip
# What is told only to apps that are in the conversation, even in a public one.
INSIDE_ONLY = frozenset({"reaction_added", "reaction_removed"})
MESSAGE_EVENTS = {"public": "message.channels", "private": "message.groups", "im": "message.im"}
CHANNEL_TYPES = {"public": "channel", "private": "group", "im": "im"}
CHANNEL_LETTER = {"public": "C", "private": "G", "im": "D"}


def announce(world: World, event: Json, *, place: Conversation | None = None, only: Iterable[App] = ()) -> None:
    """Sends an event to every app that subscribed to it and may see where it happened (or `only` to some)."""
    world.changed()
    for app in list(only) or list(world.apps.values()):
        if event["type"] in app.events and _may_see(app, place, event):
            send(world, app, event, place)


def announce_message(world: World, message: Message, event: Json | None = None) -> None:
    """Sends a message, or an `event` about one, to the apps that are in its conversation."""
    world.changed()
    place = world.conversations[message.channel]
    for app in list(world.apps.values()):
        if MESSAGE_EVENTS[place.kind] in app.events and app.bot_user_id in place.members:
            send(world, app, event or message_event(world, message), place)


def message_event(world: World, message: Message) -> Json:
    """A new message as an event."""
    place = world.conversations[message.channel]
    shown = message_shape(world, message, metadata=True)
    keys = ("type", "subtype", "user", "text", "ts", "team", "bot_id", "bot_profile", "blocks", "attachments",
            "metadata", "thread_ts", "parent_user_id", "edited", "files")  # fmt: skip
    event = {key: shown[key] for key in keys if key in shown}
    if message.client_msg_id:
        event["client_msg_id"] = message.client_msg_id
    return event | {"channel": place.id, "event_ts": message.ts, "channel_type": CHANNEL_TYPES[place.kind]}


def changed_message_event(world: World, message: Message, before: Json) -> Json:
    """A message that was edited; `before` is its shape until then."""
    ts = world.new_ts()
    return _hidden(world, message, ts) | {
        "subtype": "message_changed", "message": bare_shape(world, message), "previous_message": before,
    }  # fmt: skip


def deleted_message_event(world: World, message: Message) -> Json:
    """A message that was deleted."""
    ts = world.new_ts()
    return _hidden(world, message, ts) | {
        "subtype": "message_deleted", "deleted_ts": message.ts, "previous_message": bare_shape(world, message),
    }  # fmt: skip


def bare_shape(world: World, message: Message) -> Json:
    """A message inside an event about it."""
    shown = message_shape(world, message, thread=False)
    for key in ("app_id", "reactions", "files"):
        shown.pop(key, None)
    return shown


def member_event(world: World, kind: str, place: Conversation, user: User) -> Json:
    """`member_joined_channel` or `member_left_channel`."""
    return {
        "type": kind, "user": user.id, "channel": place.id, "channel_type": CHANNEL_LETTER[place.kind],
        "team": user.team, "event_ts": world.new_ts(),
    }  # fmt: skip


def user_event(world: World, kind: str, user: User) -> Json:
    """`team_join` or `user_change`."""
    event: Json = {"type": kind, "user": user_shape(world, user)}
    return event | {"cache_ts": world.seconds()} if kind == "user_change" else event


def send(world: World, app: App, event: Json, place: Conversation | None = None) -> None:
    """Wraps an event for one app and puts it on its way; does nothing when no event loop runs yet."""
    scope = EVENT_SCOPES[event_name(event, place)]
    if (scope is not None and scope not in app.scopes and not _twin(scope, app)) or not _running():
        return
    if "user" in event and isinstance(event["user"], dict) and "users:read.email" not in app.scopes:
        event = event | {"user": event["user"] | {"profile": _without_email(event["user"]["profile"])}}
    world.delivery.tell(app, envelope(world, app, event, place))


def envelope(world: World, app: App, event: Json, place: Conversation | None) -> Json:
    """The outer part of every event."""
    who = {"enterprise_id": None, "team_id": world.team_id, "user_id": app.bot_user_id, "is_bot": True}
    return {
        "token": app.verification_token, "team_id": world.team_id, "api_app_id": app.app_id, "event": event,
        "type": "event_callback", "event_id": world.new_id("Ev"), "event_time": world.seconds(),
        "authorizations": [who | {"is_enterprise_install": False}],
        "is_ext_shared_channel": place is not None and place.shared_with is not None,
        "event_context": f"4-{world.new_id('')}",
    }  # fmt: skip


def event_name(event: Json, place: Conversation | None) -> str:
    """What a manifest calls an event: messages go by the kind of their conversation."""
    if event["type"] == "message" and place is not None:
        return MESSAGE_EVENTS[place.kind]
    name: str = event["type"]
    return name


def _hidden(world: World, message: Message, ts: str) -> Json:
    kind = CHANNEL_TYPES[world.conversations[message.channel].kind]
    return {"type": "message", "channel": message.channel, "hidden": True, "ts": ts, "event_ts": ts,
            "channel_type": kind}  # fmt: skip


def _may_see(app: App, place: Conversation | None, event: Json) -> bool:
    if app.uninstalled:
        return False
    if place is not None and event["type"] in INSIDE_ONLY:
        return app.bot_user_id in place.members
    return place is None or place.kind == "public" or app.bot_user_id in place.members


def _twin(scope: str, app: App) -> bool:
    return scope == "channels:read" and "groups:read" in app.scopes


def _without_email(profile: Json) -> Json:
    return {key: value for key, value in profile.items() if key != "email"}


def _running() -> bool:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True
