"""How records look on the wire: the JSON shapes of the Web API and of events."""

from datetime import UTC, datetime, timedelta
from urllib.parse import quote
from zoneinfo import ZoneInfo

from bot.sandbox.records import App, Conversation, File, Group, Json, Message, User, View
from bot.sandbox.world import World

PRETTY = {"png": "image/png", "jpg": "image/jpeg", "gif": "image/gif", "csv": "text/csv", "pdf": "application/pdf",
          "txt": "text/plain", "ics": "text/calendar", "json": "application/json",
          "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}  # fmt: skip


def user_shape(world: World, user: User, *, email: bool = True, locale: bool = False) -> Json:
    """A user as `users.info` shows it; the address only to apps that may read it."""
    first, _, last = user.name.partition(" ")
    profile: Json = {
        "title": user.title, "phone": "", "skype": "", "real_name": user.name, "real_name_normalized": user.name,
        "display_name": user.handle, "display_name_normalized": user.handle, "first_name": first, "last_name": last,
        "status_text": "", "status_emoji": "", "status_expiration": 0, "avatar_hash": "", "team": user.team,
    }  # fmt: skip
    if not user.status_until or user.status_until > world.seconds():
        profile |= {
            "status_text": user.status_text, "status_emoji": user.status_emoji, "status_expiration": user.status_until,
        }  # fmt: skip
    if email and user.email and not user.outsider:
        profile["email"] = user.email
    if user.bot:
        profile |= {"api_app_id": user.app_id or "", "bot_id": user.bot_id or "", "always_active": True}
    shown: Json = {
        "id": user.id, "team_id": user.team, "name": user.handle, "deleted": user.deactivated, "profile": profile,
        "is_bot": user.bot, "is_app_user": False, "updated": user.updated,
    }  # fmt: skip
    if user.outsider:
        shown["is_stranger"] = True
    if not user.deactivated:
        zone = datetime.fromtimestamp(world.seconds(), UTC).astimezone(ZoneInfo(user.tz))
        offset = zone.utcoffset() or timedelta()
        shown |= {
            "color": "9f69e7", "real_name": user.name, "tz": user.tz, "tz_label": zone.tzname() or user.tz,
            "tz_offset": int(offset.total_seconds()), "is_admin": user.admin or user.owner, "is_owner": user.owner,
            "is_primary_owner": user.owner, "is_restricted": user.guest, "is_ultra_restricted": False,
            "is_email_confirmed": True, "who_can_share_contact_card": "EVERYONE",
        }  # fmt: skip
    return shown | {"locale": user.locale} if locale else shown


def conversation_shape(world: World, place: Conversation, member: str, *, counted: bool = False) -> Json:
    """A conversation as the account `member` sees it in `conversations.info` and `conversations.list`."""
    common: Json = {
        "id": place.id, "created": place.created, "is_archived": place.archived, "is_im": place.kind == "im",
        "is_org_shared": False, "context_team_id": world.team_id, "updated": place.created * 1000,
    }  # fmt: skip
    if place.kind == "im":
        other = next(user for user in place.members if user != member)
        return common | {"user": other, "priority": 0}
    shared = place.shared_with is not None
    teams = [world.team_id, *([world.team_of(place.shared_with)] if shared else [])]
    shown = common | {
        "name": place.name, "name_normalized": place.name, "is_channel": True, "is_group": False,
        "is_mpim": False, "is_private": place.kind == "private", "is_general": place.general, "unlinked": 0,
        "is_shared": shared, "is_ext_shared": shared, "is_pending_ext_shared": False, "pending_shared": [],
        "pending_connected_team_ids": [], "shared_team_ids": teams, "internal_team_ids": [],
        "creator": place.creator, "is_member": member in place.members,
        "topic": {"value": "", "creator": "", "last_set": 0},
        "purpose": {"value": place.purpose, "creator": place.creator if place.purpose else "", "last_set": 0},
        "previous_names": place.previous_names,
    }  # fmt: skip
    return shown | {"num_members": len(place.members)} if counted else shown


def message_shape(world: World, message: Message, *, metadata: bool = False, thread: bool = True) -> Json:
    """A message as history shows it; `thread` adds what a parent knows of its replies."""
    author = world.users.get(message.user)
    shown: Json = {"type": "message", "user": message.user, "text": message.text, "ts": message.ts}
    if message.subtype:
        shown["subtype"] = message.subtype
    if author is not None:
        shown["team"] = author.team
    if message.app_id in world.apps:
        app = world.apps[message.app_id]
        shown |= {"bot_id": app.bot_id, "app_id": app.app_id, "bot_profile": bot_profile(world, app)}
    for key in ("blocks", "attachments", "edited"):
        if getattr(message, key):
            shown[key] = getattr(message, key)
    if message.files:
        shown["files"] = [file_shape(world, world.files[file_id]) for file_id in message.files]
    if message.thread_ts:
        shown["thread_ts"] = message.thread_ts
    if message.reactions:
        shown["reactions"] = [
            {"name": name, "users": users, "count": len(users)} for name, users in message.reactions.items()
        ]
    if metadata and message.metadata:
        shown["metadata"] = message.metadata
    return shown | _thread(world, message) if thread else shown


def _thread(world: World, message: Message) -> Json:
    place = world.conversations[message.channel]
    if message.is_reply:
        parent = place.messages.get(message.thread_ts or "")
        return {"parent_user_id": parent.user} if parent is not None else {}
    replies = place.threads.get(message.ts, [])
    if not replies:
        return {}
    users = list(dict.fromkeys(place.messages[ts].user for ts in replies))
    return {
        "thread_ts": message.ts, "reply_count": len(replies), "reply_users_count": len(users),
        "reply_users": users[:5], "latest_reply": replies[-1], "subscribed": False, "is_locked": False,
    }  # fmt: skip


def bot_profile(world: World, app: App) -> Json:
    """Who an app is, beside a message of its own."""
    icons = {f"image_{size}": f"{world.base_url}/icon/{app.app_id}/{size}" for size in (36, 48, 72)}
    return {
        "id": app.bot_id, "app_id": app.app_id, "name": app.name, "deleted": app.uninstalled, "icons": icons,
        "updated": world.users[app.bot_user_id].updated, "team_id": world.team_id,
    }  # fmt: skip


def view_shape(world: World, view: View) -> Json:
    """A modal or Home, with what was typed in it so far."""
    body = view.body
    return {
        "id": view.id, "team_id": view.team, "type": body["type"], "title": body.get("title"),
        "submit": body.get("submit"), "close": body.get("close"), "blocks": body["blocks"],
        "private_metadata": body.get("private_metadata", ""), "callback_id": body.get("callback_id", ""),
        "external_id": body.get("external_id", ""), "state": {"values": view.values}, "hash": view.hash,
        "clear_on_close": body.get("clear_on_close", False), "notify_on_close": body.get("notify_on_close", False),
        "root_view_id": view.root, "previous_view_id": view.previous, "app_id": view.app_id,
        "app_installed_team_id": world.team_id, "bot_id": world.apps[view.app_id].bot_id,
    }  # fmt: skip


def file_shape(world: World, file: File) -> Json:
    """A file as `files.info` shows it."""
    kind = file.name.rpartition(".")[2].lower() if "." in file.name else "binary"
    address = f"{world.base_url}/files/{file.id}/{quote(file.name)}"
    places = {key: [place for place in file.shares if world.conversations[place].kind == kind_of]
              for key, kind_of in (("channels", "public"), ("groups", "private"), ("ims", "im"))}  # fmt: skip
    return {
        "id": file.id, "created": file.created, "timestamp": file.created, "name": file.name, "title": file.title,
        "mimetype": mimetype(file.name), "filetype": kind, "pretty_type": kind.upper(), "user": file.user,
        "user_team": world.team_id, "editable": False, "size": file.size, "mode": "hosted", "is_external": False,
        "external_type": "", "is_public": bool(places["channels"]), "public_url_shared": False,
        "display_as_bot": False, "username": "", "url_private": address, "url_private_download": address,
        "permalink": address, "has_rich_preview": False, "file_access": "visible", "alt_txt": file.alt_text,
        "shares": _shares(world, file), **places,
    }  # fmt: skip


def mimetype(name: str) -> str:
    """The media type that a file's name promises."""
    return PRETTY.get(name.rpartition(".")[2].lower(), "application/octet-stream")


def _shares(world: World, file: File) -> Json:
    shares: Json = {}
    for place_id, stamps in file.shares.items():
        place = world.conversations[place_id]
        kind = "public" if place.kind == "public" else "private"
        shares.setdefault(kind, {})[place_id] = [
            {"ts": ts, "channel_name": place.name, "team_id": world.team_id, "share_user_id": file.user,
             "reply_users": [], "reply_users_count": 0, "reply_count": 0} for ts in stamps
        ]  # fmt: skip
    return shares


def group_shape(world: World, group: Group, *, users: bool) -> Json:
    """A user group as `usergroups.list` shows it."""
    shown: Json = {
        "id": group.id, "team_id": world.team_id, "is_usergroup": True, "is_subteam": True, "name": group.name,
        "description": "", "handle": group.handle, "is_external": False, "date_create": group.created,
        "date_update": group.created, "date_delete": 0, "prefs": {"channels": [], "groups": []},
        "user_count": len(group.members), "channel_count": 0,
    }  # fmt: skip
    return shown | {"users": group.members} if users else shown
