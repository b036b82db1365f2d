"""A workspace's settings, and the record of who did what."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from bot.store.base import Tenant


class WorkspaceSettings(Tenant):
    """One row per workspace; its id is always `settings`."""

    __tablename__ = "workspace_settings"

    departures_channel: Mapped[str | None]
    channel_chosen_by: Mapped[str | None]
    show_amounts: Mapped[bool] = mapped_column(default=False)
    country: Mapped[str | None]


class AuditEntry(Tenant):
    """Who did what to what, and when. Append-only, without any customer's words."""

    __tablename__ = "audit"

    at: Mapped[datetime]
    who: Mapped[str]
    did: Mapped[str]
    what: Mapped[str]
