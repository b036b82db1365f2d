"""Modals and Home: views.*."""

from bot.sandbox.errors import SlackError
from bot.sandbox.methods.call import Call
from bot.sandbox.modals import open_modal, publish_home, push_modal, update_view
from bot.sandbox.records import Json, View
from bot.sandbox.shapes import view_shape


def open_view(call: Call) -> Json:
    """views.open."""
    trigger = call.world.triggers.use(call.required("trigger_id"), call.app.app_id)
    return _shown(call, open_modal(call.world, call.app, trigger, call.json("view")))


def push(call: Call) -> Json:
    """views.push."""
    trigger = call.world.triggers.use(call.required("trigger_id"), call.app.app_id)
    return _shown(call, push_modal(call.world, call.app, trigger, call.json("view")))


def update(call: Call) -> Json:
    """views.update, by id or external id."""
    view = _named(call)
    if view is None or view.app_id != call.app.app_id:
        raise SlackError("not_found")
    return _shown(call, update_view(call.world, call.app, view, call.json("view"), call.text("hash") or None))


def publish(call: Call) -> Json:
    """views.publish."""
    home = call.app.manifest.get("features", {}).get("app_home", {})
    if not home.get("home_tab_enabled", False):
        raise SlackError("not_enabled")
    user = call.world.user(call.required("user_id"))
    if user.bot or user.deactivated or user.outsider:
        raise SlackError("user_not_found")
    view = publish_home(call.world, call.app, user.id, call.json("view"), call.text("hash") or None)
    return _shown(call, view)


METHODS = {"views.open": open_view, "views.publish": publish, "views.push": push, "views.update": update}


def _named(call: Call) -> View | None:
    if call.text("view_id"):
        return call.world.views.get(call.text("view_id"))
    wanted = call.required("external_id")
    return next((view for view in call.world.views.values() if view.body.get("external_id") == wanted), None)


def _shown(call: Call, view: View) -> Json:
    return {"view": view_shape(call.world, view)}
