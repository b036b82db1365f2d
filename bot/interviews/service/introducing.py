"""So that nobody phones a stranger cold: whoever looks after the customer announces the call and says whom to phone."""

from __future__ import annotations

from sqlalchemy import select

from bot.colleagues.service import leave_brief, name_of
from bot.customers.service import add_contact
from bot.departures.events import OwnerNamed
from bot.departures.service import carer_of, facts_of, need_departure, roles_in
from bot.interviews import blocks
from bot.interviews.models import Interview, Try
from bot.interviews.service.records import (
    CONTACT_CARD,
    CONTACT_PASSED_ON,
    WRONG_CONTACT_CARD,
    changed,
    contact_of,
    interviews_of,
    wrong_contact_subject,
)
from bot.interviews.values import OVER, TAKEN, ContactForm, ContactView, InterviewState, Obstacle, TryAnswer
from bot.work.unit import Unit
from bot.workspace.roles import Deed, may
from bot.workspace.service import record


def ask_to_announce(unit: Unit, interview: Interview) -> None:
    """Somebody is looked for to call the customer: whoever looks after them is asked, once, to announce it."""
    if interview.contact_asked_of is not None:
        return
    interview.contact_asked_of = carer_of(unit, need_departure(unit, interview.departure))
    interview.contact_asked_at = unit.now
    unit.session.flush()
    unit.prompt(interview.contact_asked_of, CONTACT_CARD, interview.id)


def ask_for_better_contact(unit: Unit, interview: Interview) -> None:
    """Nobody of theirs is reached where it says: whoever looks after them is asked for better."""
    interview.contact_wrong_at = unit.now
    interview.contact_asked_of = carer_of(unit, need_departure(unit, interview.departure))
    unit.session.flush()
    unit.prompt(interview.contact_asked_of, WRONG_CONTACT_CARD, wrong_contact_subject(unit, interview))


def contact_view(unit: Unit, interview: Interview) -> ContactView:
    """What whoever is to announce the call sees."""
    departure = facts_of(unit, interview.departure)
    asked = interview.contact_asked_of or departure.responsible
    contact = contact_of(unit, interview)
    caller = interview.interviewer if interview.state in TAKEN else None
    return ContactView(
        interview=interview.id,
        customer=departure.customer,
        asked_name=name_of(unit, asked),
        is_owner=departure.owner == asked,
        contact=contact.words if contact else None,
        email=contact.email if contact else None,
        introduced_at=interview.introduced_at,
        interviewer_name=interview.outsider or (name_of(unit, caller) if caller else None),
        is_wrong=interview.contact_wrong_at is not None,
        is_over=interview.state in (*OVER, InterviewState.writing),
        sought_by=interview.outsider or _last_to_find_nobody(unit, interview),
    )


def _last_to_find_nobody(unit: Unit, interview: Interview) -> str | None:
    """They may have handed over since; it was still they who found nobody."""
    wrong = Try.interview == interview.id, Try.answer == TryAnswer.wrong
    by = unit.first(select(Try.by).where(*wrong).order_by(Try.at.desc(), Try.id.desc()))
    return name_of(unit, by) if by else None


def open_contact(unit: Unit, person: str, interview_id: str) -> ContactView | Obstacle:
    """What the form is written from that asks whom to phone."""
    interview = _announced_by(unit, person, interview_id)
    return interview if isinstance(interview, Obstacle) else contact_view(unit, interview)


def announced(unit: Unit, person: str, interview_id: str) -> Obstacle | None:
    """The call was announced: whoever holds the interview sees it in their guide."""
    interview = _announced_by(unit, person, interview_id)
    if isinstance(interview, Obstacle):
        return interview
    if interview.introduced_at is not None:
        return Obstacle.answered
    interview.introduced_at = unit.now
    record(unit, person, "interview.announced", interview.id)
    changed(unit, interview)
    return None


def name_contact(unit: Unit, person: str, interview_id: str, form: ContactForm) -> Obstacle | None:
    """Whom to phone is known, or known better: the interviewer's guide says so, and they hear of it if they wait for it."""
    interview = _announced_by(unit, person, interview_id)
    if isinstance(interview, Obstacle):
        return interview
    departure = need_departure(unit, interview.departure)
    kept = add_contact(unit, departure.customer, form.words, added_by=person)
    unit.session.flush()
    if interview.number == 1:
        departure.contact = kept.id
    else:
        interview.contact = kept.id
    waited_for = interview.contact_wrong_at is not None
    interview.contact_wrong_at = None
    record(unit, person, "interview.contact_named", interview.id)
    if waited_for and interview.state in TAKEN and interview.interviewer:
        told = blocks.better_contact_note(contact_view(unit, interview))
        unit.say(told, to=interview.interviewer, key=f"better_contact:{interview.id}:{kept.id}")
    changed(unit, interview)
    return None


def contact_to_owner(unit: Unit, event: OwnerNamed) -> None:
    """It turns out whose customer it was: announcing the call is theirs from now on."""
    for interview in interviews_of(unit, event.departure):
        if interview.contact_asked_of not in (None, event.owner):
            _announce_instead(unit, interview, event.owner)


def to_announce(unit: Unit, person: str) -> list[ContactView]:
    """The calls that somebody is to announce, or to name a better contact for, the longest waiting first."""
    query = select(Interview).where(Interview.contact_asked_of == person).order_by(Interview.contact_asked_at)
    views = (contact_view(unit, one) for one in unit.all(query))
    return [one for one in views if not one.is_over and (one.is_wrong or one.introduced_at is None)]


def _announce_instead(unit: Unit, interview: Interview, owner: str) -> None:
    before = interview.contact_asked_of or ""
    interview.contact_asked_of = owner
    unit.session.flush()
    wrong = wrong_contact_subject(unit, interview)
    for card, subject in ((CONTACT_CARD, interview.id), (WRONG_CONTACT_CARD, wrong)):
        leave_brief(unit, before, card, subject)
        unit.recast(card, subject, to=before, into=CONTACT_PASSED_ON)
    if interview.state in OVER or interview.state is InterviewState.writing:
        return
    if interview.contact_wrong_at is not None:
        unit.prompt(owner, WRONG_CONTACT_CARD, wrong)
    elif interview.introduced_at is None:
        unit.prompt(owner, CONTACT_CARD, interview.id)


def _announced_by(unit: Unit, person: str, interview_id: str) -> Interview | Obstacle:
    interview = unit.need(Interview, interview_id)
    if not may(Deed.announce_call, roles_in(unit, person, interview.departure)):
        return Obstacle.not_yours
    return Obstacle.over if interview.state in (*OVER, InterviewState.writing) else interview
