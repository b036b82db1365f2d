"""The list of what a customer takes along: in the thread of the departure's card, or for one person alone."""

from __future__ import annotations

from collections.abc import Iterator

from bot.farewell.blocks.endings import ending
from bot.farewell.values import HandoverPart, HandoverRow, HandoverView, ItemState, Outcome, Progress
from bot.slack.kit import (
    Block,
    Choice,
    Message,
    actions,
    button,
    channel,
    context,
    escape,
    menu,
    message,
    moment,
    pack,
    section,
)
from bot.words import _, later

TICK = "farewell.tick"
NOT_NEEDED = "farewell.not_needed"
DAY = "{date_short}"


def handover_card(view: HandoverView) -> Message:
    """The list, for the thread of the departure's card."""
    opening = _("What *{customer}* takes along. Handed over quickly and completely, it is how they will remember us.")
    foot = _("Anybody here may tick. Each tick shows who and when, and can be taken back.")
    return _list(view, opening, foot)


def handover_alone_card(view: HandoverView) -> Message:
    """The list, for whoever looks after the departure alone."""
    opening = _("What *{customer}* takes along. Handed over quickly and completely, it is how they will remember you.")
    foot = _("You get this because you look after them, or logged that they leave, and their card is not in a channel.")
    if view.is_untouched:
        foot += " " + _("If nothing is ticked I remind you once, in a week.")
    return _list(view, opening, foot)


def handover_reminder_card(view: HandoverView) -> Message:
    """Asks once more, after a week."""
    opening = (
        _("Nothing is ticked yet of what *{customer}* takes along. Perhaps some of it is done already?")
        if view.is_untouched
        else _("What *{customer}* takes along: thank you for looking at it again.")
    )
    foot = _(
        "You get this because you look after them, or logged that they leave. I will not remind you of this again."
    )
    return _list(view, opening, foot)


def handover_moved_card(customer: str, now_in: str | None) -> Message:
    """What is left where the list has been."""
    if now_in is None:
        text = _("The list of what *{customer}* takes along is no longer kept here.")
        return message(section(text.format(customer=escape(customer))))
    text = _("The list of what *{customer}* takes along is under their card in {channel} now.")
    return message(section(text.format(customer=escape(customer), channel=channel(now_in))))


def handover_line(progress: Progress) -> str:
    """For the departure's card: how far it is."""
    if progress.is_complete:
        return _("Handover: all done")
    return _("Handover: {done} of {needed}").format(done=progress.done, needed=progress.needed)


def handover_duty(customer: str, progress: Progress) -> str:
    """For the Home of whoever looks after the departure."""
    return _("Hand over what *{customer}* takes along: {done} of {needed} done").format(
        customer=escape(customer), done=progress.done, needed=progress.needed
    )


def handover_declined(came: Outcome, customer: str) -> str:
    """Plain text for a press that changed nothing."""
    match came:
        case Outcome.may_not:
            return _("This is for those who look after {customer}. Ask one of them to tick it.").format(
                customer=customer
            )
        case Outcome.over:
            return _(
                "For {customer} nothing is to be handed over any more, as far as I know, so nothing was changed."
            ).format(customer=customer)
        case _:
            return _("Somebody was quicker: it stands like that already. Thank you.")


def _list(view: HandoverView, opening: str, foot: str) -> Message:
    if view.is_over:
        over = _("{what} So nothing more needs to be handed over.").format(what=ending(view.customer, view.stage))
        return message(section(over), section("\n".join(_text(row) for row in view.rows)))
    blocks = [section(opening.format(customer=escape(view.customer))), *(_row(row) for row in view.rows)]
    if view.progress.is_complete:
        blocks.append(section(_("*All done.* Thank you, all of you: a smooth change is remembered for years.")))
    else:
        blocks.extend(_leave_out(view))
    return message(*blocks, context(foot))


def _row(row: HandoverRow) -> Block:
    name = _(_PARTS[row.part])
    if row.state is ItemState.open:
        carried = pack(item=row.item, to=ItemState.done.value)
        press = button(_("Done"), TICK, carried, label=_("Done: {what}").format(what=name))
    else:
        carried = pack(item=row.item, to=ItemState.open.value)
        press = button(_("Undo"), TICK, carried, label=_("Undo: {what}").format(what=name))
    return section(_text(row), press, block_id=row.item)


def _text(row: HandoverRow) -> str:
    name = _(_PARTS[row.part])
    if row.state is ItemState.open or row.by is None or row.at is None:
        return f"☐  {name}"
    who, day = escape(row.by), moment(row.at, DAY)
    if row.state is ItemState.done:
        return _("✓  *{what}* ({who}, {day})").format(what=name, who=who, day=day)
    return _("–  {what}: not needed ({who}, {day})").format(what=name, who=who, day=day)


def _leave_out(view: HandoverView) -> Iterator[Block]:
    """A menu of what may not be needed. Its block has another name after each choice, so that Slack shows it unchosen again."""
    still = [row for row in view.rows if row.state is ItemState.open]
    choices = [Choice(pack(item=row.item), _(_PARTS[row.part])) for row in still]
    yield actions(
        menu(NOT_NEEDED, choices, _("Not needed…")), block_id=f"not_needed:{'-'.join(row.part.value for row in still)}"
    )


_PARTS = {
    HandoverPart.records: later("Their records and files"),
    HandoverPart.open_matters: later("Open orders and invoices"),
    HandoverPart.access: later("Access and passwords"),
    HandoverPart.new_contact: later("Who to talk to at their new supplier"),
    HandoverPart.last_delivery: later("The last delivery"),
    HandoverPart.mailing_list: later("Our mailing list: ask whether they stay on it"),
}
