"""What was found, for whoever looked after the customer: alone, or beside their own guess."""

from __future__ import annotations

from bot.departures.blocks.card import DETAILS
from bot.insights.values import Heard, Match, SideBySide
from bot.slack.kit import Block, Message, actions, button, context, escape, message, pack, section
from bot.words import _, later


def side_by_side_card(view: SideBySide) -> Message:
    """Somebody's own guess and what the customer said, side by side, for nobody else's eyes."""
    compared = (_SAID if view.heard.heard_by else _WROTE)[view.match]
    beside = [_(compared).format(thought=escape(view.thought), reason=escape(view.heard.reason or ""))]
    if view.words:
        beside.append(_("Your words then:\n{words}").format(words=_quoted(view.words)))
    return message(
        section(_opening(view.heard)),
        section("\n".join(beside)),
        section(_in_their_words(view.heard)),
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
        section(_in_their_words(heard)),
        *_end(heard),
        context(why),
    )


def _opening(heard: Heard) -> str:
    if heard.heard_by is None:
        return _("*{customer}* has answered in writing. It is good to know, whatever it is.").format(
            customer=escape(heard.customer)
        )
    return _("{name} has spoken with *{customer}*. It is good to know, whatever it is.").format(
        name=escape(heard.heard_by), customer=escape(heard.customer)
    )


def _in_their_words(heard: Heard) -> str:
    told = _("In their words, as noted:\n{said}") if heard.heard_by else _("They wrote:\n{said}")
    return told.format(said=_quoted(heard.said))


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
_SAID = {
    Match.same: later("You thought: *{thought}*. They said the same."),
    Match.different: later(
        "You thought: *{thought}*. They said: *{reason}*.\nFrom inside it often looks different; that is why somebody else asked."
    ),
    Match.not_sure: later("You were not sure, which is honest. They said: *{reason}*."),
    Match.still_open: later("You thought: *{thought}*. After the talk it is still open; not everything has one reason."),
    Match.nobody_knows: later("You were not sure, and after the talk it is still open. Not everything has one reason."),
}
_WROTE = {
    Match.same: later("You thought: *{thought}*. They wrote the same."),
    Match.different: later(
        "You thought: *{thought}*. They wrote: *{reason}*.\nFrom inside it often looks different; that is why we ask."
    ),
    Match.not_sure: later("You were not sure, which is honest. They wrote: *{reason}*."),
    Match.still_open: later("You thought: *{thought}*. Their answer leaves it open; not everything has one reason."),
    Match.nobody_knows: later("You were not sure, and their answer leaves it open. Not everything has one reason."),
}
