"""What people hear about what they see to, what they are to look at, and what holds now."""

from __future__ import annotations

from bot.departures.blocks.card import DETAILS
from bot.fixes.blocks.words import (
    AGAIN,
    DONE,
    HAND_OVER,
    HOLDS,
    LEAVE,
    OPEN,
    PUT_OFF,
    TELL,
    left_line,
    said,
    short_day,
    state_line,
    what_words,
)
from bot.fixes.values import FixState, FixView, Left, ToldView
from bot.slack.kit import (
    Block,
    Confirm,
    Element,
    Message,
    actions,
    button,
    context,
    escape,
    heard,
    message,
    pack,
    section,
)
from bot.words import _
from bot.work.values import Duty

MOST_TOLD = 20


def fix_card(view: FixView, turn: int) -> Message:
    """For whoever is to see to something from now on; or again, where it did not hold."""
    if over := _over(view, turn):
        return over
    if view.reopened_by is not None:
        told = _("{what} is not done yet, says {name}. You see to it by {day}.").format(
            what=what_words(view.what), name=escape(view.reopened_by), day=short_day(view)
        )
        return _to_do(view, told + said(view.reopened_why), _("You get this because you see to it."))
    told = _("Would you see to this by {day}? {what}").format(day=short_day(view), what=what_words(view.what))
    why = _("You get this because {name} wanted it and thought of you.").format(name=escape(view.by))
    return _to_do(
        view, told, why if not view.wanted_it else _("You get this because you wanted it, and it came back to you.")
    )


def due_card(view: FixView, turn: int) -> Message:
    """On the morning of its day."""
    if over := _over(view, turn):
        return over
    told = _("Is it done? {what} was to be done by {day}.").format(what=what_words(view.what), day=short_day(view))
    return _to_do(view, told, _("You get this because you see to it. I ask once more in two working days."))


def again_card(view: FixView, turn: int) -> Message:
    """Some working days later, for the last time."""
    if over := _over(view, turn):
        return over
    told = _("Once more: is it done? {what} was to be done by {day}.").format(
        what=what_words(view.what), day=short_day(view)
    )
    why = _(
        "You get this because you see to it. I don't ask you again: in two working days whoever wanted it hears of it, or "
        "an admin."
    )
    return _to_do(view, told, why)


def late_card(view: FixView, turn: int) -> Message:
    """For whoever wanted it, or an admin, once whoever sees to it was asked twice."""
    if over := _over(view, turn):
        return over
    told = _(
        "{what} was to be done by {day}. {owner} was asked twice: perhaps it belongs with somebody else, or needs another "
        "day."
    ).format(what=what_words(view.what), day=short_day(view), owner=escape(view.owner))
    why = _("You get this because you wanted it.") if view.wanted_it else _("You get this because you are an admin.")
    return _to_do(view, told, why + " " + _("I don't ask again; it stays in `/lost-customer fixes`."))


def look_card(view: FixView, turn: int) -> Message:
    """For whoever looks whether it holds."""
    if view.state is not FixState.done or view.turns != turn:
        return message(section(_ended(view)))
    told = _("Does it hold? {what} is done, says {name}.").format(
        what=what_words(view.what), name=escape(view.done_by or "")
    )
    carried = pack(f=view.id)
    return message(
        section(told + said(view.done_words)), actions(*_holds(view, carried), _open(view)), context(_why_look(view))
    )


def told_card(view: ToldView) -> Message:
    """For whoever looks after customers who left over it: what holds now, and whom of them they may contact."""
    what = what_words(view.what)
    if not view.holds:
        return message(
            section(_("{what} is being looked at again, so there is nothing to tell anybody now.").format(what=what))
        )
    if not view.left:
        return message(section(_("{what} is done. There is nobody left of yours to tell it to.").format(what=what)))
    told = _(
        "{what} is done, and somebody checked that it holds. Customers of yours left over what it puts right:"
    ).format(what=what)
    why = _(
        "You get this because you look after them. They may like to know; there is no need to ask them for anything."
    )
    left = (_whom(view, one, place) for place, one in enumerate(view.left[:MOST_TOLD]))
    return message(section(told + said(view.done_words)), *left, context(why))


def fix_duty(view: FixView) -> Duty:
    """For somebody's Home: what they see to that is due, or are to look at."""
    return Duty(duty_line(view), _("Open"), OPEN, pack(f=view.id))


def duty_line(view: FixView) -> str:
    """What waits for them."""
    told = _("See to it: {what}") if view.state is FixState.open else _("Look whether it holds: {what}")
    return told.format(what=what_words(view.what))


def buttons_of(view: FixView) -> list[Element]:
    """What its reader can do about it."""
    carried = pack(f=view.id)
    if view.state is FixState.open and view.may_work:
        return [
            button(_("It is done"), DONE, carried, "primary", label=_of(view, _("It is done"))),
            button(_("Another day"), PUT_OFF, carried, label=_of(view, _("Another day"))),
            button(_("Hand it over"), HAND_OVER, carried, label=_of(view, _("Hand it over"))),
            button(_("It stays as it is"), LEAVE, carried, confirm=_sure(), label=_of(view, _("It stays as it is"))),
        ]
    if view.state is FixState.done and view.may_look:
        return _holds(view, carried)
    if view.state is FixState.verified and view.may_work:
        return [button(_("It came back…"), AGAIN, carried, label=_of(view, _("It came back")))]
    return []


def _holds(view: FixView, carried: str) -> list[Element]:
    return [
        button(_("It holds"), HOLDS, carried, "primary", label=_of(view, _("It holds"))),
        button(_("Not yet…"), AGAIN, carried, label=_of(view, _("Not yet"))),
    ]


def _of(view: FixView, deed: str) -> str | None:
    """What a button is called aloud where several fixes may stand; once the words are erased, what it says itself."""
    return heard(deed, view.what) if view.what else None


def _to_do(view: FixView, told: str, why: str) -> Message:
    return message(section(told), actions(*buttons_of(view), _open(view)), context(why))


def _over(view: FixView, turn: int) -> Message | None:
    if view.state is FixState.open and view.turns == turn:
        return None
    return message(section(_ended(view)))


def _ended(view: FixView) -> str:
    return f"{what_words(view.what)}: {state_line(view)}."


def _open(view: FixView) -> Element:
    return button(_("Open"), OPEN, pack(f=view.id), label=_of(view, _("Open")))


def _why_look(view: FixView) -> str:
    if view.did_it:
        return _("You get this because you did it, and there is nobody else here to look. Try it, or ask a customer.")
    if view.wanted_it:
        return _("You get this because you wanted it, and did not do it yourself. Try it, or ask a customer.")
    return _("You get this because somebody who did not do it should look. Try it, or ask a customer.")


def _whom(view: ToldView, one: Left, place: int) -> Block:
    if one.letter_sent is not None:
        told = _("✓ the letter went out") if one.letter_sent else _("the letter is in your messages")
        return section(f"*{escape(one.customer)}*: {told}")
    carried = pack(f=view.fix, d=one.departure)
    if one.told_us:
        label = _("Tell them: {customer}").format(customer=one.customer)
        return section(left_line(one), button(_("Tell them…"), f"{TELL}:{place}", carried, label=label))
    label = _("Details of {name}").format(name=one.customer)
    return section(left_line(one), button(_("Details"), DETAILS, pack(d=one.departure), label=label))


def _sure() -> Confirm:
    return Confirm(
        _("Leave it as it is?"),
        _("Nobody is asked about it again. It leaves the list."),
        _("Leave it as it is"),
        _("Not yet"),
    )
