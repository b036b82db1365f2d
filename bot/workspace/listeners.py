"""Slack comes in: the workspace's choices are made, and the chosen channel changes its nature."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from bot.slack.answers import Answer, Errors, Push
from bot.slack.door import Door
from bot.slack.errors import End, Refused, SlackError
from bot.slack.kit import Choice, escape, message
from bot.slack.request import Request
from bot.work.deps import Deps
from bot.work.leases import lay_to_rest
from bot.work.unit import Unit
from bot.workspace import blocks
from bot.workspace.service import (
    are_of_the_firm,
    change_asking,
    change_cards,
    change_days,
    change_keeping,
    change_limits,
    change_sizes,
    change_unanswered,
    choose_first,
    choosing,
    lose_channel,
    trouble_with,
)
from bot.workspace.values import ChannelTrouble, Choosing, FirstChoice, Outcome

T = TypeVar("T")
GROUPS_WITHIN = 1.5
"""Seconds in which Slack is to say which user groups there are, while somebody waits for their form."""

LOSING_EVENTS = {
    "channel_archive": ChannelTrouble.archived,
    "group_archive": ChannelTrouble.archived,
    "channel_deleted": ChannelTrouble.deleted,
    "group_deleted": ChannelTrouble.deleted,
    "channel_left": ChannelTrouble.not_inside,
    "group_left": ChannelTrouble.not_inside,
    "channel_shared": ChannelTrouble.shared,
}
"""Events after which a channel can no longer hold the cards. Slack tells an app that it was taken out by the `…_left` ones."""


ENDING_EVENTS = ("app_uninstalled", "tokens_revoked")
"""Events after which Slack does not let us into the workspace any more."""


def register(door: Door, deps: Deps) -> None:
    """Answer what concerns the workspace's choices."""
    here = _Here(deps)
    door.press(blocks.CHOOSE_CHANNEL, here.ask_for_channel)
    door.word("settings", here.ask_for_settings)
    door.press(blocks.SETTINGS, here.ask_for_settings)
    door.submission(blocks.CHANNEL_FORM, here.take_channel)
    door.press(blocks.CARDS, here.ask_for_cards)
    door.submission(blocks.CARDS_FORM, here.take_cards)
    door.press(blocks.DAYS, here.ask_for_days)
    door.submission(blocks.DAYS_FORM, here.take_days)
    door.press(blocks.SIZES, here.ask_for_sizes)
    door.submission(blocks.SIZES_FORM, here.take_sizes)
    door.press(blocks.UNANSWERED_ROOM, here.ask_for_unanswered)
    door.submission(blocks.UNANSWERED_FORM, here.take_unanswered)
    door.press(blocks.POOL, here.ask_for_pool)
    door.submission(blocks.POOL_FORM, here.take_pool)
    door.press(blocks.LIMITS, here.ask_for_limits)
    door.submission(blocks.LIMITS_FORM, here.take_limits)
    door.press(blocks.KEEPING, here.ask_for_keeping)
    door.submission(blocks.KEEPING_FORM, here.take_keeping)
    door.options(blocks.GROUP_OPTIONS, here.offer_groups)
    door.options(blocks.COUNTRY_OPTIONS, here.offer_countries)
    door.options(blocks.CURRENCY_OPTIONS, here.offer_currencies)
    door.options(blocks.ZONE_OPTIONS, here.offer_zones)
    for event in LOSING_EVENTS:
        door.event(event, here.hear_of_loss)
    for event in ENDING_EVENTS:
        door.event(event, here.hear_of_end)


