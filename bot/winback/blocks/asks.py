"""What whoever asks a customer again sees, from the words to start from to what came of it."""

from __future__ import annotations

from datetime import date, datetime

from bot.customers.blocks import contact_choices, touch_words
from bot.customers.values import TouchKind
from bot.departures.blocks.words import day
from bot.slack.kit import (
    Block,
    Choice,
    Message,
    Values,
    View,
    actions,
    button,
    checkboxes,
    context,
    date_input,
    escape,
    long_text,
    message,
    modal,
    moment,
    pack,
    quoted,
    radios,
    section,
    select,
)
from bot.winback.blocks.words import DATE, DAY, LONGEST
from bot.winback.values import Answer, AskedForm, AskState, AskView, Cure
from bot.words import _, later, plural

ASKED = "winback.asked"
NOT_YET = "winback.not_yet"
GIVE_BACK = "winback.give_back"
ASKED_FORM = "winback.asked_form"
ASK_ID = "ask"
ANSWER = "answer"
KIND = "kind"
WORDS = "words"
AGAIN = "again"
PEACE = "peace"


def ask_card(view: AskView) -> Message:
    """Words to start from, for whoever takes it up; once it is answered, what came of it."""
    if view.state is not AskState.claimed:
        return message(section(_closed(view)))
    name = escape(view.customer)
    opening = _("You take it up to ask *{customer}* again, by {day}. Thank you.").format(
        customer=name, day=moment(view.until, DATE)
    )
    blocks: list[Block] = [
        section(opening),
        section("\n".join(_known(view))),
        section(_("A way back that costs nobody their face:\n{text}").format(text=quoted(start_text(view)))),
        section(_("Not this: that we told them so, what it was like without us, or why they went.")),
        _buttons(view),
        context(
            _(
                "You get this because you said that you'd ask. I'll ask you once what came of it; “Give it back” ends it."
            )
        ),
    ]
    return message(*blocks)


def follow_up_card(view: AskView, *, is_open: bool) -> Message:
    """Asks once, when the time is over, what came of it."""
    if not is_open:
        return message(section(_closed(view)))
    return message(
        section(_("Did you get to ask *{customer}*?").format(customer=escape(view.customer))),
        _buttons(view),
        context(
            _(
                "You get this because you said that you'd ask. Without an answer they go back on the list on {day}."
            ).format(day=moment(view.until, DATE))
        ),
    )


def start_text(view: AskView) -> str:
    """Words to start from, in plain text: a new reason to talk, so that nobody has to admit anything."""
    if view.cure is Cure.by_us and view.number == 0:
        return _(_TEXTS[0])
    return _(_TEXTS[1 + view.number % (len(_TEXTS) - 1)])


def asked_form(ask: str, customer: str, today: date) -> View:
    """Asks what they said."""
    answers = [Choice(one.value, _(_ANSWERS[one])) for one in Answer]
    peace = Choice(PEACE, _("They'd rather not be asked again: leave them in peace"))
    blocks = [
        radios(_("What did {customer} say?").format(customer=customer), ANSWER, answers),
        select(_("How did you ask?"), KIND, contact_choices(), initial=TouchKind.call.value),
        date_input(_("When?"), DAY, initial=today),
        long_text(_("What is worth remembering?"), WORDS, optional=True, max_length=LONGEST),
        date_input(
            _("If later or no: when may we ask again?"),
            AGAIN,
            optional=True,
            hint=_("Left empty: after a quarter for “later”, after a year for “no”."),
        ),
        checkboxes(_("If no"), PEACE, [peace]),
    ]
    return modal(_("You asked"), ASKED_FORM, blocks, submit=_("Save"), metadata={ASK_ID: ask})


def parse_asked(values: Values) -> AskedForm | dict[str, str]:
    """What was said, or a sentence for each question that needs another look."""
    answer, kind, when = values.option(ANSWER), values.option(KIND), values.date(DAY)
    missing = {
        ANSWER: None if answer else _("Please choose one."),
        KIND: None if kind else _("Please choose one."),
        DAY: None if when else _("Please choose the day."),
    }
    if answer is None or kind is None or when is None:
        return {name: sentence for name, sentence in missing.items() if sentence}
    said = Answer(answer)
    return AskedForm(
        answer=said,
        kind=TouchKind(kind),
        day=when,
        words=values.text(WORDS),
        again=values.date(AGAIN),
        in_peace=said is Answer.no and PEACE in values.options(PEACE),
    )


def asking_line(who: str, until: datetime) -> str:
    """For the departure's card: who asks them again."""
    return _("Asking again: {who}, by {day}").format(who=escape(who), day=moment(until, DATE))


def ask_duty(customer: str, until: datetime) -> str:
    """For somebody's Home: whom they have said they will ask."""
    return _("Ask *{customer}* again, by {day}").format(customer=escape(customer), day=moment(until, DATE))


def _known(view: AskView) -> list[str]:
    lines = [_("They left on {day}.").format(day=day(view.left))]
    if view.years is not None and view.years >= 1:
        lines.append(
            plural("They were with us for {count} year.", "They were with us for {count} years.", round(view.years))
        )
    if view.last:
        kind, at, who = view.last
        told = _("The last contact was {what} on {day}, by {who}.")
        lines.append(told.format(what=touch_words(kind), day=moment(at, DATE), who=escape(who)))
    if view.contact:
        lines.append(_("Whom to reach: {contact}").format(contact=escape(view.contact)))
    return lines


def _buttons(view: AskView) -> Block:
    return actions(
        button(_("I asked them"), ASKED, pack(ask=view.ask), style="primary"),
        button(_("Not yet"), NOT_YET, pack(ask=view.ask)),
        button(_("Give it back"), GIVE_BACK, pack(ask=view.ask)),
    )


def _closed(view: AskView) -> str:
    again = day(view.again) if view.again else ""
    return _(_ENDS[view.state]).format(customer=escape(view.customer), day=again)


_TEXTS = (
    later(
        "Hello, we have changed how we work since your time with us, and your view of it would be worth a lot to me. "
        "Would you have twenty minutes? And if this is not the moment, that is fine too."
    ),
    later(
        "Hello, we have something new, …, and I thought of you when I saw it. "
        "May I show it to you? If it is nothing for you, just say so."
    ),
    later(
        "Hello, there is somebody new here who looks after firms like yours, and I would like you two to meet. "
        "A coffee would be enough."
    ),
    later(
        "Hello, we are looking for three firms to try something small with us, without any obligation. "
        "You came to mind first. Shall I tell you more?"
    ),
)
_ANSWERS = {
    Answer.back: later("Yes, they are back"),
    Answer.later: later("Maybe later"),
    Answer.no: later("No"),
}
_ENDS = {
    AskState.claimed: later("*{customer}*: noted. You still have this one; the newest message has its buttons."),
    AskState.back: later("*{customer}* is back. Thank you for asking."),
    AskState.later: later("*{customer}* said maybe later. Nobody asks them before {day}. Thank you for asking."),
    AskState.no: later("*{customer}* said no. Nobody asks them before {day}. Thank you for asking."),
    AskState.given_back: later("*{customer}* is back on the list, so that somebody else can ask."),
    AskState.lapsed: later("*{customer}* went back on the list, so that somebody else can ask. No harm done."),
    AskState.over: later("*{customer}*: there is nothing left to ask."),
}
