"""Customers of the demo's firm who left and were heard, and what is changed because of them."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.customers.values import Consent
from bot.fixes.service import make_fix, open_fix
from bot.fixes.values import FixForm, FixView
from bot.interviews.events import InterviewHeld
from bot.interviews.models import Finding
from bot.interviews.service import interview_of
from bot.interviews.values import InterviewState, Source
from bot.sandbox.records import Message
from bot.work.unit import Unit
from tests.interviews.support import ACME, Story, opens_in_brief

OWED = "A credit note for the crushed boxes"
WHAT = "Every parcel is checked twice"
DUE = date(2026, 3, 16)


async def heard(
    story: Story, customer: str = ACME, *, reason: str = "quality", owed: str | None = OWED, **more: object
) -> str:
    """A customer left, and a colleague heard why; the departure's id."""
    departure = await story.loses(customer, **more)  # type: ignore[arg-type] # whatever the form takes
    await story.unit(hear, departure, story.world.id_of("ruth"), reason, owed)
    await story.settles()
    return departure


def hear(unit: Unit, departure: str, by: str, reason: str, owed: str | None = None) -> None:
    """What was said is filed."""
    interview = interview_of(unit, departure)
    assert interview is not None
    interview.state, interview.held_at = InterviewState.held, unit.now
    unit.cancel(interview.id)
    finding = Finding(
        interview=interview.id, filed_by=by, filed_at=unit.now, said="The boxes came crushed.", reason=reason
    )
    finding.consent, finding.source, finding.more_reasons, finding.fix_owed = Consent.yes, Source.said, [], owed
    unit.add(finding)
    unit.session.flush()
    unit.tell(InterviewHeld(interview.id, departure))


async def makes(
    story: Story, departure: str | None, *, by: str = "maya", owner: str = "theo", everyone: bool = True, **more: object
) -> str:
    """Somebody wants something changed; the fix's id."""
    answers: dict[str, object] = {"what": WHAT, "reason": "quality", "due": DUE} | more
    form = FixForm(everyone=everyone, owner=story.world.id_of(owner), departure=departure, **answers)  # type: ignore[arg-type]
    made = await story.unit(make_fix, story.world.id_of(by), form)
    assert isinstance(made, str), made
    await story.settles()
    return made


async def seen(story: Story, handle: str, fix: str) -> FixView | None:
    """What somebody sees of it."""
    return await story.unit(open_fix, story.world.id_of(handle), fix)


async def card(story: Story, handle: str, words: str) -> Message:
    """What somebody hears with these words, opened out of their brief if need be."""
    actor = story.world.person(handle)
    newest = actor.dm[-1] if actor.dm else None
    if newest is not None and "wait for you" in newest.text and words in newest.text:
        await opens_in_brief(actor, words)
        await story.settles()
    return actor.newest(words)


async def at_nine(story: Story, day: date) -> None:
    """The morning of that day has come in New York, and all briefs are out."""
    then = datetime(day.year, day.month, day.day, 9, 30, tzinfo=ZoneInfo("America/New_York"))
    await story.world.clock.advance(seconds=(then - story.world.clock.now()).total_seconds())
