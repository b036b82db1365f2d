"""The folder, written and read: dealings, contacts, touches, consent."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ScalarSelect, SQLColumnExpression, func, select

from bot.customers.events import ConsentHeard, NamedAgain, TouchLogged
from bot.customers.models import (
    ConsentAnswer,
    Contact,
    CueNoted,
    Customer,
    Dealing,
    Erasure,
    FormerName,
    Lifetime,
    NameKey,
    Touch,
)
from bot.customers.rules import fold, read_contact
from bot.customers.values import Consent, Correction, Cue, DealingKind, Direction, Erased, TouchKind
from bot.store.among import among
from bot.work.unit import Unit
from bot.workspace.rules import Amount


def find_customer(unit: Unit, name: str) -> Customer | None:
    """The customer of that name, however it is spelt; also one who was called so before, or turned out to be another."""
    plain = fold(name)
    found = unit.find(Customer, plain_name=plain)
    if found is None:
        called = select(FormerName.customer).where(FormerName.plain_name == plain).order_by(FormerName.id.desc())
        found = unit.get(Customer, unit.first(called))
    return present(unit, found.id) if found else None


def present(unit: Unit, customer: str) -> Customer | None:
    """The customer whom that id means today: itself, or the one that it was merged into. None where there is none."""
    found = unit.get(Customer, customer)
    while found is not None and found.merged_into is not None:
        found = unit.get(Customer, found.merged_into)
    return found


def rename_customer(unit: Unit, customer: str, name: str, *, by: str) -> Customer:
    """Give a customer another name; they are still found by the one before.

    One who was merged into them may be called so already: that one keeps what it is found by, and leads here.
    """
    known = unit.need(Customer, customer)
    name, plain = " ".join(name.split()), fold(name)
    if plain != fold(known.name):
        unit.add(FormerName(customer=customer, name=known.name, plain_name=fold(known.name), at=unit.now, by=by))
    if unit.first(select(Customer.id).where(Customer.plain_name == plain, Customer.id != customer)) is None:
        known.plain_name = plain
    known.name = name
    unit.session.flush()
    return known


def names_of(unit: Unit, customer: str) -> Sequence[str]:
    """What a customer is called, and was called before, the newest first; also what those are who turned out to be it."""
    merged = unit.all(select(Customer.id).where(Customer.merged_into == customer).order_by(Customer.id.desc()))
    former = select(FormerName.name).where(FormerName.customer == customer).order_by(FormerName.id.desc())
    names = [unit.need(Customer, customer).name, *unit.all(former)]
    return list(dict.fromkeys([*names, *(name for one in merged for name in names_of(unit, one))]))


def add_customer(unit: Unit, name: str) -> Customer:
    """Take in a customer whom nobody knew. The database refuses a second of the same folded name.

    One of a name that was erased here asked not to be contacted: that counts from the start, and an admin hears of it.
    Nobody else does: that there was such a customer is not for whoever types a name.
    """
    added = unit.add(Customer(name=" ".join(name.split()), plain_name=fold(name), currency=None, created=unit.now))
    erasure = erased_as(unit, name)
    if erasure is not None:
        unit.session.flush()
        unit.add(ConsentAnswer(customer=added.id, answer=Consent.no, heard_by=erasure.by, at=unit.now))
        unit.tell(NamedAgain(added.id, erasure.id))
    return added


def mark_of(unit: Unit, name: str) -> str:
    """A keyed hash of a name as it is found by: without the workspace's own key nobody can try out names."""
    return keyed(unit, [fold(name)])[0]


def keyed(unit: Unit, words: Iterable[str]) -> list[str]:
    """Keyed hashes of what is to be known again, and by nobody who has not the workspace's own key."""
    key = unit.ensure(NameKey, "names", key=secrets.token_hex(32)).key.encode()
    return [hmac.new(key, one.encode(), hashlib.sha256).hexdigest() for one in words]


def erased_as(unit: Unit, name: str) -> Erasure | None:
    """The newest erasure of a customer who was called so."""
    erasures = unit.all(select(Erasure).where(Erasure.kind == Erased.customer).order_by(Erasure.at.desc()))
    mark = mark_of(unit, name) if erasures else ""
    return next((one for one in erasures if mark in one.marks), None)


def was_forgotten(unit: Unit, customer: str) -> bool:
    """Whether one of that name was erased here, and nobody has noted since that they may be contacted."""
    return consent_of(unit, customer) is Consent.no and erased_as(unit, unit.need(Customer, customer).name) is not None


