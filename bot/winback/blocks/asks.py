"""What whoever asks a customer again sees, from the words to start from to what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.customers.blocks import contact_choices, last_contact, touch_words
from bot.customers.values import TouchKind
from bot.departures.blocks.words import day, tenure
from bot.farewell.blocks.advice import advice
from bot.slack.kit import (
    Block,
    Choice,
    Element,
    Message,
    Values,
    View,
    actions,
    button,
    checkboxes,
    context,
    date_input,
    escape,
    letter_blocks,
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
from bot.tact import Fault, Remark
from bot.winback.blocks.ways import BLANK, way_line
from bot.winback.blocks.words import DATE, DAY, LONGEST
from bot.winback.values import Answer, AskedForm, AskState
from bot.winback.ways import AskedOpening, AskView, AskWords
from bot.words import _, later

ASKED = "winback.asked"
NOT_YET = "winback.not_yet"
GIVE_BACK = "winback.give_back"
ANOTHER_WAY = "winback.another_way"
CHANGE_WORDS = "winback.change_words"
PRINT = "winback.print"
ASKED_FORM = "winback.asked_form"
WORDS_FORM = "winback.words_form"
ASK_ID = "ask"
ANSWER = "answer"
KIND = "kind"
WORDS = "words"
AGAIN = "again"
PEACE = "peace"
LONGEST_LETTER = 2200


def ask_card(view: AskView) -> Message:
    """Words to start from, for whoever takes it up; once they were asked, what is waited for, or what came of it."""
    if view.state is not AskState.claimed:
        return message(section(_closed(view)))
    if view.made_at is not None:
        return _waiting(view, view.made_at)
    name = escape(view.customer)
    opening = _("You'll ask *{customer}* again, by {day}. Thank you.").format(
        customer=name, day=moment(view.until, DATE)
    )
    blocks: list[Block] = [
        section(opening),
        section("\n".join(_known(view))),
        section(way_line(view.words.proposal, view.words.hints)),
        section(_("A text to start from:")),
        *letter_blocks(view.words.letter, view.email, view.contact),
    ]
    if BLANK in view.words.letter.body:
        blocks.append(context(_("What stands as “…” only you can fill in: “Change the words”.")))
    blocks += [
        section(_("What not to say: that we told them so, what it was like without us, or why they went.")),
        actions(*_word_buttons(view)),
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
    name, until = escape(view.customer), moment(view.until, DATE)
    if view.made_at is not None:
        told = _("You get this because you asked them. Without an answer they are left alone for a quarter, from {day}.")
        return message(
            section(_("Has *{customer}* answered you?").format(customer=name)),
            _answer_buttons(view),
            context(told.format(day=until)),
        )
    told = _("You get this because you said that you'd ask. Without an answer they go back on the list on {day}.")
    return message(
        section(_("Did you get to ask *{customer}*?").format(customer=name)),
        _buttons(view),
        context(told.format(day=until)),
    )


def words_form(
    view: AskWords, remarks: Sequence[Remark] = (), seen: str | None = None, typed: str | None = None
) -> View:
    """Asks for the words to this one customer. `seen` marks the words that the advice is about, which were `typed`."""
    blocks = [
        *advice([_for_an_ask(one) for one in remarks]),
        section(_("These words are for *{customer}* alone.").format(customer=escape(view.customer))),
        long_text(
            _("Words"),
            WORDS,
            initial=typed or view.body,
            hint=_("Leave it empty to go back to the words that I propose."),
            optional=True,
            max_length=LONGEST_LETTER,
        ),
    ]
    return modal(
        _("Words to start from"),
        WORDS_FORM,
        blocks,
        submit=_("Save as it is") if remarks else _("Save"),
        metadata={ASK_ID: view.ask, "seen": seen},
    )


def asked_form(ask: str, opening: AskedOpening) -> View:
    """Asks what they said."""
    offered = [one for one in Answer if one is not Answer.waiting or not opening.was_asked]
    answers = [Choice(one.value, _(_ANSWERS[one])) for one in offered]
    peace = Choice(PEACE, _("They'd rather not be asked again: leave them in peace"))
    how = _("How did they answer?") if opening.was_asked else _("How did you ask?")
    blocks = [
        radios(_("What did {customer} say?").format(customer=opening.customer), ANSWER, answers),
        select(how, KIND, contact_choices(), initial=TouchKind.call.value),
        date_input(_("When?"), DAY, initial=opening.today),
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


def more_time() -> str:
    """Plain text for whoever said that they have not asked yet, or were not answered: on the same day nothing else would change."""
    return _("Take your time. I ask you what came of it in two weeks.")


def asking_line(who: str, until: datetime) -> str:
    """For the departure's card: who asks them again."""
    return _("Asking again: {who}, by {day}").format(who=escape(who), day=moment(until, DATE))


