"""Samples: asking again, from the words to start from to what came of it; and news for those who left."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.customers.values import TouchKind
from bot.demo.gallery.cast import CONTACT, CUSTOMER, EMAIL, LEFT, NOW, SINCE
from bot.demo.gallery.forms import form
from bot.demo.gallery.sample import shown, worded
from bot.reasons.values import SHIPPED_REASONS
from bot.tact import remarks
from bot.winback.blocks import asks, entries, launches, ways
from bot.winback.values import AskState, Cure, WayIn, WayKind
from bot.winback.ways import (
    Answered,
    AskedOpening,
    AskLetter,
    AskView,
    AskWords,
    Hints,
    LaunchOpening,
    LaunchRow,
    NewsView,
    OpenDoor,
    Proposal,
    Reach,
    Way,
    WayBack,
    Why,
)

_LATER = NOW + timedelta(days=250)
_ME, _ROSA = "Maya Okafor", "Rosa Marin"
_WHAT = "bread before seven in the morning"
_WAY = Way(WayKind.offer, _WHAT, ("missing", "inconvenience"), ("Bakeries",))
_FIX = Way(WayKind.fixed, "", (), (), ("d-acme",), "f-acme")
_NEWS = WayIn("l-night", WayKind.offer, _WHAT, _LATER)
_HINTS = Hints(
    news=_NEWS,
    changed="We promised your order for Monday, and it came on Thursday.",
    owner_gone=True,
    new_face=True,
    reason="missing",
    reason_words="we lacked something they need",
    cure=Cure.by_us,
)
_OURS = "Hello Rosa Marin,\n\nI told you so. Give us another chance, or you will regret it."


def _words(proposal: Proposal, own: str | None = None) -> AskLetter:
    shipped = ways.letter(proposal, _HINTS, _ROSA, _ME)
    return AskLetter(proposal, ways.with_words(shipped, own), own is not None, _HINTS)


_PROPOSED = {
    "news": Proposal(WayBack.news, Why.news),
    "what was changed": Proposal(WayBack.amends, Why.changed),
    "a team that has changed": Proposal(WayBack.team, Why.owner_gone),
    "a new face": Proposal(WayBack.team, Why.new_face),
    "a small try": Proposal(WayBack.pilot, Why.reason),
    "their view": Proposal(WayBack.view, Why.reason_unknown),
    "something new": Proposal(WayBack.product, Why.nothing_known),
}
_ASK = AskView(
    ask="a-acme",
    customer=CUSTOMER,
    state=AskState.claimed,
    until=_LATER + timedelta(days=14),
    made_at=None,
    contact=CONTACT,
    email=EMAIL,
    left=LEFT,
    since=SINCE,
    last=(TouchKind.call, NOW + timedelta(days=200), _ME),
    reason="we lacked something they need",
    wished="“If you came before we open, we would talk again.”",
    liked=TouchKind.call,
    again=(_LATER + timedelta(days=91)).date(),
    words=_words(_PROPOSED["news"]),
)
_BARE = replace(_ASK, last=None, reason=None, wished=None, liked=None, contact=None, email=None)
_MADE = replace(_ASK, made_at=_LATER + timedelta(days=3))
_OWN = AskWords("a-acme", CUSTOMER, _words(_PROPOSED["news"]).letter.body, is_own=False)
_OPENING = AskedOpening(CUSTOMER, _LATER.date(), was_asked=False)
_DOOR = OpenDoor("t-acme", CUSTOMER, None, None, None)
_DOORS = (
    _DOOR,
    OpenDoor(None, "Harbor & Sons", (_LATER + timedelta(days=30)).date(), None, None),
    OpenDoor(None, "Lindqvist Cafés", None, "Theo Marchetti", None),
    *(OpenDoor(None, "Brightwater Foods", None, None, state) for state in (AskState.back, AskState.later)),
    *(OpenDoor(None, "Oakfield Mill", None, None, state) for state in (AskState.no, AskState.unanswered)),
)
_REACH = Reach(
    7,
    (
        Answered(CUSTOMER, _ME),
        Answered("Lindqvist Cafés", _ME, asked_by="Theo Marchetti"),
        Answered("Harbor & Sons", "Theo Marchetti", rests_until=(_LATER + timedelta(days=30)).date()),
    ),
    others=True,
)
_ROW = LaunchRow(
    launch="l-night",
    way=_WAY,
    reasons=("we lacked something they need", "hard to do business with us"),
    by=_ME,
    at=_LATER,
    told=4,
    asked=2,
    back=1,
    is_over=False,
    undoable=True,
)
_ROWS = (_ROW, replace(_ROW, launch="l-fix", way=_FIX, reasons=(), told=1, asked=1, back=0, is_over=True, undoable=False))

SAMPLES = (
    *(shown(f"words to start from: {what}", asks.ask_card, replace(_ASK, words=_words(one))) for what, one in _PROPOSED.items()),
    shown("where little is known", asks.ask_card, replace(_BARE, words=_words(_PROPOSED["something new"]))),
    shown("with words of one's own", asks.ask_card, replace(_ASK, words=_words(_PROPOSED["news"], "Hello Rosa, it is me."))),
    shown("asked, and not answered yet", asks.ask_card, _MADE),
    *(
        shown(f"answered: {state.value.replace('_', ' ')}", asks.ask_card, replace(_ASK, state=state))
        for state in AskState
        if state is not AskState.claimed
    ),
    shown("two weeks later", asks.follow_up_card, _ASK, is_open=True),
    shown("two weeks after they were asked", asks.follow_up_card, _MADE, is_open=True),
    shown("two weeks later, when it is settled", asks.follow_up_card, _ASK, is_open=False),
    shown("for one customer", asks.words_form, _OWN),
    shown("for one customer, with advice", asks.words_form, _OWN, remarks(_OURS), "mark", _OURS),
    shown("what they said", asks.asked_form, "a-acme", _OPENING),
    shown("what they answered", asks.asked_form, "a-acme", replace(_OPENING, was_asked=True)),
    shown("what is new", launches.launch_form, LaunchOpening(SHIPPED_REASONS, ("Bakeries", "New York")), about="different now"),
    shown("no kinds of customers are known", launches.launch_form, LaunchOpening(SHIPPED_REASONS, ()), "night", about="different now"),
    shown("whom it answers", launches.reach_form, _WAY, _REACH),
    shown("it answers nobody", launches.reach_form, _WAY, Reach(0, (), others=False), about="bread before seven"),
    shown(
        "it answers no kind of customer",
        launches.reach_form,
        replace(_WAY, reasons=()),
        Reach(0, (), others=True),
        about="bread before seven",
    ),
    shown("for a kind of customers", launches.reach_form, replace(_WAY, reasons=()), _REACH),
    shown("once it is told", launches.launched, _WAY, about="bread before seven"),
    shown("for whoever looks after them", launches.news_card, NewsView(_WAY, _DOORS, is_over=False)),
    shown("something was fixed", launches.news_card, NewsView(_FIX, (_DOOR,), is_over=False)),
    shown("for a kind of customers", launches.news_card, NewsView(replace(_WAY, reasons=()), (_DOOR,), is_over=False)),
    shown("very many", launches.news_card, NewsView(_WAY, (_DOOR,) * 1 + _DOORS[1:] * 4, is_over=False)),
    shown("taken back", launches.news_card, NewsView(_WAY, _DOORS, is_over=True), about="bread before seven"),
    shown("what was told", launches.launches_view, _ROWS, about="bread before seven"),
    shown("nothing was told", launches.launches_view, (), about="something that is new"),
)
SENTENCES = (
    worded("nothing filled in", asks.parse_asked, form()),
    worded("nothing filled in", launches.parse_launch, form()),
    worded("whom it answers is missing", launches.parse_launch, form(what=_WHAT)),
    worded("on the card", asks.asking_line, _ME, _LATER),
    worded("in Home", asks.ask_duty, CUSTOMER, _LATER),
    worded("in Home, once they were asked", asks.ask_duty, CUSTOMER, _LATER, was_asked=True),
    worded("why", ways.way_line, _PROPOSED["news"], _HINTS),
    worded("inside a sentence", ways.news_words, _NEWS),
    *(worded(f"inside a sentence: {kind.value}", ways.launch_words, kind, _WHAT) for kind in WayKind),
    worded("a fix", ways.launch_words, WayKind.fixed, ""),
    worded("in the folder", entries.made_entry),
)
