"""The list of what a customer takes along: in the thread of the departure's card, or for one person alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.farewell.blocks.endings import ending
from bot.farewell.blocks.things import CHANGE, listed, name_of_thing, thing_line, tick_row
from bot.farewell.values import HandoverRow, HandoverView, ItemState, Outcome, Progress
from bot.slack.kit import (
    Choice,
    Element,
    Message,
    actions,
    button,
    channel,
    context,
    escape,
    menu,
    message,
    pack,
    section,
)
from bot.words import _

NOT_NEEDED = "farewell.not_needed"


def handover_card(view: HandoverView) -> Message:
    """The list, for the thread of the departure's card."""
    opening = _("What *{customer}* takes along. Handed over quickly and completely, it is how they will remember us.")
    foot = _(
        "Anybody here may tick. Each tick shows who and when, and can be taken back. Where no name stands, whoever looks "
        "after them sees to it."
    )
    return _list(view, opening, foot)


def handover_alone_card(view: HandoverView) -> Message:
    """The list, for whoever looks after the departure alone."""
    opening = _("What *{customer}* takes along. Handed over quickly and completely, it is how they will remember you.")
    foot = _("You get this because you look after them, or logged that they leave, and their card is not in a channel.")
    if view.has_days:
        foot += " " + _("I remind you when something is due.")
    elif view.is_untouched:
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
        return _("What they take along: all handed over")
    return _("What they take along: {done} of {needed} handed over").format(done=progress.done, needed=progress.needed)


def handover_duty(customer: str, progress: Progress, mine: Sequence[HandoverRow] = ()) -> str:
    """For the Home of whoever looks after the departure: how far it is, and what of it is theirs."""
    told = _("Hand over what *{customer}* takes along: {done} of {needed} done").format(
        customer=escape(customer), done=progress.done, needed=progress.needed
    )
    return _("{told}. Yours: {things}").format(told=told, things=listed(mine)) if mine else told


def handover_help(customer: str, mine: Sequence[HandoverRow]) -> str:
    """For the Home of somebody who does a part of it."""
    return _("Hand over to *{customer}*: {things}").format(customer=escape(customer), things=listed(mine))


def handover_entry(row: HandoverRow) -> str:
    """For the folder, in plain text: what became of a thing."""
    name = name_of_thing(row)
    if row.state is ItemState.done:
        return _("Handed over: {what}").format(what=name)
    return _("Not needed for the handover: {what}").format(what=name)


def complete_entry(customer: str) -> str:
    """For the folder, in plain text: nothing is left to hand over."""
    return _("All that {customer} takes along was handed over").format(customer=customer)


def wishes_entry() -> str:
    """For the folder, in plain text: some friendly words after the change."""
    return _("Good wishes were sent: we hope that the change went well")


def handover_declined(came: Outcome, customer: str) -> str:
    """Plain text for a press that changed nothing."""
    match came:
        case Outcome.may_not:
            return _("This is for those who look after this customer. Ask one of them to tick it.")
        case Outcome.over:
            return _(
                "For {customer} nothing is to be handed over any more, as far as I know, so nothing was changed."
            ).format(customer=customer)
        case _:
            return _("Somebody was quicker: it stands like that already. Thank you.")


def _list(view: HandoverView, opening: str, foot: str) -> Message:
    if view.is_over:
        over = _("{what} So nothing more needs to be handed over.").format(what=ending(view.customer, view.stage))
        return message(section(over), section("\n".join(thing_line(row) for row in view.rows)))
    blocks = [section(opening.format(customer=escape(view.customer))), *(tick_row(row) for row in view.rows)]
    if view.progress.is_complete:
        blocks.append(section(_("*All done.* Thank you: a smooth change is remembered for years.")))
    blocks.append(actions(*_changes(view), block_id=f"changes:{'-'.join(_open_places(view))}"))
    return message(*blocks, context(foot))


def _changes(view: HandoverView) -> Iterator[Element]:
    """What may not be needed, and the way to all else. The row has another name after each choice, so that Slack shows the
    menu unchosen again."""
    still = [row for row in view.rows if row.state is ItemState.open]
    if still:
        choices = [Choice(pack(item=row.item), name_of_thing(row)) for row in still]
        yield menu(NOT_NEEDED, choices, _("Not needed…"))
    yield button(_("Change…"), CHANGE, pack(handover=view.id), label=_("Change this list"))


def _open_places(view: HandoverView) -> Iterator[str]:
    return (str(place) for place, row in enumerate(view.rows) if row.state is ItemState.open)
