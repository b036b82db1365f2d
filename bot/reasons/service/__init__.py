"""The use cases of the reasons why customers leave."""

from bot.reasons.service.changing import change_reason, may_change_reasons, reason_to_change, reasons_to_change
from bot.reasons.service.taxonomy import reasons_of

__all__ = ["change_reason", "may_change_reasons", "reason_to_change", "reasons_of", "reasons_to_change"]
