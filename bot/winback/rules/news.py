"""What is new about a lost customer since they were last in a digest: where nothing is, nobody is told."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.winback.rules.scoring import DOORS_OPEN_DAYS

REST_DAYS = 90
"""Whom nobody took up is in a digest again after about a quarter, though nothing has changed."""


class News(enum.Enum):
    """Why a customer is in this digest; `launch`: something is new here for them.

    `waited`: a quarter has gone by, and nobody took them up.
    """

    first = "first"
    fixed = "fixed"
    launch = "launch"
    consent = "consent"
    doors = "doors"
    rested = "rested"
    freed = "freed"
    heard = "heard"
    warm = "warm"
    waited = "waited"


@dataclass(frozen=True)
class Happened:
    """When things last happened that speak for asking a customer; moments are aware, None is for what never did.

    `fixed`: what they left over was put right, and checked. `launch`: we offer or have fixed something for them.
    `consent`: they said yes. `heard`: what they said on leaving was written down. `warm`: they were glad to hear from us.
    `freed`: whoever had taken them up let go of them, or they are left in peace no more. `rested` is the day until which
    they were left alone, `doors` that on which their new contract ends.
    """

    fixed: datetime | None = None
    launch: datetime | None = None
    consent: datetime | None = None
    heard: datetime | None = None
    warm: datetime | None = None
    freed: datetime | None = None
    rested: date | None = None
    doors: date | None = None


def news_of(happened: Happened, shown: datetime | None, now: datetime) -> tuple[News, ...]:
    """What is new since they were last `shown` in a digest (None: never), the most telling first."""
    if shown is None:
        return (News.first,)
    before, today = shown.date(), now.date()
    opens = happened.doors - timedelta(days=DOORS_OPEN_DAYS) if happened.doors else None
    is_new = {
        News.fixed: _since(happened.fixed, shown),
        News.launch: _since(happened.launch, shown),
        News.consent: _since(happened.consent, shown),
        News.doors: opens is not None and before < opens <= today,
        News.rested: happened.rested is not None and before < happened.rested <= today,
        News.freed: _since(happened.freed, shown),
        News.heard: _since(happened.heard, shown),
        News.warm: _since(happened.warm, shown),
    }
    found = tuple(news for news, true in is_new.items() if true)
    if found:
        return found
    return (News.waited,) if (today - before).days >= REST_DAYS else ()


def _since(at: datetime | None, shown: datetime) -> bool:
    return at is not None and at > shown
