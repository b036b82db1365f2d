"""The use cases of the reasons why customers leave."""

from bot.reasons.service.taxonomy import reasons_of

__all__ = ["reasons_of"]
