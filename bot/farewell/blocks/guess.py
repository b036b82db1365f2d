"""The small form for somebody's own guess at the reason, seen by its author alone."""

from __future__ import annotations

from bot.farewell.values import GuessForm, GuessView
from bot.reasons.blocks import reason_choices
from bot.reasons.values import OTHER
from bot.slack.kit import Values, View, escape, long_text, modal, section, select
from bot.words import _

GUESS_FORM = "farewell.guess_form"
REASON = "reason"
WORDS = "words"


def guess_form(thanks: str, view: GuessView) -> View:
    """Asks for somebody's own guess at the reason, with what they guessed before."""
    guess = view.own
    blocks = [
        section(
            _(
                "*Only you can see what you write here.* You can change it until somebody has talked with {customer}."
            ).format(customer=escape(view.customer))
        ),
        select(
            _("What do you think was the main reason?"),
            REASON,
            reason_choices(view.reasons, (guess.reason,) if guess else ()),
            initial=guess.reason if guess else None,
            placeholder=_("One of these"),
        ),
        long_text(
            _("In a sentence"),
            WORDS,
            initial=guess.words if guess else None,
            optional=True,
            max_length=1000,
        ),
    ]
    return modal(_("My own guess"), GUESS_FORM, blocks, submit=_("Keep it to myself"), metadata={"thanks": thanks})


def guess_locked_view(customer: str) -> View:
    """For somebody who wants to change a guess after the findings were filed."""
    text = _("Somebody has talked with {customer} since, so your guess stays as it was. Only you can see it.")
    return modal(_("My own guess"), GUESS_FORM, [section(text.format(customer=escape(customer)))])


def parse_guess(values: Values) -> GuessForm | dict[str, str]:
    """The guess in the form, or the sentences that belong under its questions."""
    reason, words = values.option(REASON), values.text(WORDS)
    if reason is None:
        return {REASON: _("Please choose the one that comes closest.")}
    if reason == OTHER and not words:
        return {WORDS: _("Please say in a sentence what it was.")}
    return GuessForm(reason, words)


def locked() -> str:
    """Plain text for a guess that can no longer be changed."""
    return _("Somebody has talked with them since, so your guess stays as it was.")
