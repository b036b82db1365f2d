"""Admins change the reasons: rename, add, describe, merge, take off the list, bring back. Nothing is ever deleted."""

from __future__ import annotations

from bot.reasons.models import OwnReason, ReasonLog
from bot.reasons.rules import deeds, refusal
from bot.reasons.service.taxonomy import read_anew, reasons_of
from bot.reasons.values import BY_CODE, Reason, ReasonDeed, Taxonomy
from bot.reasons.values.changing import Fate, Outcome, ReasonForm, ReasonView
from bot.store.base import new_id
from bot.work.unit import Unit
from bot.workspace.records import record_named
from bot.workspace.roles import Deed, may


def may_change_reasons(unit: Unit, person: str) -> bool:
    """Whether somebody may change the reasons."""
    return may(Deed.change_reasons, unit.parts.standing(unit, person))


def reasons_to_change(unit: Unit, by: str) -> Taxonomy | None:
    """All reasons, for somebody who may change them; None for anybody else."""
    return reasons_of(unit) if may_change_reasons(unit, by) else None


def reason_to_change(unit: Unit, by: str, code: str | None) -> ReasonView | None:
    """What the form for a reason opens with (a new one without a code), for somebody who may change it."""
    if not may_change_reasons(unit, by):
        return None
    reasons = reasons_of(unit)
    return ReasonView(reasons.get(code), reasons)


def change_reason(unit: Unit, by: str, code: str | None, form: ReasonForm) -> Outcome:
    """Let a reason be this from now on; without a code it is a new one. What was said before keeps its words."""
    if not may_change_reasons(unit, by):
        return Outcome.may_not
    reasons = reasons_of(unit)
    refused = refusal(reasons, code, form)
    if refused is not None:
        return refused
    known = reasons.get(code)
    if known is None:
        _add(unit, by, form)
    else:
        _change(unit, by, known, form, reasons)
    read_anew(unit)
    return Outcome.done


def _add(unit: Unit, by: str, form: ReasonForm) -> None:
    code = new_id()
    unit.add(
        OwnReason(
            id=code,
            words=form.words,
            about=form.about,
            controllable=form.controllable,
            curable=form.curable,
            feedback=form.feedback,
            added=unit.now,
        )
    )
    _note(unit, by, code, ReasonDeed.added, None, None, form.words)


def _change(unit: Unit, by: str, known: Reason, form: ReasonForm, reasons: Taxonomy) -> None:
    done = deeds(known, form)
    if not done:
        return
    own = unit.get(OwnReason, known.code) or _begin(unit, known)
    before = known.words if known.own_words else None
    if ReasonDeed.renamed in done:
        own.words = _unless_shipped(known.code, "words", form.words)
    if ReasonDeed.described in done:
        own.about = _unless_shipped(known.code, "about", form.about)
    own.controllable, own.curable, own.feedback = form.controllable, form.curable, form.feedback
    own.into = form.into if form.fate is Fate.merged else None
    own.archived_at = None if form.fate is Fate.offered else own.archived_at or unit.now
    other = reasons.get(form.into)
    for deed in done:
        now_called = other.called() if other and deed is ReasonDeed.merged else form.words
        _note(unit, by, known.code, deed, before, known.called(), now_called)


def _begin(unit: Unit, shipped: Reason) -> OwnReason:
    return unit.add(
        OwnReason(
            id=shipped.code,
            controllable=shipped.controllable,
            curable=shipped.curable,
            feedback=shipped.feedback,
            added=unit.now,
        )
    )


def _unless_shipped(code: str, what: str, typed: str) -> str | None:
    """None where it is typed as we ship it, so that everybody reads it in their own language again."""
    shipped = BY_CODE.get(code)
    if shipped is None:
        return typed
    ours = shipped.called() if what == "words" else shipped.meant()
    return None if typed == ours else typed


def _note(
    unit: Unit, by: str, code: str, deed: ReasonDeed, before: str | None, called: str | None, now_called: str
) -> None:
    unit.add(ReasonLog(at=unit.now, by=by, code=code, deed=deed, before=before))
    record_named(unit, by, f"reason.{deed.value}", code, called, now_called)
    unit.session.flush()
