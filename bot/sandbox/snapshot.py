"""All that one person may see of the workspace, as JSON for whoever draws it. The shape is told in workspace.py."""

from bot.sandbox.records import App, Conversation, Json, Message, User, View
from bot.sandbox.shapes import mimetype
from bot.sandbox.world import World


def snapshot(world: World, user: User) -> Json:
    """What `user` sees at this moment."""
    apps = [app for app in world.apps.values() if not app.uninstalled]
    return {
        "now": world.now().isoformat(), "frozen": world.clock.frozen, "me": _person(user),
        "firm": {"name": world.name, "domain": world.domain},
        "people": [_person(other) for other in world.users.values()],
        "apps": [_app(app, user) for app in apps],
        "conversations": [
            _conversation(world, place, user) for place in world.conversations.values() if may_see(place, user)
        ],
        "modals": [_view(world.views[view_id]) for view_id in world.modals.get(user.id, [])],
        "homes": {app.app_id: _home(world, app, user) for app in apps if not user.outsider},
    }  # fmt: skip


def may_see(place: Conversation, user: User) -> bool:
    """Whether a conversation shows in a person's list: theirs, and public channels of their own company."""
    if user.id in place.members:
        return True
    return place.kind == "public" and not user.outsider and not user.guest


def visible(place: Conversation, user: User) -> list[Message]:
    """The messages of a conversation that a person may see, theirs alone included, oldest first."""
    if user.id not in place.members:
        return []
    private = [message for message in place.ephemerals.values() if message.reader == user.id]
    return sorted([*place.messages.values(), *private], key=lambda message: message.ts)


def unread(world: World, user: User) -> int:
    """How many messages of others a person has not read yet."""
    return sum(
        _unread(visible(place, user), place, user)
        for place in world.conversations.values() if user.id in place.members
    )  # fmt: skip


def _unread(messages: list[Message], place: Conversation, user: User) -> int:
    read = place.read.get(user.id, "")
    return sum(message.ts > read and message.user != user.id for message in messages)


def _person(user: User) -> Json:
    return {
        "id": user.id, "handle": user.handle, "name": user.name, "title": user.title, "tz": user.tz, "bot": user.bot,
        "outsider_of": user.company, "deactivated": user.deactivated, "admin": user.admin or user.owner,
        "app_id": user.app_id,
    }  # fmt: skip


def _app(app: App, user: User) -> Json:
    inside = not user.outsider
    return {
        "app_id": app.app_id, "name": app.name, "bot_user_id": app.bot_user_id,
        "description": app.manifest.get("display_information", {}).get("description", ""),
        "commands": [
            {key: command.get(key, "") for key in ("command", "description", "usage_hint")}
            for command in app.commands if inside
        ],
        "shortcuts": [
            {key: shortcut.get(key, "") for key in ("name", "type", "callback_id", "description")}
            for shortcut in app.shortcuts if inside
        ],
    }  # fmt: skip


def _conversation(world: World, place: Conversation, user: User) -> Json:
    messages = visible(place, user)
    other = next((member for member in place.members if member != user.id), None) if place.kind == "im" else None
    replies: dict[str, list[Json]] = {}
    for message in messages:
        if message.is_reply:
            replies.setdefault(message.thread_ts or "", []).append(_message(world, message, user, []))
    roots = [message for message in messages if not message.is_reply or message.broadcast]
    return {
        "id": place.id, "name": place.name, "kind": place.kind, "shared_with": place.shared_with,
        "archived": place.archived, "purpose": place.purpose, "member": user.id in place.members,
        "members": list(place.members), "last_read": place.read.get(user.id, ""), "with": other,
        "unread": _unread(messages, place, user),
        "app_id": world.users[other].app_id if other is not None else None,
        "messages": [_message(world, root, user, replies.get(root.ts, [])) for root in roots],
    }  # fmt: skip


def _message(world: World, message: Message, user: User, replies: list[Json]) -> Json:
    """A message as a reader sees it. A plain one, the same for all, is the very same object until it changes."""
    if replies or message.files or message.reactions or message.chosen:
        return _told(world, message, user, replies)
    key = (message.channel, message.ts)
    state, told = world.told.get(key, ({}, {}))
    if state != vars(message):
        told = _told(world, message, user, [])
        world.told[key] = (dict(vars(message)), told)
    return told


def _told(world: World, message: Message, user: User, replies: list[Json]) -> Json:
    files = [world.files[file_id] for file_id in message.files]
    return {
        "channel": message.channel, "ts": message.ts, "user": message.user, "text": message.text,
        "blocks": message.blocks, "attachments": message.attachments, "thread_ts": message.thread_ts,
        "ephemeral": message.ephemeral, "edited": message.edited is not None, "reactions": message.reactions,
        "app_id": message.app_id, "chosen": message.chosen.get(user.id, {}), "subtype": message.subtype,
        "files": [
            {"id": file.id, "name": file.name, "title": file.title, "mimetype": mimetype(file.name),
             "size": file.size, "url": f"/files/{file.id}/{file.name}?as={user.handle}"} for file in files
        ],
        "replies": replies,
    }  # fmt: skip


def _view(view: View) -> Json:
    body = view.body
    return {
        "id": view.id, "app_id": view.app_id, "type": body["type"], "title": body.get("title"),
        "submit": body.get("submit"), "close": body.get("close"), "blocks": body["blocks"],
        "callback_id": body.get("callback_id", ""), "hash": view.hash, "values": view.values, "errors": view.errors,
    }  # fmt: skip


def _home(world: World, app: App, user: User) -> Json | None:
    view_id = world.homes.get((app.app_id, user.id))
    return _view(world.views[view_id]) if view_id is not None else None
