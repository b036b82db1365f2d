"""What a person does with an app, as the app hears of it: commands, presses, submissions, shortcuts."""

from bot.sandbox.blockkit.elements import OPTION_GROUP, OPTION_PLAIN
from bot.sandbox.blockkit.schema import Findings, items
from bot.sandbox.delivery import Answer
from bot.sandbox.errors import AppTrouble, SlackError
from bot.sandbox.modals import close_all, close_top, push_on, update_view
from bot.sandbox.records import App, Conversation, Json, Message, User, Values, View
from bot.sandbox.replies import say_back
from bot.sandbox.shapes import message_shape, view_shape
from bot.sandbox.triggers import ReplyTo
from bot.sandbox.world import World

# Options offered long ago are forgotten beyond so many.
MOST_OFFERED = 10_000
NAMES = {"im": "directmessage", "private": "privategroup"}


async def run_command(world: World, app: App, user: User, place: Conversation, command: str, text: str) -> None:
    """Runs a slash command and shows what its ack says."""
    reply = ReplyTo(app.app_id, user.id, place.id, world.now())
    payload = {
        "token": app.verification_token, "team_id": world.team_id, "team_domain": world.domain,
        "channel_id": place.id, "channel_name": NAMES.get(place.kind, place.name), "user_id": user.id,
        "user_name": user.handle, "command": command, "text": text, "api_app_id": app.app_id,
        "is_enterprise_install": "false", "trigger_id": world.triggers.give(app.app_id, user.id),
        "response_url": _response_url(world, reply),
    }  # fmt: skip
    answer = await world.delivery.ask(app, "slash_commands", payload, f"{command} {text}")
    body = {"text": answer} if isinstance(answer, str) else answer
    if not body:
        return
    try:
        say_back(world, reply, body)
    except SlackError as refused:
        raise AppTrouble(f"its answer was refused: {refused.code} {refused.details}", command) from None


async def act(world: World, app: App, user: User, source: "Message | View", action: Json) -> None:
    """Tells the app of a press or a choice in a message or view."""
    payload = _who(world, app, user, source) | {"type": "block_actions"} | _where(world, source)
    modal = source.id if isinstance(source, View) and source.body["type"] == "modal" else None
    payload["trigger_id"] = world.triggers.give(app.app_id, user.id, modal)
    payload["actions"] = [action | {"action_ts": world.new_ts()}]
    if isinstance(source, Message):
        reply = ReplyTo(app.app_id, user.id, source.channel, world.now(), source.ts, source.thread_ts)
        payload["response_url"] = _response_url(world, reply)
        payload["state"] = {"values": source.chosen.get(user.id, {})}
    await _tell(world, app, payload, f"pressing {action['action_id']}")


async def submit_view(world: World, app: App, user: User, view: View) -> dict[str, str]:
    """Submits a modal and does what the app answers; returns the errors it found, by block_id."""
    payload = _who(world, app, user, view) | {"type": "view_submission", "view": view_shape(world, view)}
    payload["trigger_id"] = world.triggers.give(app.app_id, user.id, view.id)
    answer = await _tell(world, app, payload, "submitting")
    try:
        return _after_submission(world, app, view, answer)
    except (SlackError, KeyError) as refused:
        why = f"{refused.code} {refused.details}" if isinstance(refused, SlackError) else repr(refused)
        raise AppTrouble(f"its answer was refused: {why}", "submitting") from None


async def close_view(world: World, app: App, user: User, view: View, *, cleared: bool = False) -> None:
    """Tells the app, if it wants to know, that a person closed a modal."""
    if not view.body.get("notify_on_close"):
        return
    payload = _who(world, app, user, view) | {"type": "view_closed", "view": view_shape(world, view)}
    await _tell(world, app, payload | {"is_cleared": cleared}, "closing")


async def suggest(
    world: World, app: App, user: User, source: "Message | View", element: Json, block_id: str, query: str
) -> Json:
    """Asks the app for the options of an external menu: `options` or `option_groups`."""
    payload = _who(world, app, user, source) | {"type": "block_suggestion"} | _where(world, source)
    payload |= {"action_id": element["action_id"], "block_id": block_id, "value": query}
    answer = await _tell(world, app, payload, f"options of {element['action_id']}")
    found = Findings("modal")
    if not isinstance(answer, dict) or not ("options" in answer or "option_groups" in answer):
        raise AppTrouble("no options in the answer", f"options of {element['action_id']}")
    items(OPTION_PLAIN, 0, 100)(answer.get("options", []), "/options", found)
    items(OPTION_GROUP, 0, 100)(answer.get("option_groups", []), "/option_groups", found)
    if found.faults:
        raise AppTrouble("; ".join(found.faults), f"options of {element['action_id']}")
    groups = [group["options"] for group in answer.get("option_groups", [])]
    while len(world.offered) > MOST_OFFERED:
        world.offered.pop(next(iter(world.offered)))
    source_id = source.ts if isinstance(source, Message) else source.id
    for option in [*answer.get("options", []), *(option for group in groups for option in group)]:
        world.offered[source_id, block_id, element["action_id"], option["value"]] = option
    return answer


