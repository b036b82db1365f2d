"""The mailing list: who is on it, and the file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from bot.customers.blocks import touch_words
from bot.customers.values import TouchKind
from bot.nudges.values import MailingPlace
from bot.slack.kit import Message, View, context, message, modal, section
from bot.words import _, plural

MAILING_FORM = "nudges.mailing_form"


def mailing_view(counts: Mapping[MailingPlace, int]) -> View:
    """Says how many are on the list, and why others are not; sending it brings the file."""
    on_it = counts.get(MailingPlace.on_it, 0)
    told = (
        plural("*{count} customer* is on your mailing list.", "*{count} customers* are on your mailing list.", on_it)
        if on_it
        else _("Nobody is on your mailing list yet.")
    )
    off = [_LINES[place](count) for place, count in counts.items() if place in _LINES and count]
    blocks = [section(told)]
    if off:
        blocks.append(section("\n".join([_("Not on it:"), *sorted(off)])))
    blocks.append(
        context(
            _(
                "On it are those who said yes, and those who were never asked and are still with us. A customer's folder "
                "says whether they are on it; a no always counts. I write down that you took the list along."
            )
        )
    )
    if not on_it:
        return modal(_("Mailing list"), "nudges.mailing_nobody", blocks, close=_("Close"))
    return modal(_("Mailing list"), MAILING_FORM, blocks, submit=_("Send me the list"), close=_("Not now"))


def mailing_sent() -> View:
    """It is on its way."""
    return modal(
        _("Mailing list"), "nudges.mailing_sent", [section(_("The list comes to your messages with me."))], close=_("Close")
    )


def may_not_mail() -> str:
    """For somebody who is no admin. Plain text."""
    return _("Only an admin can take the mailing list along.")


def mailing_message() -> Message:
    """Beside the file."""
    return message(
        _(
            "Your mailing list, as it stands now. Please keep it where nobody else can read it, and send the next "
            "letter from a new list."
        )
    )


def mailing_without() -> Message:
    """In a workspace that takes no files from us."""
    return message(
        _(
            "Your mailing list is ready, but this workspace takes no files from me. An admin can install me again with the "
            "permission to send files; then ask for it once more."
        )
    )


def file_name(day: date) -> str:
    """What the file is called."""
    return f"mailing-list-{day.isoformat()}.csv"


def mailing_header() -> Sequence[str]:
    """What the columns hold."""
    return (_("Customer"), _("Whom to talk to"), _("Email"), _("How they like to hear from us"), _("What they are"))


def mailing_row(
    customer: str, contact: str, email: str, way: TouchKind | None, segments: Sequence[str]
) -> Sequence[str]:
    """One way to reach one customer."""
    return (customer, contact, email, touch_words(way) if way else "", ", ".join(segments))


def _said_no(count: int) -> str:
    return plural("• {count} who asked to be left alone", "• {count} who asked to be left alone", count)


def _not_wanted(count: int) -> str:
    return plural("• {count} whose folder says so", "• {count} whose folders say so", count)


def _not_answered(count: int) -> str:
    return plural(
        "• {count} who left and has not said whether we may stay in touch",
        "• {count} who left and have not said whether we may stay in touch",
        count,
    )


_LINES = {
    MailingPlace.said_no: _said_no,
    MailingPlace.not_wanted: _not_wanted,
    MailingPlace.not_answered: _not_answered,
}