def describe(unit: Unit, customer: str, value: Decimal | None, currency: str | None, since: date | None) -> Customer:
    """Keep what a customer is worth a year, in a currency (ISO 4217), and since when they have been one."""
    known = unit.need(Customer, customer)
    known.value, known.currency, known.since = value, currency, since
    first = _first_lifetime(unit, customer)
    if first is not None:
        first.began = since
    unit.session.flush()
    return known


def since_of(unit: Unit, customer: str) -> date | None:
    """Since when somebody has been, or was first, a customer; where anybody said so."""
    first = _first_lifetime(unit, customer)
    return unit.need(Customer, customer).since or (first.began if first else None)


def current_lifetime(unit: Unit, customer: str) -> Lifetime:
    """The time with us that a customer is in now: the first, or the next one when the last has ended."""
    last = _last_lifetime(unit, customer)
    if last is not None and last.ended is None:
        return last
    _keep_worth(unit, customer, last)
    return unit.add(Lifetime(customer=customer, number=last.number + 1 if last else 1))


def begin_lifetime(unit: Unit, customer: str, day: date) -> Lifetime:
    """The customer does business with us again since that day: their next time begins."""
    lifetime = current_lifetime(unit, customer)
    if lifetime.began is None:
        _keep_worth(unit, customer, lifetime_before(unit, lifetime))
    lifetime.began = lifetime.began or day
    return lifetime


def lifetime_before(unit: Unit, lifetime: Lifetime) -> Lifetime | None:
    """The time with us before that one; None for the first."""
    earlier = Lifetime.customer == lifetime.customer, Lifetime.number < lifetime.number
    return unit.first(select(Lifetime).where(*earlier).order_by(Lifetime.number.desc()))


def worth_of_times(customer: Customer, times: Sequence[Lifetime]) -> Mapping[str, Amount]:
    """What a customer was worth a year in each of these times with us (in order), by id, where anybody said so.

    In the newest that has begun it is what is known of the customer now.
    """
    begun = [one for one in times if one.number == 1 or one.began or one.ended]
    newest = begun[-1] if begun else None
    known = {one.id: (one.value, one.currency) for one in times}
    if newest is not None:
        known[newest.id] = customer.value, customer.currency
    return {one: Amount(value, currency) for one, (value, currency) in known.items() if value is not None}


def next_time(unit: Unit, customer: str) -> int:
    """Which time with us it would be if they came back now."""
    last = _last_lifetime(unit, customer)
    return 1 if last is None else last.number + (last.ended is not None)


def add_contact(unit: Unit, customer: str, words: str, *, added_by: str) -> Contact:
    """Keep whom to talk to at a customer's, as it was typed; phone and email are read out of it."""
    read = read_contact(words)
    return unit.add(
        Contact(
            customer=customer,
            words=words,
            phone=read.phone,
            email=read.email,
            added=unit.now,
            added_by=added_by,
        )
    )


def note_dealing(unit: Unit, customer: str, person: str, kind: DealingKind, *, said_by: str) -> None:
    """Keep that a colleague really dealt with a customer; the same kind is kept once, with its newest date."""
    known = unit.find(Dealing, customer=customer, person=person, kind=kind)
    if known is None:
        unit.add(Dealing(customer=customer, person=person, kind=kind, said_by=said_by, at=unit.now))
    else:
        known.said_by, known.at = said_by, unit.now


def dealings_of(unit: Unit, customer: str) -> Sequence[Dealing]:
    """Who really dealt with this customer, and how we know, oldest evidence first."""
    return unit.all(select(Dealing).where(Dealing.customer == customer).order_by(Dealing.at, Dealing.id))


def correct_dealing(unit: Unit, person: str, dealing_id: str, correction: Correction | None) -> bool:
    """Keep what the person concerned says of evidence about them, beside it; None says that it is right after all.

    False where it is about somebody else.
    """
    dealing = unit.need(Dealing, dealing_id)
    if dealing.person != person:
        return False
    dealing.correction, dealing.corrected_at = correction, unit.now if correction else None
    return True


def log_touch(
    unit: Unit,
    customer: str,
    kind: TouchKind,
    *,
    by: str,
    words: str | None = None,
    at: datetime | None = None,
    direction: Direction | None = None,
    whom: str | None = None,
) -> Touch:
    """Keep a real contact, now or at an earlier (aware) moment; whoever had it has dealt with the customer from now on."""
    note_dealing(unit, customer, by, DealingKind.touch, said_by=by)
    return keep_touch(unit, customer, kind, by=by, words=words, at=at, direction=direction, whom=whom)


