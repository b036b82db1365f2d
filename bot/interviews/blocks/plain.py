"""The evidence of who knows whom, in plain words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.customers.values import DealingKind, TouchKind
from bot.departures.blocks.words import tenure
from bot.interviews.values import Evidence, Faint, InterviewView
from bot.slack.kit import channel, escape, person
from bot.words import _, later, listing, plural

MOST_CHANNELS = 3


def ago(day: date, today: date) -> str:
    """How long ago a day was, roundly."""
    days = (today - day).days
    if days < 1:
        return _("today")
    if days < 100:
        return plural("{count} day ago", "{count} days ago", days)
    if days < 700:
        return plural("{count} month ago", "{count} months ago", round(days / 30.4))
    return plural("{count} year ago", "{count} years ago", round(days / 365.25))


def why_you(evidence: Evidence, today: date) -> str:
    """Why somebody was asked, in one line: contacts, channels, interviews."""
    if evidence.anyway:
        told = _("everybody left to ask has worked with them, and you the least ({contact})")
        return told.format(contact=contact_words(evidence, today))
    parts = [_touches(evidence), *_channels(evidence), *_faint(evidence), _interviews(evidence, today)]
    if evidence.logged:
        parts.append(_("you logged this without being named as having worked with them"))
    if evidence.overlap is not None:
        parts.append(hours_words(evidence.overlap))
    return ", ".join(parts)


def contact_words(evidence: Evidence, today: date) -> str:
    """How much somebody had to do with a customer: "one call, 2 years ago"."""
    if evidence.touches:
        last = date.fromisoformat(evidence.last_touch) if evidence.last_touch else today
        if evidence.touches == 1:
            return _("one {kind}, {ago}").format(kind=_kind(evidence), ago=ago(last, today))
        many = plural("{count} contact", "{count} contacts", evidence.touches)
        return _("{contacts}, the last {ago}").format(contacts=many, ago=ago(last, today))
    if DealingKind.said_so.value in evidence.dealings:
        return _("no contact is logged")  # that they know the customer they said alone, and nobody else hears of it
    return _("named as having worked with them; no contact is logged")


def hours_words(minutes: int) -> str:
    """How much of the working day somebody shares with the customer."""
    hours = round(minutes / 60)
    if not hours:
        return _("no working hours in common with them")
    return plural("{count} working hour in common with them", "{count} working hours in common with them", hours)


def whom_to_phone(about: InterviewView) -> str:
    """Name and number of the one to call, for the eyes of whoever is asked alone."""
    if about.contact:
        return escape(about.contact)
    told = _("nobody is noted yet; {responsible} can tell you")
    return told.format(responsible=person(about.responsible))


def time_with_us(about: InterviewView) -> str:
    """How long they were with us, where anybody said so: the rest of a sentence, or nothing."""
    return f" ({tenure(about.since, about.happened)})" if about.since else ""


def _touches(evidence: Evidence) -> str:
    if not evidence.all_touches:
        return _("no contact of yours with them is logged")
    logged = plural("{count} logged contact", "{count} logged contacts", evidence.all_touches)
    return _("{mine} of {logged}").format(mine=evidence.touches, logged=logged)


def _channels(evidence: Evidence) -> list[str]:
    found = []
    outside = [one for one in evidence.channels_seen if one not in evidence.channels]
    if evidence.channels:
        found.append(
            _("in {channels} without being named as having worked with them").format(channels=_named(evidence.channels))
        )
    elif outside:
        found.append(_("not in {channels}").format(channels=_named(outside)))
    if evidence.channels_unread:
        found.append(_("{channels} could not be read").format(channels=_named(evidence.channels_unread)))
    if not evidence.channels_listed:
        found.append(_("their channels could not be looked into"))
    return found


def _faint(evidence: Evidence) -> list[str]:
    """What only weighs, each kind once."""
    return [_(words) for kind, words in _FAINT.items() if kind.value in evidence.faint]


def _interviews(evidence: Evidence, today: date) -> str:
    if evidence.last is None:
        return _("no interview so far")
    return _("last interview {ago}").format(ago=ago(date.fromisoformat(evidence.last), today))


def _kind(evidence: Evidence) -> str:
    words = {
        TouchKind.call.value: _("call"),
        TouchKind.meeting.value: _("meeting"),
        TouchKind.letter.value: _("letter"),
        TouchKind.email.value: _("email"),
    }
    return words.get(evidence.last_touch_kind or "", _("contact"))


def _named(channels: Sequence[str]) -> str:
    return listing(channel(one) for one in channels[:MOST_CHANNELS])


_FAINT = {
    Faint.interview: later("you heard them in an interview before"),
    Faint.copied: later("you say you were only copied in"),
    Faint.long_ago: later("what you had to do with them is long ago"),
}
