"""The use cases of bringing in what is known from before."""

from bot.importing.service.letting_go import stop_when_erased
from bot.importing.service.staging import CARDS, FILES

__all__ = ["CARDS", "FILES", "stop_when_erased"]
