"""Who is asked: never somebody who dealt with the customer; of the rest, whoever knows them least and was asked least."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from bot.customers.rules import fold
from bot.customers.values import DealingKind
from bot.interviews.values import Candidate, Choice, Considered, Out
from bot.work.calendar import UTC, Hours

MOST_OPEN = 2
"""Nobody holds, or is asked to hold, more interviews than this at a time, where the workspace says nothing else."""

SHORTEST_WORD = 3
_ACCOUNTS = ("account", "accounts", "acct", "accts", "client", "clients", "crm", "cust", "customer", "customers")
_WORK = (
    "ext",
    "external",
    "help",
    "internal",
    "ops",
    "proj",
    "project",
    "sales",
    "shared",
    "success",
    "support",
    "team",
)
BESIDE = frozenset((*_ACCOUNTS, *_WORK))
"""What channels of customers are called besides the customer."""


def choose(candidates: Sequence[Candidate], seed: str, most_open: int = MOST_OPEN) -> Choice:
    """Who is to be asked: least acquaintance, then fewest interviews lately, then longest ago, then most hours in common.

    Whoever is equal in all of these is told apart by `seed` (the departure's id), so that the same facts always
    give the same choice, and different departures different ones. Nobody has more than `most_open` at a time.
    """
    eligible = [one for one in candidates if _out(one, most_open) is None]
    barred = [one for one in candidates if _out(one, most_open) is not None]
    eligible.sort(key=lambda one: _order(one, seed))
    barred.sort(key=lambda one: one.person)
    strangers = sum(one.full_member and not one.dealings and not one.asked for one in candidates)
    return Choice((*eligible, *barred), len(eligible), strangers)


def considered(choice: Choice, most_open: int = MOST_OPEN) -> tuple[Considered, ...]:
    """A choice as it is kept: what counted for each, and of those who were not in it only that, where it is their own affair."""
    return tuple(_considered(one, _out(one, most_open)) for one in choice.order)


def least_contact(candidates: Sequence[Candidate], seed: str, most_open: int = MOST_OPEN) -> Candidate | None:
    """Of those who have dealt with the customer, whoever did so least: to be proposed, never asked by itself."""
    willing = [one for one in candidates if _may_be_proposed(one, most_open)]
    return min(willing, key=lambda one: (_contact(one), *_order(one, seed)), default=None)


def minutes_in_common(one: Hours, other: Hours, day: date) -> int:
    """How many minutes of that day (by the clock of `other`) both are at work, weekends and holidays apart."""
    begins, ends = _working(other, day)
    days = (day + timedelta(days=shift) for shift in (-1, 0, 1))
    common = (min(ends, until) - max(begins, since) for since, until in (_working(one, that) for that in days))
    return sum(max(int(shared.total_seconds()) // 60, 0) for shared in common)


def is_channel_of(channel: str, customer: str, *, shared: bool = False) -> bool:
    """Whether a channel is about a customer, by its name: #acme, #acct-acme and #acme-bakeries-orders for "Acme Bakeries".

    The first word of a name is enough where nothing but words like "account" stand beside it, or where the channel is
    `shared` with another company. It weighs and excludes nobody, so it may be generous.
    """
    words, parts = fold(customer).split(), fold(channel).split()
    runs = ["".join(parts[i:j]) for i in range(len(parts)) for j in range(i + 1, len(parts) + 1)]
    if "".join(words) in runs:
        return True
    first = words[0] if len(words[0]) >= SHORTEST_WORD else None
    bare = [part for part in parts if part not in BESIDE]
    return bare == [first] or (shared and first in parts)


def _working(hours: Hours, day: date) -> tuple[datetime, datetime]:
    begins, ends = (datetime.combine(day, wall, tzinfo=hours.zone) for wall in (hours.start, hours.end))
    return begins.astimezone(UTC), ends.astimezone(UTC)


def _out(one: Candidate, most_open: int) -> Out | None:
    if one.dealings:
        return Out.dealings
    if one.asked:
        return Out.asked
    return None if _can_be_asked(one, most_open) else Out.otherwise


def _can_be_asked(one: Candidate, most_open: int) -> bool:
    return one.full_member and one.in_pool and one.willing and not one.away and one.open < most_open


def _considered(one: Candidate, out: Out | None) -> Considered:
    if out is not None:
        return Considered(one.person, out.value)
    last = one.last.isoformat() if one.last else None
    return Considered(one.person, None, one.acquaintance, one.recent, last, one.overlap)


def _may_be_proposed(one: Candidate, most_open: int) -> bool:
    dealt_a_little = bool(one.dealings) and DealingKind.owner not in one.dealings
    return dealt_a_little and not one.declined and _can_be_asked(one, most_open)


def _contact(one: Candidate) -> tuple[Any, ...]:
    return one.touches, len(one.dealings), one.last_touch or date.min


def _order(one: Candidate, seed: str) -> tuple[Any, ...]:
    return one.acquaintance, one.recent, one.last or date.min, -(one.overlap or 0), _lot(one.person, seed)


def _lot(person: str, seed: str) -> str:
    return hashlib.sha256(f"{seed}:{person}".encode()).hexdigest()
