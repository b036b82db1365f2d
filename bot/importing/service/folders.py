"""The customers that some rows are about, with what is known of them: read in bulk, however many rows there are."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select

from bot.customers.models import ConsentAnswer, Contact, Customer, Dealing, Erasure, FormerName, Lifetime
from bot.customers.rules import fold
from bot.customers.service import add_customer, present
from bot.customers.values import Consent, DealingKind
from bot.departures.models import Departure
from bot.store.base import Tenant, new_id
from bot.work.unit import Unit

ASIDE = 10_000
"""Numbers of times with us from here on are nobody's for long."""


@dataclass
class Folder:
    """One customer while rows about them come in; without `customer` nobody of that name is known."""

    customer: Customer | None = None
    departures: list[Departure] = field(default_factory=list)
    times: list[Lifetime] = field(default_factory=list)
    contacts: set[str] = field(default_factory=set)
    answers: set[Consent] = field(default_factory=set)
    owners: set[str] = field(default_factory=set)


class Folders:
    """The folders of some customers; lives for one unit. What is new waits in layers until `write`, each under what it hangs on."""

    def __init__(self, unit: Unit, names: Iterable[str], *, dry: bool) -> None:
        self.unit, self.dry = unit, dry
        plain = {fold(name) for name in names if name}
        self._by_name: dict[str, Folder] = {}
        self._layers: list[list[Tenant]] = [[] for _each in range(5)]
        self._crowded: list[Folder] = []
        self._has_erasures = unit.first(select(Erasure.id)) is not None
        self._read(plain)

    def of(self, name: str) -> Folder:
        """The folder under that name, however it is spelt; an empty one where nobody is called so."""
        return self._by_name.setdefault(fold(name), Folder())

    def add_customer(self, name: str, folder: Folder) -> Customer:
        """Take in a customer whom nobody knew. Whether one of that name was erased is only asked where any was."""
        if self._has_erasures and not self.dry:
            customer = add_customer(self.unit, name)
            self.unit.session.flush()
        else:
            customer = Customer(name=" ".join(name.split()), plain_name=fold(name), currency=None, created=self.unit.now)
            customer.segments = []
            self.add(0, customer)
        folder.customer = customer
        return customer

    def add(self, layer: int, row: Tenant) -> None:
        """Take in a row of that layer: 0 hangs on nothing, 1 on those of 0, and so on."""
        row.workspace, row.id = self.unit.workspace, row.id or new_id()
        self._layers[layer].append(row)

    def time_of(self, folder: Folder, left: date, *, is_newest: bool) -> Lifetime:
        """The time with us that ended on that day: the present one, or one more, in its place among the others."""
        present_one = next((one for one in folder.times if one.ended is None), None)
        if is_newest and present_one is not None:
            present_one.ended = left
            return present_one
        customer = folder.customer
        if customer is None:
            raise LookupError("a time with us is somebody's")
        number = 1 + max((one.number for one in folder.times), default=0)
        fresh = Lifetime(customer=customer.id, number=number, ended=left)
        folder.times.append(fresh)
        self.add(1, fresh)
        if len(folder.times) > 1:
            self._crowded.append(folder)
        return fresh

    def write(self) -> None:
        """Write what is new, and put the times with us of whoever has several in order."""
        for layer in self._layers:
            self.unit.session.add_all(layer)
            self.unit.session.flush()
        self._layers = [[] for _each in range(5)]
        for folder in self._crowded:
            _number(self.unit, folder.times)
        self._crowded = []

    def _read(self, plain: Collection[str]) -> None:
        unit = self.unit
        found = {one.plain_name: one for one in unit.all(select(Customer).where(Customer.plain_name.in_(plain)))}
        others = [name for name in plain if name not in found]
        former = select(FormerName.plain_name, FormerName.customer).where(FormerName.plain_name.in_(others))
        for name, customer in unit.session.execute(former.order_by(FormerName.id)):
            known = present(unit, customer)
            if known is not None:
                found[name] = known
        folders: dict[str, Folder] = {}
        for name, one in found.items():
            today = present(unit, one.id) if one.merged_into else one
            if today is not None:
                self._by_name[name] = folders.setdefault(today.id, Folder(today))
        self._fill(folders)

    def _fill(self, folders: dict[str, Folder]) -> None:
        unit, ids = self.unit, list(folders)
        if not ids:
            return
        for departure in unit.all(select(Departure).where(Departure.customer.in_(ids)).order_by(Departure.happened)):
            folders[departure.customer].departures.append(departure)
        for time in unit.all(select(Lifetime).where(Lifetime.customer.in_(ids)).order_by(Lifetime.number)):
            folders[time.customer].times.append(time)
        for contact in unit.all(select(Contact).where(Contact.customer.in_(ids))):
            folders[contact.customer].contacts |= signs_of(contact.words, contact.email)
        said = select(ConsentAnswer.customer, ConsentAnswer.answer).where(ConsentAnswer.customer.in_(ids))
        for customer, answer in unit.session.execute(said):
            folders[customer].answers.add(answer)
        owns = Dealing.customer.in_(ids), Dealing.kind == DealingKind.owner
        for customer, person in unit.session.execute(select(Dealing.customer, Dealing.person).where(*owns)):
            folders[customer].owners.add(person)


def signs_of(words: str, email: str | None) -> set[str]:
    """By what somebody at a customer's is known again: how they were written down, and their email address."""
    return {fold(words), *([email.casefold()] if email else [])}


def _number(unit: Unit, times: list[Lifetime]) -> None:
    """In the order of their ends, the present one last; in between each has a number of nobody's, for no two may be the same."""
    ordered = sorted(times, key=lambda one: (one.ended is None, one.ended or one.began or date.max, one.number))
    if [one.number for one in ordered] == list(range(1, len(ordered) + 1)):
        return
    for place, one in enumerate(ordered, 1):
        one.number = ASIDE + place
    unit.session.flush()
    for place, one in enumerate(ordered, 1):
        one.number = place
    unit.session.flush()
