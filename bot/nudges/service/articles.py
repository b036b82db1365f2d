"""Somebody read something: whom it may interest of those who left, and their owners are asked to send it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence

from sqlalchemy import select

from bot.customers.models import Customer, Note, Touch
from bot.customers.service import consent_of
from bot.customers.values import Consent
from bot.departures.models import Departure
from bot.departures.service.find import lost_and_seen
from bot.nudges.models import Cadence
from bot.nudges.rules import in_common
from bot.nudges.service.keeping import ask, cadence_of, recipient_of
from bot.nudges.service.occasions import is_known
from bot.nudges.values import Article, CadenceState, Declined, NudgeKind, Obstacle, Occasion, Suited
from bot.work.unit import Unit
from bot.workspace.service import record

MOST = 10
"""As many as a form may offer to tick."""


def whom_it_suits(unit: Unit, by: str, article: Article) -> Sequence[Suited]:
    """The lost customers whom it may interest, of those that somebody may see: what they are, and what was noted of them.

    Those with the most in common first. Who is left in peace, or was sent it lately, is left out.
    """
    seen = _reachable(unit, by, article)
    known = _known(unit, seen)
    found = []
    for departure in seen:
        shared = in_common(article.about, known[departure.customer])
        if shared:
            found.append(Suited(departure.id, unit.need(Customer, departure.customer).name, shared))
    return sorted(found, key=lambda one: -len(one.shared))[:MOST]


def bring_article(unit: Unit, by: str, article: Article, chosen: Collection[str]) -> int:
    """Whoever looks after these departures is asked once to send it; how many are asked. Raises `Declined` where nobody is."""
    asked = 0
    for departure in _reachable(unit, by, article):
        cadence = cadence_of(unit, departure.id)
        to = recipient_of(unit, cadence, departure) if cadence else None
        if departure.id in chosen and cadence is not None and to is not None:
            ask(unit, cadence, Occasion(NudgeKind.article, by, article.link, article.about), to)
            record(unit, by, "nudge.article", departure.id)
            asked += 1
    if not asked:
        raise Declined(Obstacle.nobody_chosen)
    return asked


def _reachable(unit: Unit, by: str, article: Article) -> list[Departure]:
    return [one for one in lost_and_seen(unit, by) if _may_be_sent(unit, cadence_of(unit, one.id), article)]


def _may_be_sent(unit: Unit, cadence: Cadence | None, article: Article) -> bool:
    if cadence is None or cadence.state is not CadenceState.going or is_known(unit, cadence, article.link):
        return False
    return consent_of(unit, cadence.customer) is not Consent.no


def _known(unit: Unit, departures: Sequence[Departure]) -> dict[str, list[str]]:
    customers = [one.customer for one in departures]
    known: dict[str, list[str]] = defaultdict(list)
    for one in departures:
        known[one.customer] += [*unit.need(Customer, one.customer).segments, one.note or "", one.source_words or ""]
    for note in unit.all(select(Note).where(Note.customer.in_(customers))):
        known[note.customer].append(note.words)
    for touch in unit.all(select(Touch).where(Touch.customer.in_(customers), Touch.words.is_not(None))):
        known[touch.customer].append(touch.words or "")
    return known
