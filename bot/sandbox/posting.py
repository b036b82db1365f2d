"""Messages come and go: posted, edited, deleted, seen by one person only, reacted to."""

from typing import Any

from bot.sandbox.errors import SlackError
from bot.sandbox.events import (
    announce,
    announce_message,
    bare_shape,
    changed_message_event,
    deleted_message_event,
)
from bot.sandbox.records import App, Conversation, Message
from bot.sandbox.world import World


def post(world: World, place: Conversation, user: str, text: str, *, quiet: bool = False, **rest: Any) -> Message:
    """Puts a message into a conversation; `rest` are further fields of Message. `quiet` sends no event."""
    message = Message(place.id, world.new_ts(), user, text, **rest)
    place.messages[message.ts] = message
    if message.broadcast and message.is_reply:
        message.subtype = "thread_broadcast"
    if message.is_reply:
        place.threads.setdefault(message.thread_ts or "", []).append(message.ts)
    if not message.is_reply or message.broadcast:
        place.roots.append(message.ts)
    place.read[user] = message.ts
    for file_id in message.files:
        world.files[file_id].shares.setdefault(place.id, []).append(message.ts)
    if not quiet:
        announce_message(world, message)
    return message


def whisper(world: World, place: Conversation, user: str, reader: str, text: str, **rest: Any) -> Message:
    """Shows a message to one reader only; no history keeps it and no event tells of it."""
    message = Message(place.id, world.new_ts(), user, text, reader=reader, **rest)
    place.ephemerals[message.ts] = message
    world.changed()
    return message


def edit(world: World, message: Message, **new: Any) -> None:
    """Replaces the given fields of a message and says so to those who listen."""
    before = bare_shape(world, message)
    for key, value in new.items():
        setattr(message, key, value)
    if message.ephemeral:
        world.changed()
        return
    if before.get("text") != message.text or before.get("blocks", []) != message.blocks:
        message.edited = {"user": message.user, "ts": world.new_ts()}
    announce_message(world, message, changed_message_event(world, message, before))


def delete(world: World, message: Message) -> None:
    """Takes a message away; replies to it stay in its thread."""
    place = world.conversations[message.channel]
    if message.ephemeral:
        del place.ephemerals[message.ts]
        world.changed()
        return
    event = deleted_message_event(world, message)
    del place.messages[message.ts]
    if message.ts in place.roots:
        place.roots.remove(message.ts)
    if message.is_reply:
        place.threads[message.thread_ts or ""].remove(message.ts)
    announce_message(world, message, event)


def react(world: World, message: Message, user: str, name: str) -> None:
    """Adds a reaction. Raises already_reacted."""
    users = message.reactions.setdefault(name, [])
    if user in users:
        raise SlackError("already_reacted")
    users.append(user)
    _announce_reaction(world, "reaction_added", message, user, name)


def take_back(world: World, message: Message, user: str, name: str) -> None:
    """Takes a reaction away again. Raises no_reaction."""
    users = message.reactions.get(name, [])
    if user not in users:
        raise SlackError("no_reaction")
    users.remove(user)
    if not users:
        del message.reactions[name]
    _announce_reaction(world, "reaction_removed", message, user, name)


def open_direct(world: World, app: App, user: str) -> Conversation:
    """The direct messages between an app and a person, opened if there were none."""
    key = (app.app_id, user)
    if key not in world.direct:
        place = Conversation(
            world.id_for("D", f"{app.app_id} {user}"), "", "im", world.seconds(), app.bot_user_id
        )
        place.members = {user: None, app.bot_user_id: None}
        world.conversations[place.id] = place
        world.direct[key] = place.id
    return world.conversations[world.direct[key]]


def _announce_reaction(world: World, kind: str, message: Message, user: str, name: str) -> None:
    event = {
        "type": kind, "user": user, "reaction": name, "item_user": message.user,
        "item": {"type": "message", "channel": message.channel, "ts": message.ts}, "event_ts": world.new_ts(),
    }  # fmt: skip
    announce(world, event, place=world.conversations[message.channel])
