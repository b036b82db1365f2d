"""Asking first, and the talk before they go: the request with its short guide, what came of it, and its forms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from bot.departures.blocks.signs import advice, sign_line
from bot.departures.blocks.words import day
from bot.departures.values import Came, Problem, TalkKind, TalkState
from bot.departures.values.before import Part, TalkForm, TalkView
from bot.slack.kit import (
    Block,
    Element,
    Message,
    Values,
    View,
    actions,
    button,
    context,
    date_input,
    escape,
    long_text,
    message,
    modal,
    moment,
    pack,
    quoted,
    section,
    text_input,
)
from bot.words import _, later, locale
from bot.workspace import blocks as choices
from bot.workspace.rules import Amount, AmountProblem, write_amount

TALK = "departures.talk"
TALK_FORM = "departures.talk_form"
DAY = "day"
WORDS = "words"
STAYS, STAYS_WORTH = "stays", "stays_worth"
GOES, GOES_WORTH = "goes", "goes_worth"
WITH_A_FORM = (Came.watch, Came.left, Came.goes, Came.in_part, Came.no_fit)
LONGEST = 1000
LONGEST_PART = 300
MOST_SIGNS = 5

ANSWERS = {
    Came.resolved: later("All is well again"),
    Came.watch: later("Keep watching"),
    Came.notice: later("They've given notice"),
    Came.left: later("They've left"),
    Came.opening: later("They want more of us"),
    Came.stays: later("They stay"),
    Came.goes: later("They go"),
    Came.in_part: later("They go in part"),
    Came.no_fit: later("Not a fit for us"),
}
_REASONS = {
    Came.resolved: later("All is well again."),
    Came.notice: later("They have given notice."),
    Came.left: later("They have left."),
    Came.opening: later("They want more of us."),
    Came.stays: later("They stay, after a talk."),
    Came.goes: later("They go, after a talk."),
    Came.in_part: later("They go in part; the rest stays with us."),
    Came.no_fit: later("They are not a fit for us, and that is fine."),
}
_DONE = {
    Came.resolved: later("*{customer}*: all is well again, says {who}. It was good to ask."),
    Came.watch: later("*{customer}*: {who} keeps watching. I ask again around {day}."),
    Came.notice: later("*{customer}* has given notice, says {who}. The talk before they go comes next."),
    Came.left: later("*{customer}* has left, says {who}. Thank you for having asked them."),
    Came.opening: later(
        "*{customer}* wants more of us, says {who}. Note it where you note new business, and call them back."
    ),
    Came.stays: later("*{customer}* stays, says {who}. For three months I ask how they are, so that it lasts."),
    Came.goes: later("*{customer}* goes, says {who}. The talk was worth it: they may come back, or recommend us."),
    Came.in_part: later("*{customer}* goes in part, says {who}. What stays gets extra care for three months."),
    Came.no_fit: later(
        "*{customer}* is not a fit for us, says {who}, and that is fine. Nobody will ask them to come back."
    ),
}
_STILL_TO_GO = later("*{customer}* will go, says {who}. I ask you around {day} whether they have.")
_DAY_PROBLEMS = {
    Problem.missing: later("Please choose a day; about when is good enough."),
    Problem.not_ahead: later("Please choose a day from tomorrow on, within a year."),
    Problem.in_future: later("Please choose today or an earlier day."),
    Problem.too_long_ago: later("That is very long ago. Is the year right?"),
}


def talk_card(view: TalkView) -> Message:
    """Asks for a talk with a customer, with a guide and a sentence to open with; once it is answered, says what came of it."""
    if view.state is not TalkState.waiting:
        return message(section(_answered(view)), *_parts(view))
    noted = _("Noted then:\n{words}").format(words=quoted(view.before_words, 1000)) if view.before_words else None
    blocks = [section(_opening(view)), *([section(noted)] if noted else [])]
    return message(*blocks, *_request(view), context(_why_you(view)))


def talk_again_card(view: TalkView) -> Message:
    """Asks once more."""
    if view.state is not TalkState.waiting:
        return message(section(_answered(view)))
    opening = _("A word with *{customer}* is still worth it, if you have not had it yet.")
    return message(
        section(opening.format(customer=escape(view.customer))),
        *_request(view),
        context(_("I will not remind you of this again.")),
    )


def talk_passed_on(view: TalkView) -> Message:
    """For whoever was asked before somebody else came to look after the customer."""
    told = _("{name} looks after *{customer}*, so I ask them to have the talk now.")
    return message(
        section(told.format(name=escape(view.person), customer=escape(view.customer))),
        context(_("There is nothing more for you to do here.")),
    )


def talk_form(view: TalkView, came: Came, today: date) -> View:
    """Asks what else there is to know of what came of a talk."""
    what = section(f"*{escape(view.customer)}*")
    forms = {
        Came.watch: (_("Keep watching"), _ask_until()),
        Came.left: (_("They've left"), _ask_since(today)),
        Came.goes: (_("They go"), _ask_when(today)),
        Came.no_fit: (_("Not a fit for us"), _ask_when(today)),
        Came.in_part: (_("They go in part"), _ask_parts()),
    }
    title, questions = forms[came]
    return modal(
        title,
        TALK_FORM,
        [what, *questions],
        submit=_("Save"),
        close=_("Not now"),
        metadata={"t": view.id, "c": came.value},
    )


def parse_talk(values: Values, metadata: Mapping[str, Any]) -> TalkForm | dict[str, str]:
    """What was told of a talk, or a sentence for each question that needs another look."""
    came = Came(str(metadata["c"]))
    if came is not Came.in_part:
        return TalkForm(came, values.date(DAY), values.text(WORDS))
    read = {name: choices.amount_in(values, name) for name in (STAYS_WORTH, GOES_WORTH)}
    wrong = {name: choices.amount_error(one) for name, one in read.items() if isinstance(one, AmountProblem)}
    if wrong:
        return wrong
    stays, goes = _part(values.text(STAYS), read[STAYS_WORTH]), _part(values.text(GOES), read[GOES_WORTH])
    return TalkForm(came, stays=stays, goes=goes)


def day_words(problem: Problem) -> dict[str, str]:
    """What to say under the day."""
    return {DAY: _(_DAY_PROBLEMS[problem])}


def why_words(came: Came) -> str:
    """Why a departure moved, for the thread of its card: nothing that the customer said."""
    return _(_REASONS[came])


def talk_line(view: TalkView) -> str | None:
    """For the departure's card; nothing once it is answered for good."""
    if view.state is TalkState.waiting:
        line = (
            _("Asking them first: {name}") if view.kind is TalkKind.ask_first else _("The talk before they go: {name}")
        )
        return line.format(name=escape(view.person))
    if view.state is TalkState.watching and view.until:
        line = _("Looked at again around {day}") if view.came is Came.watch else _("They go around {day}")
        return line.format(day=day(view.until))
    return None


