"""The use cases of what is learnt: telling whoever should hear it, and counting."""

from collections.abc import Mapping

from bot.insights.service import alerts, quarterly, telling
from bot.insights.service import years as beside
from bot.insights.service.again import left_within, second_times_of
from bot.insights.service.alerts import LOOK, cases_of, heeded, judge, look, plan_look, spikes_in
from bot.insights.service.behind import behind
from bot.insights.service.counting import agreement_of, left_and_returned, scorecard_of, signs_of, sums
from bot.insights.service.heard import quotes_for, reasons_for
from bot.insights.service.quarterly import POST, follow_days, plan_report, post_report
from bot.insights.service.report import report
from bot.insights.service.telling import (
    FINDING,
    SIDE_BY_SIDE,
    open_findings_again,
    said_way,
    show_findings,
    show_more,
)
from bot.insights.service.years import (
    ASK_NUMBERS,
    ask_for_month,
    leave_out,
    let_go_of,
    may_tell,
    month_opening,
    plan_asking,
    tell_month,
    years,
)
from bot.work.parts import Renderer

CARDS: Mapping[str, Renderer] = {**telling.CARDS, **alerts.CARDS, **quarterly.CARDS, **beside.CARDS}
REPEATS = {beside.NUMBERS: beside.NUMBERS}

__all__ = [
    "ASK_NUMBERS",
    "CARDS",
    "FINDING",
    "LOOK",
    "POST",
    "REPEATS",
    "SIDE_BY_SIDE",
    "agreement_of",
    "ask_for_month",
    "behind",
    "cases_of",
    "follow_days",
    "heeded",
    "judge",
    "leave_out",
    "left_and_returned",
    "left_within",
    "let_go_of",
    "look",
    "may_tell",
    "month_opening",
    "open_findings_again",
    "plan_asking",
    "plan_look",
    "plan_report",
    "post_report",
    "quotes_for",
    "reasons_for",
    "report",
    "said_way",
    "scorecard_of",
    "second_times_of",
    "show_findings",
    "show_more",
    "signs_of",
    "spikes_in",
    "sums",
    "tell_month",
    "years",
]
