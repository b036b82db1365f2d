"""Ways back that cost nobody their face: what each is, what in the folder speaks for it, and words to begin with."""

from __future__ import annotations

from dataclasses import replace

from bot.slack.kit import Letter, escape, shorten
from bot.winback.values import WayIn, WayKind
from bot.winback.ways import Hints, Proposal, WayBack, Why
from bot.words import _, later

BLANK = "…"
"""Stands in words for what whoever sends them fills in."""

_NEWS = {
    WayKind.offer: later("we now offer {what}"),
    WayKind.fixed: later("we have fixed {what}"),
}
_NAMES = {
    WayBack.news: later("what is new since they left"),
    WayBack.amends: later("what went wrong is put right"),
    WayBack.team: later("people whom they have not met"),
    WayBack.pilot: later("something small to try"),
    WayBack.view: later("their view of us"),
    WayBack.product: later("something new of ours"),
}
_WHYS = {
    Why.news: later("Since they left: {what}."),
    Why.changed: later("You said sorry for it, and it is changed by now: “{what}”"),
    Why.owner_gone: later("Whoever looked after them then is not here any more."),
    Why.new_face: later("As far as the folder tells, they have never dealt with you."),
    Why.reason: later("They left over this: {what}."),
    Why.reason_unknown: later("Nobody knows yet why they left. To ask for their view is a way to hear it."),
    Why.nothing_known: later("It asks for nothing, and needs no reason from the past."),
}
_SUBJECTS = {
    WayBack.news: later("Something is new here"),
    WayBack.amends: later("We changed it"),
    WayBack.team: later("A hello from somebody new"),
    WayBack.pilot: later("Something small to try"),
    WayBack.view: later("How do you see us today?"),
    WayBack.product: later("Something is new here"),
}
_BODIES = {
    WayBack.news: (
        later("Since your time with us something is different here: {what}. I thought of you when I heard of it."),
        later("May I show it to you? If it is nothing for you, just say so."),
    ),
    WayBack.amends: (
        later("When we still worked together, something on our side went wrong:"),
        "{what}",
        later("It is changed. If you would like to see for yourself, I would be glad to show you, and if not, that is fine."),
    ),
    WayBack.team: (
        later(
            "Whoever looked after you in your time is not here any more, and I would like you to meet us as we are now. "
            "A coffee would be enough."
        ),
        later("If it does not suit you, just say so."),
    ),
    WayBack.pilot: (
        later("We are looking for a few firms to try something small with us, without any obligation: …"),
        later("You came to mind first. Shall I tell you more?"),
    ),
    WayBack.view: (
        later(
            "Some time has passed since we worked together, and how you see what we do today would be worth a lot to me. "
            "Would you have twenty minutes?"
        ),
        later("If this is not the moment, that is fine too."),
    ),
    WayBack.product: (
        later("We have something new, …, and I thought of you when I saw it."),
        later("May I show it to you? If it is nothing for you, just say so."),
    ),
}
_NEW_FACE = (
    later("We have not met: I look after customers here, and would like to hear what you need today. Would a coffee suit you?"),
    later("If it does not, just say so."),
)


def letter(proposal: Proposal, hints: Hints, whom: str, me: str) -> Letter:
    """Words to begin with, in plain text. What only whoever sends them knows is left open."""
    lines = _NEW_FACE if proposal.why is Why.new_face else _BODIES[proposal.way]
    what = hints.changed if proposal.way is WayBack.amends else news_words(hints.news)
    body = (_(line).format(what=what) if "{what}" in line else _(line) for line in lines)
    greeting, end = _("Hello {name},").format(name=whom), _("Kind regards,\n{me}").format(me=me)
    return Letter(_(_SUBJECTS[proposal.way]), "\n\n".join((greeting, *body, end)))


def with_words(shown: Letter, words: str | None) -> Letter:
    """The same letter with somebody's own words, where there are any."""
    return replace(shown, body=words) if words else shown


def way_line(proposal: Proposal, hints: Hints) -> str:
    """Which way back is proposed, and what in the folder speaks for it. Mrkdwn."""
    told = {Why.news: news_words(hints.news), Why.changed: hints.changed, Why.reason: hints.reason_words}
    why = _(_WHYS[proposal.why]).format(what=escape(shorten(told.get(proposal.why) or "", 300)))
    name = _(_NAMES[proposal.way])
    return _("*A way back without losing face: {way}*\n{why}").format(way=name, why=why)


def news_words(news: WayIn | None) -> str:
    """What is new, inside a sentence; in plain text."""
    return launch_words(news.kind, news.words) if news else ""


def launch_words(kind: WayKind, words: str) -> str:
    """What is new or fixed, inside a sentence: "we now offer bread before seven"; in plain text."""
    return _(_NEWS[kind]).format(what=words) if words else _("what went wrong has been put right")
