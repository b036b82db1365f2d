"""What the firm learns in sum: from rows that name nobody, and never so few that one of them could be told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import UTC, date, timedelta

from sqlalchemy import ColumnElement, func, select

from bot.customers.models import CueNoted, Customer
from bot.customers.values import Cue
from bot.departures.models import Departure
from bot.departures.service import was_lost
from bot.departures.values import Size, Stage
from bot.farewell.models import Guess
from bot.insights import blocks
from bot.insights.rules import agreement, scorecard, signs_before
from bot.insights.service.again import second_lines
from bot.insights.values import Agreement, Compared, Preceded, Scorecard, SignBefore, Sought
from bot.interviews.models import Finding, Interview, Try
from bot.interviews.values import End, InterviewState, Source
from bot.reasons.service import reasons_of
from bot.winback.models import Return
from bot.work.unit import Unit

YEAR, A_QUARTER = timedelta(days=365), timedelta(days=91)
WENT = (Stage.leaving, Stage.left, Stage.returned)
"""They gave notice, or left, whatever came afterwards."""


def sums(unit: Unit) -> Sequence[str]:
    """For everybody's Home: how the interviews go, and how well we know why customers leave; nothing while it is too few."""
    scored, agreed = scorecard_of(unit), agreement_of(unit)
    return (
        *([blocks.score_line(scored)] if scored else []),
        *([blocks.agreement_line(agreed)] if agreed else []),
        *map(blocks.sign_line, signs_of(unit)),
        *second_lines(unit),
    )


def scorecard_of(unit: Unit) -> Scorecard | None:
    """Of everybody who left within a year, and with whom a talk was wanted. Where several were held, the first counts."""
    since = unit.now.astimezone(UTC).date() - YEAR
    wanted = (
        Departure.happened >= since,
        Departure.size != Size.light,
        Interview.state != InterviewState.writing,
        Interview.end.is_distinct_from(End.no_longer_needed),
    )
    query = select(Interview, Departure).join(Departure, Departure.id == Interview.departure).where(*wanted)
    tries, talks = _tries(unit), _talks(unit)
    found: dict[str, Sought] = {}
    for interview, departure in unit.session.execute(query.order_by(Interview.held_at, Interview.number)):
        held = interview.held_at if interview.id in talks else None
        known = found.get(departure.id)
        if known is None or (known.held is None and held is not None):
            day = held.astimezone(UTC).date() if held else None
            found[departure.id] = Sought(departure.happened, day, tries.get(interview.id, 0) + 1)
    return scorecard(list(found.values()))


def agreement_of(unit: Unit) -> Agreement | None:
    """One guess for each departure, the owner's before the logger's, and what was found first."""
    findings = select(Interview.departure, Finding.reason).join(Finding, Finding.interview == Interview.id)
    findings = findings.where(Finding.source != Source.thought)
    found: dict[str, str] = {}
    for departure, reason in unit.session.execute(findings.order_by(Finding.filed_at, Finding.id)):
        found.setdefault(departure, reason)
    guesses = select(Guess, Departure.owner).join(Departure, Departure.id == Guess.departure)
    guessed: dict[str, str] = {}
    for guess, owner in unit.session.execute(guesses.order_by(Guess.at, Guess.id)):
        if guess.departure not in guessed or guess.author == owner:
            guessed[guess.departure] = guess.reason
    now = reasons_of(unit).now
    return agreement([Compared(now(guessed[one]), now(reason)) for one, reason in found.items() if one in guessed])


def signs_of(unit: Unit) -> list[SignBefore]:
    """Of everybody who left within a year: the warning signs that were noted in the year before that.

    Beside it, with how many others the same sign was noted in that time, and nothing came of it.
    """
    counted = unit.first(select(func.count()).select_from(Departure).where(*_left_within_a_year(unit))) or 0
    return signs_before(preceding(unit), counted, Counter(sign for _customer, sign in came_to_nothing(unit)))


def preceding(unit: Unit) -> list[Preceded]:
    """The warning signs that were noted in the year before each of those left who left within a year."""
    query = select(Departure.id, Departure.happened, CueNoted.kind, CueNoted.at).where(*_left_within_a_year(unit))
    its_customer = (CueNoted.workspace == Departure.workspace) & (CueNoted.customer == Departure.customer)
    preceded = []
    for departure, happened, sign, at in unit.session.execute(query.join(CueNoted, its_customer)):
        days = (happened - at.astimezone(UTC).date()).days
        if 0 <= days <= YEAR.days:
            preceded.append(Preceded(departure, sign, days))
    return preceded


def came_to_nothing(unit: Unit) -> Collection[tuple[str, Cue]]:
    """The customers, by id, who are with us and had a sign noted, with that sign; they neither left since nor gave notice.

    Of the last quarter nobody can tell yet, so what was noted then does not count.
    """
    today = unit.now.astimezone(UTC).date()
    went = select(Departure.customer, func.max(Departure.happened)).where(Departure.stage.in_(WENT))
    last_went: dict[str, date] = dict(unit.session.execute(went.group_by(Departure.customer)).all())
    noted = (
        select(CueNoted.customer, CueNoted.kind, CueNoted.at)
        .join(Customer, Customer.id == CueNoted.customer)
        .where(Customer.erased_at.is_(None), Customer.merged_into.is_(None))
    )
    signs = [(customer, sign, at.astimezone(UTC).date()) for customer, sign, at in unit.session.execute(noted)]
    followed = {(customer, sign) for customer, sign, day in signs if last_went.get(customer, date.min) >= day}
    lately = {(customer, sign) for customer, sign, day in signs if today - 2 * YEAR <= day <= today - A_QUARTER}
    gone = set(unit.all(select(Departure.customer).where(Departure.stage.in_((Stage.leaving, Stage.left)))))
    return {(customer, sign) for customer, sign in lately - followed if customer not in gone}


def _left_within_a_year(unit: Unit) -> tuple[ColumnElement[bool], ...]:
    today = unit.now.astimezone(UTC).date()
    return Departure.happened >= today - YEAR, Departure.stage.in_((Stage.left, Stage.returned))


def _tries(unit: Unit) -> dict[str, int]:
    return dict(unit.session.execute(select(Try.interview, func.count()).group_by(Try.interview)).all())


def _talks(unit: Unit) -> set[str]:
    """The interviews that were held by talking: what came in writing is an answer, and no talk."""
    return set(unit.all(select(Finding.interview).where(Finding.source == Source.said)))


def left_and_returned(unit: Unit) -> tuple[int, int]:
    """Within the last year: how many left, and how many came back. Nobody who left without others knowing of it."""
    since = unit.now.astimezone(UTC).date() - YEAR
    known = select(func.count()).select_from(Departure).where(Departure.quiet.is_(False))
    left = known.where(was_lost(), Departure.happened >= since)
    back = known.join(Return, Return.departure == Departure.id).where(Return.stayed.is_(False), Return.day >= since)
    return unit.session.scalar(left) or 0, unit.session.scalar(back) or 0
