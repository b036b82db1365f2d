"""The use cases of what is learnt: telling whoever should hear it, and counting."""

from bot.insights.service.counting import agreement_of, quotes_for, reasons_for, scorecard_of, signs_of, sums
from bot.insights.service.telling import (
    CARDS,
    FINDING,
    SIDE_BY_SIDE,
    open_findings_again,
    said_way,
    show_findings,
    show_more,
)

__all__ = [
    "CARDS",
    "FINDING",
    "SIDE_BY_SIDE",
    "agreement_of",
    "open_findings_again",
    "quotes_for",
    "reasons_for",
    "said_way",
    "scorecard_of",
    "show_findings",
    "show_more",
    "signs_of",
    "sums",
]
