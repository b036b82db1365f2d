"""Samples: what an admin is told of the installation."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.checkup import blocks
from bot.checkup.values import Check, Kept, Readable
from bot.demo.gallery.cast import NOW
from bot.demo.gallery.sample import replied, shown, worded
from bot.slack.methods import OPTIONAL, scopes
from bot.work.values import Troubles
from bot.workspace.service import OWN_PLACES
from bot.workspace.values import CARDS_PLACE, ChannelTrouble

_QUIET = Troubles({}, 0, None)


def _kept(heard: Mapping[str, datetime], *, pressed: bool = True) -> Kept:
    return Kept({}, _QUIET, heard, NOW - timedelta(hours=1) if pressed else None)


def _well() -> list[Check]:
    return [
        blocks.token_well("Fernhill"),
        blocks.scopes_check(scopes()),
        blocks.events_check(_kept({"app_home_opened": NOW}), NOW),
        blocks.channel_well("departures", (CARDS_PLACE,)),
        blocks.channel_well("sales", OWN_PLACES),
        blocks.clock_check(timedelta(seconds=2)),
        blocks.work_check(_QUIET),
        blocks.storage_well("PostgreSQL"),
        blocks.schema_check(is_newest=True),
        blocks.key_check(Readable(12, 0), has_key=True),
    ]


def _fresh() -> list[Check]:
    return [
        blocks.token_well("Fernhill"),
        blocks.scopes_check(scopes() - OPTIONAL),
        blocks.events_check(_kept({}, pressed=False), NOW),
        blocks.no_channel(),
        blocks.clock_unknown(),
        blocks.key_check(Readable(0, 0), has_key=False),
    ]


def _unused() -> Check:
    return blocks.events_check(_kept({"app_home_opened": NOW - timedelta(days=8)}, pressed=False), NOW)


def _wrong() -> list[Check]:
    return [
        blocks.scopes_check(scopes() - {"chat:write"}),
        blocks.events_check(_kept({"app_home_opened": NOW - timedelta(days=8)}), NOW),
        blocks.events_check(_kept({}), NOW),
        *(blocks.channel_wrong("departures", why, (CARDS_PLACE,)) for why in ChannelTrouble),
        *(blocks.channel_wrong("sales", why, (OWN_PLACES[0],)) for why in (ChannelTrouble.archived, ChannelTrouble.not_inside)),
        blocks.channel_unasked("ratelimited", (OWN_PLACES[1],)),
        blocks.clock_check(timedelta(minutes=7)),
        blocks.clock_check(timedelta(minutes=-7)),
        blocks.work_check(Troubles({"is_archived": 2}, 3, "token_revoked")),
        blocks.schema_check(is_newest=False),
        blocks.key_unfit(),
        blocks.key_check(Readable(12, 3), has_key=True),
    ]


def _refused() -> list[Check]:
    codes = ("invalid_auth", "token_revoked", "token_expired", "account_inactive", "auth.test: TimeoutError")
    return [blocks.token_refused(code) for code in codes]


SAMPLES = (
    shown("all is well", blocks.checks_view, _well(), about="The installation"),
    shown("it has just begun", blocks.checks_view, _fresh(), about="The installation"),
    shown("nobody has used it for a week", blocks.checks_view, [_unused()], about="The installation"),
    shown("everything that can be wrong", blocks.checks_view, _wrong(), about="The installation"),
    shown("one thing is wrong", blocks.checks_view, [*_well(), _wrong()[0]], about="The installation"),
    shown("Slack lets nobody in", blocks.checks_view, _refused(), about="The installation"),
    replied("somebody who is no admin", blocks.may_not_look),
)
SENTENCES = (worded("in an admin's Home", blocks.look_words),)
