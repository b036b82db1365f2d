"""Who is asked: never somebody who dealt with the customer; of the rest, whoever knows them least and was asked least."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from typing import Any

from bot.customers.rules import fold
from bot.customers.values import DealingKind
from bot.interviews.values import Candidate, Choice

MOST_OPEN = 2
"""Nobody holds, or is asked to hold, more interviews than this at a time."""

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


def choose(candidates: Sequence[Candidate], seed: str) -> Choice:
    """Who is to be asked: least acquaintance, then fewest interviews lately, then longest ago.

    Whoever is equal in all of these is told apart by `seed` (the departure's id), so that the same facts always
    give the same choice, and different departures different ones.
    """
    eligible = [one for one in candidates if not _is_barred(one)]
    chosen = min(eligible, key=lambda one: _order(one, seed), default=None)
    return Choice(chosen, len(eligible), len(candidates))


def least_contact(candidates: Sequence[Candidate], seed: str) -> Candidate | None:
    """Of those who have dealt with the customer, whoever did so least: to be proposed, never asked by itself."""
    willing = [one for one in candidates if _may_be_proposed(one)]
    return min(willing, key=lambda one: (_contact(one), *_order(one, seed)), default=None)


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


def _is_barred(one: Candidate) -> bool:
    return not one.full_member or bool(one.dealings) or one.asked or one.open >= MOST_OPEN


def _may_be_proposed(one: Candidate) -> bool:
    dealt_a_little = bool(one.dealings) and DealingKind.owner not in one.dealings
    return one.full_member and dealt_a_little and not one.declined and one.open < MOST_OPEN


def _contact(one: Candidate) -> tuple[Any, ...]:
    return one.touches, len(one.dealings), one.last_touch or date.min


def _order(one: Candidate, seed: str) -> tuple[Any, ...]:
    acquaintance = len(one.channels) + one.logged
    return acquaintance, one.recent, one.last or date.min, _lot(one.person, seed)


def _lot(person: str, seed: str) -> str:
    return hashlib.sha256(f"{seed}:{person}".encode()).hexdigest()