def talk_duty(customer: str, kind: TalkKind) -> str:
    """For somebody's Home: whom they were asked to talk with."""
    line = (
        _("Ask *{customer}* how things are, before they decide anything")
        if kind is TalkKind.ask_first
        else _("Talk with *{customer}* before they go")
    )
    return line.format(customer=escape(customer))


def talk_ahead(customer: str) -> str:
    """For what is ahead of somebody: whom they wanted to look at again."""
    return _("Look at *{customer}* again").format(customer=escape(customer))


def part_lines(view: TalkView) -> list[str]:
    """What stays of the business, and what goes, each with what it is worth."""
    return [escape(line) for line in parts_told(view.stays, view.goes)]


def parts_told(stays: Part | None, goes: Part | None) -> list[str]:
    """The same, in plain text."""
    both = ((stays, _("What stays: {what}")), (goes, _("What goes: {what}")))
    return [line.format(what=_part_words(part)) for part, line in both if part]


def said_line(view: TalkView) -> str | None:
    """For the details: what was noted at a talk, if anything, by whom, and what came of it."""
    if view.words is None or view.came is None or view.answered_at is None:
        return None
    told = _("{when}, {who}: {answer}").format(
        when=moment(view.answered_at, "{date_short_pretty}"),
        who=escape(view.by or view.person),
        answer=_(ANSWERS[view.came]),
    )
    return f"{told}\n{quoted(view.words, LONGEST)}"


def _opening(view: TalkView) -> str:
    name = escape(view.customer)
    if view.before and view.before_came is Came.watch:
        return _("You wanted to look at *{customer}* again around {day}. How are they?").format(
            customer=name, day=day(view.before)
        )
    if view.before:
        return _("*{customer}* was to go around {day}. Have they, or did they think again?").format(
            customer=name, day=day(view.before)
        )
    if view.kind is TalkKind.ask_first:
        return _("*{customer}* shows warning signs. Would you ask them first, before they decide anything?").format(
            customer=name
        )
    return _("*{customer}* has given notice. Would you talk with them once more before they go?").format(customer=name)


