"""Whom news answers, and which way back the folder points to."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from bot.customers.rules import plain_segment
from bot.winback.values import Cure
from bot.winback.ways import Hints, Proposal, Way, WayBack, Why

NEWS_FOR = timedelta(days=730)
"""After two years nothing is news any more."""
TRIED = frozenset({"missing", "never_started", "price", "quality", "in_house", "budget", "inconvenience"})
"""Reasons that a small try answers better than words."""
PEOPLE = frozenset({"treatment", "amends", "champion", "misunderstanding", "small_things", "someone_known", "ethics"})
"""Reasons that are about people: whoever is new has no part in them."""


def answers(
    way: Way, since: date, departure: str, reasons: Collection[str], segments: Collection[str], left: date
) -> bool:
    """Whether news of the day `since` is a way back for somebody who left on that day, over these reasons, in these segments.

    Reasons are codes as they count today, the news' as well. Whoever left afterwards left in spite of it.
    """
    if left > since:
        return False
    if not (way.reasons or way.segments):
        return departure in way.departures
    theirs = {plain_segment(one) for one in segments}
    fits = not way.segments or any(plain_segment(one) in theirs for one in way.segments)
    return fits and (not way.reasons or any(one in way.reasons for one in reasons))


def proposals(hints: Hints) -> list[Proposal]:
    """Ways back, the one that the folder speaks for most first. Each is true of this customer; the last two always are."""
    found = [
        *([Proposal(WayBack.news, Why.news)] if hints.news else []),
        *([Proposal(WayBack.amends, Why.changed)] if hints.changed else []),
        *_by_reason(hints),
        *_team(hints),
        *([Proposal(WayBack.view, Why.reason_unknown)] if hints.cure is Cure.unknown else []),
        Proposal(WayBack.product, Why.nothing_known),
        Proposal(WayBack.pilot, Why.nothing_known),
    ]
    first: dict[WayBack, Proposal] = {}
    for one in found:
        first.setdefault(one.way, one)
    return list(first.values())


def _by_reason(hints: Hints) -> list[Proposal]:
    if hints.reason in PEOPLE:
        return [*_team(hints), Proposal(WayBack.view, Why.reason)]
    if hints.reason in TRIED:
        return [Proposal(WayBack.pilot, Why.reason)]
    can_change = hints.reason is not None and hints.cure in (Cure.by_us, Cure.by_time)
    return [Proposal(WayBack.view, Why.reason)] if can_change else []


def _team(hints: Hints) -> list[Proposal]:
    if hints.owner_gone:
        return [Proposal(WayBack.team, Why.owner_gone)]
    return [Proposal(WayBack.team, Why.new_face)] if hints.new_face else []
