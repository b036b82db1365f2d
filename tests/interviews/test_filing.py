"""Whatever is filled in on whichever page is kept, shown again, and filed as it was."""

from __future__ import annotations

from collections.abc import Set
from datetime import UTC, date, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.customers.values import Consent, TouchKind
from bot.interviews.blocks import answers_from, findings_form, parse_findings, read_step
from bot.interviews.values import InterviewState, InterviewView, Permission, Recommend, Source
from bot.interviews.values.heard import Findings, FindingsView, FrankForm, QuoteForm, Step, Unready
from bot.reasons.values import BY_CODE
from bot.slack.kit import Values, View

NOW = datetime(2026, 3, 20, 12, tzinfo=UTC)
ABOUT = InterviewView(
    interview="i",
    customer="Acme",
    state=InterviewState.accepted,
    end=None,
    happened=date(2026, 3, 2),
    today=date(2026, 3, 20),
    since=None,
    contact=None,
    responsible="U1",
    zone="UTC",
    accepted_at=NOW,
    appointment=None,
    held_at=None,
    tries=0,
)


def _in_order(codes: Set[str]) -> tuple[str, ...]:
    """As the form shows them, whatever the order in which they were picked."""
    return tuple(code for code in BY_CODE if code in codes)


SAID = st.text("aé<&>*_ \n", min_size=1, max_size=40).map(str.strip).filter(bool)
WORDS = st.none() | SAID.map(lambda words: words.replace("\n", " "))
CODE = st.sampled_from(list(BY_CODE))
FINDINGS = st.builds(
    Findings,
    said=SAID,
    reason=st.just("price"),
    consent=st.sampled_from(Consent),
    more_reasons=st.sets(CODE.filter(lambda code: code != "price"), max_size=2).map(_in_order),
    quotes=st.lists(st.builds(QuoteForm, SAID, st.sampled_from(Permission)), max_size=3).map(tuple),
    competitor=WORDS,
    contract_ends=st.none() | st.dates(date(2020, 1, 1), date(2099, 12, 31)),
    check_in_welcome=st.none() | st.booleans(),
    did_well=WORDS,
    fix_owed=WORDS,
    would_return=WORDS,
    recommend=st.none() | st.sampled_from(Recommend),
    stay_by=st.none() | st.sampled_from(TouchKind),
    frank=st.none() | st.builds(FrankForm, SAID, st.none() | CODE),
)


@given(FINDINGS)
def test_what_was_filed_is_shown_again_as_it_was(findings: Findings) -> None:
    assert parse_findings(answers_from(findings)) == findings


@given(FINDINGS, st.sampled_from(["said", "reason", "consent"]))
def test_nothing_is_filed_without_the_three(findings: Findings, question: str) -> None:
    found = parse_findings({**answers_from(findings), question: None})

    assert isinstance(found, Unready)
    assert (found.step, list(found.sentences)) == (Step.three, [question])


@given(FINDINGS, st.lists(st.sampled_from(Step), max_size=8))
def test_stepping_through_the_pages_loses_nothing(findings: Findings, path: list[Step]) -> None:
    """Each page is drawn with what is known, and read again as it stands there, in any order, any number of times."""
    answers = dict(answers_from(findings))
    for step in path:
        view = findings_form(FindingsView(ABOUT, step, answers, Source.said))
        answers |= read_step(step, as_it_stands(view))

    assert parse_findings(answers) == findings


def as_it_stands(view: View) -> Values:
    """The form as Slack hands it back when nothing in it was touched."""
    state = {}
    for block in view.payload["blocks"]:
        if block["type"] == "input":
            element = block["element"]
            state[block["block_id"]] = {element["action_id"]: _state(element)}
    return Values({"values": state})


def _state(element: dict[str, Any]) -> dict[str, Any]:
    return {
        "value": element.get("initial_value"),
        "selected_option": element.get("initial_option"),
        "selected_options": element.get("initial_options"),
        "selected_date": element.get("initial_date"),
    }
