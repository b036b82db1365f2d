"""The story of the product on one page: which event makes which stage act, and what each stage brings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import bot.checkup.listeners as checkup_from_slack
import bot.colleagues.jobs as colleagues_in_time
import bot.colleagues.listeners as colleagues_from_slack
import bot.customers.listeners as customers_from_slack
import bot.departures.jobs as departures_in_time
import bot.departures.listeners as departures_from_slack
import bot.farewell.jobs as farewell_in_time
import bot.farewell.listeners as farewell_from_slack
import bot.fixes.jobs as fixes_in_time
import bot.fixes.listeners as fixes_from_slack
import bot.folder.jobs as folder_in_time
import bot.folder.listeners as folder_from_slack
import bot.folder.scrubbing as folder_forgets
import bot.home.jobs as home_in_time
import bot.home.listeners as home_from_slack
import bot.importing.jobs as importing_in_time
import bot.importing.listeners as importing_from_slack
import bot.insights.jobs as insights_in_time
import bot.insights.listeners as insights_from_slack
import bot.interviews.jobs as interviews_in_time
import bot.interviews.listeners as interviews_from_slack
import bot.nudges.jobs as nudges_in_time
import bot.nudges.listeners as nudges_from_slack
import bot.privacy.jobs as privacy_in_time
import bot.privacy.listeners as privacy_from_slack
import bot.reasons.listeners as reasons_from_slack
import bot.winback.jobs as winback_in_time
import bot.winback.listeners as winback_from_slack
import bot.workspace.listeners as workspace_from_slack
from bot.colleagues import service as people
from bot.colleagues.events import ColleagueGone, HoursChosen, PeopleRead
from bot.customers import timeline as dealings
from bot.customers.events import ConsentHeard, ContactErased, CustomerDescribed, CustomerErased, NamedAgain, TouchLogged
from bot.departures import service as leaving
from bot.departures import timeline as how_they_left
from bot.departures.events import DepartureLogged, DepartureShared, OwnerNamed, SizeChanged, StageChanged, StepUndone
from bot.farewell import service as parting
from bot.farewell.blocks import template as parting_lists
from bot.fixes import service as fixing
from bot.fixes.events import FixVerified
from bot.folder import service as folding
from bot.folder.service import forgetting, taking_away
from bot.home import service as tab
from bot.importing import service as bringing
from bot.importing.blocks import forms as importing_forms
from bot.insights import service as learning
from bot.interviews import cards as asking_cards
from bot.interviews import service as asking
from bot.interviews import timeline as what_they_said
from bot.interviews.events import FindingsCompleted, InterviewEnded, InterviewHeld, ReaderNamed, WillingnessChosen
from bot.nudges import service as touching
from bot.nudges import timeline as staying_in_touch
from bot.privacy.service import keeping, own
from bot.privacy.service import records as recorded
from bot.slack.door import Door
from bot.winback import service as returning
from bot.winback import timeline as asking_again
from bot.work.deps import Deps
from bot.work.events import Undeliverable
from bot.work.parts import Parts, Reaction
from bot.work.unit import Unit
from bot.workspace import blocks as choices_on_screen
from bot.workspace import service as choices
from bot.workspace.events import ChannelChosen, ChannelLost, ChannelShared, PlaceLost, RhythmChanged, ThreadsChosen
from bot.workspace.installing import saying as access


def _lock_guesses(unit: Unit, event: InterviewHeld) -> None:
    parting.lock_guesses(unit, event.departure)


def _lock_guesses_at_last(unit: Unit, event: InterviewEnded) -> None:
    """Where another of the customer's is still to be heard, there is still something to guess."""
    if not asking.is_still_to_be_heard(unit, event.departure):
        parting.lock_guesses(unit, event.departure)


def _expect_doors(unit: Unit, event: InterviewHeld | FindingsCompleted) -> None:
    touching.expect_doors(unit, event.departure, asking.doors_open_until(unit, event.departure))


def _as_a_move(react: Callable[[Unit, StageChanged], None]) -> Reaction:
    """A step that was taken back is a move back, for those who go by where the departure stands."""

    def follow(unit: Unit, event: StepUndone) -> None:
        react(unit, StageChanged(event.departure, event.before, event.after, event.by))

    return follow


