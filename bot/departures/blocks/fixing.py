"""The way from what a customer told us to what we change because of it."""

from __future__ import annotations

from bot.slack.kit import Element, button, pack
from bot.words import _

FIX = "fixes.new"


def fix_button(departure: str | None = None, *, reason: str | None = None) -> Element:
    """Opens the form for something that we change: from what a customer said (`departure`), or for a `reason` (its code)."""
    return button(_("Fix this…"), FIX, pack(d=departure, r=reason), label=_("Fix this: say what we change, and who sees to it"))
