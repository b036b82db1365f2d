"""The firm of the nudges, with all that asks again and welcomes back."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from bot.colleagues.events import ColleagueGone
from bot.colleagues.service import BRIEF, join_brief
from bot.customers.events import ConsentHeard
from bot.customers.models import Customer
from bot.customers.values import Consent
from bot.departures.events import DepartureLogged, StageChanged, StepUndone
from bot.departures.models import Departure
from bot.interviews.models import Finding, Interview
from bot.interviews.values import InterviewState
from bot.nudges import service as nudging
from bot.nudges.jobs import HANDLERS as NUDGING
from bot.winback import service as winning
from bot.winback import timeline as asking_again
from bot.winback.jobs import HANDLERS
from bot.winback.models import Ask, CareCheck, Digest, DigestItem, Return
from bot.winback.service import wording
from bot.work.parts import Handler, at_once, nothing
from bot.work.unit import Unit
from tests.nudges.support import ANA, LEE, MAYA, OMAR, REACTIONS, Firm, firm_on

FIRST_MONDAY = datetime(2026, 3, 9, 9, tzinfo=UTC)
"""Ten in the morning for Ana, the admin, who is in Berlin."""
LONG_AGO = date(2025, 3, 2)
"""A year before: long enough that they may be asked again."""


@asynccontextmanager
async def winning_firm(url: str, *, all_away: bool = False) -> AsyncIterator[Firm]:
    """The firm with a channel in which Maya, Omar, Ana and Lee are, and its digests planned.

    `all_away`: nobody is there to be told, so whatever can wait goes on waiting for a brief.
    """
    reactions = {
        **REACTIONS,
        DepartureLogged: [*REACTIONS[DepartureLogged], winning.follow_log],
        StageChanged: [*REACTIONS[StageChanged], winning.follow_move],
        StepUndone: [winning.follow_undo],
        ConsentHeard: [*REACTIONS[ConsentHeard], winning.hear_no],
        ColleagueGone: [*REACTIONS[ColleagueGone], winning.let_go_of, winning.pass_on_care],
    }
    briefs: dict[str, Handler] = {BRIEF: Handler(act=nothing)} if all_away else {}
    async with firm_on(
        url,
        reactions,
        {**NUDGING, **HANDLERS, **briefs},
        {**nudging.CARDS, **winning.CARDS},
        roles_in=[nudging.roles_in, winning.roles_in],
        card_lines=[nudging.card_lines, winning.card_lines],
        timeline=[asking_again.timeline],
        letters=winning.LETTERS,
        prompt=join_brief if all_away else at_once,
    ) as firm:
        await firm.has_channel(MAYA, OMAR, ANA, LEE)
        await firm(winning.plan_digest)
        yield firm


async def digests(firm: Firm) -> Sequence[Digest]:
    """All digests, oldest first."""
    return await firm(lambda unit: unit.all(select(Digest).order_by(Digest.at)))


async def items(firm: Firm, digest: Digest) -> Sequence[DigestItem]:
    """The places of a digest."""
    query = select(DigestItem).where(DigestItem.digest == digest.id).order_by(DigestItem.place)
    return await firm(lambda unit: unit.all(query))


async def newest_items(firm: Firm) -> Sequence[DigestItem]:
    """The places of the newest digest."""
    return await items(firm, (await digests(firm))[-1])


async def item_of(firm: Firm, departure: str) -> DigestItem:
    """The place of a customer in the newest digest."""
    return next(one for one in await newest_items(firm) if one.departure == departure)


async def only_ask(firm: Firm) -> Ask:
    """The one ask that there is."""
    (ask,) = await firm(lambda unit: unit.all(select(Ask)))
    return ask


async def only_return(firm: Firm) -> Return:
    """The one return that there is."""
    (came_back,) = await firm(lambda unit: unit.all(select(Return)))
    return came_back


async def checks(firm: Firm) -> Sequence[CareCheck]:
    """The looks at returned customers, by their day."""
    return await firm(lambda unit: unit.all(select(CareCheck).order_by(CareCheck.due, CareCheck.id)))


async def worth(firm: Firm, departure: str, value: int) -> None:
    """Say what a customer was worth a year."""

    def say(unit: Unit) -> None:
        customer = unit.need(Customer, unit.need(Departure, departure).customer)
        customer.value, customer.currency = Decimal(value), "USD"

    await firm(say)


async def interviewed(firm: Firm, departure: str, reason: str, by: str = LEE, **more: Any) -> None:
    """The exit interview was held, and found a reason."""

    def file(unit: Unit) -> None:
        interview = unit.add(
            Interview(departure=departure, state=InterviewState.held, interviewer=by, held_at=unit.now, turns=0)
        )
        unit.session.flush()
        finding = {"said": "…", "reason": reason, "filed_by": by, "filed_at": unit.now, "consent": Consent.yes} | more
        unit.add(Finding(interview=interview.id, **finding))

    await firm(file)


async def claimed(firm: Firm, by: str = LEE, **answers: object) -> str:
    """A customer whom somebody has taken up to ask; the departure's id."""
    acme = await firm.loses("Acme", happened=LONG_AGO, contact="Hana Fields, +1 555 0100", **answers)
    await firm.passes(days=7)
    await firm(winning.claim, by, (await item_of(firm, acme)).id)
    return acme


async def letter(firm: Firm) -> str:
    """The words to the customer, of the one ask that there is."""
    ask = await only_ask(firm)
    return (await firm(wording.words_opening, ask.by, ask.id)).body


def today(firm: Firm) -> date:
    """The day on the clock."""
    return firm.clock.moment.date()
