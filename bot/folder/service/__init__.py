"""The use cases of the folder, and what it brings to its own timeline."""

from bot.folder.service.finding import find_folder
from bot.folder.service.keeping import kept_entries
from bot.folder.service.opening import folder_of, open_folder, ways

__all__ = ["find_folder", "folder_of", "kept_entries", "open_folder", "ways"]
