"""What was filled in about a talk: read page by page, checked, and shown again."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar

from bot.customers.values import Consent, TouchKind
from bot.interviews.blocks import ids
from bot.interviews.values import Permission, Recommend, Source
from bot.interviews.values.heard import (
    MOST_MORE_REASONS,
    MOST_QUOTES,
    Answers,
    Findings,
    FrankForm,
    Place,
    QuoteForm,
    Step,
    Unready,
)
from bot.slack.kit import Values
from bot.words import _

E = TypeVar("E", bound=enum.Enum)
YES, NO = "yes", "no"
NUMBERS = range(1, MOST_QUOTES + 1)


def place_of(metadata: Mapping[str, Any]) -> Place:
    """Where in the form somebody pressed a button, or sent a page."""
    return Place(
        str(metadata["interview"]),
        Source(metadata.get("source", Source.said.value)),
        Step(int(metadata.get("step", Step.three))),
        bool(metadata.get("completes")),
    )


def read_step(step: Step, values: Values) -> Answers:
    """All that a page holds, whether or not it is enough, as a draft keeps it."""
    match step:
        case Step.three:
            return {
                ids.SAID: values.text(ids.SAID),
                ids.REASON: values.option(ids.REASON),
                ids.CONSENT: values.option(ids.CONSENT),
            }
        case Step.around:
            ends = values.date(ids.CONTRACT_ENDS)
            return {
                ids.MORE_REASONS: list(values.options(ids.MORE_REASONS)),
                ids.COMPETITOR: values.text(ids.COMPETITOR),
                ids.CONTRACT_ENDS: ends.isoformat() if ends else None,
                ids.CHECK_IN: values.option(ids.CHECK_IN),
                ids.DID_WELL: values.text(ids.DID_WELL),
            }
        case Step.quotes:
            asked = [name for number in NUMBERS for name in (f"{ids.QUOTE}{number}", f"{ids.PERMISSION}{number}")]
            return {name: values.text(name) or values.option(name) for name in asked}
        case Step.ahead:
            return {
                ids.FIX_OWED: values.text(ids.FIX_OWED),
                ids.WOULD_RETURN: values.text(ids.WOULD_RETURN),
                ids.RECOMMEND: values.option(ids.RECOMMEND),
                ids.STAY_BY: values.option(ids.STAY_BY),
            }
        case Step.aside:
            return {ids.FRANK: values.text(ids.FRANK), ids.FRANK_REASON: values.option(ids.FRANK_REASON)}


def first_question(step: Step) -> str:
    """Where a page says what concerns all of it."""
    firsts = {
        Step.three: ids.SAID,
        Step.around: ids.MORE_REASONS,
        Step.quotes: f"{ids.QUOTE}1",
        Step.ahead: ids.FIX_OWED,
        Step.aside: ids.FRANK,
    }
    return firsts[step]


def parse_findings(answers: Answers) -> Findings | Unready:
    """What is filed, or what still needs another look, the first page of it first."""
    for step in Step:
        if sentences := missing_words(step, answers):
            return Unready(step, sentences)
    return Findings(
        said=answers[ids.SAID],
        reason=answers[ids.REASON],
        consent=Consent(answers[ids.CONSENT]),
        more_reasons=tuple(answers.get(ids.MORE_REASONS) or ()),
        quotes=tuple(_quote_forms(answers)),
        competitor=answers.get(ids.COMPETITOR),
        contract_ends=day_of(answers.get(ids.CONTRACT_ENDS)),
        check_in_welcome=_yes_or_no(answers.get(ids.CHECK_IN)),
        did_well=answers.get(ids.DID_WELL),
        fix_owed=answers.get(ids.FIX_OWED),
        would_return=answers.get(ids.WOULD_RETURN),
        recommend=_one_of(Recommend, answers.get(ids.RECOMMEND)),
        stay_by=_one_of(TouchKind, answers.get(ids.STAY_BY)),
        frank=_frank(answers),
    )


def missing_words(step: Step, answers: Answers) -> dict[str, str]:
    """What still needs another look on a page: a sentence for each such question."""
    match step:
        case Step.three:
            return _missing(answers)
        case Step.around:
            return _too_many_reasons(answers)
        case Step.quotes:
            return _quotes_without_permission(answers)
        case Step.ahead:
            return {}
        case Step.aside:
            return _reason_without_words(answers)


def answers_from(findings: Findings) -> Answers:
    """What was filed, as the form shows it again."""
    quotes = {
        name: told
        for number, quote in zip(NUMBERS, findings.quotes, strict=False)
        for name, told in (
            (f"{ids.QUOTE}{number}", quote.words),
            (f"{ids.PERMISSION}{number}", quote.permission.value),
        )
    }
    welcome = findings.check_in_welcome
    return quotes | {
        ids.SAID: findings.said,
        ids.REASON: findings.reason,
        ids.CONSENT: findings.consent.value,
        ids.MORE_REASONS: list(findings.more_reasons),
        ids.COMPETITOR: findings.competitor,
        ids.CONTRACT_ENDS: findings.contract_ends.isoformat() if findings.contract_ends else None,
        ids.CHECK_IN: None if welcome is None else (YES if welcome else NO),
        ids.DID_WELL: findings.did_well,
        ids.FIX_OWED: findings.fix_owed,
        ids.WOULD_RETURN: findings.would_return,
        ids.RECOMMEND: findings.recommend.value if findings.recommend else None,
        ids.STAY_BY: findings.stay_by.value if findings.stay_by else None,
        ids.FRANK: findings.frank.words if findings.frank else None,
        ids.FRANK_REASON: findings.frank.reason if findings.frank else None,
    }


def day_of(kept: str | None) -> date | None:
    """A day as a draft keeps it."""
    return date.fromisoformat(kept) if kept else None


def _missing(answers: Answers) -> dict[str, str]:
    sentences = {}
    if not answers.get(ids.SAID):
        sentences[ids.SAID] = _("Please write down what they said; a sentence or two is enough.")
    if not answers.get(ids.REASON):
        sentences[ids.REASON] = _("Please choose the main reason; what comes nearest will do.")
    if answers.get(ids.CONSENT) not in {answer.value for answer in Consent}:
        sentences[ids.CONSENT] = _("Please say whether we may stay in touch. “They did not say” is an answer, too.")
    return sentences


def _too_many_reasons(answers: Answers) -> dict[str, str]:
    more = answers.get(ids.MORE_REASONS) or ()
    if answers.get(ids.REASON) in more:
        return {ids.MORE_REASONS: _("The main reason is said already. Please take it out here.")}
    if len(more) > MOST_MORE_REASONS:
        return {ids.MORE_REASONS: _("Two more at most; please keep the ones that weigh most.")}
    return {}


def _quotes_without_permission(answers: Answers) -> dict[str, str]:
    return {
        f"{ids.PERMISSION}{number}": _("Please say whether this sentence may be shown.")
        for number in NUMBERS
        if answers.get(f"{ids.QUOTE}{number}") and not answers.get(f"{ids.PERMISSION}{number}")
    }


def _reason_without_words(answers: Answers) -> dict[str, str]:
    if answers.get(ids.FRANK_REASON) and not answers.get(ids.FRANK):
        return {ids.FRANK: _("Please say in a sentence what it was.")}
    return {}


def _quote_forms(answers: Answers) -> list[QuoteForm]:
    return [
        QuoteForm(words, Permission(answers[f"{ids.PERMISSION}{number}"]))
        for number in NUMBERS
        if (words := answers.get(f"{ids.QUOTE}{number}"))
    ]


def _frank(answers: Answers) -> FrankForm | None:
    words = answers.get(ids.FRANK)
    return FrankForm(words, answers.get(ids.FRANK_REASON)) if words else None


def _yes_or_no(kept: str | None) -> bool | None:
    return None if kept is None else kept == YES


def _one_of(kind: type[E], kept: str | None) -> E | None:
    return kind(kept) if kept else None
