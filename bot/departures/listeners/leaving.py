"""Slack comes in: a departure is logged, looked at and moved; the command's own words are answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import structlog

from bot.colleagues.listeners import standing_of
from bot.colleagues.service import is_first
from bot.departures.blocks import card, form, size, usage, views
from bot.departures.blocks.sources import source_of
from bot.departures.listeners.links import link_to, permalink
from bot.departures.rules import newcomer
from bot.departures.service import (
    answer_move,
    card_place,
    choose_size,
    details_of,
    list_lost,
    log_departure,
    logger_of,
    names_in_use,
    open_about,
    open_log,
    open_move,
    open_size,
    share,
    strangers_in,
    suggest_customers,
    take_back,
    tell_about,
    understand,
)
from bot.departures.values import (
    Known,
    LogForm,
    Logged,
    LogResult,
    MayNot,
    Opening,
    Outcome,
    Rejected,
    Source,
    Stage,
    Thanked,
    Unclear,
)
from bot.slack.answers import Answer, Clear, Errors, Push, Show
from bot.slack.door import Door
from bot.slack.errors import SlackError
from bot.slack.kit import Choice, escape, message
from bot.slack.request import Request
from bot.work.deps import Deps

log = structlog.get_logger(__name__)

COMMANDS = usage.COMMANDS
WORRIED = "worried"
WORRIED_MESSAGE = "worried_message"


def register(door: Door, deps: Deps, commands: Sequence[usage.Command] = COMMANDS) -> None:
    """Answer what concerns departures. `commands` are the words of all stages, for help and for misspelt ones."""
    here = _Here(deps, commands)
    door.otherwise(here.log, only_looks=True)
    door.word("help", here.help)
    door.word("list", here.list)
    door.shortcut(WORRIED, here.worry)
    door.message_shortcut(WORRIED_MESSAGE, here.worry_over_message)
    door.press(usage.LOG_ANYWAY, here.log_anyway)
    door.options(form.FIND_CUSTOMER, here.offer_customers)
    door.options(form.FIND_KNOWN, here.offer_known_customers)
    door.submission(form.LOG_FORM, here.take_log)
    door.press(form.STAGE, here.ask_otherwise)
    door.press(form.QUIET, here.let_pass)
    door.press(card.MOVE, here.ask_to_move)
    door.submission(views.MOVE_FORM, here.take_move)
    door.press(card.SHARE, here.take_share)
    door.press(card.DETAILS, here.show_details)
    door.press(views.UNDO, here.undo)
    door.press(size.SIZE, here.ask_for_size)
    door.submission(size.SIZE_FORM, here.take_size)
    door.press(size.ABOUT, here.ask_about)
    door.submission(size.ABOUT_FORM, here.take_about)


@dataclass(frozen=True)
class _Here:
    deps: Deps
    commands: Sequence[usage.Command]

    async def help(self, request: Request) -> None:
        await request.reply(usage.help_message(self.commands))

    async def list(self, request: Request) -> None:
        lost = await self.deps.unit(request.workspace, list_lost, request.person)
        if isinstance(lost, MayNot):
            await request.reply(message(escape(views.may_not_log())))
        else:
            await request.reply(usage.list_message(lost))

    async def log(self, request: Request) -> Answer | None:
        """The form, of which the gate has kept nothing; what is answered in words instead is answered once."""
        opening = await self._understood(request)
        if isinstance(opening, Opening):
            return Show(form.log_form(opening))
        if not await self.deps.unit(request.workspace, is_first, request.trigger or ""):
            return None
        if isinstance(opening, Unclear):
            await request.reply(usage.unclear_message(opening, self.commands))
            return None
        return await self._open(request, opening)

    async def log_anyway(self, request: Request) -> Answer | None:
        name = str(request.value.get("n", ""))
        return await self._open(request, await self.deps.unit(request.workspace, open_log, request.person, name))

    async def worry(self, request: Request) -> Answer | None:
        opening = await self.deps.unit(request.workspace, open_log, request.person)
        return await self._open(request, opening, stage=Stage.at_risk, quiet=True)

    async def worry_over_message(self, request: Request) -> Answer | None:
        opening = await self.deps.unit(request.workspace, open_log, request.person)
        seen = request.message
        source = Source(seen.text, seen.channel, seen.ts) if seen else None
        return await self._open(request, opening, stage=Stage.at_risk, quiet=True, source=source)

    async def offer_customers(self, request: Request) -> Sequence[Choice]:
        found, is_known = await self.deps.unit(request.workspace, suggest_customers, request.person, request.text)
        return form.customer_choices(request.text, found, is_known=is_known)

    async def offer_known_customers(self, request: Request) -> Sequence[Choice]:
        found, _is_known = await self.deps.unit(request.workspace, suggest_customers, request.person, request.text)
        return form.customer_choices(request.text, found, is_known=True)

    async def ask_otherwise(self, request: Request) -> Answer | None:
        return Show(form.log_form_again(request.values, request.metadata))

    async def let_pass(self, request: Request) -> None:
        """A choice in a form means nothing before the form is sent."""
        del request

    async def take_log(self, request: Request) -> Answer | None:
        logged = form.parse_log_form(request.values, request.metadata)
        if not isinstance(logged, LogForm):
            return Errors(form.problem_words(logged))
        link = await link_to(self.deps, request.workspace, source_of(request.metadata))
        logged = replace(logged, source_link=link)
        for stranger in await self.deps.unit(request.workspace, strangers_in, logged):
            await standing_of(self.deps, request.workspace, stranger)
        result = await self.deps.unit(request.workspace, log_departure, request.person, logged, request.once)
        return await self._answer(request, result)

    async def ask_to_move(self, request: Request) -> Answer | None:
        found = await self.deps.unit(request.workspace, open_move, request.person, _departure(request))
        if isinstance(found, Outcome):
            return await _refuse(request, found)
        return Push(views.move_form(*found))

    async def take_move(self, request: Request) -> Answer | None:
        moved = views.parse_move_form(request.values, request.metadata)
        result = await self.deps.unit(request.workspace, answer_move, request.person, moved, request.once)
        if isinstance(result, Rejected):
            return Errors(views.move_problem_words(result.problems))
        # what lies below says where it stood before
        return Clear() if result is Outcome.done else Show(views.outcome_view(result))

    async def take_share(self, request: Request) -> Answer | None:
        came = await self.deps.unit.once(request.once, request.workspace, share, request.person, _departure(request))
        return None if came in (None, Outcome.done) else await _refuse(request, came)

    async def show_details(self, request: Request) -> Answer | None:
        details = await self.deps.unit(request.workspace, details_of, request.person, _departure(request))
        if details is None:
            return await _refuse(request, Outcome.may_not)
        return Push(views.details_view(details))

    async def undo(self, request: Request) -> Answer | None:
        which, step = _departure(request), str(request.value.get("s", ""))
        came = await self.deps.unit.once(request.once, request.workspace, take_back, request.person, which, step)
        if came not in (None, Outcome.done):
            return await _refuse(request, came)
        details = await self.deps.unit(request.workspace, details_of, request.person, which)
        return Show(views.details_view(details)) if details else None

    async def ask_for_size(self, request: Request) -> Answer | None:
        found = await self.deps.unit(request.workspace, open_size, request.person, _departure(request))
        return await _refuse(request, found) if isinstance(found, Outcome) else Push(size.size_form(found))

    async def take_size(self, request: Request) -> Answer | None:
        chosen, which = size.parse_size(request.values), str(request.metadata["d"])
        if chosen is None:
            return None
        came = await self.deps.unit.once(request.once, request.workspace, choose_size, request.person, which, chosen)
        if came not in (None, Outcome.done):
            return Show(views.outcome_view(came))
        await self._draw_below(request, which)
        return None

    async def ask_about(self, request: Request) -> Answer | None:
        found = await self.deps.unit(request.workspace, open_about, request.person, _departure(request))
        return await _refuse(request, found) if isinstance(found, Outcome) else Push(size.about_form(found))

    async def take_about(self, request: Request) -> Answer | None:
        form, which = size.parse_about(request.values), str(request.metadata["d"])
        if isinstance(form, dict):
            return Errors(form)
        result = await self.deps.unit(request.workspace, tell_about, request.person, which, form)
        if isinstance(result, Rejected):
            return Errors(size.about_problem_words(result.problems))
        if result is not Outcome.done:
            return Show(views.outcome_view(result))
        await self._draw_below(request, which)
        return None

    async def _draw_below(self, request: Request, which: str) -> None:
        """The details on which the form lies say what was saved in it."""
        details = await self.deps.unit(request.workspace, details_of, request.person, which) if request.below else None
        if details is None:
            return
        try:
            await request.update(views.details_view(details), request.below)
        except SlackError as error:  # it is saved: they may have closed the details, and open them anew
            log.info("details not drawn again", workspace=request.workspace, error=type(error).__name__)

    async def _understood(self, request: Request) -> Opening | Unclear | MayNot:
        """What was typed means: somebody new, by what is known already, or whatever this person may see of those who are here."""
        words = tuple(word for word, *_rest in self.commands)
        logger = await self.deps.unit.glance(request.workspace, logger_of, request.person)
        in_use = await self.deps.unit.glance(request.workspace, names_in_use)
        if logger.may_log and in_use is not None:
            opening = newcomer(request.text, self.deps.clock.now().astimezone(logger.zone).date(), words, in_use)
            if opening is not None:
                return opening
        return await self.deps.unit(request.workspace, understand, request.person, request.text, words)

    async def _open(
        self,
        request: Request,
        opening: Opening | MayNot,
        *,
        stage: Stage = Stage.left,
        quiet: bool = False,
        source: Source | None = None,
    ) -> Answer | None:
        if isinstance(opening, MayNot):
            await request.reply(message(escape(views.may_not_log())))
            return None
        return Show(form.log_form(opening, stage=stage, quiet=quiet, source=source))

    async def _answer(self, request: Request, result: LogResult) -> Answer | None:
        match result:
            case Rejected(problems):
                return Errors(form.problem_words(problems))
            case MayNot():
                return Errors({form.CUSTOMER: views.may_not_log()})
            case Known(facts):
                place = await self.deps.unit(request.workspace, card_place, facts.id)
                link = await permalink(self.deps, request.workspace, *place) if place else None
                return Show(views.known_view(result, link))
            case Thanked(customer) | Logged(customer=customer, shown_to_logger=False):
                return Show(views.thanks_view(customer))
            case _:
                return None


async def _refuse(request: Request, outcome: Outcome) -> Answer | None:
    """Kindly and privately; in a view by another on top of it, since a view has no place for a message."""
    if request.view is not None:
        return Push(views.outcome_view(outcome))
    await request.reply(views.outcome_message(outcome))
    return None


def _departure(request: Request) -> str:
    return str(request.value.get("d", ""))
