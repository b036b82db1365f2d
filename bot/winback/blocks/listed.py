"""What Home says of the list of whom to ask again: where it stands, or that there is none because nothing is new."""

from __future__ import annotations

from datetime import date

from bot.departures.blocks.words import day
from bot.slack.kit import channel
from bot.words import _


def list_stands(place: str, at: date, upcoming: date) -> str:
    """The newest list is in its channel; without a `place` some people have it from us alone."""
    if not place:
        told = _("Whom to ask again: those who were chosen to hear it have the list of {day}. I look again on {upcoming}.")
        return told.format(day=day(at), upcoming=day(upcoming))
    told = _("Whom to ask again: the list of {day} is in {channel}. I look again on {upcoming}.")
    return told.format(day=day(at), channel=channel(place), upcoming=day(upcoming))


def nothing_new(at: date | None, upcoming: date) -> str:
    """There was no list, since there was nothing new to say; None while there never was one."""
    if at is None:
        return _("Nobody to ask again so far, so there is no list. I look again on {upcoming}.").format(upcoming=day(upcoming))
    told = _("Whom to ask again: nothing is new since the list of {day}, so there was no other. I look again on {upcoming}.")
    return told.format(day=day(at), upcoming=day(upcoming))
