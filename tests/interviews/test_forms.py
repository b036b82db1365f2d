"""The interviewer's forms are read in the interviewer's own zone, and say what is missing on its question."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.customers.values import Consent, TouchKind
from bot.interviews.blocks import Tried, parse_arranged, parse_findings, parse_tried, read_step
from bot.interviews.values import Appointment, TryAnswer
from bot.interviews.values.heard import Findings, Step, Unready
from bot.slack.kit import Values

NOW = datetime(2026, 3, 20, 12, tzinfo=UTC)
BERLIN, NEW_YORK = "Europe/Berlin", "America/New_York"


def typed(**answers: dict[str, object]) -> Values:
    return Values({"values": {name: {name: answer} for name, answer in answers.items()}})


def at(day: str | None, wall: str | None) -> Values:
    return typed(day={"selected_date": day}, time={"selected_time": wall})


def chosen(value: str) -> dict[str, object]:
    return {"selected_option": {"value": value, "text": {"type": "plain_text", "text": value}}}


def test_day_and_time_are_by_the_clock_of_the_interviewer() -> None:
    winter = parse_arranged(at("2026-03-24", "15:30"), BERLIN, NOW)
    summer = parse_arranged(at("2026-03-31", "15:30"), BERLIN, NOW)

    assert winter == Appointment(datetime(2026, 3, 24, 14, 30, tzinfo=UTC), 15)
    assert summer == Appointment(datetime(2026, 3, 31, 13, 30, tzinfo=UTC), 15)


def test_a_time_that_summer_time_skips_is_the_moment_an_hour_later() -> None:
    made = parse_arranged(at("2026-03-29", "02:30"), BERLIN, NOW)

    assert isinstance(made, Appointment)
    assert made.at.astimezone(ZoneInfo(BERLIN)).strftime("%H:%M") == "03:30"


def test_of_a_time_that_comes_twice_it_is_the_first_that_lies_ahead() -> None:
    first, second = datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    typed_in = at("2026-10-25", "02:30")

    assert parse_arranged(typed_in, BERLIN, first - timedelta(days=9)) == Appointment(first, 15)
    assert parse_arranged(typed_in, BERLIN, first) == Appointment(second, 15)
    assert isinstance(parse_arranged(typed_in, BERLIN, second), dict)


def test_how_long_and_where_are_kept_as_they_were_chosen() -> None:
    answers: dict[str, dict[str, object]] = {
        "day": {"selected_date": "2026-03-24"},
        "time": {"selected_time": "15:30"},
    }

    made = parse_arranged(typed(**answers, minutes=chosen("45"), place={"value": " her office "}), BERLIN, NOW)

    assert made == Appointment(datetime(2026, 3, 24, 14, 30, tzinfo=UTC), 45, "her office")
    assert parse_arranged(typed(**answers, minutes=chosen("7")), BERLIN, NOW) == {"minutes": "Please choose how long."}


@pytest.mark.parametrize(
    ("day", "wall", "question"),
    [
        (None, "10:00", "day"),
        ("2026-03-24", None, "time"),
        ("2026-03-19", "10:00", "day"),
        ("2026-03-20", "07:59", "time"),
    ],
)
def test_an_appointment_needs_a_day_and_a_time_to_come(day: str | None, wall: str | None, question: str) -> None:
    errors = parse_arranged(at(day, wall), NEW_YORK, NOW)

    assert isinstance(errors, dict)
    assert list(errors) == [question]


def test_what_they_said_is_read() -> None:
    values = typed(said={"value": " Too slow. "}, reason=chosen("quality"), consent=chosen("not_answered"))

    assert parse_findings(read_step(Step.three, values)) == Findings("Too slow.", "quality", Consent.not_answered)


def test_each_of_the_three_questions_wants_an_answer() -> None:
    values = typed(said={"value": "  "}, reason={"selected_option": None}, consent={})

    found = parse_findings(read_step(Step.three, values))

    assert isinstance(found, Unready)
    assert set(found.sentences) == {"said", "reason", "consent"}


def test_a_try_needs_no_words() -> None:
    values = typed(how=chosen("email"), came=chosen("nobody_there"), words={"value": None})

    assert parse_tried(values) == Tried(TouchKind.email, TryAnswer.nobody_there, None)
    assert isinstance(parse_tried(typed(how={})), dict)
    assert isinstance(parse_tried(typed(how=chosen("email"), came={})), dict)
