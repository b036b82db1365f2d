"""A workspace's settings, and the record of who did what."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from sqlalchemy import Connection, Index, event, false
from sqlalchemy.orm import Mapped, Mapper, mapped_column

from bot.store.base import Base, Tenant
from bot.store.types import Words
from bot.workspace.roles import Reach
from bot.workspace.values import Pool, Unanswered


class WorkspaceSettings(Tenant):
    """One row per workspace; its id is always `settings`.

    `zone` (an IANA name; an admin's where it is empty), `digest_weekday` (0 is Monday) and `digest_hour`
    say when the channel is told whom to ask again. A departure of a customer worth less a year than
    `light_below` or `record_below` (both in `amounts_in`, ISO 4217) is followed up less, or not at all.
    `people_read_at` is when Slack last told us of everybody.

    Of `interview_pool` nobody is asked to hold more than `most_interviews` at a time; who dealt with a customer only
    longer than `long_ago_years` ago counts as acquainted. `frank_reader` may read what is not for the owner. With `keep_threads`
    what is said in the threads of cards goes into the folders, as `threads_chosen_by` wanted. `numbers_from` is asked each
    month for the numbers that no departure says.

    Without a `digest_channel` or an `alerts_channel` the channel of departures hears of it; `digest_people` hear whom to ask
    again besides, or with `digest_people_alone` instead. `work_days` ("01234" is Monday
    to Friday) are those of the firm; without them the ones that are usual in its `country`. Kept are, in years,
    the folders of customers with whom nothing happens any more (`keep_folders`), the record of who did what
    (`keep_records`) and what is not for the owner (`keep_frank`); and in days what the bot's own messages said
    (`keep_sent`). 0 is for ever. Each setting that begins with `who_` says how far a deed reaches (see `roles`);
    `export_by_admins` said so of one before, and is read no more.
    """

    __tablename__ = "workspace_settings"

    departures_channel: Mapped[str | None]
    channel_chosen_by: Mapped[str | None]
    show_amounts: Mapped[bool] = mapped_column(default=False)
    country: Mapped[str | None]
    unanswered: Mapped[Unanswered] = mapped_column(default=Unanswered.check_in_once)
    zone: Mapped[str | None]
    digest_weekday: Mapped[int] = mapped_column(default=0)
    digest_hour: Mapped[int] = mapped_column(default=10)
    light_below: Mapped[Decimal | None]
    record_below: Mapped[Decimal | None]
    amounts_in: Mapped[str | None]
    people_read_at: Mapped[datetime | None]
    interview_pool: Mapped[Pool] = mapped_column(default=Pool.everybody, server_default=Pool.everybody.value)
    pool_people: Mapped[list[str]] = mapped_column(default=list, server_default="[]")
    pool_group: Mapped[str | None]
    most_interviews: Mapped[int] = mapped_column(default=2, server_default="2")
    long_ago_years: Mapped[int] = mapped_column(default=3, server_default="3")
    frank_reader: Mapped[str | None]
    keep_threads: Mapped[bool] = mapped_column(default=False, server_default=false())
    threads_chosen_by: Mapped[str | None]
    numbers_from: Mapped[str | None]
    digest_channel: Mapped[str | None]
    digest_people: Mapped[list[str]] = mapped_column(default=list, server_default="[]")
    digest_people_alone: Mapped[bool] = mapped_column(default=False, server_default=false())
    alerts_channel: Mapped[str | None]
    work_days: Mapped[str | None]
    keep_folders: Mapped[int] = mapped_column(default=6, server_default="6")
    keep_records: Mapped[int] = mapped_column(default=3, server_default="3")
    keep_frank: Mapped[int] = mapped_column(default=3, server_default="3")
    keep_sent: Mapped[int] = mapped_column(default=90, server_default="90")
    export_by_admins: Mapped[bool] = mapped_column(default=False, server_default=false())
    who_logs: Mapped[Reach] = mapped_column(default=Reach.everybody, server_default=Reach.everybody.value)
    who_reads_report: Mapped[Reach] = mapped_column(default=Reach.everybody, server_default=Reach.everybody.value)
    who_sees_folders: Mapped[Reach] = mapped_column(default=Reach.circle, server_default=Reach.circle.value)
    who_takes_folders: Mapped[Reach] = mapped_column(default=Reach.circle, server_default=Reach.circle.value)
    who_moves: Mapped[Reach] = mapped_column(default=Reach.circle, server_default=Reach.circle.value)
    who_asks_again: Mapped[Reach] = mapped_column(default=Reach.circle, server_default=Reach.circle.value)
    who_merges: Mapped[Reach] = mapped_column(default=Reach.owners, server_default=Reach.owners.value)


class OwnLetter(Tenant):
    """The workspace's own words for a letter to customers; its id is the kind of letter. Without a row we write our own."""

    __tablename__ = "own_letters"

    subject: Mapped[str] = mapped_column(Words)
    body: Mapped[str] = mapped_column(Words)
    changed_by: Mapped[str]
    changed_at: Mapped[datetime]


class AuditEntry(Tenant):
    """Who did what to what, and when. Append-only, without any customer's words.

    `what` is an id, or the name of a setting; of a setting `before` and `after` say what was chosen, where that is nobody's
    own words; `called_before` and `called_after` what something of the workspace's own was called, and is. The database itself
    refuses to change a row, and to delete one of the last year (see the migration).
    """

    __tablename__ = "audit"
    __table_args__ = (Index("ix_audit_at", "workspace", "at", "id"),)

    at: Mapped[datetime]
    who: Mapped[str]
    did: Mapped[str]
    what: Mapped[str]
    before: Mapped[str | None]
    after: Mapped[str | None]
    called_before: Mapped[str | None] = mapped_column(Words)
    called_after: Mapped[str | None] = mapped_column(Words)


class OnlyAddedTo(RuntimeError):
    """Somebody tried to change what was written down of who did what."""


@event.listens_for(AuditEntry, "before_update")
@event.listens_for(AuditEntry, "before_delete")
def _refuse(mapper: Mapper[AuditEntry], connection: Connection, entry: AuditEntry) -> None:
    del mapper, connection
    raise OnlyAddedTo(entry.id)


class Installed(Base):
    """The app as one workspace has it by OAuth: one row for each, its tokens sealed like words. Not a part of what a
    workspace keeps: an export leaves it out, and whoever looks for it does so across workspaces.

    `token` is None once Slack does not let us in any more. With token rotation it ends at `expires`, and is renewed from
    `renew_at` on with `refresh`, by whoever holds the `lease` (by the real clock). `version` is another with each change.
    """

    __tablename__ = "installs"

    workspace: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    url: Mapped[str]
    app: Mapped[str]
    bot_id: Mapped[str]
    bot_user: Mapped[str]
    token: Mapped[str | None] = mapped_column(Words)
    refresh: Mapped[str | None] = mapped_column(Words)
    scopes: Mapped[str]
    installed_by: Mapped[str]
    installed_at: Mapped[datetime]
    expires: Mapped[datetime | None]
    renew_at: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    lease: Mapped[str | None]
    leased_until: Mapped[datetime | None]
    version: Mapped[str]


class InstallState(Base):
    """That somebody began to install the app, until they come back from Slack, once. Its id is a hash of what they carry."""

    __tablename__ = "install_states"

    id: Mapped[str] = mapped_column(primary_key=True)
    until: Mapped[datetime]
