"""What the interviewer files of a talk, and the steps in which they fill it in."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bot.customers.values import Consent, TouchKind
from bot.interviews.values import InterviewView, Permission, Recommend, Source
from bot.reasons.values import SHIPPED_REASONS, Taxonomy

Answers = Mapping[str, Any]
"""What was filled in, by question, as it is kept in a draft: texts, codes, lists of codes, days as `2026-03-02`."""

MOST_MORE_REASONS = 2
MOST_QUOTES = 3


class Step(enum.IntEnum):
    """The pages of the form, in order. The first is all that is needed; `aside` is not for the owner."""

    three = 1
    around = 2
    quotes = 3
    ahead = 4
    aside = 5


@dataclass(frozen=True)
class QuoteForm:
    """A sentence of the customer's, and how they allow it to be shown."""

    words: str
    permission: Permission


@dataclass(frozen=True)
class FrankForm:
    """What is not for the owner: words, and a reason of the taxonomy that it speaks for."""

    words: str
    reason: str | None = None


@dataclass(frozen=True, kw_only=True)
class WhatElse:
    """What else there was beside the reason, as far as they said so. `did_well` is what they valued of us.

    Whoever keeps, shows or files findings carries these; a `Finding` has a column for each.
    """

    competitor: str | None = None
    contract_ends: date | None = None
    check_in_welcome: bool | None = None
    did_well: str | None = None
    fix_owed: str | None = None
    would_return: str | None = None
    recommend: Recommend | None = None
    stay_by: TouchKind | None = None


@dataclass(frozen=True)
class Findings(WhatElse):
    """What the interviewer files. `said` is in their own words, or the customer's; `reason` a code of the taxonomy.

    Only the first three are needed. `frank` is not for the owner.
    """

    said: str
    reason: str
    consent: Consent
    more_reasons: tuple[str, ...] = ()
    quotes: tuple[QuoteForm, ...] = ()
    frank: FrankForm | None = None


@dataclass(frozen=True)
class Place:
    """Where in the form somebody is: of which interview, on which page, and whether it was filed when they opened it."""

    interview: str
    source: Source
    step: Step
    completes: bool = False


@dataclass(frozen=True)
class Unready:
    """What still needs another look, and on which page: sentences by question."""

    step: Step
    sentences: Mapping[str, str]


@dataclass(frozen=True)
class FindingsView:
    """One page of the form, with what was filled in so far.

    `completes`: the findings are filed already, and only the rest is added. `reader` is the name of whoever else will
    read what is not for the owner, if anybody; `told` are sentences about what is missing on this page.
    """

    about: InterviewView
    step: Step
    answers: Answers
    source: Source
    completes: bool = False
    reader: str | None = None
    told: tuple[str, ...] = ()
    reasons: Taxonomy = SHIPPED_REASONS


@dataclass(frozen=True)
class FrankView:
    """What is not for the owner, for the one who may read it. `by` is a name, `at` aware, `reason` in plain words."""

    customer: str
    by: str
    at: datetime
    words: str
    reason: str | None


@dataclass(frozen=True)
class ReaderChoice:
    """Who reads what is not for the owner, besides its author: Slack's id and the name, if anybody does."""

    reader: str | None
    name: str | None
