"""The use cases of what is learnt: telling whoever should hear it, and counting."""

from collections.abc import Mapping

from bot.insights.service import alerts, telling
from bot.insights.service.again import left_within, second_times_of
from bot.insights.service.alerts import LOOK, cases_of, heeded, judge, look, plan_look, spikes_in
from bot.insights.service.counting import agreement_of, quotes_for, reasons_for, scorecard_of, signs_of, sums
from bot.insights.service.telling import (
    FINDING,
    SIDE_BY_SIDE,
    open_findings_again,
    said_way,
    show_findings,
    show_more,
)
from bot.work.parts import Renderer

CARDS: Mapping[str, Renderer] = {**telling.CARDS, **alerts.CARDS}

__all__ = [
    "CARDS",
    "FINDING",
    "LOOK",
    "SIDE_BY_SIDE",
    "agreement_of",
    "cases_of",
    "heeded",
    "judge",
    "left_within",
    "look",
    "open_findings_again",
    "plan_look",
    "quotes_for",
    "reasons_for",
    "said_way",
    "scorecard_of",
    "second_times_of",
    "show_findings",
    "show_more",
    "signs_of",
    "spikes_in",
    "sums",
]
