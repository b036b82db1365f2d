"""What admins hear before folders go."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.slack.kit import Message, button, context, escape, message, section
from bot.words import _, listing, plural
from bot.workspace.blocks import KEEPING
from bot.workspace.blocks.times import long_date

MOST_NAMES = 20


def folders_going(names: Sequence[str], day: date, years: int) -> Message:
    """These folders go in a month: why, how to keep one, and where it was chosen."""
    told = _("On {day}, as your settings say, I erase these folders: {names}. The counts stay.")
    why = plural(
        "For {count} year nothing has happened with them.", "For {count} years nothing has happened with them.", years
    )
    named, more = [f"*{escape(one)}*" for one in names[:MOST_NAMES]], len(names) - MOST_NAMES
    if more > 0:
        named.append(_("{count} more").format(count=more))
    return message(
        section(f"{told.format(day=long_date(day), names=listing(named))} {why}", button(_("How long I keep things"), KEEPING)),
        context(
            _(
                "To keep one, write a note into its folder: `/lost-customer note`. You hear this because you are an admin; it is said "
                "once for each."
            )
        ),
    )


def folders_gone() -> Message:
    """None of those that were announced is left."""
    return message(_("Some folders were to go by themselves. They are gone by now, or something has happened with them since."))
