"""Filling in what a customer said or wrote, page by page: each is kept as it is left, and nothing counts before it is filed."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from bot.colleagues.service import name_of
from bot.departures.service import roles_in
from bot.interviews import blocks
from bot.interviews.events import InterviewEnded
from bot.interviews.models import Draft, Finding, Interview, InterviewPrompt
from bot.interviews.service.findings import (
    complete_findings,
    draft_of,
    file_findings,
    finding_of,
    forget_drafts,
    quotes_of,
    what_else,
)
from bot.interviews.service.frank import frank_note_of, frank_reader_of
from bot.interviews.service.holding import held_by
from bot.interviews.service.records import CARD_FOR, about, changed
from bot.interviews.service.writing import file_answers
from bot.interviews.values import OVER, InterviewState, Obstacle, Source
from bot.interviews.values.heard import (
    Answers,
    Findings,
    FindingsView,
    FrankForm,
    Place,
    QuoteForm,
    Step,
    Unready,
)
from bot.reasons.service import reasons_of
from bot.work.models import Gesture
from bot.work.unit import Unit
from bot.work.values import Duty
from bot.workspace.roles import Deed, may

SOURCE = "source"
"""Beside the answers, a draft remembers whether they said it or wrote it."""


def open_findings(unit: Unit, person: str, interview_id: str, source: Source = Source.said) -> FindingsView | Obstacle:
    """The form, where it was left, with everything filled in; of findings that are filed, what can be added."""
    interview = _fillable(unit, person, interview_id)
    if isinstance(interview, Obstacle):
        return interview
    finding, draft = finding_of(unit, interview_id), draft_of(unit, interview_id, person)
    if draft is not None:
        return _view(unit, interview, person, _source_of(draft), Step(draft.step))
    return _view(unit, interview, person, source, Step.around if finding else Step.three)


def turn_page(
    unit: Unit, person: str, place: Place, answers: Answers, to: Step, gesture: str
) -> FindingsView | Obstacle:
    """Another page: what is on this one is kept, once for each `gesture`."""
    interview = _at(unit, person, place)
    if isinstance(interview, Obstacle):
        return interview
    if unit.saw(gesture):
        _keep_draft(unit, interview, person, place, answers, to)
    return _view(unit, interview, person, place.source, to)


def file_page(
    unit: Unit, person: str, place: Place, answers: Answers, gesture: str
) -> FindingsView | Unready | Obstacle | None:
    """All of it is filed, once for each `gesture`. Where something is missing it is kept all the same, and shown:
    here (`Unready`), or on the page where it is missing.
    """
    interview = _at(unit, person, place)
    if unit.get(Gesture, gesture) is not None:
        return None
    if isinstance(interview, Obstacle):
        return interview
    found = blocks.parse_findings({**_answers(unit, interview, person), **answers})
    if isinstance(found, Unready):
        _keep_draft(unit, interview, person, place, answers, found.step)
        here = found.step is place.step
        told = tuple(found.sentences.values())
        return found if here else _view(unit, interview, person, place.source, found.step, told)
    unit.saw(gesture)
    finding = finding_of(unit, interview.id)
    if finding is not None:
        complete_findings(unit, interview, finding, found)
        return None
    file = file_answers if place.source is Source.wrote else file_findings
    return file(unit, person, interview.id, found)


def draft_duties(unit: Unit, person: str) -> Sequence[Duty]:
    """What somebody has begun to fill in, and can still file."""
    drafts = unit.all(select(Draft).where(Draft.author == person).order_by(Draft.saved_at))
    found = ((one, _fillable(unit, person, one.interview)) for one in drafts)
    return [
        blocks.resume_duty(about(unit, interview, person), _source_of(draft))
        for draft, interview in found
        if isinstance(interview, Interview)
    ]


def forget_unfiled(unit: Unit, event: InterviewEnded) -> None:
    """Nothing came of the interview: what anybody had begun to fill in is not kept."""
    forget_drafts(unit, event.interview)


def _fillable(unit: Unit, person: str, interview_id: str) -> Interview | Obstacle:
    """The interview, if this person may file what came of it, or has filed it."""
    interview = unit.need(Interview, interview_id)
    finding = finding_of(unit, interview_id)
    if finding is not None:
        return interview if finding.filed_by == person else Obstacle.answered
    if interview.state is InterviewState.writing:
        return (
            interview if may(Deed.send_questions, roles_in(unit, person, interview.departure)) else Obstacle.not_yours
        )
    return held_by(unit, person, interview_id) if interview.state not in OVER else Obstacle.over


def _at(unit: Unit, person: str, place: Place) -> Interview | Obstacle:
    """The same, for a form that was opened before: if it has been filed since, this one comes too late."""
    interview = _fillable(unit, person, place.interview)
    if isinstance(interview, Obstacle):
        return interview
    is_filed = finding_of(unit, place.interview) is not None
    return interview if is_filed == place.completes else Obstacle.answered


def _view(
    unit: Unit, interview: Interview, person: str, source: Source, step: Step, told: tuple[str, ...] = ()
) -> FindingsView:
    reader, finding = frank_reader_of(unit, interview.departure), finding_of(unit, interview.id)
    return FindingsView(
        about=about(unit, interview, person),
        step=step,
        answers=_answers(unit, interview, person),
        source=finding.source if finding else source,
        completes=finding is not None,
        reader=name_of(unit, reader) if reader and reader != person else None,
        told=told,
        reasons=reasons_of(unit),
    )


def _answers(unit: Unit, interview: Interview, person: str) -> Answers:
    """What was filed, and over it what was filled in since."""
    finding, draft = finding_of(unit, interview.id), draft_of(unit, interview.id, person)
    filed = blocks.answers_from(_filed(unit, finding)) if finding else {}
    return {**filed, **(draft.answers if draft else {})}


def _filed(unit: Unit, finding: Finding) -> Findings:
    note = frank_note_of(unit, finding.interview)
    return Findings(
        said=finding.said,
        reason=finding.reason,
        consent=finding.consent,
        more_reasons=tuple(finding.more_reasons),
        quotes=tuple(QuoteForm(one.words, one.permission) for one in quotes_of(unit, finding)),
        **what_else(finding),
        frank=FrankForm(note.words, note.reason) if note else None,
    )


def _keep_draft(unit: Unit, interview: Interview, person: str, place: Place, answers: Answers, step: Step) -> None:
    kept = {**answers, SOURCE: place.source.value}
    draft = draft_of(unit, interview.id, person)
    if draft is None:
        unit.add(Draft(interview=interview.id, author=person, step=int(step), answers=kept, saved_at=unit.now))
        _show_that_it_waits(unit, interview)
        return
    draft.answers, draft.step, draft.saved_at = {**draft.answers, **kept}, int(step), unit.now
    unit.session.flush()


def _show_that_it_waits(unit: Unit, interview: Interview) -> None:
    """Where the messages said "Done" they say "Resume" now."""
    changed(unit, interview)
    its = InterviewPrompt.interview == interview.id, InterviewPrompt.answer.is_(None)
    for prompt in unit.all(select(InterviewPrompt).where(*its)):
        unit.refresh(CARD_FOR[prompt.kind], prompt.id)


def _source_of(draft: Draft) -> Source:
    return Source(draft.answers[SOURCE])
