"""Good wishes, some weeks after the handover."""

from __future__ import annotations

from bot.customers.blocks import hello
from bot.departures.values import Size
from bot.farewell.blocks.endings import ending
from bot.farewell.values import PARTING, Outcome, Wishes, WishesView
from bot.slack.kit import (
    Letter,
    Message,
    actions,
    button,
    context,
    escape,
    letter_blocks,
    message,
    moment,
    pack,
    section,
)
from bot.words import _

WISHES_SENT = "farewell.wishes_sent"
NOT_THIS_TIME = "farewell.not_this_time"
DAY = "{date_short}"


def wishes_card(view: WishesView) -> Message:
    """Asks for a few friendly words, with the words ready; and shows what came of it."""
    if view.wishes is not None:
        return message(section(_answered(view)))
    if over := _over(view):
        return message(section(over))
    opening = _(
        "Three weeks ago everything was handed over to *{customer}*. A few friendly words now, asking for nothing, make a "
        "fine end. Here are some to send, or to change:"
    )
    why = (
        _("You get this because they were your customer.")
        if view.is_owner
        else _("You get this because you look after them now.")
    )
    return message(
        section(opening.format(customer=escape(view.customer))),
        *letter_blocks(wishes_letter(view), view.email, view.contact),
        actions(
            button(_("I've sent it"), WISHES_SENT, pack(handover=view.id), "primary"),
            button(_("Not this time"), NOT_THIS_TIME, pack(handover=view.id)),
        ),
        context(why + " " + _("I ask this once.")),
    )


def wishes_letter(view: WishesView) -> Letter:
    """Hopes that the change went well, and asks for nothing."""
    lines = (
        hello(view.contact),
        _("Some weeks have passed, and we hope that the change went well for {customer}.").format(
            customer=view.customer
        ),
        _(
            "If you find that something of ours is still missing, tell me and I will see to it. There is no need to reply."
        ),
        _("With good wishes,\n{name}").format(name=view.asked_name),
    )
    return Letter(_("We hope that the change went well"), "\n\n".join(lines))


def wishes_duty(customer: str) -> str:
    """For the Home of whoever was asked."""
    return _("Send *{customer}* good wishes after the change").format(customer=escape(customer))


def wishes_declined(came: Outcome, customer: str) -> str:
    """Plain text for a press that changed nothing."""
    match came:
        case Outcome.may_not:
            return _("This was asked of the colleague who looks after this customer, so I leave the answer to them.")
        case Outcome.over:
            return _("{customer} needs no good wishes any more, so nothing was changed. Thank you.").format(
                customer=customer
            )
        case _:
            return _("This has been answered already, so nothing was changed. Thank you.")


def _answered(view: WishesView) -> str:
    name, who = escape(view.customer), escape(view.answered_by or "")
    if view.wishes is Wishes.not_this_time:
        return _(
            "*{customer}*: no good wishes this time, says {who}. That is fine; there is nothing more to do."
        ).format(customer=name, who=who)
    day = moment(view.answered_at, DAY) if view.answered_at else ""
    return _("*{customer}*: ✓ {who} sent good wishes on {day}. It is in their folder.").format(
        customer=name, who=who, day=day
    )


def _over(view: WishesView) -> str | None:
    if view.stage not in PARTING or view.size is not Size.full:
        return ending(view.customer, view.stage) + " " + _("So there is nothing to send.")
    if view.in_peace:
        return _("*{customer}* wants to be left in peace, so there is nothing to send.").format(
            customer=escape(view.customer)
        )
    return None