async def run_shortcut(world: World, app: App, user: User, callback_id: str) -> None:
    """Uses a global shortcut."""
    payload = _who(world, app, user) | {"type": "shortcut", "callback_id": callback_id}
    payload |= {"action_ts": world.new_ts(), "trigger_id": world.triggers.give(app.app_id, user.id)}
    del payload["api_app_id"]
    await _tell(world, app, payload, f"the shortcut {callback_id}")


async def run_message_shortcut(world: World, app: App, user: User, callback_id: str, message: Message) -> None:
    """Uses a shortcut on a message."""
    place = world.conversations[message.channel]
    reply = ReplyTo(app.app_id, user.id, message.channel, world.now(), None, message.thread_ts)
    payload = _who(world, app, user) | {"type": "message_action", "callback_id": callback_id}
    payload |= {
        "action_ts": world.new_ts(), "trigger_id": world.triggers.give(app.app_id, user.id),
        "response_url": _response_url(world, reply), "message_ts": message.ts, "channel": _channel(place),
        "message": _pressed(world, message),
    }  # fmt: skip
    del payload["api_app_id"]
    await _tell(world, app, payload, f"the shortcut {callback_id}")


def _after_submission(world: World, app: App, view: View, answer: Answer) -> dict[str, str]:
    if view.id not in world.views:
        return {}  # a second press of the same submit, whose first one closed the modal meanwhile
    if not isinstance(answer, dict) or not answer:
        close_top(world, view.user)
        return {}
    kind = answer.get("response_action")
    if kind == "errors":
        errors: dict[str, str] = answer["errors"]
        inputs = {block["block_id"] for block in view.body["blocks"] if block["type"] == "input"}
        if not errors or not set(errors) <= inputs:
            raise SlackError("invalid_arguments", errors=f"{sorted(errors)} are not inputs of the view")
        view.errors = dict(errors)
        world.changed()
        return dict(errors)
    if kind == "update":
        update_view(world, app, view, answer["view"])
    elif kind == "push":
        view.errors = {}
        push_on(world, app, view, answer["view"])
    elif kind == "clear":
        close_all(world, view.user)
    else:
        raise SlackError("invalid_arguments", response_action=kind)
    return {}


async def _tell(world: World, app: App, payload: Json, doing: str) -> Answer:
    if not app.manifest.get("settings", {}).get("interactivity", {}).get("is_enabled", False):
        raise AppTrouble("the manifest does not enable interactivity", doing)
    return await world.delivery.ask(app, "interactive", payload, doing)


def _who(world: World, app: App, user: User, source: "Message | View | None" = None) -> Json:
    # A modal opened by somebody from another company comes from their team; the view says where the app lives.
    elsewhere = isinstance(source, View) and user.outsider
    domain = (user.company or "").lower().replace(" ", "-") if elsewhere else world.domain
    return {
        "team": {"id": user.team if elsewhere else world.team_id, "domain": domain},
        "user": _user(user, source), "api_app_id": app.app_id, "token": app.verification_token,
        "enterprise": None, "is_enterprise_install": False,
    }  # fmt: skip


def _user(user: User, source: "Message | View | None") -> Json:
    known = {"id": user.id, "name": user.handle, "team_id": user.team}
    return known if source is None else known | {"username": user.handle}


def _where(world: World, source: "Message | View") -> Json:
    if isinstance(source, View):
        return {"container": {"type": "view", "view_id": source.id}, "view": view_shape(world, source)}
    place = world.conversations[source.channel]
    container: Json = {
        "type": "message", "message_ts": source.ts, "channel_id": source.channel, "is_ephemeral": source.ephemeral
    }  # fmt: skip
    if source.thread_ts:
        container["thread_ts"] = source.thread_ts
    where: Json = {"container": container, "channel": _channel(place)}
    return where if source.ephemeral else where | {"message": _pressed(world, source)}


def _pressed(world: World, message: Message) -> Json:
    shown = message_shape(world, message)
    shown.pop("reactions", None)
    for key in ("reply_users_count", "is_locked"):
        shown.pop(key, None)
    return shown


def _channel(place: Conversation) -> Json:
    return {"id": place.id, "name": NAMES.get(place.kind, place.name)}


def _response_url(world: World, reply: ReplyTo) -> str:
    return f"{world.base_url}/respond/{world.triggers.give_reply(reply)}"


def typed_so_far(source: "Message | View", user: User) -> Values:
    """What a person typed or chose in a message or view."""
    return source.values if isinstance(source, View) else source.chosen.setdefault(user.id, {})
