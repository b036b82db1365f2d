"""Samples: asking again, welcoming back, extra care."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from bot.customers.values import Consent
from bot.demo.gallery.cast import BEN, CONTACT, CUSTOMER, DAN, DEPARTURES, EMAIL, LEFT, NOW
from bot.demo.gallery.forms import form
from bot.demo.gallery.sample import replied, shown, worded
from bot.farewell.values import Outcome
from bot.farewell.values.letters import Known
from bot.interviews.values import Recommend
from bot.winback import blocks
from bot.winback.rules import DEFAULT_WEIGHTS, News
from bot.winback.values import (
    FIXED,
    BackForm,
    BackOpening,
    CareKind,
    CareState,
    CareView,
    Cure,
    DigestView,
    Factor,
    Gone,
    Happening,
    ItemState,
    ItemView,
    Obstacle,
    Reason,
    ReturnView,
    Since,
    WayIn,
    WayKind,
)
from bot.workspace.rules import Amount

_LATER = NOW + timedelta(days=250)
_BACK = (NOW + timedelta(days=300)).date()
_REASONS = (
    Reason(Factor.value, True),
    Reason(Factor.tenure, "6.9"),
    Reason(Factor.cure, Cure.by_us.value),
    Reason(Factor.consent, Consent.yes.value),
    Reason(Factor.asked, None),
    Reason(Factor.recency, "250"),
)
_OTHER_REASONS = (
    Reason(Factor.value, True, "$48,000"),
    Reason(Factor.cure, Cure.by_time.value),
    Reason(Factor.consent, Consent.not_answered.value),
    Reason(Factor.asked, "400"),
)
_MORE_REASONS = (
    Reason(Factor.cure, FIXED),
    Reason(Factor.warmth, 1.0),
    Reason(Factor.recommends, Recommend.yes.value),
    Reason(Factor.doors, True),
)
_FAINT_REASONS = (
    Reason(Factor.cure, Cure.unknown.value),
    Reason(Factor.cure, Cure.never.value),
    Reason(Factor.warmth, 0.5),
    Reason(Factor.recommends, Recommend.perhaps.value),
)
_ITEM = ItemView(
    "x-acme", CUSTOMER, ItemState.open, False, _REASONS[:3], None, None, False, (News.fixed.value,), "Maya Okafor"
)
_OTHER = ItemView(
    "x-harbor", "Harbor & Sons", ItemState.open, True, _OTHER_REASONS, None, None, False, (News.first.value,), None
)
_SINCE = (
    Since("Blue Kettle", Happening.back),
    Since("Fennel & Fig", Happening.asked, "Priya Nair"),
    Since("Old Mill", Happening.taken_up, "Jonas Becker", LEFT),
)
_LETTER = blocks.welcome_letter(None, Known(CUSTOMER, "Maya Okafor", contact="Rosa Marin"), None)
_COST = Amount(Decimal(1200), "USD")
_RETURN = ReturnView(
    "b-acme",
    CUSTOMER,
    2,
    _BACK,
    _BACK + timedelta(days=9),
    CONTACT,
    is_over=False,
    letter=_LETTER,
    email=EMAIL,
    words="The new boxes, and that Omar called every quarter without asking for anything.",
    terms="A pilot for three months at the old prices",
    cost=_COST,
)
_TOLD = BackForm(_BACK, _RETURN.first_delivery, _RETURN.words, _RETURN.terms, _COST, Amount(Decimal(48000), "USD"))
_CARE = CareView(
    check="k-acme",
    customer=CUSTOMER,
    kind=CareKind.delivery,
    state=CareState.waiting,
    day=_BACK,
    cause="small things added up",
    contact=CONTACT,
    by=None,
    note=None,
    cause_gone=None,
    new_cause=None,
)
_AMBER = replace(
    _CARE,
    kind=CareKind.day_30,
    state=CareState.amber,
    by="Maya Okafor",
    note="The second order was late again. A call from Grace would help.",
    cause_gone=Gone.no,
    new_cause="price",
)
_STAYED = replace(_CARE, kind=CareKind.day_30, cause=None, stayed=True)
_STAYED_AMBER = replace(_AMBER, kind=CareKind.day_30, cause=None, stayed=True)
_SETTLED = {
    "taken up": (ItemState.claimed, False),
    "not now": (ItemState.not_now, False),
    "in peace": (ItemState.in_peace, False),
    "in peace, and it can be taken back": (ItemState.in_peace, True),
    "over": (ItemState.over, False),
}

SAMPLES = (
    shown("two to ask, for somebody alone", blocks.digest_to_one, DigestView((_ITEM, _OTHER), _SINCE)),
    shown(
        "one of them is taken up, for somebody alone",
        blocks.digest_to_one,
        DigestView((replace(_ITEM, state=ItemState.claimed, by="Maya Okafor", until=_BACK), _OTHER)),
    ),
    shown("the last hearer has stopped it", blocks.nobody_hears, about="ask again"),
    replied("somebody wants no list any more", blocks.stopped_words, about="ask again"),
    shown("two to ask", blocks.digest_card, DigestView((_ITEM, _OTHER), _SINCE)),
    shown(
        "much happened, and every reason to ask",
        blocks.digest_card,
        DigestView(
            (
                replace(_ITEM, reasons=_REASONS, news=()),
                replace(_ITEM, reasons=_MORE_REASONS, news=tuple(one.value for one in News)),
                replace(_OTHER, reasons=_FAINT_REASONS),
            ),
            tuple(Since(f"Customer {number}", Happening.back) for number in range(1, 11)),
        ),
    ),
    shown("what counts", blocks.weights_form, DEFAULT_WEIGHTS, about="Whom to ask again"),
    *(
        shown(
            what,
            blocks.digest_card,
            DigestView((replace(_ITEM, state=state, undoable=undoable, by="Maya Okafor", until=_BACK),)),
        )
        for what, (state, undoable) in _SETTLED.items()
    ),
    shown(
        "something is new for them",
        blocks.digest_card,
        DigestView((replace(_ITEM, way=WayIn("l-night", WayKind.offer, "bread before seven in the morning", _LATER)),)),
    ),
    shown("until when", blocks.not_now_form, "x-acme", CUSTOMER, _LATER.date()),
    shown("why", blocks.peace_form, "x-acme", CUSTOMER, _LATER.date()),
    shown("since when", blocks.back_form, BackOpening("d-acme", CUSTOMER, _BACK)),
    shown("more of it, later", blocks.back_form, BackOpening("d-acme", CUSTOMER, _BACK, 3, _TOLD, "b-acme")),
    shown("in the thread", blocks.thanks_line, CUSTOMER, [BEN, DAN]),
    shown("in the thread, nobody to thank", blocks.thanks_line, CUSTOMER, []),
    shown("with a first delivery", blocks.welcome_card, _RETURN),
    shown(
        "the day of the first delivery is not known",
        blocks.welcome_card,
        replace(_RETURN, first_delivery=None, asks_delivery=True, contact=None, email=None, words=None, terms=None, cost=None),
    ),
    shown(
        "they are welcomed", blocks.welcome_card, replace(_RETURN, welcomed_at=NOW + timedelta(days=301), welcomed_by="Maya Okafor")
    ),
    shown("after the year", blocks.welcome_card, replace(_RETURN, is_over=True)),
    shown("they are not back after all", blocks.welcome_card, replace(_RETURN, mistake=True)),
    shown("in the thread, that they are welcomed", blocks.welcomed_line, "Maya Okafor", about="welcomed"),
    shown("the first delivery", blocks.delivery_form, "b-acme", about="First delivery"),
    *(shown(kind.value.replace("_", " "), blocks.care_card, replace(_CARE, kind=kind)) for kind in CareKind),
    shown("somebody else is away", blocks.care_card, replace(_CARE, is_stand_in=True)),
    shown("what they left over was put right", blocks.care_card, replace(_CARE, kind=CareKind.day_90, fixed_since=_BACK)),
    shown("the first delivery is later", blocks.care_card, replace(_CARE, state=CareState.planned, due=_BACK + timedelta(days=20))),
    *(
        shown(f"they stayed: {kind.value.replace('_', ' ')}", blocks.care_card, replace(_STAYED, kind=kind))
        for kind in (CareKind.day_30, CareKind.day_60, CareKind.day_90)
    ),
    shown("they stayed, and something is off", blocks.care_card, _STAYED_AMBER),
    shown("they stayed, for those who can help", blocks.amber_card, _STAYED_AMBER),
    shown("they stayed: what is off", blocks.amber_form, "k-acme", _STAYED),
    shown("nobody knows why they left", blocks.care_card, replace(_CARE, cause=None, contact=None)),
    *(
        shown(f"answered: {state.value}", blocks.care_card, replace(_AMBER, state=state))
        for state in (CareState.green, CareState.amber, CareState.overtaken, CareState.over)
    ),
    shown("for those who can help", blocks.amber_card, _AMBER),
    *(
        shown(
            f"the first cause: {gone.value}",
            blocks.amber_card,
            replace(_AMBER, cause_gone=gone, new_cause=None, note=None),
        )
        for gone in (Gone.yes, Gone.unsure)
    ),
    shown("what is off", blocks.amber_form, "k-acme", _CARE),
    *(replied(f"a press: {why.value.replace('_', ' ')}", blocks.declined, why) for why in Obstacle),
    replied("it takes longer to ask", blocks.more_time, about="two weeks"),
    replied("/lost-customer back Acne", blocks.not_found, "Acne", about="Acne"),
    *(
        replied(f"a welcome: {came.value}", blocks.welcome_declined, came, CUSTOMER)
        for came in (Outcome.may_not, Outcome.over, Outcome.already)
    ),
    replied("/lost-customer back", blocks.no_name, about="Who is back"),
)
SENTENCES = (
    worded("somebody was chosen who may not see them", blocks.strangers_to_list),
    worded("in Home, only people hear it", blocks.list_stands, "", _BACK, _BACK + timedelta(days=7)),
    worded("in Home, the newest list", blocks.list_stands, DEPARTURES, _BACK, _BACK + timedelta(days=7)),
    worded("in Home, no new list", blocks.nothing_new, _BACK, _BACK + timedelta(days=35)),
    worded("in Home, no list yet", blocks.nothing_new, None, _BACK),
    worded("nothing filled in", blocks.parse_back, form()),
    worded("what it took cannot be read", blocks.parse_back, form(day="2026-03-02", cost="much")),
    worded("how they came back, in the folder", blocks.told_lines, _RETURN.words, _RETURN.terms, _COST),
    worded("nothing chosen", blocks.parse_amber, form()),
    worded("something else, and no word of it", blocks.parse_amber, form(cause_gone="yes", new_cause="other")),
    worded("on the card", blocks.peace_line, "Theo Marchetti"),
    worded("on the card, before the first look", blocks.care_line, None, _BACK),
    *(
        worded(f"on the card, {state.value}", blocks.care_line, state, _BACK)
        for state in (CareState.green, CareState.amber)
    ),
    worded("on the card, the last look", blocks.care_line, CareState.green, None),
    *(worded(f"in Home, {kind.value}", blocks.care_duty, CUSTOMER, kind) for kind in CareKind),
)
