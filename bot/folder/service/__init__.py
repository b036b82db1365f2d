"""The use cases of the folder, and what it brings to its own timeline."""

from bot.folder.service.exporting import FILES, hand_out, may_take_along, take_along
from bot.folder.service.finding import find_folder
from bot.folder.service.keeping import kept_entries
from bot.folder.service.opening import folder_of, open_folder, ways
from bot.folder.service.reading import plan_night, plan_reading
from bot.folder.service.threads import follow_choice, tell_threads

__all__ = [
    "FILES",
    "find_folder",
    "folder_of",
    "follow_choice",
    "hand_out",
    "kept_entries",
    "may_take_along",
    "open_folder",
    "plan_night",
    "plan_reading",
    "take_along",
    "tell_threads",
    "ways",
]
