"""Channels and direct messages: conversations.* and users.conversations."""

import bisect
import re
from collections.abc import Callable

from bot.sandbox.coverage import COVERAGE
from bot.sandbox.errors import SlackError
from bot.sandbox.firm import Channel
from bot.sandbox.membership import add_channel, join
from bot.sandbox.methods.call import Call, decode_cursor, encode_cursor
from bot.sandbox.posting import open_direct
from bot.sandbox.records import Conversation, Json
from bot.sandbox.shapes import conversation_shape, message_shape

TYPES = {"public_channel": "public", "private_channel": "private", "im": "im", "mpim": "mpim"}
NAME = re.compile(r"[a-z0-9_-]{1,80}")


def info(call: Call) -> Json:
    """conversations.info."""
    place = call.place()
    shown = conversation_shape(call.world, place, call.app.bot_user_id, counted=call.flag("include_num_members"))
    if place.shared_with:
        shown["connected_team_ids"] = [call.world.team_of(place.shared_with)]
        shown["conversation_host_id"] = call.world.team_id
    return {"channel": shown}


def listing(call: Call) -> Json:
    """conversations.list: public channels, and private ones and direct messages the app is in."""
    return _channels(call, lambda place: place.kind == "public" or call.app.bot_user_id in place.members)


def of_user(call: Call) -> Json:
    """users.conversations: those that a person (or the app itself) is in, as far as the app may know."""
    user = call.text("user") or call.app.bot_user_id
    call.world.user(user)
    own = call.app.bot_user_id
    return _channels(
        call, lambda place: user in place.members and (place.kind == "public" or own in place.members)
    )


def members(call: Call) -> Json:
    """conversations.members, people from other companies among them."""
    found, cursor = call.page(list(call.place().members), 100, 1000)
    return {"members": found, "response_metadata": {"next_cursor": cursor}}


def history(call: Call) -> Json:
    """conversations.history: newest first, without ephemeral messages and thread replies."""
    place = call.place(inside=True)
    roots = place.roots
    oldest, latest = call.text("oldest", "0"), call.text("latest")
    low = (bisect.bisect_left if call.flag("inclusive") else bisect.bisect_right)(roots, _stamp(oldest))
    low = max(low, bisect.bisect_left(roots, call.world.first_shown()))
    high = len(roots)
    if latest:
        high = (bisect.bisect_right if call.flag("inclusive") else bisect.bisect_left)(roots, _stamp(latest))
    if call.text("cursor"):
        high = min(high, bisect.bisect_left(roots, _after(call, "before")))
    limit = call.number("limit", *call.world.rates.history_page(100, 999))
    start = max(low, high - limit)
    shown = [
        message_shape(call.world, place.messages[ts], metadata=call.flag("include_all_metadata"))
        for ts in reversed(roots[start:high])
    ]
    answer: Json = {"messages": shown, "has_more": start > low, "pin_count": 0}
    if start > low:
        answer["response_metadata"] = {"next_cursor": encode_cursor(f"before:{roots[start]}")}
    return answer


def replies(call: Call) -> Json:
    """conversations.replies: the parent, then its replies, oldest first."""
    place = call.place(inside=True)
    ts = call.required("ts")
    message = place.messages.get(ts)
    parent = message.thread_ts if message is not None and message.is_reply else ts
    hidden = call.world.first_shown()
    stamps = [stamp for stamp in (parent, *place.threads.get(parent or "", [])) if stamp in place.messages and stamp >= hidden]
    if not stamps:
        raise SlackError("thread_not_found")
    oldest, latest = call.text("oldest"), call.text("latest")
    edges = {_stamp(edge) for edge in (oldest, latest) if edge and call.flag("inclusive")}
    within = [
        stamp for stamp in stamps
        if stamp == parent or stamp in edges
        or ((not oldest or stamp > _stamp(oldest)) and (not latest or stamp < _stamp(latest)))
    ]  # fmt: skip
    found, cursor = call.page(within, *call.world.rates.history_page(1000, 1000))
    shown = [
        message_shape(call.world, place.messages[stamp], metadata=call.flag("include_all_metadata"))
        for stamp in found
    ]
    for item in shown:
        item.pop("client_msg_id", None)
    return {"messages": shown, "has_more": bool(cursor), "response_metadata": {"next_cursor": cursor}}


