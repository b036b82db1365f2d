"""The interviewer's forms are read in the interviewer's own zone, and say what is missing on its question."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.customers.values import Consent, TouchKind
from bot.interviews.blocks import Tried, parse_arranged, parse_findings, parse_tried, read_step
from bot.interviews.heard import Findings, Step, Unready
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
    assert parse_arranged(at("2026-03-24", "15:30"), BERLIN, NOW) == datetime(2026, 3, 24, 14, 30, tzinfo=UTC)
    assert parse_arranged(at("2026-03-31", "15:30"), BERLIN, NOW) == datetime(2026, 3, 31, 13, 30, tzinfo=UTC)


def test_a_time_that_summer_time_skips_is_the_moment_an_hour_later() -> None:
    moment = parse_arranged(at("2026-03-29", "02:30"), BERLIN, NOW)

    assert isinstance(moment, datetime)
    assert moment.astimezone(UTC).astimezone(ZoneInfo(BERLIN)).hour == 3


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
    assert parse_tried(typed(how=chosen("email"), words={"value": None})) == Tried(TouchKind.email, None)
    assert isinstance(parse_tried(typed(how={})), dict)
