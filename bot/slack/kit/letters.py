"""Words ready to send to a customer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from bot.slack.kit.layout import SECTION_LIMIT, Block, context, section
from bot.slack.kit.text import escape, link
from bot.words import _


@dataclass(frozen=True)
class Letter:
    """A letter ready to send, in plain text."""

    subject: str
    body: str


def letter_blocks(letter: Letter, email: str | None, contact: str | None) -> Iterator[Block]:
    """The words to copy; a link that opens them as an email where there is an address; and to whom they go."""
    yield section(f"```{escape(letter.body.replace('```', ''))}```")
    if email:
        yield section(_opened_as_email(letter, email))
    if contact:
        yield context(_("To: {contact}").format(contact=escape(contact)))


def _opened_as_email(letter: Letter, email: str) -> str:
    """A link with all the words in it, as long as Slack takes one of that length; else they are to be pasted."""
    address = f"mailto:{quote(email, safe='@')}?subject={quote(letter.subject)}"
    opened = link(f"{address}&body={quote(letter.body)}", _("Open as an email"))
    if len(opened) <= SECTION_LIMIT:
        return opened
    return link(address, _("Open an empty email")) + " " + _("The words are too long for a link: copy them from above.")
