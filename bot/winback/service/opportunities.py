"""Which lost customers may be asked again, and how much speaks for it: computed from the state, kept nowhere."""

from __future__ import annotations

from datetime import UTC, date, timedelta
from typing import Any

from sqlalchemy import func, select

from bot.customers.models import Customer, Lifetime
from bot.customers.service import newest_consents
from bot.customers.values import Consent
from bot.departures.models import Departure
from bot.departures.values import Stage
from bot.interviews.models import Finding, Interview
from bot.reasons.service import reasons_of
from bot.reasons.values import Taxonomy
from bot.winback.models import Ask, Digest, DigestItem, Peace
from bot.winback.rules import cure_of, may_be_asked, score, strongest
from bot.winback.values import MADE, AskState, Cure, Factor, ItemState, Known, Opportunity, Signals
from bot.work.unit import Unit

YEAR = timedelta(days=365.25)


def opportunities(unit: Unit) -> list[Opportunity]:
    """Everybody who may be asked again now, in the open: nobody is here whose departure is kept between a few."""
    known, reasons = _known(unit), reasons_of(unit)
    today = unit.now.astimezone(UTC).date()
    lost = (
        select(Departure, Customer, Lifetime)
        .join(Customer, Customer.id == Departure.customer)
        .join(Lifetime, Lifetime.id == Departure.lifetime)
        .where(Departure.stage == Stage.left, Departure.quiet.is_(False))
        .order_by(Departure.id)
    )
    found = unit.session.execute(lost).all()
    return [
        _opportunity(departure, customer, lifetime, known, reasons, today)
        for departure, customer, lifetime in found
        if _may(departure, known, today)
    ]


def is_free(unit: Unit, departure: Departure) -> bool:
    """Whether somebody may take up to ask this customer: they left, did not say no, and nobody else has taken it up."""
    known = _known(unit, departure.customer)
    said_no = known.consents.get(departure.customer) is Consent.no
    return not (
        departure.stage is not Stage.left
        or said_no
        or departure.customer in known.claimed
        or departure.customer in known.in_peace
    )


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
    began = lifetime.began or (customer.since if lifetime.number == 1 else None)
    return max(0.0, (left - began) / YEAR) if began else None


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
    departure: Departure, customer: Customer, lifetime: Lifetime, known: Known, reasons: Taxonomy, today: date
) -> Opportunity:
    asked, shown = known.asked.get(customer.id), known.shown.get(departure.id)
    signals = Signals(
        value=customer.value,
        years=years_with_us(lifetime, customer, departure.happened),
        cure=cure_of(known.reasons.get(departure.id), reasons),
        consent=known.consents.get(customer.id, Consent.not_answered),
        days_since_asked=(today - asked.date()).days if asked else None,
        days_since_left=(today - departure.happened).days,
        days_since_shown=(today - shown.date()).days if shown else None,
    )
    scored = score(signals)
    told = {factor.value: _fact(factor, signals) for factor in strongest(scored, signals)}
    return Opportunity(departure.id, customer.id, signals, scored, told, shown, departure.happened)


def _fact(factor: Factor, signals: Signals) -> Any:
    match factor:
        case Factor.value:
            return True
        case Factor.tenure:
            return round(signals.years or 0, 1)
        case Factor.cure:
            return signals.cure.value
        case Factor.consent:
            return signals.consent.value
        case Factor.asked:
            return signals.days_since_asked
        case Factor.recency:
            return signals.days_since_left


def _known(unit: Unit, customer: str | None = None) -> Known:
    """What is known of all customers, or of one."""
    rows = unit.session.execute
    consents = newest_consents(unit, None if customer is None else [customer])
    asks = select(Ask.customer, Ask.state, Ask.answered_at, Ask.again).order_by(Ask.id)
    peaces = select(Peace.customer).where(Peace.undone_at.is_(None))
    if customer is not None:
        asks, peaces = asks.where(Ask.customer == customer), peaces.where(Peace.customer == customer)
    answered = list(rows(asks))
    if customer is not None:
        return Known(
            consents=consents,
            claimed=frozenset(row.customer for row in answered if row.state is AskState.claimed),
            in_peace=frozenset(unit.all(peaces)),
        )
    found = (
        select(Interview.departure, Finding.reason)
        .join(Interview, Interview.id == Finding.interview)
        .order_by(Finding.filed_at.desc(), Finding.id.desc())  # of several interviews the first counts: it comes last
    )
    return Known(
        consents=consents,
        asked={row.customer: row.answered_at for row in answered if row.state in MADE and row.answered_at},
        again={row.customer: row.again for row in answered if row.state in MADE and row.again},
        claimed=frozenset(row.customer for row in answered if row.state is AskState.claimed),
        in_peace=frozenset(unit.all(peaces)),
        shown=_shown(unit),
        not_now=_not_now(unit),
        reasons={row.departure: row.reason for row in rows(found)},
    )


def _shown(unit: Unit) -> dict[str, Any]:
    latest = (
        select(DigestItem.departure, func.max(Digest.at).label("at"))
        .join(Digest, Digest.id == DigestItem.digest)
        .group_by(DigestItem.departure)
    )
    return {row.departure: row.at for row in unit.session.execute(latest)}


def _not_now(unit: Unit) -> dict[str, Any]:
    put_off = select(DigestItem.departure, DigestItem.until).where(DigestItem.state == ItemState.not_now)
    return {row.departure: row.until for row in unit.session.execute(put_off.order_by(DigestItem.id)) if row.until}
