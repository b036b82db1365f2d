"""Who is asked to call a customer who left."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.customers.values import DealingKind
from bot.interviews.rules import RECENT, choose, is_channel_of, least_contact
from bot.interviews.values import Candidate, Choice, Faint

TODAY = date(2026, 3, 2)
DAYS = st.sampled_from([None, None, date(2025, 3, 3), TODAY - timedelta(days=90), TODAY])
SEEDS = st.text("0123456789abcdef", min_size=1, max_size=8)
MOSTLY = st.sampled_from([True] * 9 + [False])
SELDOM = st.sampled_from([False] * 9 + [True])
DEALINGS = st.sampled_from([frozenset[DealingKind]()] * 5 + [frozenset({kind}) for kind in DealingKind])


@st.composite
def somebody(draw: st.DrawFn, person: str) -> Candidate:
    """Most may be asked, and many are equal: otherwise there would hardly ever be two to choose between."""
    return Candidate(
        person=person,
        full_member=draw(MOSTLY),
        in_pool=draw(MOSTLY),
        willing=draw(MOSTLY),
        away=draw(SELDOM),
        faint=tuple(draw(st.lists(st.sampled_from(Faint), max_size=1))),
        overlap=draw(st.sampled_from([None, 0, 240, 480])),
        dealings=draw(DEALINGS),
        touches=draw(st.integers(0, 3)),
        last_touch=draw(DAYS),
        channels=tuple(draw(st.lists(st.sampled_from(["C1", "C2"]), unique=True, max_size=1))),
        logged=draw(SELDOM),
        asked=draw(SELDOM),
        declined=draw(SELDOM),
        open=draw(st.sampled_from([0, 0, 0, 1, 1, 2, 3])),
        recent=draw(st.integers(0, 1)),
        last=draw(DAYS),
    )


@st.composite
def a_firm(draw: st.DrawFn) -> list[Candidate]:
    return [draw(somebody(f"U{number}")) for number in range(draw(st.integers(0, 8)))]


@given(a_firm(), SEEDS)
def test_of_those_who_may_be_asked_nobody_stands_before_the_one_who_is(firm: list[Candidate], seed: str) -> None:
    choice = choose(firm, seed)
    orders = [_in_the_order_of_the_choice(one) for one in choice.order[: choice.eligible]]

    assert orders == sorted(orders)


@given(a_firm(), SEEDS)
def test_nobody_who_dealt_with_them_or_may_not_be_asked_now_is_ever_chosen(
    firm: list[Candidate], seed: str
) -> None:
    chosen = choose(firm, seed).chosen

    strangers = [one for one in firm if one.full_member and not one.dealings and not one.asked]
    eligible = [one for one in strangers if one.in_pool and one.willing and not one.away and one.open < 2]
    assert chosen in eligible if eligible else chosen is None


@given(a_firm(), SEEDS, st.randoms())
@pytest.mark.slow
def test_the_order_in_which_people_are_looked_at_does_not_matter(
    firm: list[Candidate], seed: str, chance: random.Random
) -> None:
    shuffled = list(firm)
    chance.shuffle(shuffled)

    assert choose(shuffled, seed) == choose(firm, seed)
    assert least_contact(shuffled, seed) == least_contact(firm, seed)


MORE = {
    "a dealing": lambda one: replace(one, dealings=one.dealings | {DealingKind.touch}),
    "an old dealing": lambda one: replace(one, faint=(*one.faint, Faint.long_ago)),
    "an interview with them": lambda one: replace(one, faint=(*one.faint, Faint.interview)),
    "a channel": lambda one: replace(one, channels=(*one.channels, "C9")),
    "the log": lambda one: replace(one, logged=True),
    "an interview": lambda one: replace(one, recent=one.recent + 1),
    "a newer interview": lambda one: replace(one, last=TODAY),
    "an open interview": lambda one: replace(one, open=one.open + 1),
    "a request": lambda one: replace(one, asked=True),
    "less time in common": lambda one: replace(one, overlap=0),
    "a pause": lambda one: replace(one, willing=False),
}


@given(a_firm().filter(bool), SEEDS, st.sampled_from(sorted(MORE)), st.data())
@pytest.mark.slow
def test_more_evidence_never_makes_somebody_more_likely(
    firm: list[Candidate], seed: str, more: str, data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, len(firm) - 1))
    before = choose(firm, seed)
    after = choose([*firm[:index], MORE[more](firm[index]), *firm[index + 1 :]], seed)

    assert _would_be_asked_before(after, firm[index].person) >= _would_be_asked_before(before, firm[index].person)


@given(st.integers(1, 7), st.integers(1, 40), st.integers(0, 40), st.none() | st.just(480))
def test_over_a_long_run_equals_are_asked_equally_often(
    people: int, departures: int, days_between: int, overlap: int | None
) -> None:
    """Whatever the pace of departures: counts never differ by more than one."""
    held: dict[str, list[date]] = {f"U{number}": [] for number in range(people)}
    for number in range(departures):
        today = TODAY + timedelta(days=number * days_between)
        firm = [
            Candidate(
                one, recent=sum(day > today - RECENT for day in days), last=max(days, default=None), overlap=overlap
            )
            for one, days in held.items()
        ]
        chosen = choose(firm, f"departure {number}").chosen
        assert chosen is not None
        held[chosen.person].append(today)

        counts = Counter({one: len(days) for one, days in held.items()})
        assert max(counts.values()) - min(counts.values()) <= 1


def test_equals_are_told_apart_by_the_departure_so_that_it_is_not_always_the_first() -> None:
    firm = [Candidate(f"U{number}") for number in range(5)]

    first = {choose(firm, f"departure {number}").chosen for number in range(60)}

    assert len(first) == 5


def test_acquaintance_counts_before_load_and_load_before_rest() -> None:
    stranger = Candidate("U1", recent=3, last=TODAY)
    in_channel = Candidate("U2", channels=("C1",))
    logger = Candidate("U3", logged=True)
    rested = Candidate("U4", recent=3, last=TODAY - timedelta(days=90))

    assert choose([stranger, in_channel, logger], "x").chosen == stranger
    assert choose([stranger, rested, in_channel], "x").chosen == rested
    assert choose([in_channel, Candidate("U5", recent=1)], "x").chosen == Candidate("U5", recent=1)


@given(a_firm(), SEEDS)
@pytest.mark.slow
def test_only_somebody_with_dealings_who_is_not_the_owner_is_proposed(firm: list[Candidate], seed: str) -> None:
    offered = least_contact(firm, seed)

    if offered is not None:
        assert offered.full_member
        assert offered.dealings
        assert DealingKind.owner not in offered.dealings
        assert not offered.declined
        assert offered.in_pool
        assert offered.willing
        assert not offered.away


def test_of_those_with_dealings_the_one_with_the_fewest_and_oldest_contacts_is_proposed() -> None:
    dealt = frozenset({DealingKind.touch})
    often = Candidate("U1", dealings=dealt, touches=4, last_touch=date(2020, 1, 1))
    lately = Candidate("U2", dealings=dealt, touches=1, last_touch=TODAY)
    long_ago = Candidate("U3", dealings=dealt, touches=1, last_touch=date(2024, 3, 1))

    assert least_contact([often, lately, long_ago], "x") == long_ago


@pytest.mark.parametrize(
    ("channel", "customer"),
    [
        ("acme", "Acme Bakeries Inc."),
        ("acct-acme", "Acme Bakeries"),
        ("acme-bakeries-orders", "Acme Bakeries"),
        ("acmebakeries", "Acme Bakeries GmbH"),
        ("customer_acme_support", "ACME"),
        ("müller-söhne", "Muller Sohne"),
        ("north-star", "Northstar"),
    ],
)
def test_a_channel_is_known_by_the_customers_name(channel: str, customer: str) -> None:
    assert is_channel_of(channel, customer)


@pytest.mark.parametrize(
    ("channel", "customer"),
    [
        ("general", "Acme Bakeries"),
        ("acme-travel", "Acme Bakeries"),
        ("bakeries", "Acme Bakeries"),
        ("team-support", "Acme"),
        ("acct-it", "IT Partners"),
        ("pacmen", "Acme"),
    ],
)
def test_a_channel_of_somebody_else_is_not_taken_for_the_customers(channel: str, customer: str) -> None:
    assert not is_channel_of(channel, customer)


def test_in_a_channel_shared_with_another_company_the_first_word_is_enough() -> None:
    assert is_channel_of("harbor-and-fernhill", "Harbor & Sons", shared=True)
    assert not is_channel_of("harbor-and-fernhill", "Harbor & Sons")


def _in_the_order_of_the_choice(one: Candidate) -> tuple[int, int, date, int]:
    known = len(one.channels) + len(one.faint) + (1 if one.logged else 0)
    return known, one.recent, one.last or date.min, -(one.overlap or 0)


def _would_be_asked_before(choice: Choice, person: str) -> int:
    """How many would be asked before somebody; all of them, where that somebody would not be asked at all."""
    asked = [one.person for one in choice.order[: choice.eligible]]
    return asked.index(person) if person in asked else len(choice.order)
