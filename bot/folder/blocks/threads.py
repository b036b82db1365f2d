"""What is said about messages in the folder, and in threads whose messages go there."""

from __future__ import annotations

from collections.abc import Sequence

from bot.folder.messages import SharedFile
from bot.slack.kit import Message, escape, message, person
from bot.words import _

LEAVE_OUT = "no_entry_sign"
"""The reaction that leaves a message out of the folder."""


def kept_line(customer: str, by: str | None) -> Message:
    """Tells a thread that what is said in it is kept from now on: what, for whom, and how to leave a message out."""
    told = _(
        "What you write in this thread from now on is kept in the folder of *{customer}*: the words, who wrote them, when, and "
        "the names of files. Whoever may see {customer} can read it there, also when Slack no longer shows it: the members of "
        "this channel, those who look after them or work with them, admins, and for that time whoever holds the exit interview."
    ).format(customer=escape(customer))
    how = _(
        "What you edit or take back here changes there, too. To leave a message out, react to it with :{sign}:; whoever is in this "
        "channel can. Without the reaction it is kept again."
    ).format(sign=LEAVE_OUT)
    who = _("{person} turned this on; an admin can turn it off with `/lost-customer settings`.")
    return message("\n".join([told, how, *([who.format(person=person(by))] if by else [])]))


def no_longer_kept_line(customer: str) -> Message:
    """Tells a thread that nothing more is kept of it."""
    told = _(
        "From now on nothing that is said in this thread goes into the folder of *{customer}*. What is there stays; what you take "
        "back here, or mark with :{sign}:, still goes from there, too."
    )
    return message(told.format(customer=escape(customer), sign=LEAVE_OUT))


def entry_words(author: str | None, kept_by: str | None, *, is_edited: bool) -> str:
    """One line of the folder about a message, in plain text: who wrote it, and who kept it."""
    who = author or _("somebody")
    if kept_by is not None:
        told = _("{author} wrote a message, and {person} kept it").format(author=who, person=kept_by)
    else:
        told = _("{author} wrote in the thread").format(author=who)
    return _("{told} (edited)").format(told=told) if is_edited else told


def with_files(words: str | None, files: Sequence[SharedFile]) -> str | None:
    """The words of a message, and under them the files that were with it, in plain text."""
    lines = [_("File: {name}").format(name=f"{one.name} {one.link or ''}".strip()) for one in files]
    return "\n".join([*([words] if words else []), *lines]) or None
