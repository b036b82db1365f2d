"""The interviewer's form after a try, and its reader."""

from __future__ import annotations

from dataclasses import dataclass

from bot.customers.values import TouchKind
from bot.interviews.blocks import ids
from bot.interviews.blocks.introducing import tried_words
from bot.interviews.values import InterviewView, TryAnswer
from bot.slack.kit import (
    Choice,
    Values,
    View,
    escape,
    long_text,
    modal,
    radios,
    section,
)
from bot.words import _

LONGEST_TRY = 1000


@dataclass(frozen=True)
class Tried:
    """One try to reach the customer: by which way, and what came of it."""

    how: TouchKind
    answer: TryAnswer
    words: str | None


def tried_form(about: InterviewView) -> View:
    """How they were tried to be reached, and what came of it."""
    told = _("Thank you for trying to reach *{customer}*. It often takes a few tries, over several weeks.")
    return modal(
        _("I tried"),
        ids.TRIED_FORM,
        [
            section(told.format(customer=escape(about.customer))),
            radios(
                _("How did you try?"),
                ids.HOW,
                [
                    Choice(TouchKind.call.value, _("I phoned")),
                    Choice(TouchKind.email.value, _("I wrote an email")),
                    Choice(TouchKind.letter.value, _("I wrote a letter")),
                    Choice(TouchKind.other.value, _("Another way")),
                ],
                initial=TouchKind.call.value,
            ),
            radios(
                _("What came of it?"),
                ids.CAME,
                [Choice(answer.value, tried_words(answer)) for answer in TryAnswer],
                initial=TryAnswer.nobody_there.value,
            ),
            long_text(
                _("Anything to remember"),
                ids.WORDS,
                placeholder=_("Call back on Friday after ten …"),
                optional=True,
                max_length=LONGEST_TRY,
            ),
        ],
        submit=_("Keep it"),
        close=_("Not yet"),
        metadata={"interview": about.interview},
    )


def parse_tried(values: Values) -> Tried | dict[str, str]:
    """The try, or a sentence for each question that needs another look."""
    how, came = values.option(ids.HOW), values.option(ids.CAME)
    if how not in {kind.value for kind in TouchKind}:
        return {ids.HOW: _("Please say how you tried.")}
    if came not in {answer.value for answer in TryAnswer}:
        return {ids.CAME: _("Please say what came of it.")}
    return Tried(TouchKind(how), TryAnswer(came), values.text(ids.WORDS))
