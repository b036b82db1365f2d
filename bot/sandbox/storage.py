"""A workspace as JSON and back, so that a demo carries on where it stopped. Open modals and ephemeral
messages are not kept: no client of Slack shows them again after a restart either."""

import base64
from dataclasses import asdict, fields
from typing import Any, TypeVar

from bot.sandbox.records import App, Conversation, File, Group, Json, Message, User, View
from bot.sandbox.world import World

Record = TypeVar("Record")


def dump(world: World) -> Json:
    """Everything that outlives a run."""
    homes = [world.views[view_id] for view_id in world.homes.values()]
    return {
        "name": world.name, "domain": world.domain, "now": world.now().isoformat(), "made": world.made,
        "last_ts": world.last_ts, "users": [asdict(user) for user in world.users.values()],
        "conversations": [_conversation(place) for place in world.conversations.values()],
        "groups": [asdict(group) for group in world.groups.values()],
        "files": [
            asdict(file) | {"data": base64.b64encode(file.data).decode()} for file in world.files.values()
        ],
        "apps": [asdict(app) for app in world.apps.values()],
        "homes": [asdict(view) for view in homes],
        "direct": [[*key, place_id] for key, place_id in world.direct.items()],
    }  # fmt: skip


def fill(world: World, saved: Json) -> None:
    """Puts what was saved into an empty world."""
    world.made, world.last_ts = saved["made"], saved["last_ts"]
    for user in _records(User, saved["users"]):
        world.users[user.id] = user
        world.by_handle[user.handle] = user.id
    for item in saved["conversations"]:
        place = _load_conversation(item)
        world.conversations[place.id] = place
        if place.kind != "im":
            world.by_name[place.name] = place.id
    world.groups = {group.id: group for group in _records(Group, saved["groups"])}
    world.apps = {app.app_id: app for app in _records(App, saved["apps"])}
    for item in saved["files"]:
        file = _record(File, item | {"data": base64.b64decode(item["data"])})
        world.files[file.id] = file
    for view in _records(View, saved["homes"]):
        world.views[view.id] = view
        world.homes[view.app_id, view.user] = view.id
    world.direct = {(app_id, user): place_id for app_id, user, place_id in saved["direct"]}


def _conversation(place: Conversation) -> Json:
    kept = {field.name: getattr(place, field.name) for field in fields(place) if field.name not in _OWN_WAY}
    return kept | {
        "members": list(place.members),
        "messages": [asdict(message) for message in place.messages.values()],
    }


def _load_conversation(item: Json) -> Conversation:
    place = _record(Conversation, item | {"members": dict.fromkeys(item["members"])})
    place.messages = {message.ts: message for message in _records(Message, item["messages"])}
    for message in place.messages.values():
        if message.is_reply:
            place.threads.setdefault(message.thread_ts or "", []).append(message.ts)
        if not message.is_reply or message.broadcast:
            place.roots.append(message.ts)
    return place


def _records(kind: type[Record], items: list[Json]) -> list[Record]:
    return [_record(kind, item) for item in items]


def _record(kind: type[Record], item: Json) -> Record:
    known: dict[str, Any] = {field.name: item[field.name] for field in fields(kind) if field.name in item}  # type: ignore[arg-type] # every Record is a dataclass
    return kind(**known)


_OWN_WAY = ("members", "messages", "ephemerals", "roots", "threads")
