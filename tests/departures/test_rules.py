"""Where a departure may go, which days are believable, and which word was meant."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.departures.rules import TRANSITIONS, day_problem, is_believable, may_go, meant_word
from bot.departures.values import OPEN_STAGES, Problem, Stage

TODAY = date(2026, 3, 2)


@given(st.lists(st.sampled_from(Stage), max_size=12))
def test_a_departure_never_comes_back_to_where_it_stood(wishes: list[Stage]) -> None:
    """Whatever people press, in whatever order, it moves on towards an end, and each stage is passed once."""
    stood = [Stage.at_risk]

    for wish in wishes:
        if may_go(stood[-1], wish):
            stood.append(wish)

    assert len(stood) == len(set(stood))
    assert all(stage in OPEN_STAGES for stage in stood[:-1])


def test_every_open_stage_can_be_closed_and_an_ended_one_goes_nowhere() -> None:
    """Nothing hangs for ever, and what is over is over."""
    assert all(may_go(stage, Stage.closed) for stage in OPEN_STAGES)
    assert all(not TRANSITIONS[stage] for stage in Stage if stage not in OPEN_STAGES)


@given(st.dates())
def test_a_day_is_believable_exactly_when_nothing_is_wrong_with_it(day: date) -> None:
    """The form and the use case agree."""
    assert is_believable(day, TODAY) == (day_problem(day, TODAY) is None)


@pytest.mark.parametrize(
    ("day", "problem"),
    [
        (TODAY, None),
        (date(2026, 3, 3), Problem.in_future),
        (date(1925, 3, 2), Problem.too_long_ago),
        (None, Problem.missing),
    ],
)
def test_a_day_lies_between_long_ago_and_today(day: date | None, problem: Problem | None) -> None:
    """Today counts; tomorrow and last century do not."""
    assert day_problem(day, TODAY) is problem


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("hlep", "help"),
        ("Halp", "help"),
        ("lits", "list"),
        ("setings", "settings"),
        ("Acme", None),
        ("listing", None),
        ("help me", None),
    ],
)
def test_a_misspelt_word_is_recognised_and_a_name_is_not(typed: str, meant: str | None) -> None:
    """A letter too many, too few, wrong or swapped."""
    assert meant_word(typed, ["", "help", "list", "settings"]) == meant
