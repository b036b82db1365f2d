"""What an app says back to a gesture: text in an ack, and posts to a response URL."""

from typing import Any

from bot.sandbox.blockkit import check_message, give_ids
from bot.sandbox.errors import SlackError
from bot.sandbox.modals import images_of
from bot.sandbox.posting import delete, edit, post, whisper
from bot.sandbox.records import App, Json
from bot.sandbox.triggers import ReplyTo
from bot.sandbox.world import World


def use_response_url(world: World, key: str, body: Any) -> None:
    """Does what an app posted to a response URL. Raises SlackError when it may not, or not like this."""
    if not isinstance(body, dict):
        raise SlackError("invalid_payload")
    reply = world.triggers.use_reply(key, world.now())
    say_back(world, reply, body)


def say_back(world: World, reply: ReplyTo, body: Json) -> None:
    """Replaces or deletes the message that was pressed on, or answers beside it."""
    app, place = world.apps[reply.app_id], world.conversation(reply.channel)
    pressed = None
    if reply.message is not None:
        pressed = place.messages.get(reply.message) or place.ephemerals.get(reply.message)
    if body.get("delete_original"):
        if pressed is None:
            raise SlackError("message_not_found")
        delete(world, pressed)
        return
    text, blocks = checked_content(world, app, body)
    if body.get("replace_original") and pressed is not None:
        edit(world, pressed, text=text, blocks=blocks)
        return
    thread_ts = body.get("thread_ts") or (reply.thread_ts if pressed is not None else None)
    rest: Json = {"blocks": blocks, "app_id": app.app_id, "bot_id": app.bot_id, "thread_ts": thread_ts}
    if body.get("response_type") == "in_channel":
        post(world, place, app.bot_user_id, text, metadata=body.get("metadata"), **rest)
    else:
        whisper(world, place, app.bot_user_id, reply.user, text, **rest)


def checked_content(world: World, app: App, body: Json) -> tuple[str, list[Json]]:
    """The text and blocks of something to be shown. Raises invalid_blocks or no_text."""
    text, blocks = body.get("text") or "", body.get("blocks") or []
    faults = check_message(blocks, images_of(world, app)) or _unknown(world, blocks)
    if faults:
        raise SlackError("invalid_blocks", response_metadata={"messages": faults}, errors=faults)
    if not text and not blocks and not body.get("attachments"):
        raise SlackError("no_text")
    give_ids(blocks, lambda: world.new_id("")[:5])
    return text, blocks


def _unknown(world: World, blocks: list[Json]) -> list[str]:
    unknown = (str(one["type"]) for one in blocks if one["type"] in world.faults.unknown_blocks)
    return [f"[ERROR] unsupported block: {kind}" for kind in unknown]
