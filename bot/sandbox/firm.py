"""Describes a workspace before it starts: its people, channels and user groups, by plain handles and names."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Person:
    """Someone with an account; `outsider_of` names the other company they belong to (Slack Connect)."""

    handle: str
    name: str
    tz: str
    title: str = ""
    email: str = ""
    admin: bool = False
    owner: bool = False
    guest: bool = False
    outsider_of: str | None = None
    deactivated: bool = False
    bot: bool = False
    locale: str = "en-US"


@dataclass(frozen=True)
class Channel:
    """A channel and the handles in it; `shared_with` names the company it is shared with (Slack Connect)."""

    name: str
    members: tuple[str, ...] = ()
    private: bool = False
    shared_with: str | None = None
    purpose: str = ""


@dataclass(frozen=True)
class Usergroup:
    """A group that can be mentioned as one, such as @account-managers."""

    handle: str
    name: str
    members: tuple[str, ...] = ()


@dataclass(frozen=True)
class Firm:
    """A whole workspace; `domain` is the first part of its address."""

    name: str
    domain: str
    people: tuple[Person, ...]
    channels: tuple[Channel, ...] = field(default=())
    usergroups: tuple[Usergroup, ...] = field(default=())
