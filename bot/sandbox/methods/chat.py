"""Messages: chat.* and reactions.*."""

from typing import Any

from bot.sandbox.errors import SlackError
from bot.sandbox.methods.call import Call
from bot.sandbox.posting import delete, edit, open_direct, post, react, whisper
from bot.sandbox.records import Conversation, Json, Message
from bot.sandbox.replies import checked_content
from bot.sandbox.shapes import message_shape

CUT_AT = 40_000
UPDATE_AT_MOST = 4_000
MOST_ATTACHMENTS = 100
METADATA_BYTES = 16_000


def post_message(call: Call) -> Json:
    """chat.postMessage, to a channel, a direct message or (by user id) to a person."""
    place = _to(call)
    content = _content(call)
    if place.archived:
        raise SlackError("is_archived")
    app = call.app
    if app.bot_user_id not in place.members and not (
        place.kind == "public" and "chat:write.public" in app.scopes
    ):
        raise SlackError("not_in_channel")
    message = post(
        call.world, place, app.bot_user_id, content.pop("text")[:CUT_AT], app_id=app.app_id, bot_id=app.bot_id,
        thread_ts=_thread(call, place), metadata=_metadata(call), broadcast=call.flag("reply_broadcast"), **content,
    )  # fmt: skip
    shown = message_shape(call.world, message, metadata=True)
    return {"channel": place.id, "ts": message.ts, "message": shown}


def post_ephemeral(call: Call) -> Json:
    """chat.postEphemeral: one person sees it, no history keeps it."""
    place = call.place()
    content = _content(call)
    if place.archived:
        raise SlackError("is_archived")
    if call.app.bot_user_id not in place.members:
        raise SlackError("not_in_channel")
    reader = call.required("user")
    if reader not in place.members:
        raise SlackError("user_not_in_channel")
    message = whisper(
        call.world, place, call.app.bot_user_id, reader, app_id=call.app.app_id, bot_id=call.app.bot_id,
        thread_ts=call.text("thread_ts") or None, **content,
    )  # fmt: skip
    return {"message_ts": message.ts}


def update(call: Call) -> Json:
    """chat.update: blocks stay unless new ones are given, and so does metadata."""
    place, message = _own(call, "cant_update_message")
    if place.archived:
        raise SlackError("is_archived")
    new: Json = {}
    if "text" in call.args or "blocks" in call.args or "attachments" in call.args:
        if len(call.text("text")) > UPDATE_AT_MOST:
            raise SlackError("msg_too_long")
        new = _content(call)
        if "blocks" not in call.args:
            del new["blocks"]
        if "attachments" not in call.args:
            del new["attachments"]
    elif "metadata" not in call.args:
        raise SlackError("no_text")
    if "metadata" in call.args:
        new["metadata"] = _metadata(call)
    edit(call.world, message, **new)
    shown = message_shape(call.world, message, metadata=True, thread=False)
    for key in ("ts", "thread_ts", "reactions"):
        shown.pop(key, None)
    return {"channel": place.id, "ts": message.ts, "text": message.text, "message": shown}


def remove(call: Call) -> Json:
    """chat.delete, of the app's own messages."""
    place, message = _own(call, "cant_delete_message")
    delete(call.world, message)
    return {"channel": place.id, "ts": message.ts}


def permalink(call: Call) -> Json:
    """chat.getPermalink."""
    place = call.place()
    message = place.messages.get(call.required("message_ts"))
    if message is None:
        raise SlackError("message_not_found")
    link = f"{call.world.base_url}/archives/{place.id}/p{message.ts.replace('.', '')}"
    if message.is_reply:
        link += f"?thread_ts={message.thread_ts}&cid={place.id}"
    return {"channel": place.id, "permalink": link}


def add_reaction(call: Call) -> Json:
    """reactions.add."""
    place = call.place(inside=True)
    message = place.messages.get(call.required("timestamp"))
    if message is None:
        raise SlackError("message_not_found")
    react(call.world, message, call.app.bot_user_id, call.required("name").strip(":"))
    return {}


METHODS = {
    "chat.postMessage": post_message,
    "chat.postEphemeral": post_ephemeral,
    "chat.update": update,
    "chat.delete": remove,
    "chat.getPermalink": permalink,
    "reactions.add": add_reaction,
}


def _to(call: Call) -> Conversation:
    """Where a message goes: Slack takes an id, a name, or a person's id, which opens the direct message."""
    world, wanted = call.world, call.required("channel")
    if wanted in world.users:
        user = world.users[wanted]
        if user.bot or user.deactivated or user.outsider:
            raise SlackError("channel_not_found")
        return _open_to_messages(call, open_direct(world, call.app, user.id))
    if wanted not in world.conversations:
        call.args["channel"] = world.by_name.get(wanted.lstrip("#"), wanted)
    place = call.place()
    if place.kind == "im" and any(world.users[user].deactivated for user in place.members):
        raise SlackError("channel_not_found")
    return _open_to_messages(call, place)


def _open_to_messages(call: Call, place: Conversation) -> Conversation:
    home = call.app.manifest.get("features", {}).get("app_home", {})
    if place.kind == "im" and home.get("messages_tab_enabled") is False:
        raise SlackError("messages_tab_disabled")
    return place


def _content(call: Call) -> Json:
    attachments: Any = call.json("attachments") or []
    if len(attachments) > MOST_ATTACHMENTS:
        raise SlackError("too_many_attachments")
    body = {"text": call.text("text"), "blocks": call.json("blocks", "invalid_blocks_format"), "attachments": attachments}
    text, blocks = checked_content(call.world, call.app, body)
    return {"text": text, "blocks": blocks, "attachments": attachments}


def _thread(call: Call, place: Conversation) -> str | None:
    thread_ts = call.text("thread_ts")
    if not thread_ts:
        return None
    parent = place.messages.get(thread_ts)
    if parent is None and not place.threads.get(thread_ts):
        raise SlackError("thread_not_found")
    return parent.thread_ts if parent is not None and parent.is_reply else thread_ts


def _metadata(call: Call) -> Json | None:
    metadata = call.json("metadata", "invalid_metadata_format")
    if not metadata:
        return None
    if not isinstance(metadata.get("event_type"), str) or not isinstance(metadata.get("event_payload"), dict):
        raise SlackError("invalid_metadata_format")
    if len(str(metadata)) > METADATA_BYTES:
        raise SlackError("metadata_too_large")
    return {"event_type": metadata["event_type"], "event_payload": metadata["event_payload"]}


def _own(call: Call, otherwise: str) -> tuple[Conversation, Message]:
    place = call.place()
    message = place.messages.get(call.required("ts"))
    if message is None:
        raise SlackError("message_not_found")
    if message.app_id != call.app.app_id:
        raise SlackError(otherwise)
    return place, message
