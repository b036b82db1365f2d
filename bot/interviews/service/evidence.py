"""The evidence of who dealt with a customer: where it comes from, of when it is, and what it comes to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from sqlalchemy import Select, select

from bot.customers.models import Dealing, Touch
from bot.customers.rules import bearing_of
from bot.customers.service import dealings_of, touches_of
from bot.customers.values import Bearing, Correction, DealingKind
from bot.departures.models import Departure
from bot.departures.values import DepartureFacts
from bot.interviews.models import Finding, Interview, Questionnaire
from bot.interviews.values import TAKEN, Faint, InterviewState
from bot.work.unit import Unit
from bot.workspace.service import settings_of

R = TypeVar("R")

A_YEAR = timedelta(days=365.25)


@dataclass(frozen=True)
class Dealt:
    """One piece of evidence that somebody dealt with the customer: who said so, of when it is (aware), what it comes to."""

    dealing: str
    person: str
    kind: DealingKind
    said_by: str
    at: datetime
    correction: Correction | None
    corrected_at: datetime | None
    bearing: Bearing


@dataclass(frozen=True)
class Held:
    """Somebody heard this customer about another departure, or about this one in another interview."""

    person: str
    at: datetime


def dealt_with(unit: Unit, customer: str) -> Sequence[Dealt]:
    """Every piece of evidence about the colleagues who dealt with a customer, oldest first; exit interviews are none."""
    long_ago = unit.now - settings_of(unit).long_ago_years * A_YEAR
    dealings, found = dealings_of(unit, customer), []
    contacts = _last_contacts(unit, customer, dealings)
    for one in dealings:
        at = contacts.get(one.person) if one.kind is DealingKind.touch else one.at
        if at is None:
            continue  # all that is logged of theirs is an interview
        bearing = bearing_of(at, one.correction, one.corrected_at, long_ago)
        found.append(Dealt(one.id, one.person, one.kind, one.said_by, at, one.correction, one.corrected_at, bearing))
    return sorted(found, key=lambda one: (one.at, one.dealing))


def excluded_by(dealt: Sequence[Dealt], departure: DepartureFacts) -> dict[str, frozenset[DealingKind]]:
    """Who really dealt with the customer, and how: nobody of them is asked, unless whoever is responsible wants it."""
    found: dict[str, set[DealingKind]] = defaultdict(set)
    for one in dealt:
        if one.bearing is Bearing.excludes:
            found[one.person].add(one.kind)
    if departure.owner:
        found[departure.owner].add(DealingKind.owner)
    return {person: frozenset(kinds) for person, kinds in found.items()}


def weighed_by(
    unit: Unit, dealt: Sequence[Dealt], departure: DepartureFacts, interview: Interview
) -> dict[str, tuple[Faint, ...]]:
    """What counts a little against people, without excluding them: old or corrected evidence, and interviews they held."""
    found: dict[str, list[Faint]] = defaultdict(list)
    for one in dealt:
        if one.bearing is Bearing.weighs:
            is_copied = one.correction is Correction.only_copied and one.corrected_at and one.corrected_at >= one.at
            found[one.person].append(Faint.copied if is_copied else Faint.long_ago)
    for held in held_with(unit, departure.customer_id, besides=interview.id):
        found[held.person].append(Faint.interview)
    holding = Interview.departure == departure.id, Interview.state.in_(TAKEN), Interview.id != interview.id
    for person in unit.all(select(Interview.interviewer).where(*holding)):
        found[person or ""].append(Faint.interview)
    return {person: tuple(sorted(faint, key=lambda one: one.value)) for person, faint in found.items()}


def held_with(unit: Unit, customer: str, *, besides: str = "") -> Sequence[Held]:
    """The interviews with this customer that somebody of us held, the one `besides` apart, oldest first."""
    others = Interview.state == InterviewState.held, Interview.id != besides
    query = _of_customer(select(Interview), customer).where(*others).order_by(Interview.held_at)
    return [Held(one.interviewer, one.held_at) for one in unit.all(query) if one.interviewer and one.held_at]


def contacts_by_person(unit: Unit, customer: str) -> dict[str, list[Touch]]:
    """The logged contacts of each colleague with a customer, newest first."""
    found: dict[str, list[Touch]] = defaultdict(list)
    for touch in touches_of(unit, customer):
        found[touch.by].append(touch)
    return found


def _last_contacts(unit: Unit, customer: str, dealings: Sequence[Dealing]) -> dict[str, datetime | None]:
    """When each colleague was last in contact with a customer, exit interviews and letters about them apart.

    None for somebody who never was but for that; whoever has no contact logged at all counts from when it was said.
    """
    found: dict[str, datetime | None] = {
        one.person: one.at for one in dealings if one.kind is DealingKind.touch
    }
    contacts = contacts_by_person(unit, customer)
    about_interviews = _contacts_for_interviews(unit, customer) if contacts else ()
    for person, touches in contacts.items():
        real = (one.at for one in touches if (person, one.at) not in about_interviews)
        found[person] = next(real, None)
    return found


def _contacts_for_interviews(unit: Unit, customer: str) -> set[tuple[str, datetime]]:
    of_customer = _of_customer(select(Interview.id), customer)
    filed = select(Finding.filed_by, Finding.filed_at).where(Finding.interview.in_(of_customer))
    sent = select(Questionnaire.sent_by, Questionnaire.sent_at).where(Questionnaire.interview.in_(of_customer))
    rows = (*unit.session.execute(filed), *unit.session.execute(sent))
    return {(person, at) for person, at in rows if person and at}


def _of_customer(query: Select[R], customer: str) -> Select[R]:
    """Of the interviews only those with one customer, whichever time it was that they left."""
    its_departure = (Departure.workspace == Interview.workspace) & (Departure.id == Interview.departure)
    return query.join(Departure, its_departure).where(Departure.customer == customer)
