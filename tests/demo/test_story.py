"""The story runs, tells the whole journey in its order, and is told in docs/story.md as it happens."""

import re
import time

import pytest
from typer.testing import CliRunner, Result

from bot.__main__ import app
from tests.demo import storypage

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("story")]  # told once, for all tests of it

MILESTONES = (
    "Grace types /lost-customer settings",
    "Porchlight in #departures:",
    "Maya types /lost-customer Acme Bakeries",
    "Exit interview: looking for somebody who never worked with them",
    "Acme Bakeries has left. This happens to good firms, and it is no verdict on you.",
    "Maya presses “I've sent it”",
    "✓ Your own guess is kept. Only you can see it.",
    "Porchlight to Priya (9:00 AM in Kolkata):",
    "Priya presses “I can't now”",
    "✓ They said yes: we may stay in touch.",
    "Ben presses “I'll do it”",
    "Exit interview: Ben Torres will call them",
    "What they take along: 1 of 6 handed over",
    "What they take along: all handed over",
    "Have you been able to speak with Acme Bakeries about why they left?",
    "Ben presses “Tried”",
    "Exit interview: Ben Torres speaks with them on Mar 19",
    "How did it go with Acme Bakeries?",
    "Exit interview: held on Mar 19",
    "You thought: price. They said: small things added up.",
    "Maya Okafor sent good wishes",
    "Summer",
    "It is time to say hello to Acme Bakeries.",
    "Autumn",
    "Asking again: Maya Okafor, by",
    "Acme Bakeries said maybe later.",
    "January: the light was on",
    "Came back",
    "Thank you for your part in it",
    "Extra care: next look on",
    "Acme Bakeries: all is well after the first delivery, says Maya Okafor.",
    "Acme Bakeries: something is off after a month, says Maya Okafor.",
    "Acme Bakeries: all is well after three months, says Maya Okafor.",
    "Fifteen months after they left",
)


@pytest.fixture(scope="module")
def told() -> tuple[Result, float]:
    """The story as the command prints it, and how many seconds of processor time the telling took."""
    started = time.process_time()
    printed = CliRunner().invoke(app, ["story"])
    return printed, time.process_time() - started


def test_it_tells_the_whole_journey(told: tuple[Result, float]) -> None:
    """From the form to the return and extra care, in this order."""
    printed, _ = told

    assert printed.exit_code == 0, printed.exception
    at = 0
    for milestone in MILESTONES:
        found = printed.stdout.find(milestone, at)
        assert found >= 0, f"{milestone!r} does not follow {printed.stdout[max(0, at - 200) : at + 200]!r}"
        at = found


def test_it_covers_fifteen_months_day_by_day(told: tuple[Result, float]) -> None:
    """Each day has its date, and time only moves forward."""
    printed, _ = told

    days = re.findall(r"^\w+day, \w+ \d+, \d{4}$", printed.stdout, re.MULTILINE)
    moments = [time.strptime(day, "%A, %B %d, %Y") for day in days]
    assert moments == sorted(moments)
    assert (moments[0].tm_year, moments[0].tm_mon) == (2026, 1)
    assert (moments[-1].tm_year, moments[-1].tm_mon) == (2027, 6)


def test_a_stranger_can_read_it(told: tuple[Result, float]) -> None:
    """No ids, no marks, no lines that run out of the window."""
    printed, _ = told

    assert not re.search(r"<[@#!]|&amp;|\*\w|\bU0[0-9A-Z]{9}\b|\bNone\b", printed.stdout)
    assert max(map(len, printed.stdout.splitlines())) <= 100


def test_it_takes_less_than_a_minute(told: tuple[Result, float]) -> None:
    """Measured as work done, so that a busy machine makes no difference."""
    _, seconds = told

    assert seconds < 60


def test_the_page_tells_it_as_it_happens(told: tuple[Result, float]) -> None:
    """The page is cut from this very transcript; `make snapshots` cuts it anew."""
    printed, _ = told

    assert storypage.section(storypage.FILE.read_text(encoding="utf-8")) == storypage.excerpt(printed.stdout)
