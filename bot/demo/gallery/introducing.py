"""Samples: announcing the call, whom to phone, what to send, and what came of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.demo.gallery.cast import CALLING, CONTACT, CUSTOMER, EMAIL, NOW
from bot.demo.gallery.forms import form
from bot.demo.gallery.sample import shown, worded
from bot.interviews import blocks
from bot.interviews.values import (
    ContactView,
    End,
    Evidence,
    InterviewState,
    PromptAnswer,
    PromptKind,
    PromptView,
    QuestionsView,
    RequestState,
    RequestView,
    TryAnswer,
)

_CONTACT = ContactView(
    interview="i-acme",
    customer=CUSTOMER,
    asked_name="Maya Okafor",
    is_owner=True,
    contact=CONTACT,
    email=EMAIL,
    introduced_at=None,
    interviewer_name=None,
    is_wrong=False,
    is_over=False,
)
_WRONG = replace(_CONTACT, is_wrong=True, interviewer_name="Ruth Abelson", sought_by="Ruth Abelson")
_CALLS = replace(
    CALLING,
    tries=2,
    email=EMAIL,
    owner_name="Maya Okafor",
    own_name="Ruth Abelson",
    contact_asked=True,
    departure="d-acme",
)
_DECLINED = replace(_CALLS, state=InterviewState.ended, end=End.declined)
_REQUEST = RequestView("r-acme", RequestState.accepted, Evidence(), None, _CALLS)
_PROMPT = PromptView("p-acme", PromptKind.reminder, None, 1, _CALLS)
_QUESTIONS = QuestionsView("q-acme", "Maya Okafor", True, EMAIL, None, None, _DECLINED)

SAMPLES = (
    shown("to announce the call", blocks.contact_card, _CONTACT),
    shown("whoever logged it announces it, and nobody to phone is noted", blocks.contact_card,
          replace(_CONTACT, is_owner=False, contact=None, email=None)),
    shown("whoever calls is known", blocks.contact_card, replace(_CONTACT, interviewer_name="Ruth Abelson")),
    shown("announced", blocks.contact_card, replace(_CONTACT, introduced_at=NOW + timedelta(days=1))),
    shown("needed no more", blocks.contact_card, replace(_CONTACT, is_over=True)),
    shown("nobody is reached there", blocks.wrong_contact_card, _WRONG),
    shown("a better contact is noted", blocks.wrong_contact_card, replace(_WRONG, is_wrong=False)),
    shown("the owner is known now", blocks.contact_passed_on_card, _CONTACT),
    shown("whom to phone", blocks.contact_form, _CONTACT),
    shown("to the interviewer", blocks.better_contact_note, _WRONG),
    shown("in the thread", blocks.declined_line, about="rather not talk"),
    shown("they are back", blocks.came_of_it_card, replace(_CALLS, held_at=NOW + timedelta(days=18))),
    shown("the guide, the call not announced yet", blocks.request_card, _REQUEST),
    shown("the guide, the call announced", blocks.request_card,
          replace(_REQUEST, about=replace(_CALLS, introduced_at=NOW + timedelta(days=2)))),
    shown("would rather not talk", blocks.request_card, replace(_REQUEST, about=_DECLINED)),
    shown("two tries, four questions are proposed", blocks.reminder_card, _PROMPT),
    shown("four questions were sent", blocks.reminder_card,
          replace(_PROMPT, about=replace(_CALLS, questions_sent_at=NOW + timedelta(days=20)))),
    shown("answered: they would rather not", blocks.reminder_card, replace(_PROMPT, answer=PromptAnswer.declined)),
    shown("somebody from outside called, they would rather not", blocks.outsider_card,
          replace(_DECLINED, outsider="Vera Nowak")),
    shown("they would rather not answer", blocks.questions_card, _QUESTIONS),
    shown("to ask for the call", blocks.note_to_them, _CALLS),
    shown("to ask for the call, the owner asks", blocks.note_to_them, replace(_CALLS, own_name="Maya Okafor", email=None)),
    shown("in place of a call", blocks.questions_to_send, _CALLS),
)  # fmt: skip
SENTENCES = (
    worded("to announce", blocks.contact_duty, _CONTACT),
    worded("a better contact is wanted", blocks.contact_duty, _WRONG),
    worded("on the card, they would rather not", blocks.card_line, InterviewState.ended, name="", appointment=None,
           held_at=None, end=End.declined),
    worded("nobody named", blocks.parse_contact, form()),
    worded("no way to reach them", blocks.parse_contact, form(name="Rosa Marin")),
    worded("not said what came of it", blocks.parse_tried, form(how="call")),
    *(worded(answer.value.replace("_", " "), blocks.tried_words, answer) for answer in TryAnswer),
)  # fmt: skip