REACTIONS: Mapping[type, Sequence[Reaction]] = {
    DepartureLogged: [
        leaving.ask_when_logged,
        parting.ask_when_logged,
        parting.hand_over_when_logged,
        asking.begin_when_logged,
        touching.begin_when_logged,
        returning.follow_log,
        folding.tell_threads,
    ],
    StageChanged: [
        leaving.ask_when_moved,
        parting.ask_when_moved,
        parting.hand_over_when_moved,
        parting.follow_stage,
        asking.begin_when_left,
        asking.end_unneeded,
        asking.tell_what_came_of_it,
        touching.begin_when_left,
        returning.follow_move,
        fixing.show_moved,
    ],
    StepUndone: [
        leaving.follow_undo,
        *map(
            _as_a_move,
            (
                parting.ask_when_moved,
                parting.hand_over_when_moved,
                parting.follow_stage,
                asking.begin_when_left,
                asking.end_unneeded,
                touching.begin_when_left,
            ),
        ),
        returning.follow_undo,
        fixing.show_moved,
        folding.tell_threads,
    ],
    SizeChanged: [leaving.follow_size, parting.follow_size, asking.follow_size, touching.follow_size],
    InterviewHeld: [_lock_guesses, fixing.link_when_heard, learning.show_findings, _expect_doors],
    InterviewEnded: [_lock_guesses_at_last, asking.forget_unfiled],
    FindingsCompleted: [fixing.link_when_heard, learning.show_more, _expect_doors],
    FixVerified: [fixing.tell_carers, returning.follow_fix],
    ReaderNamed: [asking.follow_reader],
    WillingnessChosen: [tab.show_own],
    HoursChosen: [people.plan_own, tab.show_own],
    DepartureShared: [asking.begin_when_shared, parting.bring_to_thread, folding.tell_threads],
    OwnerNamed: [
        leaving.ask_owner,
        parting.ask_owner,
        asking.replace_owner,
        asking.questions_to_owner,
        asking.contact_to_owner,
        asking.withhold_from_owner,
        parting.bring_to_owner,
    ],
    TouchLogged: [touching.touch_logged, fixing.show_reached],
    CustomerDescribed: [touching.follow_description],
    ConsentHeard: [touching.hear_consent, parting.follow_consent, asking.leave_in_peace, returning.hear_no, fixing.show_reached],
    NamedAgain: [forgetting.tell_of_name],
    CustomerErased: [tab.show_without, bringing.stop_when_erased, keeping.draw_without],
    ContactErased: [bringing.stop_when_erased],
    ColleagueGone: [
        leaving.pass_on_talks,
        leaving.pass_on_promises,
        parting.pass_on,
        asking.replace_gone,
        asking.questions_of_gone,
        touching.take_over,
        touching.seek_successor,
        fixing.pass_on_fixes,
        returning.let_go_of,
        returning.pass_on_care,
        learning.let_go_of,
    ],
    PeopleRead: [people.plan_all, returning.follow_rhythm, learning.follow_days, tab.welcome_installer],
    RhythmChanged: [returning.follow_rhythm, learning.follow_days, tab.follow_steps],
    ThreadsChosen: [folding.follow_choice, folding.plan_night],
    ChannelChosen: [
        people.mirror_chosen,
        leaving.follow_channel,
        tab.show_choice,
        tab.follow_steps,
        parting.bring_to_channel,
        folding.tell_threads,
    ],
    ChannelShared: [taking_away.leave_to_others],
    ChannelLost: [people.forget_lost, leaving.leave_channel, tab.tell_of_loss, tab.follow_steps, parting.bring_back],
    PlaceLost: [tab.tell_of_place],
    Undeliverable: [
        leaving.rescue_card,
        choices.notice_undeliverable,
        asking.pass_on_undelivered,
        parting.bring_elsewhere,
    ],
}
"""What happened, and who acts on it, in this order, in the same transaction."""

COMMANDS = (
    *departures_from_slack.COMMANDS,
    *parting_lists.COMMANDS,
    *reasons_from_slack.COMMANDS,
    *customers_from_slack.COMMANDS,
    *folder_from_slack.COMMANDS,
    *nudges_from_slack.COMMANDS,
    *fixes_from_slack.COMMANDS,
    *winback_from_slack.COMMANDS,
    *importing_forms.COMMANDS,
    *insights_from_slack.COMMANDS,
    *choices_on_screen.COMMANDS,
    *privacy_from_slack.COMMANDS,
)
"""The words of the command, as help lists them."""


