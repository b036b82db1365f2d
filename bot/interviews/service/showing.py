"""What the departure's card says of the interview, and who may see the departure for its sake."""

from __future__ import annotations

from collections.abc import Sequence

from bot.colleagues.service import name_of
from bot.departures.service import need_departure, responsible
from bot.interviews import blocks
from bot.interviews.service.records import interview_of, standing_request
from bot.interviews.values import TAKEN, InterviewState
from bot.work.unit import Unit
from bot.workspace.roles import Role


def card_lines(unit: Unit, departure_id: str) -> Sequence[str]:
    """What the departure's card says of the interview: who calls them, or that it was held; never who was asked."""
    interview = interview_of(unit, departure_id)
    if interview is None:
        return ()
    person = interview.interviewer
    if interview.state is InterviewState.nobody:
        person = responsible(need_departure(unit, departure_id))
    line = blocks.card_line(
        interview.state,
        name=name_of(unit, person) if person else "",
        appointment=interview.appointment,
        held_at=interview.held_at,
        end=interview.end,
    )
    return (line,) if line else ()


def roles_in(unit: Unit, departure_id: str, person: str) -> frozenset[Role]:
    """The interviewer for the time of the interview, and whoever is being asked."""
    interview = interview_of(unit, departure_id)
    if interview is None:
        return frozenset()
    if interview.state in TAKEN and interview.interviewer == person:
        return frozenset({Role.interviewer})
    if interview.state is InterviewState.asked:
        request = standing_request(unit, interview)
        return frozenset({Role.asked}) if request and request.person == person else frozenset()
    return frozenset()
