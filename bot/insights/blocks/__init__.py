"""What people read of what is learnt."""

from bot.insights.blocks.alerts import (
    ALERT_ID,
    CASES,
    JUDGE,
    JUDGE_AGAIN,
    WHAT,
    alert_card,
    cases_view,
    judged,
)
from bot.insights.blocks.findings import (
    SAID_AGAIN,
    agreement_line,
    finding_card,
    said_view,
    said_way,
    said_words,
    score_line,
    second_line,
    side_by_side_card,
    sign_line,
)

__all__ = [
    "ALERT_ID",
    "CASES",
    "JUDGE",
    "JUDGE_AGAIN",
    "SAID_AGAIN",
    "WHAT",
    "agreement_line",
    "alert_card",
    "cases_view",
    "finding_card",
    "judged",
    "said_view",
    "said_way",
    "said_words",
    "score_line",
    "second_line",
    "side_by_side_card",
    "sign_line",
]
