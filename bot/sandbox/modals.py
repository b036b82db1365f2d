"""Modals and Home tabs: opened, pushed, updated, published and closed, within Slack's limits."""

from collections.abc import Callable
from typing import Any

from bot.sandbox.blockkit import check_view, give_ids
from bot.sandbox.blockkit.check import too_large
from bot.sandbox.errors import SlackError
from bot.sandbox.inputs import initial_values
from bot.sandbox.records import App, Json, View
from bot.sandbox.shapes import mimetype
from bot.sandbox.triggers import Trigger
from bot.sandbox.world import World

DEEPEST = 3


def open_modal(world: World, app: App, trigger: Trigger, body: Any) -> View:
    """Opens a modal for whoever the trigger came from, on top of those open already."""
    checked = _checked(world, app, body, "modal")
    return _stack(world, app, trigger.user, checked)


def push_modal(world: World, app: App, trigger: Trigger, body: Any) -> View:
    """Puts another modal on top of the one in which the trigger arose."""
    checked = _checked(world, app, body, "modal")
    if trigger.view is None or trigger.view not in world.modals.get(trigger.user, []):
        raise SlackError("not_found")
    return _stack(world, app, trigger.user, checked)


def update_view(world: World, app: App, view: View, body: Any, expected_hash: str | None = None) -> View:
    """Replaces what a view shows; what was typed under the same ids stays."""
    if expected_hash is not None and expected_hash != view.hash:
        raise SlackError("hash_conflict")
    view.body = _checked(world, app, body, view.body["type"], besides=view.id)
    view.values = initial_values(view.body["blocks"], view.values)
    view.errors = {}
    view.hash = _new_hash(world)
    world.changed()
    return view


def push_on(world: World, app: App, view: View, body: Any) -> View:
    """Puts another modal on top, as `response_action: push` asks."""
    return _stack(world, app, view.user, _checked(world, app, body, "modal"))


def publish_home(world: World, app: App, user: str, body: Any, expected_hash: str | None = None) -> View:
    """Shows a person the app's Home tab."""
    view_id = world.homes.get((app.app_id, user))
    if view_id is not None:
        return update_view(world, app, world.views[view_id], body, expected_hash)
    checked = _checked(world, app, body, "home")
    view = _new(world, app, user, checked)
    world.homes[app.app_id, user] = view.id
    world.changed()
    return view


def close_top(world: World, user: str) -> None:
    """Closes the topmost modal of a person; the one beneath shows again."""
    world.views.pop(world.modals[user].pop())
    world.changed()


def close_all(world: World, user: str) -> list[View]:
    """Closes a person's whole stack of modals and returns it, lowest first."""
    closed = [world.views.pop(view_id) for view_id in world.modals.pop(user, [])]
    if closed:
        world.changed()
    return closed


def images_of(world: World, app: App) -> Callable[[str], bool]:
    """Whether a file id is an uploaded image that the app may show in a block."""

    def shown(file_id: str) -> bool:
        file = world.files.get(file_id)
        if file is None or file.app_id != app.app_id or not file.complete or file.deleted:
            return False
        return mimetype(file.name).startswith("image/")

    return shown


def _stack(world: World, app: App, user: str, body: Json) -> View:
    stack = world.modals.setdefault(user, [])
    if len(stack) >= DEEPEST:
        raise SlackError("push_limit_reached")
    view = _new(world, app, user, body)
    if stack:
        view.root, view.previous = world.views[stack[-1]].root, stack[-1]
    stack.append(view.id)
    world.changed()
    return view


def _new(world: World, app: App, user: str, body: Json) -> View:
    view_id = world.new_id("V")
    view = View(view_id, app.app_id, user, world.users[user].team, body, _new_hash(world), view_id)
    view.values = initial_values(body["blocks"])
    world.views[view.id] = view
    return view


def _checked(world: World, app: App, body: Any, kind: str, *, besides: str = "") -> Json:
    if not isinstance(body, dict):
        raise SlackError("invalid_arguments", response_metadata={"messages": ["[ERROR] missing required field: view"]})
    if too_large(body):
        raise SlackError("view_too_large")
    faults = check_view(body, images_of(world, app))
    if not faults and body["type"] != kind:
        faults = [f"[ERROR] must be a view of type {kind} [json-pointer:/view/type]"]
    if faults:
        raise SlackError("invalid_arguments", response_metadata={"messages": faults})
    external = body.get("external_id")
    if external and any(v.body.get("external_id") == external for v in world.views.values() if v.id != besides):
        raise SlackError("duplicate_external_id")
    give_ids(body["blocks"], lambda: world.new_id("")[:5])
    return body


def _new_hash(world: World) -> str:
    return f"{world.seconds()}.{world.new_id('')[:8]}"
