"""The use cases of bringing in what is known from before."""

from bot.importing.service.letting_go import stop_when_erased

__all__ = ["stop_when_erased"]