def keep_touch(
    unit: Unit,
    customer: str,
    kind: TouchKind,
    *,
    by: str,
    words: str | None = None,
    at: datetime | None = None,
    direction: Direction | None = None,
    whom: str | None = None,
) -> Touch:
    """Keep a contact that makes nobody somebody who dealt with the customer: an exit interview, or a letter about it."""
    touch = unit.add(Touch(customer=customer, kind=kind, by=by, at=at or unit.now, words=words, noted_at=unit.now))
    touch.direction, touch.whom = direction, whom
    unit.session.flush()
    unit.tell(TouchLogged(customer, by, touch.at))
    return touch


def touches_of(unit: Unit, customer: str) -> Sequence[Touch]:
    """The real contacts with this customer, newest first."""
    return unit.all(select(Touch).where(Touch.customer == customer).order_by(Touch.at.desc(), Touch.id.desc()))


def last_touch(unit: Unit, customer: str) -> datetime | None:
    """When this customer was last really in contact with us, if ever."""
    return unit.first(select(func.max(Touch.at)).where(Touch.customer == customer))


def last_touch_of(customer: SQLColumnExpression[str]) -> ScalarSelect[Any]:
    """The same within a query about several customers, one for each of its rows; None of those who never were."""
    return select(func.max(Touch.at)).where(Touch.customer == customer).scalar_subquery()


def note_consent(
    unit: Unit, customer: str, answer: Consent, *, heard_by: str, said_by: str | None = None, words: str | None = None
) -> None:
    """Keep what the customer answered to "may we stay in touch": who heard it, who said it, and how, where that is known."""
    unit.add(
        ConsentAnswer(
            customer=customer, answer=answer, heard_by=heard_by, at=unit.now, said_by=said_by, words=words
        )
    )
    unit.session.flush()
    unit.tell(ConsentHeard(customer, answer, heard_by))


def consent_of(unit: Unit, customer: str) -> Consent:
    """The newest yes or no, which "no answer yet" never takes away; not answered where there is neither."""
    return newest_consents(unit, [customer]).get(customer, Consent.not_answered)


def newest_consents(unit: Unit, customers: Collection[str] | None = None) -> Mapping[str, Consent]:
    """The newest yes or no of each of these customers, or of all; who gave neither is not in it."""
    said = select(ConsentAnswer.customer, ConsentAnswer.answer).where(ConsentAnswer.answer != Consent.not_answered)
    if customers is not None:
        said = said.where(among(ConsentAnswer.customer, customers))
    return {row.customer: row.answer for row in unit.session.execute(said.order_by(ConsentAnswer.at, ConsentAnswer.id))}


def consents_of(unit: Unit, customer: str) -> Sequence[ConsentAnswer]:
    """All that a customer answered to "may we stay in touch", oldest first."""
    theirs = select(ConsentAnswer).where(ConsentAnswer.customer == customer)
    return unit.all(theirs.order_by(ConsentAnswer.at, ConsentAnswer.id))


def note_cues(
    unit: Unit, customer: str, kinds: Iterable[Cue], *, by: str, words: str | None = None, link: str | None = None
) -> Sequence[CueNoted]:
    """Keep the warning signs that somebody noticed just now; what they wrote stands with the first."""
    noted = []
    for kind in dict.fromkeys(kinds):
        noted.append(unit.add(CueNoted(customer=customer, kind=kind, by=by, at=unit.now, words=words, link=link)))
        words = link = None
    unit.session.flush()
    return noted


def cues_of(unit: Unit, customer: str) -> Sequence[CueNoted]:
    """The warning signs of this customer, oldest first."""
    return unit.all(select(CueNoted).where(CueNoted.customer == customer).order_by(CueNoted.at, CueNoted.id))


def customer_of(unit: Unit, customer: str) -> Customer:
    """The customer with that id; raises `Gone`."""
    return unit.need(Customer, customer)


def _last_lifetime(unit: Unit, customer: str) -> Lifetime | None:
    return unit.first(select(Lifetime).where(Lifetime.customer == customer).order_by(Lifetime.number.desc()))


def _keep_worth(unit: Unit, customer: str, lifetime: Lifetime | None) -> None:
    """What they were worth stays with a time that is over: in the next one it may be more, or less."""
    if lifetime is not None:
        known = unit.need(Customer, customer)
        lifetime.value, lifetime.currency = known.value, known.currency


def _first_lifetime(unit: Unit, customer: str) -> Lifetime | None:
    return unit.find(Lifetime, customer=customer, number=1)
