"""How a guess stands beside a finding, what may be counted, and when a reason comes up more than chance explains."""

from bot.insights.rules.again import second_times
from bot.insights.rules.spikes import FEW_A_YEAR, chance, quarter_of, quarters_to, share_of, spikes
from bot.insights.rules.sums import (
    ENOUGH_DEPARTURES,
    agreement,
    count_reasons,
    grade_of,
    match_of,
    quotes_to_show,
    scorecard,
    signs_before,
)
from bot.insights.rules.years import difference, last_year_to, months_of, rate, read_period, years_beside

__all__ = [
    "ENOUGH_DEPARTURES",
    "FEW_A_YEAR",
    "agreement",
    "chance",
    "count_reasons",
    "difference",
    "grade_of",
    "last_year_to",
    "match_of",
    "months_of",
    "quarter_of",
    "quarters_to",
    "quotes_to_show",
    "rate",
    "read_period",
    "scorecard",
    "second_times",
    "share_of",
    "signs_before",
    "spikes",
    "years_beside",
]
