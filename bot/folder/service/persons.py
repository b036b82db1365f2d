"""What is held about a person at a customer's: shown to them, corrected, and erased."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select, update

from bot.colleagues.service import name_of
from bot.customers.events import ContactErased
from bot.customers.models import Contact, Customer, Erasure
from bot.customers.rules import read_contact
from bot.customers.service import names_of
from bot.customers.values import Erased
from bot.departures.models import Departure
from bot.departures.service import refresh_card
from bot.folder.blocks.persons import instead_of_a_person
from bot.folder.mentions import MOST_TERMS, mentions, terms_of, without
from bot.folder.putting_right import HeldAbout, Mention, PeopleThere, PersonErased, PersonThere, Refusal
from bot.folder.service.access import Sight, hidden_times, sight_of
from bot.folder.service.forgetting import SCRUB
from bot.folder.service.opening import lines_of
from bot.folder.service.reach import Reached, all_ids, reached, redraw
from bot.folder.service.taking_away import said_about, take_away
from bot.interviews.models import Interview
from bot.store.base import Tenant, new_id
from bot.store.types import Words, WordsTree
from bot.work.models import Delivery
from bot.work.unit import Unit
from bot.workspace.roles import Deed, may
from bot.workspace.service import record


def people_at(unit: Unit, by: str, customer: str | None) -> PeopleThere | Refusal:
    """Everybody to talk to at a customer's, newest first, for those who may put right what is held of them."""
    sight = sight_of(unit, by, customer) if customer else None
    if sight is None:
        return Refusal.unknown
    if not may(Deed.correct_person, sight.roles):
        return Refusal.may_not
    return PeopleThere(sight.customer.name, tuple(_there(unit, sight, one) for one in _contacts(unit, by, sight)))


def held_about(unit: Unit, by: str, contact: str) -> HeldAbout | Refusal:
    """Everything that names a person, as far as whoever asks may read it."""
    found = _found(unit, by, contact, Deed.correct_person)
    if isinstance(found, Refusal):
        return found
    sight, known = found
    terms = _terms(unit, known)
    also = [one for one in _contacts(unit, by, sight) if one.id != known.id and mentions(one.words, terms)]
    lines = [line.entry for line in lines_of(unit, by, sight)]
    named = [Mention(one.at, one.what, one.words) for one in lines if mentions(f"{one.what}\n{one.words}", terms)]
    there = tuple(_there(unit, sight, one) for one in also)
    return HeldAbout(_there(unit, sight, known), there, terms, tuple(named))


def correct_person(unit: Unit, by: str, contact: str, words: str | None) -> PersonThere | Refusal:
    """Keep how a person is really reached; phone and email are read out of it anew."""
    found = _found(unit, by, contact, Deed.correct_person)
    if isinstance(found, Refusal):
        return found
    sight, known = found
    if not (words or "").strip():
        return Refusal.name_missing
    read = read_contact(words or "")
    known.words, known.phone, known.email = words or "", read.phone, read.email
    unit.session.flush()
    record(unit, by, "contact.corrected", known.id)
    for departure in unit.all(select(Departure.id).where(Departure.contact == known.id)):
        refresh_card(unit, departure)
    redraw(unit, reached(unit, sight.customer.id))
    return _there(unit, sight, known)


def erase_person(unit: Unit, by: str, contact: str, terms: Sequence[str]) -> PersonErased | Refusal:
    """Erase a person: their entry, and what they go by (`terms`) out of all that people wrote about the customer."""
    found = _found(unit, by, contact, Deed.erase_person)
    if isinstance(found, Refusal):
        return found
    sight, known = found
    return _erase(unit, by, sight.customer, known, tuple(terms)[:MOST_TERMS])


def erase_person_again(unit: Unit, contact: str, by: str) -> bool:
    """After a backup was restored: by what they are called in their entry. Whoever calls this has asked who may."""
    known = unit.need(Contact, contact)
    _erase(unit, by, unit.need(Customer, known.customer), known, _terms(unit, known))
    return True


def _erase(unit: Unit, by: str, customer: Customer, known: Contact, terms: tuple[str, ...]) -> PersonErased:
    rows = reached(unit, customer.id)
    said = [one for one in said_about(unit, all_ids(rows)) if _may_name(one, terms)]
    taken = take_away(unit, said)
    for kind, column in ((Departure, Departure.contact), (Interview, Interview.contact)):
        unit.session.execute(update(kind).where(column == known.id).values(contact=None))
    which = known.id
    unit.session.delete(known)
    unit.session.flush()
    places = _take_out(unit, rows, terms)
    if unit.get(Erasure, which) is None:
        unit.add(Erasure(id=which, kind=Erased.contact, by=by, at=unit.now, marks=[]))
    record(unit, by, "contact.erased", which)
    redraw(unit, reached(unit, customer.id))
    unit.plan(SCRUB, which, unit.now, key=f"{SCRUB}:{new_id()}")
    unit.tell(ContactErased(which))
    return PersonErased(customer.name, places, taken)


def _may_name(one: Delivery, terms: tuple[str, ...]) -> bool:
    """Whether a message names somebody; one whose words were let go long ago may, so it goes as well. A card is drawn again."""
    return mentions(str(one.content), terms) if one.content else one.card is None


def _take_out(unit: Unit, rows: Reached, terms: tuple[str, ...]) -> int:
    """Wherever people wrote of them: in every table that hangs on the customer. How many places that was."""
    return sum(
        _take_out_of(row, name, terms)
        for kind, ids in rows.items()
        if (names := _written(kind))
        for row in unit.all(select(kind).where(kind.id.in_(ids)))
        for name in names
    )


def _take_out_of(row: Tenant, name: str, terms: tuple[str, ...]) -> bool:
    before = getattr(row, name)
    after = without(before, terms, instead_of_a_person()) if before is not None else None
    if after == before or (isinstance(before, tuple) and list(before) == after):
        return False
    setattr(row, name, after)
    return True


def _written(kind: type[Tenant]) -> list[str]:
    return [name for name, one in kind.__mapper__.columns.items() if isinstance(one.type, Words | WordsTree)]


def _found(unit: Unit, by: str, contact: str, deed: Deed) -> tuple[Sight, Contact] | Refusal:
    known = unit.get(Contact, contact)
    sight = sight_of(unit, by, known.customer) if known else None
    if sight is None or known is None or known not in _contacts(unit, by, sight):
        return Refusal.unknown
    return (sight, known) if may(deed, sight.roles) else Refusal.may_not


def _contacts(unit: Unit, by: str, sight: Sight) -> list[Contact]:
    """Not those who were written down in a departure that this person may not know of."""
    hidden = hidden_times(unit, sight)
    theirs = select(Contact).where(Contact.customer == sight.customer.id).order_by(Contact.added.desc(), Contact.id.desc())
    return [one for one in unit.all(theirs) if one.added_by == by or not any(one.added in time for time in hidden)]


def _terms(unit: Unit, known: Contact) -> tuple[str, ...]:
    return terms_of(known.words, names_of(unit, known.customer))


def _there(unit: Unit, sight: Sight, one: Contact) -> PersonThere:
    who = name_of(unit, one.added_by)
    return PersonThere(one.id, sight.customer.id, sight.customer.name, one.words, one.phone, one.email, who, one.added)
