"""Teammates, as Slack knows them."""

from __future__ import annotations

from datetime import date, datetime, time

from sqlalchemy import Index, false
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.base import Tenant


class Colleague(Tenant):
    """A person whom Slack shows to this workspace. The id is Slack's; people of other companies are here too, marked so.

    What they chose themselves: they work on `days` ("01234" is Monday to Friday) from `starts` to `ends`, keep the holidays
    of `country` (ISO 3166) in place of the workspace's, and are not asked from `away_from` to `away_until`. Their morning brief
    comes at `brief_at`, or when they begin to work.
    """

    __tablename__ = "colleagues"

    name: Mapped[str]
    zone: Mapped[str] = mapped_column(default="UTC")
    locale: Mapped[str | None]
    is_admin: Mapped[bool] = mapped_column(default=False)
    is_bot: Mapped[bool] = mapped_column(default=False)
    is_guest: Mapped[bool] = mapped_column(default=False)
    is_outsider: Mapped[bool] = mapped_column(default=False)
    is_gone: Mapped[bool] = mapped_column(default=False)
    seen: Mapped[datetime]
    days: Mapped[str | None]
    starts: Mapped[time | None]
    ends: Mapped[time | None]
    country: Mapped[str | None]
    away_from: Mapped[date | None]
    away_until: Mapped[date | None]
    brief_at: Mapped[time | None]


class Membership(Tenant):
    """Who is in a channel that matters here: mirrored from Slack's events, and read again. The id is `channel:person`."""

    __tablename__ = "memberships"
    __table_args__ = (Index("ix_memberships_channel", "workspace", "channel"),)

    channel: Mapped[str]
    person: Mapped[str]


class BriefItem(Tenant):
    """Something that waits for a person's morning brief. `brief` is the one that told of it; its own id, where it came alone.

    What is `urgent` comes before that, if nothing else interrupted them that day.
    """

    __tablename__ = "brief_items"
    is_beside = True
    __table_args__ = (
        Index("ix_brief_items_person", "workspace", "person", "brief"),
        Index("ix_brief_items_card", "workspace", "card", "subject"),
    )

    person: Mapped[str]
    card: Mapped[str]
    subject: Mapped[str]
    added: Mapped[datetime]
    brief: Mapped[str | None]
    opened: Mapped[datetime | None]
    urgent: Mapped[bool] = mapped_column(default=False, server_default=false())


class Interruption(Tenant):
    """That a place of somebody's day is taken: that of their brief, or of the one thing more. The id is `place:person:day`."""

    __tablename__ = "interruptions"
    is_beside = True

    person: Mapped[str]
    day: Mapped[date]
    at: Mapped[datetime]


class Brief(Tenant):
    """One morning's message to one person."""

    __tablename__ = "briefs"
    is_beside = True

    person: Mapped[str]
    at: Mapped[datetime]
