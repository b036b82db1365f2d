"""Where we were wrong: the form, the apology to send, and later the letter that it is changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.departures.blocks.fixing import fix_button
from bot.farewell.blocks.advice import advice
from bot.farewell.blocks.endings import ending
from bot.farewell.blocks.letters import letter_buttons
from bot.farewell.values import Outcome
from bot.farewell.values.letters import LETTER_OF, SAYS_CHANGED, ApologyState, ApologyView
from bot.slack.kit import (
    Block,
    Element,
    Message,
    Values,
    View,
    actions,
    button,
    context,
    escape,
    letter_blocks,
    long_text,
    message,
    modal,
    moment,
    pack,
    quoted,
    section,
)
from bot.tact import Remark
from bot.words import _

APOLOGISE = "farewell.apologise"
APOLOGY_FORM = "farewell.apology_form"
SENT = "farewell.apology_sent"
DROP = "farewell.apology_dropped"
FIXED = "farewell.apology_fixed"
NOT_YET = "farewell.apology_not_yet"
NEVER = "farewell.apology_never"
WHAT = "what"
LONGEST_WHAT = 600
DAY = "{date_short}"


def apology_form(
    departure: str, customer: str, what: str | None = None, remarks: Sequence[Remark] = (), seen: str | None = None
) -> View:
    """Asks what went wrong, in words for the customer. `seen` marks the words that the advice is about."""
    told = _("An apology to *{customer}*, with the words ready to send. You see the whole letter before it goes anywhere.")
    blocks = [
        *advice(remarks),
        section(told.format(customer=escape(customer))),
        long_text(
            _("What did we get wrong?"),
            WHAT,
            initial=what,
            placeholder=_("We promised your order for Monday, and it came on Thursday."),
            hint=_("It stands in the letter as you write it here. A plain sentence or two, without reasons why."),
            max_length=LONGEST_WHAT,
        ),
    ]
    return modal(
        _("Where we were wrong"),
        APOLOGY_FORM,
        blocks,
        submit=_("Save as it is") if remarks else _("Write the letter"),
        close=_("Not now"),
        metadata={"d": departure, "seen": seen},
    )


def parse_apology(values: Values) -> str:
    """What went wrong, as it was written."""
    return values.text(WHAT) or ""


def apology_written(customer: str) -> View:
    """After the form: where the letter is."""
    told = _("The letter to *{customer}* is in your messages with me, to send, to change, or to leave.")
    return modal(
        _("Where we were wrong"),
        "farewell.apology_written",
        [section(told.format(customer=escape(customer)))],
        close=_("Close"),
    )


def apology_way() -> str:
    """What the button in the details is called."""
    return _("Where we were wrong…")


def apology_card(view: ApologyView) -> Message:
    """The apology to send; then that it was sent, until it is changed; then the letter that says so."""
    if done := _ended(view):
        return message(section(done))
    if view.state is ApologyState.sent:
        return message(
            section("\n".join([_was_sent(view), quoted(view.what)])),
            actions(*_fixing(view)),
            context(_foot(view)),
        )
    return message(*_to_send(view))


def asked_card(view: ApologyView, turn: int) -> Message:
    """Asks whether what we apologised for is changed by now, for the first or the last time."""
    if view.state is not ApologyState.sent or view.is_over or view.in_peace:
        return apology_card(view)
    name = escape(view.customer)
    if view.not_yet >= turn:
        told = (
            _("*{customer}*: not yet, then. I ask you once more in about three months.")
            if turn == 1
            else _("*{customer}*: not yet, then. I leave it at that; “It is changed” stays below the apology.")
        )
        return message(section(told.format(customer=name)))
    asking = (
        _("Eight weeks ago we wrote to *{customer}* that we were wrong about something. Is it changed by now?")
        if turn == 1
        else _("*{customer}* once more: is it changed by now, what we were wrong about?")
    )
    once_more = _("If it is not yet, I ask once more in about three months.") if turn == 1 else _("I ask this for the last time.")
    return message(
        section("\n".join([asking.format(customer=name), quoted(view.what)])),
        actions(*_fixing(view, turn)),
        context(_why_you(view) + " " + once_more),
    )


def apologised_line(name: str) -> Message:
    """For the thread of the departure's card: `name` has apologised to the customer."""
    return message(_("{name} has told them that we were wrong about something.").format(name=escape(name)))


