"""What is new about somebody since they were last in a digest, and that everybody is asked in the end."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.winback.rules import MOST, REST_DAYS, Happened, News, choose, news_of
from bot.winback.values import Candidate

SHOWN = datetime(2026, 3, 9, 9, tzinfo=UTC)
NOW = SHOWN + timedelta(days=7)
BETWEEN, BEFORE = SHOWN + timedelta(days=2), SHOWN - timedelta(days=2)
MOMENTS = st.one_of(
    st.none(),
    st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1)).map(lambda naive: naive.replace(tzinfo=UTC)),  # noqa: DTZ001 - made aware at once
)
DATES = st.one_of(st.none(), st.dates(date(2024, 1, 1), date(2030, 1, 1)))
HAPPENED = st.builds(
    Happened, fixed=MOMENTS, consent=MOMENTS, heard=MOMENTS, warm=MOMENTS, freed=MOMENTS, rested=DATES, doors=DATES
)


@given(HAPPENED)
def test_whoever_was_in_no_digest_yet_is_new(happened: Happened) -> None:
    assert news_of(happened, None, NOW) == (News.first,)


@pytest.mark.parametrize("what", ["fixed", "consent", "heard", "warm", "freed"])
def test_what_happened_since_is_new_once(what: str) -> None:
    assert news_of(Happened(**{what: BETWEEN}), SHOWN, NOW) == (News(what),)
    assert news_of(Happened(**{what: BEFORE}), SHOWN, NOW) == ()
    assert news_of(Happened(), SHOWN, NOW) == ()


def test_the_day_until_which_they_were_left_alone_is_new_when_it_is_here() -> None:
    until = NOW.date()

    assert news_of(Happened(rested=until), SHOWN, NOW) == (News.rested,)
    assert news_of(Happened(rested=until + timedelta(days=1)), SHOWN, NOW) == ()
    assert news_of(Happened(rested=SHOWN.date()), SHOWN, NOW) == ()


def test_their_doors_are_new_90_days_before_their_contract_ends() -> None:
    ends = NOW.date() + timedelta(days=90)

    assert news_of(Happened(doors=ends), SHOWN, NOW) == (News.doors,)
    assert news_of(Happened(doors=ends + timedelta(days=1)), SHOWN, NOW) == ()
    assert news_of(Happened(doors=SHOWN.date() + timedelta(days=90)), SHOWN, NOW) == ()


def test_after_a_quarter_they_are_back_on_the_list_though_nothing_has_changed() -> None:
    assert news_of(Happened(), SHOWN, SHOWN + timedelta(days=REST_DAYS)) == (News.waited,)
    assert news_of(Happened(), SHOWN, SHOWN + timedelta(days=REST_DAYS - 1)) == ()


@given(HAPPENED, st.integers(0, 400), st.integers(0, 400))
def test_what_is_new_stays_so_until_they_are_shown_and_then_is_no_more(happened: Happened, days: int, more: int) -> None:
    """Nothing is lost by a week without a digest, and nothing is told twice."""
    then = SHOWN + timedelta(days=days)
    later = then + timedelta(days=more)

    told = set(news_of(happened, SHOWN, then)) - {News.waited}
    assert told <= set(news_of(happened, SHOWN, later)) or any(at and at > then for at in (happened.fixed, happened.consent))
    again = set(news_of(replace(happened, **_past(happened, then)), then, then))
    assert again == set()


@dataclass
class _Person:
    """Somebody who may be asked, in years of digests."""

    score: float
    asked: int = 0
    again: date | None = None
    shown: datetime | None = None


@given(
    st.lists(st.floats(-20, 100), min_size=1, max_size=60),
    st.sampled_from(["the best", "the kept place", "nobody for a while"]),
    st.integers(1, 4),
)
@settings(max_examples=40, deadline=None)
@pytest.mark.slow
def test_over_the_years_everybody_is_asked_at_least_once(scores: list[float], who: str, every: int) -> None:
    """Whomever colleagues like to take up, and however seldom: as long as now and then they do whose turn it is.

    Those whom the score puts last are shown again and again, until somebody asks them; nobody is asked while they rest.
    """
    people = {str(number): _Person(points) for number, points in enumerate(scores)}
    left, now, taken = date(2025, 1, 6), datetime(2026, 3, 9, 9, tzinfo=UTC), 0
    shown = Counter[str]()
    for week in range(52 * 12):
        places = _digest(people, left, now)
        assert len(places) <= MOST
        assert all(one.again is None or one.again <= now.date() for one in (people[name] for name in places))
        for name in places:
            people[name].shown = now
            shown[name] += 1
        if places and (who != "nobody for a while" or week > 104):
            taken += 1
            chosen = places[-1] if who == "the kept place" or taken % every == 0 else places[0]
            people[chosen].asked += 1
            people[chosen].again = now.date() + timedelta(days=91)
        now += timedelta(days=7)

    assert all(shown[name] for name in people)
    assert all(one.asked for one in people.values())


def _digest(people: dict[str, _Person], left: date, now: datetime) -> list[str]:
    """Who is in the digest of that day, best first, the kept place at the end."""
    candidates = [
        Candidate(
            name,
            one.score,
            asked=one.asked > 0,
            shown=one.shown,
            left=left,
            is_new=bool(news_of(Happened(rested=one.again), one.shown, now)),
        )
        for name, one in people.items()
        if one.again is None or one.again <= now.date()
    ]
    return [place.departure for place in choose(candidates)]


def _past(happened: Happened, then: datetime) -> dict[str, object]:
    """What had happened by then; what is still to come is nothing yet."""
    moments = {what: getattr(happened, what) for what in ("fixed", "consent", "heard", "warm", "freed")}
    return {what: at if at and at <= then else None for what, at in moments.items()}
