"""The reasons of this workspace: what we ship, and over it what the workspace has made of it."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select

from bot.reasons.models import OwnReason, ReasonLog
from bot.reasons.values import BY_CODE, DEFAULT_REASONS, OTHER, UNKNOWN, Reason, ReasonChange, Taxonomy
from bot.work.unit import Unit

LAST = (UNKNOWN, OTHER)
"""These stand below all others, own ones among them."""
READ = "reasons"


def reasons_of(unit: Unit) -> Taxonomy:
    """All reasons of the workspace, read once in a unit."""
    return unit.known(READ, lambda: _read(unit))


def read_anew(unit: Unit) -> Taxonomy:
    """The same, after something was changed in this unit."""
    unit.session.flush()
    unit.unlearn(READ)
    return reasons_of(unit)


def _read(unit: Unit) -> Taxonomy:
    own = {one.id: one for one in unit.all(select(OwnReason).order_by(OwnReason.added, OwnReason.id))}
    shipped = [_over(one, own.get(one.code)) for one in DEFAULT_REASONS]
    added = [_own(one) for one in own.values() if one.id not in BY_CODE]
    reasons = (
        *(one for one in shipped if one.code not in LAST),
        *added,
        *(one for one in shipped if one.code in LAST),
    )
    log = unit.all(select(ReasonLog).order_by(ReasonLog.at, ReasonLog.id))
    return Taxonomy(reasons, tuple(ReasonChange(one.at, one.code, one.deed, one.before) for one in log))


def _over(shipped: Reason, own: OwnReason | None) -> Reason:
    if own is None:
        return shipped
    return replace(
        shipped,
        words=own.words or shipped.words,
        about=shipped.about if own.about is None else own.about,
        controllable=own.controllable,
        curable=own.curable,
        feedback=own.feedback,
        own_words=own.words is not None,
        own_about=own.about is not None,
        shipped=shipped.words,
        archived=own.archived_at is not None,
        into=own.into,
    )


def _own(own: OwnReason) -> Reason:
    return Reason(
        own.id,
        own.words or "",
        "",
        own.about or "",
        own.controllable,
        own.curable,
        own.feedback,
        own_words=True,
        own_about=True,
        archived=own.archived_at is not None,
        into=own.into,
    )
