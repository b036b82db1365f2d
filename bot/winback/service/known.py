"""What is known of all lost customers at once, so that each needs no query of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import func, select

from bot.customers.models import ConsentAnswer
from bot.customers.service import newest_consents
from bot.customers.values import Consent
from bot.farewell.models import Apology
from bot.fixes.service import fixed_cases, fixed_reasons
from bot.interviews.models import Finding, Interview
from bot.interviews.values import Recommend
from bot.nudges.models import Cadence, Nudge
from bot.nudges.values import Sounded
from bot.reasons.service import reasons_of
from bot.reasons.values import SHIPPED_REASONS, Taxonomy
from bot.winback.models import Ask, Digest, DigestItem, Peace
from bot.winback.rules import Happened
from bot.winback.service.ways import told_ways
from bot.winback.values import MADE, AskState, ItemState, WayIn
from bot.work.unit import Unit

LET_GO = (AskState.given_back, AskState.lapsed)


@dataclass(frozen=True)
class Heard:
    """What the exit interviews of one departure found: the first reason, and what else was said, where it was."""

    reason: str
    at: datetime
    recommends: Recommend | None
    doors: date | None


@dataclass(frozen=True)
class Known:
    """By customer: consents and since when there is a yes, asks, peace, how they sounded (newest first). By departure: the rest."""

    consents: Mapping[str, Consent] = field(default_factory=dict)
    agreed: Mapping[str, datetime] = field(default_factory=dict)
    asked: Mapping[str, datetime] = field(default_factory=dict)
    again: Mapping[str, date] = field(default_factory=dict)
    freed: Mapping[str, datetime] = field(default_factory=dict)
    claimed: frozenset[str] = frozenset()
    in_peace: frozenset[str] = frozenset()
    sounded: Mapping[str, list[Sounded]] = field(default_factory=dict)
    warm: Mapping[str, datetime] = field(default_factory=dict)
    shown: Mapping[str, datetime] = field(default_factory=dict)
    not_now: Mapping[str, date] = field(default_factory=dict)
    heard: Mapping[str, Heard] = field(default_factory=dict)
    fixed: Mapping[str, datetime] = field(default_factory=dict)
    fixed_reasons: Mapping[str, datetime] = field(default_factory=dict)
    ways: Mapping[str, WayIn] = field(default_factory=dict)
    reasons: Taxonomy = SHIPPED_REASONS

    def fixed_for(self, departure: str, left: date) -> datetime | None:
        """Since when what they left over is put right, and somebody has checked it.

        What was put right for all before they left did not keep them: that is no cure for them.
        """
        heard = self.heard.get(departure)
        for_all = self.fixed_reasons.get(self.reasons.now(heard.reason)) if heard else None
        found = [self.fixed.get(departure), for_all if for_all and for_all.date() > left else None]
        return max((at for at in found if at is not None), default=None)

    def happened(self, customer: str, departure: str, left: date) -> Happened:
        """What happened that speaks for asking this customer, and when."""
        heard = self.heard.get(departure)
        way = self.ways.get(departure)
        rested = [day for day in (self.again.get(customer), self.not_now.get(departure)) if day is not None]
        return Happened(
            fixed=self.fixed_for(departure, left),
            launch=way.at if way else None,
            consent=self.agreed.get(customer),
            heard=heard.at if heard else None,
            warm=self.warm.get(customer),
            freed=self.freed.get(customer),
            rested=max(rested, default=None),
            doors=heard.doors if heard else None,
        )


def all_known(unit: Unit) -> Known:
    """What is known of all lost customers."""
    asks = list(unit.all(select(Ask).order_by(Ask.id)))
    peaces = list(unit.all(select(Peace)))
    made = [one for one in asks if one.state in MADE]
    freed = [(one.customer, one.answered_at) for one in asks if one.state in LET_GO]
    freed += [(one.customer, one.undone_at) for one in peaces]
    sounded, reasons = _sounded(unit), reasons_of(unit)
    return Known(
        consents=newest_consents(unit),
        agreed=_agreed(unit),
        asked={one.customer: one.answered_at for one in made if one.answered_at},
        again={one.customer: one.again for one in made if one.again},
        freed=_latest(freed),
        claimed=frozenset(one.customer for one in asks if one.state is AskState.claimed),
        in_peace=frozenset(one.customer for one in peaces if one.undone_at is None),
        sounded={customer: [how for how, _at in contacts] for customer, contacts in sounded.items()},
        warm=_latest((who, at) for who, contacts in sounded.items() for how, at in contacts if how is Sounded.glad),
        shown=_shown(unit),
        not_now=_not_now(unit),
        heard=_heard(unit),
        fixed=_latest([*fixed_cases(unit).items(), *_made_good(unit)]),
        fixed_reasons={reasons.now(code): at for code, at in fixed_reasons(unit).items()},
        ways=told_ways(unit),
        reasons=reasons,
    )


def _latest(found: Iterable[tuple[str, datetime | None]]) -> Mapping[str, datetime]:
    latest: dict[str, datetime] = {}
    for key, at in found:
        if at is not None:
            latest[key] = max(at, latest.get(key, at))
    return latest


def _agreed(unit: Unit) -> Mapping[str, datetime]:
    newest = (
        select(ConsentAnswer.customer, func.max(ConsentAnswer.at).label("at"))
        .where(ConsentAnswer.answer == Consent.yes)
        .group_by(ConsentAnswer.customer)
    )
    return {row.customer: row.at for row in unit.session.execute(newest)}


def _made_good(unit: Unit) -> Iterable[tuple[str, datetime | None]]:
    """Where we were wrong, said so, and it is changed."""
    changed = select(Apology.departure, Apology.fixed_at).where(Apology.fixed_at.is_not(None))
    return [(row.departure, row.fixed_at) for row in unit.session.execute(changed)]


def _sounded(unit: Unit) -> Mapping[str, list[tuple[Sounded, datetime]]]:
    """How each customer sounded, and when somebody said so, newest first."""
    told = (
        select(Cadence.customer, Nudge.sounded, Nudge.answered_at)
        .join(Cadence, Cadence.id == Nudge.cadence)
        .where(Nudge.sounded.is_not(None), Nudge.answered_at.is_not(None))
        .order_by(Nudge.answered_at.desc(), Nudge.id.desc())
    )
    found: dict[str, list[tuple[Sounded, datetime]]] = {}
    for row in unit.session.execute(told):
        found.setdefault(row.customer, []).append((row.sounded, row.answered_at))
    return found


def _shown(unit: Unit) -> Mapping[str, datetime]:
    latest = (
        select(DigestItem.departure, func.max(Digest.at).label("at"))
        .join(Digest, Digest.id == DigestItem.digest)
        .group_by(DigestItem.departure)
    )
    return {row.departure: row.at for row in unit.session.execute(latest)}


def _not_now(unit: Unit) -> Mapping[str, date]:
    put_off = select(DigestItem.departure, DigestItem.until).where(DigestItem.state == ItemState.not_now)
    return {row.departure: row.until for row in unit.session.execute(put_off.order_by(DigestItem.id)) if row.until}


def _heard(unit: Unit) -> Mapping[str, Heard]:
    """Of several interviews the first tells why they left; of anything else the newest counts that says it."""
    findings = (
        select(Interview.departure, Finding)
        .join(Interview, Interview.id == Finding.interview)
        .order_by(Finding.filed_at, Finding.id)
    )
    found: dict[str, Heard] = {}
    for departure, finding in unit.session.execute(findings).all():
        known = found.get(departure)
        doors = finding.contract_ends if finding.check_in_welcome else None
        found[departure] = Heard(
            reason=known.reason if known else finding.reason,
            at=finding.filed_at,
            recommends=finding.recommend or (known.recommends if known else None),
            doors=doors or (known.doors if known else None),
        )
    return found