def _request(view: TalkView) -> Iterator[Block]:
    if view.signs:
        yield section("\n".join(sign_line(one) for one in view.signs[-MOST_SIGNS:]))
    if view.note:
        yield section(_("*Note*\n{words}").format(words=quoted(view.note, 1000)))
    guide, sentence = _guide(view.kind)
    yield section("\n".join(f"• {line}" for line in (*guide, *advice(view.signs))))
    yield section(_("A sentence to open with:\n{words}").format(words=quoted(sentence, 1000)))
    if view.contact:
        yield section(_("Whom to talk to there: {contact}").format(contact=escape(view.contact)))
    yield actions(*_buttons(view))


def _guide(kind: TalkKind) -> tuple[tuple[str, ...], str]:
    if kind is TalkKind.ask_first:
        return (
            _(
                "If you sense that they are unhappy, they probably are. It takes some courage to ask, and it is worth it."
            ),
            _("What did they run into? Something small may have got in their way, and nobody told us."),
        ), _("How are things going with us? Is there anything that we could be doing better for you?")
    return (
        _("Ask why, and hear all of it before you answer."),
        _("Check that what they chose fits them. If it does, say so."),
        _("If there is something better for them, with us or elsewhere, offer it."),
        _("Then accept their answer. Even if they go, the talk helps: they may come back, or recommend us."),
    ), _("I am sorry to hear it, and I will see to it that the change is easy. May I ask what led to it?")


def _buttons(view: TalkView) -> list[Element]:
    offered = {
        TalkKind.ask_first: (Came.resolved, Came.watch, Came.opening, Came.notice, Came.left),
        TalkKind.before_they_go: (Came.stays, Came.goes, Came.in_part, Came.no_fit),
    }
    return [
        button(
            _(ANSWERS[came]),
            f"{TALK}:{came.value}",
            pack(t=view.id, c=came.value),
            label=f"{_(ANSWERS[came])}: {view.customer}",
        )
        for came in offered[view.kind]
    ]


def _why_you(view: TalkView) -> str:
    why = (
        _("You get this because they are your customer.")
        if view.is_owner
        else _("You get this because nobody else is known to look after them.")
    )
    if view.kind is TalkKind.before_they_go:
        return why + " " + _("The handing over goes on meanwhile; it does not wait for this.")
    if view.quiet:
        why += " " + _("It stays between you and whoever noticed it.")
    return why + " " + _("“Keep watching” sets the day on which I ask again.")


def _answered(view: TalkView) -> str:
    name, who = escape(view.customer), escape(view.by or view.person)
    if view.came is None:
        return _("*{customer}*: this needs no answer any more.").format(customer=name)
    until = day(view.until) if view.until else ""
    sentence = _STILL_TO_GO if view.until and view.came in (Came.goes, Came.no_fit) else _DONE[view.came]
    return _(sentence).format(customer=name, who=who, day=until)


def _parts(view: TalkView) -> list[Block]:
    lines = part_lines(view)
    return [section("\n".join(lines))] if lines else []


def _part(what: str | None, worth: Amount | AmountProblem | None) -> Part | None:
    amount = worth if isinstance(worth, Amount) else None
    if what is None and amount is None:
        return None
    return Part(what, amount.value if amount else None, amount.currency if amount else None)


def _part_words(part: Part) -> str:
    worth = None if part.worth is None else write_amount(part.worth, part.currency, locale.get())
    if part.what is None:
        return _("{amount} a year").format(amount=worth)
    return part.what if worth is None else _("{what} ({amount} a year)").format(what=part.what, amount=worth)


def _ask_until() -> list[Block]:
    hint = _("I'll come in the morning, or on your next working day.")
    return [date_input(_("When shall I ask you again?"), DAY, hint=hint), _ask_words()]


def _ask_since(today: date) -> list[Block]:
    return [date_input(_("Since when"), DAY, initial=today), _ask_words()]


def _ask_when(today: date) -> list[Block]:
    hint = _("If that day is still to come, I ask you then whether they have gone.")
    return [date_input(_("Their last day with us"), DAY, initial=today, hint=hint), _ask_words()]


def _ask_words() -> Block:
    hint = _("For whoever looks after them. It is not shown in the channel.")
    return long_text(_("What did they say?"), WORDS, hint=hint, optional=True, max_length=LONGEST)


def _ask_parts() -> list[Block]:
    return [
        text_input(_("What stays with us"), STAYS, optional=True, max_length=LONGEST_PART),
        choices.amount_input(_("What stays is worth, a year"), STAYS_WORTH, initial=None),
        text_input(_("What goes"), GOES, optional=True, max_length=LONGEST_PART),
        choices.amount_input(_("What goes was worth, a year"), GOES_WORTH, initial=None),
    ]
