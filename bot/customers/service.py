"""The folder, written and read: dealings, contacts, touches, consent."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from bot.customers.models import ConsentAnswer, Customer, Dealing, Touch
from bot.customers.values import Consent, DealingKind, TouchKind
from bot.work.unit import Unit


def note_dealing(unit: Unit, customer: str, person: str, kind: DealingKind, *, said_by: str) -> None:
    """Keep that a colleague really dealt with a customer; the same kind is kept once, with its first date."""
    known = select(Dealing.id).where(
        Dealing.customer == customer, Dealing.person == person, Dealing.kind == kind
    )
    if unit.first(known) is None:
        unit.add(Dealing(customer=customer, person=person, kind=kind, said_by=said_by, at=unit.now))


def dealings_of(unit: Unit, customer: str) -> Sequence[Dealing]:
    """Who really dealt with this customer, and how we know, oldest evidence first."""
    return unit.all(select(Dealing).where(Dealing.customer == customer).order_by(Dealing.at, Dealing.id))


def log_touch(unit: Unit, customer: str, kind: TouchKind, *, by: str, words: str | None = None) -> Touch:
    """Keep a real contact; whoever had it has dealt with the customer from now on."""
    note_dealing(unit, customer, by, DealingKind.touch, said_by=by)
    return unit.add(Touch(customer=customer, kind=kind, by=by, at=unit.now, words=words))


def touches_of(unit: Unit, customer: str) -> Sequence[Touch]:
    """The real contacts with this customer, newest first."""
    return unit.all(
        select(Touch).where(Touch.customer == customer).order_by(Touch.at.desc(), Touch.id.desc())
    )


def note_consent(unit: Unit, customer: str, answer: Consent, *, heard_by: str) -> None:
    """Keep what the customer answered to "may we stay in touch"."""
    unit.add(ConsentAnswer(customer=customer, answer=answer, heard_by=heard_by, at=unit.now))


def consent_of(unit: Unit, customer: str) -> Consent:
    """The newest answer; not answered where nobody ever asked."""
    newest = select(ConsentAnswer).where(ConsentAnswer.customer == customer).order_by(ConsentAnswer.id.desc())
    found = unit.first(newest)
    return found.answer if found else Consent.not_answered


def customer_of(unit: Unit, customer: str) -> Customer:
    """The customer with that id; raises `Gone`."""
    return unit.need(Customer, customer)
