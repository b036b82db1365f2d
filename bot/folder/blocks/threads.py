"""What is said about messages in the folder, and in threads whose messages go there."""

from __future__ import annotations

from collections.abc import Sequence

from bot.folder.messages import SharedFile
from bot.slack.kit import Message, context, escape, message, person, section
from bot.words import _

LEAVE_OUT = "no_entry_sign"
"""The reaction that leaves a message out of the folder."""


def kept_line(customer: str, by: str | None) -> Message:
    """Tells a thread that what is said in it is kept from now on: what, for whom, and how to leave a message out."""
    told = _(
        "From now on I keep what you write in this thread in the folder of *{customer}*: the words, the names of files, who and "
        "when. It can be read there by this channel, those who work with them, admins, and whoever holds the exit interview, "
        "even when Slack no longer shows it."
    ).format(customer=escape(customer))
    how = _(
        "What you edit or delete here changes there, too. :{sign}: on a message leaves it out; any of you can put it there, and "
        "take it away again."
    ).format(sign=LEAVE_OUT)
    who = _("{person} turned this on. An admin can turn it off with `/lost-customer settings`.")
    return message(section(told), section(how), *([context(who.format(person=person(by)))] if by else []))


def no_longer_kept_line(customer: str) -> Message:
    """Tells a thread that nothing more is kept of it."""
    told = _(
        "From now on nothing from this thread goes into the folder of *{customer}*. What is there stays; what you take "
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
