"""The morning brief, and what is said to people who are not colleagues."""

from __future__ import annotations

from bot.colleagues.values import BriefView, Opened
from bot.slack.kit import Block, Message, button, context, message, pack, section
from bot.words import _, plural

OPEN = "brief.open"


def for_colleagues_only(firm: str | None) -> str:
    """Plain text for somebody from another company, or a guest. Nothing in it is about any customer."""
    if firm:
        return _("Porchlight is for colleagues at {firm} only, so there is nothing I can do for you here. Sorry.").format(
            firm=firm
        )
    return _("Porchlight is for colleagues of this workspace only, so there is nothing I can do for you here. Sorry.")


def brief_card(view: BriefView) -> Message:
    """What waits for somebody this morning: a line and a button for each, and how much more there is."""
    count = len(view.lines)
    opening = plural(
        "Good morning. One thing waits for you, when it suits you.",
        "Good morning. {count} things wait for you, when it suits you.",
        count,
    )
    lines = [_line(number, view) for number in range(count)]
    return message(section(opening), *lines, context(*_after(view)))


def opened_words(opened: Opened) -> str | None:
    """What somebody hears who opened a thing of their brief; nothing when it stands there."""
    if opened is Opened.over:
        return _settled()
    if opened is Opened.not_yours:
        return _("This was meant for somebody else, so I can't open it for you.")
    return None


def _line(number: int, view: BriefView) -> Block:
    line = view.lines[number]
    if line.text is None:
        return section(_settled())
    if line.opened:
        return section(_("{text} _(it stands below)_").format(text=line.text))
    return section(line.text, button(_("Open"), f"{OPEN}:{number}", value=pack(i=line.id)))


def _settled() -> str:
    return _("This is settled already. There is nothing left to do for you.")


def _after(view: BriefView) -> list[str]:
    words = [_("You get this once a day at the most, when you begin to work, and only when something waits.")]
    if view.left_over:
        words.insert(0, plural("One more waits for tomorrow.", "{count} more wait for tomorrow.", view.left_over))
    return words
