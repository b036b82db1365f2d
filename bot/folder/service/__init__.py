"""The use cases of the folder, and what it brings to its own timeline."""

from bot.folder.service.keeping import kept_entries

__all__ = ["kept_entries"]
