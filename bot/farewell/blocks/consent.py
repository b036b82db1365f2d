"""Whether we may stay in touch: what they answered, how it was before, and that they changed their mind."""

from __future__ import annotations

from collections.abc import Iterator

from bot.customers.values import Consent
from bot.departures.blocks.consent import consent_line
from bot.farewell.values import Outcome
from bot.farewell.values.letters import ConsentForm, ConsentView
from bot.slack.kit import Block, Choice, Values, View, escape, long_text, modal, radios, section, text_input
from bot.words import _, later

ANSWERED = "farewell.answered"
ANSWER_FORM = "farewell.answer_form"
ANSWER, SAID_BY, WORDS = "answer", "said_by", "words"
MOST_SHOWN = 10
LONGEST_NAME = 120
LONGEST_WORDS = 1000

_CHOICES = {
    Consent.yes: later("Yes, gladly"),
    Consent.no: later("No, leave them in peace"),
    Consent.not_answered: later("No answer to that yet"),
}
_ENTRIES = {
    Consent.yes: later("We may stay in touch"),
    Consent.no: later("They want to be left in peace"),
    Consent.not_answered: later("Asked whether we may stay in touch; no answer yet"),
}
_NOW = {
    Consent.yes: later("*{customer}* said yes: we may stay in touch."),
    Consent.no: later("*{customer}* said no: we leave them in peace."),
}


def consent_form(view: ConsentView) -> View:
    """Asks what the customer said about staying in touch, and shows what they said before."""
    offered = [one for one in Consent if one is not Consent.not_answered or not view.is_answered]
    question = (
        _("What do they say now?")
        if view.is_answered
        else _("May we stay in touch with {customer}?").format(customer=view.customer)
    )
    blocks = [
        *_so_far(view),
        radios(question, ANSWER, [Choice(one.value, _(_CHOICES[one])) for one in offered]),
        text_input(
            _("Who there said it?"), SAID_BY, initial=view.contact, optional=True, max_length=LONGEST_NAME
        ),
        long_text(
            _("In what words?"),
            WORDS,
            hint=_("How you asked, or how they put it. Whoever may see this customer can read it."),
            optional=True,
            max_length=LONGEST_WORDS,
        ),
    ]
    title = _("They changed their mind") if view.is_answered else _("They answered")
    return modal(title, ANSWER_FORM, blocks, submit=_("Save"), close=_("Not now"), metadata={"d": view.departure})


def parse_consent(values: Values) -> ConsentForm:
    """What they said, from the form."""
    answer = Consent(values.option(ANSWER) or Consent.not_answered.value)
    return ConsentForm(answer, values.text(SAID_BY), values.text(WORDS))


def consent_declined(came: Outcome) -> str:
    """Plain text for an answer that was not kept."""
    if came is Outcome.may_not:
        return _("Only those who look after this customer can say what they answered, so I leave the answer to them.")
    return _("They have said yes or no before, and that stands until they say something else.")


def consent_way() -> str:
    """What the button in the details is called."""
    return _("May we stay in touch…")


def consent_entry(answer: Consent, said_by: str | None) -> str:
    """For the folder: what they answered, and who of theirs. Plain text."""
    told = _(_ENTRIES[answer])
    return _("{answer}, said {name}").format(answer=told, name=said_by) if said_by else told


def _so_far(view: ConsentView) -> Iterator[Block]:
    if view.is_answered:
        yield section(_(_NOW[view.answer]).format(customer=escape(view.customer)))
    if view.history:
        lines = "\n".join(consent_line(one) for one in view.history[-MOST_SHOWN:])
        yield section(_("*What they said so far*\n{lines}").format(lines=lines))
