"""What of a customer's handover is one person's to do: when it is given to them, when it is due, and when it is late."""

from __future__ import annotations

from bot.farewell.blocks.endings import ending
from bot.farewell.blocks.things import CHANGE, thing_line, tick_row
from bot.farewell.values import ItemState, MineView
from bot.slack.kit import Message, actions, button, context, escape, message, pack, section
from bot.words import _


def handover_given_card(view: MineView) -> Message:
    """Tells somebody what is theirs to do now."""
    name = escape(view.customer)
    if view.given_by:
        opening = _("*{customer}* takes some things along, and {who} gave you something of it to do.")
    else:
        opening = _("*{customer}* takes some things along, and some of it is yours to hand over.")
    why = _("You get this because you were named for it, or look after them now.")
    foot = why + " " + _("I remind you of each thing on its day.")
    if view.given_by and not view.may_change:
        foot += " " + _("If it should be somebody else's, tell {who}.").format(who=escape(view.given_by))
    return _mine(view, opening.format(customer=name, who=escape(view.given_by or "")), foot)


def handover_due_card(view: MineView) -> Message:
    """Reminds somebody of what is due."""
    opening = _("Some of what *{customer}* takes along is due.").format(customer=escape(view.customer))
    foot = _("You get this because it was given to you, or because you look after them and nobody else is named for it.")
    often = _("I remind you of each thing twice at most; what is still open then stands beside what is due next.")
    return _mine(view, opening, f"{foot} {often}")


def handover_late_card(view: MineView) -> Message:
    """Tells whoever looks after a customer what is late, once."""
    opening = _("This is late for *{customer}*. {name} was reminded twice; perhaps they need a hand.").format(
        customer=escape(view.customer), name=escape(view.name)
    )
    foot = _("You get this because you look after them. I will not say it again: you may give it to somebody else.")
    return _mine(view, opening, foot)


def _mine(view: MineView, opening: str, foot: str) -> Message:
    name = escape(view.customer)
    if view.is_over:
        over = _("{what} So nothing more needs to be handed over.").format(what=ending(view.customer, view.stage))
        return message(section(over))
    if not view.rows:
        return message(section(_("*{customer}*: nothing of this waits for you now.").format(customer=name)))
    if all(row.state is not ItemState.open for row in view.rows):
        told = _("*{customer}*: this is done. Thank you.").format(customer=name)
        return message(section(told), section("\n".join(thing_line(row) for row in view.rows)))
    blocks = [section(opening), *(tick_row(row) for row in view.rows)]
    if view.may_change:
        blocks.append(actions(button(_("Change…"), CHANGE, pack(handover=view.handover), label=_("Change this list"))))
    return message(*blocks, context(foot))
