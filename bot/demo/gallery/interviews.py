"""Samples: asking a colleague for the exit interview, reminding them, and what becomes of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from bot.customers.values import DealingKind, TouchKind
from bot.demo.gallery.cast import (
    ACME_CHANNEL,
    CALLING,
    CUSTOMER,
    DEPARTURES,
    EMAIL,
    NOW,
    TODAY,
)
from bot.demo.gallery.forms import form
from bot.demo.gallery.sample import replied, shown, worded
from bot.interviews import blocks
from bot.interviews.blocks import plain
from bot.interviews.values import (
    End,
    Evidence,
    InterviewState,
    Obstacle,
    PromptAnswer,
    PromptKind,
    PromptView,
    QuestionsView,
    RequestState,
    RequestView,
)

_ABOUT = replace(CALLING, state=InterviewState.asked, accepted_at=None)
_ARRANGED = replace(CALLING, state=InterviewState.arranged, appointment=NOW + timedelta(days=17), tries=1)
_HELD = replace(_ARRANGED, state=InterviewState.held, held_at=NOW + timedelta(days=17, hours=1))
_UNREACHED = replace(CALLING, state=InterviewState.ended, end=End.not_reached, tries=5)
_STRANGER = Evidence(all_touches=14, channels_seen=(ACME_CHANNEL,), last="2025-11-28", eligible=9, considered=13)
_REQUEST = RequestView("r-acme", RequestState.asked, _STRANGER, NOW + timedelta(days=2), _ABOUT)
_PROMPT = PromptView("p-acme", PromptKind.reminder, None, 1, replace(CALLING, tries=2), "Ruth Abelson")
_NOBODY = PromptView(
    "p-acme",
    PromptKind.nobody,
    None,
    1,
    replace(_ABOUT, state=InterviewState.nobody),
    offer_name="Ben Torres",
    offer_evidence=Evidence(
        touches=1, all_touches=14, last_touch="2024-02-20", last_touch_kind="call", dealings=(DealingKind.touch.value,)
    ),
)
_WRITING = replace(_ABOUT, state=InterviewState.writing)
_QUESTIONS = QuestionsView("q-acme", "Maya Okafor", True, EMAIL, None, None, _WRITING)
_QUESTIONS_SENT = replace(_QUESTIONS, sent_at=NOW + timedelta(days=1), sent_by="Maya Okafor")
_NOBODY_TO_WRITE_TO = replace(_QUESTIONS, is_owner=False, email=None, about=replace(_WRITING, contact=None))
_QUESTIONS_OVER = {
    "answered": replace(_WRITING, state=InterviewState.held),
    "not wanted": replace(_WRITING, state=InterviewState.ended, end=End.not_wanted),
    "not needed any more": replace(_WRITING, state=InterviewState.ended, end=End.no_longer_needed),
    "somebody calls instead": replace(_WRITING, state=InterviewState.seeking),
}
_OUTSIDE = replace(CALLING, outsider="Vera Nowak", outsider_email="vera@nowak.example")
_OUTSIDE_OVER = {
    "held": replace(_OUTSIDE, state=InterviewState.held),
    "not reached": replace(_OUTSIDE, state=InterviewState.ended, end=End.not_reached),
    "not needed any more": replace(_OUTSIDE, state=InterviewState.ended, end=End.no_longer_needed),
    "handed over": replace(_OUTSIDE, state=InterviewState.seeking, outsider=None),
}
_EVIDENCES = {
    "as strange as can be": _STRANGER,
    "no contact of anybody is logged, no channel of theirs is known": Evidence(),
    "in their channel, logged it, held one lately": Evidence(
        channels=(DEPARTURES,), channels_seen=(DEPARTURES,), logged=True, last=TODAY.isoformat()
    ),
    "a channel could not be read, an interview years ago": Evidence(
        all_touches=1, channels_unread=(ACME_CHANNEL,), last="2023-03-01"
    ),
    "they were copied in, heard them before, long ago": Evidence(
        all_touches=3, touches=1, faint=("copied", "interview", "long_ago"), overlap=480
    ),
    "in another part of the world": Evidence(all_touches=3, overlap=0),
    "one hour in common": Evidence(all_touches=3, overlap=60),
    "Slack could not be asked": Evidence(channels_listed=False, last="2026-02-20"),
    "nobody else is left": replace(_NOBODY.offer_evidence or Evidence(), anyway=True),
}
_DEALINGS = {
    "three contacts": Evidence(touches=3, last_touch="2025-12-01", last_touch_kind="email"),
    **{
        f"one {kind.value}": Evidence(touches=1, last_touch="2026-02-01", last_touch_kind=kind.value)
        for kind in TouchKind
    },
    "they say so": Evidence(dealings=(DealingKind.said_so.value,)),
    "somebody else says so": Evidence(dealings=(DealingKind.worked_with.value,)),
}
_INTERVIEWER = tuple(kind for kind in PromptKind if kind not in (PromptKind.nobody, PromptKind.stuck))
_THEIR_ANSWERS = (
    PromptAnswer.done,
    PromptAnswer.arranged,
    PromptAnswer.tried,
    PromptAnswer.handed_over,
    PromptAnswer.not_reached,
    PromptAnswer.keep_trying,
    PromptAnswer.replaced,
    PromptAnswer.over,
)
_DECISIONS = (
    PromptAnswer.ask_anyway,
    PromptAnswer.look_later,
    PromptAnswer.no_interview,
    PromptAnswer.write_instead,
    PromptAnswer.handed_over,
    PromptAnswer.replaced,
    PromptAnswer.over,
)

DUTIES = (
    worded("asked", blocks.asked_duty, _ABOUT),
    worded("accepted", blocks.call_duty, CALLING),
    worded("arranged", blocks.call_duty, _ARRANGED),
    worded("nobody is left", blocks.decide_duty, _ABOUT),
    worded("somebody from outside calls", blocks.call_duty, _OUTSIDE),
    worded("questions to send", blocks.questions_duty, _QUESTIONS),
    worded("answers to hear", blocks.questions_duty, _QUESTIONS_SENT),
)
SAMPLES = (
    *(
        shown(f"asked: {what}", blocks.request_card, replace(_REQUEST, evidence=seen))
        for what, seen in _EVIDENCES.items()
    ),
    shown(
        "asked: nobody to phone is noted",
        blocks.request_card,
        replace(_REQUEST, until=None, about=replace(_ABOUT, contact=None, since=None)),
    ),
    *(
        shown(state.value.replace("_", " "), blocks.request_card, replace(_REQUEST, state=state))
        for state in (
            RequestState.cannot_now,
            RequestState.knows_them,
            RequestState.no_answer,
            RequestState.handed_over,
            RequestState.withdrawn,
        )
    ),
    shown("accepted: the guide", blocks.request_card, replace(_REQUEST, state=RequestState.accepted, about=CALLING)),
    shown(
        "accepted: a date is set", blocks.request_card, replace(_REQUEST, state=RequestState.accepted, about=_ARRANGED)
    ),
    shown("accepted: held", blocks.request_card, replace(_REQUEST, state=RequestState.accepted, about=_HELD)),
    shown(
        "accepted: held, and there is room for more",
        blocks.request_card,
        replace(_REQUEST, state=RequestState.accepted, about=replace(_HELD, is_author=True)),
    ),
    shown(
        "accepted: not reached", blocks.request_card, replace(_REQUEST, state=RequestState.accepted, about=_UNREACHED)
    ),
    shown(
        "accepted: not needed any more",
        blocks.request_card,
        replace(_REQUEST, state=RequestState.accepted, about=replace(_UNREACHED, end=End.no_longer_needed)),
    ),
    shown("in the thread", blocks.accepted_line, "Ruth Abelson", about="will call them"),
    shown("in the thread", blocks.accepted_anyway_line, "Ben Torres", about="will call them"),
    *(shown(kind.value.replace("_", " "), blocks.reminder_card, replace(_PROMPT, kind=kind)) for kind in _INTERVIEWER),
    shown("what was said is begun", blocks.reminder_card, replace(_PROMPT, about=replace(CALLING, has_draft=True))),
    shown("reminder, after one try", blocks.reminder_card, replace(_PROMPT, about=replace(CALLING, tries=1))),
    *(
        shown(
            f"answered: {answer.value.replace('_', ' ')}",
            blocks.reminder_card,
            replace(_PROMPT, answer=answer, about=_ARRANGED),
        )
        for answer in _THEIR_ANSWERS
    ),
    shown("the first date", blocks.arranged_form, CALLING),
    shown("another date", blocks.arranged_form, _ARRANGED),
    shown("a try", blocks.tried_form, CALLING),
    shown("in the thread", blocks.handed_over_line, about="call them"),
    shown("in the thread", blocks.held_line, "Ruth Abelson", about="spoken with them"),
    shown("in the thread", blocks.not_reached_line, about="could not be reached"),
    shown("things have moved on", blocks.no_longer_needed, CUSTOMER),
    shown("they wish to be left in peace", blocks.left_in_peace, CUSTOMER, None),
    shown("they wish to be left in peace, and somebody from outside was to call", blocks.left_in_peace, CUSTOMER, "Hal Harbor"),
    shown("nobody is left to ask", blocks.decision_card, _NOBODY),
    shown(
        "nobody can be asked just now",
        blocks.decision_card,
        replace(_NOBODY, offer_name=None, offer_evidence=Evidence(strangers=3, group_unread=True)),
    ),
    shown("nobody at all", blocks.decision_card, replace(_NOBODY, offer_name=None, offer_evidence=None)),
    *(
        shown(f"the least contact: {what}", blocks.decision_card, replace(_NOBODY, offer_evidence=seen))
        for what, seen in _DEALINGS.items()
    ),
    shown("six weeks, and no word", blocks.decision_card, replace(_PROMPT, kind=PromptKind.stuck)),
    shown(
        "six weeks, no word, and nobody knows whom I asked",
        blocks.decision_card,
        replace(_PROMPT, kind=PromptKind.stuck, interviewer_name=None),
    ),
    *(
        shown(f"decided: {answer.value.replace('_', ' ')}", blocks.decision_card, replace(_NOBODY, answer=answer))
        for answer in _DECISIONS
    ),
    shown(
        "decided: somebody from outside",
        blocks.decision_card,
        replace(_NOBODY, answer=PromptAnswer.outsider, about=_OUTSIDE),
    ),
    shown("who from outside", blocks.outsider_form, replace(_ABOUT, owner_name="Maya Okafor"), "p-acme"),
    shown("the words to hand on", blocks.outsider_card, _OUTSIDE),
    shown("nobody to phone is noted", blocks.outsider_card, replace(_OUTSIDE, contact=None, since=None)),
    *(shown(what, blocks.outsider_card, about) for what, about in _OUTSIDE_OVER.items()),
    shown("in the thread", blocks.outsider_line, "Maya Okafor", about="will call them"),
    shown("in the thread", blocks.outsider_held_line, "Maya Okafor", about="spoken with them"),
    shown("things have moved on", blocks.outsider_not_needed, CUSTOMER, "Vera Nowak"),
    shown("reminder, where somebody from outside calls", blocks.reminder_card, replace(_PROMPT, about=_OUTSIDE)),
    shown(
        "answered: done, by somebody from outside",
        blocks.reminder_card,
        replace(_PROMPT, answer=PromptAnswer.done, about=_OUTSIDE),
    ),
    shown("to send", blocks.questions_card, _QUESTIONS),
    shown("whoever logged it sends them, and nobody to write to is known", blocks.questions_card, _NOBODY_TO_WRITE_TO),
    shown("sent", blocks.questions_card, _QUESTIONS_SENT),
    *(
        shown(what, blocks.questions_card, replace(_QUESTIONS_SENT, about=about))
        for what, about in _QUESTIONS_OVER.items()
    ),
    shown("a week later, not sent", blocks.questions_reminder_card, _QUESTIONS),
    shown("two weeks after it was sent", blocks.questions_reminder_card, _QUESTIONS_SENT),
    shown("the owner is known now", blocks.questions_passed_on_card, _QUESTIONS),
    shown("in the thread", blocks.questions_sent_line, "Maya Okafor", about="four questions"),
    shown("in the thread", blocks.answered_line, "Maya Okafor", about="have answered"),
    *(replied(f"a press: {why.value.replace('_', ' ')}", blocks.obstacle_words, why) for why in Obstacle),
)
_ON_THE_CARD = {
    "looking": (InterviewState.seeking, None),
    "nobody is left": (InterviewState.nobody, None),
    "accepted": (InterviewState.accepted, None),
    "arranged": (InterviewState.arranged, None),
    "held": (InterviewState.held, None),
    "not reached": (InterviewState.ended, End.not_reached),
    "not wanted": (InterviewState.ended, End.not_wanted),
}
SENTENCES = (
    *DUTIES,
    *(
        worded(
            f"on the card, {what}",
            blocks.card_line,
            state,
            name="Ruth Abelson",
            appointment=_ARRANGED.appointment,
            held_at=_HELD.held_at,
            end=end,
        )
        for what, (state, end) in _ON_THE_CARD.items()
    ),
    worded(
        "on the card, somebody from outside",
        blocks.card_line,
        InterviewState.accepted,
        name="Maya Okafor",
        appointment=None,
        held_at=None,
        end=None,
        is_outside=True,
    ),
    worded("on the card, to send", blocks.questions_line, "Maya Okafor", None, None),
    worded("on the card, sent", blocks.questions_line, "Maya Okafor", NOW, None),
    worded("on the card, answered", blocks.questions_line, "Maya Okafor", NOW, NOW + timedelta(days=6)),
    worded("nobody named", blocks.parse_outsider, form()),
    worded("no email address", blocks.parse_outsider, form(name="Vera Nowak", email="vera at nowak")),
    worded("nothing filled in", blocks.parse_arranged, form(), "America/New_York", NOW),
    worded(
        "a date in the past",
        blocks.parse_arranged,
        form(day=date(2026, 3, 1), time="10:00"),
        "America/New_York",
        NOW,
    ),
    worded("nothing chosen", blocks.parse_tried, form()),
    *(worded(f"{days} days ago", plain.ago, TODAY - timedelta(days=days), TODAY) for days in (0, 1, 50, 180)),
)
