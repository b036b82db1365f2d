"""Who is here: users.*, usergroups.*, team.info, bots.info and dnd.info."""

from bot.sandbox.errors import SlackError
from bot.sandbox.methods.call import Call
from bot.sandbox.records import Json
from bot.sandbox.shapes import group_shape, user_shape


def user_info(call: Call) -> Json:
    """users.info."""
    user = call.world.user(call.required("user"))
    return {"user": user_shape(call.world, user, email=_email(call), locale=call.flag("include_locale"))}


def user_list(call: Call) -> Json:
    """users.list: everybody, bots, Slackbot, the deactivated and strangers from shared channels included."""
    found, cursor = call.page(list(call.world.users.values()), 1000, 1000)
    shown = []
    for user in found:
        member = user_shape(call.world, user, email=_email(call), locale=call.flag("include_locale"))
        member.pop("is_stranger", None)
        shown.append(member)
    return {"members": shown, "cache_ts": call.world.seconds(), "response_metadata": {"next_cursor": cursor}}


def by_email(call: Call) -> Json:
    """users.lookupByEmail, of active accounts."""
    wanted = call.required("email").lower()
    for user in call.world.users.values():
        if user.email.lower() == wanted and not user.deactivated and not user.outsider:
            return {"user": user_shape(call.world, user)}
    raise SlackError("users_not_found")


def presence(call: Call) -> Json:
    """users.getPresence."""
    return {"presence": call.world.user(call.required("user")).presence}


def dnd(call: Call) -> Json:
    """dnd.info: the span in which somebody wants no messages, which goes on or is still to come."""
    user = call.world.user(call.text("user") or call.app.bot_user_id)
    until = int(user.dnd_until)
    if until <= call.world.seconds():
        return {"dnd_enabled": False, "next_dnd_start_ts": 1, "next_dnd_end_ts": 1, "snooze_enabled": False}
    return {
        "dnd_enabled": True, "next_dnd_start_ts": user.dnd_from or call.world.seconds(), "next_dnd_end_ts": until,
        "snooze_enabled": False,
    }  # fmt: skip


def groups(call: Call) -> Json:
    """usergroups.list."""
    users = call.flag("include_users")
    return {"usergroups": [group_shape(call.world, group, users=users) for group in call.world.groups.values()]}


def group_users(call: Call) -> Json:
    """usergroups.users.list."""
    group = call.world.groups.get(call.required("usergroup"))
    if group is None:
        raise SlackError("no_such_subteam")
    return {"users": group.members}


def team(call: Call) -> Json:
    """team.info."""
    world = call.world
    return {"team": {"id": world.team_id, "name": world.name, "domain": world.domain, "email_domain": "",
                     "icon": {}, "url": f"{world.base_url}/"}}  # fmt: skip


def bot(call: Call) -> Json:
    """bots.info."""
    for app in call.world.apps.values():
        if app.bot_id == (call.text("bot") or call.app.bot_id):
            icons = {f"image_{size}": f"{call.world.base_url}/icon/{app.app_id}/{size}" for size in (36, 48, 72)}
            return {"bot": {"id": app.bot_id, "deleted": app.uninstalled, "name": app.name, "app_id": app.app_id,
                            "user_id": app.bot_user_id, "updated": 0, "icons": icons}}  # fmt: skip
    raise SlackError("bot_not_found")


METHODS = {
    "bots.info": bot,
    "dnd.info": dnd,
    "team.info": team,
    "usergroups.list": groups,
    "usergroups.users.list": group_users,
    "users.getPresence": presence,
    "users.info": user_info,
    "users.list": user_list,
    "users.lookupByEmail": by_email,
}


def _email(call: Call) -> bool:
    return "users:read.email" in call.app.scopes
