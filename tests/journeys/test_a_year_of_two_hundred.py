"""A year of a firm that lost 200 customers, through the running bot in a local Slack, beside the same firm on paper.

Twelve colleagues in four zones, each with the holidays of where they live, look after 200 customers who left in the year
before. Twice a week they do what people do. All that they were reminded of, and when, and every list of whom to ask again, is
held against `plain_firm`. On SQLite alone: it is about what is asked when, in tens of thousands of units, and both databases
run the same use cases in the shorter journeys.
"""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from random import Random

import pytest
from sqlalchemy import select

from bot.colleagues.models import Brief, BriefItem
from bot.customers.models import Touch
from bot.customers.values import Consent
from bot.demo.firm import EVERYONE
from bot.nudges.models import Cadence, Nudge
from bot.winback import service as winning
from bot.winback.jobs import HANDLERS
from bot.winback.models import Digest, DigestItem
from bot.winback.service.care import AMBER
from bot.work.models import Delivery, Obligation, Progress, Sending
from bot.work.unit import Unit, card_key
from tests.journeys.plain_firm import NINE, list_days, told
from tests.journeys.twohundred import BERLIN, MANY, WEEKS, WHAT, Year, begins, people_act, what_waits
from tests.nudges.support import MAYA, firm_on
from tests.support.world import MONDAY, open_world

ALL_SORTS = ("done", "snooze", "skip", "hand", "often", "stop", "contact", "yesterday", "news", "answer", "claim", "not now")
ALL_SORTS += ("peace", "later", "no", "back", "give back", "in peace", "green", "amber", "told", "interrupted")
"""What people did in the year, and what reached them."""


@pytest.mark.slow
@pytest.mark.timeout(900)
async def test_a_year_goes_as_on_paper(sqlite_url: str) -> None:
    async with open_world(sqlite_url, "socket", every_night=True) as world:
        year = await begins(world)
        await _a_brief_names_how_much_more_waits(year)
        for week in range(WEEKS):
            for hours in (48.25, 89.75) if week > 1 else ():
                await _until(year, MONDAY + timedelta(weeks=week, hours=hours))
                await people_act(year)
        await _until(year, MONDAY + timedelta(weeks=WEEKS))

        await _every_reminder_is_as_on_paper(year)
        await _everybody_is_told_as_on_paper(year)
        await _nobody_hears_too_much(year)
        await _nothing_is_lost_or_doubled(year)
        await _whoever_may_be_asked_was_on_a_list(year)
        assert min(year.did[one] for one in ALL_SORTS) > 0


@pytest.mark.slow
@pytest.mark.timeout(600)
async def test_in_three_years_of_lists_everybody_who_may_be_asked_is_on_one(sqlite_url: str) -> None:
    """A year has too few places. Nobody takes anybody up, so those for whom most speaks come back every quarter: the one
    place of each week that is kept is all that the others have.
    """
    chance, left = Random(3), {}
    async with firm_on(sqlite_url, {}, HANDLERS, winning.CARDS, roles_in=[winning.roles_in]) as firm:
        await firm.has_channel(MAYA)
        await firm(winning.plan_digest)
        for number in range(MANY):
            happened = MONDAY.date() - timedelta(days=chance.randrange(3, 365))
            left[await firm.loses(f"Customer {number}", happened=happened)] = happened
        in_peace = set(chance.sample(sorted(left), 12))
        for departure in in_peace:
            await firm.agrees(departure, Consent.no)
        await firm.passes(weeks=3 * WEEKS)
        places = await firm(lambda unit: unit.all(select(DigestItem)))
        assert {one.departure for one in places} == set(left) - in_peace
        assert max(Counter(one.digest for one in places).values()) == 5


async def _a_brief_names_how_much_more_waits(year: Year) -> None:
    """The goodbyes are over at one moment for all of them, so that Maya has more on one morning than a brief holds."""
    await _until(year, MONDAY + timedelta(days=14, hours=23.5))
    waits = select(BriefItem).where(BriefItem.brief.is_(None), BriefItem.person == year.world.id_of("maya"))
    more = len(await year.unit(lambda unit: unit.all(waits)))
    assert more > 1
    assert f"{more} more wait for your next morning message" in year.world.person("maya").newest("things wait for you").text


async def _until(year: Year, moment: datetime) -> None:
    """Time passes here and on paper, and the lists and what waits for an answer are the same in both."""
    await year.world.clock.advance_to(moment)
    await _lists_are_as_on_paper(year)
    for card in year.paper.values():
        card.passes(moment)
    paper = {key: (card.open.who, card.open.what, card.open.at) for key, card in year.paper.items() if card.open}
    assert {key: one[1:] for key, one in (await what_waits(year)).items()} == paper
    year.since = moment


async def _lists_are_as_on_paper(year: Year) -> None:
    """There is a list if, and only if, somebody is worth telling of; of at most five who may be asked, one by turns."""
    made = {one.at: one for one in await year.unit(lambda unit: unit.all(select(Digest).where(Digest.at > year.since)))}
    for day in list_days(year.since.date() - timedelta(days=7), year.now.date(), "DE"):
        at = datetime.combine(day, time(10), BERLIN).astimezone(UTC)
        if not year.since < at <= year.now:
            continue
        allowed = {key: card for key, card in year.paper.items() if card.may_be_asked(day)}
        fresh = {key for key, card in allowed.items() if card.is_worth_telling(at)}
        digest = made.pop(at, None)
        assert (digest is not None) == bool(fresh), (at, list(made))
        if digest is None:
            continue
        places = await year.unit(
            lambda unit, which: unit.all(select(DigestItem).where(DigestItem.digest == which).order_by(DigestItem.place)),
            digest.id,
        )
        names = [one.departure for one in places]
        assert len(names) == len(set(names)) == min(5, len(fresh | {names[-1]}))
        assert set(names) <= set(allowed)
        assert set(names[:-1]) <= fresh
        never = [card.turn() for card in allowed.values() if not card.was_asked]
        assert not never or year.paper[names[-1]].turn() == min(never)
        for name in names:
            year.paper[name].shown = at
            year.paper[name].shown_times += 1
        year.lists += 1
    assert not made, "no list at any other time"


