"""A small firm, and a real Bolt app that works in it."""

from datetime import UTC, datetime
from typing import Any

from bot.sandbox.firm import Channel, Firm, Person, Usergroup

MONDAY = datetime(2025, 3, 3, 9, tzinfo=UTC)
FIRM = Firm(
    name="Northwind",
    domain="northwind",
    people=(
        Person("maya", "Maya Lind", "Europe/Berlin", title="Account manager", owner=True),
        Person("tom", "Tom Okoro", "America/New_York"),
        Person("ines", "Ines Duarte", "Europe/Lisbon", guest=True),
        Person("old", "Old Hand", "Europe/Berlin", deactivated=True),
        Person("rita", "Rita Stone", "Europe/London", outsider_of="Acme"),
    ),
    channels=(
        Channel("general", ("maya", "tom", "ines")),
        Channel("secrets", ("maya",), private=True),
        Channel("with-acme", ("maya", "rita"), shared_with="Acme"),
    ),
    usergroups=(Usergroup("managers", "Managers", ("maya",)),),
)
SCOPES = [
    "commands", "chat:write", "channels:read", "channels:history", "channels:join", "channels:manage", "groups:read",
    "groups:write", "groups:history", "im:write", "im:read", "im:history", "users:read", "users:read.email",
    "usergroups:read", "team:read", "reactions:write", "reactions:read", "files:write", "files:read", "dnd:read",
]  # fmt: skip
EVENTS = [
    "app_home_opened", "app_uninstalled", "tokens_revoked", "message.channels", "message.groups", "message.im",
    "member_joined_channel", "member_left_channel", "team_join", "user_change", "channel_archive", "channel_rename",
    "channel_left", "channel_shared", "channel_unarchive", "channel_deleted", "group_archive", "group_deleted",
    "reaction_added", "function_executed",
]  # fmt: skip


def manifest(*, scopes: list[str] | None = None, socket_mode: bool = True) -> dict[str, Any]:
    """The manifest of the app under test."""
    return {
        "display_information": {"name": "Lantern"},
        "features": {
            "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
            "bot_user": {"display_name": "Lantern"},
            "slash_commands": [
                {"command": "/lost", "description": "Log", "usage_hint": "[name]", "should_escape": True}
            ],
            "shortcuts": [
                {"name": "Worried", "type": "global", "callback_id": "worried", "description": "d"},
                {"name": "Keep this", "type": "message", "callback_id": "keep", "description": "d"},
            ],
        },
        "oauth_config": {
            "scopes": {"bot": SCOPES if scopes is None else scopes},
            "redirect_urls": ["http://127.0.0.1:1/slack/oauth_redirect"],
        },
        "settings": {
            "event_subscriptions": {"bot_events": EVENTS if scopes is None else []},
            "interactivity": {"is_enabled": True},
            "socket_mode_enabled": socket_mode,
        },
    }
