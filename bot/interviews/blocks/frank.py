"""What is not for the owner: word to the one who may read it, and the page on which they do."""

from __future__ import annotations

from bot.interviews.blocks import ids
from bot.interviews.values.heard import FrankView, ReaderChoice
from bot.slack.kit import (
    Element,
    Message,
    Values,
    View,
    actions,
    button,
    context,
    escape,
    message,
    modal,
    moment,
    pack,
    quoted,
    section,
    users_select,
)
from bot.words import _


def frank_card(interview: str, customer: str) -> Message:
    """For the named reader: there is something, and here it can be opened. Never what it is."""
    told = _("Somebody who heard *{customer}* has noted something that is not for the owner.")
    why = _(
        "You get this because an admin has named you as the one who reads such notes. Nobody else can. That you open it is "
        "written down, and not what it says."
    )
    return message(
        section(told.format(customer=escape(customer))),
        actions(button(_("Read it"), ids.READ_FRANK, pack(interview=interview))),
        context(why),
    )


def frank_closed_card(customer: str) -> Message:
    """What stands there once it is no longer theirs to read, or was taken back."""
    told = _("There was a note on *{customer}* for you. It is not with you any more; there is nothing for you to do.")
    return message(section(told.format(customer=escape(customer))))


def frank_view(view: FrankView) -> View:
    """The note itself."""
    noted = _("Noted by {name} on {day}. It is for you alone: please do not pass it on as it stands.")
    blocks = [section(_("*{customer}*").format(customer=escape(view.customer))), section(quoted(view.words))]
    if view.reason:
        blocks.append(section(_("It speaks for: *{reason}*.").format(reason=escape(view.reason))))
    blocks.append(context(noted.format(name=escape(view.by), day=moment(view.at, "{date_short}"))))
    return modal(_("Not for the owner"), "interviews.frank_view", blocks, close=_("Close"))


def reader_line(choice: ReaderChoice) -> str:
    """For the Home of an admin: who reads such notes."""
    if choice.name is None:
        return _("What is said to an interviewer and is *not for the owner* is read by its author alone.")
    told = _("What is said to an interviewer and is *not for the owner* is read by its author and {name}.")
    return told.format(name=escape(choice.name))


def reader_button() -> Element:
    """Beside it."""
    return button(_("Choose a reader"), ids.READER)


def reader_form(choice: ReaderChoice) -> View:
    """For an admin: one colleague who reads what is not for the owner, or nobody."""
    told = _(
        "Customers are frank with a stranger, often about people. What is *not for the owner* is kept apart: its author "
        "reads it, and one more colleague, if you name one. It may be you."
    )
    hint = _(
        "They read what is written from now on. What was written before they do not see, unless its author changes it; and "
        "whoever was named before sees nothing of it any more. That they open a note is written down, and not what it says."
    )
    return modal(
        _("Not for the owner"),
        ids.READER_FORM,
        [
            section(told),
            users_select(
                _("Who else reads it"),
                ids.WHO_READS,
                initial=choice.reader,
                placeholder=_("A colleague"),
                hint=hint,
                optional=True,
            ),
        ],
        submit=_("Save"),
        close=_("Not now"),
    )


def parse_reader(values: Values) -> str | None:
    """Who was named, if anybody."""
    return values.user(ids.WHO_READS)
