"""Wherever reasons are counted or read, they are those of the workspace: counted as they count today, read as they were said."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from sqlalchemy import event, select

from bot.customers.models import Customer
from bot.demo.gallery.forms import form
from bot.departures.models import Departure
from bot.farewell.blocks import parse_guess
from bot.folder.service import folder_of
from bot.insights.service import agreement_of, reasons_for
from bot.insights.values import Agreement
from bot.interviews.blocks import findings_form, ids, read_step
from bot.interviews.values import Source
from bot.interviews.values.heard import FindingsView, Step
from bot.reasons.service import change_reason, reasons_of
from bot.reasons.values import BY_CODE, DEFAULT_REASONS, OTHER, Taxonomy
from bot.reasons.values.changing import Fate, Outcome, ReasonForm
from bot.winback.blocks import parse_amber
from bot.winback.service.opportunities import opportunities
from bot.winback.values import Cure
from bot.work.unit import Unit
from tests.insights.test_counting import Past, happened
from tests.interviews.support import Story
from tests.interviews.test_filing import ABOUT, as_it_stands


def counted(unit: Unit) -> Counter[str]:
    return reasons_for(unit, list(unit.all(select(Departure.id))))


async def changed(story: Story, code: str, **to: object) -> None:
    """Grace changes a reason."""
    one = BY_CODE[code]
    filled = ReasonForm(one.called(), one.meant(), one.controllable, one.curable, one.feedback)
    came = await story.unit(change_reason, story.world.id_of("grace"), code, replace(filled, **to))
    assert came is Outcome.done


async def test_a_merged_reason_is_counted_anew_under_its_new_name_and_no_count_is_lost(story: Story) -> None:
    await happened(
        story, *[Past(guessed="budget", found="price", frank="budget") for _ in range(6)], *[Past(found="budget")] * 4
    )
    before = await story.unit(counted)

    await changed(story, "budget", fate=Fate.merged, into="price")

    after = await story.unit(counted)
    assert (before, after) == (Counter(price=6, budget=10), Counter(price=10))
    await changed(story, "budget")
    assert await story.unit(counted) == before


async def test_guesses_agree_with_what_counts_as_the_same(story: Story) -> None:
    await happened(story, *[Past(guessed="budget", found="price")] * 10)
    assert await story.unit(agreement_of) == Agreement(0, 10)

    await changed(story, "budget", fate=Fate.merged, into="price")

    assert await story.unit(agreement_of) == Agreement(10, 10)


async def test_a_folder_keeps_the_words_in_which_it_was_said(story: Story) -> None:
    await happened(story, Past(found="price", held_after=10), Past(found="budget", held_after=10))
    await changed(story, "price", words="the bill")
    await changed(story, "budget", fate=Fate.merged, into="price")
    grace = story.world.id_of("grace")

    def read(unit: Unit) -> list[tuple[str, str]]:
        views = [folder_of(unit, grace, one) for one in sorted(unit.all(select(Customer.id)))]
        return [
            (view.facts.reasons[0], line.entry.what)
            for view in views
            if view is not None
            for line in view.lines
            if line.entry.kind == "finding"
        ]

    told = await story.unit(read)

    assert [reason for reason, _what in told] == ["price", "their budget was cut"]
    assert [reason in what for reason, what in told] == [True, True]


@pytest.mark.slow
async def test_whom_to_ask_again_goes_by_what_the_workspace_says_of_the_reason(story: Story) -> None:
    """And the reasons are read once, however many left."""
    await happened(story, *[Past(found="no_need", held_after=10)] * 5)
    await story.world.clock.advance(days=60)

    def cures(unit: Unit) -> tuple[set[Cure], int]:
        asked: list[str] = []
        event.listen(unit.session, "do_orm_execute", lambda state: asked.append(str(state.statement)))
        found = {one.signals.cure for one in opportunities(unit)}
        assert reasons_of(unit) is reasons_of(unit)
        return found, sum("FROM reasons" in one for one in asked)

    assert await story.unit(cures) == ({Cure.never}, 1)

    await changed(story, "no_need", controllable=True, curable=True)

    assert await story.unit(cures) == ({Cure.by_us}, 1)


@pytest.mark.parametrize("step", [Step.three, Step.around, Step.aside])
def test_what_was_begun_keeps_a_reason_that_was_taken_off_the_list_meanwhile(step: Step) -> None:
    gone = tuple(replace(one, archived=one.code == "price") for one in DEFAULT_REASONS)
    answers = {ids.REASON: "price", ids.MORE_REASONS: ["price"], ids.FRANK_REASON: "price"}

    view = FindingsView(ABOUT, step, answers, Source.said, reasons=Taxonomy(gone))
    kept = read_step(step, as_it_stands(findings_form(view)))

    asked = {name: value for name, value in kept.items() if name in answers}
    assert asked
    assert all(answers[name] == value for name, value in asked.items())


@pytest.mark.parametrize("said", [{"reason": OTHER}, {"cause_gone": "yes", "new_cause": OTHER}])
def test_something_else_demands_a_sentence(said: dict[str, str]) -> None:
    parse = parse_guess if "reason" in said else parse_amber

    assert isinstance(parse(form(**said)), dict)
    assert not isinstance(parse(form(**said, words="They moved.", note="They moved.")), dict)