async def _every_reminder_is_as_on_paper(year: Year) -> None:
    """As many, of the same kind, of the same people, at the same moment; so never too soon, and none after a stop."""
    handles = {year.world.id_of(one): one for one in EVERYONE}

    def look(unit: Unit) -> dict[str, list[tuple[datetime, str, str]]]:
        found: dict[str, list[tuple[datetime, str, str]]] = {key: [] for key in year.paper}
        query = select(Cadence.departure, Nudge).join(Cadence, Cadence.id == Nudge.cadence).order_by(Nudge.at, Nudge.number)
        for key, one in unit.session.execute(query).all():
            found[key].append((one.at, handles[one.person], WHAT[one.kind]))
        return found

    asked = await year.unit(look)
    assert asked == {key: [(one.at, one.who, one.what) for one in card.asked] for key, card in year.paper.items()}
    touches = await year.unit(lambda unit: unit.all(select(Touch)))
    for departure, reminders in asked.items():
        contacts = [one for one in touches if one.customer == year.customers[departure]]
        for at, who, what in reminders:
            desk = year.desks[who]
            assert what == "news" or desk.at_work(at) == at
            shortest = timedelta(days=year.paper[departure].shortest)
            assert what == "news" or not [one for one in contacts if at - shortest < one.at and one.noted_at < at]


async def _everybody_is_told_as_on_paper(year: Year) -> None:
    """Whatever waits for somebody is told in the next brief, ten at a time, the oldest first; or it still waits."""

    def look(unit: Unit) -> list[tuple[str, str, datetime, datetime | None, bool]]:
        briefs = {one.id: one.at for one in unit.all(select(Brief))}
        sent = {one.key: one.created for one in unit.all(select(Delivery).where(Delivery.card.is_not(None)))}
        return [
            (
                one.person,
                one.id,
                one.added,
                None if one.brief is None else briefs.get(one.brief) or sent[card_key(one.card, one.subject, one.person)],
                one.urgent,
            )
            for one in unit.all(select(BriefItem))
        ]

    items = await year.unit(look)
    for handle, desk in year.desks.items():
        mine = [one for one in items if one[0] == year.world.id_of(handle)]
        waits = [one for one in mine if not (one[4] and one[3] == one[2])]
        on_paper = told(desk, [(added, item) for _person, item, added, _told, _urgent in waits], year.now)
        assert {item: at for _person, item, _added, at, _urgent in waits if at is not None} == dict(on_paper)
        year.did["told"] += len(on_paper)
        year.did["interrupted"] += len(mine) - len(waits)
        year.did["still waits"] += len(waits) - len(on_paper)


async def _nobody_hears_too_much(year: Year) -> None:
    """A brief and one thing more a day, in their hours, on working days, and not while they want no messages.

    That something is off with who came back is told on its day, beside that.
    """
    query = select(Delivery).where(Delivery.ts.is_not(None))
    sent = {(one.target, one.ts): one for one in await year.unit(lambda unit: unit.all(query))}
    for handle, desk in year.desks.items():
        days: Counter[tuple[date, str]] = Counter()
        briefs = set(desk.briefs(MONDAY, year.now))
        for message in year.world.person(handle).dm:
            delivery = sent[year.world.id_of(handle), message.ts]
            at = datetime.fromtimestamp(float(message.ts), UTC)
            if at < MONDAY + timedelta(hours=1) or (handle, delivery.created) in year.answers:
                continue
            day = desk.day(at)
            assert desk.works_on(day)
            assert desk.clock(day, NINE) <= at < desk.clock(day, time(17))
            assert desk.quiet is None or not desk.quiet[0] <= at < desk.quiet[1]
            if delivery.card != AMBER:
                days[day, "brief" if delivery.created in briefs else "more"] += 1
            year.did["messages"] += 1
        assert max(days.values(), default=0) <= 1


async def _nothing_is_lost_or_doubled(year: Year) -> None:
    """Each message stands in Slack once, each delivery was sent or is over, and nothing that fell due failed or lies about."""

    def look(unit: Unit) -> tuple[list[Delivery], list[Obligation]]:
        return list(unit.all(select(Delivery))), list(unit.all(select(Obligation)))

    deliveries, obligations = await year.unit(look)
    assert len({one.key for one in deliveries}) == len(deliveries)
    assert len({one.key for one in obligations}) == len(obligations)
    assert not [one.kind for one in obligations if one.state is Progress.failed or one.tries]
    assert not [one.kind for one in obligations if one.state is Progress.planned and one.due < year.now]
    assert {one.state for one in deliveries} <= {Sending.sent, Sending.ended}
    for handle in year.desks:
        person = year.world.id_of(handle)
        there = Counter(message.ts for message in year.world.person(handle).dm)
        assert there == Counter(one.ts for one in deliveries if one.target == person and one.ts is not None)


async def _whoever_may_be_asked_was_on_a_list(year: Year) -> None:
    """Each list has a place for somebody who was on none: whoever is left over is no more than the lists could not hold."""
    left_over = [card for card in year.paper.values() if card.may_be_asked(year.now.date()) and not card.shown_times]
    assert len(left_over) <= max(0, MANY - year.lists)
    assert year.lists > WEEKS // 2
