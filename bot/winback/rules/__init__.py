"""Whom to ask again and why, when the channel is told, and when a returned customer is looked after."""

from bot.winback.rules.caring import TRY_DELIVERY_AFTER, care_days, care_moment, staying_days, who_looks
from bot.winback.rules.choosing import (
    FIRST_WEEKS,
    MOST,
    choose,
    may_be_asked,
    next_digest,
)
from bot.winback.rules.news import REST_DAYS, Happened, News, news_of
from bot.winback.rules.scoring import DEFAULT_WEIGHTS, WEIGHED, cure_of, score, strongest, warmth_of
from bot.winback.rules.ways import NEWS_FOR, answers, proposals

__all__ = [
    "DEFAULT_WEIGHTS",
    "FIRST_WEEKS",
    "MOST",
    "NEWS_FOR",
    "REST_DAYS",
    "TRY_DELIVERY_AFTER",
    "WEIGHED",
    "Happened",
    "News",
    "answers",
    "care_days",
    "care_moment",
    "choose",
    "cure_of",
    "may_be_asked",
    "news_of",
    "next_digest",
    "proposals",
    "score",
    "staying_days",
    "strongest",
    "warmth_of",
    "who_looks",
]