@dataclass(frozen=True)
class _Here:
    deps: Deps

    async def ask_for_channel(self, request: Request) -> None:
        now = await self.deps.unit(request.workspace, choosing, request.person)
        if now.may_choose_channel:
            await request.open(blocks.channel_form(asks_for_threads=now.may_change_settings))
        else:
            await request.reply(message(escape(blocks.channel_taken(now.choices.departures_channel))))

    async def ask_for_settings(self, request: Request) -> None:
        now = await self.deps.unit(request.workspace, choosing, request.person)
        if now.may_change_settings:
            await request.open(blocks.settings_menu())
        elif now.may_choose_channel:
            await request.open(blocks.channel_form())
        else:
            await request.reply(blocks.settings_shown(now.choices))

    async def take_channel(self, request: Request) -> Answer | None:
        channel = blocks.chosen_channel(request.values) or ""
        first = FirstChoice(channel, blocks.keeps_threads(request.values))
        return await self._take(request, channel, choose_first, first)

    async def ask_for_cards(self, request: Request) -> Answer | None:
        now = await self._for_admin(request)
        return Push(blocks.cards_form(now.choices)) if now else None

    async def take_cards(self, request: Request) -> Answer | None:
        cards = blocks.parse_cards(request.values)
        trouble = await enter(self.deps, request.workspace, cards.alerts_channel) if cards.alerts_channel else None
        if trouble is not None:
            return Errors(blocks.own_channel_error(blocks.ALERTS, trouble))
        return await self._take(request, cards.departures_channel or "", change_cards, cards)

    async def ask_for_days(self, request: Request) -> Answer | None:
        now = await self._for_admin(request)
        return Push(blocks.days_form(now.choices)) if now else None

    async def take_days(self, request: Request) -> Answer | None:
        return await self._change(request, change_days, blocks.parse_days(request.values), blocks.COUNTRY)

    async def ask_for_sizes(self, request: Request) -> Answer | None:
        now = await self._for_admin(request)
        return Push(blocks.sizes_form(now.choices)) if now else None

    async def take_sizes(self, request: Request) -> Answer | None:
        sizes = blocks.parse_sizes(request.values)
        if isinstance(sizes, dict):
            return Errors(sizes)
        return await self._change(request, change_sizes, sizes, blocks.LIGHT_BELOW)

    async def ask_for_unanswered(self, request: Request) -> Answer | None:
        now = await self._for_admin(request)
        return Push(blocks.unanswered_form(now.unanswered)) if now else None

    async def take_unanswered(self, request: Request) -> Answer | None:
        chosen = blocks.parse_unanswered(request.values)
        return await self._change(request, change_unanswered, chosen, blocks.UNANSWERED)

    async def ask_for_pool(self, request: Request) -> Answer | None:
        now = await self._for_admin(request)
        if now is None:
            return None
        groups = await self._groups(request.workspace) if now.asking.group else ()
        name = next((one.label for one in groups if one.value == now.asking.group), None)
        return Push(blocks.pool_form(now.asking, name))

    async def take_pool(self, request: Request) -> Answer | None:
        asking = blocks.parse_pool(request.values)
        if isinstance(asking, dict):
            return Errors(asking)
        if not await self.deps.unit(request.workspace, are_of_the_firm, asking.people):
            return Errors({blocks.PEOPLE: blocks.strangers_in_pool()})
        return await self._change(request, change_asking, asking, blocks.WHO)

    async def ask_for_limits(self, request: Request) -> Answer | None:
        now = await self._for_admin(request)
        return Push(blocks.limits_form(now.limits)) if now else None

    async def take_limits(self, request: Request) -> Answer | None:
        return await self._change(request, change_limits, blocks.parse_limits(request.values), blocks.FIRST_LIMIT)

    async def ask_for_keeping(self, request: Request) -> Answer | None:
        now = await self._for_admin(request)
        return Push(blocks.keeping_form(now.keeping)) if now else None

    async def take_keeping(self, request: Request) -> Answer | None:
        return await self._change(request, change_keeping, blocks.parse_keeping(request.values), blocks.SENT)

    async def _change(
        self, request: Request, use_case: Callable[[Unit, str, T], Outcome], choice: T, question: str
    ) -> Answer | None:
        """Take a choice over; who may not is told so under that question."""
        came = await self.deps.unit(request.workspace, use_case, request.person, choice)
        return Errors({question: blocks.may_not_change()}) if came is Outcome.may_not else None

    async def _for_admin(self, request: Request) -> Choosing | None:
        """The choices for whoever may change them; anybody else is told who may."""
        now = await self.deps.unit(request.workspace, choosing, request.person)
        if now.may_change_settings:
            return now
        await request.reply(message(escape(blocks.may_not_change())))
        return None

    async def offer_groups(self, request: Request) -> Sequence[Choice]:
        return blocks.groups_offered(request.text, await self._groups(request.workspace))

    async def _groups(self, workspace: str) -> Sequence[Choice]:
        """The user groups as choices; none where Slack does not say in time, or may not."""
        try:
            async with asyncio.timeout(GROUPS_WITHIN):
                found = await self.deps.directory.groups(workspace)
        except (SlackError, TimeoutError):
            return ()
        return [Choice(one.id, f"@{one.handle} ({one.name})") for one in found]

    async def offer_zones(self, request: Request) -> Sequence[Choice]:
        return blocks.zones(request.text)

    async def offer_countries(self, request: Request) -> Sequence[Choice]:
        return blocks.countries(request.text)

    async def offer_currencies(self, request: Request) -> Sequence[Choice]:
        return blocks.currencies(request.text)

    async def hear_of_loss(self, request: Request) -> None:
        if request.channel is not None:
            why = LOSING_EVENTS[request.name]
            await self.deps.unit.once(request.once, request.workspace, lose_channel, request.channel, why)

    async def hear_of_end(self, request: Request) -> None:
        """Such an event may come late, when the app is in again: Slack is asked. And it may be about a person's token alone."""
        if request.name == "tokens_revoked" and not (request.payload.get("tokens") or {}).get("bot"):
            return
        if await self._lets_us_in(request.workspace):
            return
        await self.deps.unit.once(request.once, request.workspace, lay_to_rest, request.name)
        await self.deps.slack.installs.end(request.workspace)

    async def _lets_us_in(self, workspace: str) -> bool:
        try:
            await self.deps.slack.call(workspace, "auth.test")
        except Refused as refused:
            if refused.end is not End.WORKSPACE_GONE:
                raise
            return False
        return True

    async def _take(
        self, request: Request, channel: str, use_case: Callable[[Unit, str, T], Outcome], choice: T
    ) -> Answer | None:
        trouble = await enter(self.deps, request.workspace, channel)
        if trouble is not None:
            return Errors(blocks.channel_error(trouble))
        came = await self.deps.unit(request.workspace, use_case, request.person, choice)
        if came is Outcome.may_not:
            return Errors({blocks.CHANNEL: blocks.channel_taken(channel)})
        return None


async def enter(deps: Deps, workspace: str, channel: str) -> ChannelTrouble | None:
    """Look at a channel as Slack knows it now, and go in where that is possible; else the reason why not."""
    try:
        facts = await deps.directory.channel(workspace, channel)
        trouble = trouble_with(facts)
        if trouble is None and not facts.is_member:
            await deps.directory.join(workspace, channel)
    except Refused:
        return ChannelTrouble.unseen
    return trouble