def changed_line(name: str) -> Message:
    """For the thread of the departure's card: `name` has told the customer that it is changed."""
    return message(_("{name} has told them that it is changed now, and thanked them.").format(name=escape(name)))


def apology_duty(view: ApologyView) -> str:
    """For the Home of whoever looks after an apology that waits to be sent."""
    told = (
        _("Send *{customer}* the apology you wrote")
        if view.state is ApologyState.written
        else _("Tell *{customer}* that what they told us is changed")
    )
    return told.format(customer=escape(view.customer))


def apology_declined(came: Outcome, customer: str) -> str:
    """Plain text for a press or a form that changed nothing."""
    match came:
        case Outcome.may_not:
            return _("This is for the colleagues who look after this customer, so I leave the answer to them.")
        case Outcome.in_peace:
            return _("{customer} wants to be left in peace, so nothing is sent to them.").format(customer=customer)
        case Outcome.over:
            return _("For {customer} there is nothing to send any more, so nothing was changed.").format(customer=customer)
        case _:
            return _("This has been answered already, so nothing was changed.")


def apology_entry(state: ApologyState) -> str:
    """For the folder. Plain text."""
    return _("We told them that we were wrong") if state is ApologyState.sent else _("We told them that it is changed")


def thanks_entry() -> str:
    """For the folder. Plain text."""
    return _("We thanked them for their business")


def _ended(view: ApologyView) -> str | None:
    name, who = escape(view.customer), escape(view.ended_by or view.told_by or "")
    day = moment(view.told_at, DAY) if view.told_at else ""
    match view.state:
        case ApologyState.told:
            told = _("*{customer}*: ✓ {who} told them on {day} that it is changed. It is in their folder.")
        case ApologyState.never:
            told = _("*{customer}*: it stays as it is, says {who}. I don't ask again.")
        case ApologyState.dropped:
            told = _("*{customer}*: no apology after all, says {who}. There is nothing more to do.")
        case _:
            return _over(view)
    return told.format(customer=name, who=who, day=day)


def _over(view: ApologyView) -> str | None:
    if view.is_over:
        return ending(view.customer, view.stage) + " " + _("So there is nothing to send.")
    if view.in_peace:
        told = _("*{customer}* wants to be left in peace, so there is nothing to send.")
        return told.format(customer=escape(view.customer))
    return None


def _to_send(view: ApologyView) -> Iterator[Block]:
    kind = LETTER_OF[view.state]
    is_changed = kind in SAYS_CHANGED
    told = (
        _("*{customer}* may like to hear that it is changed. These words ask for nothing:")
        if is_changed
        else _("To *{customer}*, where we were wrong. Here are the words to send, or to change:")
    )
    yield section(told.format(customer=escape(view.customer)))
    if view.letter is not None:
        yield from letter_blocks(view.letter, view.email, view.contact)
    yield actions(*letter_buttons(kind, view.id))
    carried = pack(a=view.id)
    no = _("No letter") if is_changed else _("Not after all")
    yield actions(button(_("I've sent it"), SENT, carried, "primary"), button(no, DROP, carried))
    yield context(_why_you(view))


def _fixing(view: ApologyView, turn: int | None = None) -> Iterator[Element]:
    carried = pack(a=view.id, t=turn)
    yield button(_("It is changed"), FIXED, carried, "primary")
    if turn is not None:
        yield button(_("Not yet"), NOT_YET, carried)
        yield fix_button(view.departure)
    yield button(_("It stays as it is"), NEVER, carried)


def _was_sent(view: ApologyView) -> str:
    day = moment(view.sent_at, DAY) if view.sent_at else ""
    told = _("*{customer}*: ✓ {who} told them on {day} that we were wrong:")
    return told.format(customer=escape(view.customer), who=escape(view.sent_by or ""), day=day)


def _foot(view: ApologyView) -> str:
    if view.not_yet or view.asked:
        return _("Once it is changed, they may like to hear it: press “It is changed”, and I have the words ready.")
    return _(
        "Once it is changed, they may like to hear it: press “It is changed”, and I have the words ready. "
        "I ask you after about eight weeks."
    )


def _why_you(view: ApologyView) -> str:
    if view.state is ApologyState.improved:
        return _("You get this because you wanted to tell them.")
    if view.is_author:
        return _("You get this because you wrote the apology.")
    return _("You get this because you look after this customer now, and somebody else wrote the apology.")
