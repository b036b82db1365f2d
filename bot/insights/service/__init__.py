"""The use cases of what is learnt: telling whoever should hear it, and counting."""

from bot.insights.service.counting import agreement_of, quotes_for, reasons_for, scorecard_of, sums
from bot.insights.service.telling import CARDS, FINDING, SIDE_BY_SIDE, show_findings, show_more

__all__ = [
    "CARDS",
    "FINDING",
    "SIDE_BY_SIDE",
    "agreement_of",
    "quotes_for",
    "reasons_for",
    "scorecard_of",
    "show_findings",
    "show_more",
    "sums",
]
