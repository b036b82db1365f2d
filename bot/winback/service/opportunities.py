"""Which lost customers may be asked again, and how much speaks for it: computed from the state, kept nowhere."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from bot.customers.models import Customer, Lifetime
from bot.customers.service import consent_of
from bot.customers.values import Consent
from bot.departures.models import Departure
from bot.departures.values import Stage
from bot.interviews.models import Finding, Interview
from bot.reasons.service import reasons_of
from bot.winback.models import Ask, Peace
from bot.winback.rules import FIRST_WEEKS, cure_of, may_be_asked, news_of, score, strongest, warmth_of
from bot.winback.service.known import Known, all_known
from bot.winback.service.weights import weights_of
from bot.winback.values import FIXED, AskState, Cure, Factor, Opportunity, Signals, Weights
from bot.work.unit import Unit

YEAR = timedelta(days=365.25)


def opportunities(unit: Unit) -> list[Opportunity]:
    """Everybody who may be asked again now, in the open: nobody is here whose departure is kept between a few."""
    known, weights = all_known(unit), weights_of(unit)
    today = unit.now.date()
    lost = (
        select(Departure, Customer, Lifetime)
        .join(Customer, Customer.id == Departure.customer)
        .join(Lifetime, Lifetime.id == Departure.lifetime)
        .where(Departure.stage == Stage.left, Departure.quiet.is_(False), Customer.erased_at.is_(None))
        .order_by(Departure.id)
    )
    found = unit.session.execute(lost).all()
    return [
        _opportunity(unit, departure, customer, lifetime, known, weights)
        for departure, customer, lifetime in found
        if _may(departure, known, today)
    ]


def is_free(unit: Unit, departure: Departure) -> bool:
    """Whether somebody may take up to ask this customer: they left, did not say no, and nobody else has taken it up."""
    customer = departure.customer
    claimed = select(Ask.id).where(Ask.customer == customer, Ask.state == AskState.claimed)
    in_peace = select(Peace.id).where(Peace.customer == customer, Peace.undone_at.is_(None))
    return (
        departure.stage is Stage.left
        and consent_of(unit, customer) is not Consent.no
        and unit.first(claimed) is None
        and unit.first(in_peace) is None
    )


def rests_of(unit: Unit, departures: Iterable[Departure]) -> dict[str, date | None]:
    """Which of these customers may be asked again: those that are in it, each with the day before which they rest, if any."""
    known, today = all_known(unit), unit.now.date()
    found: dict[str, date | None] = {}
    for one in departures:
        if one.stage is not Stage.left or known.consents.get(one.customer) is Consent.no or one.customer in known.in_peace:
            continue
        days = (one.happened + FIRST_WEEKS, known.again.get(one.customer), known.not_now.get(one.id))
        latest = max(day for day in days if day is not None)
        found[one.id] = latest if latest > today else None
    return found


def cure_for(unit: Unit, departure: str) -> Cure:
    """Whether what they left over can be put right, by what the exit interview found."""
    return cure_of(found_reason(unit, departure), reasons_of(unit))


def found_reason(unit: Unit, departure: str) -> str | None:
    """The code of the reason that the exit interview found; None while there is none."""
    return unit.first(
        select(Finding.reason)
        .join(Interview, Interview.id == Finding.interview)
        .where(Interview.departure == departure)
        .order_by(Finding.filed_at, Finding.id)
    )


def years_with_us(lifetime: Lifetime, customer: Customer, left: date) -> float | None:
    """How long a time with us was; None where nobody said when it began."""
    began = with_us_since(lifetime, customer)
    return max(0.0, (left - began) / YEAR) if began else None


def with_us_since(lifetime: Lifetime, customer: Customer) -> date | None:
    """When a time with us began, where somebody said so."""
    return lifetime.began or (customer.since if lifetime.number == 1 else None)


def _may(departure: Departure, known: Known, today: date) -> bool:
    customer = departure.customer
    if customer in known.claimed or customer in known.in_peace:
        return False
    return may_be_asked(
        today,
        departure.happened,
        known.consents.get(customer, Consent.not_answered),
        again=known.again.get(customer),
        not_now=known.not_now.get(departure.id),
    )


def _opportunity(
    unit: Unit, departure: Departure, customer: Customer, lifetime: Lifetime, known: Known, weights: Weights
) -> Opportunity:
    signals = _signals(departure, customer, lifetime, known, unit.now.date())
    scored = score(signals, weights)
    shown = known.shown.get(departure.id)
    return Opportunity(
        departure=departure.id,
        customer=customer.id,
        signals=signals,
        score=scored,
        reasons={factor.value: _fact(factor, signals) for factor in strongest(scored, signals, weights)},
        shown=shown,
        left=departure.happened,
        channel=departure.posted_to,
        news=tuple(one.value for one in news_of(known.happened(customer.id, departure.id, departure.happened), shown, unit.now)),
    )


def _signals(departure: Departure, customer: Customer, lifetime: Lifetime, known: Known, today: date) -> Signals:
    asked, shown, heard = known.asked.get(customer.id), known.shown.get(departure.id), known.heard.get(departure.id)
    return Signals(
        value=customer.value,
        years=years_with_us(lifetime, customer, departure.happened),
        cure=cure_of(heard.reason if heard else None, known.reasons),
        consent=known.consents.get(customer.id, Consent.not_answered),
        days_since_asked=(today - asked.date()).days if asked else None,
        days_since_left=(today - departure.happened).days,
        days_since_shown=(today - shown.date()).days if shown else None,
        fixed=known.fixed_for(departure.id, departure.happened) is not None,
        warmth=warmth_of(known.sounded.get(customer.id, ())),
        recommends=heard.recommends if heard else None,
        days_to_doors=(heard.doors - today).days if heard and heard.doors else None,
    )


def _fact(factor: Factor, signals: Signals) -> Any:
    match factor:
        case Factor.value | Factor.doors:
            return True
        case Factor.tenure:
            return round(signals.years or 0, 1)
        case Factor.cure:
            return FIXED if signals.fixed else signals.cure.value
        case Factor.consent:
            return signals.consent.value
        case Factor.asked:
            return signals.days_since_asked
        case Factor.warmth:
            return signals.warmth
        case Factor.recommends:
            return signals.recommends.value if signals.recommends else None
        case Factor.recency:
            return signals.days_since_left
