"""What is asked of Slack and of the database, to know whether all is well; what depends on something broken is left out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from bot.checkup import blocks
from bot.checkup.service import has_newest_schema, kept_of, readable
from bot.checkup.values import Check, Kept
from bot.slack.client import Slack
from bot.slack.directory import Directory
from bot.slack.errors import End, Refused, SlackError
from bot.store.types import cipher_of
from bot.work.clock import real_now
from bot.work.deps import Deps
from bot.workspace.service import trouble_with
from bot.workspace.values import CARDS_PLACE, ChannelTrouble


async def look_inside(deps: Deps, workspace: str) -> list[Check]:
    """Everything that the running bot can look at in its workspace, for an admin."""
    database = deps.unit.database
    kept = await deps.unit(workspace, kept_of)
    checks = await look_into_slack(deps.slack, deps.directory, workspace, kept, deps.clock.now())
    return [
        *checks,
        blocks.storage_well(database.name),
        *await database.run(lambda session: look_into_rows(session, deps.settings.words_keys)),
    ]


async def look_into_slack(slack: Slack, directory: Directory, workspace: str, kept: Kept | None, now: datetime) -> list[Check]:
    """The token, and with it everything that Slack says. `now` is the clock that the rows in the database go by.

    Where the rows cannot be read (`kept` is None) nothing is said of what only they can tell.
    """
    try:
        introduced = await slack.introduced(workspace)
    except SlackError as trouble:
        return [blocks.token_refused(_code(trouble))]
    itself = [blocks.token_well(introduced.name), blocks.scopes_check(introduced.scopes)]
    clock = blocks.clock_unknown() if introduced.at is None else blocks.clock_check(real_now() - introduced.at)
    if kept is None:
        return [*itself, clock]
    return [
        *itself,
        blocks.events_check(kept, now),
        *[await _channel(directory, workspace, one, uses) for one, uses in kept.channels.items()],
        *([] if any(CARDS_PLACE in uses for uses in kept.channels.values()) else [blocks.no_channel()]),
        clock,
        blocks.work_check(kept.troubles),
    ]


def look_into_rows(session: Session, keys: Sequence[str]) -> list[Check]:
    """The schema, and whether the keys open what is kept."""
    schema = blocks.schema_check(is_newest=has_newest_schema(session))
    try:
        cipher = cipher_of(keys)
    except ValueError:
        return [schema, blocks.key_unfit()]
    if not schema.well:
        return [schema]
    return [schema, blocks.key_check(readable(session, cipher), has_key=cipher is not None)]


async def _channel(directory: Directory, workspace: str, channel: str, uses: Sequence[str]) -> Check:
    try:
        facts = await directory.channel(workspace, channel)
    except SlackError as trouble:
        if isinstance(trouble, Refused) and trouble.end is End.TARGET_GONE:
            return blocks.channel_wrong("", ChannelTrouble.unseen, uses)
        return blocks.channel_unasked(_code(trouble), uses)
    why = trouble_with(facts) or (None if facts.is_member else ChannelTrouble.not_inside)
    return blocks.channel_well(facts.name, uses) if why is None else blocks.channel_wrong(facts.name, why, uses)


def _code(trouble: SlackError) -> str:
    return trouble.code if isinstance(trouble, Refused) else str(trouble)
