"""Who dealt with a customer and who is only acquainted, by what is on record; and the word of the person concerned."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from bot.colleagues.models import Colleague
from bot.colleagues.service import standing
from bot.customers.models import Dealing, Touch
from bot.customers.service import (
    add_customer,
    correct_dealing,
    dealings_of,
    keep_touch,
    log_touch,
    note_dealing,
)
from bot.customers.values import Bearing, Consent, Correction, DealingKind, TouchKind
from bot.departures.service import facts_of, log_departure
from bot.departures.values import LogForm, Logged, Stage
from bot.interviews.models import Finding, Interview, Request
from bot.interviews.service.candidates import candidates_for
from bot.interviews.service.evidence import dealt_with, excluded_by, held_with, weighed_by
from bot.interviews.service.seeking import choose_interviewer
from bot.interviews.values import ChannelsSeen, Faint, InterviewState
from bot.reasons.values import DEFAULT_REASONS
from bot.store.base import new_id
from bot.work.parts import Parts
from bot.work.unit import Unit
from bot.workspace.service import settings_of
from tests.departures.support import TEAM
from tests.interviews.support import TODAY
from tests.work.support import units_on

OLGA, RITA, SVEN, TOMÁS = "UOLGA", "URITA", "USVEN", "UTOMAS"
"""Olga owned the account; the others are strangers until something is said of them."""
PEOPLE = (OLGA, RITA, SVEN, TOMÁS)


@pytest.fixture
async def firm(database_url: str) -> AsyncIterator[Callable[..., Any]]:
    """A firm of four on a database, without Slack: runs use cases."""
    async with units_on(database_url, Parts(standing=standing)) as (units, _clock):

        async def run(use_case: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
            return await units(TEAM, use_case, *args, **kwargs)

        await run(_begin)
        yield run


async def test_a_call_a_meeting_and_a_letter_of_their_own_exclude(firm: Callable[..., Any]) -> None:
    for person, kind in ((RITA, TouchKind.call), (SVEN, TouchKind.meeting), (TOMÁS, TouchKind.letter)):
        await firm(_touch, person, kind)

    assert await firm(_excluded) == {OLGA, RITA, SVEN, TOMÁS}


async def test_an_interview_that_somebody_held_about_an_earlier_departure_only_weighs(firm: Callable[..., Any]) -> None:
    await firm(_held, RITA)

    assert RITA not in await firm(_excluded)
    assert await firm(_weighed) == {RITA: (Faint.interview,)}
    assert [one.person for one in await firm(lambda unit: held_with(unit, _customer(unit)))] == [RITA]


async def test_an_interview_kept_by_an_earlier_version_excludes_nobody_either(firm: Callable[..., Any]) -> None:
    """Then each interview left evidence of dealings, as every contact does."""
    await firm(_held, RITA)
    await firm(lambda unit: note_dealing(unit, _customer(unit), RITA, DealingKind.touch, said_by=RITA))

    assert RITA not in await firm(_excluded)


async def test_a_real_contact_beside_the_interview_excludes_all_the_same(firm: Callable[..., Any]) -> None:
    await firm(_held, RITA)
    await firm(_touch, RITA, TouchKind.call, days_ago=20)

    assert RITA in await firm(_excluded)


async def test_dealings_of_more_than_three_years_ago_weigh_and_the_years_are_a_setting(firm: Callable[..., Any]) -> None:
    await firm(_touch, RITA, TouchKind.call, days_ago=4 * 366)
    await firm(_named, SVEN, days_ago=4 * 366)

    assert await firm(_excluded) == {OLGA}
    assert await firm(_weighed) == {RITA: (Faint.long_ago,), SVEN: (Faint.long_ago,)}

    await firm(_set_years, 5)

    assert await firm(_excluded) == {OLGA, RITA, SVEN}


async def test_the_newest_contact_counts_and_naming_somebody_again_makes_it_new(firm: Callable[..., Any]) -> None:
    await firm(_touch, RITA, TouchKind.call, days_ago=4 * 366)
    await firm(_touch, RITA, TouchKind.email, days_ago=10)
    await firm(_named, SVEN, days_ago=4 * 366)
    await firm(lambda unit: note_dealing(unit, _customer(unit), SVEN, DealingKind.worked_with, said_by=OLGA))

    assert await firm(_excluded) == {OLGA, RITA, SVEN}
    kinds = await firm(lambda unit: [(one.person, one.kind) for one in dealings_of(unit, _customer(unit))])
    assert len(kinds) == len(set(kinds))


@pytest.mark.parametrize(
    ("said", "weighs"),
    [
        (Correction.never, ()),
        (Correction.only_copied, (Faint.copied,)),
        (Correction.long_ago, (Faint.long_ago,)),
    ],
)
async def test_what_the_person_concerned_says_is_kept_beside_the_evidence(
    firm: Callable[..., Any], said: Correction, weighs: tuple[Faint, ...]
) -> None:
    await firm(_named, RITA, days_ago=10)

    dealing = await firm(lambda unit: _dealing(unit, RITA).id)
    assert await firm(lambda unit: correct_dealing(unit, RITA, dealing, said))

    assert RITA not in await firm(_excluded)
    assert (await firm(_weighed)).get(RITA, ()) == weighs
    kept = await firm(lambda unit: _dealing(unit, RITA))
    assert (kept.kind, kept.said_by, kept.correction) == (DealingKind.worked_with, OLGA, said)


async def test_nobody_corrects_what_is_said_of_somebody_else(firm: Callable[..., Any]) -> None:
    await firm(_named, RITA, days_ago=10)
    dealing = await firm(lambda unit: _dealing(unit, RITA).id)

    assert not await firm(lambda unit: correct_dealing(unit, SVEN, dealing, Correction.never))
    assert RITA in await firm(_excluded)


async def test_a_contact_after_the_correction_excludes_again(firm: Callable[..., Any]) -> None:
    await firm(_touch, RITA, TouchKind.call, days_ago=10)
    dealing = await firm(lambda unit: _dealing(unit, RITA).id)
    await firm(lambda unit: correct_dealing(unit, RITA, dealing, Correction.only_copied))
    assert RITA not in await firm(_excluded)

    await firm(lambda unit: _later(unit, log_touch(unit, _customer(unit), TouchKind.call, by=RITA)))

    assert RITA in await firm(_excluded)


async def test_whoever_owned_the_account_cannot_correct_that_away(firm: Callable[..., Any]) -> None:
    dealing = await firm(lambda unit: _dealing(unit, OLGA).id)
    await firm(lambda unit: correct_dealing(unit, OLGA, dealing, Correction.never))

    assert await firm(_excluded) == {OLGA}


async def test_every_piece_of_evidence_has_its_source_and_its_day(firm: Callable[..., Any]) -> None:
    await firm(_touch, RITA, TouchKind.call, days_ago=30)

    [of_rita] = [one for one in await firm(lambda unit: dealt_with(unit, _customer(unit))) if one.person == RITA]

    assert (of_rita.said_by, of_rita.kind, of_rita.bearing) == (RITA, DealingKind.touch, Bearing.excludes)
    assert of_rita.at == await firm(lambda unit: unit.now - timedelta(days=30))


PIECES = st.tuples(
    st.sampled_from(PEOPLE),
    st.sampled_from(["named", "touch", "old touch", "said so", "held", "nothing"]),
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PIECES, max_size=6), st.randoms())
@pytest.mark.slow
async def test_whatever_is_on_record_nobody_excluded_is_chosen_and_the_order_of_records_does_not_matter(
    sqlite_url: str, pieces: list[tuple[str, str]], chance: random.Random
) -> None:
    shuffled = list(pieces)
    chance.shuffle(shuffled)
    async with units_on(sqlite_url, Parts(standing=standing)) as (units, _clock):
        known = []
        for order in (pieces, shuffled):
            team = new_id()
            await units(team, _begin)
            await units(team, _record_all, order)
            known.append(await units(team, _known))
            chosen, excluded = await units(team, _chosen), await units(team, _excluded)

            assert chosen not in excluded
            assert (chosen is None) == (excluded >= set(PEOPLE))

    assert known[0] == known[1]


def _begin(unit: Unit) -> None:
    for person in PEOPLE:
        traits = {"is_admin": False, "is_bot": False, "is_guest": False, "is_outsider": False, "is_gone": False}
        unit.add(Colleague(id=person, name=person.title(), zone="UTC", seen=unit.now, **traits))
    unit.session.flush()
    customer = add_customer(unit, "Northwind")
    form = LogForm(stage=Stage.left, happened=TODAY, customer_id=customer.id, owner=OLGA)
    logged = log_departure(unit, OLGA, form, "the log")
    assert isinstance(logged, Logged), logged
    unit.add(Interview(id="now", departure=logged.departure))


def _departure(unit: Unit) -> str:
    return unit.need(Interview, "now").departure


def _customer(unit: Unit) -> str:
    return facts_of(unit, _departure(unit)).customer_id


def _excluded(unit: Unit) -> set[str]:
    return set(excluded_by(dealt_with(unit, _customer(unit)), facts_of(unit, _departure(unit))))


def _weighed(unit: Unit) -> dict[str, tuple[Faint, ...]]:
    dealt, departure = dealt_with(unit, _customer(unit)), facts_of(unit, _departure(unit))
    return weighed_by(unit, dealt, departure, unit.need(Interview, "now"))


def _touch(unit: Unit, person: str, kind: TouchKind, *, days_ago: int = 1) -> None:
    log_touch(unit, _customer(unit), kind, by=person, at=unit.now - timedelta(days=days_ago))


def _later(unit: Unit, touch: Touch) -> None:
    touch.at = unit.now + timedelta(minutes=1)


def _named(unit: Unit, person: str, *, days_ago: int) -> None:
    note_dealing(unit, _customer(unit), person, DealingKind.worked_with, said_by=OLGA)
    unit.session.flush()
    _dealing(unit, person, DealingKind.worked_with).at = unit.now - timedelta(days=days_ago)


def _dealing(unit: Unit, person: str, kind: DealingKind | None = None) -> Dealing:
    return next(
        one for one in dealings_of(unit, _customer(unit)) if one.person == person and kind in (None, one.kind)
    )


def _held(unit: Unit, person: str) -> None:
    """Somebody held an interview with the same customer before."""
    number = len(held_with(unit, _customer(unit))) + 2
    held = Interview(
        departure=_departure(unit), number=number, state=InterviewState.held, interviewer=person, held_at=unit.now
    )
    unit.add(held)
    unit.session.flush()
    said = {"said": "Too dear.", "reason": DEFAULT_REASONS[0].code, "consent": Consent.yes}
    unit.add(Finding(interview=held.id, filed_by=person, filed_at=unit.now, **said))
    keep_touch(unit, _customer(unit), TouchKind.call, by=person)


def _set_years(unit: Unit, years: int) -> None:
    settings_of(unit).long_ago_years = years


def _record_all(unit: Unit, pieces: list[tuple[str, str]]) -> None:
    for person, piece in pieces:
        match piece:
            case "named":
                note_dealing(unit, _customer(unit), person, DealingKind.worked_with, said_by=OLGA)
            case "touch":
                _touch(unit, person, TouchKind.call)
            case "old touch":
                _touch(unit, person, TouchKind.letter, days_ago=5 * 366)
            case "said so":
                note_dealing(unit, _customer(unit), person, DealingKind.said_so, said_by=person)
            case "held":
                _held(unit, person)
            case _:
                pass
        unit.session.flush()


def _known(unit: Unit) -> dict[str, tuple[frozenset[DealingKind], tuple[Faint, ...]]]:
    """What is known of each, as the choice sees it."""
    interview, departure = unit.need(Interview, "now"), facts_of(unit, _departure(unit))
    return {
        one.person: (one.dealings, one.faint) for one in candidates_for(unit, interview, departure, ChannelsSeen())
    }


def _chosen(unit: Unit) -> str | None:
    choose_interviewer(unit, "now", ChannelsSeen())
    return unit.first(select(Request.person))
