"""What is said to people who are not colleagues."""

from __future__ import annotations

from bot.words import _


def for_colleagues_only(firm: str | None) -> str:
    """Plain text for somebody from another company, or a guest. Nothing in it is about any customer."""
    if firm:
        return _("Porchlight is for colleagues at {firm} only, so there is nothing I can do for you here. Sorry.").format(
            firm=firm
        )
    return _("Porchlight is for colleagues of this workspace only, so there is nothing I can do for you here. Sorry.")
