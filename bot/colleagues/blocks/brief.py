"""The morning brief, and what is said to people who are not colleagues."""

from __future__ import annotations

from collections.abc import Iterator

from bot.colleagues.values import BriefView, Opened
from bot.slack.kit import Message, aloud, below, button, context, message, pack, row_again, section
from bot.words import _, plural

OPEN = "brief.open"
MOST_ROWS = 2
"""Of a card's own rows of buttons; all of them stand in the card, which can be opened."""


def for_colleagues_only(firm: str | None) -> str:
    """Plain text for somebody from another company. Nothing in it is about any customer."""
    if firm:
        return _("Porchlight is for colleagues at {firm} only, so there is nothing I can do for you here. Sorry.").format(
            firm=firm
        )
    return _("Porchlight is for colleagues of this workspace only, so there is nothing I can do for you here. Sorry.")


def not_for_guests(firm: str | None) -> str:
    """Plain text for a guest, who may well work with the firm: why, and what to do instead. Nothing in it is about any customer."""
    told = (
        _("Porchlight is for colleagues at {firm} only, and you are here as a guest.").format(firm=firm)
        if firm
        else _("Porchlight is for colleagues of this workspace only, and you are here as a guest.")
    )
    instead = _("So I can show you nothing, and I keep nothing that you send me. If it is about a customer, please tell a colleague.")
    return f"{told} {instead}"


def brief_card(view: BriefView) -> Message:
    """What waits for somebody this morning: a line and a button for each, and how much more there is."""
    count = len(view.lines)
    opening = plural(
        "Good morning. One thing waits for you, when it suits you.",
        "Good morning. {count} things wait for you, when it suits you.",
        count,
    )
    lines = [part for number in range(count) for part in _line(number, view)]
    return below(message(section(opening)), *lines, *_after(view))


def opened_words(opened: Opened) -> str | None:
    """What somebody hears who opened a thing of their brief; nothing when it stands there."""
    if opened is Opened.over:
        return _settled()
    if opened is Opened.not_yours:
        return _("This was meant for somebody else, so I can't open it for you.")
    return None


def _line(number: int, view: BriefView) -> Iterator[Message]:
    line = view.lines[number]
    if line.text is None:
        yield message(section(_settled()))
    elif line.opened:
        yield message(section(_("{text} _(it stands below)_").format(text=line.text)))
    else:
        label = _("Open: {what}").format(what=aloud(line.text))
        yield message(section(line.text, button(_("Open"), f"{OPEN}:{number}", value=pack(i=line.id), label=label)))
        yield from map(row_again, line.buttons[:MOST_ROWS])


def _settled() -> str:
    return _("This is settled already. There is nothing left for you to do.")


def _after(view: BriefView) -> Iterator[Message]:
    if view.left_over:
        told = plural(
            "One more waits for your next morning message:",
            "{count} more wait for your next morning message:",
            view.left_over,
        )
        names = [*view.next_ones, *(["…"] if view.left_over > len(view.next_ones) else [])]
        yield message(context("\n".join([told, *(f"• {one}" for one in names)])))
    yield message(
        context(
            _(
                "You get this once a day at the most, and only when something waits. Beside it at most one thing a day "
                "comes at once, if it cannot wait. “My hours” in my Home says when."
            )
        )
    )
