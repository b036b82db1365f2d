"""Words ready to send to a customer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from slackblocks.blocks import Block

from bot.slack.kit.layout import context, section
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
        address = f"mailto:{quote(email, safe='@')}?subject={quote(letter.subject)}&body={quote(letter.body)}"
        yield section(link(address, _("Open as an email")))
    if contact:
        yield context(_("To: {contact}").format(contact=escape(contact)))
