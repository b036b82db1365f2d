"""Days of the week, times and dates in the reader's language."""

from __future__ import annotations

from datetime import date, time, timedelta

from babel.dates import format_date, format_time

from bot.words import known_locale, locale

A_MONDAY = date(2026, 1, 5)


def weekday(day: int) -> str:
    """The name of a day of the week; 0 is Monday."""
    return format_date(A_MONDAY + timedelta(days=day), "EEEE", locale=known_locale(locale.get()))


def clock(at: time) -> str:
    """A time of day."""
    return format_time(at, "short", locale=known_locale(locale.get())).replace("\u202f", " ")


def long_date(day: date) -> str:
    """A day with its month and year, where Slack shows no dates of its own."""
    return format_date(day, "long", locale=known_locale(locale.get()))
