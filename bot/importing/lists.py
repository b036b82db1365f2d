"""Lists for people and other programs: who left and why, customers, people there, numbers by month. As they are they come in again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from sqlalchemy import select

from bot.colleagues.models import Colleague
from bot.customers.models import Contact, Customer
from bot.customers.service import newest_consents
from bot.customers.values import Consent
from bot.departures.models import Departure
from bot.insights.models import Month
from bot.interviews.models import Finding, Interview
from bot.reasons.service import reasons_of
from bot.work.unit import Unit

Line = Sequence[str]
AT_ONCE = 500
_STAY = {Consent.yes: "yes", Consent.no: "no", Consent.not_answered: ""}


def departures(unit: Unit) -> Iterator[Line]:
    """Who left, when and why; the reason in this workspace's words, as the field calls it, and as Stripe's feedback code."""
    yield (
        "Customer", "Left on", "Where it stands", "Reason", "Field term", "Stripe feedback", "How we know", "Went to",
        "What they valued", "Owner", "Worth a year", "Currency", "Customer since", "Segment", "May stay in touch",
    )  # fmt: skip
    reasons, people = reasons_of(unit), dict(unit.session.execute(select(Colleague.id, Colleague.name)).all())
    consents = newest_consents(unit)
    query = select(Departure, Customer).join(Customer, Customer.id == Departure.customer)
    ordered = query.where(Customer.erased_at.is_(None)).order_by(Departure.happened, Departure.id)
    for rows in unit.session.execute(ordered.execution_options(yield_per=AT_ONCE)).partitions(AT_ONCE):
        found = _findings(unit, [row[0].id for row in rows])
        for departure, customer in rows:
            finding = found.get(departure.id)
            reason = reasons.get(reasons.now(finding.reason)) if finding else None
            yield (
                customer.name,
                departure.happened.isoformat(),
                departure.stage.value,
                reason.called() if reason else "",
                reason.term if reason else "",
                reason.feedback.value if reason else "",
                finding.source.value if finding else "",
                (finding.competitor or "") if finding else "",
                (finding.did_well or "") if finding else "",
                people.get(departure.owner or "", departure.owner or ""),
                *_worth(customer.value, customer.currency),
                customer.since.isoformat() if customer.since else "",
                "; ".join(customer.segments),
                _STAY[consents.get(customer.id, Consent.not_answered)],
            )


def customers(unit: Unit) -> Iterator[Line]:
    """All customers."""
    yield "Customer", "Customer since", "Worth a year", "Currency", "Segment", "May stay in touch"
    consents = newest_consents(unit)
    query = select(Customer).where(Customer.erased_at.is_(None), Customer.merged_into.is_(None)).order_by(Customer.id)
    for one in unit.session.scalars(query.execution_options(yield_per=AT_ONCE)):
        since = one.since.isoformat() if one.since else ""
        stay = _STAY[consents.get(one.id, Consent.not_answered)]
        yield one.name, since, *_worth(one.value, one.currency), "; ".join(one.segments), stay


def contacts(unit: Unit) -> Iterator[Line]:
    """People at customers, as they were written down."""
    yield "Customer", "Contact"
    query = select(Customer.name, Contact.words).join(Contact, Contact.customer == Customer.id).order_by(Contact.id)
    yield from ((name, words) for name, words in unit.session.execute(query.execution_options(yield_per=AT_ONCE)))


def new_customers(unit: Unit) -> Iterator[Line]:
    """New customers, and customers at the start, of each month."""
    yield "Month", "New customers", "Customers at the start"
    for one in unit.all(select(Month).where(Month.new_customers.is_not(None)).order_by(Month.id)):
        yield one.id, _number(one.new_customers), _number(one.customers_at_start)


def proposals(unit: Unit) -> Iterator[Line]:
    """Proposals of each month."""
    yield "Month", "Proposals sent", "Proposals won"
    for one in unit.all(select(Month).where(Month.proposals_sent.is_not(None)).order_by(Month.id)):
        yield one.id, _number(one.proposals_sent), _number(one.proposals_won)


LISTS: Mapping[str, Callable[[Unit], Iterable[Line]]] = {
    "departures": departures,
    "customers": customers,
    "contacts": contacts,
    "new-customers": new_customers,
    "proposals": proposals,
}


def _findings(unit: Unit, departures: Sequence[str]) -> dict[str, Finding]:
    """What was found first of each."""
    query = select(Interview.departure, Finding).join(Finding, Finding.interview == Interview.id)
    rows = unit.session.execute(query.where(Interview.departure.in_(departures)).order_by(Finding.filed_at, Finding.id))
    found: dict[str, Finding] = {}
    for departure, finding in rows:
        found.setdefault(departure, finding)
    return found


def _worth(value: Decimal | None, currency: str | None) -> tuple[str, str]:
    return (f"{value:.2f}", currency or "") if value is not None else ("", "")


def _number(number: int | None) -> str:
    return "" if number is None else str(number)
