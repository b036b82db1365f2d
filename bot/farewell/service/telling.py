"""What letters and answers bring to the folder, and to the details of a departure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import select

from bot.customers.service import consents_of
from bot.departures.models import Departure
from bot.departures.service import roles_in
from bot.farewell.blocks import apology as apologies
from bot.farewell.blocks import consent as consents
from bot.farewell.models import Apology, Thanks
from bot.farewell.service.apology import may_apologise
from bot.farewell.values import Outcome
from bot.farewell.values.letters import ApologyState
from bot.slack.kit import pack
from bot.work.unit import Unit
from bot.work.values import Entry, Way
from bot.workspace.roles import Deed, may


def letters_told(unit: Unit, customer: str, reader: str) -> Sequence[Entry]:
    """The letters of those departures that somebody may see, and what the customer answered on staying in touch."""
    departures = unit.all(select(Departure.id).where(Departure.customer == customer))
    seen = [one for one in departures if may(Deed.see_departure, roles_in(unit, reader, one))]
    return [*_thanks(unit, seen), *_apologies(unit, seen), *_answers(unit, customer)] if seen else []


def letter_ways(unit: Unit, departure_id: str, person: str) -> Sequence[Way]:
    """The buttons about staying in touch, and about where we were wrong, for those who may press them."""
    ways = []
    if may(Deed.hear_consent, roles_in(unit, person, departure_id)):
        ways.append(Way(consents.consent_way(), consents.ANSWERED, pack(d=departure_id)))
    if may_apologise(unit, person, departure_id) is Outcome.done:
        ways.append(Way(apologies.apology_way(), apologies.APOLOGISE, pack(d=departure_id)))
    return ways


def _thanks(unit: Unit, departures: Sequence[str]) -> Iterator[Entry]:
    sent = select(Thanks).where(Thanks.departure.in_(departures), Thanks.sent_at.is_not(None))
    for one in unit.all(sent):
        yield Entry(one.sent_at or one.asked_at, "thanks.sent", apologies.thanks_entry(), one.id, one.sent_by, one.words)


def _apologies(unit: Unit, departures: Sequence[str]) -> Iterator[Entry]:
    for one in unit.all(select(Apology).where(Apology.departure.in_(departures))):
        if one.sent_at is not None:
            sent = apologies.apology_entry(ApologyState.sent)
            yield Entry(one.sent_at, "apology.sent", sent, one.id, one.sent_by, one.words)
        if one.told_at is not None:
            told = apologies.apology_entry(ApologyState.told)
            yield Entry(one.told_at, "apology.told", told, one.id, one.told_by, one.fixed_words)


def _answers(unit: Unit, customer: str) -> Iterator[Entry]:
    for one in consents_of(unit, customer):
        what = consents.consent_entry(one.answer, one.said_by)
        yield Entry(one.at, f"consent.{one.answer.value}", what, one.id, one.heard_by, one.words)
