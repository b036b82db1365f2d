"""The mailing list, for an admin: who is on it, and why others are not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from sqlalchemy import select

from bot.customers.models import Contact, Customer
from bot.customers.service import newest_consents
from bot.customers.values import Consent
from bot.departures.models import Departure
from bot.departures.values import Stage
from bot.nudges.blocks import mailing as blocks
from bot.nudges.models import Cadence
from bot.nudges.rules.mailing import place_of, written
from bot.nudges.values import CadenceState, MailingPlace
from bot.work.parts import FileMaker
from bot.work.unit import Unit
from bot.work.values import Enclosure
from bot.workspace.roles import Deed, may
from bot.workspace.service import record, settings_of

MAILING = "nudges.mailing"


def count_mailing(unit: Unit, by: str) -> Mapping[MailingPlace, int] | None:
    """How many customers are on the list, and how many are not, by why; None for who may not take it along."""
    if not may(Deed.take_mailing_list, unit.parts.standing(unit, by)):
        return None
    return Counter(place for _customer, place in _places(unit))


def send_mailing(unit: Unit, by: str) -> bool:
    """Send somebody the list as a file; False where they may not have it."""
    if not may(Deed.take_mailing_list, unit.parts.standing(unit, by)):
        return False
    record(unit, by, "mailing.exported", "mailing")
    file = Enclosure(blocks.file_name(unit.now.date()), "", without=blocks.mailing_without(), drawn=(MAILING, by))
    unit.say(blocks.mailing_message(), to=by, key=f"{MAILING}:{by}:{unit.now.isoformat()}", file=file)
    return True


def draw_mailing(unit: Unit, by: str) -> bytes | None:
    """The list as things stand when it is sent; None for who may not have it any more."""
    if not may(Deed.take_mailing_list, unit.parts.standing(unit, by)):
        return None
    on_it = [customer for customer, place in _places(unit) if place is MailingPlace.on_it]
    contacts = _contacts(unit)
    rows = [blocks.mailing_header()]
    for one in on_it:
        for words, email in contacts.get(one.id, [("", "")]):
            rows.append(blocks.mailing_row(one.name, words, email, one.reached_by, one.segments))
    return written(rows).encode()


def _places(unit: Unit) -> Sequence[tuple[Customer, MailingPlace]]:
    here = Customer.merged_into.is_(None), Customer.erased_at.is_(None)
    customers = unit.all(select(Customer).where(*here).order_by(Customer.plain_name))
    said, wish = newest_consents(unit), settings_of(unit).unanswered
    peace = frozenset(unit.all(select(Cadence.customer).where(Cadence.state == CadenceState.in_peace)))
    peace |= {one for left_alone in unit.parts.in_peace for one in left_alone(unit, [one.id for one in customers])}
    left = frozenset(unit.all(select(Departure.customer).where(Departure.stage == Stage.left)))
    return [
        (
            one,
            place_of(
                one.mailing,
                said.get(one.id, Consent.not_answered),
                wish,
                in_peace=one.id in peace,
                has_left=one.id in left,
            ),
        )
        for one in customers
    ]


def _contacts(unit: Unit) -> Mapping[str, list[tuple[str, str]]]:
    """How to reach each customer: all with an address; where there is none, the newest of what was noted."""
    found: dict[str, list[tuple[str, str]]] = {}
    for one in unit.all(select(Contact).order_by(Contact.added.desc(), Contact.id.desc())):
        found.setdefault(one.customer, []).append((one.words, one.email or ""))
    return {customer: [one for one in all_ if one[1]] or all_[:1] for customer, all_ in found.items()}


FILES: Mapping[str, FileMaker] = {MAILING: draw_mailing}
