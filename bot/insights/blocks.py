"""What was found, for whoever looked after the customer: alone, or beside their own guess."""

from __future__ import annotations

from bot.departures.blocks.card import DETAILS
from bot.insights.values import Heard, Match, SideBySide
from bot.slack.kit import Block, Message, actions, button, context, escape, message, pack, section
from bot.words import _, later


def side_by_side_card(view: SideBySide) -> Message:
    """Somebody's own guess and what the customer said, side by side, for nobody else's eyes."""
    compared = [_(_COMPARED[view.match]).format(thought=escape(view.thought or ""), reason=escape(view.heard.reason or ""))]
    if view.words:
        compared.append(_("Your words then:\n{words}").format(words=_quoted(view.words)))
    return message(
        section(_opening(view.heard)),
        section("\n".join(compared)),
        section(_("In their words, as noted:\n{said}").format(said=_quoted(view.heard.said))),
        *_end(view.heard),
        context(
            _("You get this because you wrote down a guess of your own. Nobody else sees it, then or now. There is nothing to do.")
        ),
    )


def finding_card(heard: Heard) -> Message:
    """What the customer said, for whoever looked after them and made no guess."""
    why = (
        _("You get this because the account was yours. There is nothing to do.")
        if heard.is_owner
        else _("You get this because you logged it, and nobody is named as the owner. There is nothing to do.")
    )
    found = _("They left over this: *{reason}*.").format(reason=escape(heard.reason)) if heard.reason else _(_OPEN)
    return message(
        section(_opening(heard)),
        section(found),
        section(_("In their words, as noted:\n{said}").format(said=_quoted(heard.said))),
        *_end(heard),
        context(why),
    )


def _opening(heard: Heard) -> str:
    return _("{name} has spoken with *{customer}*. It is good to know, whatever it is: that is how the next one stays.").format(
        name=escape(heard.interviewer), customer=escape(heard.customer)
    )


def _end(heard: Heard) -> list[Block]:
    details = button(
        _("Open the details"),
        DETAILS,
        pack(d=heard.departure),
        label=_("Details of {name}").format(name=heard.customer),
    )
    return [actions(details)]


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}" for line in escape(text).splitlines())


_OPEN = later("Why they left is still open; not everything has one reason.")
_COMPARED = {
    Match.same: later("You thought: *{thought}*. They said the same."),
    Match.different: later(
        "You thought: *{thought}*. They said: *{reason}*.\nFrom inside it often looks different; that is why somebody else asked."
    ),
    Match.not_sure: later("You were not sure, which is honest. They said: *{reason}*."),
    Match.still_open: later("You thought: *{thought}*. After the talk it is still open; not everything has one reason."),
    Match.nobody_knows: later("You were not sure, and after the talk it is still open. Not everything has one reason."),
}
