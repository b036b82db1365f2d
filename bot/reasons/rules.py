"""What may be made of a reason."""

from __future__ import annotations

from bot.reasons.values import OTHER, UNKNOWN, Reason, ReasonDeed, Taxonomy
from bot.reasons.values.changing import MOST_OFFERED, Fate, Outcome, ReasonForm

LASTING = frozenset({UNKNOWN, OTHER})
"""These are always offered: whoever fills in a form can always say that nobody knows, or that it was something else."""


def refusal(reasons: Taxonomy, code: str | None, form: ReasonForm) -> Outcome | None:
    """Why a reason (a new one without a code) cannot become this; None where it can."""
    if code is not None and reasons.get(code) is None:
        return Outcome.gone
    if code in LASTING and form.fate is not Fate.offered:
        return Outcome.stays
    if _is_taken(reasons, code, form.words):
        return Outcome.taken
    if form.fate is Fate.offered and len([one for one in reasons.offered() if one.code != code]) >= MOST_OFFERED:
        return Outcome.full
    if form.fate is Fate.merged and not _is_target(reasons, code, form.into):
        return Outcome.no_target
    return None


def targets(reasons: Taxonomy, code: str) -> tuple[Reason, ...]:
    """As which others a reason may count: those that are offered, but for "we do not know", which is an answer of its own."""
    return tuple(one for one in reasons.offered() if _is_target(reasons, code, one.code))


def deeds(before: Reason, form: ReasonForm) -> list[ReasonDeed]:
    """What becomes another with this form, in the order in which it is written down."""
    found = []
    if form.words != before.called():
        found.append(ReasonDeed.renamed)
    if form.about != before.meant():
        found.append(ReasonDeed.described)
    if (form.controllable, form.curable, form.feedback) != (before.controllable, before.curable, before.feedback):
        found.append(ReasonDeed.flagged)
    fate = fate_of(before)
    if form.fate is Fate.merged and (fate is not Fate.merged or form.into != before.into):
        found.append(ReasonDeed.merged)
    elif form.fate is Fate.archived and fate is not Fate.archived:
        found.append(ReasonDeed.archived)
    elif form.fate is Fate.offered and fate is not Fate.offered:
        found.append(ReasonDeed.restored)
    return found


def fate_of(reason: Reason) -> Fate:
    """What a reason is now."""
    if reason.into is not None:
        return Fate.merged
    return Fate.archived if reason.archived else Fate.offered


def _is_taken(reasons: Taxonomy, code: str | None, words: str) -> bool:
    """One that counts as another keeps its name for history alone: it may be given again."""
    others = (one for one in reasons.reasons if one.code != code and one.into is None)
    return any(one.called().casefold() == words.casefold() for one in others)


def _is_target(reasons: Taxonomy, code: str | None, into: str | None) -> bool:
    found = reasons.get(into)
    return (
        found is not None and found.is_offered and found.code not in (code, UNKNOWN) and reasons.now(found.code) != code
    )
