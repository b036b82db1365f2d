"""Whether we may stay in touch: what the customer answered, who heard it, and that they changed their mind."""

from __future__ import annotations

from bot.customers.rules import name_in
from bot.customers.service import consent_of, note_consent
from bot.customers.values import Consent
from bot.departures.models import Departure
from bot.departures.service import consent_facts, facts_of, refresh_card, roles_in
from bot.farewell.models import Thanks
from bot.farewell.values import Outcome
from bot.farewell.values.letters import ConsentForm, ConsentView
from bot.work.unit import Unit
from bot.workspace.roles import Deed, may
from bot.workspace.service import record


def open_consent(unit: Unit, by: str, departure_id: str) -> ConsentView | Outcome:
    """What the form about staying in touch opens with, for somebody who may see the departure."""
    if not _may(unit, by, departure_id):
        return Outcome.may_not
    facts = facts_of(unit, departure_id)
    return ConsentView(
        departure=departure_id,
        customer=facts.customer,
        answer=consent_of(unit, facts.customer_id),
        history=consent_facts(unit, facts.customer_id),
        contact=name_in(facts.contact_words),
    )


def hear(unit: Unit, by: str, departure_id: str, form: ConsentForm, gesture: str) -> Outcome:
    """Keep what the customer said, once for each `gesture`. "No answer yet" never takes a yes or no away."""
    if not _may(unit, by, departure_id):
        return Outcome.may_not
    customer = facts_of(unit, departure_id).customer_id
    if form.answer is Consent.not_answered and consent_of(unit, customer) is not Consent.not_answered:
        return Outcome.already
    if unit.saw(gesture):
        note_consent(unit, customer, form.answer, heard_by=by, said_by=form.said_by, words=form.words)
        record(unit, by, f"consent.{form.answer.value}", departure_id)
        refresh_card(unit, departure_id)
    return Outcome.done


def departure_of(unit: Unit, thanks_id: str) -> str:
    """Which departure a request for thanks is about; empty when it is gone."""
    thanks = unit.get(Thanks, thanks_id)
    return thanks.departure if thanks else ""


def _may(unit: Unit, by: str, departure_id: str) -> bool:
    if unit.get(Departure, departure_id) is None:
        return False
    return may(Deed.hear_consent, roles_in(unit, by, departure_id))
