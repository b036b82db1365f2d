"""Slack comes in: somebody opens the Home tab, or takes the first steps."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from weakref import WeakValueDictionary

from bot.colleagues.listeners import refusal, standing_of
from bot.colleagues.service import colleague
from bot.home import blocks, practising
from bot.home.blocks.onboarding import asked_so_far
from bot.home.service import ahead_of, lead, open_home, see_home, welcome
from bot.home.service.onboarding import take_digest, take_pool, take_up
from bot.slack.answers import Answer, Errors, Push, Show
from bot.slack.door import Door
from bot.slack.kit import View, escape, message
from bot.slack.request import Request
from bot.winback.listeners.hearing import refusal as not_heard
from bot.words import locale
from bot.work.deps import Deps
from bot.work.unit import Unit
from bot.workspace import blocks as choices_on_screen
from bot.workspace.blocks import chosen_channel, keeps_threads, parse_hearing, parse_pool
from bot.workspace.listeners import enter
from bot.workspace.roles import Role
from bot.workspace.service import are_of_the_firm, choose_first, choosing
from bot.workspace.values import FirstChoice, Outcome

_turns: WeakValueDictionary[tuple[str, str], asyncio.Lock] = WeakValueDictionary()


def register(door: Door, deps: Deps) -> None:
    """Answer the opening of Home, and the first steps."""
    here = _Here(deps)
    door.event("app_home_opened", here.opened)
    door.press(blocks.AHEAD, here.look_ahead)
    door.press(choices_on_screen.SET_UP, here.go_on)
    door.submission(blocks.CHANNEL_STEP, here.take_channel)
    door.submission(blocks.POOL_STEP, here.take_pool)
    door.submission(blocks.DIGEST_STEP, here.take_digest)
    practising.register(door, deps)


async def publish(deps: Deps, workspace: str, person: str, *, opened: bool = False) -> None:
    """Show somebody their Home as it is now; of two at a time the newer one stays."""
    async with _turns.setdefault((workspace, person), asyncio.Lock()):
        view = await draw(deps, workspace, person, opened=opened)
        await deps.slack.call(workspace, "views.publish", user_id=person, view=view.payload)


async def draw(deps: Deps, workspace: str, person: str, *, opened: bool = False) -> View:
    """A person's Home as it is now. Somebody who is not a colleague learns that, and nothing else."""
    roles = await standing_of(deps, workspace, person)
    if Role.member not in roles:
        return blocks.closed_home(await refusal(deps, workspace, roles))
    await speak_to(deps, workspace, person)
    return blocks.colleague_home(await deps.unit(workspace, open_home if opened else see_home, person))


async def speak_to(deps: Deps, workspace: str, person: str) -> None:
    """From here on what is written in this task is in that person's language."""
    locale.set(await deps.unit(workspace, _language, person))


@dataclass(frozen=True)
class _Here:
    deps: Deps

    async def opened(self, request: Request) -> None:
        if request.payload.get("tab") == "home":
            await publish(self.deps, request.workspace, request.person, opened=True)
        await self.deps.unit(request.workspace, welcome, request.person)

    async def look_ahead(self, request: Request) -> Answer:
        return Show(blocks.ahead_view(await self.deps.unit(request.workspace, ahead_of, request.person)))

    async def go_on(self, request: Request) -> Answer | None:
        await self.deps.unit(request.workspace, take_up, request.person)
        shown = await self._next(request)
        if shown is None:
            await request.reply(message(escape(blocks.not_yours())))
            return None
        return Push(shown)

    async def take_channel(self, request: Request) -> Answer | None:
        channel = chosen_channel(request.values) or ""
        trouble = await enter(self.deps, request.workspace, channel)
        if trouble is not None:
            return Errors(choices_on_screen.channel_error(trouble))
        first = FirstChoice(channel, keeps_threads(request.values))
        came = await self.deps.unit(request.workspace, choose_first, request.person, first)
        return await self._after(request, came, choices_on_screen.CHANNEL)

    async def take_pool(self, request: Request) -> Answer | None:
        asking = parse_pool(request.values)
        if isinstance(asking, dict):
            return Errors(asking)
        if not await self.deps.unit(request.workspace, are_of_the_firm, asking.people):
            return Errors({choices_on_screen.PEOPLE: choices_on_screen.strangers_in_pool()})
        now = await self.deps.unit(request.workspace, choosing, request.person)
        whole = asked_so_far(asking, now.asking)
        came = await self.deps.unit(request.workspace, take_pool, request.person, whole)
        return await self._after(request, came, choices_on_screen.WHO)

    async def take_digest(self, request: Request) -> Answer | None:
        hearing = parse_hearing(request.values)
        if isinstance(hearing, dict):
            return Errors(hearing)
        trouble = await enter(self.deps, request.workspace, hearing.channel) if hearing.channel else None
        if trouble is not None:
            return Errors(choices_on_screen.own_channel_error(choices_on_screen.DIGEST, trouble))
        came = await self.deps.unit(request.workspace, take_digest, request.person, hearing)
        if came is Outcome.strangers:
            return not_heard(came)
        return await self._after(request, came, choices_on_screen.DAY)

    async def _after(self, request: Request, came: Outcome, question: str) -> Answer | None:
        if came is Outcome.may_not:
            return Errors({question: blocks.not_yours()})
        shown = await self._next(request)
        return Show(shown) if shown else None

    async def _next(self, request: Request) -> View | None:
        """The form of the next step, or what comes after all of them; None for somebody who does not take them."""
        steps = await self.deps.unit(request.workspace, lead, request.person)
        if steps is None:
            return None
        if steps.next is None:
            return blocks.all_done_view(steps)
        chosen = await self.deps.unit(request.workspace, choosing, request.person)
        return blocks.step_view(steps.next, chosen)


def _language(unit: Unit, person: str) -> str:
    known = colleague(unit, person)
    return (known.locale if known else None) or "en"
