"""What is said about messages in the folder, and in threads whose messages go there."""

from __future__ import annotations

from collections.abc import Sequence

from bot.folder.messages import SharedFile
from bot.words import _


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
