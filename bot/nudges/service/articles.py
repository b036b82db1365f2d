"""Somebody read something: whom it may interest of those who left, and their owners are asked to send it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import select

from bot.customers.models import Customer, Note, Touch
from bot.customers.service import newest_consents
from bot.customers.values import Consent
from bot.departures.models import Departure
from bot.departures.service import need_departure
from bot.departures.service.find import lost_and_heard, lost_and_seen
from bot.nudges.models import Cadence
from bot.nudges.rules import in_common
from bot.nudges.service.occasions import known_to
from bot.nudges.service.planning import ask, recipient_of
from bot.nudges.values import Article, CadenceState, Declined, NudgeKind, Obstacle, Occasion, Suited
from bot.store.among import among
from bot.work.unit import Unit
from bot.workspace.service import record

MOST = 10
"""As many as a form may offer to tick."""


def whom_it_suits(unit: Unit, by: str, article: Article) -> Sequence[Suited]:
    """The lost customers whom it may interest, of those that somebody may see: what they are, and what was noted of them.

    Why they left counts only where that person may hear what they said.

    Those with the most in common first. Who is left in peace, or was sent it lately, is left out.
    """
    found = _reachable(unit, by, article)
    seen = [departure for departure, _cadence in found]
    customers = {one.id: one for one in unit.all(select(Customer).where(among(Customer.id, (one.customer for one in seen))))}
    known = _known(unit, seen, customers)
    may_hear = {*(one.id for one in lost_and_heard(unit, by)), *(one.departure for _departure, one in found if one.keeper == by)}
    for departure, reasons in unit.parts.why_left(unit, [one.id for one in seen if one.id in may_hear]).items():
        known[need_departure(unit, departure).customer] += reasons
    suited = [
        Suited(one.id, customers[one.customer].name, in_common(article.about, known[one.customer])) for one in seen
    ]
    return sorted((one for one in suited if one.shared), key=lambda one: -len(one.shared))[:MOST]


def bring_article(unit: Unit, by: str, article: Article, chosen: Collection[str]) -> int:
    """Whoever looks after these departures is asked once to send it; how many are asked. Raises `Declined` where nobody is."""
    asked = 0
    for departure, cadence in _reachable(unit, by, article):
        to = recipient_of(unit, cadence, departure) if departure.id in chosen else None
        if to is not None:
            ask(unit, cadence, Occasion(NudgeKind.article, by, article.link, article.about), to)
            record(unit, by, "nudge.article", departure.id)
            asked += 1
    if not asked:
        raise Declined(Obstacle.nobody_chosen)
    return asked


def _reachable(unit: Unit, by: str, article: Article) -> list[tuple[Departure, Cadence]]:
    departures = {one.id: one for one in lost_and_seen(unit, by)}
    going = among(Cadence.departure, departures), Cadence.state == CadenceState.going
    cadences = {one.departure: one for one in unit.all(select(Cadence).where(*going))}
    consents = newest_consents(unit, [one.customer for one in cadences.values()])
    sent = known_to(unit, [one.id for one in cadences.values()], article.link)
    return [
        (departure, cadences[one])
        for one, departure in departures.items()
        if one in cadences and cadences[one].id not in sent and consents.get(departure.customer) is not Consent.no
    ]


def _known(unit: Unit, departures: Sequence[Departure], customers: Mapping[str, Customer]) -> dict[str, list[str]]:
    known: dict[str, list[str]] = defaultdict(list)
    for one in departures:
        known[one.customer] += [*customers[one.customer].segments, one.note or "", one.source_words or ""]
    for note in unit.all(select(Note).where(among(Note.customer, customers))):
        known[note.customer].append(note.words)
    for touch in unit.all(select(Touch).where(among(Touch.customer, customers), Touch.words.is_not(None))):
        known[touch.customer].append(touch.words or "")
    return known