def parts() -> Parts:
    """What the stages bring to the work."""
    return Parts(
        reactions=REACTIONS,
        cards={
            **people.CARDS,
            **leaving.CARDS,
            **parting.CARDS,
            **asking_cards.CARDS,
            **touching.CARDS,
            **fixing.CARDS,
            **returning.CARDS,
            **learning.CARDS,
            **bringing.CARDS,
            **tab.CARDS,
            **access.CARDS,
            **keeping.CARDS,
        },
        handlers={
            **colleagues_in_time.HANDLERS,
            **departures_in_time.HANDLERS,
            **farewell_in_time.HANDLERS,
            **interviews_in_time.HANDLERS,
            **nudges_in_time.HANDLERS,
            **fixes_in_time.HANDLERS,
            **winback_in_time.HANDLERS,
            **insights_in_time.HANDLERS,
            **folder_in_time.HANDLERS,
            **home_in_time.HANDLERS,
            **folder_forgets.HANDLERS,
            **importing_in_time.HANDLERS,
            **privacy_in_time.HANDLERS,
        },
        card_lines=[leaving.talk_lines, parting.card_lines, asking.card_lines, touching.card_lines, returning.card_lines],
        roles_in=[asking.roles_in, touching.roles_in, returning.roles_in],
        granted=[asking.granted, touching.granted, returning.granted],
        standing=people.standing,
        may_be_told=people.may_be_told,
        prompt=people.join_brief,
        ask=people.ask_soon,
        note=people.join_note,
        called=people.name_of,
        on_time=people.take_for_appointment,
        changed=people.follow_cards,
        left=people.leave_brief,
        appointments=[asking.appointment_ahead],
        same_day=returning.SAME_DAY,
        good_for=people.GOOD_FOR,
        repeats={**leaving.REPEATS, **parting.REPEATS, **fixing.REPEATS, **learning.REPEATS},
        keep_up=tab.keep_up,
        duties=[
            leaving.talk_duties,
            leaving.promise_duties,
            parting.duties,
            asking.duties,
            touching.duties,
            fixing.duties,
            returning.duties,
        ],
        ahead=[leaving.promises_ahead, leaving.talks_ahead, parting.handover_ahead, touching.ahead, fixing.ahead, returning.ahead],
        ways=[parting.ways, asking.ways, asking.another_way, learning.said_way, folding.ways],
        troubled=[asking.troubled],
        timeline=[
            dealings.timeline,
            how_they_left.timeline,
            parting.timeline,
            what_they_said.timeline,
            staying_in_touch.timeline,
            fixing.timeline,
            asking_again.timeline,
            folding.kept_entries,
        ],
        in_peace=[returning.in_peace],
        why_left=asking.why_left,
        files={**folding.FILES, **bringing.FILES, **touching.FILES, **recorded.FILES, **own.FILES},
        letters=returning.LETTERS,
    )


def register(door: Door, deps: Deps) -> None:
    """Let every stage listen."""
    departures_from_slack.register(door, deps, COMMANDS)
    for stage in (
        checkup_from_slack,
        colleagues_from_slack,
        workspace_from_slack,
        reasons_from_slack,
        customers_from_slack,
        farewell_from_slack,
        interviews_from_slack,
        insights_from_slack,
        nudges_from_slack,
        fixes_from_slack,
        winback_from_slack,
        folder_from_slack,
        importing_from_slack,
        privacy_from_slack,
        home_from_slack,
    ):
        stage.register(door, deps)


async def begin(deps: Deps, team: str) -> None:
    """What is planned for a workspace whenever the bot starts."""
    await deps.unit(team, _plan)


def _plan(unit: Unit) -> None:
    people.plan_nightly(unit)
    people.plan_all(unit)
    returning.plan_digest(unit)
    learning.plan_look(unit)
    learning.plan_report(unit)
    learning.plan_asking(unit)
    folding.plan_reading(unit)
    keeping.plan_night(unit)
