"""Warning signs that people add later: kept with the customer, and told to whoever looks after them when they add up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import func, select

from bot.colleagues.service import admins, is_here, may_as_colleague, standing
from bot.customers.models import CueNoted, Dealing
from bot.customers.service import cues_of, customer_of, dealings_of, note_cues
from bot.customers.values import Correction, Cue, DealingKind, Noticed
from bot.departures.blocks.signs import signs_card
from bot.departures.models import Departure, Step
from bot.departures.rules import SIGNS_WITHIN, cross
from bot.departures.service.access import ON_THE_TEAM
from bot.departures.service.facts import signs_of
from bot.departures.service.naming import customer_problem, named_customer
from bot.departures.service.talks import TALK, ask_anew, standing_talk
from bot.departures.values import OPEN_STAGES, Field, MayNot, Rejected, Stage
from bot.departures.values.before import Hears, SignForm, SignsView
from bot.slack.kit import Message
from bot.work.parts import Renderer
from bot.work.unit import Unit
from bot.workspace.roles import Deed, Role
from bot.workspace.service import record

SIGNS = "signs"
MOST_OF_A_TEAM = 3


def add_signs(unit: Unit, by: str, form: SignForm, gesture: str) -> str | Rejected | MayNot:
    """Keep what somebody noticed, once for each `gesture`; the customer's name as they know it.

    It is kept whoever looks after the customer, and nobody learns from it what they may not see.
    """
    if not may_as_colleague(unit, Deed.log_departure, by):
        return MayNot()
    problem = customer_problem(unit, by, form.customer_id, form.new_name)
    if problem:
        return Rejected({Field.customer: problem})
    customer = named_customer(unit, form.customer_id, form.new_name)
    if unit.saw(gesture):
        notice_signs(unit, customer.id, form.signs, by=by, words=form.words, link=form.link)
        record(unit, by, "customer.signs", customer.id)
    return form.new_name or customer.name


def notice_signs(
    unit: Unit, customer: str, kinds: Iterable[Cue], *, by: str, words: str | None = None, link: str | None = None
) -> None:
    """Keep warning signs; when they add up that did not before, whoever looks after the customer hears of it."""
    known = _counted(unit, customer)
    new = note_cues(unit, customer, kinds, by=by, words=words, link=link)
    departure = unit.find(Departure, open_for=customer)
    talk = standing_talk(unit, departure.id) if departure else None
    if talk is not None:
        unit.refresh(TALK, talk.id)
    if not new or not cross(map(_noticed, known), map(_noticed, new), unit.now):
        return
    if departure is None:
        for person, _why in hearers_of(unit, customer):
            unit.prompt(person, SIGNS, f"{new[0].id}:{person}")
    elif departure.stage is Stage.at_risk:
        ask_anew(unit, departure.id)


def hearers_of(unit: Unit, customer: str) -> Sequence[tuple[str, Hears]]:
    """Who hears of a customer who has not left: the owner, else those who work with them, else an admin."""
    known = [one for one in reversed(dealings_of(unit, customer)) if is_here(unit, one.person) and _still_is(one)]
    owners = [(one.person, Hears.owner) for one in known if one.kind is DealingKind.owner]
    team = dict.fromkeys(one.person for one in known if one.kind in ON_THE_TEAM)
    return owners[:1] or [(person, Hears.team) for person in team][:MOST_OF_A_TEAM] or [(one, Hears.admin) for one in admins(unit)[:1]]


def _draw(unit: Unit, subject: str) -> Message | None:
    sign, _, person = subject.partition(":")
    noticed = unit.get(CueNoted, sign)
    if noticed is None:
        return None
    customer = noticed.customer
    is_open = unit.first(select(Departure.id).where(Departure.open_for == customer)) is not None
    if is_open and unit.shown(SIGNS, subject) is None:
        return None
    why = dict(hearers_of(unit, customer)).get(person, Hears.admin if _is_admin(unit, person) else Hears.team)
    recent = tuple(one for one in signs_of(unit, customer) if one.at > noticed.at - SIGNS_WITHIN)
    return signs_card(SignsView(customer_of(unit, customer).name, recent, why, is_open))


CARDS: Mapping[str, Renderer] = {SIGNS: _draw}


def refresh_signs(unit: Unit, customer: str) -> None:
    """Somebody looks after a customer now, or does no more: what was told of their signs says so."""
    signs = cues_of(unit, customer)
    for person, _why in hearers_of(unit, customer) if signs else ():
        for sign in signs:
            if unit.shown(SIGNS, f"{sign.id}:{person}") is not None:
                unit.refresh(SIGNS, f"{sign.id}:{person}")


def _counted(unit: Unit, customer: str) -> list[CueNoted]:
    """What counts of the signs so far: not those from before a departure of theirs ended."""
    ended = select(func.max(Step.at)).join(Departure, Departure.id == Step.departure)
    ended = ended.where(Departure.customer == customer, Step.undone_at.is_(None), Step.after.not_in(OPEN_STAGES))
    since: datetime | None = unit.first(ended)
    return [one for one in cues_of(unit, customer) if since is None or one.at > since]


def _noticed(sign: CueNoted) -> Noticed:
    return Noticed(sign.kind, sign.at)


def _still_is(dealing: Dealing) -> bool:
    return dealing.correction not in (Correction.never, Correction.only_copied)


def _is_admin(unit: Unit, person: str) -> bool:
    return Role.admin in standing(unit, person)
