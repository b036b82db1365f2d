"""Samples: the Home tab."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.colleagues.blocks import for_colleagues_only
from bot.demo.gallery.cast import ACME_CHANNEL, DEPARTURES, MAYA, NOW, TODAY
from bot.demo.gallery.colleagues import HOURS, PART_TIME
from bot.demo.gallery.departures import LOST, NONE_LOST
from bot.demo.gallery.findings import DUTIES as BEGUN
from bot.demo.gallery.handover import MOULDS
from bot.demo.gallery.insights import AGREED, SCORED
from bot.demo.gallery.interviews import DUTIES as CALLS
from bot.demo.gallery.sample import replied, shown
from bot.demo.gallery.worries import PROMISE
from bot.departures.blocks.promises import promise_duty
from bot.departures.blocks.talks import talk_ahead
from bot.departures.values import LostList
from bot.farewell.blocks import duty_line, thing_ahead
from bot.home import blocks
from bot.home.blocks import practice
from bot.home.values import AheadView, HomeView, Inbox, Picture, Pretence, Step, Steps
from bot.insights.values import Match
from bot.interviews.blocks import group_trouble
from bot.interviews.values import WillingView
from bot.interviews.values.heard import ReaderChoice
from bot.nudges.blocks import ahead_line
from bot.reasons.values import DEFAULT_REASONS, Taxonomy
from bot.winback.blocks import list_stands, nothing_new
from bot.work.values import Troubles, Upcoming
from bot.workspace.values import Asking, Choices, Choosing, Hearing, Keeping, Pool, Unanswered

_BEGIN = Steps((), None, None, Pool.everybody, 0, 10)
_CHANNEL_DONE = Steps((Step.channel,), DEPARTURES, None, Pool.everybody, 0, 10)
_ALL_DONE = Steps(tuple(Step), DEPARTURES, ACME_CHANNEL, Pool.people, 2, 9)
_CHOSEN = Choosing(
    Choices(None, show_amounts=False, country=None),
    Hearing(None, (), False, 0, 10, None),
    Unanswered.check_in_once,
    Asking(Pool.everybody, (), None, 2, 3),
    Keeping(0, 0, 0, 0),
    may_choose_channel=True,
    may_change_settings=True,
)
_REASONS = Taxonomy(DEFAULT_REASONS)
_PRETENCE = Pretence(
    0, MAYA, "Maya Okafor", NOW, TODAY, "America/New_York", "price", "small things added up", Match.different
)
_FIRST = HomeView(
    hours=HOURS, inbox=Inbox(), own=NONE_LOST, others=NONE_LOST, channel=None, may_choose_channel=True, is_new=True
)
_BUSY = HomeView(
    hours=HOURS,
    inbox=Inbox(BEGUN, (), (duty_line("Acme Bakeries"), *(line for words in CALLS for line in words.lines())), (), 3),
    own=LostList(LOST.rows[:1], 0),
    others=LOST,
    picture=Picture(14, 3),
    channel=DEPARTURES,
    may_choose_channel=False,
)
_MANY = HomeView(
    hours=replace(HOURS, chosen=PART_TIME),
    inbox=Inbox(
        (),
        (Upcoming(NOW - timedelta(days=1), promise_duty(PROMISE)),),
        tuple(duty_line(f"Customer {number}") for number in range(1, 14)),
        (Upcoming(NOW + timedelta(days=3), talk_ahead("Acme Bakeries")),),
    ),
    own=NONE_LOST,
    others=LostList(LOST.rows[:1], 1),
    picture=Picture(1, 0),
    channel=DEPARTURES,
    may_choose_channel=False,
    keeps_threads=True,
    heard=(*SCORED.lines(), *AGREED.lines()),
    again=list_stands(DEPARTURES, TODAY, TODAY + timedelta(days=7)),
)
_CLOSED = for_colleagues_only("Fernhill")

_TROUBLED = HomeView(
    hours=HOURS,
    inbox=Inbox(),
    own=NONE_LOST,
    others=NONE_LOST,
    steps=_CHANNEL_DONE,
    channel=DEPARTURES,
    may_choose_channel=False,
    may_change_settings=True,
    reader=ReaderChoice(None, None),
    troubles=Troubles(
        {
            "is_archived": 2,
            "channel_not_found": 1,
            "not_in_channel": 1,
            "user_not_found": 1,
            "missing_scope": 3,
            "unknown": 1,
            "not_sent": 1,
            "its thread failed": 1,
            "restricted_action": 1,
        },
        failed=1,
        resting="token_revoked",
    ),
    troubled=(group_trouble(),),
)
_WILLING = HomeView(
    hours=HOURS,
    again=nothing_new(TODAY - timedelta(days=35), TODAY + timedelta(days=7)),
    inbox=Inbox(),
    own=NONE_LOST,
    others=NONE_LOST,
    channel=DEPARTURES,
    may_choose_channel=False,
    willing=WillingView(False, None, TODAY),
)

_SOON = (
    Upcoming(NOW + timedelta(days=1), promise_duty(PROMISE)),
    Upcoming(NOW + timedelta(days=3), talk_ahead("Acme Bakeries")),
    Upcoming(NOW + timedelta(days=5), thing_ahead("Acme Bakeries", MOULDS)),
)
_LATER = (
    Upcoming(NOW + timedelta(days=60), ahead_line("Harbor & Sons", doors=False)),
    Upcoming(NOW + timedelta(days=80), ahead_line("Harbor & Sons", doors=True)),
)
SAMPLES = (
    shown("nothing is ahead", blocks.ahead_view, AheadView((), (), ()), about="ahead"),
    shown("much is ahead", blocks.ahead_view, AheadView(_SOON[:1], _SOON[1:], _LATER * 16), about="ahead"),
    shown("whoever installed us is no admin", blocks.installer_card, ("Grace Lindqvist",), None, about="Porchlight is here"),
    shown("the same, a channel is chosen", blocks.installer_card, (), DEPARTURES, about="Porchlight is here"),
    shown("some people hear the list, too", blocks.steps_card, replace(_ALL_DONE, digest_people=2), about="is here"),
    shown("they alone hear it", blocks.steps_card, replace(_ALL_DONE, digest_people=1, people_alone=True), about="is here"),
    shown("the first steps", blocks.steps_card, _BEGIN, about="Three short steps"),
    shown("the first steps, one is done", blocks.steps_card, _CHANNEL_DONE, about="Three short steps"),
    shown("the first steps, all are done", blocks.steps_card, _ALL_DONE, about="Porchlight is here"),
    *(shown(f"the first steps: {step.value}", blocks.step_view, step, _CHOSEN, about="") for step in Step),
    shown("the first steps are taken", blocks.all_done_view, _ALL_DONE, about="And now?"),
    shown("a practice begins", practice.begin_form, _REASONS, about="Lantern Bakery"),
    shown("a practice has begun", practice.begun_view, about="messages"),
    shown("a practice: what they said", practice.found_form, _REASONS, practice.ASKED_STEP, about="What they said"),
    *(
        shown(f"a practice, step {step + 1}", practice.practice_card, replace(_PRETENCE, step=step), about="Practice")
        for step in range(practice.STEPS)
    ),
    replied("a practice is ended", practice.over, about="nothing of it is kept"),
    replied("a button of a practice that is past", practice.long_over, about="practice"),
    shown("the first visit", blocks.colleague_home, _FIRST, about="leave the light on"),
    shown("with something to do", blocks.colleague_home, _BUSY, about="What waits for you"),
    shown("with more to do than is shown", blocks.colleague_home, _MANY, about="What waits for you"),
    shown(
        "an admin, when things did not get through", blocks.colleague_home, _TROUBLED, about="What did not get through"
    ),
    shown("with when they may be asked", blocks.colleague_home, _WILLING, about="What waits for you"),
    replied("somebody who is no admin any more", blocks.not_yours, about="admin"),
    shown("for somebody from another company", blocks.closed_home, _CLOSED, about="Porchlight"),
)
SENTENCES = ()
