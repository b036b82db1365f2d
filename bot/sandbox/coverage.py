"""Which Web API methods the workspace serves, with the scope each needs and how often it may be called."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Method:
    """One Web API method: `per_minute` calls a minute and workspace; scopes by the kind of conversation, or one.

    Where a scope names several with commas, any one of them will do; `caller` says whose token it takes:
    the bot's, the app's own, or anyone's.
    """

    per_minute: int
    scope: str | None = None
    by_kind: Mapping[str, str] = field(default_factory=dict)
    caller: str = "bot"


def _kinds(suffix: str, *, im: bool = True) -> dict[str, str]:
    scopes = {"public": f"channels:{suffix}", "private": f"groups:{suffix}"}
    return scopes | {"im": f"im:{suffix}"} if im else scopes


COVERAGE: Mapping[str, Method] = {
    "api.test": Method(100, caller="anyone"),
    "apps.connections.open": Method(20, "connections:write", caller="app"),
    "apps.uninstall": Method(20),
    "auth.revoke": Method(50),
    "auth.test": Method(600),
    "bots.info": Method(50, "users:read"),
    "chat.delete": Method(50, "chat:write"),
    "chat.getPermalink": Method(600),
    "chat.postEphemeral": Method(100, "chat:write"),
    "chat.postMessage": Method(300, "chat:write"),
    "chat.update": Method(50, "chat:write"),
    "conversations.create": Method(20, by_kind={"public": "channels:manage", "private": "groups:write"}),
    "conversations.history": Method(50, by_kind=_kinds("history")),
    "conversations.info": Method(50, by_kind=_kinds("read")),
    "conversations.invite": Method(
        50,
        by_kind={
            "public": "channels:manage,channels:write.invites",
            "private": "groups:write,groups:write.invites",
        },
    ),
    "conversations.join": Method(50, "channels:join"),
    "conversations.list": Method(20, by_kind=_kinds("read")),
    "conversations.members": Method(100, by_kind=_kinds("read")),
    "conversations.open": Method(50, "im:write"),
    "conversations.replies": Method(50, by_kind=_kinds("history")),
    "dnd.info": Method(50, "dnd:read"),
    "files.completeUploadExternal": Method(100, "files:write"),
    "files.delete": Method(50, "files:write"),
    "files.getUploadURLExternal": Method(100, "files:write"),
    "files.info": Method(100, "files:read"),
    "functions.completeError": Method(50),
    "functions.completeSuccess": Method(50),
    "oauth.v2.access": Method(600, caller="anyone"),
    "reactions.add": Method(50, "reactions:write"),
    "team.info": Method(50, "team:read"),
    "usergroups.list": Method(20, "usergroups:read"),
    "usergroups.users.list": Method(20, "usergroups:read"),
    "users.conversations": Method(50, by_kind=_kinds("read")),
    "users.getPresence": Method(50, "users:read"),
    "users.info": Method(100, "users:read"),
    "users.list": Method(20, "users:read"),
    "users.lookupByEmail": Method(50, "users:read.email"),
    "views.open": Method(100),
    "views.publish": Method(100),
    "views.push": Method(100),
    "views.update": Method(100),
}
