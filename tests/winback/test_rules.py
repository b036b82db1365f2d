"""Whom to ask again and why, whom not, and when a returned customer is looked after."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.customers.values import Consent
from bot.interviews.values import Recommend
from bot.nudges.values import Sounded
from bot.reasons.values import DEFAULT_REASONS
from bot.winback.rules import (
    DEFAULT_WEIGHTS,
    MOST,
    WEIGHED,
    care_days,
    care_moment,
    choose,
    cure_of,
    may_be_asked,
    next_digest,
    score,
    strongest,
    warmth_of,
)
from bot.winback.values import Candidate, CareKind, Cure, Factor, Signals, Weights
from bot.work.calendar import Hours, is_working_day

BERLIN = Hours(ZoneInfo("Europe/Berlin"), country="DE")
TODAY = date(2026, 3, 2)
HOURS = st.builds(
    lambda zone, country: Hours(ZoneInfo(zone), country=country),
    st.sampled_from(["America/New_York", "Europe/Berlin", "Asia/Kolkata", "Pacific/Auckland", "UTC"]),
    st.sampled_from([None, "US", "DE", "IN", "NZ"]),
)
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1)).map(lambda naive: naive.replace(tzinfo=UTC))  # noqa: DTZ001 - made aware at once
DAYS = st.integers(0, 5000)
SIGNALS = st.builds(
    Signals,
    value=st.one_of(st.none(), st.decimals(0, 10_000_000, places=2)),
    years=st.one_of(st.none(), st.floats(0, 60)),
    cure=st.sampled_from(Cure),
    consent=st.sampled_from(Consent),
    days_since_asked=st.one_of(st.none(), DAYS),
    days_since_left=DAYS,
    days_since_shown=st.one_of(st.none(), DAYS),
    fixed=st.booleans(),
    warmth=st.one_of(st.none(), st.floats(0, 1)),
    recommends=st.one_of(st.none(), st.sampled_from(Recommend)),
    days_to_doors=st.one_of(st.none(), st.integers(-1000, 2000)),
)
WEIGHTS = st.builds(Weights, **{name: st.integers(0, 100) for name in WEIGHED})


@given(SIGNALS, WEIGHTS)
def test_a_score_lies_between_the_weights_and_is_the_same_for_the_same(signals: Signals, weights: Weights) -> None:
    scored = score(signals, weights)

    assert -DEFAULT_WEIGHTS.shown <= score(signals).total <= 100.001
    assert scored == score(signals, weights)
    assert set(scored.parts) == set(Factor)
    assert all(0 <= points <= getattr(weights, factor.value) for factor, points in scored.parts.items())


@given(SIGNALS, WEIGHTS, st.sampled_from(Factor), st.integers(0, 100))
def test_what_counts_more_never_brings_less_and_0_leaves_it_out(
    signals: Signals, weights: Weights, factor: Factor, more: int
) -> None:
    heavier = replace(weights, **{factor.value: getattr(weights, factor.value) + more})
    without = replace(weights, **{factor.value: 0})

    assert score(signals, heavier).total >= score(signals, weights).total
    assert score(signals, without).parts[factor] == 0
    assert factor not in strongest(score(signals, without), signals, without) or factor is Factor.recency


@given(SIGNALS, WEIGHTS)
def test_a_cure_that_was_checked_never_scores_less(signals: Signals, weights: Weights) -> None:
    open_, fixed = (score(replace(signals, fixed=one), weights).total for one in (False, True))

    assert fixed >= open_


@given(SIGNALS, st.floats(0, 1), st.floats(0, 1))
def test_the_warmer_the_last_contacts_the_more(signals: Signals, one: float, other: float) -> None:
    cold, warm = sorted((one, other))

    assert score(replace(signals, warmth=cold)).total <= score(replace(signals, warmth=warm)).total


@given(SIGNALS)
def test_who_would_recommend_us_never_scores_less(signals: Signals) -> None:
    totals = [
        score(replace(signals, recommends=one)).total for one in (Recommend.no, None, Recommend.perhaps, Recommend.yes)
    ]

    assert totals == sorted(totals)


@given(SIGNALS, st.integers(0, 2000), st.integers(0, 2000))
def test_the_sooner_their_doors_open_the_more(signals: Signals, days: int, more: int) -> None:
    soon, late = (score(replace(signals, days_to_doors=one)).total for one in (days, days + more))

    assert soon >= late >= score(replace(signals, days_to_doors=None)).total


def test_only_the_last_three_contacts_say_how_warm_it_is() -> None:
    glad, usual, cold = Sounded.glad, Sounded.as_usual, Sounded.reserved

    assert warmth_of([]) is None
    assert warmth_of([glad]) == 1
    assert warmth_of([glad, usual, cold]) == 0.5
    assert warmth_of([glad, glad, glad, cold, cold]) == 1


@given(SIGNALS, st.lists(st.uuids().map(str), min_size=2, max_size=8, unique=True), st.randoms())
def test_who_scores_the_same_is_told_in_the_same_order(signals: Signals, people: list[str], chance: object) -> None:
    points = score(signals).total
    candidates = [Candidate(one, points, asked=False, shown=None, left=TODAY) for one in people]
    first = choose(candidates)

    chance.shuffle(candidates)  # type: ignore[attr-defined] - hypothesis hands over a Random

    assert choose(candidates) == first


@given(SIGNALS, st.decimals(0, 10_000_000, places=2), st.decimals(0, 1_000_000, places=2))
def test_more_worth_never_scores_less(signals: Signals, value: Decimal, more: Decimal) -> None:
    assert score(replace(signals, value=value + more)).total >= score(replace(signals, value=value)).total


@given(SIGNALS, st.floats(0, 60), st.floats(0, 60))
def test_longer_with_us_never_scores_less(signals: Signals, years: float, more: float) -> None:
    assert score(replace(signals, years=years + more)).total >= score(replace(signals, years=years)).total


@given(SIGNALS)
def test_the_better_the_cure_and_the_answer_the_more(signals: Signals) -> None:
    cures = [score(replace(signals, cure=one)).total for one in (Cure.never, Cure.unknown, Cure.by_time, Cure.by_us)]
    answers = [score(replace(signals, consent=one)).total for one in (Consent.no, Consent.not_answered, Consent.yes)]

    assert cures == sorted(cures)
    assert answers == sorted(answers)


@given(SIGNALS, DAYS, st.integers(0, 1000))
def test_the_longer_ago_they_were_asked_the_more_and_never_asked_the_most(
    signals: Signals, days: int, more: int
) -> None:
    recently, earlier = replace(signals, days_since_asked=days), replace(signals, days_since_asked=days + more)

    never = score(replace(signals, days_since_asked=None)).total
    assert score(recently).total <= score(earlier).total <= never


@given(SIGNALS, DAYS, st.integers(0, 1000))
def test_the_longer_ago_they_left_the_less_and_the_longer_ago_they_were_shown_the_more(
    signals: Signals, days: int, more: int
) -> None:
    left = [score(replace(signals, days_since_left=one)).total for one in (days, days + more)]
    shown = [score(replace(signals, days_since_shown=one)).total for one in (days, days + more)]

    assert left[0] >= left[1]
    assert shown[0] <= shown[1]


@given(SIGNALS)
def test_the_reasons_told_are_the_strongest_that_are_known(signals: Signals) -> None:
    scored = score(signals)

    told = strongest(scored, signals)

    assert 1 <= len(told) <= 3
    points = [scored.parts[factor] for factor in told]
    assert points == sorted(points, reverse=True)
    assert Factor.value not in told or signals.value is not None
    assert Factor.cure not in told or signals.fixed or signals.cure is not Cure.unknown
    assert Factor.warmth not in told or signals.warmth is not None
    assert Factor.recommends not in told or signals.recommends is not None


def test_every_reason_of_the_taxonomy_has_a_cure_or_none() -> None:
    cures = {one.code: cure_of(one.code) for one in DEFAULT_REASONS}

    assert cures["price"] is Cure.by_us
    assert cures["budget"] is Cure.by_time
    assert cures["no_need"] is Cure.never
    assert cures["unknown"] is Cure.unknown
    assert cure_of(None) is Cure.unknown


@pytest.mark.parametrize(
    ("left", "consent", "again", "not_now", "asked"),
    [
        (TODAY - timedelta(days=42), Consent.yes, None, None, True),
        (TODAY - timedelta(days=42), Consent.not_answered, None, None, True),
        (TODAY - timedelta(days=41), Consent.yes, None, None, False),
        (TODAY - timedelta(days=900), Consent.no, None, None, False),
        (TODAY - timedelta(days=900), Consent.yes, TODAY, None, True),
        (TODAY - timedelta(days=900), Consent.yes, TODAY + timedelta(days=1), None, False),
        (TODAY - timedelta(days=900), Consent.yes, None, TODAY + timedelta(days=1), False),
        (TODAY - timedelta(days=900), Consent.yes, None, TODAY, True),
    ],
)
def test_who_may_be_asked(left: date, consent: Consent, again: date | None, not_now: date | None, asked: bool) -> None:
    assert may_be_asked(TODAY, left, consent, again=again, not_now=not_now) is asked


CANDIDATES = st.lists(
    st.builds(
        Candidate,
        departure=st.uuids().map(str),
        score=st.floats(-20, 100),
        asked=st.booleans(),
        shown=st.one_of(st.none(), MOMENTS),
        left=st.dates(date(2020, 1, 1), date(2026, 1, 1)),
        is_new=st.booleans(),
    ),
    max_size=30,
    unique_by=lambda one: one.departure,
)


@given(CANDIDATES, st.randoms())
def test_a_digest_has_at_most_five_nobody_twice_and_one_kept_place(candidates: list[Candidate], chance: object) -> None:
    places = choose(candidates)

    fresh = {one.departure for one in candidates if one.is_new}
    assert len(places) <= MOST
    assert bool(places) == bool(fresh)
    assert {one.departure for one in places[:-1]} <= fresh
    assert len({one.departure for one in places}) == len(places)
    assert [one.kept for one in places] == [False] * (len(places) - 1) + [True] * bool(places)
    shuffled = list(candidates)
    chance.shuffle(shuffled)  # type: ignore[attr-defined] - hypothesis hands over a Random
    assert choose(shuffled) == places


@given(st.lists(st.floats(-20, 100), min_size=1, max_size=40))
@settings(max_examples=40)
def test_everybody_who_may_be_asked_appears_however_small_the_score(scores: list[float]) -> None:
    """Weeks of digests that nobody answers: the best stay the best, and the kept place goes round to everybody."""
    people = {
        str(number): Candidate(str(number), points, asked=False, shown=None, left=TODAY)
        for number, points in enumerate(scores)
    }
    now, seen = datetime(2026, 3, 2, 10, tzinfo=UTC), Counter[str]()
    for _week in range(len(people)):
        for place in choose(people.values()):
            seen[place.departure] += 1
            people[place.departure] = replace(people[place.departure], shown=now)
        now += timedelta(days=7)

    assert set(seen) == set(people)


@given(MOMENTS, HOURS, st.integers(0, 4), st.integers(8, 16))
def test_the_next_digest_is_within_days_on_a_working_day_at_its_hour(
    now: datetime, hours: Hours, weekday: int, hour: int
) -> None:
    at = next_digest(now, weekday, hour, hours)

    local = at.astimezone(hours.zone)
    assert now < at < now + timedelta(days=7 + 6)
    assert is_working_day(local.date(), hours)
    assert local.hour == hour
    following = next_digest(at, weekday, hour, hours)
    assert timedelta(days=1) < following - at < timedelta(days=14)


def test_a_digest_on_a_holiday_comes_the_day_after() -> None:
    before_easter = datetime(2026, 4, 3, 12, tzinfo=UTC)

    assert next_digest(before_easter, 0, 10, BERLIN) == datetime(2026, 4, 7, 8, tzinfo=UTC)


def test_in_the_night_before_it_a_digest_that_a_holiday_moved_is_still_the_next() -> None:
    """Every night people are read again, and what is planned is looked at anew."""
    night = datetime(2026, 4, 7, 2, 30, tzinfo=UTC)

    assert next_digest(night, 0, 10, BERLIN) == datetime(2026, 4, 7, 8, tzinfo=UTC)
    assert next_digest(datetime(2026, 4, 7, 8, tzinfo=UTC), 0, 10, BERLIN) == datetime(2026, 4, 13, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("back", "half", "year"),
    [
        (date(2026, 8, 31), date(2027, 2, 28), date(2027, 8, 31)),
        (date(2027, 8, 31), date(2028, 2, 29), date(2028, 8, 31)),
        (date(2028, 2, 29), date(2028, 8, 29), date(2029, 2, 28)),
        (date(2026, 3, 2), date(2026, 9, 2), date(2027, 3, 2)),
    ],
)
def test_extra_care_after_months_ends_with_the_month(back: date, half: date, year: date) -> None:
    days = care_days(back)

    assert (days[CareKind.month_6], days[CareKind.month_12]) == (half, year)
    assert days[CareKind.day_30] == back + timedelta(days=30)
    assert days[CareKind.delivery] == back + timedelta(days=7)


@given(st.dates(date(2024, 1, 1), date(2030, 1, 1)), st.one_of(st.none(), st.integers(0, 25)))
def test_extra_care_comes_in_order(back: date, delivery: int | None) -> None:
    first = None if delivery is None else back + timedelta(days=delivery)
    days = list(care_days(back, first).values())

    assert days == sorted(days)
    assert len(days) == len(CareKind)
    assert first is None or days[0] == first + timedelta(days=1)


@given(st.dates(date(2024, 1, 1), date(2030, 1, 1)), MOMENTS, HOURS)
def test_extra_care_is_asked_for_in_working_hours_and_never_in_the_past(day: date, now: datetime, hours: Hours) -> None:
    at = care_moment(day, now, hours)

    local = at.astimezone(hours.zone)
    assert at >= now
    assert local.date() >= day
    assert is_working_day(local.date(), hours)
    assert hours.start <= local.time() < hours.end
