"""The app itself: auth.*, apps.*, oauth.v2.access, functions.* and api.test."""

from bot.sandbox.errors import SlackError
from bot.sandbox.membership import revoke, uninstall
from bot.sandbox.methods.call import Call
from bot.sandbox.records import App, Json

LIFE_SECONDS = 43_200
"""How long a token lives where tokens rotate: twelve hours."""


def api_test(call: Call) -> Json:
    """api.test."""
    if call.text("error"):
        raise SlackError(call.text("error"), args=call.args)
    return {"args": call.args} if call.args else {}


def auth_test(call: Call) -> Json:
    """auth.test."""
    world, app = call.world, call.app
    return {
        "url": f"{world.base_url}/", "team": world.name, "user": world.users[app.bot_user_id].handle,
        "team_id": world.team_id, "user_id": app.bot_user_id, "bot_id": app.bot_id, "is_enterprise_install": False,
    }  # fmt: skip


def auth_revoke(call: Call) -> Json:
    """auth.revoke."""
    if not call.flag("test"):
        revoke(call.world, call.app)
    return {"revoked": not call.flag("test")}


def open_connection(call: Call) -> Json:
    """apps.connections.open: where Socket Mode connects to, once per address."""
    if not call.app.manifest.get("settings", {}).get("socket_mode_enabled", False):
        raise SlackError("socket_mode_not_enabled")
    ticket = call.world.new_id("")
    call.world.tickets[ticket] = call.app.app_id
    return {"url": f"{call.world.base_url.replace('http', 'ws', 1)}/link/?ticket={ticket}&app_id={call.app.app_id}"}


def uninstall_app(call: Call) -> Json:
    """apps.uninstall."""
    app = call.app
    if (call.text("client_id"), call.text("client_secret")) != (app.client_id, app.client_secret):
        raise SlackError("invalid_client_id" if call.text("client_id") != app.client_id else "bad_client_secret")
    uninstall(call.world, app)
    return {}


def oauth_access(call: Call) -> Json:
    """oauth.v2.access: a code from the consent page, or a refresh token, becomes the bot's token."""
    app = _client(call)
    if call.text("grant_type") == "refresh_token":
        return _shown(call, app) | _refreshed(call, app)
    user = call.world.codes.pop(call.text("code"), None)
    if user is None:
        raise SlackError("invalid_code")
    app.revoked = app.uninstalled = False
    call.world.users[app.bot_user_id].deactivated = False
    app.installer = user
    app.scopes = [scope for scope in app.wanted if scope not in call.world.leaves_out & set(app.optional)]
    app.expiring = {}
    given = _new_tokens(call, app) if app.rotates else {"access_token": app.bot_token}
    return _shown(call, app) | given | {"authed_user": {"id": user}}


def _client(call: Call) -> App:
    for app in call.world.apps.values():
        if app.client_id == call.text("client_id"):
            break
    else:
        raise SlackError("invalid_client_id")
    if call.text("client_secret") != app.client_secret:
        raise SlackError("bad_client_secret")
    return app


def _refreshed(call: Call, app: App) -> Json:
    """A refresh token is good once; the access token before it lives on until it ends by itself."""
    if not app.rotates:
        raise SlackError("token_rotation_not_enabled")
    if app.revoked or app.uninstalled or call.text("refresh_token") != app.refresh_token:
        raise SlackError("invalid_refresh_token")
    return _new_tokens(call, app)


def _new_tokens(call: Call, app: App) -> Json:
    now = call.world.seconds()
    app.used_refresh_tokens.append(app.refresh_token)
    app.expiring = {token: ends for token, ends in app.expiring.items() if ends > now}
    token = f"xoxe.{app.bot_token}-{call.world.new_id('')}"
    app.refresh_token = f"xoxe-1-{call.world.secret(call.world.new_id(''))}"
    app.expiring[token] = now + LIFE_SECONDS
    return {"access_token": token, "refresh_token": app.refresh_token, "expires_in": LIFE_SECONDS}


def _shown(call: Call, app: App) -> Json:
    whole = call.world.organisation
    return {
        "app_id": app.app_id, "scope": ",".join(app.scopes), "token_type": "bot", "bot_user_id": app.bot_user_id,
        "team": None if whole else {"id": call.world.team_id, "name": call.world.name},
        "enterprise": {"id": call.world.id_for("E", whole), "name": whole} if whole else None,
        "is_enterprise_install": whole is not None,
    }  # fmt: skip


def complete_success(call: Call) -> Json:
    """functions.completeSuccess."""
    _run(call)["outputs"] = call.json("outputs") or {}
    return {}


def complete_error(call: Call) -> Json:
    """functions.completeError."""
    _run(call)["error"] = call.required("error")
    return {}


METHODS = {
    "api.test": api_test,
    "apps.connections.open": open_connection,
    "apps.uninstall": uninstall_app,
    "auth.revoke": auth_revoke,
    "auth.test": auth_test,
    "functions.completeError": complete_error,
    "functions.completeSuccess": complete_success,
    "oauth.v2.access": oauth_access,
}


def _run(call: Call) -> Json:
    run = call.world.runs.get(call.required("function_execution_id"))
    if run is None or "outputs" in run or "error" in run:
        raise SlackError("function_execution_not_found" if run is None else "function_execution_already_completed")
    return run
