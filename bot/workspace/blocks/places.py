"""Countries and zones, as people call them: what a typeahead offers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from zoneinfo import available_timezones

import holidays

from bot.slack.kit import Choice
from bot.words import known_locale, locale

MOST_ZONES = 100
AREAS = frozenset(
    ("Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")
)
"""Zones are called by a city of one of these; the other names in the database are old or technical."""


def countries(typed: str) -> Sequence[Choice]:
    """The countries whose public holidays are known and that fit what was typed, by name in the reader's language or in English."""
    wanted = typed.casefold()
    english = {one.value: one.label for one in _countries("en")}
    fitting = (
        one
        for one in _countries(locale.get())
        if wanted in one.label.casefold() or wanted in english[one.value].casefold() or wanted == one.value.casefold()
    )
    return sorted(fitting, key=lambda one: (not one.label.casefold().startswith(wanted), one.label.casefold()))


def country_name(code: str) -> str:
    """A country's name in the reader's language."""
    return next((one.label for one in _countries(locale.get()) if one.value == code), code)


def zones(typed: str) -> Sequence[Choice]:
    """The zones that fit what was typed, by their city."""
    wanted = typed.casefold()
    fitting = [one for one in _zones() if wanted in one.label.casefold() or wanted in one.value.casefold()]
    fitting.sort(key=lambda one: not one.label.casefold().startswith(wanted))
    return fitting[:MOST_ZONES]


def zone_name(zone: str) -> str:
    """A zone by its city: "New York (America)" for `America/New_York`."""
    *area, city = zone.replace("_", " ").split("/")
    return f"{city} ({', '.join(area)})" if area else city


@lru_cache(maxsize=16)
def _countries(language: str) -> tuple[Choice, ...]:
    names = known_locale(language).territories
    return tuple(Choice(code, names[code]) for code in holidays.list_supported_countries() if code in names)


@lru_cache(maxsize=1)
def _zones() -> tuple[Choice, ...]:
    known = (zone for zone in available_timezones() if zone.partition("/")[0] in AREAS)
    return tuple(sorted((Choice(zone, zone_name(zone)) for zone in known), key=lambda one: one.label))
