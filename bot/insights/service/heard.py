"""What those who left said, read in bulk for a report of them: sentences that it may show, and which reasons had a part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import select

from bot.customers.models import Customer
from bot.departures.models import Departure
from bot.insights.rules import count_reasons, quotes_to_show
from bot.insights.service.reading import findings_of
from bot.insights.values import HeardReason, Spoken
from bot.interviews.models import FrankNote, Interview, Quote
from bot.interviews.values import Source
from bot.reasons.service import reasons_of
from bot.store.among import among
from bot.work.unit import Unit


def quotes_for(unit: Unit, departures: Collection[str]) -> Mapping[str, Sequence[Spoken]]:
    """The customers' own sentences that a report of these departures may show, by departure; none of one that few know of.

    None at all among so few customers that each would be known by it.
    """
    findings = findings_of(unit, departures)
    customers = _customers(unit, findings)
    heard = {
        customers[departure][0]
        for departure, some in findings.items()
        if departure in customers and any(one.source is not Source.thought for one in some)
    }
    whose = {each.id: departure for departure, some in findings.items() if departure in customers for each in some}
    shown: dict[str, list[Spoken]] = {}
    for one in unit.all(select(Quote).where(among(Quote.finding, whose)).order_by(Quote.id)):
        departure = whose[one.finding]
        spoken = Spoken(one.words, one.permission, customers[departure][1])
        shown.setdefault(departure, []).extend(quotes_to_show([spoken], len(heard)))
    return {departure: some for departure, some in shown.items() if some}


def reasons_for(unit: Unit, departures: Collection[str]) -> Counter[str]:
    """In how many of these departures each reason had a part, the main one or not.

    What is not for the owner counts here by its reason, and in nothing else. A reason that was merged counts as the other.
    """
    now = reasons_of(unit).now
    heard = [
        HeardReason(departure, now(code))
        for departure, some in findings_of(unit, departures).items()
        for finding in some
        for code in (finding.reason, *finding.more_reasons)
    ]
    aside = select(Interview.departure, FrankNote.reason).join(FrankNote, FrankNote.interview == Interview.id)
    with_reason = among(Interview.departure, departures), FrankNote.reason.is_not(None)
    heard += [HeardReason(one, now(code)) for one, code in unit.session.execute(aside.where(*with_reason)) if code]
    return count_reasons(heard)


def _customers(unit: Unit, departures: Collection[str]) -> Mapping[str, tuple[str, str]]:
    """Id and name of the customer of each departure that is not kept between a few."""
    named = (
        select(Departure.id, Departure.customer, Customer.name)
        .join(Customer, Customer.id == Departure.customer)
        .where(among(Departure.id, departures), Departure.quiet.is_(False))
    )
    return {row.id: (row.customer, row.name) for row in unit.session.execute(named)}