def open_conversation(call: Call) -> Json:
    """conversations.open: the direct message with one person."""
    world, users = call.world, call.listed("users")
    if not users:
        place = call.place()
        users = [user for user in place.members if user != call.app.bot_user_id]
    if len(users) > 1:
        call.need("mpim:write")
        raise SlackError("method_not_supported_for_channel_type")
    user = world.users.get(users[0])
    if user is None:
        raise SlackError("user_not_found")
    if user.deactivated:
        raise SlackError("user_disabled")
    if user.bot:
        raise SlackError("cannot_dm_bot")
    if user.outsider:
        raise SlackError("user_not_visible")
    known = (call.app.app_id, user.id) in world.direct
    place = open_direct(world, call.app, user.id)
    answer: Json = {"channel": {"id": place.id}}
    if call.flag("return_im"):
        answer["channel"] = conversation_shape(world, place, call.app.bot_user_id) | {"is_open": True}
    return answer | ({"no_op": True, "already_open": True} if known else {})


def join_channel(call: Call) -> Json:
    """conversations.join, of public channels."""
    place = call.place()
    if place.kind != "public":
        raise SlackError("method_not_supported_for_channel_type")
    if place.archived:
        raise SlackError("is_archived")
    joined = join(call.world, place, call.world.users[call.app.bot_user_id])
    answer: Json = {"channel": conversation_shape(call.world, place, call.app.bot_user_id)}
    if not joined:
        answer |= {"warning": "already_in_channel", "response_metadata": {"warnings": ["already_in_channel"]}}
    return answer


def invite(call: Call) -> Json:
    """conversations.invite."""
    place = call.place(inside=True)
    if place.archived:
        raise SlackError("is_archived")
    for user_id in call.listed("users"):
        user = call.world.user(user_id)
        if user_id == call.app.bot_user_id:
            raise SlackError("cant_invite_self")
        if user.deactivated or (user.outsider and place.shared_with != user.company):
            raise SlackError("cant_invite")
        if not join(call.world, place, user, inviter=call.app.bot_user_id):
            raise SlackError("already_in_channel")
    return {"channel": conversation_shape(call.world, place, call.app.bot_user_id)}


def create(call: Call) -> Json:
    """conversations.create; the app is its first member."""
    name, private = call.required("name"), call.flag("is_private")
    call.need(*COVERAGE[call.method].by_kind["private" if private else "public"].split(","))
    if not NAME.fullmatch(name):
        raise SlackError("invalid_name_specials")
    place = add_channel(call.world, Channel(name, private=private), creator=call.app.bot_user_id)
    join(call.world, place, call.world.users[call.app.bot_user_id])
    return {"channel": conversation_shape(call.world, place, call.app.bot_user_id)}


METHODS = {
    "conversations.create": create,
    "conversations.history": history,
    "conversations.info": info,
    "conversations.invite": invite,
    "conversations.join": join_channel,
    "conversations.list": listing,
    "conversations.members": members,
    "conversations.open": open_conversation,
    "conversations.replies": replies,
    "users.conversations": of_user,
}


def _channels(call: Call, seen: Callable[[Conversation], bool]) -> Json:
    kinds = []
    for name in call.listed("types") or ["public_channel"]:
        kind = TYPES.get(name.strip())
        if kind is None:
            raise SlackError("invalid_types")
        call.need(COVERAGE[call.method].by_kind.get(kind, f"{kind}:read"))
        kinds.append(kind)
    places = [
        place for place in call.world.conversations.values()
        if place.kind in kinds and seen(place) and not (call.flag("exclude_archived") and place.archived)
    ]  # fmt: skip
    found, cursor = call.page(places, 100, 999)
    shown = [conversation_shape(call.world, place, call.app.bot_user_id, counted=place.kind != "im") for place in found]
    return {"channels": shown, "response_metadata": {"next_cursor": cursor}}


def _after(call: Call, word: str) -> str:
    what, _, ts = decode_cursor(call.text("cursor")).partition(":")
    if what != word:
        raise SlackError("invalid_cursor")
    return ts


def _stamp(moment: str) -> str:
    """A moment as a timestamp that compares with those of messages as text."""
    seconds, _, rest = moment.partition(".")
    if not seconds.isdigit():
        raise SlackError("invalid_ts_oldest")
    return f"{seconds.zfill(10)}.{rest.ljust(6, '0')[:6]}"
