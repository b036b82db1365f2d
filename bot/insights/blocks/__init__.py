"""What people read of what is learnt."""

from bot.insights.blocks.findings import (
    SAID_AGAIN,
    agreement_line,
    finding_card,
    said_view,
    said_way,
    said_words,
    score_line,
    side_by_side_card,
    sign_line,
)

__all__ = [
    "SAID_AGAIN",
    "agreement_line",
    "finding_card",
    "said_view",
    "said_way",
    "said_words",
    "score_line",
    "side_by_side_card",
    "sign_line",
]
