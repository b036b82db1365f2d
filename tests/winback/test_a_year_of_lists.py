"""A year of a firm with 200 lost customers, week by week, beside a plain model of whom the channel is told of."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

import pytest

from bot.customers.values import Consent, TouchKind
from bot.winback import service as winning
from bot.winback.jobs import HANDLERS
from bot.winback.values import Answer, AskedForm
from tests.nudges.support import ANA, LEE, MAYA, OMAR, Firm, firm_on
from tests.winback.support import digests, newest_items

MANY = 200
WEEKS = 52
QUARTER = timedelta(days=90)
SIX_WEEKS = timedelta(days=42)


@dataclass
class Plain:
    """What a list on paper would say of one customer."""

    left: date
    seen: datetime | None = None
    stirred: datetime | None = None
    """When something last happened that speaks for them."""
    rests_until: date | None = None
    in_peace: bool = False
    said_no: bool = False
    was_asked: bool = False

    def may_be_asked(self, today: date) -> bool:
        resting = self.rests_until is not None and today < self.rests_until
        return not (self.in_peace or self.said_no or resting or today - self.left < SIX_WEEKS)

    def is_worth_telling(self, now: datetime) -> bool:
        if self.seen is None:
            return True
        if self.stirred is not None and self.stirred > self.seen:
            return True
        if self.rests_until is not None and self.seen.date() < self.rests_until <= now.date():
            return True
        return now.date() - self.seen.date() >= QUARTER


@asynccontextmanager
async def _quiet_firm(url: str) -> AsyncIterator[Firm]:
    """The firm with its digests, and nobody who is asked to stay in touch meanwhile."""
    async with firm_on(url, {}, HANDLERS, winning.CARDS, roles_in=[winning.roles_in]) as firm:
        await firm.has_channel(MAYA, OMAR, ANA, LEE)
        await firm(winning.plan_digest)
        yield firm


@pytest.fixture
async def firm(database_url: str) -> AsyncIterator[Firm]:
    """The firm, on SQLite and on PostgreSQL."""
    async with _quiet_firm(database_url) as opened:
        yield opened


@pytest.mark.slow
async def test_a_year_of_lists_is_as_a_list_on_paper_says(firm: Firm) -> None:
    """Each Monday: a list if, and only if, somebody is worth telling of; at most five, all of whom may be asked; the last
    place is that of whoever was longest never asked. In between colleagues do whatever they like.
    """
    chance = Random(7)
    paper: dict[str, Plain] = {}
    for number in range(MANY):
        left = date(2026, 2, 27) - timedelta(days=chance.randrange(900))
        paper[await firm.loses(f"Customer {number}", happened=left)] = Plain(left)
    seen, told = 0, 0
    for _week in range(WEEKS):
        await firm.passes(days=7)
        lists = await digests(firm)
        made = len(lists) > seen
        seen = len(lists)
        look = lists[-1].at if made else firm.clock.moment
        allowed = {key: one for key, one in paper.items() if one.may_be_asked(look.date())}
        fresh = {key for key, one in allowed.items() if one.is_worth_telling(look)}
        assert made == bool(fresh)
        if made:
            told += 1
            places = await newest_items(firm)
            names = [one.departure for one in places]
            assert len(names) == len(set(names)) <= 5
            assert set(names) <= set(allowed)
            assert set(names[:-1]) <= fresh
            never = [key for key in allowed if not allowed[key].was_asked]
            if never:
                assert _turn(paper[names[-1]]) == min(_turn(paper[key]) for key in never)
            for place in places:
                paper[place.departure].seen = look
                await _something_happens(firm, chance, paper[place.departure], place.id)
        await _life_goes_on(firm, chance, paper)

    assert told == seen > WEEKS // 2
    shown = [key for key, one in paper.items() if one.seen]
    assert len(shown) > MANY // 2
    assert sum(one.was_asked for one in paper.values()) > WEEKS


def _turn(one: Plain) -> tuple[bool, datetime | None, date]:
    """Whose turn it is: whoever was on no list yet, then whoever was on one longest ago; of these, whoever left first."""
    return (one.seen is not None, one.seen, one.left)


async def _something_happens(firm: Firm, chance: Random, one: Plain, item: str) -> None:
    """Somebody presses a button of the list, or nobody does."""
    now = firm.clock.moment
    match chance.randrange(8):
        case 0:
            one.rests_until = now.date() + timedelta(days=60)
            await firm(winning.not_now, LEE, item, one.rests_until)
        case 1:
            await firm(winning.leave_in_peace, LEE, item, "They wish it")
            one.in_peace = True
        case 2 | 3 | 4:
            ask = (await firm(winning.claim, LEE, item)).id
            if chance.random() < 0.3:
                await firm(winning.give_back, LEE, ask)
                one.stirred = now
                return
            answer = chance.choice((Answer.later, Answer.no))
            again = now.date() + timedelta(days=70)
            await firm(winning.tell_asked, LEE, ask, AskedForm(answer, TouchKind.call, now.date(), again=again))
            one.was_asked, one.rests_until = True, again


async def _life_goes_on(firm: Firm, chance: Random, paper: dict[str, Plain]) -> None:
    """In some weeks somebody says yes to staying in touch, or no."""
    for departure in chance.sample(sorted(paper), 2):
        answer = chance.choice((Consent.yes, Consent.yes, Consent.no))
        await firm.agrees(departure, answer)
        one = paper[departure]
        one.said_no = answer is Consent.no
        if answer is Consent.yes:
            one.stirred = firm.clock.moment
