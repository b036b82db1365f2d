"""What Slack knows about people and channels, read into values."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bot.slack.client import Slack
from bot.slack.reading import reading, text, text_if

PAGE = 200


@dataclass(frozen=True, slots=True)
class SlackPerson:
    """A person, or a bot, as the workspace sees them. `zone` is an IANA name; `team` is theirs.

    An outsider belongs to another company and is here through a shared channel.
    """

    id: str
    name: str
    real_name: str
    display_name: str
    team: str
    zone: str
    locale: str | None
    email: str | None
    is_bot: bool
    is_guest: bool
    is_outsider: bool
    is_admin: bool
    is_owner: bool
    deleted: bool

    @property
    def called(self) -> str:
        """What colleagues call them."""
        return self.display_name or self.real_name or self.name


@dataclass(frozen=True, slots=True)
class ChannelFacts:
    """A channel as the bot sees it. `is_shared`: with another company, or about to be."""

    id: str
    name: str
    is_private: bool
    is_archived: bool
    is_shared: bool
    is_member: bool
    is_general: bool


@dataclass(frozen=True, slots=True)
class SlackStatus:
    """What somebody lets stand beside their name: a `sign` such as `:palm_tree:`, and `words`; `until` (aware), where they said."""

    sign: str
    words: str
    until: datetime | None


@dataclass(frozen=True, slots=True)
class SlackGroup:
    """A user group that can be mentioned as one."""

    id: str
    handle: str
    name: str


class Directory:
    """Reads from Slack. Every method may raise what `Slack.call` raises."""

    def __init__(self, slack: Slack) -> None:
        self._slack = slack

    async def people(self, workspace: str) -> tuple[SlackPerson, ...]:
        """Everyone the workspace knows: the gone, the bots and the outsiders among them."""
        pages = self._pages(workspace, "users.list", include_locale=True)
        return tuple([_person(user, workspace) async for page in pages for user in page["members"]])

    async def person(self, workspace: str, person: str) -> SlackPerson:
        """One person. Raises Refused with PERSON_GONE for nobody."""
        answer = await self._slack.call(workspace, "users.info", user=person, include_locale=True)
        return _person(answer["user"], workspace)

    async def status(self, workspace: str, person: str) -> SlackStatus:
        """What somebody lets stand beside their name now; all of it empty where they said nothing."""
        answer = await self._slack.call(workspace, "users.info", user=person)
        profile = answer["user"].get("profile") or {}
        until = profile.get("status_expiration") or None
        return SlackStatus(
            profile.get("status_emoji") or "",
            profile.get("status_text") or "",
            datetime.fromtimestamp(until, UTC) if until else None,
        )

    async def quiet_until(self, workspace: str, person: str, now: datetime) -> datetime | None:
        """When somebody who wants no messages at the (aware) moment wants them again; None where they want them now."""
        answer = await self._slack.call(workspace, "dnd.info", user=person)
        if not answer.get("dnd_enabled"):
            return None
        begins, ends = (datetime.fromtimestamp(answer[f"next_dnd_{edge}_ts"], UTC) for edge in ("start", "end"))
        return ends if begins <= now < ends else None

    async def groups(self, workspace: str) -> tuple[SlackGroup, ...]:
        """The user groups of the workspace."""
        answer = await self._slack.call(workspace, "usergroups.list")
        return tuple(SlackGroup(one["id"], one["handle"], one["name"]) for one in answer["usergroups"])

    async def group_members(self, workspace: str, group: str) -> tuple[str, ...]:
        """The ids of all in a user group."""
        answer = await self._slack.call(workspace, "usergroups.users.list", usergroup=group)
        return tuple(answer["users"])

    async def members(self, workspace: str, channel: str) -> tuple[str, ...]:
        """The ids of all in a channel, the bot included."""
        pages = self._pages(workspace, "conversations.members", channel=channel)
        return tuple([member async for page in pages for member in page["members"]])

    async def channels(self, workspace: str) -> tuple[ChannelFacts, ...]:
        """All living channels that the bot may see: every public one, and the private ones it is in."""
        kinds = {"types": "public_channel,private_channel", "exclude_archived": True}
        pages = self._pages(workspace, "conversations.list", **kinds)
        return tuple([_channel(one, workspace) async for page in pages for one in page["channels"]])

    async def channel(self, workspace: str, channel: str) -> ChannelFacts:
        """One channel. Raises Refused with TARGET_GONE when there is none, or the bot may not see it."""
        answer = await self._slack.call(workspace, "conversations.info", channel=channel)
        return _channel(answer["channel"], workspace)

    async def join(self, workspace: str, channel: str) -> ChannelFacts:
        """Enter a public channel, so that the bot can post there; nothing happens when it is in already."""
        answer = await self._slack.call(workspace, "conversations.join", channel=channel)
        return _channel(answer["channel"], workspace)

    async def direct_message(self, workspace: str, person: str) -> str:
        """The id (D…) of the conversation between the bot and a person."""
        answer = await self._slack.call(workspace, "conversations.open", users=person)
        return str(answer["channel"]["id"])

    async def permalink(self, workspace: str, channel: str, ts: str) -> str:
        """The address of a message."""
        answer = await self._slack.call(workspace, "chat.getPermalink", channel=channel, message_ts=ts)
        return str(answer["permalink"])

    async def replies(
        self,
        workspace: str,
        channel: str,
        ts: str,
        *,
        oldest: str | None = None,
        latest: str | None = None,
        cursor: str | None = None,
    ) -> tuple[Sequence[dict[str, Any]], str | None]:
        """A page of a thread, as Slack shows it, the first message first; and the cursor of the next, if there is one.

        `ts` is that of any message in it; `oldest` and `latest` (both included) that of the first and last to be read.
        """
        where = {"channel": channel, "ts": ts, "oldest": oldest, "latest": latest, "cursor": cursor}
        answer = await self._slack.call(
            workspace, "conversations.replies", limit=PAGE, inclusive=True if oldest else None, **where
        )
        return answer["messages"], (answer.get("response_metadata") or {}).get("next_cursor") or None

    async def _pages(self, workspace: str, method: str, **arguments: Any) -> AsyncIterator[dict[str, Any]]:
        cursor: str | None = None
        while True:
            page = await self._slack.call(workspace, method, limit=PAGE, cursor=cursor, **arguments)
            yield page
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or None
            if cursor is None:
                return


def person_from_event(user: dict[str, Any], workspace: str) -> SlackPerson:
    """The person in a `team_join` or `user_change` event, which carry what `users.info` does. Raises Unreadable."""
    with reading():
        return _person(user, workspace)


def _person(user: dict[str, Any], workspace: str) -> SlackPerson:
    profile = user.get("profile") or {}
    team = user.get("team_id") or profile.get("team") or workspace
    return SlackPerson(
        id=text(user["id"]),
        name=text_if(user.get("name")) or "",
        real_name=text_if(profile.get("real_name") or user.get("real_name")) or "",
        display_name=text_if(profile.get("display_name")) or "",
        team=team,
        zone=text_if(user.get("tz")) or "UTC",
        locale=text_if(user.get("locale")),
        email=text_if(profile.get("email")),
        is_bot=bool(user.get("is_bot")) or user["id"] == "USLACKBOT",
        is_guest=bool(user.get("is_restricted") or user.get("is_ultra_restricted")),
        is_outsider=bool(user.get("is_stranger")) or not _same_company(user, team, workspace),
        is_admin=bool(user.get("is_admin")),
        is_owner=bool(user.get("is_owner")),
        deleted=bool(user.get("deleted")),
    )


def _same_company(user: dict[str, Any], team: str, workspace: str) -> bool:
    """In an Enterprise organisation people of a sister workspace are colleagues too."""
    return team == workspace or workspace in ((user.get("enterprise_user") or {}).get("teams") or ())


def _channel(channel: dict[str, Any], workspace: str) -> ChannelFacts:
    others = set(channel.get("shared_team_ids") or ()) - {workspace}
    shared_inside = channel.get("is_org_shared") and not channel.get("is_ext_shared")
    return ChannelFacts(
        id=channel["id"],
        name=channel.get("name", ""),
        is_private=bool(channel.get("is_private") or channel.get("is_im") or channel.get("is_mpim")),
        is_archived=bool(channel.get("is_archived")),
        is_shared=bool(
            channel.get("is_ext_shared") or channel.get("is_pending_ext_shared") or (others and not shared_inside)
        ),
        is_member=bool(channel.get("is_member") or channel.get("is_im")),
        is_general=bool(channel.get("is_general")),
    )