def ask_duty(customer: str, until: datetime, *, was_asked: bool = False) -> str:
    """For somebody's Home: whom they have said they will ask, or whose answer they wait for."""
    told = _("You asked *{customer}*: hear what they answer, by {day}") if was_asked else _("Ask *{customer}* again, by {day}")
    return told.format(customer=escape(customer), day=moment(until, DATE))


def _for_an_ask(remark: Remark) -> Remark:
    """Whoever asks for business may ask; what is said of pleading at a goodbye is said otherwise here."""
    pleads = later("It makes it hard to say no. Leave them an easy way to decline.")
    return replace(remark, why=pleads) if remark.fault is Fault.pleads else remark


def _waiting(view: AskView, made_at: datetime) -> Message:
    told = _("*{customer}* was asked on {day}, and has not answered yet.").format(
        customer=escape(view.customer), day=moment(made_at, DATE)
    )
    return message(
        section(told),
        section("\n".join(_known(view))),
        _answer_buttons(view),
        context(
            _("You get this because the answer comes to you. I'll ask you about it on {day}, once.").format(
                day=moment(view.until, DATE)
            )
        ),
    )


def _known(view: AskView) -> list[str]:
    lines = [_("They left on {day}.").format(day=day(view.left))]
    if view.since is not None:
        lines.append(_("They were {tenure}.").format(tenure=tenure(view.since, view.left)))
    if view.reason:
        lines.append(_("They told us why: {reason}.").format(reason=escape(view.reason)))
    if view.last:
        kind, at, who = view.last
        lines.append(last_contact(kind, moment(at, DATE), escape(who)))
    if view.contact:
        lines.append(_("Whom to reach: {contact}").format(contact=escape(view.contact)))
    if view.liked:
        lines.append(_("How they like to hear from us: {way}").format(way=touch_words(view.liked)))
    if view.wished:
        lines.append(_("What would bring them back, they said:\n{words}").format(words=quoted(view.wished, 1000)))
    return lines


def _word_buttons(view: AskView) -> list[Element]:
    carried = pack(ask=view.ask)
    return [
        button(_("Another way"), ANOTHER_WAY, carried),
        button(_("Change the words"), CHANGE_WORDS, carried),
        button(_("Print"), PRINT, carried),
    ]


def _answer_buttons(view: AskView) -> Block:
    return actions(
        button(_("They answered"), ASKED, pack(ask=view.ask), style="primary"),
        button(_("Not yet"), NOT_YET, pack(ask=view.ask)),
    )


def _buttons(view: AskView) -> Block:
    return actions(
        button(_("I asked them"), ASKED, pack(ask=view.ask), style="primary"),
        button(_("Not yet"), NOT_YET, pack(ask=view.ask)),
        button(_("Give it back"), GIVE_BACK, pack(ask=view.ask)),
    )


def _closed(view: AskView) -> str:
    again = day(view.again) if view.again else ""
    return _(_ENDS[view.state]).format(customer=escape(view.customer), day=again)


_ANSWERS = {
    Answer.back: later("Yes, they are back"),
    Answer.later: later("Maybe later"),
    Answer.no: later("No"),
    Answer.waiting: later("I asked, and they have not answered yet"),
}
_ENDS = {
    AskState.claimed: later("*{customer}*: noted. You still have this one; the newest message has its buttons."),
    AskState.back: later("*{customer}* is back. Thank you for asking."),
    AskState.later: later("*{customer}* said maybe later. Nobody asks them before {day}. Thank you for asking."),
    AskState.no: later("*{customer}* said no. Nobody asks them before {day}. Thank you for asking."),
    AskState.unanswered: later("*{customer}* did not answer. Nobody asks them before {day}. Thank you for asking."),
    AskState.given_back: later("*{customer}* is back on the list, so that somebody else can ask."),
    AskState.lapsed: later("*{customer}* went back on the list, so that somebody else can ask. No harm done."),
    AskState.over: later("*{customer}*: there is nothing left to ask."),
}
