"""Time comes in: files are read, looked at and brought in, slice by slice."""

from bot.importing.fetching import HANDLERS

__all__ = ["HANDLERS"]
