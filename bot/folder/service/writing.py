"""Something is written into a folder, by somebody who may."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time

from bot.colleagues.service import hours_of, today_of
from bot.customers.models import KeptFile, Note
from bot.customers.service import add_contact, describe, log_touch, since_of
from bot.customers.service.fields import choose_values, fields_asked
from bot.departures.rules import day_problem, since_problem
from bot.departures.service.size import follow_description
from bot.departures.values import Problem
from bot.folder.service.access import Sight, sight_of
from bot.folder.values import Asking, Profile, TouchForm, Unwritten, Written
from bot.slack.kit import GivenFile
from bot.work.unit import Unit
from bot.workspace.service import record

FETCH = "folder.fetch"
NOON = time(12)
_PROBLEMS = {
    Problem.in_future: Unwritten.in_future,
    Problem.too_long_ago: Unwritten.too_long_ago,
    Problem.after_leaving: Unwritten.after_leaving,
}


def open_form(unit: Unit, by: str, customer: str) -> Asking | None:
    """What a form opens with; None for whoever may not write there."""
    sight = _writable(unit, by, customer)
    if sight is None:
        return None
    known = sight.customer
    profile = Profile(
        segments=tuple(known.segments),
        value=known.value,
        currency=known.currency,
        since=since_of(unit, known.id),
        zone=known.zone,
        mailing=known.mailing,
        reached_by=known.reached_by,
        own_day=known.own_day,
        own_day_name=known.own_day_name,
        fields={name: tuple(said) for name, said in known.fields.items()},
    )
    return Asking(known.id, known.name, today_of(unit, by), profile, fields_asked(unit))


def write_touch(unit: Unit, by: str, customer: str, form: TouchForm) -> Written | Unwritten:
    """Keep a contact with a customer, on that day."""
    sight = _writable(unit, by, customer)
    if sight is None:
        return Unwritten.may_not
    problem = day_problem(form.day, today_of(unit, by))
    if problem is not None:
        return _PROBLEMS[problem]
    at = unit.now if form.day == today_of(unit, by) else _noon(unit, by, form.day)
    log_touch(
        unit, sight.customer.id, form.kind, by=by, words=form.words, at=at, direction=form.direction, whom=form.whom
    )
    return _written(unit, by, sight, "touch")


def write_note(unit: Unit, by: str, customer: str, words: str) -> Written | Unwritten:
    """Keep a note."""
    sight = _writable(unit, by, customer)
    if sight is None:
        return Unwritten.may_not
    unit.add(Note(customer=sight.customer.id, by=by, at=unit.now, words=words))
    return _written(unit, by, sight, "note")


def write_person(unit: Unit, by: str, customer: str, words: str) -> Written | Unwritten:
    """Keep whom to talk to at the customer's."""
    sight = _writable(unit, by, customer)
    if sight is None:
        return Unwritten.may_not
    add_contact(unit, sight.customer.id, words, added_by=by)
    return _written(unit, by, sight, "person")


def write_profile(unit: Unit, by: str, customer: str, profile: Profile) -> Written | Unwritten:
    """Keep what is said of a customer; where nobody chose how much is done about their leaving, that follows."""
    sight = _writable(unit, by, customer)
    if sight is None:
        return Unwritten.may_not
    problem = _since_problem(unit, by, sight, profile.since)
    if problem is not None:
        return problem
    known = describe(unit, sight.customer.id, profile.value, profile.currency, profile.since)
    known.segments, known.zone = list(profile.segments), profile.zone
    known.mailing, known.reached_by = profile.mailing, profile.reached_by
    known.own_day, known.own_day_name = profile.own_day, profile.own_day_name
    choose_values(known, profile.fields)
    unit.session.flush()
    follow_description(unit, by, known)
    return _written(unit, by, sight, "profile")


def write_files(
    unit: Unit, by: str, customer: str, files: Iterable[GivenFile], words: str | None
) -> Written | Unwritten:
    """Take in files: each is fetched from Slack in its own time, for Slack may not keep it."""
    sight = _writable(unit, by, customer)
    if sight is None:
        return Unwritten.may_not
    for file in files:
        kept = unit.add(
            KeptFile(
                customer=sight.customer.id,
                by=by,
                at=unit.now,
                name=file.name,
                kind=file.kind,
                size=file.size,
                slack_file=file.id,
                words=words,
            )
        )
        unit.plan(FETCH, kept.id, unit.now, key=f"{FETCH}:{kept.id}", file=file.id)
    return _written(unit, by, sight, "file")


def _writable(unit: Unit, by: str, customer: str) -> Sight | None:
    sight = sight_of(unit, by, customer)
    return sight if sight is not None and sight.may_write else None


def _written(unit: Unit, by: str, sight: Sight, what: str) -> Written:
    record(unit, by, f"folder.{what}", sight.customer.id)
    return Written(sight.customer.name)


def _since_problem(unit: Unit, by: str, sight: Sight, since: date | None) -> Unwritten | None:
    if since is None:
        return None
    today = today_of(unit, by)
    problem = since_problem(since, today, min((one.happened for one in sight.seen), default=today))
    return _PROBLEMS[problem] if problem else None


def _noon(unit: Unit, by: str, day: date) -> datetime:
    return datetime.combine(day, NOON, tzinfo=hours_of(unit, by).zone).astimezone(UTC)
