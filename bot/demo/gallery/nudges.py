"""Samples: staying in touch."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from bot.customers.values import Consent, TouchKind
from bot.demo.gallery.cast import CONTACT, CUSTOMER, LEFT, NOW, TODAY
from bot.demo.gallery.forms import form
from bot.demo.gallery.sample import replied, shown, worded
from bot.departures.values import Opening
from bot.nudges import blocks
from bot.nudges.blocks import admins, mailing, succession
from bot.nudges.values import (
    Article,
    Asking,
    Bounds,
    Brought,
    LastContact,
    MailingPlace,
    NudgeKind,
    NudgeState,
    NudgeView,
    Obstacle,
    Occasion,
    OfferView,
    SegmentBounds,
    SuccessionRow,
    SuccessionState,
    SuccessionView,
    Suggestion,
    Suited,
    WhyYou,
)

_LATER = NOW + timedelta(days=108)
_VIEW = NudgeView(
    nudge="n-acme",
    customer=CUSTOMER,
    at=NOW + timedelta(days=14),
    state=NudgeState.waiting,
    suggestion=Suggestion.call,
    why=WhyYou.owner,
    left=LEFT,
    last=LastContact(
        TouchKind.call, NOW + timedelta(days=17), "Ruth Abelson", "Paula was open, and glad that we asked."
    ),
    contact=CONTACT,
    email="paula@acme.example",
    days=91,
    since=date(2019, 6, 24),
    occasion=Occasion(NudgeKind.nudge),
    brought_by=None,
    consent=Consent.yes,
    answered_by=None,
    until=None,
    handed_to=None,
    undoable=False,
)
_CLOSED = replace(_VIEW, answered_by="Maya Okafor", until=_LATER + timedelta(days=7), handed_to="Theo Marchetti")
_ASKING = Asking(CUSTOMER, NudgeKind.nudge, Suggestion.call, Consent.yes, _LATER.date(), 91)
_NEWS = Occasion(
    NudgeKind.news, "UDAN", "https://news.example/acme-opens-a-second-bakery", "They open a second bakery in May."
)
_ARTICLE = Article("https://paper.example/boxes-that-keep-bread-fresh", "Boxes that keep bread fresh, for bakeries")
_SUITED = Suited("d-acme", CUSTOMER, ("bread", "bakeries"))
_KINDS = (
    SegmentBounds("Bakeries", Bounds(61, 182)),
    SegmentBounds("Cafés", Bounds()),
    SegmentBounds("Hotels", Bounds(91, 91)),
)
_GONE = SuccessionView(
    "UMAYA",
    "Maya Okafor",
    (
        SuccessionRow("s1", CUSTOMER, SuccessionState.open, None, None),
        SuccessionRow("s2", "Brio Coffee", SuccessionState.asked, "Theo Marchetti", None),
        SuccessionRow("s3", "Cleo Hotels", SuccessionState.taken, "Dan Whitcombe", None),
        SuccessionRow("s4", "Dunes Spa", SuccessionState.open, None, "Theo Marchetti"),
    ),
)
_MANY = tuple(replace(_GONE.rows[0], succession=f"s{number}", customer=f"Customer {number}") for number in range(21))
_OFFER = OfferView("UMAYA", "Maya Okafor", "Grace Lindqvist", (CUSTOMER, "Brio Coffee"), None)
_ON_LIST = {MailingPlace.on_it: 31, MailingPlace.said_no: 3, MailingPlace.not_wanted: 2, MailingPlace.not_answered: 5}
_DOORS = Occasion(NudgeKind.doors, day=_LATER.date() + timedelta(days=90))

SAMPLES = (
    *(shown(f"{one.value}", blocks.nudge_card, replace(_VIEW, suggestion=one)) for one in Suggestion),
    *(
        shown(
            f"after {kind.value}", blocks.nudge_card, replace(_VIEW, last=LastContact(kind, NOW, "Dan Whitcombe", None))
        )
        for kind in TouchKind
    ),
    shown(
        "the one check-in, where they have not answered",
        blocks.nudge_card,
        replace(_VIEW, occasion=Occasion(NudgeKind.check_in), last=None, contact=None, consent=Consent.not_answered),
    ),
    *(
        shown(f"why you: {why.value.replace('_', ' ')}", blocks.nudge_card, replace(_VIEW, why=why))
        for why in WhyYou
        if why is not WhyYou.owner
    ),
    *(
        shown(state.value.replace("_", " "), blocks.nudge_card, replace(_CLOSED, state=state))
        for state in NudgeState
        if state is not NudgeState.waiting
    ),
    shown(
        "stopped, and may be started again",
        blocks.nudge_card,
        replace(_CLOSED, state=NudgeState.stopped, undoable=True),
    ),
    shown("overtaken by something newer", blocks.nudge_card, replace(_CLOSED, state=NudgeState.overtaken, last=None)),
    shown("in the news", blocks.nudge_card, replace(_VIEW, occasion=_NEWS, brought_by="Dan Whitcombe")),
    shown("in the news, as one found oneself", blocks.nudge_card, replace(_VIEW, occasion=replace(_NEWS, words=None))),
    shown(
        "something to read",
        blocks.nudge_card,
        replace(_VIEW, occasion=replace(_NEWS, kind=NudgeKind.article), brought_by="Dan Whitcombe"),
    ),
    shown("/lost-customer article", blocks.article_form, about="omething to read"),
    shown("whom it may interest", blocks.whom_form, _ARTICLE, (_SUITED,), about="omething to read"),
    shown("it interests nobody", blocks.whom_form, _ARTICLE, (), about="those who have left"),
    shown("one is asked to send it", blocks.article_brought, 1, about="omething to read"),
    shown("three are asked to send it", blocks.article_brought, 3, about="omething to read"),
    shown(
        "what it was, after something to read",
        blocks.done_form,
        "n-acme",
        replace(_ASKING, kind=NudgeKind.article),
        about="in touch",
    ),
    shown(
        "the day of their first business",
        blocks.nudge_card,
        replace(_VIEW, occasion=Occasion(NudgeKind.nudge, day=date(2026, 6, 24)), suggestion=Suggestion.greeting),
    ),
    shown(
        "a year since their first business",
        blocks.nudge_card,
        replace(_VIEW, occasion=Occasion(NudgeKind.nudge, day=date(2020, 6, 24)), suggestion=Suggestion.greeting),
    ),
    shown(
        "a date of theirs",
        blocks.nudge_card,
        replace(
            _VIEW,
            occasion=Occasion(NudgeKind.nudge, words="The day the bakery opened", day=date(2026, 6, 24)),
            suggestion=Suggestion.greeting,
        ),
    ),
    shown("the doors are about to open", blocks.nudge_card, replace(_VIEW, occasion=_DOORS)),
    shown("twice a year", blocks.nudge_card, replace(_VIEW, days=182)),
    shown("what it was", blocks.done_form, "n-acme", _ASKING, about="in touch"),
    shown(
        "what it was, and whether we may stay in touch",
        blocks.done_form,
        "n-acme",
        replace(_ASKING, kind=NudgeKind.check_in, consent=Consent.not_answered),
        about="in touch",
    ),
    shown("what it was, after news", blocks.done_form, "n-acme", replace(_ASKING, kind=NudgeKind.news), about="in touch"),
    shown("a colleague is gone, for an admin", succession.wanted_card, _GONE),
    shown(
        "a colleague is gone, and all is seen to",
        succession.wanted_card,
        replace(_GONE, rows=_GONE.rows[1:3]),
        about="no full account here any more",
    ),
    shown(
        "many customers of a colleague who is gone",
        succession.wanted_card,
        replace(_GONE, rows=_MANY),
        about="no full account here any more",
    ),
    shown(
        "more customers of a colleague who is gone",
        succession.wanted_card,
        replace(_GONE, rows=_MANY * 2),
        about="no full account here any more",
    ),
    shown("who instead", succession.successor_form, _GONE, about="Who instead?"),
    shown("who instead, of many", succession.successor_form, replace(_GONE, rows=_MANY), about="Who instead?"),
    shown("nobody is needed any more", succession.successor_form, replace(_GONE, rows=()), about="Who instead?"),
    *(
        shown(f"before somebody takes it on: {answer}", succession.offered_card, replace(_OFFER, answered=answer))
        for answer in (None, True, False)
    ),
    shown("the mailing list", mailing.mailing_view, _ON_LIST, about="mailing list"),
    shown("a mailing list for one", mailing.mailing_view, dict.fromkeys(MailingPlace, 1), about="mailing list"),
    shown("nobody on the mailing list", mailing.mailing_view, {}, about="mailing list"),
    shown("the mailing list is on its way", mailing.mailing_sent, about="The list"),
    shown("the mailing list", mailing.mailing_message, about="mailing list"),
    shown("the mailing list, without files", mailing.mailing_without, about="mailing list"),
    shown("how often", blocks.rhythm_form, "n-acme", _ASKING),
    shown("how often, for their kind", blocks.rhythm_form, "n-acme", replace(_ASKING, bounds=Bounds(61, 182)), about="How often"),
    shown("settings, how often", admins.kinds_view, _KINDS, about="How often"),
    shown("settings, how often, no kinds yet", admins.kinds_view, (), about="How often"),
    shown("settings, how often, one kind", admins.bounds_form, _KINDS[0], about="How often"),
    shown("/lost-customer news", blocks.news_form, Opening(TODAY), about="n the news"),
    shown(
        "from a message",
        blocks.news_form,
        Opening(TODAY, "c-acme", CUSTOMER),
        "https://news.example/acme-opens-a-second-bakery",
        "Look who is in the paper",
    ),
    shown("news was brought", blocks.news_brought, Brought(CUSTOMER, "Maya Okafor", oneself=False)),
    shown("news was brought by whoever looks after them", blocks.news_brought, Brought(CUSTOMER, "", oneself=True)),
    shown("until when", blocks.day_form, "n-acme", _ASKING),
    shown("to whom", blocks.hand_over_form, "n-acme", _ASKING),
    shown("why", blocks.stop_form, "n-acme", _ASKING),
    *(replied(f"a press: {why.value.replace('_', ' ')}", blocks.declined, why) for why in Obstacle),
)
SENTENCES = (
    worded("nothing filled in", blocks.parse_done, form()),
    worded("on the card", blocks.next_line, "Maya Okafor", _LATER),
    worded("on the card", blocks.stopped_line, "Maya Okafor"),
    *(
        worded(f"in Home, {one.value}", blocks.duty_line, CUSTOMER, NudgeKind.nudge, one, _LATER)
        for one in Suggestion
    ),
    *(
        worded(f"in Home, {kind.value}", blocks.duty_line, CUSTOMER, kind, Suggestion.call, _LATER)
        for kind in (NudgeKind.news, NudgeKind.article, NudgeKind.doors)
    ),
    worded("how often, the wrong way round", admins.parse_bounds, form(shortest="365", longest="30")),
    worded("the mailing list, for others", mailing.may_not_mail),
    worded("the mailing list, its columns", mailing.mailing_header),
    worded("nothing read", blocks.parse_article, form()),
    worded("nothing said of it", blocks.parse_article, form(link="https://paper.example")),
    worded("no address", blocks.parse_news, form(typed="Acme Bakeries")),
    *(worded(f"news, {why.value.replace('_', ' ')}", blocks.news_declined, why) for why in Obstacle),
)
