"""What in a folder points to a way back, and the words to begin with."""

from __future__ import annotations

from sqlalchemy import func, select

from bot.colleagues.service import name_of, standing
from bot.customers.rules import name_in
from bot.departures.models import Departure
from bot.departures.service import facts_of, need_departure
from bot.departures.service.access import on_team
from bot.farewell.models import Apology
from bot.farewell.values.letters import ApologyState
from bot.reasons.service import reasons_of
from bot.winback.blocks import ways as blocks
from bot.winback.models import Ask, Launch
from bot.winback.rules import cure_of, proposals
from bot.winback.service.opportunities import found_reason
from bot.winback.service.ways import still_news, way_in
from bot.winback.values import MADE, WayIn
from bot.winback.ways import AskLetter, Hints, Proposal
from bot.work.unit import Unit
from bot.workspace.roles import Role

PUT_RIGHT = (ApologyState.fixed, ApologyState.told)


def letter_of(unit: Unit, ask: Ask) -> AskLetter:
    """The words to begin with: those that somebody wrote for this customer, else what the folder proposes."""
    hints = hints_of(unit, ask)
    proposal = proposal_for(unit, ask, hints)
    facts = facts_of(unit, ask.departure)
    letter = blocks.letter(proposal, hints, name_in(facts.contact_words) or facts.customer, name_of(unit, ask.by))
    return AskLetter(proposal, blocks.with_words(letter, ask.text), is_own=ask.text is not None, hints=hints)


def proposal_for(unit: Unit, ask: Ask, hints: Hints) -> Proposal:
    """The way back that was chosen for this ask; else news where there is some, and the next one after each ask before."""
    found = proposals(hints)
    chosen = next((one for one in found if one.way is ask.way), None)
    if chosen is not None:
        return chosen
    return found[0] if hints.news else found[_asked_before(unit, ask) % len(found)]


def next_proposal(unit: Unit, ask: Ask) -> Proposal:
    """The way back that is proposed after the one that is now."""
    hints = hints_of(unit, ask)
    found, now = proposals(hints), proposal_for(unit, ask, hints)
    return found[(found.index(now) + 1) % len(found)]


def hints_of(unit: Unit, ask: Ask) -> Hints:
    """What the folder holds that points to a way back."""
    departure, reasons = need_departure(unit, ask.departure), reasons_of(unit)
    reason = found_reason(unit, departure.id)
    return Hints(
        news=_news(unit, ask),
        changed=_put_right(unit, departure.id),
        owner_gone=_owner_gone(unit, departure),
        new_face=ask.by not in (departure.owner, departure.logged_by) and not on_team(unit, ask.customer, ask.by),
        reason=reason,
        reason_words=reasons.words(reason) if reason else None,
        cure=cure_of(reason, reasons),
    )


def _news(unit: Unit, ask: Ask) -> WayIn | None:
    launch = unit.get(Launch, ask.launch)
    return way_in(launch) if launch is not None and still_news(unit, [launch]) else None


def _put_right(unit: Unit, departure: str) -> str | None:
    """What went wrong for them, for which we said sorry, and which is changed by now."""
    theirs = Apology.departure == departure, Apology.state.in_(PUT_RIGHT)
    return unit.first(select(Apology.what).where(*theirs).order_by(Apology.fixed_at.desc(), Apology.id.desc()))


def _owner_gone(unit: Unit, departure: Departure) -> bool:
    return departure.owner is not None and Role.member not in standing(unit, departure.owner)


def _asked_before(unit: Unit, ask: Ask) -> int:
    made = Ask.customer == ask.customer, Ask.state.in_(MADE), Ask.id < ask.id
    return unit.first(select(func.count()).select_from(Ask).where(*made)) or 0
