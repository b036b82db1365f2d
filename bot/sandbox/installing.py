"""Installs an app as its manifest describes it, and refuses what Slack would not let it declare."""

from bot.sandbox.events import EVENT_SCOPES
from bot.sandbox.records import App, Json, User
from bot.sandbox.world import World


def install(world: World, manifest: Json, request_url: str | None) -> App:
    """A new app, or the new version of one of the same name. Raises ValueError for a manifest that cannot work."""
    name = manifest["display_information"]["name"]
    scopes = list(manifest.get("oauth_config", {}).get("scopes", {}).get("bot", []))
    _check(manifest, scopes)
    app_id = world.id_for("A", name)
    app = world.apps.get(app_id) or _new(world, app_id, name, manifest)
    _check_optional(manifest, scopes)
    app.manifest, app.scopes, app.request_url = manifest, scopes, request_url
    app.revoked = app.uninstalled = False
    world.users[app.bot_user_id].deactivated = False
    world.changed()
    return app


def offer(world: World, app: App, request_url: str | None) -> App:
    """The same app as in another workspace, to be installed here by OAuth: its ids and secrets are one, its bot is not."""
    here = _new(world, world.id_for("A", app.name), app.name, app.manifest)
    del world.apps[here.app_id]
    here.app_id, here.app_token, here.signing_secret = app.app_id, app.app_token, app.signing_secret
    here.client_id, here.client_secret, here.verification_token = app.client_id, app.client_secret, app.verification_token
    here.request_url = request_url
    world.apps[here.app_id] = here
    world.users[here.bot_user_id].app_id = here.app_id
    withdraw(world, here)
    return here


def withdraw(world: World, app: App) -> None:
    """As if nobody had installed it yet: it waits for OAuth."""
    app.scopes, app.revoked, app.uninstalled, app.expiring, app.refresh_token = [], True, True, {}, ""
    world.users[app.bot_user_id].deactivated = True


def _new(world: World, app_id: str, name: str, manifest: Json) -> App:
    shown = manifest.get("features", {}).get("bot_user", {}).get("display_name", name)
    bot = User(
        world.id_for("U", f"bot {name}"), shown.lower().replace(" ", "-"), shown, "UTC", world.team_id, bot=True,
        app_id=app_id, bot_id=world.id_for("B", name), updated=world.seconds(),
    )  # fmt: skip
    world.users[bot.id] = bot
    world.by_handle[bot.handle] = bot.id
    team = int.from_bytes(world.team_id.encode()) % 10**12
    app = App(
        app_id, name, bot.id, bot.bot_id or "", f"xoxb-{team}-{world.secret(f'bot {name}')[:24]}",
        f"xapp-1-{app_id}-{team}-{world.secret(f'socket {name}')}", world.secret(f"sign {name}")[:32],
        f"{team}.{int(world.secret(f'client {name}')[:10], 16)}", world.secret(f"secret {name}")[:32],
        world.secret(f"verify {name}")[:24], manifest, [], installer=_installer(world),
    )  # fmt: skip
    world.apps[app_id] = app
    return app


def _check(manifest: Json, scopes: list[str]) -> None:
    features = manifest.get("features", {})
    if (features.get("slash_commands") or features.get("shortcuts")) and "commands" not in scopes:
        raise ValueError("Slash commands and shortcuts need the scope commands.")
    for event in manifest.get("settings", {}).get("event_subscriptions", {}).get("bot_events", []):
        if event not in EVENT_SCOPES:
            raise ValueError(f"The local workspace does not know the event {event}.")
        scope = EVENT_SCOPES[event]
        # Membership is one event for both kinds of channel: either scope brings it.
        if scope is not None and scope not in scopes and "groups:read" not in scopes:
            raise ValueError(f"The event {event} needs the scope {scope}.")


def _check_optional(manifest: Json, scopes: list[str]) -> None:
    optional = manifest.get("oauth_config", {}).get("scopes", {}).get("bot_optional", [])
    if not set(optional) <= set(scopes):
        raise ValueError("Optional scopes are among those that the app asks for.")


def _installer(world: World) -> str:
    people = [user for user in world.users.values() if not user.bot and not user.outsider]
    return next((user.id for user in people if user.owner or user.admin), people[0].id)
